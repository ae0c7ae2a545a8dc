"""What an entry says, in one language: every word its editor wrote, line by line.

The schema tells what is words and what is a code for the program. Choices, menus
and what other entries say of this one are not its own words; the names of the
entries it refers to are. Sources are an exception: a headline that many entries
rest on would find them all, so only the words quoted from it count.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from typing import Any

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.schema import (
    Date,
    Line,
    Many,
    Record,
    Reference,
    Shape,
    Spec,
    Words,
    attribute_of,
    specs_of,
)
from jiangxin.model.wording import Wording
from jiangxin.pages.dates import show_date
from jiangxin.patterns import pattern
from jiangxin.search.folding import one_line

_FIRST = ("summary", "code")
"""Fields an excerpt had best begin with."""
_LEFT_OUT = (*_FIRST, "title", "also_called", "unknown")
"""Fields told elsewhere: names are found as such, and what is not known is not said."""

_BREAK = "\x00"  # between lines, for white space in HTML is none
_ATTRIBUTE = r'(?:\s+[\w:-]+(?:="[^"]*")?)*'
_READING = pattern(rf"<(rt|rp){_ATTRIBUTE}>.*?</\1>", re.S)
_EMPTY_LINK = pattern(rf'<a{_ATTRIBUTE}\s+href="ref:([^"/#]+)/([^"#]+)(?:#[^"]*)?"{_ATTRIBUTE}></a>')
_IMAGE = pattern(rf"<img({_ATTRIBUTE})\s*/?>")
_SHOWN = pattern(r'\s(?:alt|title)="([^"]*)"')
_INLINE = pattern(
    rf"</?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|rb|ruby|s|samp|small|span|strong|sub|sup|u){_ATTRIBUTE}>"
)
_TAG = pattern(rf"</?\w+{_ATTRIBUTE}\s*/?>\s*")


@frozen
class Teller:
    """Gives what entries say in the language `lang`, in the first language where it is not translated."""

    exhibition: Exhibition
    lang: str
    wording: Wording

    def lines(self, entry: Entry) -> list[str]:
        """Give what an entry says besides its names: each line once, none of them empty."""
        said = (
            *self._fields(entry, [name for name in _attributes(entry) if name in _FIRST]),
            *self._body(entry),
            *self._fields(entry, [name for name in _attributes(entry) if name not in _LEFT_OUT]),
            *self._spoken(entry),
        )
        return list(dict.fromkeys(line for each in said if (line := one_line(each))))

    def _fields(self, record: Any, attributes: Iterable[str]) -> Iterator[str]:
        shapes = _attributes(record)
        for name in attributes:
            yield from self._said(shapes[name], getattr(record, name), is_for_visitors=name == "code")

    def _said(self, shape: Shape, value: Any, *, is_for_visitors: bool = False) -> Iterator[str]:
        match shape:
            case _ if value is None:
                return
            case Words():
                yield value.in_language(self.lang).text
            case Line(pattern=pattern) if pattern is None or is_for_visitors:
                yield value
            case Date():
                yield show_date(value, self.wording)
            case Reference(kinds) if kinds != ("source",):
                yield self._name(value)
            case Many(Many()):
                return  # pairs of keys, which nobody reads
            case Many(item):
                for each in value:
                    yield from self._said(item, each)
            case Record() if not self._has_lost_its_point(value):
                yield from self._fields(value, _attributes(value))

    def _has_lost_its_point(self, record: Any) -> bool:
        """Say whether a nested record names, in a field it must have, an entry that is not shown."""
        cls: type = type(record)
        return any(
            spec.required and isinstance(spec.shape, Reference) and getattr(record, name) not in self.exhibition.entries
            for name, spec in _declared(cls).items()
        )

    def _name(self, ref: Ref) -> str:
        entry = self.exhibition.get(ref)
        return entry.title.in_language(self.lang).text if entry is not None and entry.title else ""

    def _body(self, entry: Entry) -> list[str]:
        prose = self.exhibition.prose
        found = prose.get((entry.ref, self.lang)) or prose.get((entry.ref, self.exhibition.languages[0]))
        if found is None:
            return []
        html = _EMPTY_LINK.sub(lambda link: self._name(Ref(link[1], link[2])), found.html)
        return lines_of(html)

    def _spoken(self, entry: Entry) -> Iterator[str]:
        """Give what is said in films and recordings, by their captions: in the page's language where there is such."""
        for medium in entry.media:
            beside = posixpath.join(posixpath.dirname(entry.path), medium.captions or "")
            captions = self.exhibition.captions.get(posixpath.normpath(beside), ())
            for each in [each for each in captions if each.lang == self.lang] or captions[:1]:
                yield " ".join(utterance.words for cue in each.cues for utterance in cue.utterances)


@cache
def _declared(cls: type) -> Mapping[str, Spec]:
    """Give the declared fields of a record by attribute."""
    return {attribute_of(cls, name): spec for name, spec in specs_of(cls).items()}


@cache
def _shapes(cls: type) -> Mapping[str, Shape]:
    return {name: spec.shape for name, spec in _declared(cls).items()}


def _attributes(record: Any) -> Mapping[str, Shape]:
    cls: type = type(record)
    return _shapes(cls)


def lines_of(html: str) -> list[str]:
    """Give the words of a body, one line for each block; readings above characters are left out.

    The HTML comes through `nh3`: attributes are quoted and escaped.
    """
    html = _IMAGE.sub(lambda image: _BREAK.join(("", *_SHOWN.findall(image[1]), "")), _READING.sub("", html))
    lines = filter(None, _TAG.sub(_BREAK, _INLINE.sub("", html)).split(_BREAK))
    return [*(map(unescape, lines) if "&" in html else lines)]
