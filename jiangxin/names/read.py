"""Exhibition → how its names are said and written; nothing where no page is in Chinese."""

from __future__ import annotations

from jiangxin.cache import Ledger
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.names import NO_NAMES, Names, is_chinese
from jiangxin.model.narrative import Term
from jiangxin.model.people import Craftsman
from jiangxin.model.text import Text
from jiangxin.names.pinyin import Pinyin
from jiangxin.names.rare import rare_characters


def read_names(exhibition: Exhibition, readings: Ledger, rarities: Ledger) -> Names:
    """Give the names of an exhibition's people and terms, and the readings of its rare characters.

    What was read is remembered in `readings` between builds, and in `rarities`
    which texts have rare characters.
    """
    if not any(map(is_chinese, exhibition.languages)):
        return NO_NAMES
    pinyin = Pinyin(readings)
    people = {
        person.ref: pinyin.of_person(
            _in_chinese(person.title), person.pinyin or "", is_complete=person.name_complete != "false"
        )
        for person in exhibition.all_of(Craftsman)
    }
    terms = {term.ref: pinyin.of_words(_in_chinese(term.title)) for term in exhibition.all_of(Term)}
    rare = {character: pinyin.of_character(character) for character in rare_characters(exhibition, rarities)}
    return Names(
        people={ref: name for ref, name in people.items() if name},
        terms={ref: name for ref, name in terms.items() if name},
        rare={character: reading for character, reading in rare.items() if reading},
    )


def _in_chinese(text: Text | None) -> str:
    """Give a text in Chinese: the first language's, or a translation."""
    if text is None:
        return ""
    return next((words for lang, words in ((text.lang, text.primary), *text.others) if is_chinese(lang)), "")
