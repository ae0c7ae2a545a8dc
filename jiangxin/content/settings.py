"""`content/exhibition.yaml` → Settings, and what is not known of them.

A mistake in this one file would be told a thousand times: without its languages no
translation is wanted, without its layout no hall has a group. What is wrong in it is
told once, and which fields are not known for that; the rules leave those alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jiangxin.content.folder import SETTINGS, Found
from jiangxin.content.parse import parse_fields
from jiangxin.content.scalars import Reader
from jiangxin.content.source import Listing, Scalar, SourceError, Table, as_text, parse_yaml, read_text
from jiangxin.model.frozen import frozen
from jiangxin.model.schema import specs_of
from jiangxin.model.settings import DEFAULT_LANGUAGE, Settings
from jiangxin.model.text import Text
from jiangxin.problems import Problem


@frozen
class ReadSettings:
    """The settings, the line of each field, the problems met, and the fields that are not known for those."""

    settings: Settings
    lines: Mapping[str, int]
    problems: tuple[Problem, ...]
    unread: frozenset[str]


def read_settings(content: Path, found: Found, instead: bytes | None) -> ReadSettings:
    """Read the settings in the folder `content`, or `instead`, the file as if it were written so."""
    name = f"content/{SETTINGS}"
    try:
        if not found.has_settings:
            raise SourceError(Problem("exhibition.missing", name))
        text = read_text(content / SETTINGS, name) if instead is None else as_text(instead, name)
        table = parse_yaml(text, name)
    except SourceError as error:
        nothing = Settings(title=Text(""), languages=(DEFAULT_LANGUAGE,))
        return ReadSettings(nothing, {}, (error.problem,), frozenset(specs_of(Settings)))
    reader = Reader(name, _languages_of(table), kind=Settings.kind_name)
    values, lines = parse_fields(reader, Settings, table)
    values["languages"] = values.get("languages") or (DEFAULT_LANGUAGE,)
    values.setdefault("title", Text("", reader.languages[0]))
    # A field whose name is misspelt is told with the one that was meant: that is not known then.
    wrong = [each for each in reader.problems if each.blocks]
    unread = {_field_of(place) for each in wrong for place in (each.field, each.suggestion)}
    return ReadSettings(Settings(**values), lines, tuple(reader.problems), frozenset(unread))


def _languages_of(table: Table) -> tuple[str, ...]:
    """Give the languages before the settings are typed: their own words need them."""
    _, node = table.rows.get("languages", (0, None))
    items = node.items if isinstance(node, Listing) else (node,) if isinstance(node, Scalar) else ()
    return tuple(each.text for each in items if isinstance(each, Scalar)) or (DEFAULT_LANGUAGE,)


def _field_of(place: str) -> str:
    """Give the field that a place is in: `layout` of `layout.groups[1].key`."""
    return place.partition(".")[0].partition("[")[0]
