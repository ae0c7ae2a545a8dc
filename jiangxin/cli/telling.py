"""What commands print: problems and warnings, to the terminal's second stream."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from jiangxin.model.wording import Wording
from jiangxin.problems import Problem
from jiangxin.wording import tell


def print_problems(problems: Sequence[Problem], wording: Wording, *, is_blocked: bool) -> None:
    """Print every problem, and with `is_blocked` that nothing was changed."""
    if problems:
        warn(told(problems, wording))
    if is_blocked:
        blocking = sum(problem.blocks for problem in problems)
        warn(wording("commands.blocked", problems=blocking, warnings=len(problems) - blocking))


def told(problems: Sequence[Problem], wording: Wording) -> str:
    """Give every problem in words, one below the other."""
    return "\n".join(f"{'✗' if problem.blocks else '!'} {tell(problem, wording)}" for problem in problems)


def warn(text: str) -> None:
    """Print one line or several."""
    print(text, file=sys.stderr)
