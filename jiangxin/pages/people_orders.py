"""People under headings: by name, by strokes, by honour, by trade, by place.

An order that would put all under one heading says nothing, and there is no index
in it. Strokes are counted for readers of Chinese only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from jiangxin.model.exhibition import Exhibition
from jiangxin.model.names import Names, is_chinese
from jiangxin.model.people import LEVELS, Craftsman, Organisation, Studio
from jiangxin.model.text import Phrase, Text
from jiangxin.model.work import Programme
from jiangxin.pages.edition import Edition
from jiangxin.pages.letters import FEWEST, LETTERS, OTHER, first_letter, latin, letter_id, sound_of
from jiangxin.pages.outlines import Group
from jiangxin.patterns import pattern

_WORD = pattern(r"\w+")


def orders_of_people(edition: Edition) -> tuple[str, ...]:
    """Give the orders in which an index of people says something."""
    return tuple(order for order in _ORDERS if _says_something(edition, order))


def _says_something(edition: Edition, order: str) -> bool:
    """Say whether an order has headings enough; that by name has them in every language as soon as it has in one."""
    people, names = edition.exhibition.all_of(Craftsman), edition.names
    if order == "strokes":
        return is_chinese(edition.lang) and len(set(map(_strokes(names), people))) >= FEWEST
    if order == "name":
        languages = edition.exhibition.languages
        return any(len({_letter(names, lang, person) for person in people}) >= FEWEST for lang in languages)
    return len(_ORDERS[order](edition)) >= FEWEST


def groups_of_people(edition: Edition, order: str) -> list[Group]:
    """Give the people in an order, under its headings."""
    return _ORDERS[order](edition)


def place_of(exhibition: Exhibition, person: Craftsman) -> Text | None:
    """Give where a person works, else comes from, else where the employer is."""
    employer = exhibition.get(person.employer)
    employers = employer.place if isinstance(employer, (Organisation, Studio)) else None
    return person.place or person.native_place or employers


# --- by name and by strokes ---


def _by_name(edition: Edition) -> list[Group]:
    names, lang = edition.names, edition.lang
    people = sorted(edition.exhibition.all_of(Craftsman), key=lambda person: _sound(names, lang, person))
    found: dict[str, list[Craftsman]] = {letter: [] for letter in (*LETTERS, OTHER)}
    for person in people:
        found[_letter(names, lang, person)].append(person)
    return [Group(letter_id(letter), tuple(some), letter) for letter, some in found.items() if some]


def _by_strokes(edition: Edition) -> list[Group]:
    """Surnames by their strokes, then by the order of those; names that are not Chinese last."""
    names = edition.names
    found: dict[int, list[Craftsman]] = {}
    people = edition.exhibition.all_of(Craftsman)
    for person in sorted(people, key=lambda person: _written(names, edition.lang, person)):
        found.setdefault(_strokes(names)(person), []).append(person)
    unknown = found.pop(0, [])
    unit = Phrase(edition.wording("pages.strokes"), edition.lang)
    groups = [Group(f"strokes-{count}", tuple(some), str(count), unit) for count, some in sorted(found.items())]
    return [*groups, *([Group(letter_id(OTHER), tuple(unknown), OTHER)] if unknown else [])]


def _title(lang: str, person: Craftsman) -> str:
    return person.title.in_language(lang).text if person.title else person.id


def _letter(names: Names, lang: str, person: Craftsman) -> str:
    if is_chinese(lang):
        return first_letter(names.people.get(person.ref), _title(lang, person))
    return first_letter(None, " ".join(_words(names, lang, person)))


def _sound(names: Names, lang: str, person: Craftsman) -> tuple[Any, ...]:
    name = names.people.get(person.ref)
    if is_chinese(lang) and name:
        return (sound_of(name), person.id)
    return ([(word, 0, 0, 0) for word in _words(names, lang, person)], person.id)


def _words(names: Names, lang: str, person: Craftsman) -> list[str]:
    """Give a printed name's words, the family name first where it can be told: Master Chen is under C."""
    words = _WORD.findall(latin(_title(lang, person)))
    name = names.people.get(person.ref)
    family = name.family_letters.replace("v", "u") if name else ""
    return sorted(words, key=lambda word: word != family)


def _strokes(names: Names) -> Callable[[Craftsman], int]:
    def count(person: Craftsman) -> int:
        name = names.people.get(person.ref)
        return name.written[0].strokes if name else 0

    return count


def _written(names: Names, lang: str, person: Craftsman) -> tuple[Any, ...]:
    name = names.people.get(person.ref)
    written = [(each.strokes, each.place) for each in name.written] if name else []
    return (written, latin(_title(lang, person)), person.id)


# --- by what is known of them ---


def _by_honour(edition: Edition) -> list[Group]:
    """Honours by level, the highest first; each with its holders."""
    programmes = sorted(edition.exhibition.all_of(Programme), key=_level)
    holders = [(programme, edition.naming(programme.ref, "craftsman", "honours.honour")) for programme in programmes]
    return [
        Group(
            programme.id,
            tuple(person for person in some if isinstance(person, Craftsman)),
            label=_in(edition, programme.title),
            ref=programme.ref,
        )
        for programme, some in holders
        if some
    ]


def _level(programme: Programme) -> int:
    return min((LEVELS.index(level) for level in programme.level), default=len(LEVELS))


def _by_trade(edition: Edition) -> list[Group]:
    return _by_words(edition, lambda person: person.trade)


def _by_place(edition: Edition) -> list[Group]:
    return _by_words(edition, lambda person: place_of(edition.exhibition, person))


def _by_words(edition: Edition, words: Callable[[Craftsman], Text | None]) -> list[Group]:
    """Sort people under words of their own, in the order of first appearance; the unknown last."""
    found: dict[Text, list[Craftsman]] = {}
    unknown: list[Craftsman] = []
    for person in edition.exhibition.all_of(Craftsman):
        text = words(person)
        (unknown if text is None else found.setdefault(text, [])).append(person)
    groups = [Group(_id(text), tuple(some), label=_in(edition, text)) for text, some in found.items()]
    if not groups or not unknown:
        return groups
    not_stated = Phrase(edition.wording("pages.not_stated"), edition.lang)
    return [*groups, Group("unknown", tuple(unknown), label=not_stated)]


def _in(edition: Edition, text: Text | None) -> Phrase | None:
    return text.in_language(edition.lang) if text else None


def _id(text: Text) -> str:
    """Give an anchor that stays the same in every language."""
    return f"b-{hashlib.sha256(text.primary.encode()).hexdigest()[:8]}"


_ORDERS: Mapping[str, Callable[[Edition], list[Group]]] = MappingProxyType(
    {"name": _by_name, "strokes": _by_strokes, "honour": _by_honour, "trade": _by_trade, "place": _by_place}
)
