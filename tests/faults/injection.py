"""Some three hundred ways to have a program run in a visitor's browser, in every field and place: none runs.

    python -m tests.faults.injection ROUNDS

In a round each field and place is given another of the vectors in
`injections.yaml`; as many rounds as there are vectors put every one everywhere.
What runs is judged by Chromium itself, with the pages' own policy switched off, so
that nothing but the pages stands in the way; and every file is parsed.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import yaml
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

from jiangxin.folders import Folders
from jiangxin.images.errors import PictureError
from jiangxin.images.reading.svg import clean_svg
from jiangxin.pipeline import Options, build
from jiangxin.problems import ContentError
from tests.browser.conftest import launched
from tests.faults.places import copied
from tests.faults.poison import Poisoner, spared_by

VECTORS: tuple[str, ...] = tuple(
    itertools.chain.from_iterable(
        yaml.safe_load((Path(__file__).parent / "injections.yaml").read_text("utf-8")).values()
    )
)
_TRIES = 12
_ASKED = ("search.html", "timeline.html", "index.html")  # pages whose scripts read their address
_STRIDE = 53  # prime to the number of vectors, so that neighbours are strangers

_MOVED = re.compile(r'<meta http-equiv="refresh" content="0; ?url=([^":]+)">')

_SENTINEL = """
window.pwn = () => { console.error("PWNED"); return "pwned"; };
window.alert = window.confirm = window.prompt = window.pwn;
"""
_INSPECT = r"""
() => {
  const found = [];
  const addresses = new Set(["href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "ping",
    "background", "to", "from", "values", "imagesrcset", "manifest", "cite", "longdesc", "codebase", "archive"]);
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const name = element.localName;
      const said = `${name} ${element.outerHTML.slice(0, 200)}`;
      if (/^(base|iframe|object|embed|applet|frame|frameset|portal|foreignobject|handler|isindex)$/i.test(name))
        found.push(said);
      if (name === "script" && element.type !== "application/ld+json" &&
          !(element.src.startsWith("file:") && !element.textContent)) found.push(said);
      if (name === "script" && element.type === "application/ld+json") JSON.parse(element.textContent);
      if (name === "style") found.push(said);
      if (name === "meta" && /^refresh$/i.test(element.httpEquiv)) found.push(said);
      for (const { name: key, value } of element.attributes) {
        if (/^on|^style$|^srcdoc$/i.test(key)) found.push(`${key} in ${said}`);
        if (!addresses.has(key) || name === "option") continue;
        for (const each of key.endsWith("srcset") ? value.split(/,\s+/) : [value]) {
          let url;
          try { url = new URL(each.trim().split(/\s/)[0], document.baseURI); } catch { continue; }
          const leads = name === "a" || (name === "link" && /^(canonical|alternate|license)$/.test(element.rel));
          const allowed = leads ? ["file:", "http:", "https:", "mailto:"] : ["file:", "data:"];
          if (!allowed.includes(url.protocol)) found.push(`${key}=${value} in ${said}`);
          if (url.protocol === "data:" && !/^data:(image\/(?!svg)|image\/svg\+xml|text\/vtt|font\/)/.test(url.href))
            found.push(`${key}=${value} in ${said}`);
        }
      }
      if (element.content instanceof DocumentFragment) look(element.content);
    }
  };
  look(document);
  return found;
}
"""


def run(rounds: int, place: Path, browser: Browser) -> str:
    """Poison an exhibition `rounds` times; give what was seen. Raises AssertionError."""
    pages = slots = 0
    for number in range(rounds):
        site, filled = poisoned_site(place / str(number), number, place / "cache")
        pages += judge(site, browser, 97 if rounds == 1 else 29)
        slots += filled
        shutil.rmtree(place / str(number))
    drawn, refused = judge_drawings()
    return (
        f"{len(VECTORS)} vectors, {rounds} rounds, {slots} slots filled, {pages} pages opened, none ran; "
        f"as drawings {refused} refused, {drawn} cleaned"
    )


def poisoned_site(place: Path, number: int, cache: Path) -> tuple[Path, int]:
    """Build the exhibition of round `number`; give its folder and how many slots were filled."""
    spared: set[tuple[str, str]] = set()
    for _ in range(_TRIES):
        shutil.rmtree(place, ignore_errors=True)
        folders = Folders.of(copied("full", place), cache=cache)
        steps = itertools.count(number, _STRIDE)
        poisoner = Poisoner(folders.content, lambda: VECTORS[next(steps) % len(VECTORS)], spared)  # noqa: B023
        poisoner.run()
        try:
            build(folders, Options())
            return folders.output, poisoner.slots
        except ContentError as error:
            more = set(spared_by([each for each in error.problems if each.blocks])) - spared
            assert more, [each for each in error.problems if each.blocks]
            spared |= more
    raise AssertionError(f"round {number}: refused again and again: {sorted(spared)}")


def judge(site: Path, browser: Browser, step: int = 97) -> int:
    """Open every page, some with each vector of `step` asked, and parse every other file; give the number of pages.

    Raises AssertionError.
    """
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(_SENTINEL)
    page = context.new_page()
    page.set_default_timeout(60_000)
    said: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if "PWNED" in message.text:
            said.append(message.text)

    def on_dialog(dialog: Dialog) -> None:
        said.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def on_request(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            said.append(request.url)

    page.on("console", on_console)
    page.on("dialog", on_dialog)
    page.on("request", on_request)
    pages = sorted(site.rglob("*.html"))
    for path in pages:
        if moved := _MOVED.search(path.read_text("utf-8")):  # a page that only leads to another
            assert (path.parent / moved[1]).is_file(), (path, moved[1])
            continue
        page.goto(path.as_uri(), wait_until="load")
        found = page.evaluate(_INSPECT)
        assert found == [] and said == [], (path.name, said, found[:3])
    for number, path in enumerate(each for each in pages if each.name in _ASKED):
        for vector in VECTORS[number::step]:
            page.goto(f"{path.as_uri()}?q={quote(vector)}&kind={quote(vector)}#{quote(vector)}", wait_until="load")
            page.wait_for_timeout(20)
            found = page.evaluate(_INSPECT)
            assert found == [] and said == [], (path.name, vector, said, found[:3])
    _judge_scripts(site, page)
    assert said == []
    for path in (each for each in site.rglob("*") if each.suffix in (".xml", ".svg", ".config")):
        _judge_xml(path)
    for path in (each for each in site.rglob("*") if each.suffix in (".json", ".webmanifest")):
        json.loads(path.read_bytes())
    context.close()
    return len(pages)


def _judge_scripts(site: Path, page: Page) -> None:
    """Let every file of the search index be parsed, and run where nothing can be asked of anybody."""
    page.goto("about:blank")
    for path in sorted(site.rglob("*.js")):
        text = path.read_text("utf-8")
        page.evaluate("(text) => { new Function(text); }", text)
        if path.is_relative_to(site / "search"):
            page.evaluate("(text) => { try { (0, eval)(text); } catch (error) { void error; } }", text)


def _judge_xml(path: Path) -> None:
    for element in ElementTree.parse(path).getroot().iter():  # our own output
        tag = element.tag.rpartition("}")[2].lower()
        assert tag not in ("script", "foreignobject", "iframe", "handler"), (path, tag)
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2].lower()
            assert not name.startswith("on"), (path, key)
            if name in ("href", "src"):
                assert re.match(r"(https?:|mailto:|#|data:image/(png|jpe?g|webp);|[^:]*$)", value), (path, value)


def judge_drawings() -> tuple[int, int]:
    """Give every vector as a drawing; say how many were cleaned and how many refused. Raises AssertionError."""
    drawn = refused = 0
    for vector in VECTORS:
        for form in ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g>{}</g></svg>', "{}"):
            try:
                cleaned = clean_svg(
                    form.replace("{}", vector.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')).encode()
                )
            except PictureError:
                refused += 1
                continue
            drawn += 1
            text = cleaned.decode().lower()
            assert not re.search(r"<script|<[^>]*\son\w+\s*=|javascript:|foreignobject|//evil", text), text
    return drawn, refused


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        print(run(int(sys.argv[1]), Path(folder), browser))  # noqa: T201  # a command's own output
