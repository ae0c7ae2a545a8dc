"""Readings above rare characters, put into a page when it is drawn.

A character that few can read has its reading above it once on a page, at its first
place in the main part: the heading, if it stands there. What is read already (a
`<ruby>` of the editor's, or a person's name), drawn, or in another language stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import escape

from jiangxin.model.names import is_chinese
from jiangxin.patterns import pattern

PINYIN = "zh-Latn-pinyin"

_MAIN = pattern(r"<main\b.*</main>", re.S)
_PIECE = pattern(r"<(/?)([a-z0-9]+)([^>]*)>|[^<]+|<", re.I)
_LANG = pattern(r'\slang="([^"]*)"')
_WRITTEN = pattern(r"<ruby>(.)<rp>[^<]*</rp><rt[^>]*>([^<]*)</rt>")
_LEFT_ALONE = ("ruby", "svg", "script", "style", "textarea", "button")
_VOID = ("br", "hr", "img", "input", "link", "meta", "source", "wbr")


def with_readings(html: str, rare: Mapping[str, str]) -> str:
    """Give a page's HTML with a reading above each rare character of its main part, where it stands first.

    `rare` are characters and their readings; where an editor gave one on the page,
    it holds for the whole page.
    """
    found = _MAIN.search(html)
    if found is None or not any(character in found[0] for character in rare):
        return html
    written = {character: reading for character, reading in _WRITTEN.findall(found[0]) if character in rare}
    return f"{html[: found.start()]}{_read(found[0], {**rare, **written})}{html[found.end() :]}"


def ruby(base: str, reading: str) -> str:
    """Give characters with their reading above, in brackets where a browser knows no ruby."""
    return f'<ruby>{escape(base)}<rp>(</rp><rt lang="{PINYIN}">{escape(reading)}</rt><rp>)</rp></ruby>'


def _read(html: str, readings: dict[str, str]) -> str:
    """Walk the HTML once; `readings` loses each character that was read."""
    done = []
    inside, depth = "", 0  # the element that is left alone, and how many of its name are open in it
    for piece in _PIECE.finditer(html):
        closes, tag, attributes = piece[1], (piece[2] or "").lower(), piece[3] or ""
        if tag and depth:
            depth += 0 if tag != inside else -1 if closes else 1
        elif tag and not closes and tag not in _VOID and _is_left_alone(tag, attributes):
            inside, depth = tag, 1
        elif not tag and not depth:
            done.append(_with_first(piece[0], readings))
            continue
        if not tag and inside == "ruby":
            for character in piece[0]:
                readings.pop(character, None)
        done.append(piece[0])
    return "".join(done)


def _is_left_alone(tag: str, attributes: str) -> bool:
    lang = _LANG.search(attributes)
    return tag in _LEFT_ALONE or (lang is not None and not is_chinese(lang[1]))


def _with_first(text: str, readings: dict[str, str]) -> str:
    """Give text with a reading above the first of each character."""
    for character in [each for each in readings if each in text]:
        text = text.replace(character, ruby(character, readings.pop(character)), 1)
    return text
