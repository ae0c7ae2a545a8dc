"""Site plan → where each entry is shown, in each language.

An entry with a page of its own is found there. Events, figures and terms are
shown together on the corridor, the list of figures and the glossary; they are
found at the part of that page that carries their id. All addresses are relative
to the site's root; `absolute` puts the exhibition's own address before one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from jiangxin.model.entry import Ref
from jiangxin.pages.plan import PagePlan, SitePlan
from jiangxin.pages.views import FiguresView, GlossaryView, HomeView, RedirectView, TimelineView


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are: entries by language, and the folder of each language (`""`, `"en/"`)."""

    of_entry: Mapping[Ref, Mapping[str, str]]
    folders: Mapping[str, str]

    @classmethod
    def of(cls, plan: SitePlan) -> Addresses:
        """Collect the addresses of `plan`; of several, an entry's own page comes first, then the plan's order."""
        found: dict[Ref, dict[str, str]] = {}
        own = [(page.ref, page) for page in plan.pages if page.ref and not isinstance(page.view, RedirectView)]
        for ref, page in own:
            found.setdefault(ref, {}).setdefault(page.view.lang, page.path)
        for page in plan.pages:
            for ref in _shown_together(page):
                found.setdefault(ref, {}).setdefault(page.view.lang, f"{page.path}#{ref.id}")
        folders = {page.view.lang: _folder_of(page.path) for page in plan.pages if isinstance(page.view, HomeView)}
        return cls(found, folders)

    def get(self, ref: Ref, lang: str) -> str | None:
        """Give the address of an entry in one language, or None where it is not shown."""
        return self.of_entry.get(ref, {}).get(lang)


def absolute(base_url: str, address: str = "") -> str:
    """Give the absolute form of an address of the site."""
    return f"{base_url.rstrip('/')}/{quote(address, safe='/#-._~')}"


def _shown_together(page: PagePlan) -> Iterator[Ref]:
    match page.view:
        case TimelineView(years=years):
            yield from (Ref("event", event.id) for year in years for event in year.events)
        case FiguresView(figures=figures):
            yield from (Ref("figure", figure.id) for figure in figures)
        case GlossaryView(terms=terms):
            yield from (Ref("term", term.id) for term in terms)


def _folder_of(path: str) -> str:
    folder = posixpath.dirname(path)
    return f"{folder}/" if folder else ""
