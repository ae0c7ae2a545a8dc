"""Costs → the table that is printed, and its place in a document."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bench.processes import Cost, median_of

_HEAD = ("what", "with", "CPU s", "ratio", "wall s", "peak MiB", "kB made")
_WORDS = 2  # so many columns are words, and stand to the left


@dataclass(frozen=True, slots=True)
class Row:
    """What one tool cost, round after round; `yardstick` ran beside it in the same rounds."""

    what: str
    tool: str
    costs: Sequence[Cost]
    yardstick: Sequence[Cost]


def ratio(costs: Sequence[Cost], yardstick: Sequence[Cost]) -> float:
    """Give how many times the processor time of `yardstick` was spent: the median of the rounds' ratios.

    What slows the machine down in one round slows both, so ratios agree where times do not.
    """
    return statistics.median(cost.cpu_s / other.cpu_s for cost, other in zip(costs, yardstick, strict=True))


def wall_ratio(costs: Sequence[Cost], yardstick: Sequence[Cost]) -> float:
    """Give how many times the time on the wall of `yardstick` went by, as `ratio` does of the processor's."""
    return statistics.median(cost.wall_s / other.wall_s for cost, other in zip(costs, yardstick, strict=True))


def comparison(rows: Sequence[Row]) -> str:
    """Give the rows as a table in Markdown: medians and ratios."""
    return markdown([_HEAD, *(_cells(row) for row in rows)], words=_WORDS)


def markdown(lines: Sequence[Sequence[str]], words: int) -> str:
    """Give a table in Markdown whose first line is its head, aligned: `words` columns to the left, figures right."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    rule = ["-" * width if column < words else "-" * (width - 1) + ":" for column, width in enumerate(widths)]
    padded = [
        [cell.ljust(width) if column < words else cell.rjust(width) for column, (cell, width) in enumerate(pairs)]
        for pairs in (list(zip(line, widths, strict=True)) for line in lines)
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in (padded[0], rule, *padded[1:]))


def between_markers(document: str, name: str, text: str) -> str:
    """Give `document` with `text` for what stands between its markers `<!-- name -->` and `<!-- /name -->`.

    Raises ValueError where it does not have each once, in this order.
    """
    opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    before, opened, rest = document.partition(opening)
    _, closed, after = rest.partition(closing)
    if not (opened and closed) or opening in rest or closing in after:
        raise ValueError(f"the document has not one pair of markers {name!r}")
    return f"{before}{opening}\n{text.strip()}\n\n{closing}{after}"


def _cells(row: Row) -> tuple[str, ...]:
    cost = median_of(row.costs)
    return (
        row.what,
        row.tool,
        f"{cost.cpu_s:.2f}",
        f"{ratio(row.costs, row.yardstick):.2f}",
        f"{cost.wall_s:.2f}",
        f"{cost.peak_mib:.0f}",
        f"{cost.made_kb:.0f}",
    )
