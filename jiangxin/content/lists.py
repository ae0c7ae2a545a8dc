"""A YAML file that lists entries → its items, and what is wrong with each as an item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jiangxin.content.scalars import ID, id_meant
from jiangxin.content.source import Listing, Node, Scalar, Table, parse_yaml
from jiangxin.patterns import pattern
from jiangxin.problems import Problem

_FIRST_ID = pattern(r"(?m)^([ \t]*)-[ \t]+(?:\{[ \t]*)?id:[ \t]+[\"']?([a-z0-9-]+)")


class Listed(NamedTuple):
    """The items of a list, for each the problem for which it is no entry, and those of the file as a whole."""

    items: Sequence[Node]
    problems: Sequence[Problem | None]
    on_the_whole: Sequence[Problem]
    ids: tuple[str, ...]  # that it names, whatever they are


def read_list(text: str, folder: str, name: str) -> Listed:
    """Read a list of the entries of `folder`; `name` is how problems call the file. Raises SourceError."""
    table = parse_yaml(text, name)
    on_the_whole = []
    if folder not in table.rows or len(table.rows) > 1:
        other = next((key for key in table.rows if key != folder), "")
        line = table.rows[other][0] if other else table.line
        on_the_whole.append(Problem("list.key", name, line, "", {"found": other or "…", "allowed": folder}))
    _, node = table.rows.get(folder, (0, None))
    if isinstance(node, Listing):
        items = node.items
    else:  # of one, the dash may be left out
        items = () if node is None or (isinstance(node, Scalar) and node.is_empty) else (node,)
    ids = tuple(map(id_of, items)) if items or not on_the_whole else ids_written(text)
    return Listed(items, [_problem_of(item, name) for item in items], on_the_whole, ids)


def ids_written(text: str) -> tuple[str, ...]:
    """Give the ids that seem to be named in a text that cannot be read as a list: those that are indented least."""
    found = [(len(match[1]), match[2]) for match in _FIRST_ID.finditer(text)]
    least = min(found, default=(0, ""))[0]
    return tuple(written for indent, written in found if indent == least)


def id_of(node: Node) -> str:
    """Give the id that an item names, whatever it is; "" where there is none."""
    _, found = node.rows.get("id", (0, None)) if isinstance(node, Table) else (0, None)
    return found.text if isinstance(found, Scalar) else ""


def _problem_of(node: Node, name: str) -> Problem | None:
    if not isinstance(node, Table):
        return Problem("list.item", name, node.line)
    line, found = node.rows.get("id", (node.line, None))
    if not isinstance(found, Scalar) or found.is_empty:
        return Problem("list.id", name, node.line, "id")
    if not ID.fullmatch(found.text):
        return Problem("id.format", name, line, "id", {"found": found.text}, id_meant(found.text))
    return None
