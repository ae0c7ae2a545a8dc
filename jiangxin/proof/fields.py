"""An entry's fields → facts and passages in the schema's order, whatever its kind.

Words are passages to be read, each language for itself; all else is a fact. What is only for the program
(the order in lists, old addresses) is not on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiangxin.model import schema
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.schema import Record, Shape, attribute_of, specs_of
from jiangxin.model.text import Phrase, Text
from jiangxin.model.wording import Wording
from jiangxin.proof.views import Fact, Passage

_ELSEWHERE = ("title", "name", "images", "sources", "status", "reviews", "order", "aliases")
_BETWEEN = " · "


class Fields:
    """Reads fields in the words of one language; `titles` name the entries that others refer to."""

    def __init__(self, wording: Wording, titles: Mapping[Ref, Phrase]) -> None:
        self._wording = wording
        self._titles = titles

    def facts(self, entry: Entry) -> Iterator[Fact]:
        """Give what is no text to be read through."""
        for name, shape, value in _given(entry):
            if name not in _ELSEWHERE and not _is_prose(shape):
                yield Fact(self._label(entry.kind_name, name), tuple(self._values(entry.kind_name, name, shape, value)))

    def passages(self, entry: Entry) -> Iterator[Passage]:
        """Give the words to be read, each with its translations behind it."""
        for name, shape, value in _given(entry):
            if name not in _ELSEWHERE and _is_prose(shape):
                texts: tuple[Text, ...] = value if isinstance(value, tuple) else (value,)
                words = (text.in_language(lang) for text in texts for lang in _languages(text))
                yield Passage(self._label(entry.kind_name, name), tuple(words))

    def record(self, record: Any, owner: str, leaving: tuple[str, ...] = ()) -> Iterator[Fact]:
        """Give the fields of a nested record as facts, but for those that are named."""
        for name, shape, value in _given(record):
            if name not in leaving:
                yield Fact(self._label(owner, name), tuple(self._values(owner, name, shape, value)))

    def _values(self, owner: str, name: str, shape: Shape, value: Any) -> Iterator[Phrase]:
        """Give a value in words."""
        match shape:
            case schema.Many(item):
                for each in value:
                    yield from self._values(owner, name, item, each)
            case schema.Words():
                yield from (value.in_language(lang) for lang in _languages(value))
            case schema.Reference():
                title = self._titles.get(value)
                yield Phrase(f"{title} ({value})", title.lang) if title else Phrase(str(value), "")
            case schema.Choice():
                yield Phrase(self._choice(owner, name, value), self._wording.lang)
            case schema.Date():
                yield Phrase(value.written, "")
            case schema.Flag():
                yield Phrase("✓", "")
            case schema.Number():
                yield Phrase(f"{value:.15g}", "")  # as it was written, not 1e+07
            case Record():
                inside = list(self.record(value, owner))
                if told := _BETWEEN.join(f"{fact.label} {fact.values[0]}" for fact in inside if len(fact.values) == 1):
                    yield Phrase(told, "")
                yield from (
                    Phrase(f"{fact.label} {each}", "") for fact in inside for each in fact.values[1:] and fact.values
                )
            case _:
                yield Phrase(str(value), "")

    def _label(self, owner: str, name: str) -> str:
        keys = [key for key in (f"fields.{owner}.{name}", f"fields.{name}") if key in self._wording.strings]
        return self._wording(keys[0]) if keys else name

    def _choice(self, owner: str, name: str, option: str) -> str:
        keys = (f"values.{owner}.{name}.{option}", f"values.{name}.{option}")
        return next((self._wording(key) for key in keys if key in self._wording.strings), option)


def _given(record: Any) -> Iterator[tuple[str, Shape, Any]]:
    """Give the fields that hold something: their name in files, their shape, their value."""
    cls = type(record)
    for name, spec in specs_of(cls).items():
        value = getattr(record, attribute_of(cls, name))
        if value is not None and value is not False and value != ():
            yield name, spec.shape, value


def _is_prose(shape: Shape) -> bool:
    return isinstance(shape.item if isinstance(shape, schema.Many) else shape, schema.Words)


def _languages(text: Text) -> tuple[str, ...]:
    return (text.lang, *(lang for lang, _ in text.others))
