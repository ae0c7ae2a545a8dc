"""Problems are told with the line they are about, the heaviest first, for people and for programs."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from jiangxin.cli import main
from jiangxin.cli.checking import as_github, as_json
from jiangxin.cli.excerpt import Lines, visible, width
from jiangxin.cli.telling import told
from jiangxin.problems import Problem
from jiangxin.wording import read_wording

EN = read_wording("en")
ZH = read_wording("zh-Hans")


def a_file(folder: Path, text: str) -> Lines:
    """Give the lines of an exhibition of one file, `a.md`."""
    (folder / "a.md").write_text(text, "utf-8")
    return Lines(folder)


@pytest.mark.parametrize(
    ("line", "field", "found", "shown"),
    [
        ("born: 一九七零年", "born", "一九七零年", "born: 一九七零年\n      ^^^^^^^^^^"),
        ("  honor: x", "honor", "honor", "honor: x\n^^^^^"),
        ("studio: studoi", "studio", "studio/studoi", "studio: studoi\n        ^^^^^^"),
        ("title: 齿轮", "titles[0].title", "", "title: 齿轮\n^^^^^"),
        ("title: 齿轮", "hall", "", "title: 齿轮"),
        ("", "hall", "", ""),
    ],
)
def test_a_line_is_shown_with_its_place_underlined(
    tmp_path: Path, line: str, field: str, found: str, shown: str
) -> None:
    """What was found, else its last part, else the field; Chinese takes two columns."""
    lines = a_file(tmp_path, f"---\n{line}\n")
    assert lines.excerpt(Problem("field.type", "a.md", 2, field, {"found": found})) == shown


def test_a_long_line_is_cut_around_its_place(tmp_path: Path) -> None:
    """What is meant is seen, wherever it stands."""
    shown = a_file(tmp_path, "字" * 400 + "错" + "字" * 400).excerpt(Problem("x", "a.md", 1, "", {"found": "错"}))
    line, marks = shown.split("\n")
    assert line.startswith("…字") and line.endswith("字…") and len(line) < 80
    assert line[: line.index("错")] and width(line[: line.index("错")]) == marks.index("^")


@pytest.mark.parametrize(("path", "line"), [("a.md", 9), ("a.md", 0), ("gone.md", 1), ("folder", 1)])
def test_where_there_is_no_line_none_is_shown(tmp_path: Path, path: str, line: int) -> None:
    """A file that went, a line behind its end, a problem of the whole file."""
    (tmp_path / "folder").mkdir()
    assert a_file(tmp_path, "title: x\n").excerpt(Problem("x", path, line)) == ""


def test_a_terminal_is_given_nothing_to_obey(tmp_path: Path) -> None:
    """Escapes and bidi controls of a hostile file are shown, not sent."""
    lines = a_file(tmp_path, "title: \x1b[2J\u202eevil\n")
    hostile = Problem("field.unknown", "a.md", 1, "a\x1b[31m", {"found": "\x9b5m\u2066"})
    text = told([hostile], EN, tmp_path)
    assert lines.excerpt(hostile).startswith("title: ␦[2J␦evil")
    assert not any((ord(char) < 32 and char != "\n") or char in "\x9b\u202e\u2066" for char in text)
    assert visible("一\n二") == "一\n二"


def test_what_blocks_comes_first_and_the_rare_before_the_frequent() -> None:
    """The order is that in which an editor mends."""
    often = [Problem("source.missing", f"{number}.md", 1, blocks=False) for number in range(3)]
    rare = Problem("file.unused", "z.jpg", blocks=False)
    blocking = Problem("file.empty", "y.md")
    heads = [line for line in told([*often, rare, blocking], EN).split("\n") if line[0] in "✗!"]
    assert heads == ["✗ y.md", "! z.jpg", "! 0.md:1", "! 1.md:1", "! 2.md:1"]


def test_of_many_of_a_kind_some_are_told_and_all_are_counted() -> None:
    """Ten thousand warnings are no use to anyone; nothing is left out unsaid, and --all tells them."""
    many = [Problem("source.missing", f"{number:05}.md", 1, blocks=False) for number in range(10_000)]
    text = told(many, ZH)
    assert text.count("!") == 5
    assert "还有 9995 处" in text and "--all" in text
    assert told(many, ZH, every=True).count("\n! ") == 9_999


def test_a_check_for_programs() -> None:
    """JSON has every problem with its sentence and facts; GitHub's commands are escaped as it asks."""
    problem = Problem("field.unknown", "content/a,b.md", 4, "honor", {"found": "honor"}, "honours")
    (row,) = json.loads(as_json([problem], EN, entries=7))["problems"]
    assert (row["severity"], row["code"], row["line"], row["suggestion"]) == ("error", "field.unknown", 4, "honours")
    sentence = (
        "There is no field “honor”. Correct its name; where no field fits, delete the line and say it in the text."
    )
    assert row["message"] == f"{sentence}\nDid you mean: honours"
    assert as_github(problem, EN) == (
        f"::error file=content/a%2Cb.md,line=4,title=honor::{sentence}%0ADid you mean: honours"
    )


def test_a_check_that_watches(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It checks, and again at a save; what ends it gives the last code."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "exhibition.yaml").write_text("title: 展\nlanguages: [zh-Hans]\n", "utf-8")
    checks: list[float] = []

    def wait(_: object, ended: threading.Event) -> bool:
        checks.append(time.monotonic())
        if len(checks) == 2:
            raise KeyboardInterrupt
        (content / "exhibition.yaml").write_text("titel: 展\nlanguages: [zh-Hans]\n", "utf-8")
        return True

    monkeypatch.setattr("jiangxin.server.watcher.Watcher.wait_for_change", wait)
    assert main(["check", "--watch", "--lang", "en", str(tmp_path)]) == 1
    told_by_it = capfd.readouterr()
    assert "titel" in told_by_it.err
    assert told_by_it.err.count("Waiting for the next save") == 2
