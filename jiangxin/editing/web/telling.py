"""Problems, values and addresses → what a page of the desk says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from jiangxin.editing.web.gate import ROOT
from jiangxin.model.entry import Ref
from jiangxin.model.wording import Wording
from jiangxin.problems import Problem
from jiangxin.wording import tell

_MOST_WORDS = 400  # of a value in a question


def problem_words(problem: Problem, wording: Wording) -> dict[str, str]:
    """Give a problem for a script: its field, how much it weighs, and the sentences of `check` without the place."""
    _, *sentences = tell(problem, wording).split("\n")
    weight = "blocks" if problem.blocks else "advises" if problem.is_advice else "warns"
    return {"field": problem.field, "weight": weight, "text": " ".join(each.strip() for each in sentences)}


def value_words(value: object) -> str:
    """Give a value as a person reads it: items below each other, fields with their names."""
    said = "\n".join(_lines(value))
    return said if len(said) <= _MOST_WORDS else f"{said[:_MOST_WORDS]}…"


def _lines(value: object) -> list[str]:
    match value:
        case None:
            return []
        case str():
            return [value]
        case Mapping():
            return [f"{name}: {line}" for name, each in value.items() for line in _lines(each)]
        case Sequence():
            return [f"· {' / '.join(_lines(each))}" for each in value]
        case _:
            return [str(value)]


def href_of(ref: Ref) -> str:
    """Give the address of an entry's page on the desk."""
    return f"{ROOT}entry/{quote(ref.kind, safe='')}/{quote(ref.id, safe='')}"
