"""Model → `docs/content.md`, the reference for those who write content and those who write programs for it.

The tables come from the declarations the loader reads by, so they cannot be
wrong; the prose around them stands in `guide`. A test keeps the committed file equal
to the output, another loads every example in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from jiangxin.content import guide
from jiangxin.model import schema
from jiangxin.model.entry import Entry
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.schema import Shape, Spec, specs_of
from jiangxin.model.settings import Settings
from jiangxin.model.words import WordList


def reference() -> str:
    """Give the whole of `docs/content.md`."""
    lists = ", ".join(f"`{KINDS[kind].folder}/`" for kind in LISTED)
    parts = (
        guide.OPENING + _folders(),
        guide.WRITING.replace("{values}", _rows(("holds", "is written"), guide.VALUES).rstrip()),
        guide.LISTS.replace("{kinds}", lists),
        guide.LAYOUT,
        guide.DIAGRAMS + "".join(_diagrams()),
        "## The exhibition\n\n`content/exhibition.yaml` holds for the whole.\n\n" + _fields(specs_of(Settings)),
        guide.WORDS + _fields(specs_of(WordList)),
        f"## Every kind\n\n{guide.NAMES}\n\n" + _fields(specs_of(Entry)),
        *(_kind(kind) for kind in KINDS),
        guide.REVIEWS,
        "## Records\n",
        *(f"### {_name_of(record)}\n\n{record.__doc__}\n\n{_fields(specs_of(record))}" for record in _all_records()),
    )
    return "\n".join(parts)


def _folders() -> str:
    rows = [
        ("`exhibition.yaml`", "exhibition", "The exhibition itself."),
        ("`words.yaml`", "[words](#house-words)", "How the house writes; it may be absent."),
        *(
            (f"`{cls.folder}/`{' (lists)' if kind in LISTED else ''}", f"[{kind}](#{kind})", _first_line(cls))
            for kind, cls in KINDS.items()
        ),
    ]
    return "\n" + _rows(("folder", "kind", "holds"), rows)


def _kind(kind: str) -> str:
    """Describe the fields a kind has beyond those of every entry."""
    cls = KINDS[kind]
    common = specs_of(Entry)
    own = {name: spec for name, spec in specs_of(cls).items() if common.get(name) != spec}
    place = f"Lists in `{cls.folder}/`." if kind in LISTED else f"`{cls.folder}/<id>.md`."
    table = _fields(own) if own else "No fields of its own.\n"
    return f"### {kind}\n\n{_first_line(cls)} {place}\n\n{table}"


def _diagrams() -> Iterator[str]:
    for kind, (what, nodes) in guide.EXAMPLES.items():
        yield f"\n**{kind}.** {what}\n\n```yaml\ndiagram:\n  kind: {kind}\n{nodes}\n```\n"


def _fields(specs: Mapping[str, Spec]) -> str:
    return _rows(
        ("field", "holds", "required", "meaning"),
        ((f"`{name}`", _holds(spec.shape), "yes" if spec.required else "", spec.doc) for name, spec in specs.items()),
    )


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = (head, ("---",) * len(head), *rows)
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _holds(shape: Shape) -> str:
    """Say in a few words what a field may hold."""
    match shape:
        case schema.Words():
            return "words"
        case schema.Line(pattern, example):
            return f"line, such as `{example}`" if pattern else "line"
        case schema.Choice(options):
            return "one of " + ", ".join(f"`{option}`" for option in options)
        case schema.Date():
            return "date"
        case schema.Number():
            return _number(shape)
        case schema.Flag():
            return "true or false"
        case schema.Reference(kinds):
            return "→ any kind" if set(kinds) == set(KINDS) else "→ " + ", ".join(kinds)
        case schema.FileName():
            return "file"
        case schema.Record(of, short):
            link = f"[{_name_of(of)}](#{_name_of(of).replace(' ', '-')})"
            return f"{link}, or only its `{short}`" if short else link
        case schema.Many(item):
            return f"list of {_holds(item)}"


def _number(number: schema.Number) -> str:
    told = "whole number" if number.whole else "number"
    if number.minimum is not None:
        told += f" from {number.minimum:g}"
    return told + (f" to {number.maximum:g}" if number.maximum is not None else "")


def _all_records() -> list[type]:
    """Give every nested record once, in the order in which the tables name them."""
    found: dict[type, None] = {}
    for cls in (Settings, WordList, Entry, *KINDS.values()):
        for record in _records_in(cls):
            found.setdefault(record)
    return list(found)


def _records_in(cls: type) -> Iterator[type]:
    for spec in specs_of(cls).values():
        shape = spec.shape
        while isinstance(shape, schema.Many):
            shape = shape.item
        if isinstance(shape, schema.Record):
            yield shape.of
            yield from _records_in(shape.of)


def _name_of(record: type) -> str:
    """Give a record's name in plain words: `PrintedPicture` is “printed picture”."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", record.__name__).lower()


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").partition("\n")[0]
