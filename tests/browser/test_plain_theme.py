"""The plain theme proves the contract: another theme shows the same facts, in other clothes, without a script."""

from __future__ import annotations

import dataclasses
import gzip
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser

from jiangxin.folders import Folders
from jiangxin.model.text import Phrase
from jiangxin.pages.plan import PagePlan
from jiangxin.pipeline import Built, Options, build
from tests.browser.conftest import WIDTHS, opened
from tests.conftest import ROOT
from tests.site.test_demo import Page, target_of

MOST_BYTES = 3_000


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path]:
    """Build the demo with the plain theme; give what was built and where."""
    base = tmp_path_factory.mktemp("plain")
    cache = tmp_path_factory.getbasetemp() / "demo" / "cache"  # pictures that the demo has made are not made again
    return build(Folders.of(ROOT, base / "site", cache), Options(theme="plain")), base / "site"


@pytest.fixture(scope="module")
def pages(built: tuple[Built, Path]) -> dict[str, Page]:
    """Give every page, by path."""
    site = built[1]
    return {path.relative_to(site).as_posix(): Page(path.read_text("utf-8")) for path in site.rglob("*.html")}


@pytest.fixture(scope="module")
def samples(built: tuple[Built, Path]) -> dict[str, str]:
    """Give the fullest page of each template in Chinese, by template."""
    fullest: dict[str, tuple[int, str]] = {}
    for plan in built[0].site_plan.pages:
        if plan.template != "redirect.html" and not plan.path.startswith("en/"):
            fullest[plan.template] = max(fullest.get(plan.template, (0, "")), (len(repr(plan.view)), plan.path))
    return {template: path for template, (_, path) in sorted(fullest.items())}


def said(value: object) -> Iterator[str]:
    """Give every text of a view, but for addresses, drawings and what is meant for machines."""
    if isinstance(value, Phrase):
        yield value.text
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from said(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from said(getattr(value, field.name))


def bare(text: str) -> str:
    """Give words without spaces and joiners, as both themes write them."""
    return re.sub(r"[\s\u2060]+", "", text)


def test_every_fact_the_default_theme_shows_is_shown(
    demo: Built, demo_site: Path, built: tuple[Built, Path], pages: dict[str, Page]
) -> None:
    """Each text of a view that stands on a page of 炉图 stands on the same page of 素."""
    plans: dict[str, PagePlan] = {plan.path: plan for plan in built[0].site_plan.pages}
    assert set(plans) == {plan.path for plan in demo.site_plan.pages}
    missing = []
    for path, plan in plans.items():
        here = bare("".join(pages[path].words))
        there = bare("".join(Page((demo_site / path).read_text("utf-8")).words))
        missing += [(path, text) for text in map(bare, said(plan.view)) if text in there and text not in here]
    assert missing == []


def test_pages_are_well_formed_and_hold_no_script(built: tuple[Built, Path]) -> None:
    """Every page parses without an error of HTML5; what machines are told is all that stands in a script element."""
    for path in sorted(built[1].rglob("*.html")):
        text = path.read_text("utf-8")
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(text)
        assert [error for error in parser.errors if error[1] != "non-void-element-with-trailing-solidus"] == [], path
        assert not re.search(r'<script(?! type="application/ld\+json")', text), path
        assert not re.search(r" style=|<style| on\w+=", text), path


def test_every_link_resolves_and_headings_are_in_order(built: tuple[Built, Path], pages: dict[str, Page]) -> None:
    """Addresses name files and fragments that are there; each page has one h1, skips no level, names each id once."""
    broken = []
    for name, page in pages.items():
        for href in {*page.links, *page.loads}:
            if target := target_of(name, href):
                path, fragment = target
                if not (built[1] / path).is_file() or (fragment and path in pages and fragment not in pages[path].ids):
                    broken.append((name, href))
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)
        assert len(page.ids) == len(set(page.ids)), name
    assert broken == []


def test_the_sheet_is_light(built: tuple[Built, Path]) -> None:
    """One style sheet, small."""
    (sheet,) = (built[1] / "assets").glob("*.css")
    assert len(gzip.compress(sheet.read_bytes(), 9, mtime=0)) <= MOST_BYTES


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_template_is_silent_from_disk(
    browser: Browser, built: tuple[Built, Path], samples: dict[str, str], scheme: str
) -> None:
    """Nothing is said on the console, nobody is asked, and no file is missed."""
    for path in samples.values():
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        assert opened(page, (built[1] / path).as_uri()) == [], path
        page.close()


def test_no_template_scrolls_sideways_and_targets_are_large(
    browser: Browser, built: tuple[Built, Path], samples: dict[str, str]
) -> None:
    """From a narrow phone to a large screen nothing sticks out, and the header can be hit with a thumb."""
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 900})
        for path in samples.values():
            page.goto((built[1] / path).as_uri())
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (path, width, wide)
            heights = page.evaluate(
                "[...document.querySelectorAll('header nav a')].map(a => a.getBoundingClientRect().height)"
            )
            assert min(heights, default=44) >= 44, (path, heights)
        page.close()
