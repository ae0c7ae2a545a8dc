"""The glossary: one page, a term a part."""

from __future__ import annotations

from jiangxin.model.narrative import Term
from jiangxin.pages.citations import citations_of
from jiangxin.pages.frame import frame
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import GlossaryView, TermPart


def glossary_view(sheet: Sheet) -> GlossaryView:
    """Give the page of all terms, in the curator's order."""
    terms = sheet.edition.exhibition.all_of(Term)
    return GlossaryView(
        **frame(sheet, sheet.words("pages.glossary"), key="glossary"),
        terms=tuple(_part(sheet, term) for term in terms),
    )


def _part(sheet: Sheet, term: Term) -> TermPart:
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
    )
