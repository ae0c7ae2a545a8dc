"""Without JavaScript: every page is reached by links, and whatever is said with scripts is said without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

from playwright.sync_api import Browser, Page

from tests.browser.conftest import Specimen

LINK = re.compile(r'<a\b[^>]*?\shref="([^"]+)"')
REDIRECT = re.compile(r'http-equiv="refresh"')
CONTROLS = "main :is(button, .aloud, .found-status, .found-list, .found-kinds, dialog)"
WORDS = """controls => { for (const each of document.querySelectorAll(controls)) each.remove();
  return document.querySelector('main').innerText }"""


def test_every_page_is_reached_by_links_in_a_sub_path(served: str, demo_site: Path) -> None:
    """From the home page, by links and nothing else, every page comes with 200; only the not-found page is left."""
    seen, fresh = {f"{served}index.html"}, [f"{served}index.html"]
    missing: list[str] = []
    with ThreadPoolExecutor(8) as readers:
        while fresh:
            found = {link for page in readers.map(_links_of, fresh) for link in page}
            missing += [link for link in found if link.startswith("missing: ")]
            fresh = sorted(link for link in found - seen if link.startswith(served))
            seen |= set(fresh)
    assert missing == []
    reached = {address.removeprefix(served) for address in seen}
    every = {path.relative_to(demo_site).as_posix(): path for path in demo_site.rglob("*.html")}
    assert reached <= set(every)
    left = {path for path in every.keys() - reached if not REDIRECT.search(every[path].read_text("utf-8"))}
    assert left == {"404.html"}


def _links_of(address: str) -> Iterable[str]:
    """Give the pages that a page leads to, or `missing: ` and its own address."""
    try:
        with urlopen(address) as answer:  # noqa: S310 (our own server)
            text = answer.read().decode("utf-8")
    except HTTPError:
        return [f"missing: {address}"]
    return [
        urldefrag(urljoin(address, link))[0] for link in LINK.findall(text) if link.partition("#")[0].endswith("html")
    ]


def test_nothing_is_said_by_scripts_alone(browser: Browser, specimens: tuple[Specimen, ...]) -> None:
    """On every form, from disk, the words of the main part are the same, but for controls that need a script."""
    shown, told = browser.new_context(java_script_enabled=True), browser.new_context(java_script_enabled=False)
    for context in (shown, told):
        context.route(re.compile(r"\.(avif|webp|jpg|png)$"), lambda route: route.abort())
    with_scripts, without = shown.new_page(), told.new_page()
    for one in specimens:
        if one.form != "redirect":
            assert _words(with_scripts, one) - _words(without, one) == set(), one.path
    shown.close()
    told.close()


def _words(page: Page, one: Specimen) -> set[str]:
    page.goto(one.address)
    return {line.strip() for line in page.evaluate(WORDS, CONTROLS).splitlines() if line.strip()}


def test_everything_is_there_without_styles(browser: Browser, specimens: tuple[Specimen, ...]) -> None:
    """With the style sheets gone as well, each page has its heading, its words and its ways."""
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    for one in specimens:
        if one.form != "redirect":
            page.goto(one.address)
            assert page.locator("h1").is_visible(), one.path
            assert page.locator("main").inner_text().strip(), one.path
            assert page.locator("nav a").count() > 3 or one.form == "not-found", one.path
    context.close()
