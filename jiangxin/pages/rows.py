"""The title block: every field of an entry that is not shown elsewhere, in the schema's order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jiangxin.model.dates import When
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.people import Craftsman, Honour
from jiangxin.model.schema import Choice, Line, Many, Record, Shape, attribute_of, specs_of
from jiangxin.model.space import Hall
from jiangxin.model.text import Phrase, Text
from jiangxin.model.wording import Wording
from jiangxin.model.work import Case, Client, Programme
from jiangxin.pages.parts import Link, Row
from jiangxin.pages.relations import SHOWN_AS_SECTIONS
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import group_path

_REMARKS = {"date": "date_basis", "age": "age_as_of"}
"""Fields that are remarks on another; besides these, every `x_note` is one on `x`."""

_ELSEWHERE = {
    "hall": {"kind", "plan"},
    "craftsman": {"role", "quotes", "career", "withdrawn"},
    "studio": {"kind"},
    "organisation": {"kind"},
    "exhibit": {"kind", "parts", "hotspots"},
    "method": {"kind", "problem", "steps", "solution", "items", "result"},
    "case": {"problem", "solution", "outcome"},
    "programme": {"kind", "motto", "rates", "diagram"},
    "story": {"kind", "kicker", "deck", "byline", "date", "about", "panels"},
    "source": {"kind", "kicker", "title_printed", "byline", "sections", "readings", "gaps", "notes", "pictures"},
    "tour": {"stops", "minutes"},
    "page": {"hidden"},
}
"""Fields that have a place of their own on the page, by kind."""


def rows_of(sheet: Sheet, entry: Entry) -> tuple[Row, ...]:
    """Give the rows of an entry's title block, with a row that says so for each field known to be unknown."""
    cls: type = type(entry)
    kind = entry.ref.kind
    unknown = {text.primary for text in entry.unknown}
    rows = []
    for name, attribute, remark, shape, is_elsewhere in _fields_of(cls):
        value = getattr(entry, attribute)
        if is_elsewhere:
            if name in unknown and not value:
                rows.append(unknown_row(sheet, kind, name))
            continue
        is_empty = value is None or value is False or (isinstance(value, tuple) and not value)
        text = getattr(entry, remark) if remark else None
        row = None if is_empty and text is None else _row(sheet, entry, name, shape, value, text)
        if row is not None:
            rows.append(row)
        elif name in unknown and is_empty:
            rows.append(unknown_row(sheet, kind, name))
    return tuple(rows)


@cache
def _fields_of(cls: type[Entry]) -> tuple[tuple[str, str, str, Shape, bool], ...]:
    """Give the fields of a kind but for remarks.

    Of each: its name, its attribute, that of its remark or "", its shape, and whether it has a place elsewhere.
    """
    specs = specs_of(cls)
    kind = cls.kind_name
    remarks = {name: _REMARKS.get(name, f"{name}_note") for name in specs}
    elsewhere = set(specs_of(Entry)) | _ELSEWHERE.get(kind, set()) | SHOWN_AS_SECTIONS.get(kind, set())
    return tuple(
        (
            name,
            attribute_of(cls, name),
            remarks[name] if hasattr(cls, remarks[name]) else "",
            spec.shape,
            name in elsewhere,
        )
        for name, spec in specs.items()
        if name not in remarks.values() and name != "name"
    )


def unknown_of(sheet: Sheet, entry: Entry) -> tuple[Phrase, ...]:
    """Give what the sources do not state, beyond single fields."""
    names = specs_of(type(entry))
    return sheet.phrases(text for text in entry.unknown if text.primary not in names)


def unknown_row(sheet: Sheet, kind: str, name: str) -> Row:
    """Give the row of a field that the sources leave open."""
    return Row(name, field_label(sheet.wording, kind, name), (), is_unknown=True)


def field_label(wording: Wording, kind: str, name: str) -> str:
    """Give the name of a field, as its kind calls it or as all do."""
    return wording.first(f"fields.{kind}.{name}", f"fields.{name}")


def _row(sheet: Sheet, entry: Entry, name: str, shape: Shape, value: Any, text: object) -> Row | None:
    if isinstance(value, str) and _says_nothing(entry, name, value):
        return None
    links = tuple(_links(sheet, entry, name, shape, value))
    remark = sheet.phrase(text) if isinstance(text, Text) else None
    label = field_label(sheet.wording, entry.ref.kind, name)
    if links:
        note, lang = (remark.text, "" if remark.lang == sheet.lang else remark.lang) if remark else ("", "")
        return Row(name, label, links, note=note, note_lang=lang)
    return Row(name, label, (Link(remark),)) if remark else None


def _says_nothing(entry: Entry, name: str, value: str) -> bool:
    """Say whether a choice only states what everybody assumes."""
    return (isinstance(entry, Craftsman) and (name, value) == ("name_complete", "true")) or (
        isinstance(entry, Programme) and (name, value) == ("happened", "happened")
    )


def _links(sheet: Sheet, entry: Entry, name: str, shape: Shape, value: Any) -> Iterator[Link]:
    """Give a field's values; what a reference names and is not shown gives none."""
    match shape, value:
        case _, (None | False):
            return
        case Many(item), tuple():
            for one in value:
                yield from _links(sheet, entry, name, item, one)
        case _, Ref():
            if link := sheet.link(value):
                yield link
        case _, Text():
            if phrase := sheet.phrase(value):
                yield Link(phrase)
        case _, When():
            yield Link(sheet.plain(sheet.date(value)))
        case Choice(), str():
            yield Link(Phrase(sheet.value_label(entry.ref.kind, name, value), sheet.wording.lang))
        case Line(), str():
            yield _line(sheet, entry, name, value)
        case _, int() | float():
            yield Link(sheet.plain(f"{value:g}" if isinstance(value, float) else str(value)))
        case Record(), Honour():
            yield from _honour(sheet, value)
        case Record(), Client():
            yield from _client(sheet, entry, value)
        case _:
            return


def _line(sheet: Sheet, entry: Entry, name: str, value: str) -> Link:
    if isinstance(entry, Hall) and name == "group":
        group = next((found.group for found in sheet.edition.exhibition.groups if found.group.key == value), None)
        title = sheet.phrase(group.title) if group else None
        return Link(title, sheet.href(group_path(value))) if title else Link(sheet.line(value))
    address = value if value.startswith(("https://", "http://")) else None
    return Link(sheet.line(value), address)


def _honour(sheet: Sheet, honour: Honour) -> Iterator[Link]:
    """Give an honour's programme with the year and, where it differs, its printed name."""
    programme = sheet.edition.exhibition.get(honour.honour)
    year = sheet.date(honour.year)
    doubt = sheet.wording("pages.doubtful") if honour.doubtful else ""
    if programme is None:
        if honour.printed:
            note = sheet.wording("pages.between").join(filter(None, (year, doubt)))
            yield Link(sheet.line(honour.printed), note=note)
        return
    title = programme.title.primary if programme.title else ""
    printed = (honour.printed or "") if _bare(honour.printed or "") != _bare(title) else ""
    label = sheet.title(programme)
    note = sheet.wording("pages.between").join(filter(None, (year, printed, doubt)))
    lang = sheet.edition.primary if printed and sheet.lang != sheet.edition.primary else ""
    yield Link(label, sheet.href_of(programme.ref), note, programme.ref.kind, note_lang=lang)


def _bare(words: str) -> str:
    return words.strip("“”\"'‘’「」")


def _client(sheet: Sheet, entry: Entry, client: Client) -> Iterator[Link]:
    if isinstance(entry, Case) and (link := sheet.link(client.organisation)):
        yield link
    elif phrase := sheet.phrase(client.anonymous):
        yield Link(phrase, note=sheet.wording("pages.anonymous"))
