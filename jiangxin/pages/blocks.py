"""Entries of a kind under headings: exhibits by hall, programmes and organisations by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.kinds import KINDS
from jiangxin.model.schema import Choice, specs_of
from jiangxin.model.space import Exhibit
from jiangxin.model.text import Phrase
from jiangxin.pages.cards import cards_of
from jiangxin.pages.frame import frame, list_link
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import list_path, order_path
from jiangxin.pages.views import Block, BlocksView, Link

Heading = tuple[str, Phrase, str | None]  # id, words, href
Sorted = Mapping[Heading, list[Entry]]


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


def blocks_view(sheet: Sheet, kind: str, order: str) -> BlocksView:
    """Give the list of a kind in one of its other orders."""
    blocks = [(heading, entries) for heading, entries in _ORDERS[kind][order](sheet).items() if entries]
    title = sheet.words(
        "pages.title_by_order", title=sheet.wording(f"kinds.{kind}.many"), order=sheet.wording(f"pages.order.{order}")
    )
    return BlocksView(
        **frame(sheet, title, key=KINDS[kind].folder, crumbs=(list_link(sheet, kind),)),
        kind=kind,
        count=len({entry.ref for _, entries in blocks for entry in entries}),
        blocks=tuple(
            Block(block_id, label, href, cards_of(sheet, entries)) for (block_id, label, href), entries in blocks
        ),
        others=orders_of(sheet, kind, order),
    )


def _known(exhibition: Exhibition, entry: Entry, order: str) -> bool:
    match order, entry:
        case "hall", Exhibit():
            return exhibition.get(entry.hall) is not None
        case _:
            return getattr(entry, "kind", None) is not None


def _by_hall(sheet: Sheet) -> Sorted:
    exhibition = sheet.edition.exhibition
    halls = sorted(exhibition.by_kind.get("hall", ()), key=lambda hall: exhibition.hall_numbers.get(hall.ref, 0))
    found: dict[Heading, list[Entry]] = {(hall.id, sheet.title(hall), sheet.href_of(hall.ref)): [] for hall in halls}
    by_ref: dict[Ref | None, list[Entry]] = dict(zip((hall.ref for hall in halls), found.values(), strict=True))
    unknown: list[Entry] = []
    for exhibit in exhibition.all_of(Exhibit):
        by_ref.get(exhibit.hall, unknown).append(exhibit)
    return {**found, ("unknown", sheet.words("pages.not_stated"), None): unknown}


def _by_kind(kind: str) -> Callable[[Sheet], Sorted]:
    def sort(sheet: Sheet) -> Sorted:
        shape = specs_of(KINDS[kind])["kind"].shape
        options: Iterable[str] = shape.options if isinstance(shape, Choice) else ()
        return dict(_kinds(sheet, kind, options))

    return sort


def _kinds(sheet: Sheet, kind: str, options: Iterable[str]) -> Iterator[tuple[Heading, list[Entry]]]:
    entries = sheet.edition.exhibition.by_kind.get(kind, ())
    for option in options:
        label = Phrase(sheet.value_label(kind, "kind", option), sheet.lang)
        yield (option, label, None), [entry for entry in entries if getattr(entry, "kind", None) == option]
    unknown = [entry for entry in entries if getattr(entry, "kind", None) is None]
    yield ("unknown", sheet.words("pages.not_stated"), None), unknown


_ORDERS: Mapping[str, Mapping[str, Callable[[Sheet], Sorted]]] = MappingProxyType(
    {
        "programme": {"kind": _by_kind("programme")},
        "organisation": {"kind": _by_kind("organisation")},
        "exhibit": {"hall": _by_hall},
    }
)
