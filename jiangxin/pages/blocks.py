"""Entries of a kind under headings: exhibits by hall, programmes and organisations by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.kinds import KINDS
from jiangxin.model.schema import Choice, specs_of
from jiangxin.model.space import Exhibit
from jiangxin.model.text import Phrase
from jiangxin.pages.cards import cards_of
from jiangxin.pages.edition import Edition
from jiangxin.pages.frame import frame, list_link
from jiangxin.pages.outlines import Group, Heading, Leaf, leaves_of
from jiangxin.pages.pagers import pager
from jiangxin.pages.parts import Block, Link
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import list_path, order_path
from jiangxin.pages.views import BlocksView

MOST = 96
"""How many entries a page holds."""


def orders(exhibition: Exhibition, kind: str) -> tuple[str, ...]:
    """Give the other orders that the list of a kind can be read in: those that anything is known for."""
    entries = exhibition.by_kind.get(kind, ())
    return tuple(order for order in _ORDERS.get(kind, {}) if any(_known(exhibition, entry, order) for entry in entries))


def orders_of(sheet: Sheet, kind: str, current: str) -> tuple[Link, ...]:
    """Give the links between the orders of a list; none where there is one order only."""
    found = sheet.edition.orders_of(kind)
    if not found:
        return ()
    plain = Link(sheet.words("pages.order.all"), sheet.href(list_path(kind)), current=current == "")
    return (
        plain,
        *(
            Link(sheet.words(f"pages.order.{order}"), sheet.href(order_path(kind, order)), current=order == current)
            for order in found
        ),
    )


def block_leaves(edition: Edition, kind: str, order: str) -> list[Leaf]:
    """Give the pages of the list of a kind in one of its other orders."""
    groups = _ORDERS[kind][order](edition)
    return leaves_of([group for group in groups if group.entries], MOST)


def blocks_view(sheet: Sheet, kind: str, order: str, leaf: Leaf) -> BlocksView:
    """Give a page of the list of a kind in one of its other orders."""
    title = sheet.words(
        "pages.title_by_order", title=sheet.wording(f"kinds.{kind}.many"), order=sheet.wording(f"pages.order.{order}")
    )
    return BlocksView(
        **frame(sheet, title, key=KINDS[kind].folder, crumbs=(list_link(sheet, kind),), number=leaf.number),
        kind=kind,
        count=leaf.count,
        blocks=tuple(_block(sheet, leaf.outline[place], refs) for place, refs in leaf.pieces),
        marks=tuple(_mark(sheet, order_path(kind, order, heading.page), heading) for heading in leaf.outline),
        pager=pager(sheet, partial(order_path, kind, order), leaf.pages, leaf.number),
        others=orders_of(sheet, kind, order),
    )


def _block(sheet: Sheet, heading: Heading, refs: Iterable[Ref]) -> Block:
    cards = cards_of(sheet, sheet.edition.shown(refs))
    return Block(heading.id, _words(sheet, heading), sheet.href_of(heading.ref), cards, heading.count)


def _mark(sheet: Sheet, path: str, heading: Heading) -> Link:
    return Link(_words(sheet, heading), sheet.href(f"{path}#{heading.id}"), note=str(heading.count))


def _words(sheet: Sheet, heading: Heading) -> Phrase:
    return heading.label or sheet.plain("")


def _known(exhibition: Exhibition, entry: Entry, order: str) -> bool:
    match order, entry:
        case "hall", Exhibit():
            return exhibition.get(entry.hall) is not None
        case _:
            return getattr(entry, "kind", None) is not None


def _by_hall(edition: Edition) -> list[Group]:
    exhibition = edition.exhibition
    halls = sorted(exhibition.by_kind.get("hall", ()), key=lambda hall: exhibition.hall_numbers.get(hall.ref, 0))
    by_ref: dict[Ref | None, list[Entry]] = {hall.ref: [] for hall in halls}
    unknown: list[Entry] = []
    for exhibit in exhibition.all_of(Exhibit):
        by_ref.get(exhibit.hall, unknown).append(exhibit)
    groups = [Group(hall.id, by_ref[hall.ref], label=edition.title(hall), ref=hall.ref) for hall in halls]
    return [*groups, _not_stated(edition, unknown)]


def _by_kind(kind: str) -> Callable[[Edition], list[Group]]:
    def sort(edition: Edition) -> list[Group]:
        shape = specs_of(KINDS[kind])["kind"].shape
        options = shape.options if isinstance(shape, Choice) else ()
        found: dict[str | None, list[Entry]] = {option: [] for option in options}
        unknown: list[Entry] = []
        for entry in edition.exhibition.by_kind.get(kind, ()):
            found.get(getattr(entry, "kind", None), unknown).append(entry)
        return [
            *(Group(option, found[option], label=_label(edition, kind, option)) for option in options),
            _not_stated(edition, unknown),
        ]

    return sort


def _label(edition: Edition, kind: str, option: str) -> Phrase:
    return Phrase(edition.wording.first(f"values.{kind}.kind.{option}", f"values.kind.{option}"), edition.lang)


def _not_stated(edition: Edition, entries: list[Entry]) -> Group:
    return Group("unknown", entries, label=Phrase(edition.wording("pages.not_stated"), edition.wording.lang))


_ORDERS: Mapping[str, Mapping[str, Callable[[Edition], list[Group]]]] = MappingProxyType(
    {
        "programme": {"kind": _by_kind("programme")},
        "organisation": {"kind": _by_kind("organisation")},
        "exhibit": {"hall": _by_hall},
    }
)
