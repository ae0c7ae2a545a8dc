"""Whatever is written becomes a value or a problem with its line, and nothing else.

    python -m tests.faults.fuzz COUNT [SEED]

COUNT texts each for front matter, lists, entries as a whole, Markdown, dates,
captions and drawings, made by Hypothesis from what such texts are made of.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from jiangxin.content.captions import read_captions
from jiangxin.content.lists import read_list
from jiangxin.content.markup import OUTPUT_FACTOR, MarkupError, convert
from jiangxin.content.parse import parse_fields
from jiangxin.content.scalars import Reader
from jiangxin.content.source import SourceError, Table, as_text, parse_article, parse_yaml
from jiangxin.images.errors import PictureError
from jiangxin.images.reading.svg import clean_svg, measure_svg
from jiangxin.model.dates import parse_date
from jiangxin.model.kinds import KINDS
from jiangxin.model.schema import specs_of
from jiangxin.problems import Problem

_ODD = st.text(max_size=6)
_FIELDS = sorted({name for cls in KINDS.values() for name in specs_of(cls)})


def made_of(*pieces: str, most: int = 40) -> SearchStrategy[str]:
    """Give texts of pieces, with something odd here and there."""
    return st.lists(st.one_of(st.sampled_from(pieces), st.sampled_from(pieces), _ODD), max_size=most).map("".join)


YAML = made_of(*"[]{},:-?!&*#|>'\"%@`~\n\t ", "\n", "\n  ", "- ", ": ", "---\n", "<<", "甲", "0", "null", *_FIELDS[::4])
MARKDOWN = made_of(
    *(
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~~",
        "[",
        "](",
        ")",
        "![",
        "<",
        ">",
        "\n",
        "\n\n",
        "    ",
        "- ",
        "1. ",
        "> ",
        "|",
        "|-|\n",
    ),
    *(
        "# ",
        "[^1]",
        "[^1]: ",
        "{",
        "|a}",
        "\\",
        "&amp;",
        "&#x202e;",
        "<b>",
        "javascript:",
        "craftsman/a",
        "罗",
        "a",
        "  \n",
        "===",
    ),
)
DATES = made_of(
    *"0123456789-/~?.XxT:",
    "年",
    "月",
    "日",
    "世纪",
    "年代",
    "初",
    "末",
    "约",
    "前",
    "公元",
    "春",
    "至",
    "20",
    "19",
    most=8,
)
VTT = made_of(
    "WEBVTT",
    "\n",
    "\n\n",
    "00:00:01.000",
    " --> ",
    "00:00:02,5",
    "<v ",
    "<c>",
    "</c>",
    "<00:00:01.000>",
    "NOTE",
    "甲",
    "&lt;",
)
SVG = made_of(
    *(
        "<svg xmlns='http://www.w3.org/2000/svg'>",
        "</svg>",
        "<g>",
        "</g>",
        "<path d='",
        "'/>",
        "<script>",
        " onload='x'",
        "<!--",
        "-->",
    ),
    *(
        "<style>",
        "</style>",
        "url(",
        "@import",
        "<use href='#a'/>",
        "<!DOCTYPE svg [",
        "<!ENTITY a 'b'>",
        "]>",
        "&a;",
        "<![CDATA[",
        "]]>",
    ),
)


def front_matter(text: str) -> None:
    """Read a text as front matter and as every kind of entry."""
    try:
        table = parse_yaml(text, "a.md")
    except SourceError as error:
        _told(error.problem, text)
        return
    _typed(table, text)


def listed(text: str) -> None:
    """Read a text as a list of entries."""
    try:
        found = read_list(f"timeline:\n{text}", "timeline", "a.yaml")
    except SourceError as error:
        _told(error.problem, text)
        return
    for problem in (*found.problems, *found.on_the_whole):
        if problem is not None:
            _told(problem, text)


def article(text: str) -> None:
    """Read bytes as an entry: some are no text, most have no front matter."""
    for raw in (text.encode("utf-8", "surrogatepass"), text.encode("gb18030", "replace"), text.encode("utf-16")):
        try:
            made = parse_article(as_text(raw, "a.md"), "a.md")
        except SourceError as error:
            _told(error.problem, text)
            continue
        assert made.front is not None
        _typed(made.front, text)


def markdown(text: str) -> None:
    """Convert a text: nothing active comes out, and not much more than went in."""
    try:
        html = convert(text).html
    except MarkupError as error:
        assert 1 <= error.line <= text.count("\n") + 1
        return
    lower = html.lower()
    assert not any(each in lower for each in ("<script", "<iframe", "<style", "<svg", 'href="javascript', " onload="))
    assert len(html) <= OUTPUT_FACTOR * len(text) + 5_000


def date(text: str) -> None:
    """Read a text as a date: what is one, is one again as it is written."""
    try:
        found = parse_date(text)
    except ValueError:
        return
    assert found == parse_date(text)


def captions(text: str, place: Path) -> None:
    """Read a text as captions."""
    path = place / "a.vtt"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    problems: list[Problem] = []
    read_captions(path, "a.vtt", problems)
    assert all(problem.path == "a.vtt" for problem in problems)


def drawing(text: str) -> None:
    """Clean a text as a drawing: what is clean stays so."""
    try:
        cleaned = clean_svg(text.encode("utf-8", "surrogatepass"))
    except PictureError:
        return
    assert clean_svg(cleaned) == cleaned
    assert measure_svg(cleaned) > (0, 0)


def _typed(table: Table, text: str) -> None:
    for cls in KINDS.values():
        reader = Reader("a.md", ("zh-Hans", "en"))
        parse_fields(reader, cls, table)
        for problem in reader.problems:
            _told(problem, text)


def _told(problem: Problem, text: str) -> None:
    whole = problem.code in ("file.empty", "file.too-large")
    assert problem.code and problem.path, problem
    assert whole or 1 <= problem.line <= len(text.splitlines()) + text.count("\r") + 3, (problem, text)


def run(count: int, start: int, place: Path) -> str:
    """Try `count` texts of each sort; give what was seen. Raises what a text raises that nobody expects."""
    sorts: tuple[tuple[Callable[[str], None], SearchStrategy[str]], ...] = (
        (front_matter, YAML),
        (listed, YAML),
        (article, YAML.map(lambda text: f"---\n{text}\n---\n甲")),
        (markdown, MARKDOWN),
        (date, DATES),
        (lambda text: captions(text, place), VTT),
        (drawing, SVG),
    )
    for task, texts in sorts:
        _trying(task, texts, count, start)()
    return f"{len(sorts)} sorts of text, {count} of each: every one a value or a problem"


def _trying(task: Callable[[str], None], texts: SearchStrategy[str], count: int, start: int) -> Callable[[], Any]:
    @seed(start)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(texts)
    def trying(text: str) -> None:
        task(text)

    return trying


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        print(run(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0, Path(folder)))  # noqa: T201
