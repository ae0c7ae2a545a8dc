"""A kit and many tasks → results: in this process, in others of this machine, or wherever an executor has them worked.

A kit is all that tasks of one sort need, a task is a plain value. A process that
is forked has the kit already; everywhere else it is sent once, and kept there. Who
is hired may be lost at any moment: a crew gives what was worked, in any order, and
what it does not give is worked by another. So nothing is lost with a worker, and
what comes out does not depend on who worked.
"""

from __future__ import annotations

import gc
import hashlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from jiangxin.guarded import refuse_unguarded
from jiangxin.orphans import end_with_parent
from jiangxin.versions import program_here

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Task = TypeVar("Task")
TaskIn = TypeVar("TaskIn", contravariant=True)
Result = TypeVar("Result")
ResultOut = TypeVar("ResultOut", covariant=True)

_LOOK_S = 5.0  # so often it is asked whether those are still there who say nothing
_KITS = 2  # so many a hired process keeps


class Kit(Protocol[TaskIn, ResultOut]):
    """All that tasks of one sort need. It can be pickled; where it is unpickled it gives bytes instead of files."""

    def work(self, task: TaskIn, /) -> ResultOut:
        """Work one task."""


class Crew(Protocol):
    """Who works."""

    def work(self, kit: Kit[Task, Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Give tasks with their results, as they come; tasks that are not given were not worked."""


class Alone:
    """The process that asks."""

    def work(self, kit: Kit[Task, Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Work every task, in order. What a task raises is raised."""
        for task in tasks:
            yield task, kit.work(task)


class Forked:
    """Processes that begin as this one is: they have the kit. For Linux, and a process without other threads.

    `meanwhile` is what this process does as soon as they are at work.
    """

    def __init__(self, jobs: int, meanwhile: Callable[[], None] = lambda: None) -> None:
        self._jobs = jobs
        self._meanwhile = meanwhile

    @staticmethod
    def is_safe() -> bool:
        """Tell whether this process may be forked: a lock that another thread holds would never be free there."""
        return sys.platform == "linux" and threading.active_count() == 1

    def work(self, kit: Kit[Task, Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Work every task. What a task raises is raised; where a process is killed, those are not given that it had."""
        import multiprocessing
        import pickle
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool

        global _inherited
        tasks = list(tasks)
        _inherited = kit
        # What is there already stays in pages of memory that all processes share. To look first for circles that could
        # go takes as long as forty pages, and finds none: what was made until now are values.
        gc.freeze()
        try:
            with ProcessPoolExecutor(
                min(self._jobs, max(1, len(tasks))), multiprocessing.get_context("fork"), _begin, (os.getpid(),)
            ) as pool:
                try:
                    results = pool.map(_work_inherited, tasks)
                    self._meanwhile()
                    for task, packed in zip(tasks, results, strict=True):
                        yield task, pickle.loads(packed)  # noqa: S301  # from a copy of this process
                except BrokenProcessPool:  # short of memory, the system ends the largest
                    return
                finally:
                    pool.shutdown(wait=True, cancel_futures=True)
        finally:
            gc.unfreeze()
            _inherited = None


class Hired:
    """Whoever an executor has work for it, `ahead` tasks at once; the kit is sent to them.

    `share` makes of a kit's bytes what is small to send with every task. `program`
    tells the program apart from every other that would make other bytes; where it
    is another's there, nothing is worked. `is_there` is asked now and then while
    nobody answers; `sees` tells whether a file of ours is there for them too.
    """

    def __init__(
        self,
        executor: Executor,
        ahead: int,
        *,
        share: Callable[[bytes], Any] = bytes,
        program: str = "",
        is_there: Callable[[], bool] = lambda: True,
        sees: Callable[[Path], bool] = lambda path: False,
    ) -> None:
        self._executor = executor
        self._ahead = ahead
        self._share = share
        self._program = program
        self._is_there = is_there
        self.sees = sees
        self.failures: list[str] = []
        """What happened to the tasks that were not worked."""

    def work(self, kit: Kit[Task, Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Give what was worked; what failed is in `failures`, and who is gone is asked no more."""
        import pickle
        from concurrent.futures import FIRST_COMPLETED, wait

        packed = pickle.dumps(kit, pickle.HIGHEST_PROTOCOL)
        key = hashlib.sha256(packed).hexdigest()
        waiting = iter(tasks)
        running: dict[Future[Any], Task] = {}
        try:
            shared = self._share(packed)
            while True:
                for task in islice(waiting, self._ahead - len(running)):
                    running[self._executor.submit(_work_sent, key, self._program, shared, task)] = task
                if not running:
                    return
                done, _ = wait(running, _LOOK_S, FIRST_COMPLETED)
                if not done and not self._is_there():
                    self.failures.append("nobody is there")
                    return
                for future in done:
                    task, error = running.pop(future), _error_of(future)
                    if error is None:
                        yield task, future.result()
                    else:
                        self.failures.append(f"{type(error).__name__}: {error}")
        except Exception as error:  # nobody takes anything more: clients that lost their cluster raise what they will
            self.failures.append(f"{type(error).__name__}: {error}")
        finally:
            for future in running:
                future.cancel()


@contextmanager
def started_anew(jobs: int) -> Iterator[Hired]:
    """Give processes of this machine that begin with nothing; kits are handed over as files."""
    import multiprocessing
    import tempfile
    from concurrent.futures import ProcessPoolExecutor

    refuse_unguarded()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="jiangxin-", ignore_cleanup_errors=True) as place:

        def share(packed: bytes) -> Path:
            file = Path(place) / hashlib.sha256(packed).hexdigest()
            file.write_bytes(packed)
            return file

        with ProcessPoolExecutor(jobs, context, _begin_anew) as pool:
            try:
                yield Hired(pool, jobs * 2, share=share)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


class OtherProgramError(Exception):
    """Who is to work has another version of the program: the bytes could differ."""


_inherited: Kit[Any, Any] | None = None
_sent: dict[str, Kit[Any, Any]] = {}
_unpacking = threading.Lock()


def _work_inherited(task: Any) -> bytes:
    """Work a task in a forked process; what waits until it is taken takes an eighth of the room while it is packed."""
    import pickle

    assert _inherited is not None
    return pickle.dumps(_inherited.work(task), pickle.HIGHEST_PROTOCOL)


def _work_sent(key: str, program: str, shared: bytes | Path, task: Any) -> Any:
    """Work a task in a hired process, with the kit that was sent under the digest `key`."""
    import pickle

    with _unpacking:
        if key not in _sent:
            if program and program != program_here():
                raise OtherProgramError
            packed = shared if isinstance(shared, bytes) else shared.read_bytes()
            if hashlib.sha256(packed).hexdigest() != key:
                raise OtherProgramError
            while len(_sent) >= _KITS:
                del _sent[next(iter(_sent))]
            _sent[key] = pickle.loads(packed)  # noqa: S301  # from the one who started us, as its digest says
    return _sent[key].work(task)


def _error_of(future: Future[Any]) -> BaseException | None:
    from concurrent.futures import CancelledError

    try:
        return future.exception()
    except CancelledError as error:
        return error


def _begin(parent: int) -> None:
    """Begin a process that ends with its parent, however that ends: it would wait for work for ever."""
    _begin_anew()
    end_with_parent()
    if os.getppid() != parent:  # it ended before we could say so
        os._exit(1)


def _begin_anew() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches the one who waits for us, too
