"""What a text says, in plain values: so it is kept from one build to the next, and given by one process to another."""

from __future__ import annotations

import marshal
from typing import NamedTuple

from jiangxin.content.rows import Row
from jiangxin.problems import Problem


class Item(NamedTuple):
    """What is kept of an entry."""

    id: str  # "" for an item of a list that cannot be one
    fields: Row
    lines: dict[str, int]
    references: Row
    fingerprint: bytes
    version: bytes
    problems: tuple[Row, ...]


class Said(NamedTuple):
    """What a text says."""

    refused: Row | None = None  # the problem for which nothing of it is taken
    ids: tuple[str, ...] = ()  # those that a list names, whatever they are
    items: tuple[Row, ...] = ()
    problems: tuple[Row, ...] = ()
    body: tuple[int, bytes] | None = None  # its first line, and the digest of its text
    first_field: tuple[str, int] | None = None  # of a translation, which should have none
    version: bytes = b""  # of a translation


class Kept(NamedTuple):
    """What is kept of a text: how it is known again, and what it says, packed until it is asked for."""

    stamp: tuple[int, ...] | None  # None where it was so young that it may yet change unseen
    digest: bytes
    asked: tuple[tuple[str, bool], ...]  # entries that were looked up for a bare id, and whether there were such
    said: bytes


def said_by(kept: Kept) -> Said:
    """Unpack what a text says."""
    return Said._make(marshal.loads(kept.said))  # noqa: S302  # we wrote it; it builds values and runs nothing


def told(problem: Problem) -> Row:
    """Give a problem as a row; `Problem(*row)` is the problem."""
    return (
        problem.code,
        problem.path,
        problem.line,
        problem.field,
        dict(problem.facts),
        problem.suggestion,
        problem.blocks,
    )
