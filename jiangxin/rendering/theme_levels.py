"""A theme's name → the themes it is made of: itself, the one it is built on, and so on down.

Each lies in one folder or two, the exhibition's own before the one that comes
with the program, so that an exhibition may change single files and values of
either.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jiangxin.model.frozen import frozen
from jiangxin.patterns import pattern
from jiangxin.problems import ContentError, Problem, nearest
from jiangxin.rendering.theme_record import RECORD, ThemeRecord, read_record

MOST_LEVELS = 3
_NAME = pattern(r"[a-z0-9-]+")
_SETTINGS = "content/exhibition.yaml"


@frozen
class Level:
    """One theme of those a theme is made of: where its files lie and what its records say, the exhibition's first."""

    name: str
    folders: tuple[Path, ...]
    records: tuple[ThemeRecord, ...]


def read_levels(name: str, folders: Sequence[Path]) -> tuple[Level, ...]:
    """Read the records of the theme `name` and of those it is built on, from the top down.

    Raises ContentError where a theme is missing, themes are built on each other in a
    circle or too deep, or a record is not right.
    """
    levels: list[Level] = []
    problems: list[Problem] = []
    wanted, place, line, where = name, _SETTINGS, 0, "theme"
    while True:
        so_far = [level.name for level in levels]
        way = " → ".join([*so_far, wanted])
        if wanted in so_far:
            raise ContentError([Problem("theme.circle", place, line, where, {"found": way})])
        if len(levels) == MOST_LEVELS:
            facts = {"found": way, "allowed": str(MOST_LEVELS)}
            raise ContentError([Problem("theme.depth", place, line, where, facts)])
        level, found = _read_level(wanted, folders)
        if level is None:
            raise ContentError([*problems, _missing(wanted, folders, place, line, where)])
        levels.append(level)
        problems += found
        naming = next((record for record in level.records if record.extends), None)
        if naming is None:
            break
        wanted, place, line, where = naming.extends, naming.path, naming.lines["extends"], "extends"
    if problems:
        raise ContentError(problems)
    return tuple(levels)


def _read_level(name: str, folders: Sequence[Path]) -> tuple[Level | None, list[Problem]]:
    """Read one theme; None where no folder has its record."""
    if not _NAME.fullmatch(name):
        return None, []
    there = tuple(folder / name for folder in folders if (folder / name).is_dir())
    read = [read_record(folder / RECORD, name) for folder in there if (folder / RECORD).is_file()]
    if not read:
        return None, []
    problems = [problem for _, found in read for problem in found]
    return Level(name, there, tuple(record for record, _ in read)), problems


def _missing(name: str, folders: Sequence[Path], place: str, line: int, where: str) -> Problem:
    there = sorted({path.parent.name for folder in folders for path in folder.glob(f"*/{RECORD}")})
    facts = {"found": name, "allowed": ", ".join(there)}
    return Problem("theme.missing", place, line, where, facts, nearest(name, there))
