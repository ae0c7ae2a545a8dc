"""The schema language: what a field may hold.

A kind of entry is a frozen class; each of its fields is declared with one
of the helpers below, which give the dataclass its default and leave a `Spec`
in the field's metadata. The same declaration therefore yields the type that
Python checks, the checks that editors meet, the documentation and the JSON
Schema. Nothing here reads or writes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import field, fields
from functools import cache
from typing import Any

from jiangxin.model.frozen import frozen

FILE_STEM = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?![a-z0-9-]))[a-z0-9-]{1,80}"
"""What a file may be called that is named in content, before its ending: Windows keeps some names for devices."""


@frozen
class Words:
    """Prose in the exhibition's first language, translated by `<field>_<language>`."""


@frozen
class Line:
    """A name or code that is the same in every language; `example` shows what `pattern` allows."""

    pattern: str | None = None
    example: str = ""


@frozen
class Choice:
    """One of a few fixed words."""

    options: tuple[str, ...]


@frozen
class Date:
    """An EDTF date or a Chinese one, kept as precise as it was written."""


@frozen
class Number:
    """A number, perhaps bounded; `whole` allows no fraction."""

    whole: bool = False
    minimum: float | None = None
    maximum: float | None = None


@frozen
class Flag:
    """true or false."""


@frozen
class Reference:
    """The id of an entry of one of `kinds`; written `kind/id` where several fit."""

    kinds: tuple[str, ...]


@frozen
class FileName:
    """The name of a file beside the entry."""


@frozen
class Record:
    """A mapping with fields of its own; `short` is the field a bare scalar stands for."""

    of: type
    short: str | None = None


@frozen
class Many:
    """A list; a single value is read as a list of one."""

    item: Shape


Shape = Words | Line | Choice | Date | Number | Flag | Reference | FileName | Record | Many


@frozen
class Spec:
    """What the schema says of one field."""

    shape: Shape
    doc: str
    required: bool = False
    written: str | None = None  # the name in files, where it is not the attribute's


def _declare(spec: Spec) -> Any:
    default: Any = () if isinstance(spec.shape, Many) else False if isinstance(spec.shape, Flag) else None
    return field(default=default, metadata={"spec": spec})


def a_words(doc: str, *, required: bool = False, written: str | None = None) -> Any:
    """Declare translatable prose (`Text | None`)."""
    return _declare(Spec(Words(), doc, required, written))


def a_line(doc: str, *, required: bool = False, pattern: str | None = None, example: str = "") -> Any:
    """Declare an untranslated string (`str | None`); `pattern` is a full-match regular expression."""
    return _declare(Spec(Line(pattern, example), doc, required))


def a_choice(doc: str, *options: str, required: bool = False) -> Any:
    """Declare one of `options` (`str | None`)."""
    return _declare(Spec(Choice(options), doc, required))


def a_date(doc: str, *, required: bool = False) -> Any:
    """Declare an EDTF date (`When | None`)."""
    return _declare(Spec(Date(), doc, required))


def a_number(
    doc: str, *, whole: bool = False, minimum: float | None = None, maximum: float | None = None, required: bool = False
) -> Any:
    """Declare a number (`int | float | None`)."""
    return _declare(Spec(Number(whole, minimum, maximum), doc, required))


def a_flag(doc: str) -> Any:
    """Declare true or false (`bool`, absent is False)."""
    return _declare(Spec(Flag(), doc))


def a_ref(doc: str, *kinds: str, required: bool = False) -> Any:
    """Declare a reference (`Ref | None`) to an entry of one of `kinds`."""
    return _declare(Spec(Reference(kinds), doc, required))


def a_file(doc: str, *, required: bool = False) -> Any:
    """Declare the name of a file beside the entry (`str | None`)."""
    return _declare(Spec(FileName(), doc, required))


def a_record(doc: str, of: type, *, short: str | None = None, required: bool = False) -> Any:
    """Declare a nested mapping (an instance of `of`, or None)."""
    return _declare(Spec(Record(of, short), doc, required))


def many_of(doc: str, item: Shape, *, required: bool = False, written: str | None = None) -> Any:
    """Declare a list (a tuple, absent is empty) of `item`."""
    return _declare(Spec(Many(item), doc, required, written))


def specs_of(cls: type) -> Mapping[str, Spec]:
    """Give the declared fields of `cls` by the name they have in files, in order of declaration."""
    return _specs_of(cls)


@cache
def _specs_of(cls: Hashable) -> Mapping[str, Spec]:
    assert isinstance(cls, type)
    return {(spec.written or f.name): spec for f in fields(cls) if (spec := f.metadata.get("spec")) is not None}


def attribute_of(cls: type, written: str) -> str:
    """Give the attribute that holds the field that files call `written`."""
    return _attributes_of(cls)[written]


@cache
def _attributes_of(cls: Hashable) -> Mapping[str, str]:
    assert isinstance(cls, type)
    return {(spec.written or f.name): f.name for f in fields(cls) if (spec := f.metadata.get("spec")) is not None}


def references_in(shape: Shape) -> Iterator[Reference]:
    """Give every reference shape inside `shape`, nested records and lists included."""
    match shape:
        case Reference():
            yield shape
        case Many(item):
            yield from references_in(item)
        case Record(of):
            for spec in specs_of(of).values():
                yield from references_in(spec.shape)
        case _:
            return
