"""A desk that runs in a thread, over a small exhibition of samples, and what asks it."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jiangxin.editing.web import WebDesk, open_desk
from jiangxin.folders import Folders
from jiangxin.glimpse import glimpse
from jiangxin.pipeline import Audience, Built, Options, build
from jiangxin.problems import ContentError
from jiangxin.server import Rebuilt, serve
from jiangxin.wording import read_wording

EXHIBITION = "title: 样例展\nlanguages: [zh-Hans, en]\n"
STUDIO = "---\nname: 样例工作室\nkind: studio\n---\n"
PERSON = """---
name: 样例甲
# 这一行是编辑写的
summary: 一句介绍
studio: yangli-gongzuoshi
---

正文一段。
"""
FILES = {
    "exhibition.yaml": EXHIBITION,
    "studios/yangli-gongzuoshi.md": STUDIO,
    "craftsmen/yang-jia.md": PERSON,
    "craftsmen/yang-yi.md": "---\nname: 样例乙\n---\n",
}
SECONDS = 60
_STILL_SECONDS = 0.5


def begun(root: Path, files: Mapping[str, str] = FILES) -> Folders:
    """Write an exhibition; give its folders, those of a desk."""
    for name, text in files.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    folders = Folders.of(root)
    return folders._replace(output=folders.preview)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def told(self) -> dict[str, object]:
        """What it tells a script."""
        found = json.loads(self.text)
        assert isinstance(found, dict)
        return found


class Running:
    """A desk that runs; `pages` says whether the exhibition is built, as for an editor, or only served."""

    def __init__(self, folders: Folders, *, pages: bool) -> None:
        self.folders = folders
        self.content = folders.content
        self.opened_again: list[str] = []
        self.told: list[str] = []
        self.begun = self.ended = 0  # builds
        self._pages = pages
        self._last: Built | None = None
        self._stop = threading.Event()
        self._desk = open_desk(folders, read_wording("zh-Hans"), self.opened_again.append)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.cookie = ""
        self.token = ""

    def _serve(self) -> None:
        self.folders.output.mkdir(parents=True, exist_ok=True)
        serve(
            self.folders.output,
            lambda audience: self._rebuild(self._desk, audience),
            [self.content],
            0,
            self.told.append,
            glimpse=lambda saved, seen: glimpse(self._last, self.content, saved, seen) if self._last else {},
            beside=self._desk,
            stop=self._stop,
        )

    def _rebuild(self, desk: WebDesk, audience: Audience) -> Rebuilt:
        self.begun += 1
        try:
            return self._rebuilt(desk, audience)
        finally:
            self.ended += 1

    def _rebuilt(self, desk: WebDesk, audience: Audience) -> Rebuilt:
        if not self._pages:
            (self.folders.output / "index.html").write_text(
                "<!doctype html><html><head></head><body>site</body></html>"
            )
            return Rebuilt(True, "built")
        try:
            self._last = build(self.folders, Options(drafts=True, jobs=1), audience=audience)
            desk.show(self._last)
        except ContentError as error:
            self._last = None
            return Rebuilt(False, repr(error.problems))
        return Rebuilt(True, "built")

    def start(self) -> None:
        """Start, and wait for the address."""
        self._thread.start()
        until(lambda: any("/_desk/" in text for text in self.told))

    def settle(self) -> None:
        """Wait until nothing is built and nothing more begins."""
        seen = -1
        while seen != self.begun or self.begun != self.ended:
            seen = self.begun
            time.sleep(_STILL_SECONDS)

    def end(self) -> None:
        """Stop, and wait for the end."""
        self._stop.set()
        self._thread.join(SECONDS)
        assert not self._thread.is_alive()

    @property
    def address(self) -> str:
        """Where the desk is opened, once."""
        return next(word for word in " ".join(self.told).replace("：", " ").split() if "/_desk/?key=" in word)

    @property
    def port(self) -> int:
        """The port of both."""
        return urlsplit(self.address).port or 80

    @property
    def origin(self) -> str:
        """The desk's own origin."""
        return f"http://127.0.0.1:{self.port}"

    def let_in(self) -> None:
        """Open the desk as a browser does, and read the token from its page."""
        opened = self.ask("GET", self.address.partition(str(self.port))[2])
        self.cookie = opened.headers["Set-Cookie"].partition(";")[0]
        listed = self.ask("GET", "/_desk/", Cookie=self.cookie)
        handed = listed.text.partition('id="desk">')[2].partition("</script>")[0]
        self.token = json.loads(handed)["token"]

    def ask(self, method: str, path: str, body: bytes = b"", /, **headers: str) -> Answer:
        """Ask for a path, with no more headers than are given; in their names "_" stands for "-"."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body and "Content_Length" not in headers:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body or None)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def ours(self, **other: str) -> dict[str, str]:
        """Give the headers of a change as the desk's own pages send it, some of them otherwise; "" leaves one out."""
        headers = {
            "Cookie": self.cookie,
            "Origin": self.origin,
            "Sec_Fetch_Site": "same-origin",
            "X_Desk_Token": self.token,
            "Content_Type": "application/json",
        }
        return {name: value for name, value in {**headers, **other}.items() if value}

    def change(self, path: str, given: object = None, **other: str) -> Answer:
        """Ask for a change."""
        return self.ask("POST", f"/_desk/{path}", json.dumps(given or {}).encode(), **self.ours(**other))

    def see(self, path: str) -> Answer:
        """Look at a page of the desk as a browser that was let in."""
        return self.ask("GET", f"/_desk/{path}", Cookie=self.cookie)

    def text_of(self, name: str) -> str:
        """Give what a file of the content says."""
        return (self.content / name).read_text("utf-8")


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@contextmanager
def running(folders: Folders, *, pages: bool = False) -> Iterator[Running]:
    """Run a desk over an exhibition."""
    desk = Running(folders, pages=pages)
    desk.start()
    yield desk
    desk.end()
