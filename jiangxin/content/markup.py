"""Markdown → safe HTML whose links are still named.

Conversion is a pure function of the text, so that it can be cached under the
text's digest and run in another process. `[罗明浩](craftsman/luo-minghao)` becomes
`href="ref:craftsman/luo-minghao"`, `![…](photo.jpg)` becomes `src="picture:photo.jpg"`;
the plan turns both into addresses when it makes the view. Raw HTML is text, and
what comes out passes one door, nh3, with a short allow list.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import nh3

from jiangxin.content.dialect import Dialect
from jiangxin.content.source import TURNING
from jiangxin.limits import limit, variable
from jiangxin.model.library import NamedLink
from jiangxin.patterns import pattern

BODY_LIMIT_CHARACTERS = limit("BODY_CHARACTERS")
OPEN_LIMIT = limit("BODY_BRACKETS")  # in one paragraph; beyond, Markdown's time grows with their square
INDENT_LIMIT = limit("BODY_INDENT")
CELL_LIMIT = limit("TABLE_CELLS")
OUTPUT_FACTOR = 12

# What remains grows with the square as well: what a hundred paragraphs at their limit cost, all paragraphs may.
_OPEN_EFFORT = 100 * OPEN_LIMIT**2
_MARK_EFFORT = 5_000 * OPEN_LIMIT**2  # marks of a paragraph times its characters
_MARKS = ("*", "_", "\\", "{", "&", "!", "  \n")
_DEEP = pattern(rf"\n[ \t>]{{{INDENT_LIMIT + 1},}}")
_NESTED = pattern(r"\n(?=[-* \t]*[+\d])(?:(?:[-+*]|\d{1,9}\.)[ \t]){25,}")  # lists in lists, in one line
_ENTITY = pattern(r"&#?[A-Za-z0-9]{2,31};?")
_TURNING = pattern(f"[{TURNING}]")

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
_CJK = "\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—"
_INLINE = r"(?:</?(?:a|em|strong|code|sup|del)\b[^>]*>)*"
_JOIN = pattern(f"([{_CJK}]{_INLINE})\n(?={_INLINE}[{_CJK}])")
_MAY_JOIN = pattern(f"\n{_INLINE}[{_CJK}]")  # quick to find, rare, and without it there is no other


class MarkupError(Exception):
    """A body that is not converted; `code` names the message, `line` counts inside the body, `facts` fill it."""

    def __init__(self, code: str, line: int, **facts: str) -> None:
        self.code = code
        self.line = line
        self.facts = facts
        super().__init__(code, line, tuple(sorted(facts.items())))

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (self.code, self.line, self.facts))


def _restore(code: str, line: int, facts: dict[str, str]) -> MarkupError:
    return MarkupError(code, line, **facts)


class Converted(NamedTuple):
    """A body's HTML and the names it links to; `odd` are links that lead nowhere."""

    html: str
    links: tuple[NamedLink, ...]
    odd: tuple[NamedLink, ...]


def convert(text: str) -> Converted:
    """Convert one body.

    Raises MarkupError where the text is too long, too deeply nested, holds so many
    marks that its conversion would take seconds, or would turn the writing round.
    """
    _refuse_hostile(text)
    dialect, cleaner = _tools()
    try:
        html, links, odd = dialect.convert(text)
    except BaseException as error:
        _tools.cache_clear()  # it stopped in the midst of something
        if isinstance(error, RecursionError):
            raise _too_deep(1, "") from error
        raise
    clean = cleaner.clean(html)
    if len(clean) > OUTPUT_FACTOR * len(text) + 4_000:
        raise MarkupError("markup.grows", 1, allowed=str(OUTPUT_FACTOR))
    return Converted(_join_lines(clean), tuple(links), tuple(odd))


@cache
def make_ready() -> None:
    """Make in this process what every conversion needs, so that none of its copies has to."""
    convert("## 一\n\n二**三**，\n[四](story/a)[^1]\n\n- 五\n\n| 六 | 七 |\n|---|---|\n| 八 | 九 |\n\n[^1]: 十\n")


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
    """Refuse by its looks what Markdown would work on for ever; an ordinary text is judged by a few counts."""
    if len(text) > BODY_LIMIT_CHARACTERS:
        found, allowed = f"{len(text):,}", f"{BODY_LIMIT_CHARACTERS:,}"
        raise MarkupError("markup.too-long", 1, found=found, allowed=allowed, variable=variable("BODY_CHARACTERS"))
    lines = f"\n{text}"  # a line is found by the end of that before it: some ten times as fast as by its beginning
    if deep := _DEEP.search(lines) or _NESTED.search(lines):
        line = lines.count("\n", 0, deep.end())
        raise _too_deep(line, text[deep.start() : deep.start() + 400].strip(" \t>").partition("\n")[0][:40])
    if "&" in text:
        _refuse_hidden_turns(text)
    is_plain = _opened(text) <= OPEN_LIMIT and _marks(text) * len(text) <= _MARK_EFFORT
    if not is_plain or text.count("|") * (text.count("\n") + 1) > CELL_LIMIT:
        _refuse_laborious(text)


def _refuse_laborious(text: str) -> None:
    """Refuse what costs more than its length, paragraph by paragraph."""
    open_effort = mark_effort = 0
    for line, paragraph in _paragraphs(text):
        opened = _opened(paragraph)
        open_effort += opened * opened
        mark_effort += _marks(paragraph) * len(paragraph)
        if opened > OPEN_LIMIT or open_effort > _OPEN_EFFORT or mark_effort > _MARK_EFFORT:
            found = paragraph.strip()[:40].partition("\n")[0]
            raise MarkupError(
                "markup.brackets", line, found=found, allowed=f"{OPEN_LIMIT:,}", variable=variable("BODY_BRACKETS")
            )
        rows = paragraph.split("\n")
        cells = len(rows) * (max(row.count("|") for row in rows) - 1)
        if cells > CELL_LIMIT:
            raise MarkupError(
                "markup.table", line, found=f"{cells:,}", allowed=f"{CELL_LIMIT:,}", variable=variable("TABLE_CELLS")
            )


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Give what stands between blank lines, with the line it begins on."""
    held: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            held.append(line)
        elif held:
            yield number - len(held), "\n".join(held)
            held = []
    if held:
        yield text.count("\n") + 2 - len(held), "\n".join(held)


def _opened(text: str) -> int:
    return text.count("[") + text.count("<") + text.count("`") // 2


def _marks(text: str) -> int:
    return sum(map(text.count, _MARKS))


def _refuse_hidden_turns(text: str) -> None:
    """Refuse an entity for a character that turns the writing round: as itself, no file may hold it."""
    for entity in _ENTITY.finditer(text):
        if turning := _TURNING.search(entities.unescape(entity[0])):
            line = text.count("\n", 0, entity.start()) + 1
            raise MarkupError("file.control", line, found=f"U+{ord(turning[0]):04X}", after=entity[0])


def _too_deep(line: int, found: str) -> MarkupError:
    return MarkupError(
        "markup.too-deep", line, found=found, allowed=str(INDENT_LIMIT), variable=variable("BODY_INDENT")
    )


def _join_lines(html: str) -> str:
    """Join Chinese lines that were broken in the source; a line break there is no blank."""
    if not _MAY_JOIN.search(html):
        return html
    pieces = re.split(r"(<pre>.*?</pre>)", html, flags=re.S)
    return "".join(piece if piece.startswith("<pre>") else _JOIN.sub(r"\1", piece) for piece in pieces)
