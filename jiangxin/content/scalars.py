"""One YAML scalar → a typed value, or a problem; and the reader that collects the problems.

Here alone text becomes a date, a number, a reference. Each refusal says what was
found, what is allowed, and the nearest right value where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from jiangxin.content.source import Scalar
from jiangxin.model import schema
from jiangxin.model.dates import parse_date
from jiangxin.model.entry import Ref
from jiangxin.model.schema import Shape
from jiangxin.problems import Problem, nearest

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_LIMIT = 80

NOTHING = object()
"""Given where a value could not be read; its problem has been noted."""


@dataclass(slots=True)
class Reader:
    """Where one file's records are parsed: its name, the languages, the problems met so far."""

    path: str
    languages: tuple[str, ...]
    known: Collection[Ref] = ()  # every entry there is, so that a bare id finds its kind
    problems: list[Problem] = field(default_factory=list)

    def tell(
        self,
        code: str,
        line: int,
        name: str,
        *,
        found: str = "",
        allowed: str = "",
        suggestion: str = "",
        blocks: bool = True,
        **facts: str,
    ) -> None:
        """Note a problem."""
        self.problems.append(
            Problem(code, self.path, line, name, {"found": found[:80], "allowed": allowed, **facts}, suggestion, blocks)
        )


def parse_scalar(reader: Reader, shape: Shape, node: Scalar, path: str) -> Any:
    """Read one scalar as `shape` says; NOTHING where it does not fit."""
    text = node.text.strip()
    match shape:
        case schema.Line(pattern, example):
            if pattern and not re.fullmatch(pattern, text):
                reader.tell("field.pattern", node.line, path, found=text, allowed=example)
                return NOTHING
            return text
        case schema.Choice(options):
            if text not in options:
                reader.tell(
                    "field.choice",
                    node.line,
                    path,
                    found=text,
                    allowed=", ".join(options),
                    suggestion=nearest(text, options),
                )
                return NOTHING
            return text
        case schema.Date():
            try:
                return parse_date(text)
            except ValueError:
                reader.tell("field.date", node.line, path, found=text, allowed="2024, 2024-10, 2024-10-17, 2024年10月")
                return NOTHING
        case schema.Number():
            return _number(reader, shape, text, node.line, path)
        case schema.Flag():
            if text.lower() not in ("true", "false", "yes", "no", "是", "否"):
                reader.tell("field.choice", node.line, path, found=text, allowed="true, false")
                return NOTHING
            return text.lower() in ("true", "yes", "是")
        case schema.Reference(kinds):
            return _reference(reader, kinds, text, node.line, path)
        case schema.FileName():
            if "/" in text or "\\" in text or text.startswith("."):
                reader.tell("file.outside", node.line, path, found=text)
                return NOTHING
            return text
    raise AssertionError(shape)


def _number(reader: Reader, shape: schema.Number, text: str, line: int, path: str) -> Any:
    plain = text.replace(",", "").replace("_", "")
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", plain) or (shape.whole and "." in plain):
        reader.tell("field.number", line, path, found=text)
        return NOTHING
    value = float(plain) if "." in plain else int(plain)
    if (shape.minimum is not None and value < shape.minimum) or (shape.maximum is not None and value > shape.maximum):
        allowed = f"{shape.minimum:g} –" + (f" {shape.maximum:g}" if shape.maximum is not None else "")
        reader.tell("field.range", line, path, found=text, allowed=allowed)
        return NOTHING
    return value


def _reference(reader: Reader, kinds: tuple[str, ...], text: str, line: int, path: str) -> Any:
    kind, slash, rest = text.rpartition("/")
    if not ID.fullmatch(rest):
        likely = rest.lower().replace("_", "-").replace(" ", "-")
        reader.tell("ref.format", line, path, found=text, suggestion=likely if ID.fullmatch(likely) else "")
        return NOTHING
    if not slash:
        fitting = [each for each in kinds if Ref(each, rest) in reader.known] if len(kinds) > 1 else [kinds[0]]
        if len(fitting) != 1:
            allowed = ", ".join(f"{each}/{rest}" for each in fitting or kinds)
            reader.tell("ref.bare", line, path, found=text, allowed=allowed)
            return NOTHING
        kind = fitting[0]
    if kind not in kinds:
        reader.tell("ref.kind", line, path, found=text, allowed=", ".join(kinds), suggestion=nearest(kind, kinds))
        return NOTHING
    return Ref(kind, rest)
