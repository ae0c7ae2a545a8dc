"""The groups of the layout: pages and blocks with their halls, known and not."""

from __future__ import annotations

from dataclasses import replace

from jiangxin.model.exhibition import HallGroup
from jiangxin.model.text import Phrase
from jiangxin.pages.cards import cards_of, placeholder_cards
from jiangxin.pages.citations import citations_of
from jiangxin.pages.frame import frame, list_link
from jiangxin.pages.parts import Block, Card, Link, Row
from jiangxin.pages.rows import field_label
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.structured import item_list
from jiangxin.pages.tempers import place_colour, scale_group
from jiangxin.pages.urls import group_path
from jiangxin.pages.views import GroupView


def group_view(sheet: Sheet, group: HallGroup) -> GroupView:
    """Give the page of a group."""
    record = group.group
    title = _title(sheet, group)
    summary = sheet.phrase(record.summary)
    halls = halls_of(sheet, group)
    names = ("title", "count", "located_in")
    return GroupView(
        **frame(
            sheet,
            title,
            key="halls",
            crumbs=(list_link(sheet, "hall"),) if group.halls else (),
            description=summary.text if summary else "",
            data=item_list(sheet, title, halls),
        ),
        key=record.key or "",
        number=number_of(group),
        summary=summary,
        also_called=sheet.phrases(record.also_called),
        rows=_rows(sheet, group),
        halls=halls,
        unknown=sheet.phrases(text for text in record.unknown if text.primary not in names),
        citations=citations_of(sheet, record.sources),
    )


def group_blocks(sheet: Sheet) -> tuple[Block, ...]:
    """Give the formula's groups with their halls, as the home page and the plan show them."""
    return tuple(_block(sheet, group) for group in sheet.edition.exhibition.groups)


def _block(sheet: Sheet, group: HallGroup) -> Block:
    key = group.group.key or ""
    halls = halls_of(sheet, group)
    return Block(key, _title(sheet, group), sheet.href(group_path(key)), halls, len(halls))


def halls_of(sheet: Sheet, group: HallGroup) -> tuple[Card, ...]:
    """Give a group's halls, and quiet cards for those that are declared and not named."""
    known = cards_of(sheet, group.halls)
    quiet = placeholder_cards(sheet, "hall", group.unnamed or 0, "pages.unnamed_hall")
    is_scale = group is scale_group(sheet.edition.exhibition)
    return (
        *known,
        *(
            replace(card, kicker=f"{group.first_number + place:02d}", temper=place_colour(place) if is_scale else None)
            for place, card in enumerate(quiet, start=len(known))
        ),
    )


def number_of(group: HallGroup) -> str:
    """Give a group's term of the formula; N where its number is not stated."""
    return "N" if group.group.count is None else str(group.group.count)


def _title(sheet: Sheet, group: HallGroup) -> Phrase:
    return sheet.phrase(group.group.title) or sheet.plain(group.group.key or "")


def _rows(sheet: Sheet, group: HallGroup) -> tuple[Row, ...]:
    """Give how many halls are declared and named, and where they stand."""

    def row(name: str, *values: Link, is_unknown: bool = False) -> Row:
        return Row(name, field_label(sheet.wording, "group", name), values, is_unknown)

    declared = Link(sheet.plain(number_of(group)))
    rows = [row("count", is_unknown=True) if group.group.count is None else row("count", declared)]
    rows.append(row("known", Link(sheet.plain(str(len(group.halls))))))
    where = sheet.link(group.group.located_in)
    return (*rows, row("located_in", where)) if where else tuple(rows)
