"""Events → the corridor of time: years in order, and in each its events.

Sorted within its year by the earliest day a date can mean, then by the latest: what
is known to the day stands before what is known to the year only, and what is known
to end in a year opens it. Ties keep the curator's order.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from jiangxin.model.exhibition import Year
from jiangxin.model.narrative import Event


def corridor(events: Iterable[Event]) -> tuple[Year, ...]:
    """Give the years that have events, earliest first."""
    dated = sorted(
        (event for event in events if event.date is not None),
        key=lambda event: (event.date.year(), event.date.earliest(), event.date.latest()) if event.date else (),
    )
    return tuple(
        Year(year, tuple(each))
        for year, each in groupby(dated, key=lambda event: event.date.year() if event.date else 0)
    )
