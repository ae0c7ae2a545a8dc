"""What the browser tests share: the system's Chromium, sites under http in a sub-path, and a page of every form.

A page's form is its template and what makes it look otherwise: a photograph, a kind
of diagram, a kind of story, a filter. `specimens` finds the fullest page of every
form in both languages by itself, so a new template cannot be forgotten.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from jiangxin.folders import Folders
from jiangxin.pages.parts import Card
from jiangxin.pages.plan import PagePlan, SitePlan
from jiangxin.pages.views import (
    BlocksView,
    EntryView,
    HallView,
    ListView,
    PageView,
    ProgrammeView,
    StoryView,
    TimelineView,
)
from jiangxin.pipeline import Built, build
from tests.conftest import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]
WIDTHS = (320, 390, 768, 1440, 3840)
COUNT_SHIFTS = (
    "self.shift = 0; new PerformanceObserver(list => { for (const each of list.getEntries())"
    " self.shift += each.value }).observe({type: 'layout-shift', buffered: true})"
)
"""A script for a page to begin with: `self.shift` is how much has moved by itself since the first paint."""


def opened(page: Page, address: str) -> list[str]:
    """Open an address; give what the console said and what was asked of others, also what comes later."""
    said: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        said.append(f"{message.type}: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith(("file://", "data:", "http://127.0.0.1:")):
            said.append(f"request: {request.url}")

    def on_failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # not missed: the visitor went on before it came
            said.append(f"failed: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("requestfailed", on_failed)
    page.on("request", on_request)
    page.goto(address, wait_until="load")
    return said


def soon(page: Page, is_so: Callable[[], bool]) -> bool:
    """Say whether something comes true within ten seconds: scrolling, drawing and loading take their time."""
    for _ in range(200):
        if is_so():
            return True
        page.wait_for_timeout(50)
    return False


def moving(places: Iterable[str], shift_of: Callable[[str], float]) -> list[str]:
    """Give the pages that move each time they are seen.

    A browser that is busy draws now and then while it is within an element, whose rest then makes it larger.
    """
    return [place for place in places if shift_of(place) and shift_of(place)]


@dataclass(frozen=True, slots=True)
class Specimen:
    """The fullest page of a form in one language; `path` is counted from the folder `site`."""

    form: str  # "exhibit, photographs"
    lang: str
    site: Path
    path: str

    @property
    def address(self) -> str:
        """Give the page's address on disk."""
        return (self.site / self.path).as_uri()


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the system's Chromium; `LookupError` where there is none."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        raise LookupError("no Chromium found: apt install chromium, or put a Chrome on the PATH")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a browser for the tests of a module."""
    with launched() as started:
        yield started


@contextmanager
def serving(root: Path, *, late: tuple[str, ...] = (), seconds: float = 0, lost: Path | None = None) -> Iterator[str]:
    """Serve a folder on this machine; give its address, which ends in a slash.

    Files whose names end in one of `late` come after `seconds`; `lost` is the page
    that stands in for whatever is not there, as hosts of static sites have it.
    """

    class Server(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            """Give a file, late where it has to be."""
            if late and self.path.endswith(late):
                time.sleep(seconds)
            super().do_GET()

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            """Give the page for what is not there."""
            if lost is None:
                return super().send_error(code, message, explain)
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(lost.read_bytes())
            return None

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def served(demo_site: Path) -> Iterator[str]:
    """Serve the demo in a sub-path; give its address."""
    with serving(demo_site.parent) as root:
        yield f"{root}{demo_site.name}/"


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path]:
    """Build the golden exhibition that has what the demo lacks, such as a page at an old address."""
    base = tmp_path_factory.mktemp("full")
    return build(Folders.of(ROOT / "tests" / "golden" / "full", base / "site", base / "cache")), base / "site"


@pytest.fixture(scope="session")
def specimens(demo: Built, demo_site: Path, full: tuple[Built, Path]) -> tuple[Specimen, ...]:
    """Give the fullest page of every form in every language, from the demo where it has one."""
    return specimens_of((demo.site_plan, demo_site), (full[0].site_plan, full[1]))


@pytest.fixture(scope="session")
def chinese(specimens: tuple[Specimen, ...]) -> tuple[Specimen, ...]:
    """Give the specimens in Chinese: one of every form."""
    return tuple(one for one in specimens if one.lang == "zh-Hans")


def specimens_of(*sites: tuple[SitePlan, Path]) -> tuple[Specimen, ...]:
    """Give the fullest page of every form in every language, from the first site that has one, by form."""
    found: dict[tuple[str, str], Specimen] = {}
    for plan, site in sites:
        found = _fullest(plan, site) | found
    return tuple(found[key] for key in sorted(found))


def _fullest(plan: SitePlan, site: Path) -> dict[tuple[str, str], Specimen]:
    sizes: dict[tuple[str, str], int] = {}
    found: dict[tuple[str, str], Specimen] = {}
    for page in plan.pages:
        key, size = (form_of(page), page.view.lang), len(repr(page.view))
        if size > sizes.get(key, 0):
            sizes[key], found[key] = size, Specimen(*key, site, page.path)
    return found


def form_of(page: PagePlan) -> str:
    """Name a page's form: its template, then what makes it look otherwise."""
    return ", ".join([page.template.removesuffix(".html"), *_traits(page.view)])


def _traits(view: PageView) -> Iterator[str]:
    match view:
        case ProgrammeView(diagram=diagram) if diagram:
            yield diagram.kind
        case StoryView(story_kind=kind):
            yield kind
        case HallView(temper=temper) if temper:
            yield "tempered"
        case TimelineView(filters=filters) if filters and not filters[0].current:
            yield "filtered"
        case ListView(cards=cards):
            yield from _shown_as(cards)
        case BlocksView(blocks=blocks):
            yield from _shown_as(tuple(card for block in blocks for card in block.cards))
        case _:
            pass
    if isinstance(view, EntryView) and (view.lead or view.gallery):
        yield "photographs"


def _shown_as(cards: tuple[Card, ...]) -> Iterator[str]:
    if any(card.kind == "craftsman" for card in cards):
        yield "people"
    elif any(card.picture or card.drawing for card in cards):
        yield "pictures"
