"""One task × many items → results in the order of the items, each bounded in time and memory.

What strangers wrote may never end or may fill the machine, and a decoder may
crash. Each item is therefore worked in a process that can be ended: the item
that passes a bound is named, and all others are worked as if it were not there.
What comes out does not depend on the number of processes.
"""

from __future__ import annotations

import concurrent.futures
import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessPool  # it takes long to import, as all does that starts processes, and most need none

from jiangxin.starting import begin, context_for

Item = TypeVar("Item")
Result = TypeVar("Result")
Reason = Literal["time", "memory", "crash", "error"]
Progress = Callable[[int, int], None]

_MAX_JOBS = 32
_PATIENCE = 3  # so often a chunk may be under way when the pool breaks
_LOOK_S = 1.0  # a pool that broke may leave its futures waiting: it is looked at so often
_BEAT_S = 0.01  # so often the pool looks after its processes, and so long each of its ends may take
_AHEAD = 4  # so many items a process are handed over, so that none waits for its next


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """An item that was worked."""

    value: Result


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that was not: it passed a bound, ended its process, or raised `error`."""

    reason: Reason
    error: BaseException | None = None


_Future = concurrent.futures.Future[list[Done[Result] | Failed]]


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
    costs: Sequence[int] = (),
    budget: int = 0,
) -> list[Done[Result] | Failed]:
    """Work every item in one of `jobs` processes, for at most `seconds` and about `memory_mb` megabytes each.

    `task` is a function of a module, its items and results can be pickled.
    `progress` is called in this thread with the numbers done and in all.
    `chunk` sends that many tiny items at once; where a chunk fails as a whole,
    its items are worked one by one, so that the result is the same. `costs` says
    what each item takes (bytes of memory, say): those that are worked together
    take no more than `budget`, and one that takes more is worked alone.
    """
    chunks = [items[start : start + chunk] for start in range(0, len(items), max(1, chunk))]
    if not chunks:
        return []
    told = _told(progress, len(items))
    with _Crew(task, max(1, min(jobs, len(chunks))), seconds, memory_mb, told) as crew:
        together = crew.work(chunks, _Purse(max(1, jobs), budget, costs))
        alone = [
            [item]
            for part, outcome in zip(chunks, together, strict=True)
            if len(part) > 1
            for item, result in zip(part, outcome, strict=True)
            if _may_be_anothers_fault(result)
        ]
        again = iter(crew.work(alone, _Purse(max(1, jobs))))
    return [
        next(again)[0] if len(part) > 1 and _may_be_anothers_fault(result) else result
        for part, outcome in zip(chunks, together, strict=True)
        for result in outcome
    ]


@dataclass(frozen=True, slots=True)
class _Purse:
    """What items may take together."""

    jobs: int
    budget: int = 0
    costs: Sequence[int] = ()

    def next_of(self, waiting: Sequence[int], running: Collection[int]) -> int | None:
        """Give the first that may be begun beside those that are; None where all must wait."""
        if not self.costs:
            return waiting[0] if len(running) < self.jobs * _AHEAD else None
        if not running:
            return waiting[0]
        left = self.budget - sum(self.costs[number] for number in running)
        fitting = (number for number in waiting if self.costs[number] <= left)
        return next(fitting, None) if len(running) < self.jobs else None


class _Crew(Generic[Item, Result]):
    """The processes that work chunks of items; they are replaced as a whole where their bookkeeping breaks.

    The pool may lose track of a process that ends before it said what it works
    on, and then gives up all that is under way. That is begun anew, one chunk at
    a time; one that breaks the pool again and again ends its process.
    """

    def __init__(
        self,
        task: Callable[[Item], Result],
        processes: int,
        seconds: float,
        memory_mb: int,
        told: Callable[[int], None],
    ) -> None:
        self._task = task
        self._processes = processes
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._told = told
        self._pool = self._new_pool()

    def __enter__(self) -> _Crew[Item, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def work(self, chunks: Sequence[Sequence[Item]], purse: _Purse) -> list[list[Done[Result] | Failed]]:
        """Have every chunk worked, as many at once as the purse allows."""
        from concurrent.futures.process import BrokenProcessPool

        waiting = list(range(len(chunks)))
        running: dict[_Future[Result], int] = {}
        outcomes: list[list[Done[Result] | Failed]] = [[] for _ in chunks]
        breaks = [0] * len(chunks)
        while waiting or running:
            while waiting and not (any(breaks) and running):
                number = purse.next_of(waiting, running.values())
                if number is None:
                    break
                waiting.remove(number)
                running[self._begun(chunks[number])] = number
            done, _ = concurrent.futures.wait(running, _LOOK_S, concurrent.futures.FIRST_COMPLETED)
            broken = {future for future in done if isinstance(future.exception(), BrokenProcessPool)}
            for future in done - broken:
                number = running.pop(future)
                outcomes[number] = self._told_of(_outcome(future, len(chunks[number])))
            if broken or not self._pool.active:
                for number in running.values():
                    breaks[number] += 1
                    if breaks[number] <= _PATIENCE:
                        waiting.insert(0, number)
                    else:
                        outcomes[number] = self._told_of([Failed("crash")] * len(chunks[number]))
                running.clear()
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool.join()
                self._pool = self._new_pool()
        return outcomes

    def _begun(self, chunk: Sequence[Item]) -> _Future[Result]:
        try:
            return self._pool.schedule(work_here, args=(self._task, list(chunk)), timeout=self._seconds)
        except RuntimeError as error:  # the pool broke since it was last looked at
            from concurrent.futures.process import BrokenProcessPool

            broken: _Future[Result] = concurrent.futures.Future()
            broken.set_exception(BrokenProcessPool(str(error)))
            return broken

    def _told_of(self, outcome: list[Done[Result] | Failed]) -> list[Done[Result] | Failed]:
        self._told(sum(len(outcome) == 1 or not _may_be_anothers_fault(result) for result in outcome))
        return outcome

    def _new_pool(self) -> ProcessPool:
        from pebble import CONSTS, ProcessPool

        CONSTS.sleep_unit = _BEAT_S
        return ProcessPool(
            max_workers=self._processes,
            initializer=begin,
            initargs=(self._memory_mb,),
            context=context_for(self._task.__module__),
        )


def _outcome(future: _Future[Result], count: int) -> list[Done[Result] | Failed]:
    from pebble import ProcessExpired

    try:
        return future.result()
    except (TimeoutError, concurrent.futures.TimeoutError):
        return [Failed("time")] * count
    except ProcessExpired:
        return [Failed("crash")] * count
    except MemoryError:
        return [Failed("memory")] * count
    except Exception as error:  # a result that cannot be pickled
        return [Failed("error", error)] * count


def work_here(task: Callable[[Item], Result], items: Sequence[Item]) -> list[Done[Result] | Failed]:
    """Work items in this process, without bounds; each is done or has failed by itself."""
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
