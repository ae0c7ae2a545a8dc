"""What every answer of the desk is made with: the files, the words, the templates, and what the last build shows.

The files are read and written by one thread, one request after another, so that
two changes never meet; the thread that answers browsers waits for none of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from jiangxin.editing.desk import Desk
from jiangxin.editing.sheet import EXHIBITION
from jiangxin.editing.web.gate import Gate
from jiangxin.folders import Folders
from jiangxin.model.entry import Ref
from jiangxin.model.wording import Wording
from jiangxin.pipeline import Built
from jiangxin.rendering.own_templates import own_templates

T = TypeVar("T")
_HERE = Path(__file__).resolve().parent
ASSETS: Mapping[str, bytes] = {path.name: path.read_bytes() for path in sorted((_HERE / "assets").iterdir())}
"""The desk's own scripts, sheets and pictures, by name: nothing else can be asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the last build that succeeded shows: where each entry stands, and a small picture of each photograph."""

    addresses: Mapping[Ref, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)  # path under content/ → path in the site
    title: str = ""

    @classmethod
    def of(cls, built: Built) -> Shown:
        """Give what a build shows."""
        smallest: dict[str, tuple[int, str]] = {}
        for each in built.site_plan.pictures.derivatives:
            if each.format not in _FOR_ALL:
                continue
            known = smallest.get(each.source)
            if known is None or each.width_px < known[0]:
                smallest[each.source] = (each.width_px, each.path)
        pictures = {source: path for source, (_, path) in smallest.items()}
        title = built.exhibition.settings.title
        said = title.in_language(built.exhibition.languages[0]).text if title else ""
        return cls(built.site_plan.addresses, pictures, said)


_FOR_ALL = ("jpeg", "png", "webp", "svg")  # formats that every browser shows


class Workplace:
    """What handlers share while the desk runs."""

    def __init__(self, desk: Desk, folders: Folders, wording: Wording) -> None:
        self.desk = desk
        self.folders = folders
        self.wording = wording
        self.shown = Shown()
        self.gate = Gate(0, lambda _: None)
        self._writer = ThreadPoolExecutor(1, "desk")
        self._templates = own_templates(_HERE / "templates", wording)

    def make_ready(self) -> None:
        """Have done by the first search what it would wait for: how names are read, what the files say."""
        self._writer.submit(self.desk.find, "-")

    async def ask(self, work: Callable[..., T], *given: object) -> T:
        """Have the desk do something, after all that it was asked before."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, lambda: work(*given))

    def draw(self, template: str, **values: object) -> str:
        """Give a page, every value escaped."""
        return self._templates.get_template(template).render(values)

    def words(self) -> dict[str, str]:
        """Give the words that scripts say."""
        start = "desk.script."
        return {key.removeprefix(start): text for key, text in self.wording.strings.items() if key.startswith(start)}

    def address_of(self, ref: Ref) -> str:
        """Give where the page stands that shows an entry; "" while there is none."""
        if ref == EXHIBITION:
            return f"{self.site}/"
        address = self.shown.addresses.get(ref)
        return f"{self.site}/{address}" if address else ""

    @property
    def title(self) -> str:
        """The exhibition's name, as its own record says it."""
        return self.shown.title or self.folders.root.name

    @property
    def site(self) -> str:
        """The origin of the exhibition's pages: another site than the desk's."""
        host, _, port = self.gate.host.partition(":")
        assert host
        return f"http://localhost{':' if port else ''}{port}"
