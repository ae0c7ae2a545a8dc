"""The corridor of time as bays, and its bays on pages: years ascending, with the silences between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.exhibition import Year as EventsOfYear
from jiangxin.model.frozen import frozen
from jiangxin.model.narrative import Event
from jiangxin.model.space import Hall

LONG_SILENCE = 3  # years; shorter ones are walked through one by one
MOST = 2_000
"""How many events a page of the corridor has."""


@frozen
class Bay:
    """A piece of the corridor: a year, with or without events, or the years of a long silence."""

    first: int
    last: int
    events: tuple[Event, ...] = ()


def covered(exhibition: Exhibition) -> tuple[int, int] | None:
    """Give the first and last year told of: what the corridor says it covers, else the years of its events."""
    years = exhibition.years
    return declared(exhibition) or ((years[0].year, years[-1].year) if years else None)


def declared(exhibition: Exhibition) -> tuple[int, int] | None:
    """Give the first and last year that the corridor in the space says it covers; None where it does not say."""
    for hall in exhibition.all_of(Hall):
        if hall.kind == "corridor" and hall.covers and hall.covers.start and hall.covers.end:
            return hall.covers.start.year, hall.covers.end.year
    return None


def bays(years: Sequence[EventsOfYear], covers: tuple[int, int] | None = None) -> Iterator[Bay]:
    """Give the bays of the corridor: every year from the first to the last, `covers` among them, once and in order."""
    walked = None
    stops = [Bay(year.year, year.year, year.events) for year in years]
    told = {stop.first for stop in stops}
    stops += [Bay(end, end) for end in dict.fromkeys(covers or ()) if end not in told]
    for stop in sorted(stops, key=lambda stop: stop.first):
        if walked is not None:
            yield from _silence(walked + 1, stop.first - 1)
        yield stop
        walked = stop.last


def _silence(first: int, last: int) -> Iterator[Bay]:
    if last - first + 1 >= LONG_SILENCE:
        yield Bay(first, last)
    else:
        yield from (Bay(year, year) for year in range(first, last + 1))


def stretches(found: Iterable[Bay], most: int | None = None) -> list[tuple[Bay, ...]]:
    """Lay bays out on pages of at most `most` events; only a year of more is torn."""
    most = most or MOST
    pages: list[list[Bay]] = [[]]
    room = most
    for bay in found:
        for start in range(0, max(len(bay.events), 1), most):
            part = replace(bay, events=bay.events[start : start + most])
            if len(part.events) > room:
                pages.append([])
                room = most
            pages[-1].append(part)
            room -= len(part.events)
    return [tuple(page) for page in pages]


def event_pages(exhibition: Exhibition) -> Mapping[Ref, int]:
    """Give the page of the whole corridor, from 1, on which each event stands."""
    pages = stretches(bays(exhibition.years, declared(exhibition)))
    return {event.ref: number for number, page in enumerate(pages, start=1) for bay in page for event in bay.events}
