"""Markdown → safe HTML whose links are still named.

Conversion is a pure function of the text, so that it can be cached under the
text's digest and run in another process. `[罗明浩](craftsman/luo-minghao)` becomes
`href="ref:craftsman/luo-minghao"`, `![…](photo.jpg)` becomes `src="picture:photo.jpg"`;
the plan turns both into addresses when it makes the view. Raw HTML is text, and
what comes out passes one door, nh3, with a short allow list.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from jiangxin.model.entry import EVERY_KIND
from jiangxin.model.library import NamedLink, Prose

if TYPE_CHECKING:
    import markdown

VERSION = "1"
BODY_LIMIT_CHARACTERS = 200_000
OPEN_LIMIT = 400  # brackets in one paragraph; beyond, Markdown's time grows with their square
INDENT_LIMIT = 48  # spaces, or a list or a quotation nested some twelve times
OUTPUT_FACTOR = 12

_TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "a",
    "img",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "br",
    "sup",
    "sub",
    "del",
    "div",
    "dl",
    "dt",
    "dd",
}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "sup": {"id"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
    "div": {"class"},
    "code": {"class"},
}
_REFERENCE = re.compile(r"(?:\.{0,2}/)*(" + "|".join(EVERY_KIND) + r")/([a-z0-9-]+)/?")
_OUTSIDE = re.compile(r"(?:https?://|mailto:|#)", re.I)
_CJK = "\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—"
_INLINE = r"(?:</?(?:a|em|strong|code|sup|del)\b[^>]*>)*"
_JOIN = re.compile(f"([{_CJK}]{_INLINE})\n({_INLINE}[{_CJK}])")


class MarkupError(Exception):
    """A body that is not converted; `code` names the message, `line` counts inside the body."""

    def __init__(self, code: str, line: int, found: str = "") -> None:
        self.code = code
        self.line = line
        self.found = found
        super().__init__(code, line, found)


@dataclass(frozen=True, slots=True)
class Converted:
    """A body's HTML and the names it links to; `odd` are links that lead nowhere."""

    html: str
    links: tuple[NamedLink, ...]
    odd: tuple[NamedLink, ...]

    def to_json(self) -> bytes:
        """Give the form the cache keeps."""
        rows = [[[link.target, link.line, link.is_picture] for link in links] for links in (self.links, self.odd)]
        return json.dumps([self.html, *rows], ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, raw: bytes) -> Converted:
        """Read the form the cache keeps; ValueError where it is another's."""
        html, links, odd = json.loads(raw)
        return cls(html, *(tuple(NamedLink(*row) for row in rows) for rows in (links, odd)))

    def to_prose(self, lang: str, first_line: int) -> Prose:
        """Give the prose of a file whose body starts on `first_line`."""
        moved = tuple(NamedLink(link.target, link.line + first_line - 1, link.is_picture) for link in self.links)
        return Prose(self.html, lang, moved)


def convert(text: str) -> Converted:
    """Convert one body.

    Raises MarkupError where the text is too long, too deeply nested or holds so
    many open brackets that its conversion would take seconds.
    """
    import nh3

    _refuse_hostile(text)
    links: list[NamedLink] = []
    odd: list[NamedLink] = []
    converter = _converter(text, links, odd)
    try:
        html = converter.convert(text)
    except RecursionError as error:
        raise MarkupError("markup.too-deep", 1) from error
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        link_rel=None,
        strip_comments=True,
        url_schemes={"http", "https", "mailto", "ref", "picture"},
    )
    if len(clean) > OUTPUT_FACTOR * len(text) + 4_000:
        raise MarkupError("markup.too-long", 1)
    return Converted(_join_lines(clean), tuple(links), tuple(odd))


def _refuse_hostile(text: str) -> None:
    if len(text) > BODY_LIMIT_CHARACTERS:
        raise MarkupError("markup.too-long", 1, f"{len(text)}")
    opened = 0
    for number, line in enumerate(text.split("\n"), 1):
        opened = 0 if not line.strip() else opened + line.count("[") + line.count("<") + line.count("`") // 2
        if opened > OPEN_LIMIT:
            raise MarkupError("markup.brackets", number, line.strip()[:40])
        indent = len(line) - len(line.lstrip(" \t>"))
        if indent > INDENT_LIMIT:
            raise MarkupError("markup.too-deep", number, line.strip()[:40])


def _join_lines(html: str) -> str:
    """Join Chinese lines that were broken in the source; a line break there is no blank."""
    pieces = re.split(r"(<pre>.*?</pre>)", html, flags=re.S)
    return "".join(piece if piece.startswith("<pre>") else _JOIN.sub(r"\1\2", piece) for piece in pieces)


def _converter(text: str, links: list[NamedLink], odd: list[NamedLink]) -> markdown.Markdown:
    import markdown
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.treeprocessors import Treeprocessor

    class NameLinks(Treeprocessor):
        """Turns links into names, notes them, and brings headings under the page's own."""

        def run(self, root: Element) -> None:
            """Rewrite the tree in place."""
            _lower_headings(root)
            finder = _LineFinder(text)
            for element in root.iter():
                if element.tag == "a" and "footnote" not in (element.get("class") or ""):
                    self._name_link(element, finder)
                elif element.tag == "img":
                    self._name_picture(element, finder)

        def _name_link(self, element: Element, finder: _LineFinder) -> None:
            href = element.get("href", "")
            line = finder.line_of(href)
            path, _, fragment = href.partition("#")
            if match := _REFERENCE.fullmatch(path):
                target = f"{match[1]}/{match[2]}"
                element.set("href", f"ref:{target}" + (f"#{fragment}" if fragment else ""))
                links.append(NamedLink(target, line))
            elif not _OUTSIDE.match(href):
                odd.append(NamedLink(href, line))
                del element.attrib["href"]

        def _name_picture(self, element: Element, finder: _LineFinder) -> None:
            src = element.get("src", "")
            line = finder.line_of(src)
            name = src.removeprefix("./")
            if re.match(r"[A-Za-z]+:", name) or "/" in name or name.startswith("."):
                odd.append(NamedLink(src, line, is_picture=True))
                element.set("src", "")
                return
            element.set("src", f"picture:{name}")
            links.append(NamedLink(name, line, is_picture=True))

    converter = markdown.Markdown(
        extensions=[
            "tables",
            "sane_lists",
            "fenced_code",
            FootnoteExtension(BACKLINK_TITLE="{}", UNIQUE_IDS=False, SEPARATOR="-"),
        ],
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.treeprocessors.register(NameLinks(converter), "name-links", 1)
    return converter


def _lower_headings(root: Element) -> None:
    """Start the body's headings at h2 and skip no level."""
    headings = [each for each in root.iter() if re.fullmatch(r"h[1-6]", str(each.tag))]
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
