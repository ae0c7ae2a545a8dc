"""Planned pages → the site: what would say what it said stands; the rest is made, by whoever works.

A page is known by its imprint: nothing that it looked up differs, and its file
and its drawings stand where the last build put them. Every other page is made
from a kit (see `page_kit`). What comes out does not depend on what was known, nor
on who made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import ExitStack

from jiangxin.crews import Alone, Crew, Forked, Hired, started_anew
from jiangxin.imprints import Imprint, Imprints
from jiangxin.model.output import Output, Stage
from jiangxin.page_kit import Batch, Made, PageKit, PageTask, Put
from jiangxin.pages.darkroom import DRAWING
from jiangxin.pages.notebook import Order
from jiangxin.problems import ContentError
from jiangxin.publishing.publication import Publication

Progress = Callable[[int, int], None]

_ALONE = 150  # so many pages are made before processes that are forked would have begun
_ALONE_ELSEWHERE = 600  # … before processes that must begin with nothing
_BATCH = 32


class Press:
    """Puts the pages of a draft into a publication."""

    def __init__(self, kit: PageKit, publication: Publication, imprints: Imprints) -> None:
        self._kit = kit
        self._draft = kit.draft
        self._publication = publication
        self._imprints = imprints
        self._standing: dict[str, str] = {}  # drawings that are in the publication, and the SHA-256 of their files
        self._brought: dict[str, Put] = {}  # drawings that no page has ordered yet
        self._lacking: dict[str, int] = {}  # drawings that a page has ordered, by its number, and nobody brought yet
        self._orders: dict[Order, Order] = {}  # many pages order the same
        self._meanwhile: Callable[[], None] = lambda: None

    def run(
        self,
        jobs: int,
        hired: Hired | None = None,
        progress: Progress | None = None,
        *,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Put every page in, by `hired` first, then in this process or in `jobs` processes of this machine.

        What this process has to do besides, `meanwhile`, it does while others work, or in the end. Then all
        that the pages order is known to the darkroom. Raises ContentError where a page cannot be drawn, and
        PublishError.
        """
        self._meanwhile = meanwhile
        unknown = self._unknown()
        self._kit.coming = frozenset(self._draft.pages[number].path for number in unknown)
        waiting = set(unknown)
        for task, batch in self._batches(unknown, jobs, hired, waiting):
            if batch.problems:
                raise ContentError(batch.problems)
            for path, drawing in batch.drawings.items():
                self._draw(path, drawing)
            for made in batch.made:
                self._take(made)
            waiting.difference_update(task.numbers)
            if progress is not None:
                progress(len(unknown) - len(waiting), len(unknown))
        self._do_what_else()
        self._draw_lost()
        for path, drawing in self._brought.items():
            if not isinstance(drawing, bytes):
                self._publication.withdraw(path, drawing)
        self._imprints.drawings = self._standing
        self._kit.environment.save()

    def _do_what_else(self) -> None:
        meanwhile, self._meanwhile = self._meanwhile, lambda: None
        meanwhile()

    def _unknown(self) -> list[int]:
        """Keep the pages that are known and whose files stand; give the numbers of the others."""
        pages, imprints = self._draft.pages, self._imprints
        known = imprints.known({page.path: page.given for page in pages})
        orders = imprints.orders_of(known)
        drawings = {order[1]: imprints.drawings.get(order[1], "") for order in orders if order[0] == DRAWING}
        lost = self._publication.keep(drawings)
        self._standing = {path: digest for path, digest in drawings.items() if path not in lost}
        if lost:
            known = {path: digest for path, digest in known.items() if not self._orders_any(path, lost)}
        lost_pages = self._publication.keep(known)
        for path in lost_pages:
            del known[path]
        self._draft.darkroom.repeat_all(imprints.orders_of(known) if lost or lost_pages else orders)
        imprints.keep(known)
        return [number for number, page in enumerate(pages) if page.path not in known]

    def _orders_any(self, path: str, drawings: Set[str]) -> bool:
        return any(order[0] == DRAWING and order[1] in drawings for order in self._imprints.orders_of([path]))

    def _take(self, made: Made) -> None:
        page = self._draft.pages[made.number]
        digest = self._accept(page.path, Stage.PAGE, made.put)
        orders = tuple([self._orders.setdefault(order, order) for order in made.orders])
        for order in orders:
            self._draft.darkroom.repeat(order)
            if order[0] == DRAWING:
                self._want(order[1], made.number)
        self._imprints.put(page.path, Imprint(digest, page.given, made.facts, orders))

    def _draw(self, path: str, drawing: Put) -> None:
        """Take a drawing in, if a page has ordered it; else keep it for one that will."""
        if path in self._standing:
            return
        if path in self._lacking:
            del self._lacking[path]
            self._standing[path] = self._accept(path, Stage.ASSET, drawing)
        else:
            self._brought[path] = drawing

    def _want(self, path: str, number: int) -> None:
        """Take in a drawing that the page of that number orders, as soon as it is there."""
        if path in self._standing:
            return
        self._lacking[path] = number
        if path in self._brought:
            self._draw(path, self._brought.pop(path))

    def _accept(self, path: str, stage: Stage, put: Put) -> str:
        """Take a file into the publication; give its SHA-256."""
        prepared = self._publication.prepare(Output(path, put, stage)) if isinstance(put, bytes) else put
        self._publication.accept(path, stage, prepared)
        return prepared.digest

    def _draw_lost(self) -> None:
        """Draw what pages order and nobody brought: it was lost with the process that drew it."""
        for path, number in [*self._lacking.items()]:
            self._draft.pages[number].make()
            self._draw(path, self._draft.darkroom.drawings[path].make())

    def _batches(
        self, unknown: Sequence[int], jobs: int, hired: Hired | None, waiting: set[int]
    ) -> Iterator[tuple[PageTask, Batch]]:
        """Give the pages as they are made; `waiting` are those that were not taken yet."""
        if hired is not None and len(unknown) > _ALONE:
            yield from hired.work(self._kit, self._sent(unknown))
        first = {self._draft.pages[number].template: number for number in sorted(waiting, reverse=True)}
        yield from Alone().work(self._kit, [PageTask((*first.values(),))])  # what they compile, the others need not
        with ExitStack() as exits:
            rest = sorted(waiting)
            crew = self._crew(len(rest), jobs, exits)
            tasks = self._sent(rest) if isinstance(crew, Hired) else map(PageTask, _cut(rest))
            yield from crew.work(self._kit, tasks)
            if waiting:  # a process was lost: nothing is lost with it
                yield from Alone().work(self._kit, map(PageTask, _cut(sorted(waiting))))

    def _crew(self, count: int, jobs: int, exits: ExitStack) -> Crew:
        """Give who makes `count` pages on this machine."""
        if count <= _ALONE or jobs < 2:
            return Alone()
        self._publication.expect_many()
        if Forked.is_safe():
            return Forked(jobs, self._do_what_else)
        return exits.enter_context(started_anew(jobs)) if count > _ALONE_ELSEWHERE else Alone()

    def _sent(self, numbers: Sequence[int]) -> Iterator[PageTask]:
        return (PageTask(some, self._kit.texts_of(some)) for some in _cut(numbers))


def _cut(numbers: Sequence[int]) -> list[tuple[int, ...]]:
    return [tuple(numbers[start : start + _BATCH]) for start in range(0, len(numbers), _BATCH)]
