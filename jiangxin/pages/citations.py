"""Where statements come from, numbered as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from jiangxin.model.entry import Citation as Written
from jiangxin.model.entry import Ref
from jiangxin.pages.parts import Citation
from jiangxin.pages.sheet import Sheet


def citations_of(sheet: Sheet, written: Iterable[Written]) -> tuple[Citation, ...]:
    """Give each source once, with all the words it is cited for, numbered from 1."""
    by_source: dict[Ref, list[Written]] = {}
    for citation in written:
        if citation.id is not None:
            by_source.setdefault(citation.id, []).append(citation)
    shown = [(link, cited) for ref, cited in by_source.items() if (link := sheet.link(ref)) is not None]
    return tuple(
        Citation(
            number=number,
            link=link,
            quotes=tuple(dict.fromkeys(citation.quote for citation in cited if citation.quote)),
            page=sheet.wording("pages.between").join(dict.fromkeys(one.page for one in cited if one.page)),
        )
        for number, (link, cited) in enumerate(shown, start=1)
    )
