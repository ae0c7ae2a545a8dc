"""What an editor is shown of an entry, and what may come in the way of a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import NamedTuple

from jiangxin.amending.values import Value
from jiangxin.model.entry import Ref
from jiangxin.model.frozen import frozen
from jiangxin.problems import Problem

Changes = Mapping[str, Value | None]
"""What should be otherwise, by field: `summary`, `images[1].alt`, `images`, `body`, `body_en`; None takes it away.

An item one past the last is a new one. An empty text is the same as None, but for `alt`, where it says something.
"""

EXHIBITION = Ref("exhibition", "exhibition")
"""The exhibition's own record, which is edited as entries are."""


@frozen
class Sheet:
    """An entry as its files say it; `path` is relative to content/.

    `fields` are in the file's order, unknown ones among them, and `bodies` are by language, that of the first
    language under `""`. `digest` is equal where the entry says the same; "" for an entry that is not on the disk
    yet. `pending` are changes that are still to be saved, as they lack something that `problems` tells.
    """

    ref: Ref
    path: str
    digest: str
    fields: Mapping[str, Value]
    body: str
    bodies: Mapping[str, str] = field(default_factory=dict)  # translations, by language
    problems: tuple[Problem, ...] = ()
    pending: Changes = field(default_factory=dict)


class Listed(NamedTuple):
    """An entry in a list; how many of its problems block, and how many do not."""

    ref: Ref
    title: str
    kind: str
    path: str
    status: str  # "" where it says nothing of it: it is approved
    blocking: int
    warnings: int


@frozen
class Step:
    """What was done or undone: to which entry, in which fields; `sheet` is None where the entry is gone by now."""

    ref: Ref
    fields: tuple[str, ...]
    sheet: Sheet | None


class StaleError(Exception):
    """The entry says something else than what the change began with.

    `sheet` is the entry as it is now, None where it is gone; `fields` are those that were changed outside.
    """

    def __init__(self, sheet: Sheet | None, fields: tuple[str, ...]) -> None:
        self.sheet = sheet
        self.fields = fields
        super().__init__(", ".join(fields))


class RefusedError(Exception):
    """Nothing was done, because of `problems`."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))
