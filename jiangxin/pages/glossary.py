"""The glossary: one page, a term a part, by letter.

Terms that all stand under one letter, or under none, keep the curator's order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiangxin.model.names import is_chinese
from jiangxin.model.narrative import Term
from jiangxin.pages.citations import citations_of
from jiangxin.pages.frame import frame
from jiangxin.pages.letters import FEWEST, LETTERS, first_letter, latin, place_of_letter, sound_of
from jiangxin.pages.parts import Link, TermPart
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import GlossaryView


def glossary_view(sheet: Sheet) -> GlossaryView:
    """Give the page of all terms, by letter where they stand under several."""
    terms = sheet.edition.exhibition.all_of(Term)
    letters = {term.id: _letter(sheet, term) for term in terms}
    first: dict[str, Term] = {}
    if len({*letters.values()}) >= FEWEST:
        terms = tuple(sorted(terms, key=lambda term: (place_of_letter(letters[term.id]), _sound(sheet, term))))
        for term in terms:
            first.setdefault(letters[term.id], term)
    marks = {term.id: letter for letter, term in first.items()}
    return GlossaryView(
        **frame(sheet, sheet.words("pages.glossary"), key="glossary"),
        terms=tuple(_part(sheet, term, marks.get(term.id, "")) for term in terms),
        marks=tuple(_mark(sheet, letter, first) for letter in dict.fromkeys((*LETTERS, *first))) if first else (),
    )


def _letter(sheet: Sheet, term: Term) -> str:
    name = sheet.edition.names.terms.get(term.ref) if is_chinese(sheet.lang) else None
    return first_letter(name, sheet.title(term).text)


def _sound(sheet: Sheet, term: Term) -> tuple[Any, ...]:
    name = sheet.edition.names.terms.get(term.ref) if is_chinese(sheet.lang) else None
    return (sound_of(name) if name else [], latin(sheet.title(term).text))


def _mark(sheet: Sheet, letter: str, first: Mapping[str, Term]) -> Link:
    return Link(sheet.plain(letter), sheet.href_of(first[letter].ref) if letter in first else None)


def _part(sheet: Sheet, term: Term, mark: str) -> TermPart:
    links = sheet.edition.exhibition.backlinks.get(term.ref, ())
    naming = sheet.edition.in_order(link.source for link in links)
    return TermPart(
        id=term.id,
        title=sheet.title(term),
        also_called=sheet.phrases(term.also_called),
        text=sheet.phrase(term.text) or sheet.phrase(term.summary),
        is_unknown=term.text is None and any(text.primary == "text" for text in term.unknown),
        see=sheet.links((*term.see, *naming)),
        citations=citations_of(sheet, term.sources),
        note=sheet.phrase(term.note),
        mark=mark,
    )
