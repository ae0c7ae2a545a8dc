"""An `.xlsx` file → its sheets, as they show on the screen."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

from jiangxin.content.source import SourceError
from jiangxin.importing.cells import cell_of
from jiangxin.importing.material import Cell, Sheet
from jiangxin.importing.office import xml_parts
from jiangxin.importing.pasted import SHOWN, in_cells, over_cells
from jiangxin.problems import Problem

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_MAX_MERGED_CELLS = 100_000

_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def read_workbook(data: bytes, name: str) -> tuple[list[Sheet], dict[str, bytes], list[Problem]]:
    """Give the sheets that are shown and not empty, and by name the pictures that were pasted into them.

    Raises SourceError, ImportError where openpyxl is missing.
    """
    import openpyxl

    parts = {part: xml for part, xml in xml_parts(data, name).items() if "worksheets/" in part}
    _judge_merged(parts, name)
    has_formulas = any(map(_FORMULA.search, parts.values()))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which show nothing
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
            written = openpyxl.load_workbook(io.BytesIO(data), keep_links=False) if has_formulas else None
        return _sheets(book, written, in_cells(data, name) if has_formulas else {}, name)
    except (SourceError, MemoryError):
        raise
    except Exception as error:  # the library raises nearly anything where a file is not what it says
        raise SourceError(Problem("import.no-office", name)) from error


def _sheets(
    book: Workbook, written: Workbook | None, inside: Mapping[str, tuple[str, bytes]], name: str
) -> tuple[list[Sheet], dict[str, bytes], list[Problem]]:
    """Give the sheets of `book`; `written` has its formulas, `inside` are the pictures in its cells."""
    sheets: list[Sheet] = []
    pictures: dict[str, bytes] = {}
    problems: list[Problem] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            problems.append(Problem("import.hidden-sheet", name, facts={"found": sheet.title}, blocks=False))
            continue
        over = enumerate(over_cells(sheet), start=1)
        pasted = [(row, f"{sheet.title}-{row}-{number}.{ending}", found) for number, (row, ending, found) in over]
        rows = []
        for row, cells in _rows(sheet, None if written is None else written[sheet.title], name):
            shown = [found[1] for cell in cells if (found := SHOWN.search(cell.text)) and found[1] in inside]
            pasted += [(row, f"{called}.{inside[called][0]}", inside[called][1]) for called in shown]
            rows.append((row, tuple(Cell("") if SHOWN.search(cell.text) and shown else cell for cell in cells)))
        if rows:
            pictures |= {called: picture for _, called, picture in pasted}
            sheets.append(Sheet(name, sheet.title, tuple(rows), tuple((row, called) for row, called, _ in pasted)))
    return sheets, pictures, problems


def _judge_merged(parts: Mapping[str, bytes], name: str) -> None:
    """Refuse what a library would fill cell by cell for hours."""
    cells = 0
    for xml in parts.values():
        for left, top, right, bottom in _MERGED.findall(xml):
            cells += (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
    if cells > _MAX_MERGED_CELLS:
        raise SourceError(Problem("import.merged", name, facts={"allowed": f"{_MAX_MERGED_CELLS:,}"}))


def _column(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number


def _rows(sheet: Worksheet, written: Worksheet | None, name: str) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    found: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sheet._cells.items():  # what is there; to walk rows would make every cell between
        if column > MAX_COLUMNS:
            continue
        if cell.data_type == "e":
            shown = Cell("", fault="import.cell-error")
        elif cell.value is None and written is not None and written._cells[row, column].data_type == "f":
            shown = Cell("", fault="import.formula")
        else:
            style = getattr(cell, "_style", None)
            shown = cell_of(cell.value, cell.number_format or "General", getattr(style, "numFmtId", 0))
        if shown.text or shown.fault:
            found.setdefault(row, {})[column] = shown
            if len(found) > MAX_ROWS:
                raise SourceError(Problem("import.too-many-rows", name, facts={"allowed": f"{MAX_ROWS:,}"}))
    for merged in sheet.merged_cells.ranges:
        shown = found.get(merged.min_row, {}).get(merged.min_col, Cell(""))
        if shown.text:
            for row in range(merged.min_row, merged.max_row + 1):
                for column in range(merged.min_col, min(merged.max_col, MAX_COLUMNS) + 1):
                    found.setdefault(row, {})[column] = shown
    return tuple(
        (row, tuple(cells.get(column, Cell("")) for column in range(1, max(cells) + 1)))
        for row, cells in sorted(found.items())
    )
