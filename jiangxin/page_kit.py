"""All that pages are made with: a draft and an environment, which plan and draw them.

Here and in processes that were forked, a page is written beside its place as soon
as it is drawn, so that a site of any size passes through little memory. Elsewhere
the kit plans the same draft again from the same values, and gives bytes; the texts
of the pages come with each task, for they are the larger part of an exhibition.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.library import Prose
from jiangxin.model.names import Names
from jiangxin.model.output import Output, Stage
from jiangxin.model.theme import Theme
from jiangxin.model.wording import Wording
from jiangxin.pages.darkroom import DRAWING
from jiangxin.pages.facts import written
from jiangxin.pages.notebook import Order
from jiangxin.pages.plan import Draft, plan
from jiangxin.problems import ContentError, Problem
from jiangxin.publishing.publication import Prepared, Publication
from jiangxin.rendering.environment import SiteEnvironment, make_environment
from jiangxin.rendering.render import render_page

Text = tuple[Ref, str]
Put = Prepared | bytes
"""What the file is that was written beside its place, or its bytes where it was not."""


class Ingredients(NamedTuple):
    """What a draft is planned from, in the order in which `plan` takes it."""

    exhibition: Exhibition
    theme: Theme
    wordings: Mapping[str, Wording]
    names: Names
    best_pictures: bool = False


class PageTask(NamedTuple):
    """Some pages, by their numbers in the draft; `texts` are theirs, where they are made elsewhere."""

    numbers: tuple[int, ...]
    texts: Mapping[Text, str] = {}


@frozen
class Made:
    """A page that was made."""

    number: int
    put: Put
    facts: tuple[str, ...]
    orders: tuple[Order, ...]


@dataclass(slots=True)
class Batch:
    """Some pages that were made, drawings that they or others order, and what was wrong with the last."""

    made: list[Made] = field(default_factory=list)
    drawings: dict[str, Put] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class PageKit:
    """Makes pages."""

    def __init__(
        self, ingredients: Ingredients, draft: Draft, environment: SiteEnvironment, publication: Publication | None
    ) -> None:
        self._ingredients = ingredients
        self._texts: Mapping[Text, str] = {}
        self._turn = threading.Lock()  # a page is made at a time: what it looks up is noted as its own
        self._home = os.getpid()
        self.coming: Set[str] = frozenset()
        """The paths of all pages that are made, here or by another: each brings its own drawing."""
        self._begin(draft, environment, publication)

    def _begin(self, draft: Draft, environment: SiteEnvironment, publication: Publication | None) -> None:
        self.draft = draft
        self.environment = environment
        self._publication = publication
        self._told: set[str] = set()  # drawings that this process gave already

    def work(self, task: PageTask, /) -> Batch:
        """Make pages; in another process than ours, wait until they are on the disk."""
        with self._turn:
            self._texts = task.texts
            batch = self._batch(task.numbers)
        if self._publication is not None and os.getpid() != self._home:
            self._publication.settle()
        return batch

    def texts_of(self, numbers: Sequence[int]) -> dict[Text, str]:
        """Give the texts that pages show."""
        prose = self._ingredients.exhibition.prose
        refs = dict.fromkeys(self.draft.pages[number].ref for number in numbers)
        keys = ((ref, lang) for ref in refs if ref for lang in self._ingredients.exhibition.languages)
        return {key: prose[key].html for key in keys if key in prose}

    def _batch(self, numbers: Sequence[int]) -> Batch:
        batch = Batch()
        for number in numbers:
            try:
                with self.draft.notebook.taking() as notes:
                    output = render_page(self.environment, self.draft.pages[number])
            except ContentError as error:
                batch.problems = tuple(error.problems)
                break
            orders = tuple(notes.orders)
            self._draw([order[1] for order in orders if order[0] == DRAWING], batch)
            batch.made.append(Made(number, self._put(output), tuple(map(written, notes.facts)), orders))
        return batch

    def _draw(self, ordered: Sequence[str], batch: Batch) -> None:
        """Put the drawings in that a page brought along, and those that it ordered and no other page will bring."""
        darkroom = self.draft.darkroom
        while darkroom.brought:
            path, svg = darkroom.brought.popitem()
            if self._publication is None or not self._publication.wants(path):
                batch.drawings[path] = self._put(Output(path, svg, Stage.ASSET))
        for path in ordered:
            if path not in self._told and darkroom.drawings[path].page not in self.coming:
                self._told.add(path)
                if self._publication is None or not self._publication.wants(path):
                    svg = darkroom.drawings[path].make()
                    batch.drawings[path] = self._put(Output(path, svg, Stage.ASSET), is_shared=True)

    def _put(self, output: Output, *, is_shared: bool = False) -> Put:
        """Write an output beside its place; where there is none yet, give its bytes."""
        assert isinstance(output.content, bytes)
        if self._publication is None or self._publication.is_blocked(output.path):
            return output.content
        return self._publication.prepare(output, is_shared=is_shared)

    def __getstate__(self) -> dict[str, Any]:
        """Give what the kit is made from again: of the texts only which there are, of the theme its templates."""
        exhibition, theme, *rest = self._ingredients
        texts = [(key, prose.lang) for key, prose in exhibition.prose.items()]
        templates = [
            (place, path.relative_to(folder / "templates").as_posix(), path.read_bytes())
            for place, folder in enumerate(theme.folders)
            for path in sorted((folder / "templates").rglob("*.html"))
        ]
        bare = replace(exhibition, prose={}, fingerprints={})
        return {
            "exhibition": bare,
            "theme": theme,
            "rest": rest,
            "texts": texts,
            "templates": templates,
            "coming": self.coming,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Plan the same draft, in a process that sees none of our files."""
        import shutil
        import tempfile

        place = tempfile.mkdtemp(prefix="jiangxin-")
        weakref.finalize(self, shutil.rmtree, place, ignore_errors=True)
        self._texts = {}
        self.coming = state["coming"]
        self._turn = threading.Lock()
        self._home = os.getpid()
        prose = {key: Prose(_Fetched(self, key), lang) for key, lang in state["texts"]}
        theme: Theme = state["theme"]
        folders = tuple(Path(place, str(number), each.name) for number, each in enumerate(theme.folders))
        for number, name, content in state["templates"]:
            file = folders[number] / "templates" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        self._ingredients = Ingredients(
            replace(state["exhibition"], prose=prose), replace(theme, folders=folders), *state["rest"]
        )
        exhibition, theme, wordings, names, is_best = self._ingredients
        draft = plan(exhibition, theme, wordings, names, best_pictures=is_best)
        self._begin(draft, make_environment(theme, wordings, names.rare), None)

    def text(self, key: Text) -> str:
        """Give a text of the task that is worked. Raises KeyError where it did not come with it."""
        return self._texts[key]


class _Fetched:
    """Fetches a text from the task that a kit works on."""

    def __init__(self, kit: PageKit, key: Text) -> None:
        self._kit = kit
        self._key = key

    def __call__(self) -> str:
        return self._kit.text(self._key)
