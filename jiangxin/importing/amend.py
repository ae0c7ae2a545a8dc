"""A file that stands, and fields that change → the file with only their lines changed.

Comments, the order and the way an editor writes are the editor's. What comes out
is read again: where it does not say exactly what was meant, nothing is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from jiangxin.amending.compose import field_lines, in_order, item_lines
from jiangxin.amending.values import BODY, Value, value_of
from jiangxin.content.lists import id_of, read_list
from jiangxin.content.source import Listing, Node, SourceError, Table, parse_article, parse_yaml
from jiangxin.importing.holdings import Held
from jiangxin.model.entry import Entry


class CannotAmendError(Exception):
    """The file is written in a way that cannot be changed line by line."""


def amended(held: Held, cls: type[Entry], changes: Mapping[str, Value | None]) -> str:
    """Give the text of an article with `changes` made; `body` is its text, None a field that goes.

    Raises CannotAmendError.
    """
    fields = {name: value for name, value in changes.items() if name != BODY}
    body = str(changes.get(BODY, held.body))
    lines = held.text.split("\n")
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "..."))
    front = _with_fields(lines[1:end], held.table, cls, fields, first_line=2)
    rest = lines[end:] if BODY not in changes else ["---", *(["", *body.split("\n")] if body else []), ""]
    text = "\n".join(["---", *front, *rest])
    try:
        read, read_body, _ = parse_article(text, held.path)
    except SourceError as error:
        raise CannotAmendError(held.path) from error
    if read is None or _said(read) != _changed(held.table, fields) or read_body.strip("\n") != body:
        raise CannotAmendError(held.path)
    return text


def amended_item(held: Held, cls: type[Entry], changes: Mapping[str, Value | None]) -> str:
    """Give the text of a list with `changes` made to one item. Raises CannotAmendError."""
    lines = held.text.split("\n")
    front = _with_fields(lines, held.table, cls, changes, first_line=1)
    text = "\n".join(front)
    if _item(text, held) != _changed(held.table, changes):
        raise CannotAmendError(held.path)
    return text


def appended(text: str, items: list[Mapping[str, Value]], cls: type[Entry]) -> str:
    """Give the text of a list with items added at its end; "" begins one. Raises CannotAmendError."""
    head = text.rstrip("\n").split("\n") if text.strip() else [f"{cls.folder}:"]
    indent = next((line[: line.index("-")] for line in head if line.lstrip().startswith("- ")), "  ")
    for fields in items:
        head += item_lines([(name, fields[name]) for name in in_order(cls, fields)], indent)
    written = "\n".join([*head, ""])
    try:
        read = read_list(written, cls.folder, "").items[-len(items) :]
    except SourceError as error:
        raise CannotAmendError(cls.folder) from error
    if [_said(each) for each in read if isinstance(each, Table)] != items:
        raise CannotAmendError(cls.folder)
    return written


def reread(held: Held, text: str) -> Held:
    """Give the entry as `text`, its file by now, says it."""
    if not held.is_listed:
        front, body, _ = parse_article(text, held.path)
        assert front is not None  # it has been read before
        return replace(held, text=text, table=front, body=body.strip("\n"))
    node = _find(text, held)
    assert node is not None  # it has been read before
    return replace(held, text=text, table=node)


def _said(table: Table) -> dict[str, Value]:
    return {name: value_of(node) for name, (_, node) in table.rows.items()}


def _changed(table: Table, changes: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in {**_said(table), **changes}.items() if value is not None}


def _find(text: str, held: Held) -> Table | None:
    try:
        rows = parse_yaml(text, held.path).rows
    except SourceError as error:
        raise CannotAmendError(held.path) from error
    items = next((node.items for _, node in rows.values() if isinstance(node, Listing)), ())
    found = (node for node in items if id_of(node) == held.ref.id)
    return next((node for node in found if isinstance(node, Table)), None)


def _item(text: str, held: Held) -> dict[str, Value]:
    node = _find(text, held)
    return {} if node is None else _said(node)


def _with_fields(
    lines: list[str], table: Table, cls: type[Entry], changes: Mapping[str, Value | None], first_line: int
) -> list[str]:
    """Put fields in their places; `first_line` is the number that the first of `lines` has in the file."""
    starts = [line for line, _ in table.rows.values()]
    if len(set(starts)) < len(starts):
        raise CannotAmendError(table.line)  # several fields on one line
    lines = list(lines)
    order = in_order(cls, {*table.rows, *changes})
    indent = _indent(lines[starts[0] - first_line]) if starts else ""
    new = [name for name in order if name in changes and name not in table.rows]
    instead: dict[int, tuple[int, list[str]]] = {}  # from: to, the new lines
    between: defaultdict[int, list[str]] = defaultdict(list)
    for name, value in changes.items():
        if name in table.rows:
            start, node = table.rows[name]
            at = start - first_line
            written = [] if value is None else field_lines(name, value, indent)
            if written and lines[at].lstrip().startswith("- "):
                written[0] = lines[at][: len(indent)] + written[0].lstrip()
            instead[at] = _end(lines, at, node, indent), written
    for name in new:
        before = [each for each in order[: order.index(name)] if each in table.rows]
        if before:
            start, node = table.rows[before[-1]]
            at = _end(lines, start - first_line, node, indent)
        else:
            at = (min(starts) if starts else first_line) - first_line
        between[at] += field_lines(name, changes[name] or "", indent)
    for at in sorted({*instead, *between}, reverse=True):
        end, written = instead.get(at, (at, []))
        lines[at:end] = [*between.get(at, []), *written]
    return lines


def _indent(line: str) -> str:
    """Give what stands before a field, a list's dash taken for blanks."""
    text = line.lstrip(" -")
    return " " * (len(line) - len(text))


def _end(lines: list[str], start: int, node: Node, indent: str) -> int:
    """Give the number of the line after a field: what is indented deeper belongs to it, remarks after it do not."""
    end = start + 1
    last = start + 1
    while end < len(lines):
        line = lines[end]
        depth = len(line) - len(line.lstrip(" "))
        is_item = isinstance(node, Listing) and depth == len(indent) and line.lstrip().startswith("- ")
        if line.strip() and depth <= len(indent) and not is_item:
            break
        end += 1
        if line.strip() and not line.lstrip().startswith("#"):
            last = end
    return last
