"""Pages in a real browser: under http in a sub-path and from disk, in every size and both colour schemes.

These tests need a Chromium and fail without one: what no browser has opened has
not been tested.
"""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from jiangxin.pipeline import Built

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (320, 390, 1440, 2560)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no Chromium found: apt install chromium, or put a Chrome on the PATH")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def samples(demo: Built) -> dict[str, str]:
    """Give one page per template, the fullest one, by template."""
    fullest: dict[str, tuple[int, str]] = {}
    for plan in demo.site_plan.pages:
        if plan.template == "redirect.html" or plan.path.startswith("en/"):
            continue
        fullest[plan.template] = max(fullest.get(plan.template, (0, "")), (len(repr(plan.view)), plan.path))
    return {template: path for template, (_, path) in sorted(fullest.items())}


@pytest.fixture(scope="session")
def served(demo_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site in a sub-path on this machine; give its address."""
    root = tmp_path_factory.mktemp("www")
    shutil.copytree(demo_site, root / "zh" / "expo")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/zh/expo/"
    server.shutdown()
    server.server_close()


def opened(page: Page, address: str) -> list[str]:
    """Open an address; give what the console said and what was asked of others."""
    said: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        said.append(f"{message.type}: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith(("file://", "data:", "http://127.0.0.1:")):
            said.append(f"request: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    page.on("request", on_request)
    page.goto(address, wait_until="load")
    return said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_template_is_silent_under_http_and_from_disk(
    browser: Browser, demo_site: Path, served: str, samples: dict[str, str], scheme: str
) -> None:
    """No template says a word on the console, asks another host, or misses a file, wherever it is opened."""
    for path in samples.values():
        for address in (f"{served}{path}", (demo_site / path).as_uri()):
            page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
            assert opened(page, address) == [], address
            page.close()


def test_no_template_scrolls_sideways(browser: Browser, demo_site: Path, samples: dict[str, str]) -> None:
    """From a narrow phone to a large screen, nothing sticks out of the page."""
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 900})
        for path in samples.values():
            page.goto((demo_site / path).as_uri())
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (path, width, wide)
        page.close()


def test_everything_is_there_without_scripts_and_styles(
    browser: Browser, demo_site: Path, samples: dict[str, str]
) -> None:
    """With JavaScript off and the style sheet gone, each page still tells all it has."""
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    for path in samples.values():
        page.goto((demo_site / path).as_uri())
        assert page.locator("h1").count() == 1, path
        assert page.locator("main").inner_text().strip(), path
        assert page.locator("nav a").count() > 3 or path == "404.html", path
    context.close()


def test_nothing_moves_while_a_page_loads(browser: Browser, served: str, samples: dict[str, str]) -> None:
    """The layout does not shift: every picture and drawing has its place from the first paint."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.add_init_script(
        "self.shift = 0; new PerformanceObserver(list => { for (const each of list.getEntries())"
        " self.shift += each.value }).observe({type: 'layout-shift', buffered: true})"
    )
    for path in samples.values():
        page.goto(f"{served}{path}")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(60)
        assert page.evaluate("self.shift") == 0, path
    page.close()


def test_the_first_tab_leads_to_the_content(browser: Browser, demo_site: Path) -> None:
    """A keyboard reaches the content at once, and the focus can be seen."""
    page = browser.new_page()
    page.goto((demo_site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.close()


def test_targets_are_large_enough_for_a_thumb(browser: Browser, demo_site: Path, samples: dict[str, str]) -> None:
    """On a phone, every link of the navigation that is shown is at least 44 px high."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for path in samples.values():
        page.goto((demo_site / path).as_uri())
        heights = page.evaluate(
            "[...document.querySelectorAll('header nav a')].filter(a => a.checkVisibility())"
            ".map(a => a.getBoundingClientRect().height)"
        )
        assert heights or path == "404.html", path
        assert min(heights, default=44) >= 44, (path, heights)
    page.close()
