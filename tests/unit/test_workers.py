"""Items are worked within bounds, and one that passes them harms no other."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pebble import ProcessFuture, ProcessPool

from jiangxin.workers import Done, Failed, default_jobs, run_bounded
from tests.conftest import ROOT

needs_address_limit = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")


def run(task: Callable[[Any], object], items: list[Any], **options: Any) -> list[Any]:
    """Run with short bounds; give the value of what was done and the reason of what failed."""
    bounds = {"jobs": 2, "seconds": 20.0, "memory_mb": 400} | options
    results = run_bounded(task, items, **bounds)
    return [result.value if isinstance(result, Done) else result.reason for result in results]


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("chunk", [1, 3, 100])
def test_same_for_any_number_of_jobs(jobs: int, chunk: int) -> None:
    """The results are in the order of the items, whatever the number of processes and the size of chunks."""
    items = [9, -1, 4, 16, -4, 25, 36]
    assert run(math.sqrt, items, jobs=jobs, chunk=chunk) == [3.0, "error", 2.0, 4.0, "error", 5.0, 6.0]


def test_nothing_to_do() -> None:
    """Without items no process is started."""
    assert run_bounded(math.sqrt, [], jobs=2, seconds=1, memory_mb=1) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be copied")
def test_a_copy_of_a_process_that_had_workers_has_its_own() -> None:
    """Whoever is forked is no parent of the processes that were begun before."""
    assert run(math.sqrt, [4]) == [2.0]
    copy = os.fork()
    if copy == 0:
        code = 1
        try:
            code = 0 if run(math.sqrt, [9]) == [3.0] else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == 0


def test_own_error() -> None:
    """An item's own exception is given with it."""
    (result,) = run_bounded(json.loads, ["{"], jobs=1, seconds=20, memory_mb=400)
    assert isinstance(result, Failed)
    assert result.reason == "error"
    assert isinstance(result.error, json.JSONDecodeError)
    assert result.error.pos == 1


@pytest.mark.parametrize("chunk", [1, 4])
def test_time(chunk: int) -> None:
    """A task past its time is ended and named; its neighbours are done."""
    started = time.monotonic()
    assert run(time.sleep, [0, 60, 0.01, 0], seconds=0.6, chunk=chunk) == [None, "time", None, None]
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("chunk", [1, 4])
def test_crash(chunk: int) -> None:
    """A task that ends its process is named; its neighbours are done."""
    results = run(_exit_or_pass, [0, 7, 0, 0], chunk=chunk)
    assert results == [None, "crash", None, None]


def _exit_or_pass(code: int) -> None:
    if code:
        os._exit(code)


@needs_address_limit
@pytest.mark.parametrize("chunk", [1, 3])
def test_memory(chunk: int) -> None:
    """A task that wants more memory than it may is named; its neighbours are done."""
    results = run(bytes, [1, 2_000_000_000, 2], memory_mb=300, chunk=chunk)
    assert results == [b"\0", "memory", b"\0\0"]


@needs_address_limit
def test_memory_is_enough() -> None:
    """What needs less than the bound is done."""
    (result,) = run(_length_of_bytes, [200_000_000], memory_mb=400)
    assert result == 200_000_000


def _length_of_bytes(count: int) -> int:
    return len(bytes(count))


def test_result_that_cannot_travel() -> None:
    """A result that cannot be pickled is an error of its item alone."""
    assert run(_compressor_or_number, [1, 0, 2], jobs=1) == [1, "error", 2]


def _compressor_or_number(number: int) -> object:
    return number or zlib.compressobj()


@pytest.mark.parametrize("chunk", [1, 3])
def test_progress(chunk: int) -> None:
    """Progress counts up to all items, each once, though some fail and are tried again."""
    told: list[tuple[int, int]] = []
    items = [0, 7, 0, 0, 0]
    run_bounded(
        _exit_or_pass,
        items,
        jobs=2,
        seconds=20,
        memory_mb=400,
        chunk=chunk,
        progress=lambda *counts: told.append(counts),
    )
    assert told[-1] == (5, 5)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_interrupt() -> None:
    """An interrupt leaves at once, without waiting for what is being worked."""

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_bounded(time.sleep, [0, 60, 60, 60], jobs=2, seconds=100, memory_mb=400, progress=interrupt)
    assert time.monotonic() - started < 20


def test_default_jobs() -> None:
    """There is at least one process, and no more than there are processors."""
    assert 1 <= default_jobs() <= (os.cpu_count() or 1)


def at_work(item: tuple[Path, float]) -> int:
    """Sleep, and tell how many were at work meanwhile."""
    folder, seconds = item
    mark = folder / str(os.getpid())
    mark.touch()
    time.sleep(seconds)
    together = len(list(folder.iterdir()))
    mark.unlink()
    return together


def test_costs(tmp_path: Path) -> None:
    """Together items take no more than the budget; one that alone takes more is worked alone."""
    items = [(tmp_path, 0.3)] * 4
    assert run(at_work, items, jobs=4, costs=[9, 9, 9, 9], budget=5) == [1, 1, 1, 1]
    assert max(run(at_work, items, jobs=4, costs=[2, 2, 2, 2], budget=5)) <= 2


def test_costs_and_jobs() -> None:
    """A budget that is wide enough changes nothing."""
    assert run(math.sqrt, [9, 4, 16, -1], jobs=2, costs=[1, 1, 1, 1], budget=100) == [3.0, 2.0, 4.0, "error"]


class LosingPool(ProcessPool):
    """A pool that loses track of its work as often as it is told to."""

    losses: ClassVar[int] = 0

    def schedule(self, *task: Any, **options: Any) -> Any:
        """Break, or begin a task."""
        if LosingPool.losses:
            LosingPool.losses -= 1
            lost: ProcessFuture[Any] = ProcessFuture()
            lost.set_exception(BrokenProcessPool("All workers expired"))
            return lost
        return super().schedule(*task, **options)


@pytest.mark.parametrize(("losses", "chunk"), [(1, 1), (1, 3), (3, 1), (3, 4)])
def test_a_pool_that_breaks_is_replaced(losses: int, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No item is lost with its pool."""
    monkeypatch.setattr("pebble.ProcessPool", LosingPool)
    LosingPool.losses = losses
    assert run(math.sqrt, [9, 4, 16, -1, 25], chunk=chunk) == [3.0, 2.0, 4.0, "error", 5.0]
    assert LosingPool.losses == 0


def test_a_pool_that_always_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chunk that never comes back is told as a crash, and the others go on."""
    monkeypatch.setattr("pebble.ProcessPool", LosingPool)
    LosingPool.losses = 4
    assert run(math.sqrt, [9, 4], jobs=1, costs=[1, 1], budget=1) == ["crash", 2.0]


WHICH = """
import sys
sys.path.insert(0, {root!r})
from jiangxin.workers import run_bounded
from tests.unit.test_workers import whose

if __name__ == "__main__":
    [done] = run_bounded(whose, ["jiangxin.patterns"], jobs=1, seconds=60, memory_mb=500)
    print(done.value)
"""


def whose(module: str) -> str:
    """Give the file that a module is imported from."""
    import importlib

    return str(importlib.import_module(module).__file__)


@pytest.mark.parametrize("is_here", [False, True])
def test_processes_work_with_the_program_that_started_them(tmp_path: Path, *, is_here: bool) -> None:
    """Where another version of it is installed, or lies in the folder the command is given in, none of it is run."""
    other = tmp_path / "installed" / "jiangxin"
    other.mkdir(parents=True)
    for name in ("__init__", "workers", "patterns"):
        (other / f"{name}.py").write_text("import jiangxin.patterns\n" if name == "workers" else "", "utf-8")
    script = tmp_path / "ask.py"
    script.write_text(WHICH.format(root=str(ROOT)), "utf-8")
    environment = {**os.environ, "PYTHONPATH": "" if is_here else str(other.parent)}
    told = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=other.parent if is_here else tmp_path,
        check=True,
    )
    assert told.stdout.strip() == str(ROOT / "jiangxin" / "patterns.py")
