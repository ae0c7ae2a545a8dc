"""The page of a person."""

from __future__ import annotations

from collections.abc import Iterator

from jiangxin.curation.chronology import corridor
from jiangxin.model.narrative import Event
from jiangxin.model.people import Craftsman
from jiangxin.pages.entries import entry_parts
from jiangxin.pages.parts import CareerStep, Happening, Quote
from jiangxin.pages.people_index import ruby_of
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.timeline import happening
from jiangxin.pages.views import CraftsmanView


def craftsman_view(sheet: Sheet, person: Craftsman) -> CraftsmanView:
    """Give the page of a person, with what the person said and the person's part of the corridor."""
    return CraftsmanView(
        **entry_parts(sheet, person),
        ruby=ruby_of(sheet, person),
        quotes=tuple(_quotes(sheet, person)),
        career=tuple(
            CareerStep(sheet.date(step.date), sheet.phrase(step.text) or sheet.plain("")) for step in person.career
        ),
        life=tuple(_life(sheet, person)),
    )


def _quotes(sheet: Sheet, person: Craftsman) -> Iterator[Quote]:
    for quote in person.quotes:
        if text := sheet.phrase(quote.text):
            event = sheet.link(quote.event)
            yield Quote(
                text=text,
                speaker=sheet.link(person.ref),
                occasion=sheet.phrase(quote.occasion) or (event.label if event else None),
                source=sheet.link(quote.source),
                addressed_to=sheet.link(quote.addressed_to),
                event=event,
            )


def _life(sheet: Sheet, person: Craftsman) -> Iterator[Happening]:
    events = sheet.edition.naming(person.ref, "event", "people")
    for year in corridor(event for event in events if isinstance(event, Event)):
        yield from (happening(sheet, event) for event in year.events)
