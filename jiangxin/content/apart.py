"""A few texts → their HTML, in one child of this process.

A pool of processes takes longer to start than a few texts take to convert. Where the system can copy a
process as it stands, a copy converts them and ends, while this one goes on; it is bounded in time and
memory as any worker is, and what it does not finish is left to the pool, which tells whose fault it was.
"""

from __future__ import annotations

import marshal
import os
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from jiangxin.model.library import NamedLink
from jiangxin.starting import begin

if TYPE_CHECKING:
    from jiangxin.content.markup import Converted

_SECONDS = 2.0
_PIECE_BYTES = 1 << 20
_is_used = False  # before: who serves a preview will do so again and again

Row = tuple[str, list[Any], list[Any]]
"""The HTML of a text, the links that lead somewhere, and those that do not, in plain values."""


def convert_apart(texts: Sequence[str], memory_mb: int) -> list[Converted] | None:
    """Convert `texts` in a copy of this process; None where that cannot be, or did not end well."""
    from jiangxin.content.markup import Converted

    with converting(texts, memory_mb) as answer:
        rows = answer()
    if rows is None:
        return None
    return [Converted(html, *(tuple(map(NamedLink._make, each)) for each in links)) for html, *links in rows]


@contextmanager
def converting(texts: Sequence[str], memory_mb: int) -> Iterator[Callable[[], list[Row] | None]]:
    """Have `texts` converted in a copy of this process, while what is within is done.

    Gives what waits for the answer; that is None where there can be no copy, or it did not end well.
    """
    if sys.platform != "linux":
        yield lambda: None
        return
    global _is_used
    if _is_used:
        from jiangxin.content.markup import make_ready

        make_ready()
    _is_used = True
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # A copy that hangs, because another thread held a lock as it was made, is ended in time.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _convert_and_exit(texts, memory_mb, writing)
    os.close(writing)
    try:
        yield partial(_answer, reading)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)  # it has ended, or it is to
        os.waitpid(child, 0)


def _convert_and_exit(texts: Sequence[str], memory_mb: int, writing: int) -> None:
    """Work in the child: write the answer, or nothing, and end without touching what belongs to the parent."""
    try:
        begin(memory_mb)
        from jiangxin.content.markup import convert  # here: the parent needs none of the library

        made = [convert(text) for text in texts]
        rows = [(each.html, *([tuple(link) for link in links] for links in each[1:])) for each in made]
        with open(writing, "wb") as file:
            file.write(marshal.dumps(rows))
    finally:
        os._exit(0)


def _answer(reading: int) -> list[Row] | None:
    """Wait for what the child writes; None where that does not come in time, or not whole."""
    answer = _read_all(reading, time.monotonic() + _SECONDS)
    if answer is None:
        return None
    try:
        rows: list[Row] = marshal.loads(answer)  # noqa: S302  # our own child wrote it; it builds values, runs nothing
    except (ValueError, TypeError, EOFError):  # it was ended as it wrote
        return None
    return rows


def _read_all(reading: int, until: float) -> bytes | None:
    """Read a pipe to its end; None where that does not come in time."""
    pieces: list[bytes] = []
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return None
        piece = os.read(reading, _PIECE_BYTES)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
