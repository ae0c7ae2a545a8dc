"""What templates may do with values: a handful of pure functions.

Each takes the page's language as its first argument and is bound to it when an
environment is made for that language, so that a foreign run is marked with its
`lang` wherever it stands and no template has to think of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from jiangxin.model.text import Phrase
from jiangxin.pages.parts import Picture, Ruby
from jiangxin.pages.picture_classes import colour_classes, focus_classes, shape_class
from jiangxin.patterns import pattern
from jiangxin.rendering.ruby import ruby

_NOTHING = Markup("")
WORD_JOINER = "\u2060"
_NO_LANGUAGE = ("", "zxx")
_CHINESE_RUN = pattern("[\u3400-\u9fff](?:[\u2060\u3000-\u303f\u3400-\u9fff\uff00-\uffef]*[\u3400-\u9fff])?")
_WRITTEN_IN_CHINESE = ("zh", "ja", "ko")
_CLOSING = "，。、；：！？）》」』】”’…"
_HEADING_LEAST = 5  # shorter headings have nothing to spare
_BESIDE_QUOTED = pattern("(?<=”)(?=[“\u3400-\u9fff])|(?<=[\u3400-\u9fff]{2})(?=“)")
_MODEL = pattern("[A-Za-z0-9.]+(?:[-/][A-Za-z0-9.]+)+")
_MODEL_LEAST = 12  # shorter model numbers stay whole
_DIGIT = pattern("[0-9０-９]")
_UNITS = "年月日号时分秒度人名位个项件台套家间座条米克吨升瓦伏毫厘千百万亿余多%％℃"
_COUNTED = pattern(f"([0-9０-９])(?=[{_UNITS}])")
_MEASURED = pattern(r"([0-9]) (?=(?:[mcdkμn]?[mglWVAN]|[kM]Pa|t|℃|°C|%)(?![A-Za-z]))")


@lru_cache(8192)  # most words stand on several pages: titles on cards, names, the words of the frame
def phrase(page_lang: str, words: Phrase | str | None) -> Markup:
    """Give words as text; in a `<span lang>` where they are in another language than the page.

    So is Chinese that stands among words of a language written otherwise.
    """
    if words is None:
        return _NOTHING
    mark = lang_mark(page_lang, words)
    lang = words.lang if isinstance(words, Phrase) and mark else page_lang
    text = escape(str(words)) if lang.startswith(_WRITTEN_IN_CHINESE) else _with_chinese_marked(str(words))
    text = breakable(text)
    shown = Markup("<span{}>{}</span>").format(mark, text) if mark else text
    return shown + unapproved(page_lang, words) if isinstance(words, Phrase) and words.mark else shown


def unapproved(page_lang: str, words: Phrase | str) -> Markup:
    """Give the mark of what is not public yet; "" where there is none."""
    if not isinstance(words, Phrase) or not words.mark:
        return _NOTHING
    return Markup(' <span class="unapproved">{}</span>').format(words.mark)


def _with_chinese_marked(words: str) -> Markup:
    """Give words with each Chinese run in a `<span lang>`: a voice that reads English cannot say it."""
    parts, end = [], 0
    for run in _CHINESE_RUN.finditer(words):
        parts += [escape(words[end : run.start()]), Markup('<span lang="zh">{}</span>').format(run.group())]
        end = run.end()
    return Markup("").join([*parts, escape(words[end:])])


@lru_cache(8192)
def heading(page_lang: str, words: Phrase | str) -> Markup:
    """Give words as a heading: as `phrase`; its last two characters, and a number with its unit, stay on one line.

    Around what is quoted a line may end, where browsers would not end it.
    """
    bound = bind_last_two(bind_units(str(words)))
    text = phrase(page_lang, Phrase(bound, words.lang, words.mark) if isinstance(words, Phrase) else bound)
    return Markup(_BESIDE_QUOTED.sub("<wbr>", text)) if "”" in text else text  # noqa: S704 (escaped, and a tag of ours)


def breakable(text: Markup) -> Markup:
    """Let long model numbers break behind their hyphens and strokes, where browsers would not."""
    if "-" not in text and "/" not in text:
        return text
    return Markup(_MODEL.sub(_with_breaks, text))  # noqa: S704 (it was escaped, and gets a tag of ours)


def _with_breaks(model: re.Match[str]) -> str:
    return re.sub("([-/])", r"\1<wbr>", model[0]) if len(model[0]) >= _MODEL_LEAST else model[0]


def bind_units(text: str) -> str:
    """Join a number and the unit behind it: 20年, 3 mm."""
    if not _DIGIT.search(text):
        return text
    return _MEASURED.sub("\\1\u00a0", _COUNTED.sub(rf"\1{WORD_JOINER}", text))


def lang_mark(page_lang: str, words: Phrase | str | None) -> Markup:
    """Give the attribute ` lang="…"` of words, or of a language's code; "" where it is the page's own."""
    lang = words.lang if isinstance(words, Phrase) else ""
    if lang in _NO_LANGUAGE or lang == page_lang:
        return _NOTHING
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
    if end < _HEADING_LEAST or not all("\u3400" <= each <= "\u9fff" for each in text[end - 2 : end]):
        return text
    return f"{text[: end - 1]}{WORD_JOINER}{text[end - 1 :]}"


def with_reading(page_lang: str, part: Ruby) -> Markup:
    """Give a part of a name with its reading above it."""
    return Markup(ruby(part.base, part.reading)) if part.reading else escape(part.base)  # noqa: S704 (it escapes both)


def focus(page_lang: str, written: str) -> str:
    """Give the classes of the point that cropping keeps, as `focus_classes`."""
    return focus_classes(written)


def colour(page_lang: str, average: str) -> str:
    """Give the classes of the colour seen before the picture, as `colour_classes`."""
    return colour_classes(average)


def shape(page_lang: str, picture: Picture) -> str:
    """Give the class of a picture's shape, as `shape_class`."""
    return shape_class(picture.width_px, picture.height_px)


def needed(page_lang: str, table: Iterable[tuple[str, Iterable[str]]], texts: Sequence[str]) -> list[list[str]]:
    """Give for each text the names, in a table of names and marks, that have a mark which stands in it.

    What an earlier text needs is not told again.
    """
    rows = tuple([(name, tuple(marks)) for name, marks in table])
    alone, patterns = _marks_of(rows)
    told: set[str] = set()
    needed: list[list[str]] = []
    for text in texts:
        marked = [names for mark, names in alone if mark in text]
        marked += [names[rest] for pattern, names in patterns for rest in set(pattern.findall(text))]
        found = set().union(*marked)
        needed.append([name for name, _ in rows if name in found and name not in told])
        told |= found
    return needed


@lru_cache(8)
def _marks_of(
    rows: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[list[tuple[str, set[str]]], list[tuple[re.Pattern[str], dict[str, set[str]]]]]:
    """Give marks of which each begins as no other does, and patterns that find the longest of others at every place.

    Each with the names that it stands for. A pattern takes one first character only, so that no mark hides another
    that begins inside it; and to look for one character is fastest. What it finds is what follows that character.
    """
    alone, patterns = [], []
    marks = sorted({mark for _, some in rows for mark in some}, key=lambda mark: (-len(mark), mark))
    for first in sorted({mark[0] for mark in marks}):
        own = [mark for mark in marks if mark[0] == first]
        names = {mark[1:]: {name for name, some in rows if mark.startswith(some)} for mark in own}
        if len(own) == 1:
            alone.append((own[0], names[own[0][1:]]))
        else:
            patterns.append((re.compile(f"{re.escape(first)}(?=({'|'.join(map(re.escape, names))}))"), names))
    return alone, patterns


FILTERS: dict[str, Callable[..., object]] = {
    "phrase": phrase,
    "heading": heading,
    "unapproved": unapproved,
    "lang": lang_mark,
    "code": code_mark,
    "ruby": with_reading,
    "focus": focus,
    "colour": colour,
    "shape": shape,
    "needed": needed,
}
