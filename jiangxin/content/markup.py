"""Markdown → safe HTML whose links are still named.

Conversion is a pure function of the text, so that it can be cached under the
text's digest and run in another process. `[罗明浩](craftsman/luo-minghao)` becomes
`href="ref:craftsman/luo-minghao"`, `![…](photo.jpg)` becomes `src="picture:photo.jpg"`;
the plan turns both into addresses when it makes the view. Raw HTML is text, and
what comes out passes one door, nh3, with a short allow list.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import nh3

from jiangxin.content.dialect import Dialect
from jiangxin.model.library import NamedLink

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
    "ruby",
    "rt",
    "rp",
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
    "rt": {"lang"},
}
_CJK = "\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—"
_INLINE = r"(?:</?(?:a|em|strong|code|sup|del)\b[^>]*>)*"
_JOIN = re.compile(f"([{_CJK}]{_INLINE})\n({_INLINE}[{_CJK}])")
_MAY_JOIN = re.compile(f"\n{_INLINE}[{_CJK}]")  # quick to find, rare, and without it there is no other


class MarkupError(Exception):
    """A body that is not converted; `code` names the message, `line` counts inside the body."""

    def __init__(self, code: str, line: int, found: str = "") -> None:
        self.code = code
        self.line = line
        self.found = found
        super().__init__(code, line, found)


class Converted(NamedTuple):
    """A body's HTML and the names it links to; `odd` are links that lead nowhere."""

    html: str
    links: tuple[NamedLink, ...]
    odd: tuple[NamedLink, ...]


def convert(text: str) -> Converted:
    """Convert one body.

    Raises MarkupError where the text is too long, too deeply nested or holds so
    many open brackets that its conversion would take seconds.
    """
    _refuse_hostile(text)
    dialect, cleaner = _tools()
    try:
        html, links, odd = dialect.convert(text)
    except BaseException as error:
        _tools.cache_clear()  # it stopped in the midst of something
        if isinstance(error, RecursionError):
            raise MarkupError("markup.too-deep", 1) from error
        raise
    clean = cleaner.clean(html)
    if len(clean) > OUTPUT_FACTOR * len(text) + 4_000:
        raise MarkupError("markup.too-long", 1)
    return Converted(_join_lines(clean), tuple(links), tuple(odd))


@cache
def _tools() -> tuple[Dialect, nh3.Cleaner]:
    """Give the converter and the one door, made once in each process."""
    cleaner = nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        link_rel=None,
        strip_comments=True,
        url_schemes={"http", "https", "mailto", "ref", "picture"},
    )
    return Dialect(), cleaner


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
    if not _MAY_JOIN.search(html):
        return html
    pieces = re.split(r"(<pre>.*?</pre>)", html, flags=re.S)
    return "".join(piece if piece.startswith("<pre>") else _JOIN.sub(r"\1\2", piece) for piece in pieces)
