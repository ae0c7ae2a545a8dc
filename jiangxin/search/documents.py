"""What can be found: every entry with a place of its own in the site, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.kinds import KINDS
from jiangxin.model.narrative import Page
from jiangxin.model.people import Craftsman
from jiangxin.search.folding import has_han, one_line
from jiangxin.search.readings import Readings
from jiangxin.search.telling import Teller

NAMED = (
    "craftsman",
    "studio",
    "organisation",
    "exhibit",
    "hall",
    "method",
    "result",
    "programme",
    "term",
)
"""Kinds that people ask for by name: in pinyin too, and by the name they have in another language."""


@frozen
class Document:
    """Something that can be found.

    `href` leads there from the search page; `names` are the others it goes by;
    `readings` are how its name is typed in pinyin; `lines` are what it says.
    """

    title: str
    href: str
    kind: str
    names: tuple[str, ...]
    readings: tuple[str, ...]
    lines: tuple[str, ...]


class Place(NamedTuple):
    """An entry with a place of its own: where it is shown, from the search page, and how its name is typed."""

    entry: Entry
    href: str
    readings: tuple[str, ...]


def places_of(exhibition: Exhibition, addresses: Mapping[Ref, str], readings: Readings) -> Iterator[Place]:
    """Give what can be found: what is asked for by name first, else in the curator's order.

    `addresses` are relative to the language's folder; what has none cannot be
    found, and neither can pages that an editor hides.
    """
    people = _people(exhibition)
    kinds = (*NAMED, *(kind for kind in KINDS if kind not in NAMED))
    for kind in kinds:
        for entry in exhibition.by_kind.get(kind, ()):
            if entry.ref in addresses and not (isinstance(entry, Page) and entry.hidden):
                typed = _typed(entry, people, readings) if kind in NAMED else ()
                yield Place(entry, addresses[entry.ref], typed)


def read_titles(exhibition: Exhibition, readings: Readings) -> None:
    """Look up how everything is typed that is asked for by name, wherever it may be shown."""
    people = _people(exhibition)
    for entry in _named(exhibition):
        _typed(entry, people, readings)


def titles_of(exhibition: Exhibition) -> set[str]:
    """Give the titles of which that is looked up."""
    titles = {entry.title.primary for entry in _named(exhibition) if entry.title}
    return set(filter(has_han, titles))


def _named(exhibition: Exhibition) -> Iterator[Entry]:
    return (entry for kind in NAMED for entry in exhibition.by_kind.get(kind, ()))


def _people(exhibition: Exhibition) -> set[str]:
    return {person.title.primary for person in exhibition.all_of(Craftsman) if person.title}


def _typed(entry: Entry, people: Set[str], readings: Readings) -> tuple[str, ...]:
    return readings.of(entry.title.primary, people, getattr(entry, "pinyin", None) or "") if entry.title else ()


def document_at(place: Place, teller: Teller) -> Document:
    """Give what is found at a place, in the teller's language."""
    entry, href, typed = place
    title = entry.title.in_language(teller.lang).text if entry.title else entry.id
    names = [name.in_language(teller.lang).text for name in entry.also_called]
    if entry.ref.kind in NAMED and entry.title:
        names += [entry.title.primary, *(words for _, words in entry.title.others)]
    lines = teller.lines(entry)
    title, *others = dict.fromkeys(map(one_line, (title, *names)))
    return Document(title, href, entry.ref.kind, tuple(filter(None, others)), typed, tuple(lines))
