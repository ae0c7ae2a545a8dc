"""From a save to the words in the browser: `python bench/serve.py`.

The preview is started as an editor starts it, a page is opened in Chromium, a
sentence is added to its text and saved, and the clock runs until the sentence
stands in the page. Nobody touches the browser: the preview has to tell it. The
page itself looks for it before each of its frames and notes the time; whoever
asks from outside asks late.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the program beside us, installed or not

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as NotSeenError

from bench.builds import MAKERS, applied
from bench.choices import positive, sizes
from bench.generators import BODY, HUGO, OURS, Edit, Generator
from bench.memory import descendants, held_mib
from bench.processes import ROOT, CommandFailedError, environment
from bench.table import markdown

WORK = ROOT / "bench" / ".work"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_START_S, _SEEN_S = 600.0, 120.0
_BETWEEN_S = 1.0  # an editor does not save as fast as a machine could
_LOOK = """(() => { const look = () => {
  if (!window.seen && window.name && document.body?.textContent.includes(window.name)) window.seen = Date.now();
  requestAnimationFrame(look) }; look() })()"""  # the name of a window outlives its documents
_ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|localhost):\d+/")


@dataclass(frozen=True, slots=True)
class Served:
    """What a preview did: seconds until it answered, seconds from each save to the page, and the MiB it then held."""

    tool: str
    entries: int
    start_s: float
    saves_s: Sequence[float]
    held_mib: float


def main(arguments: Sequence[str]) -> int:
    """Run the bench and tell what it found; give 0, or 1 where it could not be run."""
    options = _parser().parse_args(arguments)
    names = [OURS, *(name for name in (HUGO,) if name.lower() == options.peer)]
    try:
        served = [
            measure(MAKERS[name](WORK, count), count, options.saves) for count in options.entries for name in names
        ]
    except CommandFailedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{told(served)}\n")
    return 0


def told(served: Sequence[Served]) -> str:
    """Give a table in Markdown of what previews did."""
    head = ("save to browser", "entries", "saves", "median s", "worst s", "start s", "holds MiB")
    lines = [
        (
            each.tool,
            f"{each.entries:,}",
            str(len(each.saves_s)),
            f"{statistics.median(each.saves_s):.2f}",
            f"{max(each.saves_s):.2f}",
            f"{each.start_s:.1f}",
            f"{each.held_mib:.0f}",
        )
        for each in served
    ]
    return markdown([head, *lines], words=1)


def measure(site: Generator, count: int, saves: int) -> Served:
    """Serve a site, save `saves` times, and see each in the browser. Raises CommandFailedError."""
    edit = site.edits()[BODY]
    where = site.page_of(edit.page).relative_to(site.output).as_posix().removesuffix("index.html")
    started = time.perf_counter()
    with _serving(site) as (address, server), applied(edit):
        start_s = time.perf_counter() - started
        with _browsing() as page:
            _open(page, address + where, edit.shown)
            saves_s = [_save(page, edit, f"这是第{number + 1}次保存。") for number in range(saves)]
        return Served(site.name, count, start_s, saves_s, held_mib([server, *descendants(server)]))


def _save(page: Page, edit: Edit, words: str) -> float:
    """Write `words` for what the edit shows; give the seconds until the page shows them."""
    time.sleep(_BETWEEN_S)
    text = edit.new.replace(edit.shown, words)
    page.evaluate("words => { window.name = words; window.seen = 0 }", words)
    before = time.time()
    edit.path.write_text(text, "utf-8")
    _see(page, words)
    page.wait_for_function("() => window.seen", timeout=_SEEN_S * 1000)
    return float(page.evaluate("window.seen")) / 1000 - before


def _open(page: Page, url: str, words: str) -> None:
    """Open a page that shows `words`; what is built between its opening and its listening it is not told of."""
    until = time.perf_counter() + _SEEN_S
    page.goto(url)
    while words not in page.content():
        if time.perf_counter() > until:
            raise CommandFailedError(f"{url} does not show {words!r} after {_SEEN_S:.0f} s")
        time.sleep(_BETWEEN_S)
        page.reload()


def _see(page: Page, words: str) -> None:
    try:
        page.wait_for_function("words => document.body?.textContent.includes(words)", arg=words, timeout=_SEEN_S * 1000)
    except NotSeenError:
        raise CommandFailedError(f"{page.url} does not show {words!r} after {_SEEN_S:.0f} s") from None


@contextmanager
def _serving(site: Generator) -> Iterator[tuple[str, int]]:
    """Run the preview; give its address, once it tells it, and its process."""
    log = site.folder.with_name(f"{site.folder.name}-serve.txt")
    with log.open("wb") as said:
        server = subprocess.Popen(  # noqa: S603  # our own words
            _serve_command(site, _free_port()),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment(),
            start_new_session=True,
        )
    try:
        yield _address(server, log), server.pid
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _serve_command(site: Generator, port: int) -> list[str]:
    program, *options = site.command
    if site.name == HUGO:
        return [program, "server", *(option for option in options if option != "--quiet"), "--port", str(port)]
    return [program, *("serve" if option == "build" else option for option in options), "--port", str(port)]


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the preview tells where it is. Raises CommandFailedError where it ends or does not."""
    until = time.perf_counter() + _START_S
    while server.poll() is None and time.perf_counter() < until:
        if found := _ADDRESS.search(log.read_text("utf-8", "replace")):
            return found[0]
        time.sleep(0.02)
    raise CommandFailedError(f"the preview told no address\n{log.read_text('utf-8', 'replace')[-2000:]}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextmanager
def _browsing() -> Iterator[Page]:
    """Start the system's Chromium; give a page of it. Raises CommandFailedError where there is none."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        raise CommandFailedError("no Chromium found: apt install chromium, or put a Chrome on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.add_init_script(_LOOK)
        yield page
        browser.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="How long it takes from a save to the words in the browser.")
    add = parser.add_argument
    add("--entries", type=sizes, default=(1_000,), help="numbers of entries (default 1000)")
    add("--saves", type=positive, default=20, help="saves, of which median and worst are told (default 20)")
    add("--peer", choices=[HUGO.lower()], help="the same with Hugo's server")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
