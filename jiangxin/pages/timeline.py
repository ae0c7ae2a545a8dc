"""The corridor of time: years ascending, their events, and the silences between.

Each year is a bay of the corridor, whether anything is told of it or not; only a
long silence is one bay for all its years. The corridor may say which years it
covers: those are all there, and what happened before and after stands where it
belongs, marked as outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiangxin.model.dates import When
from jiangxin.model.entry import Ref
from jiangxin.model.evidence import Figure
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.narrative import Event
from jiangxin.model.space import Hall
from jiangxin.model.wording import Wording
from jiangxin.pages.citations import citations_of
from jiangxin.pages.corridor import Bay, bays, covered, declared, stretches
from jiangxin.pages.dates import show_date, show_years
from jiangxin.pages.frame import frame
from jiangxin.pages.parts import Happening, Link, Year
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.timeline_filters import Filter, filter_links
from jiangxin.pages.urls import TIMELINE, filter_path, timeline_path
from jiangxin.pages.views import TimelineView

MILESTONES = 6
DENSEST = 8


def timeline_view(sheet: Sheet, only: Filter | None = None, number: int = 1) -> TimelineView:
    """Give page `number` of the corridor, or of what a filter keeps of it."""
    exhibition = sheet.edition.exhibition
    years = only.years if only else exhibition.years
    covers = (years[0].year, years[-1].year) if only else covered(exhibition)
    title, words = sheet.words("pages.timeline"), show_years(*covers, sheet.wording) if covers else ""
    crumbs = (Link(title, sheet.href(TIMELINE)),) if only else ()
    if only:
        title = sheet.words("pages.title_filtered", title=title.text, filter=only.label(sheet).text)
    count = only.count if only else sum(len(year.events) for year in years)
    stated = None if only else declared(exhibition)
    pages = stretches(bays(years, stated))
    return TimelineView(
        **frame(
            sheet,
            title,
            key="timeline",
            crumbs=crumbs,
            description=_description(sheet, only, words, count),
            number=number,
        ),
        years=tuple(_years(sheet, pages[number - 1], max((len(year.events) for year in years), default=0), stated)),
        count=count,
        covers=words,
        others=() if only else corridor_halls(sheet),
        filters=filter_links(sheet, only),
        stretches=tuple(_stretches(sheet, only, pages, number)),
    )


def _stretches(sheet: Sheet, only: Filter | None, pages: Sequence[Sequence[Bay]], current: int) -> Iterator[Link]:
    """Give the links between the pages of a long corridor, each called by its years; none where there is one page."""
    for number, page in enumerate(pages if len(pages) > 1 else (), start=1):
        told = [bay for bay in page if bay.events] or page
        words = show_years(told[0].first, told[-1].last, sheet.wording)
        path = filter_path(only.by, only.value, number) if only else timeline_path(number)
        count = sum(len(bay.events) for bay in page)
        yield Link(sheet.plain(words), sheet.href(path), note=str(count), current=number == current)


def density(count: int, most: int) -> int:
    """Give how high `count` events stand on a scale of 8 on which `most` are full height: any is seen, none is 0.

    Up to eight each event is one step; beyond, a step stands for several.
    """
    return count if most <= DENSEST else -(-count * DENSEST // most)


def milestones(exhibition: Exhibition) -> tuple[Event, ...]:
    """Give a few events spread over the years, the first and the last among them."""
    events = [event for year in exhibition.years for event in year.events[:1]]
    if len(events) < MILESTONES:
        events = [event for year in exhibition.years for event in year.events]
    if len(events) <= MILESTONES:
        return tuple(events)
    return tuple(events[round(place * (len(events) - 1) / (MILESTONES - 1))] for place in range(MILESTONES))


def corridor_halls(sheet: Sheet) -> tuple[Link, ...]:
    """Give the links to the corridors in the space."""
    return sheet.links(hall.ref for hall in sheet.edition.exhibition.all_of(Hall) if hall.kind == "corridor")


def happening(sheet: Sheet, event: Event) -> Happening:
    """Give one event as the corridor shows it."""
    state = event.happened or "happened"
    return Happening(
        id=event.id,
        href=sheet.href_of(event.ref) or "",
        title=sheet.title(event),
        date=sheet.date(event.date),
        iso=event.date.iso() if event.date else "",
        text=sheet.phrase(event.text) or sheet.phrase(event.summary),
        place=sheet.phrase(event.place),
        kind_label=sheet.type_label(event),
        state=state,
        state_label=sheet.value_label("event", "happened", state),
        basis_label=sheet.value_label("event", "basis", event.basis) if event.basis == "inferred" else "",
        basis_note=sheet.phrase(event.basis_note),
        links=sheet.links(_connected(sheet, event)),
        citations=citations_of(sheet, event.sources),
        figures=sheet.links(
            figure.ref for figure in sheet.edition.naming(event.ref, "figure", "about") if isinstance(figure, Figure)
        ),
        certainty_label=sheet.value_label("event", "certainty", event.certainty)
        if event.certainty in ("medium", "low")
        else "",
        note=sheet.phrase(event.note),
        day=day_in_year(event.date, sheet.wording) if event.date else "",
    )


def day_in_year(when: When, wording: Wording) -> str:
    """Give a date as it is told under its year: the month and the day, as far as they are known.

    What says more than that (an interval, an approximation, a decade) stays as it is.
    """
    moment = when.start
    if when.is_interval or moment is None or moment.approximate or moment.uncertain or moment.unspecified:
        return show_date(when, wording)
    if moment.month is None:
        return wording("pages.that_year")
    month = wording(f"dates.months.{moment.month}")
    if moment.day is None:
        return wording("dates.month_alone", month=month)
    return wording("dates.day_alone", month=month, day=moment.day)


def _connected(sheet: Sheet, event: Event) -> Iterator[Ref]:
    """Give everything an event names, then everything that names it."""
    own = (*event.people, *event.organisations, *event.halls, *event.programmes)
    yield from ((event.link, *own) if event.link else own)
    links = sheet.edition.exhibition.backlinks.get(event.ref, ())
    yield from sheet.edition.in_order(link.source for link in links if link.source.kind not in ("figure", "source"))


def _years(sheet: Sheet, page: Sequence[Bay], most: int, covers: tuple[int, int] | None) -> Iterator[Year]:
    great = {event.ref for event in milestones(sheet.edition.exhibition)}
    for bay in page:
        yield Year(
            show_years(bay.first, bay.last, sheet.wording),
            f"y{bay.first}",
            tuple(happening(sheet, event) for event in bay.events),
            is_gap=bay.first != bay.last,
            density=density(len(bay.events), most),
            is_milestone=any(event.ref in great for event in bay.events),
            is_outside=covers is not None and not covers[0] <= bay.first <= covers[1],
        )


def _description(sheet: Sheet, only: Filter | None, covers: str, count: int) -> str:
    if only is None:
        return sheet.wording("pages.timeline_description", covers=covers, n=count)
    return sheet.wording("pages.filter_description", covers=covers, n=count, filter=only.label(sheet).text)
