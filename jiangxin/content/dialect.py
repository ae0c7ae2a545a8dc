"""The Markdown that editors may write: one converter, used for one text after the other.

Most of a converter's time goes into looking for sixteen kinds of inline markup in texts that hold none.
A text without any of the characters that such markup needs is therefore marked as finished before the
inline pass comes to it, in others a pattern is tried only where its own characters stand, and a block
without any mark is a paragraph. That is done only while all that is registered is known here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown, treeprocessors
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from jiangxin.model.entry import EVERY_KIND
from jiangxin.model.library import NamedLink
from jiangxin.patterns import pattern

_REFERENCE = pattern(r"(?:\.{0,2}/)*(" + "|".join(EVERY_KIND) + r")/([a-z0-9-]+)/?")
_OUTSIDE = pattern(r"(?:https?://|mailto:|#)", re.I)
_SCHEME = pattern(r"[A-Za-z]+:")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_READ = r"\{([\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{1,8})\|([^\W\d_](?:[^\W\d_]|[ '’-]){0,39})\}"
"""Characters and their reading: `{竺|zhú}`."""

_NEEDS: Mapping[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[",),
    "readings": ("{",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("[",),
    "image_reference": ("[",),
    "short_reference": ("[",),
    "short_image_ref": ("[",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
"""What a text must hold, one or the other, that an inline pattern could match, by the pattern's name."""
_BLOCKS = (
    *("empty", "indent", "code", "table", "hashheader", "setextheader"),
    *("hr", "olist", "ulist", "quote", "footnote", "reference", "paragraph"),
)
_NO_PARAGRAPH = pattern(r"(?:^|\n)[ \n#=\-_*+>\[\d]|\|")
"""What a block must hold, or a line begin with, that it could be anything but a paragraph."""
_FENCE = pattern("(?:`[\x02\x03]*){3}|(?:~[\x02\x03]*){3}")  # the library takes those characters out first
_MARKED_UP = pattern("|".join(sorted({re.escape(mark) for marks in _NEEDS.values() for mark in marks})))


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
    _quicken(converter)
    return converter


def _quicken(converter: Markdown) -> None:
    """Have what holds no markup passed over, and sort what is registered once instead of at each use."""
    patterns = converter.inlinePatterns
    inline = converter.treeprocessors["inline"]
    assert isinstance(inline, treeprocessors.InlineProcessor)
    is_known = len(patterns) == len(_NEEDS) and all(name in patterns for name in _NEEDS)
    if is_known:
        converter.treeprocessors.register(_PlainTexts(), "plain-texts", 21)  # right before the inline pass, at 20
    inline.inlinePatterns = list(patterns)  # type: ignore[assignment]  # read by position only
    if is_known and hasattr(inline, _HANDLE) and hasattr(inline, _APPLY):
        needs = [_NEEDS[name] for name in sorted(_NEEDS, key=patterns.get_index_for_name)]
        setattr(
            inline,
            _HANDLE,
            partial(_handle_inline, getattr(inline, _APPLY), list(zip(inline.inlinePatterns, needs, strict=True))),
        )
    converter.treeprocessors.register(_Unescaping(converter), "unescape", 0)  # in the place of the library's
    converter.is_block_level = cache(converter.is_block_level)  # type: ignore[method-assign]  # asked of each element
    blocks = converter.parser.blockprocessors
    processors = tuple(blocks)
    converter.parser.blockprocessors = processors  # type: ignore[assignment]  # gone through only
    if len(blocks) == len(_BLOCKS) and all(name in blocks for name in _BLOCKS):
        converter.parser.parseBlocks = partial(_parse_blocks, processors)  # type: ignore[method-assign]


_HANDLE, _APPLY = "_InlineProcessor__handleInline", "_InlineProcessor__applyPattern"


def _handle_inline(
    apply: Callable[[Any, str, int, int], tuple[str, bool, int]],
    patterns: Sequence[tuple[Any, tuple[str, ...]]],
    data: str,
    number: int = 0,
) -> str:
    """Do as the inline pass does with a text, from a pattern on; one that cannot match is not tried."""
    if isinstance(data, AtomicString):
        return data
    start = 0
    while number < len(patterns):
        pattern, marks = patterns[number]
        is_matched = False
        for mark in marks:
            if mark in data:
                data, is_matched, start = apply(pattern, data, number, start)
                break
        if not is_matched:
            number, start = number + 1, 0
    return data


def _parse_blocks(processors: Sequence[BlockProcessor], parent: Element, blocks: list[str]) -> None:
    """Do as the parser does with blocks; one that can only be a paragraph comes to the last processor alone."""
    while blocks:
        is_paragraph = blocks[0] and not _NO_PARAGRAPH.search(blocks[0])
        for processor in processors[-1:] if is_paragraph else processors:
            if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                break


class _PlainTexts(Treeprocessor):
    """Marks texts that hold no inline markup as finished."""

    def run(self, root: Element) -> None:
        """Mark the texts of the tree in place."""
        is_marked_up = _MARKED_UP.search
        for element in root.iter():
            if (text := element.text) and not is_marked_up(text):
                element.text = AtomicString(text)
            if (tail := element.tail) and not is_marked_up(tail):
                element.tail = AtomicString(tail)


class _Unescaping(UnescapeTreeprocessor):
    """Restores what a backslash had escaped, in texts that have one."""

    def run(self, root: Element) -> None:
        """Restore the texts of the tree in place."""
        if any("\\" in line for line in self.md.lines):  # type: ignore[attr-defined]  # as the preprocessors left it
            super().run(root)


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
        _lower_headings(root)
        for element in root.iter():
            if element.tag == "a" and "footnote" not in (element.get("class") or ""):
                self._name_link(element)
            elif element.tag == "img":
                self._name_picture(element)

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


def _lower_headings(root: Element) -> None:
    """Start the body's headings at h2 and skip no level."""
    headings = [each for each in root.iter() if each.tag in _HEADINGS]
    if not headings:
        return
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
