"""Addresses: relative, naming a file, never two pages at one place."""

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.model.entry import Ref
from jiangxin.pages.urls import alias_path, folder_of, href, list_path, page_of, root_of

NAMES = st.sampled_from(["a", "b", "c"])
PATHS = st.builds(lambda folders, name: "/".join([*folders, f"{name}.html"]), st.lists(NAMES, max_size=3), NAMES)


@given(PATHS, PATHS)
def test_an_href_leads_where_it_should(origin: str, target: str) -> None:
    """Followed from its page, an href arrives, and it always names a file."""
    relative = href(origin, target)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(origin), relative)) == target
    assert relative.endswith(".html") and not relative.startswith("/")


def test_a_fragment_stays_at_the_end() -> None:
    """The part of a page is named after its file."""
    assert href("en/craftsmen/luo.html", "en/timeline/index.html#e1") == "../timeline/index.html#e1"


def test_the_way_to_the_root_is_as_long_as_the_path() -> None:
    """One step up for each folder."""
    assert [root_of(path) for path in ("index.html", "en/index.html", "en/halls/x.html")] == ["", "../", "../../"]


def test_an_entry_never_lies_where_a_list_lies() -> None:
    """An id such as `index` or `by-trade` is set apart."""
    ids = ("index", "page-2", "by-trade")
    assert not {page_of(Ref("craftsman", one)) for one in ids} & {
        list_path("craftsman"),
        list_path("craftsman", 2),
        "craftsmen/by-trade.html",
    }
    assert page_of(Ref("page", "about")) == "about.html"
    assert page_of(Ref("page", "plan")) == "pages/plan.html"


def test_an_alias_is_a_page() -> None:
    """An old address may be written with or without its ending."""
    assert alias_path("old/luo") == alias_path("old/luo.html") == "old/luo.html"


def test_the_first_language_lies_at_the_root() -> None:
    """Others lie in a folder of lower-case letters."""
    assert folder_of("zh-Hans", ("zh-Hans", "en")) == ""
    assert folder_of("zh-Hant", ("zh-Hans", "zh-Hant")) == "zh-hant/"
