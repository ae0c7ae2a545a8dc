"""Files of content → text and YAML nodes that know their lines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.content.source import Listing, Scalar, SourceError, Table, parse_article, parse_yaml, read_text


def refusal_of(text: str) -> tuple[str, int]:
    """Give the code and the line with which a YAML text is refused."""
    with pytest.raises(SourceError) as caught:
        parse_yaml(text, "a.yaml")
    return caught.value.problem.code, caught.value.problem.line


def test_scalars_stay_what_was_written() -> None:
    """YAML's own ideas of NO, 0123, 1.10 and dates never touch what an editor wrote."""
    table = parse_yaml("a: NO\nb: 0123\nc: 1.10\nd: 2024-10-17\ne: 12:30:45\nf: 是\n", "a.yaml")
    assert [row[1].text for row in table.rows.values() if isinstance(row[1], Scalar)] == [
        "NO",
        "0123",
        "1.10",
        "2024-10-17",
        "12:30:45",
        "是",
    ]


def test_every_node_knows_its_line() -> None:
    """A key, a list item and a nested value stand on the line where the editor sees them."""
    article = parse_article("---\ntitle: A\nimages:\n  - file: a.jpg\n    alt: 图\n---\n正文\n", "a.md")
    assert article.front is not None
    assert article.front.rows["title"][0] == 2
    images = article.front.rows["images"][1]
    assert isinstance(images, Listing)
    assert isinstance(images.items[0], Table)
    assert images.items[0].rows["alt"][0] == 5
    assert (article.body, article.body_line) == ("正文\n", 7)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: &x 2\n", "yaml.anchor", 2),
        ("a: 1\nb: *x\n", "yaml.anchor", 2),
        ("a: !!python/object 1\n", "yaml.tag", 1),
        ("a: 1\na: 2\n", "yaml.duplicate-key", 2),
        ("a: 1\n--- \nb: 2\n", "yaml.documents", 2),
        ("- a\n", "yaml.not-a-mapping", 1),
        ("a: [1, 2\nb: 3\n", "yaml.bracket", 1),
        ("a: 1\nb: c: d\n", "yaml.colons", 2),
        ("? [a]\n: b\n", "yaml.key", 1),
        ('a: "\\u0001"\n', "file.control", 1),
        ('a: b\nc: "\\u202e"\n', "file.control", 2),
        ('a: "\\u200b"\n', "file.control", 1),
        ("a: " + "[" * 60 + "]" * 60, "yaml.depth", 1),
    ],
)
def test_what_content_may_not_use_is_refused_with_its_line(text: str, code: str, line: int) -> None:
    """Anchors, tags, doubled keys, second documents and deep nesting are refused where they stand."""
    assert refusal_of(text) == (code, line)


def test_a_yaml_bomb_costs_nothing() -> None:
    """Aliases are refused before anything is built from them."""
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"b{i}: &b{i} [*a,*a,*a,*a,*a]\n" for i in range(9))
    assert refusal_of(bomb) == ("yaml.anchor", 1)


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"---\ntitle: \xb8\xf7\n---\n", "file.encoding", 2),
        (b"---\ntitle: a\x00b\n---\n", "file.control", 2),
        ("---\ntitle: 罗\u202e明浩\n---\n".encode(), "file.control", 2),
        ("---\ntitle: a\n---\n\n甲\u2068乙".encode(), "file.control", 5),
        ("a: b\u2028\n\u0085".encode(), "file.control", 1),
        (b"x" * (2 * 1024 * 1024 + 1), "file.too-large", 0),
    ],
)
def test_bytes_that_are_no_clean_text_are_refused(tmp_path: Path, raw: bytes, code: str, line: int) -> None:
    """What is not UTF-8, holds control characters or is too large is refused with the line of the first fault."""
    path = tmp_path / "a.md"
    path.write_bytes(raw)
    with pytest.raises(SourceError) as caught:
        read_text(path, "a.md")
    assert (caught.value.problem.code, caught.value.problem.line) == (code, line)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A symbolic link is no plain file, wherever it leads."""
    (tmp_path / "secret").write_text("x")
    link = tmp_path / "a.md"
    link.symlink_to(tmp_path / "secret")
    with pytest.raises(SourceError) as caught:
        read_text(link, "a.md")
    assert caught.value.problem.code == "file.special"


def test_windows_files_are_read_alike(tmp_path: Path) -> None:
    """A byte order mark and CRLF line ends change nothing."""
    path = tmp_path / "a.md"
    path.write_bytes("\ufeff---\r\ntitle: 甲\r\n---\r\n文\r\n".encode())
    article = parse_article(read_text(path, "a.md"), "a.md")
    assert article.front is not None
    assert article.body == "文\n"


def test_blanks_of_no_width_are_left_out(tmp_path: Path) -> None:
    """What pasting from the web brings along splits no name; the joiners that scripts and emoji need stay."""
    path = tmp_path / "a.md"
    path.write_text("罗\u200b明\ufeff浩 👩\u200d🔧 می\u200cخواهم", encoding="utf-8")
    assert read_text(path, "a.md") == "罗明浩 👩\u200d🔧 می\u200cخواهم"


def test_a_file_that_went_or_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    """What was found and cannot be opened is told as any other fault."""
    with pytest.raises(SourceError) as caught:
        read_text(tmp_path / "gone.md", "gone.md")
    assert caught.value.problem.code == "file.unread"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "file.empty"), ("  \n", "file.empty"), ("# A\n", "front.missing"), ("---\ntitle: a\n", "front.open")],
)
def test_an_article_needs_front_matter(text: str, code: str) -> None:
    """An empty file, missing front matter and front matter without an end are told apart."""
    with pytest.raises(SourceError) as caught:
        parse_article(text, "a.md")
    assert caught.value.problem.code == code


@given(st.text(max_size=200))
def test_any_text_is_a_table_or_a_problem(text: str) -> None:
    """No text raises anything but SourceError."""
    try:
        parse_yaml(text, "a.yaml")
    except SourceError as error:
        assert error.problem.line >= 1


WRITTEN = [("title：展\nname: x\n", 2), ("a: 1\ntitle：展\nname: x\n", 3), ("title：展", 2)]


@pytest.mark.parametrize(("text", "line"), WRITTEN)
def test_a_chinese_colon_is_told_where_it_stands(text: str, line: int) -> None:
    """YAML stumbles over the line after it; the editor is led to the line itself."""
    with pytest.raises(SourceError) as caught:
        parse_yaml(text, "content/a.md", 2)
    problem = caught.value.problem
    assert (problem.code, problem.line, problem.facts["found"]) == ("yaml.colon", line, "title：")
