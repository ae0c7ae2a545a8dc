"""Where every page goes, and how one page names another.

Paths are relative to a language's root (`craftsmen/luo-minghao.html`); a
fragment names a part of a page (`timeline/index.html#evt-2016`). Hrefs are
relative and name a file, so that the same site runs anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.kinds import KINDS
from jiangxin.patterns import pattern

HOME = "index.html"
PLAN = "plan.html"
NOT_FOUND = "404.html"
TIMELINE = "timeline/index.html"
GLOSSARY = "glossary/index.html"
SEARCH = "search.html"
SEARCH_INDEX = "search-index.js"
ANCHORED = ("event", "figure", "term")
"""Kinds whose entries are parts of a page instead of having one."""
LISTED = tuple(kind for kind in KINDS if kind not in ANCHORED and kind != "page")
"""Kinds whose entries have pages of their own and a list of them."""

_TAKEN_IN_LIST = pattern(r"index|page-\d+|by-[a-z]+(?:-\d+)?")
_TAKEN_AT_ROOT = pattern(r"index|plan|search|404")


def folder_of(lang: str, languages: tuple[str, ...]) -> str:
    """Give the folder of a language's pages: the root for the first, `en/` for another."""
    return "" if lang == languages[0] else f"{lang.lower()}/"


def page_of(ref: Ref) -> str:
    """Give the path of an entry's own page; an id that a list page has already taken is set apart."""
    if ref.kind == "page":
        return f"pages/{ref.id}.html" if _TAKEN_AT_ROOT.fullmatch(ref.id) else f"{ref.id}.html"
    return f"{_stem_of(ref)}.html"


def all_path(ref: Ref, relation: str, number: int = 1) -> str:
    """Give the path of page `number` of all that a relation brings to an entry: `halls/casting/exhibit-hall.html`."""
    return f"{_stem_of(ref)}/{relation.replace('.', '-')}{'' if number == 1 else f'-{number}'}.html"


def _stem_of(ref: Ref) -> str:
    stem = f"entry-{ref.id}" if _TAKEN_IN_LIST.fullmatch(ref.id) else ref.id
    return f"{KINDS[ref.kind].folder}/{stem}"


def list_path(kind: str, number: int = 1) -> str:
    """Give the path of page `number` of the list of a kind."""
    return f"{KINDS[kind].folder}/{'index' if number == 1 else f'page-{number}'}.html"


def order_path(kind: str, order: str, number: int = 1) -> str:
    """Give the path of page `number` of a list in another order: `craftsmen/by-trade.html`."""
    return f"{KINDS[kind].folder}/by-{order}{'' if number == 1 else f'-{number}'}.html"


def group_path(key: str) -> str:
    """Give the path of the page of a group of the layout."""
    return f"groups/{key}.html"


def timeline_path(number: int = 1) -> str:
    """Give the path of page `number` of the corridor."""
    return TIMELINE if number == 1 else f"timeline/page-{number}.html"


def glossary_path(number: int = 1) -> str:
    """Give the path of page `number` of the glossary."""
    return GLOSSARY if number == 1 else f"glossary/page-{number}.html"


def filter_path(by: str, value: str, number: int = 1) -> str:
    """Give the path of page `number` of the corridor filtered by one value: `timeline/kind-honour.html`."""
    return f"timeline/{by}-{value}{'' if number == 1 else f'/page-{number}'}.html"


def alias_path(alias: str) -> str:
    """Give the path of the page that stands at an old address."""
    return alias if alias.endswith(".html") else f"{alias}.html"


def addresses(exhibition: Exhibition, pages: Mapping[Ref, int]) -> dict[Ref, str]:
    """Give the address of every entry that can be linked to; `pages` says on which page a part of one stands."""
    return dict(_addresses(exhibition, pages))


def _addresses(exhibition: Exhibition, pages: Mapping[Ref, int]) -> Iterator[tuple[Ref, str]]:
    for ref in exhibition.entries:
        if ref.kind not in ANCHORED:
            yield ref, page_of(ref)
        elif ref.kind == "figure":
            yield ref, f"{list_path('figure', pages[ref])}#{ref.id}"
        elif ref.kind == "event":
            yield ref, f"{timeline_path(pages.get(ref, 1))}#{ref.id}"
        else:
            yield ref, f"{glossary_path(pages.get(ref, 1))}#{ref.id}"


def href(origin: str, target: str) -> str:
    """Give the relative href that leads from the page at `origin` to `target`, which may end in a fragment."""
    folder = origin.rpartition("/")[0]
    if not folder:
        return target
    if target.startswith(f"{folder}/"):
        return target[len(folder) + 1 :]
    if "/" not in folder:
        return f"../{target}"
    folders = folder.split("/")
    path, mark, fragment = target.partition("#")
    parts = path.split("/")
    shared = 0
    while shared < min(len(folders), len(parts) - 1) and folders[shared] == parts[shared]:
        shared += 1
    return "../" * (len(folders) - shared) + "/".join(parts[shared:]) + mark + fragment


def root_of(path: str) -> str:
    """Give the way from a page to the site's root: "../" for each folder it lies in."""
    return "../" * path.count("/")
