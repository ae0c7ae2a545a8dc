"""The space and what stands in it: halls and exhibits."""

from __future__ import annotations

from typing import ClassVar

from jiangxin.model.dates import When
from jiangxin.model.entry import Entry, Hotspot, Part, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.schema import (
    Record,
    Reference,
    a_choice,
    a_date,
    a_line,
    a_number,
    a_record,
    a_ref,
    a_words,
    many_of,
)
from jiangxin.model.text import Text


@frozen(kw_only=True)
class PlanBox:
    """A box on the schematic plan, in cells of its grid (columns 1–8, rows A–F as 1–6)."""

    x: int | None = a_number("Column of its left edge.", whole=True, minimum=1, maximum=8, required=True)
    y: int | None = a_number("Row of its top edge.", whole=True, minimum=1, maximum=6, required=True)
    width: int | None = a_number("Columns it spans.", whole=True, minimum=1, maximum=8, required=True)
    height: int | None = a_number("Rows it spans.", whole=True, minimum=1, maximum=6, required=True)


@frozen(kw_only=True)
class Hall(Entry):
    """A space: a venue, a room, a corridor, a hall or an area."""

    kind_name: ClassVar[str] = "hall"
    folder: ClassVar[str] = "halls"

    kind: str | None = a_choice("What space it is.", "venue", "room", "corridor", "hall", "area", required=True)
    located_in: Ref | None = a_ref("The space it stands in.", "hall")
    located_in_note: Text | None = a_words("A remark on where it stands.")
    group: str | None = a_line("The group of the layout it belongs to.", pattern=r"[a-z0-9-]+", example="cluster")
    cluster: Text | None = a_words("The industry cluster it presents.")
    treasure: Ref | None = a_ref("The hall's most treasured exhibit.", "exhibit")
    leads_to: Ref | None = a_ref("The space one comes to next.", "hall")
    covers: When | None = a_date("The years it tells of.")
    count: int | None = a_number("How many spaces of its kind it stands for.", whole=True, minimum=1)
    place: Text | None = a_words("Town or address.")
    people: tuple[Ref, ...] = many_of("People shown in it.", Reference(("craftsman",)))
    programmes: tuple[Ref, ...] = many_of("Programmes it belongs to.", Reference(("programme",)))
    plan: PlanBox | None = a_record("Its place on the schematic plan; otherwise boxes stand in reading order.", PlanBox)


@frozen(kw_only=True)
class Exhibit(Entry):
    """Something shown, tried or performed."""

    kind_name: ClassVar[str] = "exhibit"
    folder: ClassVar[str] = "exhibits"

    kind: str | None = a_choice(
        "What it is.", "object", "treasure", "landmark", "hands-on", "collective-display", "live-activity"
    )
    hall: Ref | None = a_ref("Where it stands.", "hall", required=True)
    makers: tuple[Ref, ...] = many_of("Who made it.", Reference(("craftsman", "studio", "organisation")))
    made: When | None = a_date("When it was made.")
    medium: Text | None = a_words("Material and technique.")
    dimensions: Text | None = a_words("Size as printed.")
    credit_line: Text | None = a_words("Owner or lender.")
    rights: str | None = a_line("Licence or rights statement.")
    trade: Text | None = a_words("Trade or craft it comes from.")
    part_of: Ref | None = a_ref("The exhibit it is part of.", "exhibit")
    count: int | None = a_number("How many members it is said to have.", whole=True, minimum=1)
    parts: tuple[Part, ...] = many_of("Its parts and what they stand for.", Record(Part, short="title"))
    people: tuple[Ref, ...] = many_of("People connected with it.", Reference(("craftsman",)))
    people_note: Text | None = a_words("A remark on these people.")
    programmes: tuple[Ref, ...] = many_of("Programmes it belongs to.", Reference(("programme",)))
    hotspots: tuple[Hotspot, ...] = many_of("Numbered balloons on the lead picture.", Record(Hotspot))
