"""Where one is in a list of several pages."""

from __future__ import annotations

from collections.abc import Sequence

from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import Link, Pager


def pager(sheet: Sheet, paths: Sequence[str], number: int) -> Pager | None:
    """Give the pager of page `number` (from 1) of `paths`; None where there is one page only."""
    if len(paths) < 2:
        return None
    hrefs = [sheet.href(path) for path in paths]
    return Pager(
        number=number,
        count=len(hrefs),
        previous=hrefs[number - 2] if number > 1 else None,
        next=hrefs[number] if number < len(hrefs) else None,
        pages=tuple(
            Link(sheet.words("pages.page_number", n=one), href, current=one == number)
            for one, href in enumerate(hrefs, start=1)
        ),
    )
