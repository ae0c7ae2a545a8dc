"""Site plan → where each entry is shown, in each language.

An entry with a page of its own is found there. Events, figures and terms are
shown together on the corridor, the list of figures and the glossary; they are
found at the part of that page that carries their id. All addresses are relative
to the site's root; `absolute` puts the exhibition's own address before one.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from jiangxin.model.entry import Ref
from jiangxin.model.frozen import frozen
from jiangxin.pages.plan import SitePlan


@frozen
class Addresses:
    """Where things are: entries by language, and the folder of each language (`""`, `"en/"`)."""

    of_entry: Mapping[Ref, Mapping[str, str]]
    folders: Mapping[str, str]

    @classmethod
    def of(cls, plan: SitePlan) -> Addresses:
        """Collect the addresses of `plan`: of an entry, those in the languages whose pages show it."""
        pages = {page.path for page in plan.pages}
        found = {
            ref: {lang: folder + way for lang, folder in plan.folders.items() if folder + _page_of(way) in pages}
            for ref, way in plan.addresses.items()
        }
        return cls(found, plan.folders)

    def get(self, ref: Ref, lang: str) -> str | None:
        """Give the address of an entry in one language, or None where it is not shown."""
        return self.of_entry.get(ref, {}).get(lang)


def absolute(base_url: str, address: str = "") -> str:
    """Give the absolute form of an address of the site."""
    return f"{base_url.rstrip('/')}/{quote(address, safe='/#-._~')}"


def _page_of(way: str) -> str:
    return way.partition("#")[0]
