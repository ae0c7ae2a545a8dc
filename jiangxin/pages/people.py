"""The page of a person."""

from __future__ import annotations

from collections.abc import Iterator

from jiangxin.model.people import Craftsman
from jiangxin.pages.entries import entry_parts
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.timeline import happening
from jiangxin.pages.views import CareerStep, CraftsmanView, Happening, Quote


def craftsman_view(sheet: Sheet, person: Craftsman) -> CraftsmanView:
    """Give the page of a person, with what the person said and the person's part of the corridor."""
    return CraftsmanView(
        **entry_parts(sheet, person),
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
    named = {event.ref for event in sheet.edition.naming(person.ref, "event", "people")}
    for year in sheet.edition.exhibition.years:
        for event in year.events:
            if event.ref in named:
                yield happening(sheet, event)
