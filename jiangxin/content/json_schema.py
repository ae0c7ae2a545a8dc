"""Model → JSON Schema (draft 2020-12), so that any editor's program can complete and check as one types.

A Markdown kind's schema describes the front matter of one file; a listed kind's
the whole YAML file, a list under the folder's name; `exhibition` describes
`exhibition.yaml`. The schemas are made from the declarations the loader itself
reads by, and say yes to all that it accepts in form; whether an id exists or a
date can be is for `check` to say.

A program that reads YAML makes numbers and truths of `2015` and `yes`; the
loader keeps what was written. Words, lines and dates may therefore be numbers here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jiangxin.model import schema
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.schema import Shape, Spec, specs_of
from jiangxin.model.settings import Settings
from jiangxin.model.words import WordList

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = ("exhibition", "words", *KINDS)
"""Everything there is a schema for."""

_OF_ONE_FILE: Mapping[str, type] = {"exhibition": Settings, "words": WordList}
ENTRY_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*"
_WRITTEN = ["string", "number", "boolean"]
_ABSENT = {"type": "null"}


def json_schema(kind: str) -> dict[str, Any]:
    """Give the schema of a kind, of `exhibition` or of `words`.

    Raises KeyError where there is no such kind.
    """
    cls = _OF_ONE_FILE.get(kind) or KINDS[kind]
    definitions: dict[str, Any] = {}
    body = _fields(cls, definitions)
    if kind in LISTED:
        body = _list_file(KINDS[kind].folder, body)
    head = {"$schema": DRAFT, "$id": f"{kind}.schema.json", "title": kind, "description": _first_line(cls)}
    return head | body | ({"$defs": dict(sorted(definitions.items()))} if definitions else {})


def _list_file(folder: str, item: dict[str, Any]) -> dict[str, Any]:
    """Describe a YAML file that holds records under the folder's name, each with an id."""
    identity = {"type": "string", "pattern": f"^{ENTRY_ID}$", "description": "Its id, stable, part of its address."}
    record = item | {"properties": {"id": identity} | item["properties"], "required": ["id"]}
    return {
        "type": "object",
        "properties": {folder: {"type": "array", "items": record}},
        "required": [folder],
        "additionalProperties": False,
    }


def _fields(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """Describe a mapping with the fields of `cls`; nested records go into `definitions`."""
    specs = specs_of(cls)
    described: dict[str, Any] = {
        "type": "object",
        "properties": {name: _field(spec, definitions) for name, spec in specs.items()},
        "additionalProperties": False,
    }
    translated = [name for name, spec in specs.items() if isinstance(spec.shape, schema.Words)]
    lists = [name for name, spec in specs.items() if spec.shape == schema.Many(schema.Words())]
    patterns = {
        _sibling(names): shape
        for names, shape in (
            (translated, {"type": [*_WRITTEN, "null"]}),
            (lists, {"type": [*_WRITTEN, "array", "null"], "items": {"type": [*_WRITTEN, "null"]}}),
        )
        if names
    }
    if patterns:
        described["patternProperties"] = patterns
    may_be_unknown = "unknown" in lists
    required = [_given_or_unknown(name, may_be_unknown) for name, spec in specs.items() if spec.required]
    return described | ({"allOf": required} if required else {})


def _sibling(names: list[str]) -> str:
    """Give the pattern of the fields that translate `names`: `title_en`, `steps_en`."""
    return f"^(?:{'|'.join(sorted(names))})_{_LANGUAGE}$"


def _given_or_unknown(name: str, may_be_unknown: bool) -> dict[str, Any]:
    """Ask for a required field, or, where the record can say so, for its name under `unknown`."""
    given: dict[str, Any] = {"required": [name], "properties": {name: {"not": _ABSENT}}}
    if not may_be_unknown:
        return given
    in_languages = {"type": "object", "properties": {"text": {"const": name}}, "required": ["text"]}
    named = {"anyOf": [{"const": name}, in_languages]}
    unknown = {"anyOf": [*named["anyOf"], {"type": "array", "contains": named}]}
    return {"anyOf": [given, {"required": ["unknown"], "properties": {"unknown": unknown}}]}


def _field(spec: Spec, definitions: dict[str, Any]) -> dict[str, Any]:
    """Describe a field; one after whose colon nothing stands is the same as no field."""
    shape = _shape(spec.shape, definitions)
    return {"description": spec.doc, "anyOf": [*shape.get("anyOf", [shape]), _ABSENT]}


def _shape(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    match shape:
        case schema.Words():
            return _words(definitions)
        case schema.Line(pattern):
            return {"type": _WRITTEN} | ({"pattern": _portable(pattern)} if pattern else {})
        case schema.Choice(options):
            return {"enum": list(options)}
        case schema.Date():
            return {"type": ["string", "number"]}
        case schema.Number():
            return _number(shape)
        case schema.Flag():
            return {"enum": [True, False, "yes", "no", "是", "否"]}
        case schema.Reference(kinds):
            prefix = f"(?:{'|'.join(kinds)})/" if len(kinds) > 1 else f"(?:{kinds[0]}/)?"
            return {"type": ["string", "number"], "pattern": f"^{prefix}{ENTRY_ID}$"}
        case schema.FileName():
            return {"type": "string", "pattern": r"^[^./\\][^/\\]*$"}
        case schema.Record(of, short):
            return _record(of, short, definitions)
        case schema.Many(item):
            return _many(_shape(item, definitions))


def _number(shape: schema.Number) -> dict[str, Any]:
    """Describe a number; `1,200` is text to other programs and a number to the loader."""
    digits = r"^-?\d[\d,_]*$" if shape.whole else r"^-?\d[\d,_]*(?:\.\d+)?$"
    number: dict[str, Any] = {"type": "integer" if shape.whole else "number"}
    bounds = {"minimum": shape.minimum, "maximum": shape.maximum}
    number |= {name: bound for name, bound in bounds.items() if bound is not None}
    return {"anyOf": [number, {"type": "string", "pattern": digits}]}


def _record(of: type, short: str | None, definitions: dict[str, Any]) -> dict[str, Any]:
    if of.__name__ not in definitions:
        definitions[of.__name__] = {}  # holds the place, should a record ever nest itself
        definitions[of.__name__] = {"description": _first_line(of)} | _fields(of, definitions)
    reference = {"$ref": f"#/$defs/{of.__name__}"}
    if short is None:
        return reference
    alone = _shape(specs_of(of)[short].shape, definitions)
    return {"anyOf": [reference, *alone.get("anyOf", [alone])]}


def _many(item: dict[str, Any]) -> dict[str, Any]:
    """Describe a list; a single value is a list of one."""
    return {"anyOf": [{"type": "array", "items": item}, *item.get("anyOf", [item])]}


def _words(definitions: dict[str, Any]) -> dict[str, Any]:
    """Describe words, or `{text: …, text_en: …}`, the form they may take, most often inside a list."""
    definitions["Words"] = {
        "description": "Words, or words with their translations.",
        "type": [*_WRITTEN, "object"],
        "properties": {"text": {"type": _WRITTEN}},
        "patternProperties": {f"^text_{_LANGUAGE}$": {"type": [*_WRITTEN, "null"]}},
        "required": ["text"],
        "additionalProperties": False,
    }
    return {"$ref": "#/$defs/Words"}


def _portable(pattern: str) -> str:
    """Give a pattern for a full match; JavaScript refuses quotation marks with a backslash."""
    plain = re.sub(r"""\\(["'])""", r"\1", pattern)
    return f"^(?:{plain})$"


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").partition("\n")[0]
