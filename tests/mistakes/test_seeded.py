"""What editors do who are no programmers: each mistake is told where it is, with what to do about it.

All lie in one exhibition, and one check tells them all. The told text is golden in both languages, to be read
as an editor would; `python -m tests.mistakes.test_seeded` writes it anew.
"""

import contextlib
import io
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jiangxin.cli import PROBLEMS, main
from jiangxin.folders import Folders
from jiangxin.pipeline import build
from jiangxin.problems import ContentError
from tests.mistakes.exhibition import Mistake
from tests.mistakes.seeded import MISTAKES, write_seeded

HERE = Path(__file__).parent
LANGUAGES = ("zh-Hans", "en")


@pytest.fixture(scope="module")
def seeded() -> Iterator[Path]:
    """Write the exhibition into a folder of its own."""
    with written() as root:
        yield root


@contextlib.contextmanager
def written() -> Iterator[Path]:
    """Give the exhibition's folder."""
    with tempfile.TemporaryDirectory() as name:
        write_seeded(Path(name) / "content")
        yield Path(name)


def told(root: Path, lang: str, *options: str) -> tuple[str, str]:
    """Give what `check` writes: to its first stream and to its second."""
    first, second = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(first), contextlib.redirect_stderr(second):
        assert main(["check", str(root), "--all", "--lang", lang, *options]) == PROBLEMS
    return first.getvalue(), second.getvalue()


def rows_of(root: Path, lang: str) -> dict[str, list[dict[str, Any]]]:
    """Give every problem by its place."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in json.loads(told(root, lang, "--json")[0])["problems"]:
        rows[f"{row['path']}:{row['line']}" if row["line"] else row["path"]].append(row)
    return rows


@pytest.fixture(scope="module")
def rows(seeded: Path) -> dict[str, list[dict[str, Any]]]:
    """Give every problem that is told in Chinese, by its place."""
    return rows_of(seeded, "zh-Hans")


def test_there_are_at_least_sixty() -> None:
    """Sixty different mistakes were promised, each in a place of its own."""
    assert len({mistake.place for mistake in MISTAKES}) == len(MISTAKES) >= 60


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_a_mistake_is_told_in_its_place_with_a_remedy(mistake: Mistake, rows: dict[str, list[dict[str, Any]]]) -> None:
    """One problem stands on its line, of its field, and says what to do."""
    (row,) = rows[mistake.place]
    assert row["field"] == mistake.field
    assert mistake.remedy in row["message"]


def test_nothing_else_is_told(rows: dict[str, list[dict[str, Any]]]) -> None:
    """What is right is not told of, and no mistake is told twice."""
    assert sorted(rows) == sorted(mistake.place for mistake in MISTAKES)


def test_a_build_refuses_for_all_of_them(seeded: Path, rows: dict[str, list[dict[str, Any]]]) -> None:
    """What blocks is told at once by a build, too: mistakes in texts do not hide a theme that is not there."""
    with pytest.raises(ContentError) as caught:
        build(Folders.of(seeded))
    blocking = sorted(row["code"] for (row,) in rows.values() if row["severity"] == "error")
    assert sorted(problem.code for problem in caught.value.problems if problem.blocks) == blocking
    assert "theme.missing" in blocking


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_told_text_is_as_in_the_golden(lang: str, seeded: Path) -> None:
    """Every message reads as it was read and approved."""
    assert told(seeded, lang)[1] == (HERE / f"told.{lang}.txt").read_text("utf-8")


def rewrite() -> None:
    """Write the goldens anew."""
    with written() as root:
        for lang in LANGUAGES:
            (HERE / f"told.{lang}.txt").write_text(told(root, lang)[1], encoding="utf-8")


if __name__ == "__main__":
    rewrite()
