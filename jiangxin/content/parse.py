"""YAML nodes → records, by the schema, with a problem for everything that does not fit.

The parser never stops at the first fault: what does not fit is reported and
left out, and the rest is taken on. A record's `lines` remember where each field
stands (`makers`, `images[1].alt`), so that later stages can report file and line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from jiangxin.content.meant import field_meant
from jiangxin.content.scalars import NOTHING, Reader, parse_scalar
from jiangxin.content.source import Listing, Node, Scalar, Table
from jiangxin.model import schema
from jiangxin.model.schema import Shape, Spec, attribute_of, specs_of
from jiangxin.model.text import Text

RENAMED: Mapping[str, str] = {
    "maker": "makers",
    "author": "authors",
    "image": "images",
    "source": "sources",
    "honour": "honours",
    "tag": "tags",
    "quote": "quotes",
    "mentor": "mentors",
}
"""Names that editors write for a field that has another name."""

_NONE: Mapping[str, Node] = MappingProxyType({})


def parse_fields(reader: Reader, cls: type, table: Table, prefix: str = "") -> tuple[dict[str, Any], dict[str, int]]:
    """Read the fields of `cls` from `table`.

    Gives the attributes for its constructor and the line of each field. Unknown
    fields, missing required ones and wrong values are noted in `reader`.
    """
    specs = specs_of(cls)
    rows = table.rows
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    translations = _translations(reader, specs, table)
    meant = {
        _tell_unknown(reader, prefix + name, name, line, specs)
        for name, (line, _) in rows.items()
        if name not in specs and name not in translations
    }
    for name, spec in specs.items():
        if name not in rows:
            continue
        line, node = rows[name]
        if isinstance(node, Scalar) and node.is_empty:
            continue
        path = prefix + name
        lines[path] = line
        translated = translations_of(name, translations, table) if translations else _NONE
        value = _parse(reader, spec.shape, node, path, lines, translated)
        if value is not NOTHING:
            values[attribute_of(cls, name)] = value
    _require(reader, cls, table, values, meant, prefix)
    return values, lines


def translations_of(name: str, translations: Mapping[str, tuple[str, str]], table: Table) -> dict[str, Node]:
    """Give the nodes of `name`'s translations by language."""
    return {lang: table.rows[key][1] for key, (base, lang) in translations.items() if base == name}


def _translations(reader: Reader, specs: Mapping[str, Spec], table: Table) -> dict[str, tuple[str, str]]:
    """Find keys such as `title_en`: key → (field, language)."""
    found: dict[str, tuple[str, str]] = {}
    for key, (line, _) in table.rows.items():
        if key in specs:
            continue
        base, _, lang = key.rpartition("_")
        if base not in specs or not _holds_words(specs[base].shape):
            continue
        if lang in reader.languages[1:]:
            found[key] = (base, lang)
        elif re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", lang):
            reader.tell("lang.unlisted", line, key, found=lang, allowed=", ".join(reader.languages), blocks=False)
            found[key] = (base, "")
    return found


def _holds_words(shape: Shape) -> bool:
    return isinstance(shape, schema.Words) or (isinstance(shape, schema.Many) and isinstance(shape.item, schema.Words))


def _tell_unknown(reader: Reader, path: str, name: str, line: int, specs: Mapping[str, Spec]) -> str:
    """Tell of a field that there is none of; give the one that was probably meant."""
    if RENAMED.get(name) in specs:
        reader.tell("field.renamed", line, path, found=name, suggestion=RENAMED[name])
        return RENAMED[name]
    best = next((each for each in ("name", "title") if name in ("name", "title") and each in specs), "")
    best = best or field_meant(reader.kind, name, specs, reader.languages[1:])
    reader.tell("field.unknown", line, path, found=name, suggestion=best)
    return best


def _require(
    reader: Reader, cls: type, table: Table, values: Mapping[str, Any], meant: Collection[str], prefix: str
) -> None:
    unknown = values.get("unknown", ())
    declared = {text.primary for text in unknown} if isinstance(unknown, tuple) else set()
    for name in _required(cls):
        if name in meant or name in declared:
            continue
        line, node = table.rows.get(name, (table.line, None))
        is_absent = node is None or _is_blank(node, name)
        if is_absent and name == "alt":
            reader.tell("picture.alt", line, prefix + name)
        elif is_absent:
            code = "field.needed" if prefix or name in ("title", "name") else "field.missing"
            reader.tell(code, line, prefix + name, found=name)


@cache
def _required(cls: type) -> tuple[str, ...]:
    return tuple(name for name, spec in specs_of(cls).items() if spec.required)


def _is_blank(node: Node, name: str) -> bool:
    """Say whether nothing is given; an explicit `alt: ""` says that a picture only decorates."""
    return isinstance(node, Scalar) and (node.is_empty or (not node.text.strip() and name != "alt"))


def _parse(
    reader: Reader, shape: Shape, node: Node, path: str, lines: dict[str, int], translated: Mapping[str, Node]
) -> Any:
    if isinstance(shape, schema.Words):
        return _words(reader, node, path, translated)
    if isinstance(shape, schema.Many):
        return _many(reader, shape.item, node, path, lines, translated)
    if isinstance(shape, schema.Record):
        return _record(reader, shape.of, shape.short, node, path, lines)
    if not isinstance(node, Scalar):
        reader.tell("field.type", node.line, path, found=_name_of(node), allowed="scalar")
        return NOTHING
    return parse_scalar(reader, shape, node, path)


def _words(reader: Reader, node: Node, path: str, translated: Mapping[str, Node]) -> Any:
    if isinstance(node, Table) and "text" in node.rows:
        return _words_in_table(reader, node, path)
    if not isinstance(node, Scalar):
        reader.tell("field.type", node.line, path, found=_name_of(node), allowed="words")
        return NOTHING
    others = []
    for lang, other in translated.items():
        if isinstance(other, Scalar):
            if not other.is_empty:
                others.append((lang, other.text.strip()))
        else:
            reader.tell("field.type", other.line, f"{path}_{lang}", found=_name_of(other), allowed="words")
    return Text(node.text.strip(), reader.languages[0], tuple(others))


def _words_in_table(reader: Reader, table: Table, path: str) -> Any:
    """Read `{text: …, text_en: …}`, the form words take inside a list."""
    words: dict[str, str] = {}
    for key, (line, node) in table.rows.items():
        lang = "" if key == "text" else key.removeprefix("text_") if key.startswith("text_") else None
        if lang and lang not in reader.languages[1:]:
            reader.tell(
                "lang.unlisted", line, f"{path}.{key}", found=lang, allowed=", ".join(reader.languages), blocks=False
            )
        elif lang is None:
            reader.tell("field.unknown", line, f"{path}.{key}", found=key, suggestion="text")
        elif not isinstance(node, Scalar):
            reader.tell("field.type", line, f"{path}.{key}", found=_name_of(node), allowed="words")
        elif not node.is_empty:
            words[lang] = node.text.strip()
    if "" not in words:
        return NOTHING
    return Text(words.pop(""), reader.languages[0], tuple(words.items()))


def _many(
    reader: Reader, item: Shape, node: Node, path: str, lines: dict[str, int], translated: Mapping[str, Node]
) -> Any:
    nodes: Iterable[Node] = node.items if isinstance(node, Listing) else (node,)
    found = []
    for index, each in enumerate(nodes):
        here = f"{path}[{index}]"
        lines[here] = each.line
        if isinstance(each, Scalar) and each.is_empty:
            reader.tell("field.empty", each.line, here)
            continue
        value = _parse(reader, item, each, here, lines, _nth(translated, index) if translated else _NONE)
        if value is not NOTHING:
            found.append(value)
    return tuple(found)


def _nth(translated: Mapping[str, Node], index: int) -> dict[str, Node]:
    """Give the translations of the list's item `index`: `steps_en` runs beside `steps`."""
    return {
        lang: node.items[index]
        for lang, node in translated.items()
        if isinstance(node, Listing) and index < len(node.items)
    }


def _record(reader: Reader, of: type, short: str | None, node: Node, path: str, lines: dict[str, int]) -> Any:
    if isinstance(node, Scalar) and short is not None:
        node = Table({short: (node.line, node)}, node.line)
    if not isinstance(node, Table):
        reader.tell("field.table", node.line, path, found=_name_of(node), allowed="table")
        return NOTHING
    values, inner = parse_fields(reader, of, node, f"{path}.")
    lines.update(inner)
    return of(**values)


def _name_of(node: Node) -> str:
    match node:
        case Scalar():
            return node.text
        case Listing():
            return "list"
        case Table():
            return "table"
