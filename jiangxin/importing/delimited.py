"""A `.csv`, `.tsv` or `.txt` file → text, in whatever encoding Chinese programs leave it; and its table."""

from __future__ import annotations

import codecs
import csv
import io

from jiangxin.content.source import SourceError
from jiangxin.importing.cells import tidy
from jiangxin.importing.material import Cell, Sheet
from jiangxin.importing.workbook import MAX_COLUMNS, MAX_ROWS
from jiangxin.problems import Problem

MAX_TEXT_BYTES = 48_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD_BYTES = 2_000


def decode(data: bytes, name: str) -> str:
    """Give the text: UTF-8 or UTF-16 with their marks, UTF-8 without, else GB18030. Raises SourceError."""
    if len(data) > MAX_TEXT_BYTES:
        facts = {"found": f"{len(data) // 1_000_000} MB", "allowed": f"{MAX_TEXT_BYTES // 1_000_000} MB"}
        raise SourceError(Problem("import.bomb", name, facts=facts))
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or (*_unmarked_utf16(data), "utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError(Problem("import.encoding", name))


def _unmarked_utf16(data: bytes) -> list[str]:
    """Tell UTF-16 without a mark by the zeros that commas, digits and line ends leave on one side."""
    head = data[:_HEAD_BYTES]
    high, low = head[1::2].count(0), head[::2].count(0)
    return ["utf-16-le"] if high > low else ["utf-16-be"] if low > high else []


def read_delimited(data: bytes, name: str) -> list[Sheet]:
    """Give the table in a text file, none where it is empty. Raises SourceError."""
    text = decode(data, name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(",;\t，；", key=first.count)
    rows = []
    try:
        for line, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), start=1):
            cells = tuple(Cell(shown, _is_number(shown)) for shown in map(tidy, row[:MAX_COLUMNS]))
            if any(cell.text for cell in cells):
                rows.append((line, cells))
                if len(rows) > MAX_ROWS:
                    raise SourceError(Problem("import.too-many-rows", name, facts={"allowed": f"{MAX_ROWS:,}"}))
    except csv.Error as error:
        raise SourceError(Problem("import.no-table", name, facts={"found": str(error)})) from error
    return [Sheet(name, "", tuple(rows))] if rows else []


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()
