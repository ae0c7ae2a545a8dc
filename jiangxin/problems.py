"""What an editor is told: one type for every problem, and the one exception.

A `Problem` holds facts, not a sentence: the code of its message, where it is,
what was found, what is allowed and the nearest right value. `jiangxin.wording`
turns it into Chinese or English. Problems are collected, never raised one by
one; `ContentError` carries them all once nothing more can be checked.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or doubtful.

    `path` is relative to the exhibition's folder, `line` counts from 1 (0: the
    whole file). `code` names the message in the locale files and `facts` fills
    it. `blocks` says that nothing is published until it is mended.
    """

    code: str
    path: str
    line: int = 0
    field: str = ""
    facts: Mapping[str, str] = dataclass_field(default_factory=dict)
    suggestion: str = ""
    blocks: bool = True

    @property
    def is_advice(self) -> bool:
        """Whether nothing is wrong, and something could be better."""
        return self.code.startswith("advice.")

    def sort_key(self) -> tuple[str, int, str, str, tuple[tuple[str, str], ...]]:
        """Give the order in which problems are told: by file, then line."""
        return (self.path, self.line, self.field, self.code, tuple(sorted(self.facts.items())))


class ContentError(Exception):
    """The content has problems that block."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(f"{len(self.problems)} problems")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give each problem once, in the order they are told."""
    once = {problem.sort_key(): problem for problem in problems}
    return tuple(once[key] for key in sorted(once))


def nearest(found: str, allowed: Iterable[str]) -> str:
    """Give the allowed word nearest to what was found, or "" where none is near."""
    matches = difflib.get_close_matches(found, list(allowed), n=1, cutoff=0.6)
    return matches[0] if matches else ""
