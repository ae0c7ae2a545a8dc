"""The preview serves the site to this computer alone, and follows what is written."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from jiangxin.pipeline import Audience
from jiangxin.server import Rebuilt, serve
from jiangxin.server.early import Early
from jiangxin.server.watcher import Watcher

PAGE = "<!doctype html><html><head><title>x</title></head><body><p>{}</p></body></html>"
SCRIPT = '<script src="/livereload.js?port={}" async></script>'


class Running:
    """A preview that runs, of a site whose one page shows what stands in `content/text`."""

    def __init__(self, tmp_path: Path) -> None:
        self.site = tmp_path / "site"
        self.source = tmp_path / "content" / "text"
        self.source.parent.mkdir()
        self.source.write_text("first")
        (self.site / "works").mkdir(parents=True)
        (self.site / "works" / "index.html").write_text(PAGE.format("works"))
        (self.site / "style.css").write_text("body{}")
        (self.site / "clip.mp4").write_bytes(bytes(range(100)))
        (self.site / "404.html").write_text(PAGE.format("not here"))
        self.builds = 0
        self.told: list[str] = []
        self.stop = threading.Event()
        self.go_on = threading.Event()
        self.seen: Collection[str] = ()
        self.port = 0
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        folders = [self.source.parent]
        serve(self.site, self._rebuild, folders, 0, self.told.append, glimpse=self._glimpse, stop=self.stop)

    def _glimpse(self, saved: Collection[Path], seen: Collection[str]) -> dict[str, bytes]:
        assert [path.name for path in saved] == ["text"]
        text = self.source.read_text()
        if text == "no glimpse":
            raise RuntimeError("a defect")
        return {"index.html": PAGE.format(f"glimpse of {text}").encode()} if text.startswith("words") else {}

    def _rebuild(self, audience: Audience) -> Rebuilt:
        self.builds += 1
        text = self.source.read_text()
        if text.startswith("bad"):
            return Rebuilt(False, f"{text} <script>alert(1)</script>")
        if text == "defect":
            raise RuntimeError("a defect")
        if text.startswith("words"):
            assert self.go_on.wait(20)
        if text.startswith("slow"):
            self.seen = audience.pages()
            audience.show({"index.html": PAGE.format(f"early {text}").encode()})
            assert self.go_on.wait(20)
            (self.site / "late.css").write_text("p{}")
            if text.endswith("bad"):
                return Rebuilt(False, "bad after all")
        (self.site / "index.html").write_text(PAGE.format(text))
        return Rebuilt(True, f"built {text}", {"pieces.html": PAGE.format("pieces").encode()})

    def start(self) -> None:
        """Start, and wait for the address."""
        self.thread.start()
        until(lambda: any(text.startswith("http://") for text in self.told))
        self.port = int(self.told[-1].rstrip("/").rpartition(":")[2])

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Ask for a path; give status, headers and text. In header names "_" stands for "-"."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode("latin-1")
        finally:
            connection.close()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


async def closed(connection: WebSocketClientConnection) -> None:
    """Close a WebSocket and wait for the other end."""
    connection.close()
    while await connection.read_message() is not None:
        pass


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Give a preview that runs."""
    preview = Running(tmp_path)
    preview.start()
    yield preview
    preview.stop.set()
    preview.thread.join(20)
    assert not preview.thread.is_alive()


def test_pages(running: Running) -> None:
    """Pages are served with the reload script, folders by their index.html, and the site on disk stays without."""
    script = SCRIPT.format(running.port)
    for path, text in (("/", "first"), ("/index.html", "first"), ("/works/", "works")):
        status, headers, body = running.ask(path)
        assert status == 200
        assert body == PAGE.format(text).replace("</head>", script + "</head>")
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["Cache-Control"] == "no-store"
    assert "livereload" not in (running.site / "index.html").read_text()
    status, headers, _ = running.ask("/works")
    assert (status, headers["Location"]) == (302, "/works/")
    assert running.ask("/style.css")[2] == "body{}"
    assert "LiveReload" in running.ask(f"/livereload.js?port={running.port}")[2]


def test_a_page_of_the_preview_only(running: Running) -> None:
    """A page that a build gives to the preview is served as any other, and never written."""
    status, headers, text = running.ask("/pieces.html")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "<p>pieces</p>" in text
    assert SCRIPT.format(running.port) in text
    assert not (running.site / "pieces.html").exists()


def test_head(running: Running) -> None:
    """HEAD gives the headers of GET without the page; nothing can be sent."""
    assert running.ask("/", "HEAD")[0::2] == (200, "")
    for method in ("POST", "PUT", "DELETE"):
        assert running.ask("/", method)[0] == 405
    assert running.ask("/forcereload")[0] == 404


def test_unknown(running: Running) -> None:
    """An unknown address gives the site's own 404 page."""
    status, _, body = running.ask("/none.html")
    assert status == 404
    assert "not here" in body


WAYS_UP = ("/../secret", "/%2e%2e/secret", "/..%2fsecret", "/works/../../secret", "//secret", "/..", "/.", "/works/.")
OTHER_NAMES = (
    "/Style.css",
    "/style.css/",
    "/style.css%00",
    "/works//index.html",
    "/outside",
    "/away/secret",
    "/%c3%28",
)


@pytest.mark.parametrize("path", [*WAYS_UP, *OTHER_NAMES])
def test_nothing_but_the_site(running: Running, path: str) -> None:
    """Only exact names that stand in the site are served: no way up, no link out, no other case."""
    (running.site.parent / "secret").write_text("secret")
    (running.site / "outside").symlink_to(running.site.parent / "secret")
    (running.site / "away").symlink_to(running.site.parent)
    status, _, body = running.ask(path)
    assert status == 404
    assert "secret" not in body


def test_host(running: Running) -> None:
    """A request under another name (DNS rebinding) or from another origin's page is refused."""
    own = f"127.0.0.1:{running.port}"
    for host in (own, f"localhost:{running.port}"):
        assert running.ask("/", Host=host)[0] == 200
    for host in ("evil.example", f"evil.example:{running.port}", "127.0.0.1", "127.0.0.1:1", "", f"{own}.evil.example"):
        for path in ("/", "/livereload.js", "/livereload.css", "/livereload", "/style.css"):
            assert running.ask(path, Host=host)[0] == 403, (host, path)
    assert running.ask("/", Origin=f"http://{own}")[0] == 200
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1", f"https://{own}"):
        assert running.ask("/", Origin=origin)[0] == 403
    assert running.ask("/style.css", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0] == 403
    assert running.ask("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")[0] == 200
    assert running.ask("/style.css", Service_Worker="script")[0] == 404


def test_loopback_only(running: Running) -> None:
    """The server listens on 127.0.0.1 and on no other address."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=5):
        pass
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", running.port), timeout=1):
        pass


def test_ranges(running: Running) -> None:
    """A video player gets the range that it asks for."""
    status, headers, body = running.ask("/clip.mp4", Range="bytes=10-19")
    assert (status, headers["Content-Range"], body.encode("latin-1")) == (206, "bytes 10-19/100", bytes(range(10, 20)))
    assert running.ask("/clip.mp4", Range="bytes=90-")[1]["Content-Range"] == "bytes 90-99/100"
    assert running.ask("/clip.mp4", Range="bytes=100-")[0] == 416
    assert running.ask("/clip.mp4", Range="nonsense")[0] == 200


def test_a_change_is_built(running: Running) -> None:
    """A change is built and told; what is built or hidden is no change."""
    running.source.write_text("second")
    until(lambda: "second" in running.ask("/")[2])
    until(lambda: "built second" in running.told)
    builds = running.builds
    (running.source.parent / ".hidden.swp").write_text("x")
    (running.site / "other.html").write_text("x")
    time.sleep(0.6)
    assert running.builds == builds
    (running.source.parent / "new").mkdir()
    (running.source.parent / "new" / "file").write_text("x")
    until(lambda: running.builds > builds)


def test_pages_are_shown_before_the_build_ends(running: Running) -> None:
    """A new page is served as soon as it is drawn; what is not there yet is waited for."""
    running.source.write_text("slow")
    until(lambda: "early slow" in running.ask("/")[2])
    assert "early slow" in running.ask("/index.html")[2]
    assert "first" in (running.site / "index.html").read_text()
    late: list[tuple[int, dict[str, str], str]] = []
    asks = threading.Thread(target=lambda: late.append(running.ask("/late.css")))
    asks.start()
    time.sleep(0.1)
    assert not late
    running.go_on.set()
    asks.join(20)
    assert late[0][0::2] == (200, "p{}")
    until(lambda: "built slow" in running.told)
    assert PAGE.format("slow")[-30:] in running.ask("/")[2]
    assert running.ask("/none.css")[0] == 404


def test_a_build_that_fails_late_shows_the_last_good_page(running: Running) -> None:
    """What was shown early goes where the build cannot be ended."""
    running.go_on.set()
    running.source.write_text("slow and bad")
    until(lambda: "bad after all" in running.ask("/")[2])
    assert "early" not in running.ask("/")[2]
    assert "first" in running.ask("/")[2]


def test_the_browser_keeps_what_is_named_by_its_digest(running: Running) -> None:
    """A name with a digest never stands for other bytes; anything else is asked for each time."""
    (running.site / "style.0123456789.css").write_text("p{}")
    assert "immutable" in running.ask("/style.0123456789.css")[1]["Cache-Control"]
    assert running.ask("/style.css")[1]["Cache-Control"] == "no-store"


def test_a_change_is_seen_where_the_system_does_not_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a network drive, or with too many folders, looks go on without watchfiles."""

    def cannot(*_: object, **__: object) -> Iterator[None]:
        raise OSError("no space left on device")

    monkeypatch.setattr("jiangxin.server.watcher.watch", cannot)
    ended = threading.Event()
    watcher = Watcher([tmp_path], tmp_path / "site")
    watcher.listen(ended)
    threading.Timer(0.2, (tmp_path / "new").write_text, ["x"]).start()
    assert watcher.wait_for_change(ended)
    ended.set()
    assert not watcher.wait_for_change(ended)


def test_problems(running: Running) -> None:
    """What a build could not do stands, escaped, on top of the last good page, and goes when it is mended."""
    running.source.write_text("bad news")
    until(lambda: "bad news" in running.ask("/")[2])
    body = running.ask("/")[2]
    assert "first" in body
    assert "<script>alert" not in body
    assert "bad news &lt;script&gt;alert(1)&lt;/script&gt;</pre></body>" in body
    assert "bad news" in running.ask("/none.html")[2]
    assert "#jiangxin-problems" in running.ask("/livereload.css")[2]
    assert "bad news" not in (running.site / "index.html").read_text()
    running.source.write_text("mended")
    until(lambda: "mended" in running.ask("/")[2])
    assert "jiangxin-problems" not in running.ask("/")[2]


def test_words_are_seen_before_they_are_built(running: Running) -> None:
    """A glimpse is shown while nothing is built yet, and while a build runs that knows nothing of it."""
    for text in ("words", "words upon words"):
        running.source.write_text(text)
        until(lambda text=text: f"<p>glimpse of {text}</p>" in running.ask("/")[2])  # type: ignore[misc]  # a text
    assert (running.site / "index.html").read_text() == PAGE.format("first")
    running.go_on.set()
    until(lambda: "<p>words upon words</p>" in running.ask("/")[2])
    assert "built words upon words" in running.told


def test_a_glimpse_that_fails_is_told(running: Running) -> None:
    """The build is made all the same."""
    running.source.write_text("no glimpse")
    until(lambda: "built no glimpse" in running.told)
    assert "RuntimeError: a defect" in running.told


def test_what_is_newest_is_served(tmp_path: Path) -> None:
    """A glimpse is newer than what a running build makes, and what stands is newer than a glimpse that it has read."""
    early = Early(tmp_path)
    page = tmp_path / "index.html"
    page.write_bytes(b"0")
    assert early.show({"index.html": b"1"}, is_glimpse=True)
    assert not early.show({"index.html": b"1"})
    early.begin()
    assert not early.show({"index.html": b"1"})
    assert early.show({"index.html": b"2"}, is_glimpse=True)
    assert not early.show({"index.html": b"1"})
    page.write_bytes(b"1")
    early.end("", ())
    assert early.pages == {"index.html": b"2"}
    early.begin()
    assert not early.show({"index.html": b"2"})
    page.write_bytes(b"2")
    early.end("", ())
    assert early.pages == {}
    assert not early.settle()
    assert early.show({"index.html": b"3"}, is_glimpse=True)
    assert early.settle()
    assert early.pages == {}
    early.end("bad", ())
    assert early.show({"index.html": b"2"}, is_glimpse=True)
    assert not early.problems


def test_a_defect_does_not_end_it(running: Running) -> None:
    """A build that raises is shown like a problem, and the preview goes on."""
    running.source.write_text("defect")
    until(lambda: "RuntimeError: a defect" in running.ask("/")[2])
    running.source.write_text("mended")
    until(lambda: "mended" in running.ask("/")[2])


def test_first_build_fails(tmp_path: Path) -> None:
    """Without a page to show, the problems have one of their own."""
    running = Running(tmp_path)
    running.source.write_text("bad start")
    (running.site / "404.html").unlink()
    running.start()
    try:
        status, _, body = running.ask("/")
        assert status == 404
        assert "bad start" in body
        assert SCRIPT.format(running.port) in body
    finally:
        running.stop.set()
        running.thread.join(20)


def test_reload(running: Running) -> None:
    """A browser that speaks livereload is told to reload after a build."""

    async def browse() -> dict[str, object]:
        request = HTTPRequest(
            f"ws://127.0.0.1:{running.port}/livereload", headers={"Origin": f"http://127.0.0.1:{running.port}"}
        )
        connection = await websocket_connect(request)
        await connection.write_message(json.dumps({"command": "hello", "protocols": []}))
        hello = json.loads(await connection.read_message() or "")
        assert hello["command"] == "hello"
        await connection.write_message(json.dumps({"command": "info", "url": "x"}))
        await asyncio.sleep(0.1)
        running.source.write_text("second")
        told = await asyncio.wait_for(connection.read_message(), 20)
        await closed(connection)
        found = json.loads(told or "")
        assert isinstance(found, dict)
        return found

    assert asyncio.run(browse())["command"] == "reload"
    assert "second" in running.ask("/")[2]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", None])
def test_reload_is_ours(running: Running, origin: str | None) -> None:
    """The WebSocket is closed to every page but ours."""

    async def browse() -> None:
        headers = {} if origin is None else {"Origin": origin}
        await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{running.port}/livereload", headers=headers))

    with pytest.raises(HTTPClientError) as caught:
        asyncio.run(browse())
    assert caught.value.code == 403


def test_the_pages_that_stand_open_are_known(running: Running) -> None:
    """A page that listens is made first and told once; where another stands open too, they are told again."""

    async def browse(*urls: str) -> list[int]:
        origin = f"http://127.0.0.1:{running.port}"
        tabs = []
        for url in urls:
            request = HTTPRequest(f"ws://127.0.0.1:{running.port}/livereload", headers={"Origin": origin})
            tabs.append(await websocket_connect(request))
            await tabs[-1].write_message(json.dumps({"command": "hello", "protocols": []}))
            await tabs[-1].read_message()
            await tabs[-1].write_message(json.dumps({"command": "info", "url": f"{origin}{url}"}))
        await asyncio.sleep(0.1)
        running.source.write_text(f"slow {len(urls)}")
        told = [0] * len(urls)
        while f"built slow {len(urls)}" not in running.told:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        for number, tab in enumerate(tabs):
            tab.close()
            while await tab.read_message() is not None:
                told[number] += 1
        return told

    running.go_on.set()
    assert asyncio.run(browse("/?a#b")) == [1]
    assert running.seen == {"index.html"}
    assert asyncio.run(browse("/", "/works/")) == [2, 2]
    assert running.seen == {"index.html", "works/index.html"}


@pytest.mark.parametrize("message", ["{", "[]", "{}", '{"command": 1}', "\0"])
def test_nonsense_is_survived(running: Running, message: str) -> None:
    """Nonsense over the WebSocket ends that connection at most."""

    async def browse() -> None:
        request = HTTPRequest(
            f"ws://127.0.0.1:{running.port}/livereload", headers={"Origin": f"http://localhost:{running.port}"}
        )
        connection = await websocket_connect(request)
        await connection.write_message(message)
        await closed(connection)

    asyncio.run(browse())
    assert running.ask("/")[0] == 200


def test_port_taken(tmp_path: Path) -> None:
    """A port that is taken is an OSError, before anything is built."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(OSError, match=os.strerror(98) if os.name == "posix" else ""):
            serve(tmp_path, lambda _: pytest.fail("built"), [], other.getsockname()[1], print)
