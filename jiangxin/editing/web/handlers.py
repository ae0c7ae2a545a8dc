"""What every answer of the desk has in common: who may ask, what a browser is forbidden, how a refusal reads.

A change is judged by its headers alone; the body of one that is refused is never read.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from tornado.web import HTTPError, RequestHandler, stream_request_body

from jiangxin.editing.sheet import RefusedError
from jiangxin.editing.web.gate import ROOT
from jiangxin.editing.web.workplace import Workplace
from jiangxin.problems import ContentError, Problem
from jiangxin.wording import tell

_PLAIN_CSS = """:root{color-scheme:light dark}
body{font:1.125rem/1.75 system-ui,sans-serif;max-width:34em;margin:12vh auto;padding:0 1.5rem}
h1{font-size:1.75rem;line-height:1.3}"""
_PLAIN_HASH = base64.b64encode(hashlib.sha256(_PLAIN_CSS.encode()).digest()).decode()
_CONTENT = (ContentError, RefusedError)
_LOCKED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class NotLetInError(HTTPError):
    """Somebody else's page asks, or a browser that brought no key; `why` names what it is told."""

    def __init__(self, why: str) -> None:
        super().__init__(403)
        self.why = why


class Guarded(RequestHandler):
    """Answers only a browser that was let in, under the desk's own name."""

    place: Workplace

    def initialize(self, place: Workplace) -> None:
        """Take what answers are made with."""
        self.place = place

    def prepare(self) -> None:
        """Refuse whoever was not let in."""
        if not self.place.gate.is_ours(self.request):
            raise NotLetInError("foreign")
        if not self.is_open() and not self.place.gate.is_known(self.request):
            raise NotLetInError("unknown")

    def is_open(self) -> bool:
        """Tell whether a browser that was not let in is answered too."""
        return False

    def set_default_headers(self) -> None:
        """Have nothing kept, framed, sniffed or told on."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", _LOCKED)
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "DENY")
        self.clear_header("Server")

    def show(self, template: str, **values: object) -> None:
        """Answer with a page of the desk."""
        self.set_header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            f"frame-src {self.place.site}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'; trusted-types desk",
        )
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.place.draw(template, root=ROOT, site=self.place.site, token=self.place.gate.token, **values))

    def write_error(self, status_code: int, **told: object) -> None:
        """Answer a refusal with a plain page that says what to do."""
        wording, problems = self.place.wording, problems_of(told)
        key = "problems" if problems else why_of(told) or str(status_code)
        said = wording.first(f"desk.refused.{key}.what", "desk.refused.500.what")
        remedy = [tell(each, wording) for each in problems]
        remedy.append(wording.first(f"desk.refused.{key}.how", "desk.refused.500.how"))
        self.set_status(422 if problems else status_code)
        self.set_header("Content-Security-Policy", f"{_LOCKED}; style-src 'sha256-{_PLAIN_HASH}'")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.place.draw("refused.html", said=said, remedy=remedy, style=_PLAIN_CSS))

    def log_exception(self, *error: Any) -> None:
        """Leave what an editor can mend out of the terminal: it is told in the browser."""
        if not problems_of({"exc_info": error}):
            super().log_exception(*error)


@stream_request_body
class Change(Guarded):
    """Answers what would change something: a POST of bounded size from a page of the desk, with its token."""

    SUPPORTED_METHODS = ("POST",)
    most_bytes = 0

    def prepare(self) -> None:
        """Judge by the headers; let only as much come as is allowed."""
        self._came = bytearray()
        if self.request.method != "POST":
            raise HTTPError(405)
        super().prepare()
        if not self.place.gate.may_change(self.request):
            raise NotLetInError("foreign")
        length = self.request.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            raise HTTPError(411)
        if int(length[:18]) > self.most_bytes:
            raise HTTPError(413)
        connection = self.request.connection
        assert connection is not None
        connection.set_max_body_size(int(length))  # type: ignore[attr-defined]  # of HTTP/1, which is all there is

    def data_received(self, chunk: bytes) -> None:
        """Keep what comes."""
        self._came += chunk

    @property
    def body(self) -> bytes:
        """All that came."""
        return bytes(self._came)

    def tell(self, told: Mapping[str, object], status: int = 200) -> None:
        """Answer with values for a script."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(told, ensure_ascii=False))

    def write_error(self, status_code: int, **told: object) -> None:
        """Answer a refusal with a sentence for the page that asked."""
        if why_of(told):
            super().write_error(status_code, **told)
            return
        wording = self.place.wording
        self.tell({"error": wording.first(f"desk.refused.{status_code}.what", "desk.refused.500.what")}, status_code)


def problems_of(told: Mapping[str, object]) -> tuple[Problem, ...]:
    """Give the problems of the content that kept an answer from being given; none where it was something else."""
    error = told.get("exc_info")
    return tuple(error[1].problems) if isinstance(error, tuple) and isinstance(error[1], _CONTENT) else ()


def why_of(told: Mapping[str, object]) -> str:
    """Give why somebody was not let in, from what is told of an error; "" where that is not what went wrong."""
    error = told.get("exc_info")
    return error[1].why if isinstance(error, tuple) and isinstance(error[1], NotLetInError) else ""
