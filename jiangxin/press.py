"""Planned pages → the site: what would say what it said stands; the rest is made, on all processors.

A page is known by its imprint: nothing that it looked up differs, and its file
and its drawings stand where the last build put them. Every other page is made
and drawn, its file written beside its place at once, so that a site of any size
passes through little memory. What comes out does not depend on what was known,
nor on the number of processors.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from jiangxin.imprints import Imprint, Imprints
from jiangxin.model.output import Output, Stage
from jiangxin.pages.darkroom import DRAWING
from jiangxin.pages.facts import written
from jiangxin.pages.notebook import Order
from jiangxin.pages.plan import Draft
from jiangxin.problems import ContentError, Problem
from jiangxin.publishing.publication import Prepared, Publication
from jiangxin.rendering.environment import SiteEnvironment
from jiangxin.rendering.render import render_page

Progress = Callable[[int, int], None]

_ALONE = 150  # so many pages are made before other processes would have begun
_BATCH = 32
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True, slots=True)
class _Made:
    """A page that was made: what its file is, or its bytes where there was no place for them yet."""

    number: int
    prepared: Prepared
    content: bytes | None
    facts: tuple[str, ...]
    orders: tuple[Order, ...]


@dataclass(slots=True)
class _Batch:
    """Some pages that were made, the drawings that they order, and what was wrong with the last."""

    made: list[_Made] = field(default_factory=list)
    drawings: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class Press:
    """Puts the pages of a draft into a publication."""

    def __init__(
        self, draft: Draft, environment: SiteEnvironment, publication: Publication, imprints: Imprints
    ) -> None:
        self._draft = draft
        self._environment = environment
        self._publication = publication
        self._imprints = imprints
        self._standing: set[str] = set()  # drawings of known pages
        self._sent: set[str] = set()  # drawings that this process handed over

    def run(self, jobs: int, progress: Progress | None = None) -> None:
        """Put every page in, in one process or in `jobs`; then all that they order is known to the darkroom.

        Raises ContentError where a page cannot be drawn, and PublishError.
        """
        unknown = [number for number in range(len(self._draft.pages)) if not self._is_kept(number)]
        done = 0
        for batch in self._batches(unknown, jobs):
            if batch.problems:
                raise ContentError(batch.problems)
            for made in batch.made:
                self._take(made)
            self._draft.darkroom.drawings.update(batch.drawings)
            done += len(batch.made)
            if progress is not None:
                progress(done, len(unknown))
        self._environment.save()
        for path, svg in sorted(self._draft.darkroom.drawings.items()):
            if path not in self._standing:
                self._publication.offer(Output(path, svg.encode(), Stage.ASSET))

    def make(self, numbers: Sequence[int]) -> _Batch:
        """Make pages and write their files beside their places."""
        batch = _Batch()
        for number in numbers:
            page = self._draft.pages[number]
            try:
                with self._draft.notebook.taking() as notes:
                    output = render_page(self._environment, page)
            except ContentError as error:
                batch.problems = tuple(error.problems)
                break
            orders = tuple(sorted(notes.orders, key=repr))
            for path in (order[1] for order in orders if order[0] == DRAWING):
                if path not in self._sent:
                    self._sent.add(path)
                    batch.drawings[path] = self._draft.darkroom.drawings[path]
            batch.made.append(
                _Made(number, *self._put_beside(output), tuple(sorted(map(written, notes.facts))), orders)
            )
        return batch

    def settle(self) -> None:
        """Wait until what this process wrote is on the disk."""
        self._publication.settle()

    def _put_beside(self, output: Output) -> tuple[Prepared, bytes | None]:
        assert isinstance(output.content, bytes)
        if self._publication.is_blocked(output.path):
            return Prepared("", is_new=True), output.content
        return self._publication.prepare(output), None

    def _is_kept(self, number: int) -> bool:
        """Keep a page where it is known and its files stand; say whether that was so."""
        page = self._draft.pages[number]
        imprint = self._imprints.get(page.path, page.given)
        if imprint is None or not all(self._stands(order) for order in imprint.orders if order[0] == DRAWING):
            return False
        if not self._publication.keep(page.path, imprint.digest):
            return False
        for order in imprint.orders:
            self._draft.darkroom.repeat(order)
        self._imprints.keep(page.path)
        return True

    def _stands(self, drawing: Order) -> bool:
        _, path, digest = drawing
        if path not in self._standing and self._publication.keep(path, digest):
            self._standing.add(path)
        return path in self._standing

    def _take(self, made: _Made) -> None:
        page = self._draft.pages[made.number]
        prepared = made.prepared
        if made.content is not None:
            prepared = self._publication.prepare(Output(page.path, made.content))
        self._publication.accept(page.path, Stage.PAGE, prepared)
        for order in made.orders:
            self._draft.darkroom.repeat(order)
        self._imprints.put(page.path, Imprint(prepared.digest, page.given, made.facts, made.orders))

    def _batches(self, numbers: Sequence[int], jobs: int) -> Iterator[_Batch]:
        if len(numbers) <= _ALONE or jobs < 2 or sys.platform != "linux":
            yield from map(self.make, _cut(numbers))
            return
        global _press
        first = {self._draft.pages[number].template: number for number in reversed(numbers)}
        yield self.make([*first.values()])  # what they compile, the other processes need not
        self.settle()  # and no thread of ours is left, which would not be there after the fork
        parts = _cut(sorted(set(numbers).difference(first.values())))
        self._publication.begin()
        _press = self
        gc.collect()
        gc.freeze()  # what is there already stays in pages of memory that all processes share
        try:
            with ProcessPoolExecutor(
                min(jobs, len(parts)), multiprocessing.get_context("fork"), _begin, (os.getpid(),)
            ) as pool:
                try:
                    yield from pool.map(_make, parts)
                finally:
                    pool.shutdown(wait=True, cancel_futures=True)
        finally:
            gc.unfreeze()
            _press = None


def _cut(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start : start + _BATCH] for start in range(0, len(numbers), _BATCH)]


_press: Press | None = None
"""The press that a process was forked from: its pages hold functions, which cannot be sent."""


def _begin(parent: int) -> None:
    """Begin a process that ends with its parent, however that ends: it would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches the one who waits for us, too
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we could say so
        os._exit(1)


def _make(numbers: Sequence[int]) -> _Batch:
    assert _press is not None
    batch = _press.make(numbers)
    _press.settle()
    return batch
