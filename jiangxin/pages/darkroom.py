"""Photographs and the files that pages ask for of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from jiangxin.images.derivative import plan_derivatives, plan_original, plan_tile_set
from jiangxin.model.entry import Entry
from jiangxin.model.frozen import values_of
from jiangxin.model.picture import Derivative, Original, Photograph, PictureOrder, ShareCard, TileSet
from jiangxin.model.theme import Theme
from jiangxin.pages.notebook import Notebook, Order

Made = TypeVar("Made")

DRAWING = "drawing"
"""An order of a drawing: its path in the site."""


class DrawingOrder(NamedTuple):
    """How the file of a drawing is made, and the path of the page that brings it; "" where none does."""

    make: Callable[[], bytes]
    page: str


class Darkroom:
    """Finds an entry's photographs and keeps a list of every file that was asked for.

    One darkroom serves all languages: the same picture is made once. With
    `is_best`, pictures are made slowly and smaller. Every order is noted, and can
    be given again by `repeat` for a page that stands as it was.
    """

    def __init__(
        self, photographs: Mapping[str, Photograph], theme: Theme, notebook: Notebook, *, is_best: bool = False
    ) -> None:
        self._photographs = photographs
        self._note = notebook.order
        self._sizes = theme.sizes
        self._is_best = is_best
        self._made: dict[tuple[str, str], tuple[Derivative, ...]] = {}
        self._tile_sets: dict[str, TileSet] = {}
        self._originals: dict[str, Original] = {}
        self._cards: dict[str, ShareCard] = {}
        self.copies: dict[str, str] = {}  # path in the site → path under content/, for files that go in as they are
        self.drawings: dict[str, DrawingOrder] = {}  # by path in the site
        self.brought: dict[str, bytes] = {}  # path in the site → SVG, of drawings that pages made besides themselves
        self.standing: set[str] = set()  # the paths of drawings whose files stand already
        self._repeated: set[Order] = set()

    def photograph(self, entry: Entry, file: str | None) -> Photograph | None:
        """Give the photograph beside an entry, or None where there is none (`check` has told the editor)."""
        if not file:
            return None
        return self._photographs.get(posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), file)))

    def sizes_attribute(self, size: str) -> str:
        """Give the HTML `sizes` attribute of a named size."""
        return self._sizes[size].sizes if size in self._sizes else "100vw"

    def derivatives(self, photograph: Photograph, size: str) -> tuple[Derivative, ...]:
        """Give the derivatives of a photograph at a named size; the theme's first size where it lacks that name."""
        key = (photograph.path, size)
        self._note(("derivatives", *key))
        if key not in self._made:
            wanted = self._sizes.get(size) or next(iter(self._sizes.values()), None)
            self._made[key] = plan_derivatives(photograph, wanted, is_best=self._is_best) if wanted else ()
        return self._made[key]

    def tile_set(self, photograph: Photograph) -> TileSet:
        """Give the tiles of a photograph."""
        self._note(("tiles", photograph.path))
        made = plan_tile_set(photograph)
        return self._tile_sets.setdefault(made.path, made)

    def original(self, photograph: Photograph) -> Original:
        """Give the photograph's own file, stripped."""
        self._note(("original", photograph.path))
        made = plan_original(photograph)
        return self._originals.setdefault(made.path, made)

    def card(self, card: ShareCard) -> str:
        """Ask for a page's share card; give its path in the site."""
        background = card.background and values_of(card.background)
        plain = replace(card, background=None) if background else card
        self._note(("card", *values_of(plain), background))
        self._cards[card.path] = card
        return card.path

    def copy(self, path: str, source: str) -> None:
        """Ask for a file of the content as it is, at `path` in the site."""
        self._note(("copy", path, source))
        self.copies[path] = source

    def draw(self, path: str, order: DrawingOrder) -> None:
        """Ask for a drawing as a file at `path` in the site."""
        self._note((DRAWING, path))
        self.drawings[path] = order

    def bring(self, path: str, file: bytes) -> None:
        """Give the file of a drawing that belongs at `path`, if any page asks for it."""
        self.brought[path] = file

    def repeat_all(self, orders: Collection[Order]) -> None:
        """Give orders again that were noted, as `repeat` does one; most are drawings."""
        self.standing.update([order[1] for order in orders if order[0] == DRAWING])
        for order in orders:
            if order[0] != DRAWING:
                self.repeat(order)

    def repeat(self, order: Order) -> None:
        """Give an order again that was noted; a drawing's file stands where it stood."""
        if order in self._repeated:
            return
        self._repeated.add(order)
        match order:
            case ("derivatives", path, size):
                self.derivatives(self._photographs[path], size)
            case ("tiles", path):
                self.tile_set(self._photographs[path])
            case ("original", path):
                self.original(self._photographs[path])
            case ("card", *told, background):
                card = ShareCard(*told)
                self.card(replace(card, background=Derivative(*background) if background else None))
            case ("copy", path, source):
                self.copy(path, source)
            case ("drawing", path):
                self.standing.add(path)

    def order(self) -> PictureOrder:
        """Give everything that was asked for, once, by path."""
        derivatives = {derivative.path: derivative for made in self._made.values() for derivative in made}
        return PictureOrder(
            derivatives=_by_path(derivatives),
            tile_sets=_by_path(self._tile_sets),
            originals=_by_path(self._originals),
            cards=_by_path(self._cards),
        )


def _by_path(made: Mapping[str, Made]) -> tuple[Made, ...]:
    return tuple(made[path] for path in sorted(made))
