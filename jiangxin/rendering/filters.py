"""What templates may do with values: a handful of pure functions.

Each takes the page's language as its first argument and is bound to it when an
environment is made for that language, so that a foreign run is marked with its
`lang` wherever it stands and no template has to think of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from jiangxin.model.text import Phrase
from jiangxin.pages.picture_classes import colour_classes, focus_classes, shape_class
from jiangxin.pages.views import Picture

WORD_JOINER = "\u2060"
_NO_LANGUAGE = ("", "zxx")
_CHINESE = re.compile("[\u3400-\u9fff]")
_CLOSING = "，。、；：！？）》」』】”’…"
_HEADING_LEAST = 5  # shorter headings have nothing to spare


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


def focus(page_lang: str, written: str) -> str:
    """Give the classes of the point that cropping keeps, as `focus_classes`."""
    return focus_classes(written)


def colour(page_lang: str, average: str) -> str:
    """Give the classes of the colour seen before the picture, as `colour_classes`."""
    return colour_classes(average)


def shape(page_lang: str, picture: Picture) -> str:
    """Give the class of a picture's shape, as `shape_class`."""
    return shape_class(picture.width_px, picture.height_px)


FILTERS: dict[str, Callable[..., str]] = {
    "phrase": phrase,
    "heading": heading,
    "lang": lang_mark,
    "code": code_mark,
    "focus": focus,
    "colour": colour,
    "shape": shape,
}
