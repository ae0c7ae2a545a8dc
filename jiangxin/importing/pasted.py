"""Pictures that were pasted into a spreadsheet: Excel lays them over a cell, WPS puts them into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jiangxin.importing.office import part, xml_parts

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# WPS keeps what its function DISPIMG shows in a part of its own, by a name that stands in the cell.
SHOWN = re.compile(r"DISPIMG\(\"(\w{1,80})\"")
_NAMED = re.compile(
    rb"<(?:\w+:)?cNvPr\s[^>]*?\bname=\"(\w{1,80})\".*?<(?:\w+:)?blip\s[^>]*?\bembed=\"(\w{1,80})\"", re.S
)
_TARGET = re.compile(rb"<Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(Id|Target)=\"([^\"]{1,200})\"")


def over_cells(sheet: Worksheet) -> Iterator[tuple[int, str, bytes]]:
    """Give the pictures laid over a sheet: the row of their upper edge, their ending, their bytes."""
    images: list[Any] = getattr(sheet, "_images", [])  # the library has no public name for them
    for image in images:
        start = getattr(image.anchor, "_from", None)  # a picture may lie somewhere, over no cell
        if start is not None:
            yield start.row + 1, str(image.format).lower(), image._data()


def in_cells(data: bytes, name: str) -> dict[str, tuple[str, bytes]]:
    """Give the pictures that WPS has put into cells of a workbook: by their names, their ending and their bytes."""
    parts = xml_parts(data, name)
    targets = {}
    for found in _TARGET.findall(parts.get("xl/_rels/cellimages.xml.rels", b"")):
        said = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(found)}
        if "Id" in said and "Target" in said:
            targets[said["Id"]] = "xl/" + said["Target"].removeprefix("/xl/")
    pictures = {}
    for called, key in _NAMED.findall(parts.get("xl/cellimages.xml", b"")):
        path = targets.get(key.decode(), "")
        if (found := part(data, path)) is not None:
            pictures[called.decode()] = path.rpartition(".")[2].lower(), found
    return pictures
