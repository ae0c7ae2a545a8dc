"""The not-found page stands in for any address: with `base_url` whole at any depth, without it readable as words."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from jiangxin.pipeline import Built
from tests.browser.conftest import serving

LOST = ("nowhere.html", "craftsmen/nobody.html", "en/craftsmen/a/b/nobody.html")
LARGEST_DRAWING = 40  # px; without a sheet a drawing is as large as its own attributes say


def opened_at(browser: Browser, address: str) -> Page:
    """Open an address that leads nowhere."""
    page = browser.new_page()
    answer = page.goto(address)
    assert answer and answer.status == 404
    return page


@pytest.mark.parametrize("path", LOST)
def test_with_a_known_address_it_is_whole_at_any_depth(
    browser: Browser, full: tuple[Built, Path], tmp_path: Path, path: str
) -> None:
    """The sheet is there, and home, the other language and the search are reached."""
    site = full[1]
    (tmp_path / "full").symlink_to(site)  # as its `base_url` has it
    with serving(tmp_path, lost=site / "404.html") as root:
        page = opened_at(browser, f"{root}full/{path}")
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"
        for link in page.locator("main a").all():
            target = browser.new_page()
            answer = target.goto(f"{root}{(link.get_attribute('href') or '').lstrip('/')}")
            assert answer and answer.status == 200
            target.close()
        page.locator("input[name=q]").fill("罗")
        page.locator("input[name=q]").press("Enter")
        page.wait_for_url("**/full/search.html?q=*")
        page.close()


@pytest.mark.parametrize("path", LOST)
def test_without_it_words_are_left(browser: Browser, demo_site: Path, path: str) -> None:
    """Read without a sheet at depth: its heading and one way on, no form that leads nowhere, nothing large."""
    with serving(demo_site.parent, lost=demo_site / "404.html") as root:
        page = opened_at(browser, f"{root}{demo_site.name}/{path}")
        assert page.locator("h1").is_visible()
        assert page.locator("form, input, nav").count() == 0
        assert page.locator("main a").count() == 1
        assert page.evaluate("Math.max(...[...document.querySelectorAll('svg')].map(e => e.clientWidth))") <= (
            LARGEST_DRAWING
        )
        if "nobody" in path:
            assert page.locator("body").inner_text().split() == _words_in_order(page)
        page.close()


def test_the_one_way_leads_into_the_exhibition(browser: Browser, demo_site: Path) -> None:
    """From a folder of the site, home is the index of that folder, which knows all the ways."""
    with serving(demo_site.parent, lost=demo_site / "404.html") as root:
        page = opened_at(browser, f"{root}{demo_site.name}/craftsmen/nobody.html")
        page.locator("main a").click()
        page.wait_for_url("**/craftsmen/index.html")
        assert page.locator("header nav a").count() > 5
        page.close()


def _words_in_order(page: Page) -> list[str]:
    """Give the words that a reader without a sheet should meet, in that order."""
    parts = ("a.skip", ".brand span", ".lost-no", "h1", ".lede", "main li", ".imprint")
    return [word for part in parts for word in page.locator(part).first.inner_text().split()]
