"""Notes what a Python program does while it spends processor time; Python imports it by this name at its start.

`BENCH_SAMPLES` names a folder. Each process writes a file of its own there: a line
for each look, the processor seconds since the look before and the functions that
were at work, innermost first. The clock that rings is the processor's, so waiting
is not counted, and short functions cost no more than they do unwatched.
"""

from __future__ import annotations

import atexit
import os
import signal
import time
from types import FrameType

_EVERY_S = 0.002
_LINES_AT_ONCE = 25  # what a process that is ended has not written yet is lost


class _Sampler:
    """The samples of one process."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.start()

    def start(self) -> None:
        """Begin, also in a process that was forked: it keeps the handler and loses the clock."""
        self._path = os.path.join(self._folder, str(os.getpid()))  # noqa: PTH118  # pathlib is not to be imported for it
        self._lines: list[str] = []
        self._last = time.process_time()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, _EVERY_S, _EVERY_S)

    def _look(self, _: int, frame: FrameType | None) -> None:
        now = time.process_time()
        stack = []
        while frame is not None:
            stack.append(f"{frame.f_code.co_filename}:{frame.f_code.co_name}")
            frame = frame.f_back
        self._lines.append(f"{now - self._last:.6f}\t{chr(9).join(stack)}\n")
        self._last = now
        if len(self._lines) >= _LINES_AT_ONCE:
            self.write()

    def end(self) -> None:
        """Stop the clock, for a program that ends no longer hears it, and write the rest."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        self.write()

    def write(self) -> None:
        """Write what was noted."""
        lines, self._lines = self._lines, []
        with open(self._path, "a", encoding="utf-8") as file:  # noqa: PTH123
            file.writelines(lines)


if folder := os.environ.get("BENCH_SAMPLES"):
    sampler = _Sampler(folder)
    atexit.register(sampler.end)
    os.register_at_fork(after_in_child=sampler.start)
