"""Markdown → safe HTML with named links."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.content.markup import BODY_LIMIT_CHARACTERS, MarkupError, convert


def test_links_to_entries_stay_named() -> None:
    """A link to an entry becomes a name that the plan resolves; an empty text stays empty for its title."""
    converted = convert("见[罗明浩](craftsman/luo-minghao)。\n\n[](hall/main)\n")
    assert '<a href="ref:craftsman/luo-minghao">罗明浩</a>' in converted.html
    assert [(link.target, link.line) for link in converted.links] == [("craftsman/luo-minghao", 1), ("hall/main", 3)]


def test_pictures_stay_named() -> None:
    """A picture of the entry becomes a name; one from elsewhere is told."""
    converted = convert("![图](a.jpg)\n\n![x](https://example.org/a.png)\n")
    assert 'src="picture:a.jpg"' in converted.html
    assert [link.target for link in converted.odd] == ["https://example.org/a.png"]
    assert "example.org" not in converted.html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "[x](vbscript:x)",
        "<svg onload=alert(1)>",
        "[x](JaVaScRiPt:alert(1))",
        "[x]( java\tscript:alert(1))",
        "![x](javascript:alert(1))",
        '[x](https://a" onclick="b)',
        "<style>*{}</style>",
        "<a href='javascript:x'>y</a>",
        "`<script>`",
        "<iframe src=x>",
    ],
)
def test_nothing_active_comes_out(text: str) -> None:
    """No script, no handler, no active address leaves the one door."""
    tags: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append((tag, dict(attrs)))

    Reader(convert_charrefs=True).feed(convert(text).html)
    for tag, attributes in tags:
        assert tag in {"p", "a", "img", "code"}
        assert set(attributes) <= {"href", "src", "alt", "title"}
        for address in (attributes.get("href"), attributes.get("src")):
            assert not address or address.startswith(("https://", "ref:", "picture:"))


def test_chinese_lines_join_without_a_blank() -> None:
    """A line break inside a Chinese sentence leaves no blank; between Latin words it stays."""
    html = convert("第一行，\n第二行**粗**\n第三行\nLatin\nwords\n").html
    assert "第一行，第二行<strong>粗</strong>第三行" in html
    assert "Latin\nwords" in html
    assert convert("朱\n𣗋\n与𠮷\n田\n").html.strip() == "<p>朱𣗋与𠮷田</p>"


@pytest.mark.parametrize(
    "text", ["1+8+2", "a ~ b", "2 * 3 * 4", "snake_case_name", "①②③", "——", "“引号”", "ABS(LG121)"]
)
def test_ordinary_signs_survive(text: str) -> None:
    """Formulas, dashes and numbers that editors write are no markup."""
    assert text in convert(text).html


def test_headings_come_under_the_page_s_own() -> None:
    """The first heading is an h2, whatever it was, and no level is skipped."""
    html = convert("# 一\n\n#### 二\n\n## 三\n").html
    assert "<h2>一</h2>" in html
    assert "<h3>二</h3>" in html
    assert "<h1>" not in html


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 8000, "markup.brackets"),
        ("![" * 5000, "markup.brackets"),
        ("[a](" * 3000, "markup.brackets"),
        ("<a " * 5000, "markup.brackets"),
        ("> " * 3000, "markup.too-deep"),
        ("\n".join(" " * 2 * i + "- x" for i in range(300)), "markup.too-deep"),
        ("字" * (BODY_LIMIT_CHARACTERS + 1), "markup.too-long"),
        ("\\*" * 100_000, "markup.brackets"),
        ("*罗*\n" * 50_000, "markup.brackets"),
        ("\n\n".join(["[" * 399] * 200), "markup.brackets"),
        ("a|" * 2000 + "\n" + "-|" * 2000 + "\n|" * 60_000, "markup.table"),
        ("+ " * 9_000, "markup.too-deep"),
        ("1. - + * " * 9_000, "markup.too-deep"),
        ("甲&#x202E;乙", "file.control"),
        ("甲&#8294乙", "file.control"),
    ],
)
def test_hostile_texts_are_refused(text: str, code: str) -> None:
    """Texts whose conversion would take seconds or fill the stack are refused before it begins."""
    with pytest.raises(MarkupError) as caught:
        convert(text)
    assert caught.value.code == code


@pytest.mark.parametrize("deep", ["> " * 3000, "+ " * 9_000])
@pytest.mark.parametrize("above", ["", "一\n\n二\n"])
def test_what_is_too_deep_is_told_on_its_line(deep: str, above: str) -> None:
    """The line is that of the marks, wherever they stand."""
    with pytest.raises(MarkupError) as caught:
        convert(f"{above}{deep}字")
    assert caught.value.line == above.count("\n") + 1


@given(st.text(max_size=300))
def test_any_text_is_converted_or_refused(text: str) -> None:
    """No text raises anything but MarkupError."""
    try:
        converted = convert(text)
    except MarkupError:
        return
    assert "<script" not in converted.html.lower()
