"""Unihan and the strokes of characters → the characters in the order of their strokes. See README.md beside this."""

from __future__ import annotations

import bz2
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

LEVELS = (3500, 6500, 8105)  # the last number of each level of the table
KINDS = {"横": "1", "提": "1", "竖": "2", "竖钩": "2", "撇": "3", "点": "4", "点2": "4", "捺": "4"}
TURNING = "5"  # every other stroke: 折
HEAD = """\
# The Table of General Standard Chinese Characters (通用规范汉字表, 2013) by number and order of strokes.
# Made by docs/strokes/make_strokes.py from Unihan 15.0 (kTGH, kTotalStrokes; © Unicode, Inc., Unicode License v3,
# https://www.unicode.org/license.txt) and cnchar-order 3.2.6 (© 2017 theajack, MIT licence).
"""


def fields(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Give a field of Unihan by character: the first of its values."""
    for file in sorted(folder.glob("Unihan_*.txt.bz2")):
        with bz2.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                code, tab, value = line.partition(f"\t{name}\t")
                if tab and not line.startswith("#"):
                    yield chr(int(code.removeprefix("U+"), 16)), value.split()[0]


def levels(folder: Path) -> list[list[str]]:
    """Give the characters of the table's levels, each in the table's order."""
    numbers = {character: int(value.partition(":")[2]) for character, value in fields(folder, "kTGH")}
    table = sorted(numbers, key=numbers.__getitem__)
    assert [numbers[each] for each in table] == list(range(1, LEVELS[-1] + 1))
    return [table[first:last] for first, last in zip((0, *LEVELS), LEVELS, strict=False)]


def counted(level: Sequence[str], totals: dict[str, int], strokes: dict[str, str]) -> list[int]:
    """Give how many strokes each character of a level has: as Unihan says, between those whose strokes are known."""
    counts = [totals[each] for each in level]
    known = [place for place, each in enumerate(level) if each in strokes]
    for before, after in pairwise(known):
        for place in range(before + 1, after):
            counts[place] = min(max(counts[place], counts[before]), counts[after])
    return counts


def keyed(level: Sequence[str], counts: Sequence[int], strokes: dict[str, str]) -> list[tuple[int, str]]:
    """Give what a level's characters are put in order by: where strokes are not known, those of the one before."""
    keys = [(count, strokes.get(each, "")) for each, count in zip(level, counts, strict=True)]
    for direction in (1, -1):
        last = (0, "")
        for place in range(len(level))[::direction]:
            if not keys[place][1] and last[0] == counts[place]:
                keys[place] = last
            last = keys[place]
    for before, after in pairwise(range(len(level))):
        if keys[after] < keys[before]:
            sys.stderr.write(f"{level[after]} falls back behind {level[before]}\n")
    return keys


def ordered(folder: Path, named: dict[str, list[str]]) -> list[tuple[int, str]]:
    """Give every character with its number of strokes, in the order of strokes."""
    totals = {character: int(value) for character, value in fields(folder, "kTotalStrokes")}
    strokes = {
        character: "".join(KINDS.get(each, TURNING) for each in names)
        for character, names in named.items()
        if len(names) == totals[character]
    }
    rows = []
    for number, level in enumerate(levels(folder)):
        keys = keyed(level, counted(level, totals, strokes), strokes)
        rows += [(key, number, place, level[place]) for place, key in enumerate(keys)]
    return [(count, character) for (count, _), _, _, character in sorted(rows)]


def main() -> None:
    """Print the characters alone, or the table."""
    folder, second = Path(sys.argv[1]), sys.argv[2]
    if second == "--characters":
        sys.stdout.write("".join(character for level in levels(folder) for character in level))
        return
    named: dict[str, list[str]] = json.loads(Path(second).read_text("utf-8"))
    sys.stdout.write(HEAD)
    for count, rows in groupby(ordered(folder, named), key=lambda row: row[0]):
        sys.stdout.write(f"{count} {''.join(character for _, character in rows)}\n")


main()
