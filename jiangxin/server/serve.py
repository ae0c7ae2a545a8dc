"""A folder and a way to build it → a preview that follows what is written.

Three threads. This one answers the browser; another looks, builds and then asks
this one to tell the browser. The pages that someone sees are made first and shown
at once, while the others, search and feeds are still made; whatever a page asks for
that is not there yet is waited for. A third listens: where words were saved, their
page is shown before anything else is looked at (a glimpse), also while a build runs.
What was changed while a build ran is seen by the next look.
"""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tornado.httpserver import HTTPServer

from jiangxin.pipeline import Audience
from jiangxin.server.preview import HOST, Beside, Preview
from jiangxin.server.watcher import Watcher

_MAX_REQUEST_BYTES = 1 << 16
_TURN_SECONDS = 0.0005  # after it a build lets the browser be answered
_BROWSER_FIRST_SECONDS = 0.15  # so long a browser has the processors to itself when pages are new


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a build said: whether the site is new, what to tell the editor, and pages that only the preview has."""

    ok: bool
    text: str
    pages: Mapping[str, bytes] = field(default_factory=dict)


Rebuild = Callable[[Audience], Rebuilt]
"""A way to build, which shows the audience its pages before anything else is made."""

Glimpse = Callable[[Collection[Path], Collection[str]], Mapping[str, bytes]]
"""A way to make at once, of the pages that are seen, those whose texts were saved: both by path."""


def _no_glimpse(saved: Collection[Path], seen: Collection[str]) -> Mapping[str, bytes]:
    return {}


def serve(
    folder: Path,
    rebuild: Rebuild,
    watch: Sequence[Path],
    port: int,
    announce: Callable[[str], None],
    *,
    glimpse: Glimpse = _no_glimpse,
    beside: Beside | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Build once, serve `folder`, and build again whenever something below `watch` changes.

    Before that a `glimpse` is shown, where there is one. `announce` is given the text
    of each build and the address, or where to open what is served `beside` the pages
    under the same port. Ends by an interrupt or, within about a second, when `stop` is
    set. `port` 0 takes a free one. Raises OSError where the port is taken.
    """
    ended = stop or threading.Event()
    sys.setswitchinterval(_TURN_SECONDS)
    preview = Preview(folder.resolve())
    watcher = Watcher([path.resolve() for path in watch], folder.resolve())
    try:
        asyncio.run(_serve(preview, watcher, rebuild, glimpse, port, announce, beside, ended))
    except KeyboardInterrupt:
        return
    finally:
        ended.set()


async def _serve(
    preview: Preview,
    watcher: Watcher,
    rebuild: Rebuild,
    glimpse: Glimpse,
    port: int,
    announce: Callable[[str], None],
    beside: Beside | None,
    ended: threading.Event,
) -> None:
    door = socket.create_server((HOST, port))
    door.setblocking(False)
    preview.port = door.getsockname()[1]
    server = HTTPServer(preview.application(beside), max_body_size=_MAX_REQUEST_BYTES)
    loop = asyncio.get_running_loop()
    finished = asyncio.Event()

    def reload() -> None:
        loop.call_soon_threadsafe(preview.reload)

    def show(pages: Mapping[str, bytes], *, is_glimpse: bool = False) -> None:
        if preview.early.show(pages, is_glimpse=is_glimpse):
            reload()
            time.sleep(_BROWSER_FIRST_SECONDS)

    def saved(paths: Collection[Path]) -> None:
        try:
            show(glimpse(paths, preview.open_pages()), is_glimpse=True)
        except Exception as error:  # a defect; the build is not kept from telling more
            announce(f"{type(error).__name__}: {error}")

    def build() -> None:
        preview.early.begin()
        try:
            rebuilt = rebuild(Audience(preview.open_pages, show))
        except Exception as error:  # a defect must not end the preview of someone who writes
            rebuilt = Rebuilt(False, f"{type(error).__name__}: {error}")
        if rebuilt.ok:
            preview.pages = rebuilt.pages
        is_shown = preview.early.end("" if rebuilt.ok else rebuilt.text, preview.open_pages())
        announce(rebuilt.text)
        if not is_shown:
            reload()

    def nothing_changed() -> None:
        if preview.early.settle():
            reload()

    def keep_building() -> None:
        while not ended.is_set():
            if watcher.wait_for_change(ended, nothing_changed):
                build()
        loop.call_soon_threadsafe(finished.set)

    build()
    watcher.listen(ended, saved)
    server.add_socket(door)
    announce(beside.addresses() if beside else f"http://{HOST}:{preview.port}/")
    threading.Thread(target=keep_building, daemon=True).start()
    try:
        await finished.wait()
    finally:
        server.stop()
        await server.close_all_connections()
