"""What strangers hand in costs a bounded time and a clear problem, and never more than its own file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from jiangxin.importing import gather, office, workbook
from tests.office_files import docx, gbk_zip, paragraph, photograph, zipped
from tests.unit.importing import codes_of, exhibition, here, planned, problems_of
from tests.unit.importing import workbook as book

pytestmark = pytest.mark.usefixtures(here.__name__)

GOOD = book([["姓名", "工种"], ["张甲", "钳工"]])


def with_part(data: bytes, name: str, change: object) -> bytes:
    """Give an Office file with one part replaced: by bytes, or by what a function makes of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts: dict[str, bytes | str] = {each: file.read(each) for each in file.namelist()}
    old = parts.get(name, b"")
    parts[name] = change(old) if callable(change) else change  # type: ignore[assignment]
    return zipped(parts)


def told(tmp_path: Path, name: str, data: bytes) -> list[str]:
    """Import one file and give the codes of its problems; nothing of it may be taken."""
    source = tmp_path / name
    source.write_bytes(data)
    made = planned(exhibition(tmp_path / "ex"), source)
    assert not made.steps
    return codes_of(made)


SHEET = "xl/worksheets/sheet1.xml"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", with_part(GOOD, SHEET, lambda old: DOCTYPE + old.split(b"?>", 1)[-1]), "import.doctype"),
        ("a.xlsx", with_part(GOOD, SHEET, (DOCTYPE.decode() + "<a/>").encode("utf-16")), "import.doctype"),
        ("a.docx", docx(paragraph("甲"), extra={"word/comments.xml": DOCTYPE + b"<a/>"}), "import.doctype"),
        ("a.xlsx", with_part(GOOD, "xl/vbaProject.bin", b"x"), "import.macros"),
        ("a.xlsm", GOOD, "import.macros"),
        ("a.docm", docx(paragraph("甲")), "import.macros"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "import.old-format"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "import.locked"),
        ("a.xlsx", b"PK\x03\x04 but no zip", "import.no-office"),
        ("a.xlsx", GOOD[: len(GOOD) // 2], "import.no-office"),
        ("a.docx", zipped({"word/document.xml": "<a/>"}), "import.no-office"),
        ("a.xlsx", with_part(GOOD, SHEET, b"<worksheet><sheetData>" + b"<row>" * 90_000), "import.no-office"),
        ("a.docx", docx("<w:p>" * 4_000 + "</w:p>" * 4_000), "import.no-office"),
        ("a.zip", b"PK\x03\x04", "import.no-zip"),
        ("a.zip", zipped({"b.zip": b"PK"}), "import.zip-in-zip"),
        ("a.exe", b"MZ", "import.ending"),
        ("a.csv", b"\xff\xfe\x00\xd8\x00", "import.encoding"),
        ("a.csv", '姓名\n"'.encode() + b"x" * 200_000, "import.no-table"),
        ("a.csv", b"", "import.empty"),
        ("a.csv", "甲,乙\n丙,丁\n".encode(), "import.no-head"),
    ],
)
def test_a_file_that_must_not_be_opened_is_named(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """Entities, macros, passwords, broken zips, endless nesting: one problem each, and nothing taken."""
    assert told(tmp_path, name, data) == [code]


def test_a_bomb_is_known_by_its_head(tmp_path: Path) -> None:
    """A part that would grow beyond the limit is not unpacked."""
    large = b" " * (office.MAX_XML_BYTES + 1)
    assert told(tmp_path, "a.xlsx", with_part(GOOD, SHEET, large)) == ["import.bomb"]
    assert len(with_part(GOOD, SHEET, large)) < 100_000


def test_a_hundred_thousand_rows_are_too_many(tmp_path: Path) -> None:
    """A table has a bound, in CSV and in Excel; empty rows that only have a look do not count."""
    rows = b"".join(b"x%d,y\n" % number for number in range(100_000))
    assert told(tmp_path, "a.csv", "姓名,工种\n".encode() + rows) == ["import.too-many-rows"]
    some = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, workbook.MAX_ROWS + 3))
    full = with_part(GOOD, SHEET, lambda old: old.replace(b"</sheetData>", some.encode() + b"</sheetData>"))
    (tmp_path / "x").mkdir()
    assert told(tmp_path / "x", "a.xlsx", full) == ["import.too-many-rows"]


def test_cells_far_out_and_merged_without_end_cost_nothing(tmp_path: Path) -> None:
    """A cell in the last corner of the sheet makes no million rows; a merged sheet is refused before it is filled."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    source = tmp_path / "a.xlsx"
    source.write_bytes(with_part(GOOD, SHEET, lambda old: old.replace(b"</sheetData>", far)))
    assert [step.outcome for step in planned(exhibition(tmp_path / "ex"), source).steps] == ["created"]
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    (tmp_path / "x").mkdir()
    vast = with_part(GOOD, SHEET, lambda old: old.replace(b"</sheetData>", merged))
    assert told(tmp_path / "x", "a.xlsx", vast) == ["import.merged"]


def test_a_formula_is_worth_its_result(tmp_path: Path) -> None:
    """A formula without a result is told and left out; nothing is ever worked out or run."""
    source = tmp_path / "a.xlsx"
    source.write_bytes(book([["姓名", "工种"], ["张甲", '=HYPERLINK("http://example.org","x")'], ["李乙", "电工"]]))
    made = planned(exhibition(tmp_path / "ex"), source)
    assert [dict(step.proposal.fields) for step in made.steps] == [{"name": "张甲"}, {"name": "李乙", "trade": "电工"}]
    assert [(each.code, each.line, each.field) for each in problems_of(made)] == [("import.formula", 2, "工种")]


def test_a_result_that_excel_kept_is_taken(tmp_path: Path) -> None:
    """A formula with its result says what the screen says."""
    source = tmp_path / "a.xlsx"
    cell = b'<c r="B2"><f>1+44</f><v>45</v></c></row></sheetData>'
    one = book([["姓名", "年龄"], ["张甲"]])
    source.write_bytes(with_part(one, SHEET, lambda old: old.replace(b"</row></sheetData>", cell)))
    made = planned(exhibition(tmp_path / "ex"), source)
    assert [dict(step.proposal.fields) for step in made.steps] == [{"name": "张甲", "age": "45"}]


def test_a_zip_leads_nowhere(tmp_path: Path) -> None:
    """Names in a zip are names only: nothing is unpacked, whatever path they spell."""
    source = tmp_path / "a.zip"
    source.write_bytes(
        gbk_zip({"../../../张甲.jpg": photograph(1), "C:\\x\\李乙.jpg": photograph(2), "丙.csv": b"\x00"})
    )
    files, problems = gather.gather([source])
    assert [file.name for file in files] == ["a.zip/C:/x/李乙.jpg", "a.zip/丙.csv", "a.zip/张甲.jpg"]
    assert not problems


def test_a_picture_that_is_none_is_named(tmp_path: Path) -> None:
    """A broken photograph is told, and the others are taken."""
    source = tmp_path / "张甲.jpg"
    source.write_bytes(photograph(1)[:900])
    (tmp_path / "a.csv").write_text("姓名\n张甲\n", encoding="utf-8")
    made = planned(exhibition(tmp_path / "ex"), tmp_path / "a.csv", source)
    assert codes_of(made) == ["picture.truncated"]
    assert [step.outcome for step in made.steps] == ["created"]


def test_text_that_would_be_a_formula_or_a_tag_stays_text(tmp_path: Path) -> None:
    """What a spreadsheet or a browser would run is words in the entry."""
    source = tmp_path / "a.csv"
    source.write_text("姓名,工种,简介\n张甲,=cmd|' /C calc'!A0,<script>alert(1)</script>\n", encoding="utf-8")
    made = planned(exhibition(tmp_path / "ex"), source)
    data = next(each.data for each in made.writings if each.path.endswith(".md"))
    assert data is not None
    text = data.decode()
    assert "trade: =cmd|' /C calc'!A0\n" in text and "<script>" in text


def test_without_the_library_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, the file is refused with the line that installs it."""
    monkeypatch.setattr("jiangxin.importing.reading.find_spec", lambda name: None)
    assert told(tmp_path, "a.xlsx", GOOD) == ["import.no-library"]


def test_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    """What nobody sees is not published; that it is there is said."""
    workbook_ = openpyxl.Workbook()
    shown = workbook_.active
    assert shown is not None
    shown.append(["姓名"])
    shown.append(["张甲"])
    hidden = workbook_.create_sheet("底稿")
    hidden.append(["姓名"])
    hidden.append(["李乙"])
    hidden.sheet_state = "hidden"
    workbook_.save(tmp_path / "a.xlsx")
    made = planned(exhibition(tmp_path / "ex"), tmp_path / "a.xlsx")
    assert [step.proposal.name for step in made.steps] == ["张甲"]
    assert codes_of(made) == ["import.hidden-sheet"]
