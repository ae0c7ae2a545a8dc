"""What commands print: problems and warnings, to the terminal's second stream.

What blocks comes first, file by file. Of the rest, what is rare comes before
what is said of many places; of each kind some places are told in full and the
others counted, unless all are asked for. Nothing is left out unsaid. Advice comes
last.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jiangxin.cli.excerpt import Lines, visible
from jiangxin.model.wording import Wording
from jiangxin.problems import Problem
from jiangxin.wording import tell

_SOME_BLOCKING = 20
_SOME = 5


def print_problems(
    problems: Sequence[Problem],
    wording: Wording,
    *,
    is_blocked: bool,
    root: Path | None = None,
    every: bool = False,
) -> None:
    """Print problems, as `told`, and with `is_blocked` that nothing was changed."""
    if problems:
        warn(told(problems, wording, root, every=every))
    if is_blocked:
        blocking = sum(problem.blocks for problem in problems)
        warn(wording("commands.blocked", problems=blocking, warnings=len(problems) - blocking))


def told(problems: Sequence[Problem], wording: Wording, root: Path | None = None, *, every: bool = False) -> str:
    """Give problems in words, one below the other.

    With `root`, the exhibition's folder, each shows the line it is about. Of many
    of one kind the first are told and the others counted, but for `every`.
    """
    lines = Lines(root) if root else None
    parts, seen = [], Counter[str]()
    for problem in _by_weight(problems):
        seen[problem.code] += 1
        if every or seen[problem.code] <= (_SOME_BLOCKING if problem.blocks else _SOME):
            parts.append(_told(problem, wording, lines))
    left = len(problems) - len(parts)
    return "\n".join([*parts, *([wording("commands.more", count=left)] if left else [])])


def warn(text: str) -> None:
    """Print one line or several."""
    print(text, file=sys.stderr)


def _told(problem: Problem, wording: Wording, lines: Lines | None) -> str:
    head, *rest = visible(tell(problem, wording)).split("\n")
    shown = lines.excerpt(problem).split("\n") if lines else []
    below = [f"    | {line}" for line in shown if line]
    mark = "✗" if problem.blocks else "·" if problem.is_advice else "!"
    return "\n".join([f"{mark} {head}", *below, *rest])


def _by_weight(problems: Sequence[Problem]) -> list[Problem]:
    """Put what blocks first, as it stands in the files; then warnings and then advice, the rarest kind first."""
    counts = Counter(problem.code for problem in problems)
    return sorted(
        problems,
        key=lambda problem: (
            (0, 0, "") if problem.blocks else (1 + problem.is_advice, counts[problem.code], problem.code)
        ),
    )
