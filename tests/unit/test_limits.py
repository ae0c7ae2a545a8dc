"""Limits: each is in the document, can be raised by whoever builds, and is told where it is passed.

Run as a script (`python -m tests.unit.test_limits`), this file rewrites the table in `docs/limits.md`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jiangxin.cli import DONE, PROBLEMS, USAGE, main
from jiangxin.limits import LIMITS, in_force, limit, misread, variable
from tests.conftest import ROOT
from tests.test_golden import GOLDEN

DOCUMENT = ROOT / "docs" / "limits.md"
TABLE = re.compile(r"(?s)(<!-- limits -->\n).*?(<!-- /limits -->)")


def table() -> str:
    """Give the table of all limits."""
    rows = (f"| `{variable(name)}` | {one.default:,} | {one.bounds} |\n" for name, one in LIMITS.items())
    return "\n| variable | unless it is set | what is bounded |\n|---|---:|---|\n" + "".join(rows) + "\n"


def test_the_document_names_every_limit() -> None:
    """The table in docs/limits.md is the one in the program."""
    match = TABLE.search(DOCUMENT.read_text("utf-8"))
    assert match is not None
    assert match[0].removeprefix(match[1]).removesuffix(match[2]) == table()


@pytest.mark.parametrize(("words", "number"), [("250", 250), ("1_000", 1000), ("9" * 10, 1_000_000_000)])
def test_a_variable_sets_a_limit(words: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number in the environment is the limit in force, and what was kept under others is not trusted."""
    before = in_force()
    monkeypatch.setenv("JIANGXIN_PICTURE_MP", words)
    assert (limit("PICTURE_MP"), misread()) == (number, {})
    assert in_force() != before


@pytest.mark.parametrize("words", ["0", "-1", "many", "1.5", "", "９", "1e9"])
def test_words_that_are_no_limit_are_a_mistake_of_use(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no number above 0 is refused by name before anything is built."""
    monkeypatch.setenv("JIANGXIN_PICTURE_MP", words)
    assert limit("PICTURE_MP") == LIMITS["PICTURE_MP"].default
    assert main(["check", str(tmp_path), "--lang", "en"]) == USAGE
    assert "JIANGXIN_PICTURE_MP" in capsys.readouterr().err


def test_a_refusal_says_what_raises_the_limit_and_raising_it_helps(tmp_path: Path) -> None:
    """A text over the limit is told with the variable; the same text is taken once the variable is set."""
    command = [sys.executable, str(ROOT / "build.py"), "check", str(GOLDEN / "tiny"), "--lang", "en"]
    command += ["--cache", str(tmp_path / "cache")]
    for levels, code in (("1", PROBLEMS), ("9", DONE)):
        done = subprocess.run(  # noqa: S603  # our own words
            command, env=os.environ | {"JIANGXIN_YAML_DEPTH": levels}, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        assert ("JIANGXIN_YAML_DEPTH" in done.stderr) == (code == PROBLEMS)


if __name__ == "__main__":
    DOCUMENT.write_text(
        TABLE.sub(lambda match: match[1] + table() + match[2], DOCUMENT.read_text("utf-8")), encoding="utf-8"
    )
