"""A problem's place → the line as it stands in its file, with what is meant underlined.

A line may hold anything: what a terminal would obey (control and bidi
characters) is shown as ␦, and long lines are cut around what is meant.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from unicodedata import category, east_asian_width

from jiangxin.problems import Problem

_COLUMNS = 72
_BEFORE = 24
_MOST_BYTES = 4 << 20
_UNSEEN = "␦"


class Lines:
    """The lines of the files below an exhibition's folder, each file read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._of = cache(self._read)

    def excerpt(self, problem: Problem) -> str:
        """Give the line of a problem and a line of marks below it; "" where there is none to show."""
        lines = self._of(problem.path) if problem.line else ()
        if problem.line > len(lines) or not problem.line:
            return ""
        line = lines[problem.line - 1].strip()
        start, end = _place(line, problem)
        if end > _COLUMNS:
            cut = max(0, start - _BEFORE)
            line, start, end = "…" + line[cut:], start - cut + 1, end - cut + 1
        if len(line) > _COLUMNS:
            line = line[:_COLUMNS] + "…"
            end = min(end, _COLUMNS)
        marks = " " * width(line[:start]) + "^" * width(line[start:end]) if end > start else ""
        return f"{visible(line)}\n{marks}".rstrip()

    def _read(self, path: str) -> tuple[str, ...]:
        file = self._root / path
        try:
            if not file.is_file() or file.is_symlink() or file.stat().st_size > _MOST_BYTES:
                return ()
            return tuple(file.read_text("utf-8", "replace").splitlines())
        except OSError:  # it went since it was checked
            return ()


def visible(text: str) -> str:
    """Give a text without what a terminal would obey; line ends stay."""
    return "".join(_UNSEEN if category(char) in ("Cc", "Cf", "Cs") and char != "\n" else char for char in text)


def width(text: str) -> int:
    """Give how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _place(line: str, problem: Problem) -> tuple[int, int]:
    """Give where in its line stands what was found, else the name of its field; (0, 0) where neither does."""
    name = re.sub(r"\[\d+\]", "", problem.field).rpartition(".")[2]
    found = problem.facts.get("found", "")
    for meant in (found, found.rpartition("/")[2], name):
        if meant and (start := line.find(meant)) >= 0:
            return start, start + len(meant)
    return 0, 0
