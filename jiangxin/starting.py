"""How processes start that work items: with what they import, and within their bounds.

Memory is bounded where the system can (Linux and most Unixes: the address space
that a process may add); elsewhere the limit of time remains.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jiangxin.guarded import refuse_unguarded
from jiangxin.orphans import end_with_parent

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext


def expect(*modules: str) -> None:
    """Have what will fork processes begin, where there is such, and import what their tasks need: beside us."""
    context_for(*modules)


def context_for(*modules: str) -> BaseContext:
    """Give a way to start processes that is safe beside threads; where it can, it imports `modules` once for all."""
    import multiprocessing
    from multiprocessing import forkserver

    refuse_unguarded()
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*modules, "jiangxin.workers", "jiangxin.orphans.forkserver"])
    try:
        with _looking_where_we_do():
            forkserver.ensure_running()  # by this thread, with which it ends: the pool's own would end with the pool
    except ChildProcessError:  # this process is a copy of the one whose child the server is
        return multiprocessing.get_context("spawn")
    return context


@contextmanager
def _looking_where_we_do() -> Iterator[None]:
    """Have a Python that starts meanwhile find modules where this one does, and nowhere else.

    Before 3.12 what forks processes does not do so by itself, and would import
    another version of the program where one is installed. In any version it looks
    first where the command was given: in a folder that may be a stranger's.
    """
    wanted = {"PYTHONPATH": os.pathsep.join(place or str(Path.cwd()) for place in sys.path), "PYTHONSAFEPATH": "1"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def begin(memory_mb: int) -> None:
    """Begin a process of a pool: it ends with its parent, and adds at most so many megabytes."""
    end_with_parent()
    _limit_memory(memory_mb)


def _limit_memory(memory_mb: int) -> None:
    """Let this process add `memory_mb` megabytes to the address space that it has."""
    if sys.platform == "win32":
        return
    import resource

    try:
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        used = 0
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = used + memory_mb * 1_000_000
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (OSError, ValueError):  # macOS knows the limit and refuses it
        return
