"""A command → what it cost: processor time, time on the wall, memory; of all processes that it started.

A build starts helpers that outlive their parent by a moment, and what an
orphan used is told to nobody. The bench therefore asks Linux to be given the
orphans, and waits for every one.
"""

from __future__ import annotations

import ctypes
import dataclasses
import os
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 1800.0
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost: seconds, the MiB of the largest of its processes; and the kB of pictures that came of it."""

    cpu_s: float
    wall_s: float
    peak_mib: float
    made_kb: float = 0.0

    def and_made(self, files: Sequence[Path], expected: int) -> Cost:
        """Give the cost together with what was made. Raises CommandFailedError where that is not all."""
        if len(files) != expected:
            raise CommandFailedError(f"{len(files)} files were made, and {expected} were to be")
        return dataclasses.replace(self, made_kb=sum(file.stat().st_size for file in files) / 1000)

    def minus(self, other: Cost, among: int) -> Cost:
        """Give the share of each of `among` photographs in what this run cost more than `other`; the peak stays."""
        return Cost(
            (self.cpu_s - other.cpu_s) / among,
            (self.wall_s - other.wall_s) / among,
            self.peak_mib,
            (self.made_kb - other.made_kb) / among,
        )


class CommandFailedError(Exception):
    """A command that did not do what was asked of it, with what it said."""


def run(command: Sequence[str], log: Path, variables: Mapping[str, str] = {}, modules: Sequence[Path] = ()) -> Cost:
    """Run a command to its end, without input, its output in `log`; give what it and all its offspring cost.

    `variables` are added to the environment, `modules` are folders of modules for Python.
    Raises CommandFailedError where it ends badly or takes more than `SECONDS`.
    """
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "this system does not hand over orphans: the bench needs Linux")
    log.parent.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    first = os.posix_spawn(
        command[0],
        list(command),
        {**environment(*modules), **variables},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.fspath(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setpgroup=0,
    )
    bound = threading.Timer(SECONDS, os.killpg, (first, signal.SIGKILL))
    bound.start()
    cpu_s, wall_s, peak_mib, status = 0.0, 0.0, 0.0, 0
    try:
        while True:
            process, ended, used = os.wait4(-first, 0)  # whoever is of its group
            cpu_s += used.ru_utime + used.ru_stime
            peak_mib = max(peak_mib, used.ru_maxrss / 1024)
            if process == first:
                wall_s, status = time.perf_counter() - started, ended
    except ChildProcessError:  # all are gone
        pass
    except BaseException:
        os.killpg(first, signal.SIGKILL)
        raise
    finally:
        bound.cancel()
    if status:
        said = log.read_text("utf-8", "replace").strip()[-2000:]
        raise CommandFailedError(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}\n{said}")
    return Cost(cpu_s, wall_s, peak_mib)


def environment(*modules: Path) -> dict[str, str]:
    """Give the variables of what is measured: Python finds `modules` and this checkout, and keeps what it compiles."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": os.pathsep.join(map(str, (*modules, ROOT)))}


def median_of(costs: Sequence[Cost]) -> Cost:
    """Give the median of each figure."""
    figures = zip(*(dataclasses.astuple(cost) for cost in costs), strict=True)
    return Cost(*(statistics.median(figure) for figure in figures))


def said_by(command: Sequence[str]) -> str:
    """Run a command that is not measured; give what it prints. Raises CommandFailedError."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  # our own words
    if done.returncode:
        raise CommandFailedError(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr.strip()[-2000:]}")
    return done.stdout.strip()
