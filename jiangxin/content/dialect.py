"""The Markdown that editors may write: one converter, used for one text after the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from jiangxin.content.shortcuts import quicken
from jiangxin.model.entry import EVERY_KIND
from jiangxin.model.library import NamedLink
from jiangxin.patterns import pattern

_REFERENCE = pattern(r"(?:\.{0,2}/)*(" + "|".join(EVERY_KIND) + r")/([a-z0-9-]+)/?")
_OUTSIDE = pattern(r"(?:https?://|mailto:|#)", re.I)
_SCHEME = pattern(r"[A-Za-z]+:")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_READ = r"\{([\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{1,8})\|([^\W\d_](?:[^\W\d_]|[ '’-]){0,39})\}"
"""Characters and their reading: `{竺|zhú}`."""
_FENCE = pattern("(?:`[\x02\x03]*){3}|(?:~[\x02\x03]*){3}")  # the library takes those characters out first


class Dialect:
    """A converter. It keeps nothing of one text for the next; one that raised must not be used again."""

    def __init__(self) -> None:
        self._names = _NameLinks()
        self._converters: dict[bool, Markdown] = {}

    def convert(self, text: str) -> tuple[str, list[NamedLink], list[NamedLink]]:
        """Give the HTML of a body, as yet unsafe, the names it links to, and the links that lead nowhere."""
        converter = self._converter(is_fenced=_FENCE.search(text) is not None)
        converter.reset()
        self._names.begin(text)
        html = converter.convert(text)
        return html, self._names.links, self._names.odd

    def _converter(self, *, is_fenced: bool) -> Markdown:
        """Give what converts texts with fenced code, or without: for that much is imported, and few have it."""
        if is_fenced not in self._converters:
            self._converters[is_fenced] = _markdown(self._names, is_fenced=is_fenced)
        return self._converters[is_fenced]


def _markdown(names: _NameLinks, *, is_fenced: bool = True) -> Markdown:
    fences: list[Extension] = []
    if is_fenced:
        from markdown.extensions.fenced_code import FencedCodeExtension  # which imports all that colours code

        fences.append(FencedCodeExtension())
    converter = Markdown(
        extensions=[
            TableExtension(),
            SaneListExtension(),
            *fences,
            FootnoteExtension(BACKLINK_TITLE="{}", UNIQUE_IDS=False, SEPARATOR="-"),
        ],
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.inlinePatterns.register(_Readings(_READ, converter), "readings", 175)  # before links, after code
    converter.treeprocessors.register(names, "name-links", 1)
    quicken(converter)
    return converter


class _Readings(InlineProcessor):
    """Prints a reading above its characters, in brackets where a browser knows no ruby."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        """Give the element for a match."""
        ruby = Element("ruby")
        ruby.text = m[1]
        for tag, words in (("rp", "("), ("rt", m[2]), ("rp", ")")):
            SubElement(ruby, tag).text = words
        ruby[1].set("lang", "zh-Latn-pinyin")
        return ruby, m.start(), m.end()


class _NameLinks(Treeprocessor):
    """Turns links into names, notes them, and brings headings under the page's own."""

    def begin(self, text: str) -> None:
        """Forget the last text; this is the next."""
        self.links: list[NamedLink] = []
        self.odd: list[NamedLink] = []
        self._finder = _LineFinder(text)

    def run(self, root: Element) -> None:
        """Rewrite the tree in place."""
        headings = []
        for element in root.iter():
            tag = element.tag
            if tag == "a":
                if "footnote" not in (element.get("class") or ""):
                    self._name_link(element)
            elif tag == "img":
                self._name_picture(element)
            elif tag in _HEADINGS:
                headings.append(element)
        if headings:
            _lower(headings)

    def _name_link(self, element: Element) -> None:
        href = element.get("href", "")
        line = self._finder.line_of(href)
        path, _, fragment = href.partition("#")
        if match := _REFERENCE.fullmatch(path):
            target = f"{match[1]}/{match[2]}"
            element.set("href", f"ref:{target}" + (f"#{fragment}" if fragment else ""))
            self.links.append(NamedLink(target, line))
        elif not _OUTSIDE.match(href):
            self.odd.append(NamedLink(href, line))
            del element.attrib["href"]

    def _name_picture(self, element: Element) -> None:
        src = element.get("src", "")
        line = self._finder.line_of(src)
        name = unicodedata.normalize("NFC", src.removeprefix("./"))
        if _SCHEME.match(name) or "/" in name or name.startswith("."):
            self.odd.append(NamedLink(src, line, is_picture=True))
            element.set("src", "")
            return
        element.set("src", f"picture:{name}")
        self.links.append(NamedLink(name, line, is_picture=True))


def _lower(headings: Sequence[Element]) -> None:
    """Start the body's headings at h2 and skip no level."""
    lift = min(int(each.tag[1]) for each in headings) - 2
    previous = 1
    for each in headings:
        previous = min(int(each.tag[1]) - lift, previous + 1, 6)
        each.tag = f"h{previous}"


class _LineFinder:
    """Finds the line a link's target stands on, in the order the links come."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.after: dict[str, int] = {}

    def line_of(self, target: str) -> int:
        """Give the line of the next place where `target` is linked; 1 where it is not found."""
        for form in (f"({target}", f"<{target}", f": {target}", target):
            at = self.text.find(form, self.after.get(form, 0))
            if at >= 0:
                self.after[form] = at + 1
                return self.text.count("\n", 0, at) + 1
        return 1
