"""The glossary: a term a part, by letter, on one page or over several.

Terms that all stand under one letter, or under none, keep the curator's order.
"""

from __future__ import annotations

from collections.abc import Mapping

from jiangxin.model.entry import Ref
from jiangxin.model.narrative import Term
from jiangxin.pages.citations import citations_of
from jiangxin.pages.frame import frame
from jiangxin.pages.letters import LETTERS
from jiangxin.pages.pagers import pager
from jiangxin.pages.parts import Link, TermPart
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.term_pages import by_letter
from jiangxin.pages.urls import glossary_path
from jiangxin.pages.views import GlossaryView


def glossary_view(sheet: Sheet, number: int) -> GlossaryView:
    """Give page `number` (from 1) of the terms, by letter where they stand under several.

    Where there are several pages, the letters are those of the first language, whose pages alone name them.
    """
    laid = sheet.edition.tables.term_pages
    terms = [term for term in sheet.edition.shown(laid.pages[number - 1]) if isinstance(term, Term)]
    first: dict[str, Ref] = {}
    if len(laid.pages) == 1:
        ordered, found = by_letter(terms, sheet.edition.names, sheet.lang)
        terms, first = list(ordered), {letter: term.ref for letter, term in found.items()}
    elif sheet.lang == sheet.edition.primary:
        first = dict(laid.first)
    marks = {ref: letter for letter, ref in first.items()}
    return GlossaryView(
        **frame(sheet, sheet.words("pages.glossary"), key="glossary", number=number),
        terms=tuple(_part(sheet, term, marks.get(term.ref, "")) for term in terms),
        count=sum(map(len, laid.pages)),
        marks=tuple(_mark(sheet, letter, first) for letter in dict.fromkeys((*LETTERS, *first))) if first else (),
        pager=pager(sheet, glossary_path, len(laid.pages), number),
    )


def _mark(sheet: Sheet, letter: str, first: Mapping[str, Ref]) -> Link:
    return Link(sheet.plain(letter), sheet.href_of(first[letter]) if letter in first else None)


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
