"""Who may come to the desk: a browser that was let in with the key, on a page of the desk itself.

Three secrets, new at each start and known to nobody else. The `key` stands in the
address that the terminal shows and opens once; the cookie proves that a browser
was let in; the `token` stands in the desk's pages, and a change must bring it in a
header that no form of another page can send. The pages of the exhibition are of
another origin and another site (`localhost`, while the desk is at 127.0.0.1), so
what runs in them is as foreign here as the rest of the web.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from tornado.httputil import HTTPHeaders, HTTPServerRequest

from jiangxin.server import HOST

ROOT = "/_desk/"
TOKEN_HEADER = "X-Desk-Token"  # noqa: S105 (the header's name)
_SECRET_BYTES = 24


def _secret() -> str:
    return secrets.token_urlsafe(_SECRET_BYTES)


@dataclass
class Gate:
    """The secrets of one run, and what is refused."""

    port: int
    say_again: Callable[[str], None]  # is told the next address each time one was used
    key: str = field(default_factory=_secret)
    token: str = field(default_factory=_secret)
    _pass: str = field(default_factory=_secret)

    @property
    def origin(self) -> str:
        """The desk's own origin."""
        return f"http://{self.host}"

    @property
    def host(self) -> str:
        """What a request must name as its host."""
        return HOST if self.port == 80 else f"{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """Where the desk is opened, once."""
        return f"{self.origin}{ROOT}?key={self.key}"

    @property
    def cookie(self) -> str:
        """The whole cookie of a browser that was let in; its name tells desks on other ports apart."""
        return f"{self._cookie_name}={self._pass}; HttpOnly; SameSite=Strict; Path={ROOT}"

    @property
    def _cookie_name(self) -> str:
        return f"desk-{self.port}"

    def admits(self, key: str) -> bool:
        """Tell whether a key is the one that opens; it does so once, and the next takes its place."""
        is_right = hmac.compare_digest(key.encode(), self.key.encode())
        if is_right:
            self.key = _secret()
            self.say_again(self.address)
        return is_right

    def is_ours(self, request: HTTPServerRequest) -> bool:
        """Tell whether a request was made to us by name, by nobody else's page but through a link that was followed."""
        headers = request.headers
        if headers.get_list("Host") != [self.host]:  # a name bound anew to 127.0.0.1 is another
            return False
        if headers.get("Origin", self.origin) != self.origin or "Service-Worker" in headers:
            return False
        return headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin") or _is_followed_link(headers)

    def is_known(self, request: HTTPServerRequest) -> bool:
        """Tell whether the browser that asks was let in before."""
        morsel = request.cookies.get(self._cookie_name)
        return morsel is not None and hmac.compare_digest(morsel.value.encode(), self._pass.encode())

    def may_change(self, request: HTTPServerRequest) -> bool:
        """Tell whether a request that would change something comes from a page of the desk."""
        headers = request.headers
        told = headers.get(TOKEN_HEADER, "")
        return (
            headers.get_list("Origin") == [self.origin]
            and headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
            and hmac.compare_digest(told.encode(), self.token.encode())
        )


def _is_followed_link(headers: HTTPHeaders) -> bool:
    return headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
