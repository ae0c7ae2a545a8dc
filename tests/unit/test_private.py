"""What is nobody's business is found, what only looks like it is not, and who is withdrawn is named nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.content.private import private_in
from jiangxin.folders import Folders
from jiangxin.pipeline import build
from jiangxin.problems import ContentError, Problem


@pytest.mark.parametrize(
    ("text", "kind", "found", "masked"),
    [
        ("电话13800138000。", "mobile", "13800138000", "138****8000"),
        ("电话：１３８００１３８０００", "mobile", "１３８００１３８０００", "138****8000"),
        ("138-0013-8000", "mobile", "138-0013-8000", "138****8000"),
        ("+86 13800138000", "mobile", "+86 13800138000", "+86138****8000"),
        ("0571-12345678", "telephone", "0571-12345678", "0571****5678"),
        ("11010519491231002X", "identity", "11010519491231002X", "110***********002X"),
        ("11010519491231002x,", "identity", "11010519491231002x", "110***********002x"),
        ("卡号6222 0000 0000 0000 004", "card", "6222 0000 0000 0000 004", "**** 0004"),
        ("信箱 sample@example.org，", "mailbox", "sample@example.org", "s***@example.org"),
        ("住在 3幢2单元501室", "home", "3幢2单元501室", "*幢*单元***室"),
        ("某路12号301室", "home", "12号301室", "**号***室"),
        ("某路七号楼301", "home", "七号楼301", "*号楼***"),
        ("30.25631, 120.21551", "place", "30.25631, 120.21551", "**.*****, ***.*****"),
    ],
)
def test_what_is_private_is_found_and_masked(text: str, kind: str, found: str, masked: str) -> None:
    """As written, with the form in which it may be shown."""
    assert [tuple(each) for each in private_in(f"第一行\n{text}")] == [(kind, 2, found, masked)]


@pytest.mark.parametrize(
    "text",
    [
        "ABS(LG121)",
        "图 mmexport1380013800012.jpg",
        "https://example.org/13800138000?mail=a@example.org",
        "合同号 110105194912310021",  # the check does not hold
        "6222 0000 0000 0000 009",  # nor does this one
        "1.38001380001 亿",
        "2024-10-17 10:30",
        "@工匠",
        "第3幢",
        "学员6000多人，2018.06—2020.3",
        "版本 30.2563, 12",
        "photo_13800138000.jpg",
    ],
)
def test_what_only_looks_private_is_left_alone(text: str) -> None:
    """Model numbers, names of files, addresses of pages, dates and counts are what exhibitions are full of."""
    assert [*private_in(text)] == []


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """What is found stands on its line as it is told."""
    for each in private_in(text):
        assert each.found in text.split("\n")[each.line - 1]
        assert each.masked != each.found


SETTINGS = "title: 展\nlanguages: [zh-Hans, en]\n{more}"
PERSON = "---\nname: 甲乙丙\nname_en: Jia Yibing\nwithdrawn: true\n---\n甲乙丙自己的一页。\n"


def an_exhibition(folder: Path, files: dict[str, str], settings: str = "") -> Folders:
    """Write an exhibition of one hall and `files`."""
    files = {
        "exhibition.yaml": SETTINGS.format(more=settings),
        "halls/main.md": "---\ntitle: 厅\nkind: hall\n---\n",
    } | files
    for path, text in files.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(text, "utf-8")
    return Folders.of(folder)


def warned(folders: Folders) -> list[Problem]:
    """Build, and give the warnings of private things."""
    return [each for each in build(folders).warnings if each.code.startswith("private.")]


def test_a_doubt_names_file_line_and_form(tmp_path: Path) -> None:
    """In front matter, in texts and translations; again from what is remembered, and not where it is public."""
    files = {
        "pages/visit.md": "---\ntitle: 参观\nsummary: 打13800138000\n---\n写信到 sample@example.org。\n",
        "pages/visit.en.md": "Call 0571-12345678.\n",
    }
    folders = an_exhibition(tmp_path, files)
    told = [
        ("private.telephone", "content/pages/visit.en.md", 1, "0571****5678"),
        ("private.mobile", "content/pages/visit.md", 3, "138****8000"),
        ("private.mailbox", "content/pages/visit.md", 5, "s***@example.org"),
    ]
    for _ in range(2):
        assert [(each.code, each.path, each.line, each.suggestion) for each in warned(folders)] == told
        (folders.content / "halls" / "main.md").write_text("---\ntitle: 大厅\nkind: hall\n---\n", "utf-8")
    an_exhibition(tmp_path, {}, 'public_contacts: ["0571-12345678", sample@example.org]\n')
    assert [each.code for each in warned(folders)] == ["private.mobile"]


def test_whoever_is_withdrawn_is_named_nowhere(tmp_path: Path) -> None:
    """Every line that still names them is told and blocks; then no byte of the site has their name."""
    naming = {
        "craftsmen/gone.md": PERSON,
        "craftsmen/stays.md": "---\nname: 丁戊\nmentors: [gone]\n---\n师从甲乙丙。\n",
        "craftsmen/stays.en.md": "A pupil of Jia Yibing.\n",
        "timeline/first.yaml": "timeline:\n- id: a\n  title: 甲乙丙得奖\n  date: 2020\n  kind: honour\n",
    }
    folders = an_exhibition(tmp_path, naming)
    with pytest.raises(ContentError) as caught:
        build(folders)
    places = [(each.path, each.line, each.facts["found"]) for each in caught.value.problems if each.blocks]
    assert places == [
        ("content/craftsmen/stays.en.md", 1, "Jia Yibing"),
        ("content/craftsmen/stays.md", 5, "甲乙丙"),
        ("content/timeline/first.yaml", 3, "甲乙丙"),
    ]
    for path, text in naming.items():
        if path != "craftsmen/gone.md":
            written = text.replace("甲乙丙", "一位师傅").replace("Jia Yibing", "a master")
            (folders.content / path).write_text(written, "utf-8")
    build(folders)
    files = [path for path in folders.output.rglob("*") if path.is_file()]
    assert len(files) > 20
    for name in ("甲乙丙", "Jia Yibing"):
        assert [path for path in files if name.encode() in path.read_bytes()] == []
    assert [path for path in files if "gone" in path.name] == []
