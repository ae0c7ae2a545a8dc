"""The corridor of time: years ascending, their events, and the silences between."""

from __future__ import annotations

from collections.abc import Iterator

from jiangxin.model.entry import Ref
from jiangxin.model.evidence import Figure
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.narrative import Event
from jiangxin.model.space import Hall
from jiangxin.pages.citations import citations_of
from jiangxin.pages.dates import show_years
from jiangxin.pages.frame import frame
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import Happening, Link, TimelineView, Year


def timeline_view(sheet: Sheet) -> TimelineView:
    """Give the page of the corridor."""
    years = sheet.edition.exhibition.years
    covers = covered(sheet.edition.exhibition)
    words = show_years(*covers, sheet.wording) if covers else ""
    count = sum(len(year.events) for year in years)
    return TimelineView(
        **frame(
            sheet,
            sheet.words("pages.timeline"),
            key="timeline",
            description=sheet.wording("pages.timeline_description", covers=words, n=count),
        ),
        years=tuple(_years(sheet)),
        count=count,
        covers=words,
        others=corridor_halls(sheet),
    )


def covered(exhibition: Exhibition) -> tuple[int, int] | None:
    """Give the first and last year told of: what the corridor says it covers, else the years of its events."""
    for hall in exhibition.all_of(Hall):
        if hall.kind == "corridor" and hall.covers and hall.covers.start and hall.covers.end:
            return hall.covers.start.year, hall.covers.end.year
    years = exhibition.years
    return (years[0].year, years[-1].year) if years else None


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
    )


def _connected(sheet: Sheet, event: Event) -> Iterator[Ref]:
    """Give everything an event names, then everything that names it."""
    own = (*event.people, *event.organisations, *event.halls, *event.programmes)
    yield from ((event.link, *own) if event.link else own)
    links = sheet.edition.exhibition.backlinks.get(event.ref, ())
    yield from sheet.edition.in_order(link.source for link in links if link.source.kind not in ("figure", "source"))


def _years(sheet: Sheet) -> Iterator[Year]:
    last = None
    for year in sheet.edition.exhibition.years:
        if last is not None and year.year > last + 1:
            yield Year(show_years(last + 1, year.year - 1, sheet.wording), f"y{last + 1}", (), is_gap=True)
        last = year.year
        yield Year(str(year.year), f"y{year.year}", tuple(happening(sheet, event) for event in year.events))
