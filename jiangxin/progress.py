"""How far long work has come, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from jiangxin.content.load import Progress
from jiangxin.model.wording import Wording

_EVERY_S = 0.1


@contextmanager
def showing_progress(wording: Wording, *, quiet: bool) -> Iterator[Progress | None]:
    """Give what a build calls with (what, done, total); None where nobody would see it.

    The bars appear with the first call, so that a build with nothing slow in it
    pays nothing and shows nothing.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,  # that would be a thread, and a process with threads cannot safely be forked
    )
    tasks = {}
    shown = 0.0

    def report(what: str, done: int, total: int) -> None:
        nonlocal shown
        if what not in tasks:
            bars.start()
            tasks[what] = bars.add_task(wording(f"commands.progress.{what}"), total=total)
        is_due = done == total or time.monotonic() - shown > _EVERY_S
        bars.update(tasks[what], completed=done, total=total, refresh=is_due)
        shown = time.monotonic() if is_due else shown

    try:
        yield report
    finally:
        bars.stop()
