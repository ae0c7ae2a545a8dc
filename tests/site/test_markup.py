"""The markup of every page as those read it who do not see it: names, languages, and nothing that fails from disk.

What a page links to, its headings, its ids and its titles are held in `test_demo.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from html5lib.constants import voidElements

CHINESE = re.compile(r"[\u3400-\u9fff]")
SENTENCE = re.compile(r"(?:[A-Za-z]{2,}[ ,]+){5,}")
NAMING = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "list", "headers", "form")
FORBIDDEN = re.compile(
    r"\bfetch\s*\(|\bXMLHttpRequest\b|\bimport\s*[({'\"*]|\bexport\s|\bnew\s+(?:Shared)?Worker\b|\bimportScripts\b"
    r"|\beval\s*\(|\bnew\s+Function\b|\.(?:inner|outer)HTML\s*\+?=[^=]|\bdocument\.write\b|\bcookie\b"
)


@dataclass(slots=True)
class Element:
    """An element with its words; `lang` is the language in force."""

    tag: str
    attributes: Mapping[str, str]
    lang: str
    hidden: bool
    inside: tuple[str, ...]  # the tags around it, from the outermost
    words: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Give what it is called by: its label, else its words."""
        return self.attributes.get("aria-label") or re.sub(r"\s+", " ", "".join(self.words)).strip()


class Markup(HTMLParser):
    """A page's elements and its words, each with the language it is said to be in."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.runs: list[tuple[str, str]] = []  # language, words
        self._open: list[Element] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element; a picture's alternative is words of those around it."""
        given = {key: value or "" for key, value in attrs}
        above = self._open[-1] if self._open else None
        one = Element(
            tag,
            given,
            given.get("lang") or (above.lang if above else ""),
            given.get("aria-hidden") == "true" or bool(above and above.hidden),
            tuple(each.tag for each in self._open),
        )
        self.elements.append(one)
        if tag not in voidElements:
            self._open.append(one)
        for key in ("alt", "aria-label", "title", "placeholder"):
            if given.get(key) and not one.hidden:
                self.runs.append((one.lang, given[key]))
        if given.get("alt"):
            for each in self._open:
                each.words.append(given["alt"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter and leave an element that ends itself."""
        self.handle_starttag(tag, attrs)
        if tag not in voidElements:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those in it that need no end."""
        while self._open and tag not in voidElements and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note words with their language."""
        if not data.strip() or (self._open and self._open[-1].tag in ("script", "style", "title")):
            return
        for each in self._open:
            each.words.append(data)
        if self._open and not self._open[-1].hidden:
            self.runs.append((self._open[-1].lang, data.strip()))

    def all_of(self, *tags: str) -> Iterator[Element]:
        """Give the elements of some tags."""
        return (each for each in self.elements if each.tag in tags)


@pytest.fixture(scope="module")
def pages(demo_site: Path) -> dict[str, Markup]:
    """Give every page of the demo, by path."""
    return {
        path.relative_to(demo_site).as_posix(): Markup(path.read_text("utf-8"))
        for path in sorted(demo_site.rglob("*.html"))
    }


def test_names_lead_to_what_they_name(pages: dict[str, Markup]) -> None:
    """What an element says of another by its id is there, and not empty where it is a name."""
    for path, page in pages.items():
        by_id = {one.attributes["id"]: one for one in page.elements if "id" in one.attributes}
        for one in page.elements:
            for key in NAMING:
                for target in one.attributes.get(key, "").split():
                    assert target in by_id, (path, one.tag, key, target)
                    assert key != "aria-labelledby" or by_id[target].name, (path, target)


def test_whatever_can_be_used_has_a_name(pages: dict[str, Markup]) -> None:
    """Links, buttons, fields, drawings that mean something, films: each is called by something."""
    for path, page in pages.items():
        for one in page.all_of("a", "button", "summary"):
            assert one.name, (path, one.attributes)
        for one in page.all_of("input", "select", "textarea", "audio", "video", "iframe", "dialog"):
            assert one.attributes.keys() & {"aria-label", "aria-labelledby", "title"}, (path, one.attributes)
        for one in page.all_of("svg"):
            named = "role" in one.attributes and "aria-label" in one.attributes
            assert one.hidden or named or "svg" in one.inside or not one.name, (path, one.attributes)


def test_landmarks_are_told_apart(pages: dict[str, Markup]) -> None:
    """Each navigation has a name, no two regions or navigations of a page the same, and each page one main part."""
    for path, page in pages.items():
        by_id = {one.attributes["id"]: one for one in page.elements if "id" in one.attributes}
        names: Counter[tuple[str, str]] = Counter()
        for one in page.all_of("nav", "section"):
            named_by = by_id.get(one.attributes.get("aria-labelledby", ""))
            label = one.attributes.get("aria-label") or (named_by.name if named_by else "")
            assert label or one.tag != "nav", path
            names[one.tag, label] += 1 if label else 0
        assert [name for name, count in names.items() if count > 1] == [], path
        assert [one.tag for one in page.all_of("main")] == ["main"], path


def test_foreign_words_say_their_language(pages: dict[str, Markup]) -> None:
    """Chinese on an English page is marked as Chinese, English sentences on a Chinese page as English."""
    for path, page in pages.items():
        for lang, words in page.runs:
            if CHINESE.search(words):
                assert lang.startswith(("zh", "ja", "zxx")), (path, lang, words[:60])
            elif SENTENCE.search(words):
                assert not lang.startswith("zh"), (path, lang, words[:60])


def test_keys_go_the_way_of_the_text(pages: dict[str, Markup]) -> None:
    """Nothing is brought forward: the order of the keys is the order of the page, and no key is taken away."""
    for path, page in pages.items():
        for one in page.elements:
            assert one.attributes.get("tabindex", "0") in ("0", "-1"), (path, one.attributes)
            assert "accesskey" not in one.attributes, path
            assert "autofocus" not in one.attributes or "template" in one.inside, path
        for one in page.all_of("a"):
            assert "target" not in one.attributes, (path, one.attributes)


def test_tables_say_what_heads_what(pages: dict[str, Markup]) -> None:
    """Every heading of a table written by a template says whether it heads a row or a column."""
    for path, page in pages.items():
        for one in page.all_of("th"):
            assert one.attributes.get("scope") in ("row", "col") or "style" in one.attributes, (path, one.name)


def test_pages_say_their_letters_first(demo_site: Path) -> None:
    """The encoding is told in the first 1,024 bytes: from disk there is nothing else that tells it."""
    for path in demo_site.rglob("*.html"):
        assert b'<meta charset="utf-8">' in path.read_bytes()[:1024], path


def test_nothing_that_fails_from_disk(pages: dict[str, Markup], demo_site: Path) -> None:
    """No module, no integrity, no base, no track or symbol from a file, no script that asks for a file."""
    for path, page in pages.items():
        for one in page.elements:
            assert one.tag not in ("base", "iframe", "object", "embed"), (path, one.tag)
            assert "integrity" not in one.attributes and "crossorigin" not in one.attributes, (path, one.attributes)
            assert one.attributes.get("type") not in ("module", "importmap", "speculationrules"), path
            assert one.attributes.get("rel") not in ("modulepreload", "preconnect", "dns-prefetch"), path
            if one.tag == "use":
                assert one.attributes.get("href", "").startswith("#"), (path, one.attributes)
            if one.tag == "track":
                assert one.attributes.get("src", "").startswith("data:text/vtt"), path
    for script in demo_site.rglob("*.js"):
        if not script.is_relative_to(demo_site / "search"):  # the index is words of the pages
            assert not FORBIDDEN.search(script.read_text("utf-8")), script
    for sheet in demo_site.rglob("*.css"):
        assert not re.search(r"mask(-image)?:[^;}]*url\((?!['\"]?data:)", sheet.read_text("utf-8")), sheet


def test_every_address_in_every_file_is_relative(demo_site: Path) -> None:
    """Sheets and the manifest, too, name files from where they stand."""
    for sheet in demo_site.rglob("*.css"):
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text("utf-8")):
            assert not re.match(r"/|[a-z]+:(?!image/)", address) or address.startswith("data:"), (sheet, address)
            assert address.startswith("data:") or (sheet.parent / address).is_file(), (sheet, address)
