"""A field as a file says it: words, a list, or fields of its own; untyped, as the schema has not been asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiangxin.content.source import Listing, Node, Scalar, Table

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""A field as a file says it: words, a list, or fields of its own."""

Fields = Mapping[str, Value]
"""What a table says, in the file's order."""

BODY = "body"


def value_of(node: Node) -> Value:
    """Give what a node of a file says."""
    match node:
        case Scalar():
            return node.text.strip()
        case Listing():
            return tuple(map(value_of, node.items))
        case Table():
            return fields_of(node)


def fields_of(table: Table) -> dict[str, Value]:
    """Give what a table says; a field after whose colon nothing stands is the same as no field."""
    return {name: value_of(node) for name, (_, node) in table.rows.items() if not _is_empty(node)}


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_empty
