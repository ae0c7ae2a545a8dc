"""A request → a file of the site, with the reload script and the problems of the last build.

A page in another tab, a name that is re-bound to 127.0.0.1 or a neighbour on
the network must not read the exhibition or reach the server, hence the checks
of Host and Origin. Files are served only from the site, under the exact names
that stand there. What a build could not do is shown on top of the last good
page; it and the reload script exist only in what is served, never on disk.

Of livereload the browser script is used as it is, and its WebSocket handler
with the checks that it lacks; its own server and watcher (any Origin, reload by
GET, a look each 800 ms, builds inside its loop) are not.
"""

from __future__ import annotations

import asyncio
import html
import json
import mimetypes
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler  # type: ignore[import-untyped]  # has no types
from tornado.routing import Rule
from tornado.web import Application, HTTPError, RequestHandler

from jiangxin.server.early import Early

HOST = "127.0.0.1"

_MAX_MESSAGE_BYTES = 1 << 16
_ASK_AGAIN_SECONDS = 0.01
_NAMED_BY_DIGEST = re.compile(r"\.[0-9a-f]{10,}\.[a-z0-9]+$")
_TYPES = {
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_BANNER_CSS = """#jiangxin-problems {
  position: fixed; inset: 0 0 auto; z-index: 2147483647; max-height: 60vh; overflow: auto; margin: 0;
  padding: 1rem 1.25rem; border-bottom: 4px solid #c22; background: #fff4f2; color: #300;
  font: 16px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
}
"""
_BARE_PAGE = b'<!doctype html><html><head><meta charset="utf-8"><title>Jiangxin</title></head><body></body></html>'


class Beside(Protocol):
    """What is served under the port of a preview, beside its pages."""

    def routes(self, preview: Preview) -> Sequence[Rule]:
        """Give its routes, which win over the pages; the preview knows its port by now."""

    def addresses(self) -> str:
        """Give what is told of where to open it."""


class Preview:
    """What is served: the site, what is newer than it, and what the last build could not do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.names: tuple[str, ...] = (HOST, "localhost")  # that it is asked for by
        self.framed_by = "'self'"  # whose pages may show it in a frame, as a policy says it
        self.pages: Mapping[str, bytes] = {}  # by path; they are served, and never on disk
        self.early = Early(folder)

    def application(self, beside: Beside | None = None) -> Application:
        """Give what answers requests; what is served `beside` is asked first."""
        handlers: list[Rule | tuple[str, type[RequestHandler], dict[str, Preview]]] = [
            *(beside.routes(self) if beside else ()),
            (r"/livereload", _Reloads, {"preview": self}),
            (r"/livereload\.js", _ReloadScript, {"preview": self}),
            (r"/livereload\.css", _BannerStyle, {"preview": self}),
            (r"/.*", _Pages, {"preview": self}),
        ]
        return Application(handlers, log_function=lambda _: None, websocket_max_message_size=_MAX_MESSAGE_BYTES)

    def reload(self) -> None:
        """Tell every page that is open to load itself again."""
        _Reloads.reload_waiters("*")

    def origins(self) -> frozenset[str]:
        """Give the origins that are ours."""
        hosts = [f"{name}:{self.port}" for name in self.names]
        if self.port == 80:
            hosts += self.names
        return frozenset(f"http://{host}" for host in hosts)

    def find(self, url_path: str) -> Path | None:
        """Give what a path of a URL names exactly: a file, "index.html" for a folder. No link is followed."""
        names = unquote(url_path).removeprefix("/").split("/")
        if names[-1] == "":
            names[-1] = "index.html"
        here = self.folder
        for name in names:
            if name not in _names_in(here) or (here / name).is_symlink():
                return None
            here = here / name
        return here if here.exists() else None

    def open_pages(self) -> frozenset[str]:
        """Give the paths of the pages that stand open in a browser."""
        return frozenset(path for each in tuple(_Reloads.waiters) if (path := getattr(each, "page", None)) is not None)

    def page(self, url_path: str) -> bytes | None:
        """Give a page that is only in memory, for the path of a URL."""
        path = page_path(url_path)
        return self.pages.get(path) or self.early.pages.get(path)

    def with_extras(self, page: bytes) -> bytes:
        """Add the reload script, and the problems where there are any, to a page."""
        head = f'<script src="/livereload.js?port={self.port}" async></script>'
        banner = ""
        if self.early.problems:
            head += '<link rel="stylesheet" href="/livereload.css">'
            banner = f'<pre id="jiangxin-problems" role="alert" tabindex="0">{html.escape(self.early.problems)}</pre>'
        before, mark, after = page.partition(b"</head>")
        page = before + head.encode() + mark + after
        before, mark, after = page.rpartition(b"</body>")
        if not mark:
            return page + banner.encode()
        return before + banner.encode() + mark + after


class _Guarded(RequestHandler):
    """Answers only what comes from this computer under one of its own names, and only to pages served here."""

    preview: Preview

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def prepare(self) -> None:
        self.set_header("Content-Security-Policy", f"frame-ancestors {self.preview.framed_by}")
        headers = self.request.headers
        ours = self.preview.origins()
        if f"http://{headers.get('Host', '')}" not in ours or headers.get("Origin", "") not in ours | {""}:
            raise HTTPError(403)
        is_followed_link = headers.get("Sec-Fetch-Mode") == "navigate"
        if headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") and not is_followed_link:
            raise HTTPError(403)
        if headers.get("Service-Worker"):  # it would go on showing old pages
            raise HTTPError(404)

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.clear_header("Server")


class _Pages(_Guarded):
    """The files of the site."""

    async def get(self) -> None:
        path = self.request.path
        while (made := self.preview.page(path)) is None and (found := self.preview.find(path)) is None:
            if not self.preview.early.is_building:
                break
            await asyncio.sleep(_ASK_AGAIN_SECONDS)
        if made is not None:
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(self.preview.with_extras(made))
            return
        if found is not None and found.is_dir():
            self.redirect(path + "/")
            return
        if found is None:
            self.set_status(404)
            found = self.preview.find("/404.html")
        try:
            content = found.read_bytes() if found is not None and found.is_file() else _BARE_PAGE
        except OSError:  # it went between the look and the reading
            raise HTTPError(404) from None
        name = found.name if found is not None else "404.html"
        if _NAMED_BY_DIGEST.search(name) and self.get_status() == 200:
            self.set_header("Cache-Control", "private, max-age=3600, immutable")
        self.set_header("Content-Type", _content_type(name))
        self.finish(self.preview.with_extras(content) if name.endswith(".html") else self._part_of(content))

    async def head(self) -> None:
        await self.get()

    def _part_of(self, content: bytes) -> bytes:
        """Give the range that a video player asks for, or all."""
        self.set_header("Accept-Ranges", "bytes")
        wanted = re.fullmatch(r"bytes=(\d{1,15})-(\d{0,15})", self.request.headers.get("Range", ""))
        if wanted is None or self.get_status() != 200:
            return content
        first = int(wanted[1])
        last = min(int(wanted[2]) if wanted[2] else len(content) - 1, len(content) - 1)
        if first > last:
            self.set_status(416)
            self.set_header("Content-Range", f"bytes */{len(content)}")
            return b""
        self.set_status(206)
        self.set_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
        return content[first : last + 1]


class _BannerStyle(_Guarded):
    """How problems look: a file, because the pages allow no inline style."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(_BANNER_CSS)


class _ReloadScript(_Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """The browser's half of livereload, as it comes."""


class _Reloads(_Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The WebSocket over which pages are told to reload."""

    watcher = SimpleNamespace(filepath="*")
    live_css = False

    def check_origin(self, origin: str) -> bool:
        return origin in self.preview.origins()

    def prepare(self) -> None:
        if "Origin" not in self.request.headers:  # every browser sends it here
            raise HTTPError(403)
        super().prepare()

    page: str | None = None  # the path of the page that listens

    def on_message(self, message: str | bytes) -> None:
        try:
            super().on_message(message)
            told = json.loads(message)
            if told["command"] == "info":
                self.page = page_path(urlsplit(told["url"]).path)
        except (ValueError, AttributeError, TypeError, KeyError):
            self.close()


def page_path(url_path: str) -> str:
    """Give the path in the site of the page that a URL's path names."""
    path = unquote(url_path).removeprefix("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def _names_in(folder: Path) -> set[str]:
    try:
        return {entry.name for entry in folder.iterdir()}
    except OSError:
        return set()


def _content_type(name: str) -> str:
    ending = Path(name).suffix
    kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("json", "xml"))
    return f"{kind}; charset=utf-8" if is_text else kind
