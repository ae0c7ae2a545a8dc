"""One task × many items → results in the order of the items, each bounded in time and memory.

What strangers wrote may never end or may fill the machine, and a decoder may
crash. Each item is therefore worked in a process that can be ended: the item
that passes a bound is named, and all others are worked as if it were not there.
What comes out does not depend on the number of processes.

Memory is bounded where the system can (Linux and most Unixes: the address space
that a process may add); elsewhere the limit of time remains.
"""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Generic, Literal, TypeVar

from pebble import ProcessExpired, ProcessPool

Item = TypeVar("Item")
Result = TypeVar("Result")
Reason = Literal["time", "memory", "crash", "error"]
Progress = Callable[[int, int], None]

_MAX_JOBS = 32


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """An item that was worked."""

    value: Result


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that was not: it passed a bound, ended its process, or raised `error`."""

    reason: Reason
    error: BaseException | None = None


def default_jobs() -> int:
    """Give the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, min(_MAX_JOBS, len(os.sched_getaffinity(0))))
    return max(1, min(_MAX_JOBS, os.cpu_count() or 1))


def run_bounded(
    task: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    seconds: float,
    memory_mb: int,
    progress: Progress | None = None,
    chunk: int = 1,
) -> list[Done[Result] | Failed]:
    """Work every item in one of `jobs` processes, for at most `seconds` and about `memory_mb` megabytes each.

    `task` is a function of a module, its items and results can be pickled.
    `progress` is called in this thread with the numbers done and in all.
    `chunk` sends that many tiny items at once; where a chunk fails as a whole,
    its items are worked one by one, so that the result is the same.
    """
    chunks = [items[start : start + chunk] for start in range(0, len(items), max(1, chunk))]
    if not chunks:
        return []
    pool = ProcessPool(
        max_workers=max(1, min(jobs, len(chunks))),
        initializer=_limit_memory,
        initargs=(memory_mb,),
        context=_context(task),
    )
    try:
        told = _told(progress, len(items))
        together = _schedule(pool, task, chunks, seconds, told)
        alone = [
            [item]
            for part, outcome in zip(chunks, together, strict=True)
            if len(part) > 1
            for item, result in zip(part, outcome, strict=True)
            if _may_be_anothers_fault(result)
        ]
        again = iter(_schedule(pool, task, alone, seconds, told))
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
        pool.join()
        raise
    pool.close()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
    pool.join()
    return [
        next(again)[0] if len(part) > 1 and _may_be_anothers_fault(result) else result
        for part, outcome in zip(chunks, together, strict=True)
        for result in outcome
    ]


def _schedule(
    pool: ProcessPool,
    task: Callable[[Item], Result],
    chunks: Sequence[Sequence[Item]],
    seconds: float,
    told: Callable[[int], None],
) -> list[list[Done[Result] | Failed]]:
    futures = [pool.schedule(_work, args=(task, list(part)), timeout=seconds) for part in chunks]
    place: dict[concurrent.futures.Future[list[Done[Result] | Failed]], int] = {
        future: number for number, future in enumerate(futures)
    }
    outcomes: list[list[Done[Result] | Failed]] = [[] for _ in chunks]
    for future in concurrent.futures.as_completed(futures):
        number = place[future]
        outcomes[number] = _outcome(future, len(chunks[number]))
        told(sum(len(chunks[number]) == 1 or not _may_be_anothers_fault(result) for result in outcomes[number]))
    return outcomes


def _outcome(future: concurrent.futures.Future[list[Done[Result] | Failed]], count: int) -> list[Done[Result] | Failed]:
    try:
        return future.result()
    except (TimeoutError, concurrent.futures.TimeoutError):
        return [Failed("time")] * count
    except ProcessExpired:
        return [Failed("crash")] * count
    except MemoryError:
        return [Failed("memory")] * count
    except Exception as error:  # a result that cannot be pickled, a pool that broke
        return [Failed("error", error)] * count


def _work(task: Callable[[Item], Result], items: Sequence[Item]) -> list[Done[Result] | Failed]:
    """Work items, inside the process."""
    outcomes: list[Done[Result] | Failed] = []
    for item in items:
        try:
            outcomes.append(Done(task(item)))
        except MemoryError:
            outcomes.append(Failed("memory"))
        except Exception as error:
            outcomes.append(Failed("error", error.with_traceback(None)))
    return outcomes


def _may_be_anothers_fault(result: Done[Result] | Failed) -> bool:
    """Tell whether an item of a chunk failed by what its neighbours may have done."""
    return isinstance(result, Failed) and (result.reason != "error" or not isinstance(result.error, Exception))


def _told(progress: Progress | None, total: int) -> Callable[[int], None]:
    done = 0

    def told(more: int) -> None:
        nonlocal done
        done += more
        if progress is not None:
            progress(done, total)

    return told


def _context(task: Callable[..., object]) -> BaseContext:
    """Give a way to start processes that is safe beside threads; where it can, it imports the task once for all."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([task.__module__, __name__])
    return context


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
