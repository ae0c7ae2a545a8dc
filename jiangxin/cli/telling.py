"""What commands print: problems and warnings, to the terminal's second stream; and the exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from jiangxin.model.wording import Wording
from jiangxin.problems import Problem
from jiangxin.wording import tell

DONE, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes: done, the content has problems (or the site could not be written), not understood."""


def print_problems(problems: Sequence[Problem], wording: Wording, *, is_blocked: bool) -> None:
    """Print every problem, and with `is_blocked` that nothing was changed."""
    for problem in problems:
        mark = "✗" if problem.blocks else "!"
        warn(f"{mark} {tell(problem, wording)}")
    if is_blocked:
        blocking = sum(problem.blocks for problem in problems)
        warn(wording("commands.blocked", problems=blocking, warnings=len(problems) - blocking))


def warn(text: str) -> None:
    """Print one line or several."""
    print(text, file=sys.stderr)
