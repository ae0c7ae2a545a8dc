"""Exhibition × theme → every page, every picture, before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from jiangxin.drawing.standalone import drawn_with
from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.names import NO_NAMES, Names
from jiangxin.model.picture import PictureOrder
from jiangxin.model.theme import Theme
from jiangxin.model.wording import Wording
from jiangxin.pages.blocks import orders
from jiangxin.pages.darkroom import Darkroom
from jiangxin.pages.edition import Drawers, Edition
from jiangxin.pages.floorplan import floorplan_of
from jiangxin.pages.notebook import Drawer, Notebook, Watched
from jiangxin.pages.people_orders import orders_of_people
from jiangxin.pages.planner import PagePlan, Planner
from jiangxin.pages.tables import Table, Tables
from jiangxin.pages.urls import (
    LISTED,
    folder_of,
)

_DRAWINGS = 2_000  # so many are kept, each some kilobytes
_CARDS = 5_000

__all__ = ["Draft", "PagePlan", "SitePlan", "plan"]


@frozen
class SitePlan:
    """Everything that will be in the site but for the theme's assets.

    `copies` are files that go in as they are (films, recordings): their path in
    the site, and the path under `content/` they come from. `addresses` say where
    each entry is shown, from the folder of any language; `folders` are those.
    `drawings` are the files of drawings that stand on cards.
    """

    pages: tuple[PagePlan, ...]
    pictures: PictureOrder = PictureOrder()
    base_url: str = ""
    copies: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[Ref, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    drawings: frozenset[str] = frozenset()


@frozen
class Draft:
    """A site plan before its pages are made.

    What pages look up is in `tables`, by the names under which the `notebook` notes
    it; what they order the `darkroom` knows. The `planners` planned the pages, one those of each language.
    """

    pages: tuple[PagePlan, ...]
    darkroom: Darkroom
    notebook: Notebook
    tables: Mapping[str, Table]
    base_url: str
    addresses: Mapping[Ref, str]
    folders: Mapping[str, str]
    planners: tuple[Planner, ...]

    def entry_pages(self, exhibition: Exhibition, ref: Ref) -> tuple[PagePlan, ...]:
        """Plan the pages of an entry as if this were the `exhibition`, in which other words stand and nothing else."""
        return tuple(planner.entry_as(exhibition, ref) for planner in self.planners)

    def finished(self) -> SitePlan:
        """Give the plan, when every page was made or its orders repeated."""
        return SitePlan(
            self.pages,
            self.darkroom.order(),
            self.base_url,
            dict(sorted(self.darkroom.copies.items())),
            self.addresses,
            self.folders,
            frozenset(self.darkroom.standing.union(self.darkroom.drawings)),
        )


def plan(
    exhibition: Exhibition,
    theme: Theme,
    wordings: Mapping[str, Wording],
    names: Names = NO_NAMES,
    *,
    best_pictures: bool = False,
) -> Draft:
    """Plan the site: every page in every language.

    `names` say how people's names are read and put in order. With `best_pictures`,
    pictures are made slowly and smaller.
    """
    tables = Tables.of(exhibition, names, theme.per_page)
    floorplan = floorplan_of(exhibition, tables.tempers)
    notebook = Notebook()
    darkroom = Darkroom(
        Watched(exhibition.photographs, "photographs", notebook), theme, notebook, is_best=best_pictures
    )
    drawers = Drawers(Drawer(notebook, _DRAWINGS), Drawer(notebook))
    seen = tables.watched(notebook)
    orders: dict[str, tuple[str, ...]] = {}
    pages: dict[str, PagePlan] = {}
    redirects: dict[str, PagePlan] = {}
    planners: list[Planner] = []
    for lang in exhibition.languages:
        words = wordings[lang]
        bare = _edition(tables, {}, theme, words, lang, darkroom, Notebook(), drawers)
        orders |= {f"{kind} {lang}": _orders_of(bare, kind) for kind in LISTED}
        edition = _edition(seen, Watched(orders, "orders", notebook), theme, words, lang, darkroom, notebook, drawers)
        planner = Planner(replace(bare, orders=orders), edition, floorplan)
        planners.append(planner)
        for page in planner.pages():
            pages.setdefault(page.path, page)
        for page in planner.redirects():
            redirects.setdefault(page.path, page)
    return Draft(
        pages=(*pages.values(), *(page for path, page in redirects.items() if path not in pages)),
        darkroom=darkroom,
        notebook=notebook,
        tables=tables.by_name() | {"orders": orders, "spaces": floorplan.spaces},
        base_url=exhibition.settings.base_url or "",
        addresses=tables.addresses,
        folders={lang: folder_of(lang, exhibition.languages) for lang in exhibition.languages},
        planners=tuple(planners),
    )


def _edition(
    tables: Tables,
    orders: Mapping[str, tuple[str, ...]],
    theme: Theme,
    wording: Wording,
    lang: str,
    darkroom: Darkroom,
    notebook: Notebook,
    drawers: Drawers,
) -> Edition:
    return Edition(
        tables,
        theme,
        wording,
        lang,
        folder_of(lang, tables.exhibition.languages),
        orders,
        darkroom,
        notebook,
        drawers,
        drawn_with(theme.fonts, tables.exhibition.languages[0]),
        card_drawer=Drawer(notebook, _CARDS),
        menu_drawer=Drawer(notebook),
    )


def _orders_of(edition: Edition, kind: str) -> tuple[str, ...]:
    return orders_of_people(edition) if kind == "craftsman" else orders(edition.exhibition, kind)
