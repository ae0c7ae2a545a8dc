"""Where one is in a list of several pages."""

from __future__ import annotations

from collections.abc import Callable

from jiangxin.pages.parts import Link, Pager
from jiangxin.pages.sheet import Sheet

AROUND = 2
"""How many pages are named on either side of the one that one is on, besides the first and the last."""


def pager(sheet: Sheet, path_of: Callable[[int], str], count: int, number: int) -> Pager | None:
    """Give the pager of page `number` of `count` (from 1); None where there is one page only."""
    if count < 2:
        return None
    return Pager(
        number=number,
        count=count,
        previous=sheet.href(path_of(number - 1)) if number > 1 else None,
        next=sheet.href(path_of(number + 1)) if number < count else None,
        pages=tuple(
            Link(
                sheet.words("pages.page_number", n=one), sheet.href(path_of(one)), note=str(one), current=one == number
            )
            if one
            else Link(sheet.plain("…"))
            for one in named_pages(number, count)
        ),
    )


def named_pages(number: int, count: int) -> list[int]:
    """Give the pages that a pager names, from 1; 0 is a gap, which leaves out at least two."""
    near = {1, count, *range(max(1, number - AROUND), min(count, number + AROUND) + 1)}
    named: list[int] = []
    for one in sorted(near):
        before = named[-1] if named else 0
        if one - before == 2:
            named.append(one - 1)
        elif one - before > 2:
            named.append(0)
        named.append(one)
    return named
