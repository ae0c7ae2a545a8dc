"""What builds cost → the tables that are printed: one generator beside another, and one beside itself as it grows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from bench.builds import Built
from bench.generators import HUGO
from bench.processes import median_of
from bench.table import markdown, ratio, wall_ratio

_HEAD = ("what", "with", "pages", "CPU s", "× Hugo", "wall s", "× Hugo", "peak MiB")
_WORDS = 2  # so many columns are words
_GROWTH_HEAD = (
    "what",
    "entries",
    "CPU ms an entry",
    "× before",
    "wall ms an entry",
    "× before",
    "peak MiB",
    "KiB an entry",
)


def builds(found: Sequence[Built]) -> str:
    """Give a table in Markdown for each number of entries: medians, and ratios to Hugo where it was built beside."""
    tables = []
    for entries, group in itertools.groupby(found, lambda built: built.entries):
        rows = list(group)
        hugo = {built.step: built for built in rows if built.tool == HUGO}
        lines = [_cells(built, hugo.get(built.step)) for built in rows]
        tables.append(f"{entries:,} entries:\n\n{markdown([_HEAD, *lines], words=_WORDS)}")
    return "\n\n".join(tables)


def growth(sizes: Sequence[Sequence[Built]]) -> str:
    """Give a table of what an entry costs at each size of an exhibition, and how many times that of the size before."""
    lines = []
    for steps in zip(*sizes, strict=True):
        for before, built in zip((None, *steps), steps, strict=False):
            lines.append(_growth_cells(before, built))
    return markdown([_GROWTH_HEAD, *lines], words=1)


def _cells(built: Built, hugo: Built | None) -> tuple[str, ...]:
    cost = median_of(built.costs)
    ratios = [f"{each(built.costs, hugo.costs):.2f}" if hugo else "" for each in (ratio, wall_ratio)]
    figures = (f"{cost.cpu_s:.2f}", ratios[0], f"{cost.wall_s:.2f}", ratios[1], f"{built.peak_mib:.0f}")
    return (built.step, built.tool, f"{built.pages:,}", *figures)


def _growth_cells(before: Built | None, built: Built) -> tuple[str, ...]:
    cpu_ms, wall_ms = _each_ms(built)
    times = (
        [f"{now / then:.2f}" for now, then in zip((cpu_ms, wall_ms), _each_ms(before), strict=True)]
        if before
        else ["", ""]
    )
    memory = (f"{built.peak_mib:.0f}", f"{built.peak_mib * 1024 / built.entries:.1f}")
    return (built.step, f"{built.entries:,}", f"{cpu_ms:.3f}", times[0], f"{wall_ms:.3f}", times[1], *memory)


def _each_ms(built: Built) -> tuple[float, float]:
    cost = median_of(built.costs)
    return cost.cpu_s * 1000 / built.entries, cost.wall_s * 1000 / built.entries
