"""Photographs → rows of costs: every tool in turn, round after round."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import exhibitions
from bench.exhibitions import FILES_A_PHOTOGRAPH
from bench.peers import FILES_OF_THREE_FORMATS, Hugo, Pyvips
from bench.processes import Cost
from bench.table import Row

_Turn = Callable[[int], Cost]
OURS = "Jiangxin"
HUGO_IN_THREE_FORMATS = "Hugo, 12 files"


def compare(photographs: Sequence[Path], runs: int, work: Path, hugo: Hugo, pyvips: Pyvips) -> list[Row]:
    """Give what five files of one photograph cost with each tool, in a build and in a process of its own.

    In each of `runs` rounds every tool has its turn, ours first. Raises CommandFailedError.
    """
    count = len(photographs)
    in_build = f"one of {count} in a build"
    alone = "one in a process of its own"
    turns: dict[tuple[str, str], _Turn] = {
        (in_build, OURS): _our_build(photographs, work),
        (in_build, "Hugo"): _hugo_build(photographs, work, hugo),
        (alone, OURS): lambda number: exhibitions.develop(photographs[number % count], work / "one"),
        (alone, "pyvips"): lambda number: pyvips.develop(photographs[number % count], work / "one-pyvips"),
        (alone, "Hugo"): lambda number: hugo.build(
            hugo.site("one-hugo", [photographs[number % count]]), FILES_A_PHOTOGRAPH, has_codecs=False
        ),
        (alone, HUGO_IN_THREE_FORMATS): lambda number: hugo.build(
            hugo.site("one-hugo-12", [photographs[number % count]], in_three_formats=True),
            FILES_OF_THREE_FORMATS,
            has_codecs=False,
        ),
    }
    costs: dict[tuple[str, str], list[Cost]] = {line: [] for line in turns}
    for number in range(runs):
        for line, turn in turns.items():
            costs[line].append(turn(number))
        sys.stderr.write(f"round {number + 1} of {runs}\n")
    return [Row(what, tool, costs[what, tool], costs[what, OURS]) for what, tool in turns]


def _our_build(photographs: Sequence[Path], work: Path) -> _Turn:
    count = len(photographs)
    shown, hidden = work / "exhibition", work / "exhibition-without"
    exhibitions.write_exhibition(shown, count, photographs)
    exhibitions.write_exhibition(hidden, count, [])
    return lambda _: exhibitions.build(shown, count).minus(exhibitions.build(hidden, 0), count)


def _hugo_build(photographs: Sequence[Path], work: Path, hugo: Hugo) -> _Turn:
    """Give builds by a Hugo that compiled its encoders before: who builds often pays for that once."""
    count = len(photographs)
    files = count * FILES_A_PHOTOGRAPH
    shown, hidden = hugo.site("hugo", photographs), hugo.site("hugo-without", [])
    hugo.build(shown, files, has_codecs=False)
    return lambda _: hugo.build(shown, files, has_codecs=True).minus(hugo.build(hidden, 0, has_codecs=True), count)
