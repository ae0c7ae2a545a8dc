"""Fields and changes → the fields as they should be.

A path names a value as problems do: `summary`, `images[1].alt`. What stands in a short form (`images: a.jpg`)
is taken for what it is short for once something inside it changes.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from jiangxin.amending.values import Fields, Value
from jiangxin.content.source import SourceError, clean
from jiangxin.editing.sheet import RefusedError
from jiangxin.model.schema import Many, Record, Shape, specs_of

_PATH = re.compile(r"[^\s.\[\]]+(?:\[\d{1,6}\])*(?:\.[^\s.\[\]]+(?:\[\d{1,6}\])*)*")
_STEP = re.compile(r"\[(\d+)\]|[^.\[\]]+")
_SPEAKS_EMPTY = "alt"  # `alt: ""` says that a picture only decorates

Path = tuple[str | int, ...]


class PathError(Exception):
    """There is no such place in an entry."""


def with_changes(fields: Fields, cls: type, changes: Mapping[str, Value | None]) -> dict[str, Value]:
    """Give the fields of a record of `cls` with the changes made.

    What is set is set first, by its path; what is taken away goes after, the last first, so that places in
    lists mean what they meant. Raises PathError, and RefusedError for characters that no text may have.
    """
    said: Value = dict(fields)
    told = {path_of(name): _told(name, value) for name, value in changes.items()}
    order = sorted(told, key=lambda path: [(isinstance(step, str), step) for step in path])
    for path in (path for path in order if told[path] is not None):
        said = _with(said, Record(cls), path, told[path]) or {}
    for path in reversed([path for path in order if told[path] is None]):
        said = _with(said, Record(cls), path, None) or {}
    assert isinstance(said, Mapping)
    return dict(said)


def tidied(text: str) -> str:
    """Give a text as files hold it. Raises RefusedError for characters that none may have."""
    try:
        return clean(text.replace("\r\n", "\n").replace("\r", "\n"), "")
    except SourceError as error:
        raise RefusedError(dataclasses.replace(error.problem, line=0)) from error


def path_of(name: str) -> Path:
    """Give the steps of a path. Raises PathError."""
    if not _PATH.fullmatch(name):
        raise PathError(name)
    return tuple(int(match[1]) if match[1] else match[0] for match in _STEP.finditer(name))


def _told(name: str, value: Value | None) -> Value | None:
    try:
        return _cleaned(value, name.rpartition(".")[2])
    except RefusedError as error:
        raise RefusedError(*(dataclasses.replace(each, field=name) for each in error.problems)) from error


def _with(value: Value | None, shape: Shape | None, path: Path, new: Value | None) -> Value | None:
    """Give a value with what stands at `path` inside it exchanged; None where nothing is left of it."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = _as_list(value)
        inner = shape.item if isinstance(shape, Many) else None
        made = _with(items[step] if step < len(items) else None, inner, rest, new)
        items[step : step + 1] = [] if made is None else [made]
        return tuple(items) or None
    table = _as_table(value, shape)
    made = _with(table.get(step), _shape_in(shape, step), rest, new)
    if made is None:
        table.pop(step, None)
    else:
        table[step] = made
    return table or None


def _as_list(value: Value | None) -> list[Value]:
    if value is None:
        return []
    return [value] if isinstance(value, str | Mapping) else list(value)


def _as_table(value: Value | None, shape: Shape | None) -> dict[str, Value]:
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return dict(value)
    match shape:
        case Record(_, str(short)) if isinstance(value, str):
            return {short: value}
        case Many(_) | None:
            pass
    if isinstance(value, str):
        return {"text": value}  # words with a translation beside them
    raise PathError


def _shape_in(shape: Shape | None, name: str) -> Shape | None:
    if isinstance(shape, Record):
        specs = specs_of(shape.of)
        spec = specs.get(name) or specs.get(name.rpartition("_")[0])
        return spec.shape if spec else None
    return None


def _cleaned(value: Value | None, name: str) -> Value | None:
    """Give a value as a file can say it: without what nobody sees, or what says nothing; None where that is all."""
    if value is None:
        return None
    if isinstance(value, str):
        text = tidied(value).strip()
        return text if text or name == _SPEAKS_EMPTY else None
    if isinstance(value, Mapping):
        said = {key: made for key, each in value.items() if (made := _cleaned(each, key)) is not None}
        return said or None
    items: Sequence[Value] = [made for each in value if (made := _cleaned(each, "")) is not None]
    return tuple(items) or None
