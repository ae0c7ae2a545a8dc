"""Many new texts → what is kept of each, and its body's HTML, in copies of this process.

A copy knows all that this process knows: it takes the number of its next texts, reads and types them, converts
their bodies, and gives rows; no text passes through this process. Each copy is bounded in memory, and in the time
for which it says nothing, as any worker is. What is not given is read here and converted by the pool, which tells
whose fault it was.
"""

from __future__ import annotations

import gc
import marshal
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from jiangxin.content.bodies import MARKUP_SECONDS, MEMORY_MB, Bodies, packed_links
from jiangxin.content.folder import TextFile
from jiangxin.content.markup import MarkupError, convert, make_ready
from jiangxin.content.reading import Desk
from jiangxin.content.said import Kept
from jiangxin.starting import begin

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Converted = tuple[bytes, str, bytes]
"""The digest of a body, its HTML, and its links, packed."""
Read = tuple[str, tuple[Any, ...], Converted | None]
"""The path of a text, what is kept of it, and its body where that was converted."""

_CHUNK = 32
_CHUNKS = 1_000  # at most, so that all their numbers lie in a pipe at once
_NUMBER_BYTES = 4
_LOOK_S = 1.0  # copies that say nothing are looked at so often


def read_by_copies(
    desk: Desk,
    bodies: Bodies,
    files: Sequence[TextFile],
    jobs: int,
    progress: Callable[[int, int], None] | None,
) -> None:
    """Have texts of which nothing is known read by `jobs` copies, and their bodies converted.

    What is kept of them then lies at the desk and with the bodies. For Linux, and a process without other threads.
    """
    size = max(_CHUNK, -(-len(files) // _CHUNKS))
    chunks = [files[start : start + size] for start in range(0, len(files), size)]
    make_ready()

    def read(number: int) -> list[Read]:
        return [row for file in chunks[number] if (row := _read(desk, bodies, file)) is not None]

    done = 0
    for answer in _worked(read, len(chunks), min(jobs, len(chunks))):
        rows: list[Read] = marshal.loads(answer)  # noqa: S302  # what our own copy wrote; it builds values, runs nothing
        for path, kept, _ in rows:
            desk.take(path, Kept._make(kept))
        bodies.take(converted for *_, converted in rows if converted is not None)
        done += len(rows)
        if progress is not None:
            progress(done, len(files))


def _read(desk: Desk, bodies: Bodies, file: TextFile) -> Read | None:
    """Read a text; None where that takes too much."""
    try:
        kept, said, body = desk.fresh(file)
        if said.body is None or bodies.knows(said.body[1]):
            return file.path, tuple(kept), None
        made = convert(body)
    except MarkupError:  # told where it is converted again
        return file.path, tuple(kept), None
    except MemoryError:
        return None
    return file.path, tuple(kept), (said.body[1], made.html, packed_links(made))


def _worked(task: Callable[[int], Any], count: int, copies: int) -> Iterator[bytes]:
    """Give what copies of this process make of each number below `count`, as they come; less where one is ended."""
    import multiprocessing
    from multiprocessing.connection import wait

    fork = multiprocessing.get_context("fork")
    numbers, giving = os.pipe()
    os.write(giving, b"".join(number.to_bytes(_NUMBER_BYTES, sys.byteorder) for number in range(count)))
    os.close(giving)  # now a pipe that is empty has ended
    working = {}
    heard: dict[Connection, float] = {}
    try:
        for _ in range(copies):
            answers, answering = fork.Pipe(duplex=False)
            copy = fork.Process(target=_work, args=(task, numbers, answering, os.getpid()), daemon=True)
            copy.start()
            answering.close()
            working[answers] = copy
            heard[answers] = time.monotonic()
        while heard:
            ready = wait(list(heard), _LOOK_S)
            for answers in [each for each in heard if each in ready]:
                try:
                    yield answers.recv_bytes()
                    heard[answers] = time.monotonic()
                except (EOFError, OSError):  # it has nothing more to do, or was ended
                    del heard[answers]
            now = time.monotonic()
            for answers in [each for each, last in heard.items() if now - last > MARKUP_SECONDS]:
                working[answers].kill()
    finally:
        os.close(numbers)
        for answers, copy in working.items():
            answers.close()
            copy.kill()
            copy.join()


def _work(task: Callable[[int], Any], numbers: int, answering: Connection, parent: int) -> None:
    """Work in a copy: each takes the next number from the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches the one who waits for us, too
    begin(MEMORY_MB)
    if os.getppid() != parent:  # it ended before we could say so
        return
    gc.freeze()  # what is there already stays in pages of memory that all processes share
    gc.enable()
    while number := os.read(numbers, _NUMBER_BYTES):
        answering.send_bytes(marshal.dumps(task(int.from_bytes(number, sys.byteorder))))
