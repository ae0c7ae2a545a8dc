"""The site behind a real nginx, configured by the file that comes with it: headers, caching, and the policy holds."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from jiangxin.exports.hosts import HEADERS
from jiangxin.pipeline import Built
from tests.browser.conftest import Specimen

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
_LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


def _main(text: str, place: Path) -> str:
    """Give a whole configuration around the one of a site, for a user who is nobody in particular."""
    folders = " ".join(f"{name}_temp_path {place};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    types = "types { text/html html; text/css css; text/javascript js; image/svg+xml svg; image/jpeg jpg; }"
    user = "user root;" if os.name != "nt" and os.geteuid() == 0 else ""
    return (
        f"daemon off; {user} pid {place}/pid; error_log {place}/error.log; events {{}}\n"
        f"http {{ access_log off; {types} {folders}\n{text}\n}}\n"
    )


@contextmanager
def behind_nginx(site: Path, place: Path) -> Iterator[str]:
    """Serve a site as its own `nginx.conf.example` says; give its address."""
    assert NGINX is not None
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    text = (site / "nginx.conf.example").read_text("utf-8")
    for before, after in (("listen 80;", f"listen 127.0.0.1:{port};"), ("/var/www/exhibition/site", str(site))):
        assert before in text
        text = text.replace(before, after)
    place.mkdir()
    (place / "nginx.conf").write_text(_main(text, place), encoding="utf-8")
    command = [NGINX, "-p", str(place), "-c", str(place / "nginx.conf"), "-e", str(place / "error.log")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:  # noqa: S603
        try:
            until = time.monotonic() + 20
            while process.poll() is None and time.monotonic() < until:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def hosts(
    demo_site: Path, full: tuple[Built, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Path, str]]:
    """Serve the demo and the golden exhibition; give their addresses."""
    if NGINX is None:
        assert "CI" not in os.environ, "no nginx: apt install nginx-light"
        pytest.skip("no nginx on this machine")
    base = tmp_path_factory.mktemp("nginx")
    with behind_nginx(demo_site, base / "demo") as demo, behind_nginx(full[1], base / "full") as other:
        yield {demo_site: demo, full[1]: other}


def _asked(address: str) -> tuple[int, Message]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310  # our own server
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


def test_every_answer_has_every_header(hosts: dict[Path, str], demo_site: Path) -> None:
    """Pages, assets, pictures and the page for what is not there carry the headers; what never changes is kept."""
    host = hosts[demo_site]
    asset = next((demo_site / "assets").glob("*.css")).relative_to(demo_site).as_posix()
    for path, status, kept in (("", 200, "no-cache"), (asset, 200, "immutable"), ("gone.html", 404, "")):
        found, headers = _asked(f"{host}/{path}")
        assert found == status, path
        for name, value in HEADERS.items():
            assert headers.get_all(name) == [value], (path, name)
        assert kept in headers.get("Cache-Control", ""), path
    assert _asked(f"{host}/{asset}")[1].get("Access-Control-Allow-Origin") is None


def test_types_that_old_servers_do_not_know(hosts: dict[Path, str]) -> None:
    """Pictures in AVIF, fonts and the manifest come under their own types, with the headers."""
    kinds = {".avif": "image/avif", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json"}
    met = set()
    for ending, kind in kinds.items():
        for site, host in hosts.items():
            for found in sorted(site.rglob(f"*{ending}"))[:1]:
                _, headers = _asked(f"{host}/{found.relative_to(site).as_posix()}")
                assert headers.get_content_type() == kind
                assert headers["X-Content-Type-Options"] == "nosniff"
                met.add(ending)
    assert ".avif" in met


def test_files_for_hosts_are_not_handed_out(hosts: dict[Path, str], demo_site: Path) -> None:
    """What is meant for the server is not shown, but for the record that proves a copy."""
    for name in ("_headers", ".htaccess", ".nojekyll", "web.config", "vercel.json", "nginx.conf.example"):
        assert (demo_site / name).exists()
        assert _asked(f"{hosts[demo_site]}/{name}")[0] == 404, name
    assert _asked(f"{hosts[demo_site]}/SHA256SUMS")[0] == 200


def test_the_policy_of_the_header_holds_on_every_form_of_page(
    hosts: dict[Path, str], specimens: tuple[Specimen, ...], browser: Browser
) -> None:
    """Under the strict header no page of any template, in any language, does what the policy forbids."""
    context = browser.new_context()
    context.add_init_script(_LISTEN)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    for one in specimens:
        if one.form == "redirect":  # it is gone at once
            continue
        page.goto(f"{hosts[one.site]}/{one.path}", wait_until="load")
        page.keyboard.press("Tab")
        assert page.evaluate("window.violations") == [], one.form
    assert said == []
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.violations"), "the listener hears what it is there to hear"
    context.close()


def test_the_policy_is_one(hosts: dict[Path, str], specimens: tuple[Specimen, ...]) -> None:
    """A page says of itself what the header says, but for what counts in a header only."""
    for one in specimens:
        text = (one.site / one.path).read_text("utf-8")
        written = text.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
        policy = _asked(f"{hosts[one.site]}/{one.path}")[1]["Content-Security-Policy"]
        assert written and policy.removesuffix("; frame-ancestors 'none'") == written.replace("&#39;", "'"), one.form
