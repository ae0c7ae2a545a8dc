"""A planned site from a few entries, and ways to look into it."""

import dataclasses
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from jiangxin.curation.curate import curate
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.library import Prose
from jiangxin.model.names import NO_NAMES, Names
from jiangxin.model.picture import Photograph, PictureSize
from jiangxin.model.theme import Theme
from jiangxin.pages.parts import Block, Figure, Happening, Hotspot, PeopleGroup, Picture, Row, Section, TermPart, Year
from jiangxin.pages.plan import Draft, PagePlan, SitePlan, plan
from jiangxin.pages.views import EntryView, PageView
from jiangxin.wording import read_wording
from tests.samples import HALL, LAYOUT, library

SIZES = {name: PictureSize(name, (480, 960), "50vw") for name in ("card", "lead", "plate")}
THEME = Theme("test", (), SIZES)
V = TypeVar("V", bound=PageView)
_ANCHORED = (Happening, Year, Figure, TermPart, Block, PeopleGroup, Picture, Hotspot)


def site(
    *entries: Entry,
    settings: str = LAYOUT,
    prose: Mapping[tuple[Ref, str], Prose] | None = None,
    photographs: Mapping[str, Photograph] | None = None,
    per_page: int = 48,
    named: Callable[[Exhibition], Names] | None = None,
) -> SitePlan:
    """Plan a site in Chinese and English; the main hall is always there. `named` reads the names of its people."""
    halls = () if any(one.ref == HALL.ref for one in entries) else (HALL,)
    exhibition = curate(library(*halls, *entries, settings=settings, prose=prose or {}, photographs=photographs or {}))
    theme = dataclasses.replace(THEME, per_page=per_page)
    names = named(exhibition) if named else NO_NAMES
    return finished(plan(exhibition, theme, {lang: read_wording(lang) for lang in exhibition.languages}, names))


def finished(draft: Draft) -> SitePlan:
    """Make every page of a draft; give the plan."""
    assert all(one.view for one in draft.pages)
    return draft.finished()


def page(planned: SitePlan, path: str) -> PagePlan:
    """Give the page at a path."""
    return next(one for one in planned.pages if one.path == path)


def view(planned: SitePlan, path: str, kind: type[V]) -> V:
    """Give the view of the page at a path, which is of the given kind."""
    shown = page(planned, path).view
    assert isinstance(shown, kind)
    return shown


def section(shown: EntryView, key: str) -> Section:
    """Give a section by its key."""
    return next(one for one in shown.sections if one.key == key)


def row(shown: EntryView, key: str) -> Row:
    """Give a row of the title block by its key."""
    return next(one for one in shown.rows if one.key == key)


def titles(one: Section) -> list[str]:
    """Give the titles of a section's cards."""
    return [card.title.text for card in one.cards]


def hrefs(value: Any) -> Iterator[str]:
    """Give every address inside a view, those in its HTML too."""
    if isinstance(value, tuple):
        for each in value:
            yield from hrefs(each)
    elif dataclasses.is_dataclass(value):
        for name in (field.name for field in dataclasses.fields(value)):
            inner = getattr(value, name)
            if isinstance(inner, str) and inner:
                if name in ("href", "home", "previous", "next"):
                    yield inner
                elif name in ("html", "svg") or name.endswith("_svg"):
                    yield from re.findall(r'href="([^"]*)"', inner)
            else:
                yield from hrefs(inner)


def anchors(value: Any) -> Iterator[str]:
    """Give every part of a page that a fragment can name."""
    if isinstance(value, tuple):
        for each in value:
            yield from anchors(each)
    elif dataclasses.is_dataclass(value):
        if isinstance(value, _ANCHORED):
            yield value.id
        for field in dataclasses.fields(value):
            yield from anchors(getattr(value, field.name))


def targets(shown: PageView) -> Iterator[tuple[str, str]]:
    """Give the path and fragment of every link inside the site."""
    for href in hrefs(shown):
        if not href.startswith(("https:", "http:", "mailto:")):
            path, _, fragment = href.partition("#")
            yield posixpath.normpath(posixpath.join(posixpath.dirname(shown.path), path)), fragment
