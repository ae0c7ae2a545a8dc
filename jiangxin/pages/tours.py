"""The page of a tour: its stops in order."""

from __future__ import annotations

from collections.abc import Iterator

from jiangxin.model.narrative import Tour
from jiangxin.pages.cards import card_of
from jiangxin.pages.entries import entry_parts
from jiangxin.pages.media import recording_href
from jiangxin.pages.parts import Stop
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import TourView


def tour_view(sheet: Sheet, tour: Tour) -> TourView:
    """Give the page of a tour."""
    return TourView(**entry_parts(sheet, tour), stops=tuple(_stops(sheet, tour)), minutes=tour.minutes)


def _stops(sheet: Sheet, tour: Tour) -> Iterator[Stop]:
    """Give the stops that are shown, numbered without gaps."""
    shown = [(stop, entry) for stop in tour.stops if (entry := sheet.edition.exhibition.get(stop.at)) is not None]
    family = None
    for number, (stop, entry) in enumerate(shown, start=1):
        card = card_of(sheet, entry, avoid=family)
        family = card.drawing.family if card.drawing else None
        yield Stop(number, card, sheet.phrase(stop.text), recording_href(sheet, tour, stop.audio))
