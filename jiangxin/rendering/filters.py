"""What templates may do with values: a handful of pure functions.

Each takes the page's language as its first argument and is bound to it when an
environment is made for that language, so that a foreign run is marked with its
`lang` wherever it stands and no template has to think of it.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from jiangxin.model.text import Phrase

WORD_JOINER = "\u2060"
_NO_LANGUAGE = ("", "zxx")
_CHINESE = re.compile("[\u3400-\u9fff]")
_CLOSING = "，。、；：！？）》」』】”’…"
_HEADING_LEAST = 5  # shorter headings have nothing to spare
_FOCUS = re.compile(r"\s*(\d+(?:\.\d+)?)%\s+(\d+(?:\.\d+)?)%\s*")
_FOCUS_STEP = 20


def phrase(page_lang: str, words: Phrase | str | None) -> Markup:
    """Give words as text; in a `<span lang>` where they are in another language than the page."""
    if words is None:
        return Markup("")
    text = escape(str(words))
    mark = lang_mark(page_lang, words)
    return Markup("<span{}>{}</span>").format(mark, text) if mark else text


def heading(page_lang: str, words: Phrase | str) -> Markup:
    """Give words as a heading: as `phrase`, with the last two Chinese characters kept on one line."""
    bound = bind_last_two(str(words))
    return phrase(page_lang, Phrase(bound, words.lang) if isinstance(words, Phrase) else bound)


def lang_mark(page_lang: str, words: Phrase | str | None) -> Markup:
    """Give the attribute ` lang="…"` of words, or of a language's code; "" where it is the page's own."""
    lang = words.lang if isinstance(words, Phrase) else ""
    if lang in _NO_LANGUAGE or lang == page_lang:
        return Markup("")
    return Markup(' lang="{}"').format(lang)


def code_mark(page_lang: str, lang: str) -> Markup:
    """Give the attribute ` lang="…"` for a language's code; "" where it is the page's own."""
    return lang_mark(page_lang, Phrase("", lang))


def bind_last_two(text: str) -> str:
    """Join the last two characters of a Chinese heading, so that none stands alone on the last line.

    A closing mark stays with the character before it anyway and is not counted.
    """
    end = len(text)
    while end and text[end - 1] in _CLOSING:
        end -= 1
    if end < _HEADING_LEAST or not (_CHINESE.match(text[end - 1]) and _CHINESE.match(text[end - 2])):
        return text
    return f"{text[: end - 1]}{WORD_JOINER}{text[end - 1 :]}"


def focus_class(page_lang: str, focus: str) -> str:
    """Give the classes for where a cropped picture is looked at: "50% 20%" → "fx-60 fy-20".

    The policy allows no inline styles, so the place is rounded to steps that the
    style sheet knows.
    """
    found = _FOCUS.fullmatch(focus)
    if not found:
        return ""
    x, y = (min(100, int(float(part) / _FOCUS_STEP + 0.5) * _FOCUS_STEP) for part in found.groups())
    return f"fx-{x} fy-{y}"


FILTERS = {"phrase": phrase, "heading": heading, "lang": lang_mark, "code": code_mark, "focus": focus_class}
