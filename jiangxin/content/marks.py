"""A text's body → the marks in it that will not do what their writer meant.

Markdown refuses nothing: what it does not know it shows as it was typed, and the
editor finds `**` or `<b>` on the page. Here such places are told beforehand.
Code is passed over; nothing here changes a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiangxin.patterns import pattern

_FENCED = pattern(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.M | re.S)
_CODE = pattern(r"``[^\n]{1,400}?``|`[^`\n]*`")
_TAG = pattern(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>\n]*)?/?>")
_ACTIVE = pattern(r"</?(?:script|style|iframe|object|embed|form)\b", re.I)
_WIDE_LINK = pattern(r"(?:\[[^\[\]\n]*\](?=（)|【[^【】\n]*】(?=[（(]))[（(][^\n()（）]*[a-z0-9][^\n()（）]*[)）]")
_WIDE_HEADING = pattern(r"(?<![^\n])(＃+) ?(\S[^\n]{0,30})")
_BOLD = pattern(r"(?<!\\)\*\*")
_SILENT_PICTURE = pattern(r"!\[\s*\]\(([^()\s]+)\)")
_TO_ASCII = str.maketrans("（）【】", "()[]")


class Mark(NamedTuple):
    """A place in a text: the code of its message, the line in the text from 1, what stands there, what should."""

    code: str
    line: int
    found: str
    suggestion: str = ""


def marks_in(body: str, above: str) -> Iterator[Mark]:
    """Give every place of a body where marks are shown as they were typed, or a picture is shown without words.

    The fields `above` it may have words for pictures.
    """
    text = body
    if "`" in text or "~~~" in text:
        text = _CODE.sub(_blanked, _FENCED.sub(_blanked, text))
    if "<" in text:
        yield from _tags(text)
    if "（" in text or "】" in text:
        for line, match in _placed(_WIDE_LINK, text):
            yield Mark("markup.wide-link", line, match[0], match[0].translate(_TO_ASCII))
    if "＃" in text:
        for line, match in _placed(_WIDE_HEADING, text):
            yield Mark("markup.wide-heading", line, match[0].strip(), f"{'#' * match[1].count('＃')} {match[2]}")
    if "![" in text:
        for line, match in _placed(_SILENT_PICTURE, text):
            if match[1] not in above:
                yield Mark("picture.unplaced", line, match[1])
    if "**" in text:
        yield from _bold(text)


def _tags(text: str) -> Iterator[Mark]:
    """Give the first tag of every line: a tag and its end are one mistake."""
    seen = 0
    for line, tag in _placed(_TAG, text):
        if line != seen:
            seen = line
            yield Mark("markup.active" if _ACTIVE.match(tag[0]) else "markup.html", line, tag[0])


def _bold(text: str) -> Iterator[Mark]:
    """Give the last `**` of every paragraph that has an odd number of them."""
    line = 1
    for paragraph in text.split("\n\n"):
        if paragraph.count("**") % 2 and paragraph.strip(" *\n"):
            marks = list(_BOLD.finditer(paragraph))
            if len(marks) % 2:
                last = marks[-1].start()
                found = paragraph[last : last + 12].partition("\n")[0]
                yield Mark("markup.bold", line + paragraph.count("\n", 0, last), found)
        line += paragraph.count("\n") + 2


def _placed(form: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Give every match of a form with its line, counted from 1."""
    line, counted = 1, 0
    for match in form.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield line, match


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
