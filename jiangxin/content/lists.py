"""A YAML file that lists entries → its items, and what is wrong with each as an item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jiangxin.content.scalars import ID, id_meant
from jiangxin.content.source import Listing, Node, Scalar, Table, parse_yaml
from jiangxin.problems import Problem


class Listed(NamedTuple):
    """The items of a list, for each the problem for which it is no entry, and those of the file as a whole."""

    items: Sequence[Node]
    problems: Sequence[Problem | None]
    on_the_whole: Sequence[Problem]


def read_list(text: str, folder: str, name: str) -> Listed:
    """Read a list of the entries of `folder`; `name` is how problems call the file. Raises SourceError."""
    table = parse_yaml(text, name)
    on_the_whole = []
    if folder not in table.rows or len(table.rows) > 1:
        other = next((key for key in table.rows if key != folder), "")
        line = table.rows[other][0] if other else table.line
        on_the_whole.append(Problem("list.key", name, line, "", {"found": other or "…", "allowed": folder}))
    _, node = table.rows.get(folder, (0, None))
    items = node.items if isinstance(node, Listing) else ()
    return Listed(items, [_problem_of(item, name) for item in items], on_the_whole)


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
