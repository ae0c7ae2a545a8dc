"""Words from Word stay the words they were, and what the import writes is read back as it was meant."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.amending.amend import CannotAmendError
from jiangxin.amending.compose import article, field_lines, scalar
from jiangxin.amending.values import Value, value_of
from jiangxin.content.dialect import Dialect
from jiangxin.content.source import parse_article, parse_yaml
from jiangxin.importing.amend import amended, amended_item, appended
from jiangxin.importing.holdings import Held
from jiangxin.importing.manuscript import read_manuscript
from jiangxin.importing.markdown import escape, in_cell, paragraph, table
from jiangxin.model.entry import Ref
from jiangxin.model.narrative import Event
from jiangxin.model.people import Craftsman
from tests.office_files import docx, photograph, picture
from tests.office_files import paragraph as word
from tests.office_files import table as word_table

WORDS = st.text(alphabet="ab中1 \\`*_[](){}|<>#+-.!&;:~=^@/$“”…", min_size=1, max_size=24)
LINES = st.text(
    alphabet=st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff\u2028\u2029")
)


def read(markdown: str) -> str:
    """Give the words that a visitor reads."""
    html, _, _ = Dialect().convert(markdown)
    return " ".join("".join(html5lib.parseFragment(html).itertext()).split())


@given(WORDS)
def test_words_stay_words(text: str) -> None:
    """Nothing that was typed becomes Markdown: no heading, list, emphasis, link or note of it."""
    said = " ".join(text.split())
    assert read(paragraph(escape(said))) == said


@given(st.lists(WORDS, min_size=2, max_size=3))
def test_words_in_a_table_stay_words(texts: list[str]) -> None:
    """A cell holds what it held, a bar too."""
    said = [" ".join(each.split()) for each in texts]
    written = table([["甲"] * len(said), [in_cell(escape(each)) for each in said]])
    assert read(written) == " ".join(["甲"] * len(said) + [each for each in said if each])


def test_a_word_file_becomes_markdown() -> None:
    """Headings, lists, tables, footnotes and pictures come over; the title is taken out; a style not known is told."""
    body = (
        word("样本题", "1")
        + word("一段。", note=2)
        + picture(1)
        + word("▲ 样本图说（某某 摄）")
        + word("小题", "2")
        + word("甲", level=0)
        + word("乙", level=1)
        + word_table([["年", "事"], ["2019", "样|本"]])
        + word("别的样式。", "x9")
    )
    read_in = read_manuscript(docx(body, [photograph(1)], {2: "脚注。"}), "a.docx", "a")
    assert read_in.title == "样本题"
    assert read_in.body == (
        "一段。[^2]\n\n![](inset:0)\n\n## 小题\n\n- 甲\n    1. 乙\n\n"
        "| 年 | 事 |\n| --- | --- |\n| 2019 | 样\\|本 |\n\n别的样式。\n\n[^2]: 脚注。"
    )
    assert [(each.caption, each.credit) for each in read_in.insets] == [("样本图说", "某某 摄")]
    assert [(problem.code, problem.facts["found"]) for problem in read_in.problems] == [
        ("import.style", "公司专用样式")
    ]


@pytest.mark.parametrize(
    ("below", "style", "caption"),
    [
        ("样本图说", "", "样本图说"),
        ("很长的一段话，讲了别的事，不是图说。", "", ""),
        ("图说也可以是一句话。", "a6", "图说也可以是一句话。"),
    ],
)
def test_the_paragraph_under_a_picture_is_its_caption(below: str, style: str, caption: str) -> None:
    """A short line or one in Word's style for captions is; a sentence of the text is not, and stays in it."""
    read_in = read_manuscript(docx(word("一段。") + picture(1) + word(below, style), [photograph(1)]), "a.docx", "a")
    assert read_in.insets[0].caption == caption
    assert (below in read_in.body) == (not caption)


@pytest.mark.parametrize(("first", "title"), [(word("短而粗", bold=True), "短而粗"), (word("一段话。"), "样本")])
def test_a_text_without_a_heading_has_a_title(first: str, title: str) -> None:
    """A first line that is short and bold is the title; else the file's name."""
    assert read_manuscript(docx(first + word("后面。")), "样本.docx", "样本").title == title


@given(st.dictionaries(st.sampled_from(["name", "trade", "summary", "pinyin", "name_en", "note"]), LINES), LINES)
def test_what_is_written_is_read_back(fields: dict[str, str], body: str) -> None:
    """Every field says after writing what it said before, whatever signs are in it."""
    said = {name: " ".join(text.split()) for name, text in fields.items() if text.strip()} | {"name": "甲"}
    body = " ".join(body.split()).replace("---", "")
    front, read_body, _ = parse_article(article(Craftsman, said, body), "a.md")
    assert front is not None
    assert {name: value_of(node) for name, (_, node) in front.rows.items()} == said
    assert read_body.strip() == body


@given(LINES)
def test_a_scalar_is_read_back(text: str) -> None:
    """A value needs quotation marks only where YAML would read something else."""
    said = " ".join(text.split())
    if said:
        assert value_of(parse_yaml(f"k: {scalar(said)}", "a").rows["k"][1]) == said
    assert scalar("钳工（高级）") == "钳工（高级）" and scalar("2019-05") == "2019-05" and scalar("a: b") == '"a: b"'


STANDING = """\
---
# 编辑的话
name: 张甲   # 在册
trade: 钳工
honours:
  - 示例工匠
  # 待核
  - printed: 另一项
    year: 2019

# 照片
images: [a.jpg]
---

一段。
"""


def held(text: str) -> Held:
    """Give an entry that stands."""
    front, body, _ = parse_article(text, "craftsmen/a.md")
    assert front is not None
    return Held(Ref("craftsman", "a"), "craftsmen/a.md", text.encode(), front, body.strip("\n"))


def test_only_the_lines_that_change_are_touched() -> None:
    """Remarks, order and blank lines of the editor stay where they are; a new field stands in its place."""
    text = amended(held(STANDING), Craftsman, {"trade": "焊工", "position": "班长", "body": "两段。\n\n第二。"})
    expected = STANDING.replace("trade: 钳工", "position: 班长\ntrade: 焊工").replace("一段。", "两段。\n\n第二。")
    assert text.decode() == expected
    changed: dict[str, Value] = {"honours": ("只此一项",)}
    expected = "honours:\n  - 只此一项\n  # 待核\n\n# 照片\nimages"
    assert expected in amended(held(STANDING), Craftsman, changed).decode()


@pytest.mark.parametrize("text", ["---\n{name: 张甲, trade: 钳工}\n---\n", "---\nname: 张甲\n'trade': 钳工\n---\n"])
def test_fields_that_are_written_oddly_are_changed(text: str) -> None:
    """However fields are written, on one line or with quotation marks, one is changed and the others stay."""
    assert amended(held(text), Craftsman, {"trade": "焊工"}).decode() == text.replace("钳工", "焊工")


LIST = "# 大事\ntimeline:\n- id: a\n  title: 甲\n  date: 2019\n# 之后\n- {id: b, title: 乙, date: 2020}\n"


def test_an_item_of_a_list_is_changed_and_others_are_added() -> None:
    """One item changes, the rest of the file does not; a new one is indented as the others are."""
    node = parse_yaml(LIST, "t").rows["timeline"][1]
    first, second = getattr(node, "items")  # noqa: B009 (a listing's, not a mapping's)
    raw, path = LIST.encode(), "timeline/a.yaml"
    for ref, item, title in ((Ref("event", "a"), first, "甲"), (Ref("event", "b"), second, "乙")):
        made = amended_item(Held(ref, path, raw, item, is_listed=True), raw, Event, {"title": "丙"})
        assert made.decode() == LIST.replace(f"title: {title}", "title: 丙")
    with pytest.raises(CannotAmendError):  # the item is gone by now
        amended_item(Held(Ref("event", "c"), path, raw, first, is_listed=True), raw, Event, {"title": "丙"})
    added = appended(raw, path, [{"id": "c", "date": "2021", "title": "丁"}], Event)
    assert added.decode() == LIST + "- id: c\n  title: 丁\n  date: 2021\n"
    assert appended(b"", path, [{"id": "c", "title": "丁"}], Event) == "timeline:\n  - id: c\n    title: 丁\n".encode()
    assert appended(b"timeline: []\n", path, [{"id": "c"}], Event) == b"timeline: [{id: c}]\n"


def test_long_words_stand_on_their_own_lines() -> None:
    """Words of several lines are a block, which reads as they were typed."""
    assert field_lines("summary", "甲\n乙") == ["summary: |-", "  甲", "  乙"]
    assert re.fullmatch(r'summary: ".*"', field_lines("summary", " 甲\n乙 ")[0], re.S)
