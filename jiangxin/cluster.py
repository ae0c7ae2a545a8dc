"""An address → the workers of a Dask cluster, as a crew.

They are asked before anything is sent whether they have the same program and the
same libraries: the bytes could differ. A worker that is lost is replaced by
another, as Dask does; where the whole cluster is lost, what it did not give is
made on this machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jiangxin.crews import Hired
from jiangxin.patterns import pattern
from jiangxin.problems import ContentError, Problem
from jiangxin.versions import program_here, versions

LOCAL, SERIAL, DASK = "local", "serial", "dask:"

_ADDRESS = pattern(r"dask:(?:(?:tcp|tls|ws|wss)://)?(?:[\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}", re.ASCII)
_CONNECT_S = 10
_AHEAD = 2  # so many tasks a thread: one is sent while another is worked
_RETRIES = 2
_TOLD = 200  # characters of a reason


def executor_named(text: str) -> str:
    """Give the name of who is to work: `local`, `serial`, or `dask:ADDRESS`. Raises ValueError for any other."""
    if text not in (LOCAL, SERIAL) and not _ADDRESS.fullmatch(text):
        raise ValueError(text)
    return text


@contextmanager
def hired_by(executor: str) -> Iterator[Hired | None]:
    """Give the cluster that `executor` names; None where it names none.

    Raises ContentError where the library is not installed, nobody answers or
    works there, or the workers have another program than this one.
    """
    if not executor.startswith(DASK):
        yield None
        return
    import logging

    connect = _connector(executor)
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # what the library tells of its connections is told by us, once
    try:
        try:
            client = connect(executor.removeprefix(DASK), timeout=_CONNECT_S, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise _refused(executor, "cluster.unreachable", reason=str(error)) from error
        try:
            yield _crew(executor, client)
        finally:
            client.close(timeout=_CONNECT_S)
    finally:
        logging.disable(before)


def _connector(executor: str) -> Callable[..., Any]:
    try:
        from distributed import Client
    except ImportError as error:
        raise _refused(executor, "cluster.not-installed") from error
    return Client


def lost(executor: str, hired: Hired | None) -> list[Problem]:
    """Give a warning where some of what a cluster was to make was made here."""
    if hired is None or not hired.failures:
        return []
    facts = {"found": hired.failures[-1][:_TOLD]}
    return [Problem("cluster.lost", f"--executor {executor}", facts=facts, blocks=False)]


def _crew(executor: str, client: Any) -> Hired:
    there: dict[str, Any] = client.run(_versions_there, on_error="return")
    if not there:
        raise _refused(executor, "cluster.empty")
    for worker, theirs in sorted(there.items()):
        _refuse_another(executor, worker, theirs)
    threads = sum(client.nthreads().values())
    return Hired(
        client.get_executor(pure=False, retries=_RETRIES),
        _AHEAD * max(1, threads),
        share=lambda packed: client.scatter(packed, broadcast=True, hash=False),
        program=program_here(),
        is_there=lambda: client.status == "running" and bool(client.scheduler_info()["workers"]),
        sees=_sight(client),
    )


def _versions_there() -> dict[str, str]:
    return dict(versions())


def _refuse_another(executor: str, worker: str, theirs: Any) -> None:
    """Raise ContentError where a worker has another version of something that decides the bytes."""
    for name, here in versions().items():
        found = str(theirs.get(name, "")) if isinstance(theirs, dict) else f"{type(theirs).__name__}: {theirs}"
        if found != here:
            raise _refused(executor, "cluster.differs", worker=worker, what=name, found=found, here=here)


def _sight(client: Any) -> Callable[[Path], bool]:
    def sees(path: Path) -> bool:
        """Tell whether every worker sees the file at `path` as it is seen here."""
        found = client.run(_head_of, str(path), on_error="return")
        return all(each == _head_of(str(path)) for each in found.values())

    return sees


def _head_of(path: str) -> tuple[int, int]:
    status = Path(path).stat()
    return status.st_size, status.st_mtime_ns


def _refused(executor: str, code: str, **facts: str) -> ContentError:
    return ContentError([Problem(code, f"--executor {executor}", facts=facts)])
