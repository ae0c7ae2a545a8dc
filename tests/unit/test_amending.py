"""A file that is amended says what was meant, and every byte beside that is as it was."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangxin.amending.amend import CannotAmendError, amended_article, amended_table
from jiangxin.amending.values import Value, fields_of
from jiangxin.content.source import SourceError, Table, as_text, parse_article, parse_yaml
from jiangxin.model.kinds import BY_FOLDER, LISTED
from jiangxin.model.schema import Many, Record, Shape
from jiangxin.model.settings import Settings

ROOT = Path(__file__).parents[2]
WORDS = st.text(alphabet="ab中文1 :#-?[]{},&*!|>'\"%@`\\~.=…“”：\n\t", max_size=30).map(
    lambda text: "\n".join(line.strip() for line in text.split("\n")).strip()
)
PLAIN = st.sampled_from(["甲", "no", "2024-10", "a: b", "x #y", "[1]", "", "null", "- a", "一\n二", "it's", '"q"'])
TEXTS = WORDS | PLAIN


@cache
def texts() -> tuple[tuple[str, bytes], ...]:
    """Give every text of the demo and of the sample exhibition, by its path under content/."""
    found = []
    for content in (ROOT / "content", ROOT / "tests/golden/full/content"):
        for path in sorted(content.rglob("*")):
            if path.suffix in (".md", ".yaml"):
                found.append((path.relative_to(content).as_posix(), path.read_bytes()))
    return tuple(found)


def shape_of(path: str) -> Shape | Mapping[str, Shape]:
    """Give the shape of what a YAML file or a front matter says."""
    folder = path.partition("/")[0]
    if folder not in BY_FOLDER:
        return Record(Settings)
    cls = BY_FOLDER[folder]
    return {folder: Many(Record(cls))} if cls.kind_name in LISTED else Record(cls)


def read(path: str, raw: bytes) -> tuple[Table | None, str, str]:
    """Give the mapping of a file, its body, and its text."""
    text = as_text(raw, path)
    if path.endswith(".md"):
        front, body, _ = parse_article(text, path, needs_front=False)
        return front, body.strip("\n"), text
    return parse_yaml(text, path), "", text


def amended(path: str, raw: bytes, fields: Mapping[str, Value], body: str = "") -> bytes:
    """Amend a file of either sort."""
    shape = shape_of(path)
    if path.endswith(".md"):
        assert isinstance(shape, Record)
        return amended_article(raw, path, shape.of, fields, body)
    return amended_table(raw, path, shape, fields)


def dressed(raw: bytes, how: str) -> bytes:
    """Give the same file as other editors would have saved it."""
    if how == "crlf":
        return raw.replace(b"\n", b"\r\n")
    if how == "bom":
        return b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n", 3)
    if how == "bare":
        return raw.rstrip(b"\n")
    return raw


STYLES = [
    ("name: 甲   # 在册", {"name": "乙"}, "name: 乙   # 在册"),
    ("name: '甲'", {"name": "it's"}, "name: 'it''s'"),
    ('name: "甲" # x', {"name": "a: b"}, 'name: "a: b" # x'),
    ("name: 甲", {"name": "a: b"}, 'name: "a: b"'),
    ("name: 甲 # x", {"name": "一\n二"}, "name: |- # x\n  一\n  二"),
    ("note: | # x\n    一\n    二\nname: 甲", {"note": "一\n三"}, "note: | # x\n    一\n    三\nname: 甲"),
    ("note: >-\n  一\n  二\nname: 甲", {"note": "一。"}, "note: >-\n  一。\nname: 甲"),
    ("note: |\n  一\n\nname: 甲", {"note": ""}, 'note: ""\n\nname: 甲'),
    ("name: 甲\nnote:\n\ntags: [a]", {"note": "一"}, "name: 甲\nnote: 一\n\ntags: [a]"),
    ("name: 甲\n\n# x\ntags: [a]", {"trade": "钳工"}, "name: 甲\ntrade: 钳工\n\n# x\ntags: [a]"),
    ("tags: [a, b, c] # x", {"tags": ("c", "a")}, "tags: [c, a] # x"),
    ("tags: [ a , b ]", {"tags": ("a", "b", "x y")}, "tags: [ a , b, x y ]"),
    ("tags: a", {"tags": ("a", "b")}, "tags: [a, b]"),
    ("tags:\n- a\n# x\n- b", {"tags": ("a", "c", "b")}, "tags:\n- a\n- c\n# x\n- b"),
    (
        "images:\n  # x\n  - file: a.jpg # y\n    alt: 一\n  - b.jpg",
        {"images": ("b.jpg", {"file": "a.jpg", "alt": "一"})},
        "images:\n  # x\n  - b.jpg\n  - file: a.jpg # y\n    alt: 一",
    ),
    (
        "images:\n  - {file: a.jpg, alt: 一} # x\n  - b.jpg",
        {"images": ({"file": "a.jpg", "alt": "二, 三"}, {"caption": "四", "file": "b.jpg"})},
        'images:\n  - {file: a.jpg, alt: "二, 三"} # x\n  - file: b.jpg\n    caption: 四',
    ),
    ("quotes:\n  - text: 一\n    occasion: 二 # x\n", {"quotes": ({"text": "一"},)}, "quotes:\n  - text: 一\n"),
    (
        "quotes:\n  - text: 一\n    # x\n    year: 2",
        {"quotes": ({"year": "2"},)},
        "quotes:\n  - \n    # x\n    year: 2",
    ),
]
"""What stands, what should be otherwise, and what a careful editor would have made of it."""

ODD = (
    """\
---
# 最前面的话
name:   甲   # 两个空格
'summary' : 'it''s'   # 引号里的名
"note": "a\\tb"
images:   # 图片
    # 第一张之前
    - file: a.jpg   # 一

      # 里面
      alt: |   # 写在这里
        第一行

        第二行
    -   b.jpg
    - {file: c.jpg, alt: '', people: [a, {id: b, position: 左}]}   # 三

    # 最后一张之后
honours:
- 甲
-   honour: x
    year: 2020
-
  printed: 乙
quotes: [ {text: 一, occasion: "二, 三"} ,
  {text: 四} ]   # 跨行
trade: >-
  折叠
  的话

place: >
    缩进
    四格

education: 一句话
  接着写   # 完
unknown: born
career: []
mystery: {a: {}, b: [[1, 2], []]}
tags:

# 结尾的话
---


正文

""",
    "---\nname: 甲\nimages:\n  - - 嵌套\n    - 二\n  - x\n...\n正文",
    "---\n{name: 甲, images: [a.jpg, {file: b.jpg, alt: x}]}\n---\n",
    "---\n? name\n: 甲\nnote: |2-\n    深\n   浅\n---\n",
    "--- \nname: 甲\nnote: |+\n  有\n\n\nsummary: x\n--- \n\u200b正\u2060文\ufeff\n",
)
"""Front matter as nobody should write it, and somebody does."""

DRESSES = st.sampled_from(["plain", "crlf", "bom", "bare"])


def changed(value: Value, draw: st.DrawFn) -> Value | None:
    """Give a value with something in it otherwise; None where it goes."""
    if isinstance(value, str) or not value:
        return draw(TEXTS.filter(bool))
    inside = draw(st.integers(0, 3))
    if isinstance(value, Mapping):
        key = draw(st.sampled_from(sorted(value)))
        new = dict(value)
        if inside == 0 and len(new) > 1:
            del new[key]
        elif inside == 1:
            new["note"] = draw(TEXTS.filter(bool))
        else:
            new[key] = changed(value[key], draw) or "甲"
        return new
    items: list[Value] = list(value)
    at = draw(st.integers(0, len(items) - 1))
    what = draw(st.integers(0, 4))
    if what == 0 and len(items) > 1:
        del items[at]
    elif what == 1:
        made = draw(TEXTS)
        items.insert(at, {"id": "x", "quote": made, "page": "2"} if isinstance(items[at], Mapping) else made or "甲")
    elif what == 2:
        items.insert(draw(st.integers(0, len(items) - 1)), items.pop(at))
    else:
        items[at] = changed(items[at], draw) or "甲"
    return tuple(items)


@pytest.mark.parametrize("how", ["plain", "crlf", "bom", "bare"])
def test_nothing_changed_changes_nothing(how: str) -> None:
    """A file that says already what it should keeps every byte, whoever saved it."""
    for path, raw in texts():
        raw = dressed(raw, how)
        table, body, _ = read(path, raw)
        assert amended(path, raw, fields_of(table) if table else {}, body) == raw


@settings(max_examples=400)
@given(st.data())
def test_a_change_changes_what_was_meant(data: st.DataObject) -> None:
    """Any field of any real file may say anything else: the file says that, and nothing before or behind it moves."""
    draw: Any = data.draw
    path, raw = draw(st.sampled_from(texts()))
    raw = dressed(raw, draw(DRESSES))
    table, body, text = read(path, raw)
    if table is None or not table.rows:
        return
    fields = fields_of(table)
    name = draw(st.sampled_from(sorted(fields)))
    new = None if draw(st.integers(0, 6)) == 0 and len(fields) > 1 else changed(fields[name], draw)
    meant = {key: value for key, value in {**fields, name: new}.items() if value is not None}
    made = amended(path, raw, meant, body)
    after, body_after, _ = read(path, made)
    assert after is not None and fields_of(after) == meant and body_after == body
    start, end = extent(table, name, text, raw)
    assert made.startswith(raw[:start])
    assert made.endswith(raw[end:])
    if raw.count(b"\n") == raw.count(b"\r\n"):
        assert made.count(b"\n") == made.count(b"\r\n")
    assert made.startswith(b"\xef\xbb\xbf") == raw.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(("before", "changes", "after"), STYLES)
def test_a_change_is_written_as_its_neighbours_are(before: str, changes: dict[str, Value], after: str) -> None:
    """Quotation marks, blocks, brackets, remarks and gaps stay as they were; what moves takes its remarks along."""
    raw = f"---\n{before.rstrip()}\n---\n正文\n".encode()
    table, body, _ = read("craftsmen/a.md", raw)
    assert table is not None
    made = amended("craftsmen/a.md", raw, {**fields_of(table), **changes}, body)
    assert made.decode() == f"---\n{after.rstrip()}\n---\n正文\n"


@pytest.mark.parametrize(
    ("before", "body", "after"),
    [
        ("---\nname: 甲\n---\n", "一", "---\nname: 甲\n---\n\n一\n"),
        ("---\nname: 甲\n---", "一", "---\nname: 甲\n---\n\n一\n"),
        ("---\nname: 甲\n---\n\n一\n\n", "", "---\nname: 甲\n---\n"),
        ("---\nname: 甲\n---\n\n\n一\u200b\r\n\r\n二", "一\n\n三", "---\nname: 甲\n---\n\n\n一\u200b\r\n\r\n三"),
        ("---\n\n---\n", "一", "---\n\n---\n\n一\n"),
    ],
)
def test_a_body_is_put_in_its_place(before: str, body: str, after: str) -> None:
    """A blank line before it, a line's end after it, and of one that stands only what differs."""
    table, _, _ = read("craftsmen/a.md", before.encode())
    assert table is not None
    assert amended("craftsmen/a.md", before.encode(), fields_of(table), body).decode() == after


def test_empty_front_matter_is_filled() -> None:
    """So is an empty list, and a file of nothing; the fields stand in the schema's order."""
    made = amended("craftsmen/a.md", b"---\r\n---\r\n", {"trade": "钳工", "name": "甲"})
    assert made.decode() == "---\r\nname: 甲\r\ntrade: 钳工\r\n---\r\n"
    items = ({"title": "甲", "id": "a"},)
    for raw, expected in (
        (b"", "timeline:\n  - id: a\n    title: 甲\n"),
        (b"timeline:\n# x", "timeline:\n  - id: a\n    title: 甲\n# x"),
        (b"timeline: [] # x\n", "timeline: [{id: a, title: 甲}] # x\n"),
    ):
        assert amended("timeline/a.yaml", raw, {"timeline": items}).decode() == expected


@pytest.mark.parametrize(
    "front", ["name: &a 甲\nnote: *a", "name: !!str 甲", "name: 甲\nname: 乙", "- 甲", "name: [甲"]
)
def test_what_the_loader_refuses_is_not_amended(front: str) -> None:
    """Anchors, tags, a key twice and what is no YAML are told as they are on loading."""
    with pytest.raises(SourceError):
        amended("craftsmen/a.md", f"---\n{front}\n---\n".encode(), {"name": "丙"})


@settings(max_examples=300)
@given(st.data())
def test_odd_files_are_amended_or_refused(data: st.DataObject) -> None:
    """However a file is written, what comes out says what was meant, or nothing comes out."""
    draw: Any = data.draw
    path, raw = "craftsmen/a.md", dressed(draw(st.sampled_from(ODD)).encode(), draw(DRESSES))
    table, body, text = read(path, raw)
    assert table is not None
    fields = fields_of(table)
    name = draw(st.sampled_from(sorted(fields)))
    meant = {**fields, name: changed(fields[name], draw) or "甲"}
    new_body = draw(st.none() | TEXTS)
    meant_body = body if new_body is None else new_body.strip("\n")
    try:
        made = amended(path, raw, meant, meant_body)
    except CannotAmendError:
        return
    after, body_after, _ = read(path, made)
    assert after is not None and fields_of(after) == meant and body_after == meant_body
    if new_body is None:
        start, end = extent(table, name, text, raw)
        assert made.startswith(raw[:start]) and made.endswith(raw[end:])
        assert all(made.count(each) >= raw.count(each) for each in ("# 最前面的话".encode(), "# 结尾的话".encode()))


def extent(table: Table, name: str, text: str, raw: bytes) -> tuple[int, int]:
    """Give where the bytes of a field begin and end, with the lines up to the next field."""
    starts = sorted(line for line, _ in table.rows.values())
    line = table.rows[name][0]
    after = next((each for each in starts if each > line), None)
    lines = raw.split(b"\n")
    if after is None and text.startswith("---"):
        after = 2 + next(at for at, each in enumerate(lines[1:]) if each.rstrip() in (b"---", b"..."))
    begin = len(b"\n".join(lines[: line - 1])) if line > 1 else 0
    stop = len(raw) if after is None else len(b"\n".join(lines[: after - 1])) + 1
    return begin, stop
