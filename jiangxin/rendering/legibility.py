"""A theme's colours → what could not be read in them.

The pairs are those that the pages put on each other. Who changes a colour is
told of that colour, with the nearest one that can be read on everything it
meets; where both colours of a pair come from one record, the one on top is
meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import floor

from jiangxin.model.frozen import frozen
from jiangxin.problems import Problem
from jiangxin.rendering.contrast import contrast, nearest_passing
from jiangxin.rendering.theme_record import SCHEMES, TEMPERS, ThemeRecord

TEXT, GRAPHICS = 4.5, 3.0
PAIRS = (
    *((top, ground, TEXT) for top in ("ink", "ink-2", "blue", "hot-ink", "focus") for ground in ("paper", "paper-2")),
    *(("hot", ground, GRAPHICS) for ground in ("paper", "paper-2")),
    *(("ink", temper, TEXT) for temper in TEMPERS),
)
"""What stands on what, and the least contrast between them (WCAG 2: 4.5 for text, 3 for large type and graphics)."""


@frozen
class _Miss:
    """A pair that falls short, and which of the two is at fault."""

    top: str
    ground: str
    least: float
    found: float
    fault: str


def illegible(records: Sequence[ThemeRecord]) -> list[Problem]:
    """Give a problem for each colour that falls short; `records` are in the order in which they win."""
    problems = []
    for scheme in SCHEMES:
        colours = _colours_of(records, scheme)
        misses = list(_misses(records, colours, scheme))
        for fault in dict.fromkeys(miss.fault for miss in misses):
            worst = min((miss for miss in misses if miss.fault == fault), key=lambda miss: miss.found / miss.least)
            problems.append(_problem(records, worst, colours, scheme))
    return problems


def _colours_of(records: Sequence[ThemeRecord], scheme: str) -> dict[str, str]:
    """Give the colours of one scheme by token."""
    merged = {key: colour for record in reversed(records) for key, colour in record.colours.items()}
    return {key.removesuffix(f".{scheme}"): colour for key, colour in merged.items() if key.endswith(f".{scheme}")}


def _misses(records: Sequence[ThemeRecord], colours: Mapping[str, str], scheme: str) -> Iterator[_Miss]:
    for top, ground, least in PAIRS:
        if top in colours and ground in colours and (found := contrast(colours[top], colours[ground])) < least:
            # A temper is what the ink makes it: the ink is judged on paper.
            first = (ground, top) if ground in TEMPERS else (top, ground)
            fault = min(first, key=lambda token: _rank(records, f"{token}.{scheme}"))
            yield _Miss(top, ground, least, found, fault)


def _rank(records: Sequence[ThemeRecord], key: str) -> int:
    """Give the place of the record that decides a colour."""
    return next(place for place, record in enumerate(records) if key in record.colours)


def _problem(records: Sequence[ThemeRecord], miss: _Miss, colours: Mapping[str, str], scheme: str) -> Problem:
    key = f"{miss.fault}.{scheme}"
    record = records[_rank(records, key)]
    needs = [
        (colours[ground if top == miss.fault else top], least)
        for top, ground, least in PAIRS
        if miss.fault in (top, ground) and top in colours and ground in colours
    ]
    facts = {
        "top": miss.top,
        "ground": miss.ground,
        "found": f"{floor(miss.found * 100) / 100:.2f}",  # never rounded up to what is asked
        "allowed": f"{miss.least:g}",
    }
    where = f"colours.{key}"
    line = record.lines[where]
    return Problem("theme.contrast", record.path, line, where, facts, nearest_passing(colours[miss.fault], needs))
