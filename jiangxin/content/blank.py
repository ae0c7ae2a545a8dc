"""Model + help → the file of a new entry, ready to be filled in.

Every field a kind has is there, with a line of help in the language of the
interface. The required ones come first and hold a placeholder; the others are
comments: taking the `#` away from `#field: …` gives a field that is right in
form. A remark is `# words`; the fields are all other comments. Listed kinds
give an item to be pasted into their YAML list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from jiangxin.model import schema
from jiangxin.model.entry import Entry
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.schema import Shape, Spec, specs_of
from jiangxin.model.wording import Wording

EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "aliases": "old/address.html",
        "audio": "stop-1.mp3",
        "captions": "film.vtt",
        "code": "3-07",
        "edges": "a",
        "file": "photo.jpg",
        "focus": "50% 20%",
        "group": "cluster",
        "key": "a",
        "medium.file": "film.mp4",
        "pinyin": "Luó Mínghào",
        "poster": "film.jpg",
        "printed_picture.id": "picture-1",
        "review.of": "3f9c21ab",
        "url": "https://example.org/",
        "website": "https://example.org/",
        "age": "45",
        "count": "8",
        "minutes": "40",
        "order": "1",
        "born": "1980",
        "covers": "2003/2024",
        "founded": "2015",
        "made": "2015-08",
        "period": "2024",
        "term": "2024/2026",
        "year": "2020",
    }
)
"""Values that show how a field is written, by name, or by owner and name; the same in every language."""

_DATE = "2024-10-17"
_COMMON = frozenset(specs_of(Entry))
_TITLES = ("title", "name")


def blank(kind: str, id: str, wording: Wording, lang: str, known: Mapping[str, str] = MappingProxyType({})) -> str:
    """Give the file of a new entry `kind/id`; of a listed kind, the item of a list.

    `lang` is the language the entry will be written in; the title's translation
    is offered in another. `known` are values, as YAML writes them, that stand in
    place of examples. Raises KeyError where there is no such kind.
    """
    lines = [f"# {wording('help.blank.intro')}"]
    for fields in _in_order(KINDS[kind]):
        for name, spec in fields.items():
            written = [f"{name}: {known[name]}"] if name in known else []
            written = written or _written(kind, name, spec, wording, is_asked=spec.required)
            lines += [f"# {help_for(kind, name, spec, wording)}", *(written if spec.required else _commented(written))]
            if name in _TITLES:
                lines.append(f"#{name}_{'zh-Hans' if lang == 'en' else 'en'}: …")
        lines.append("")
    if kind in LISTED:
        lines = [f"  - id: {id}", *(f"    {line}" if line else "" for line in lines[:-1])]
    else:
        lines = ["---", *lines[:-1], "---", ""]
    return "".join(f"{line}\n" for line in lines)


def fields_in_order(cls: type) -> Iterator[str]:
    """Give the names of a kind's fields in the order in which a new entry offers them."""
    for fields in _in_order(cls):
        yield from fields


def owner_of(cls: type) -> str:
    """Give the name under which help is kept: that of the kind, or of the nested record (`printed_picture`)."""
    return getattr(cls, "kind_name", "") or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


def help_for(owner: str, name: str, spec: Spec, wording: Wording) -> str:
    """Give the line of help for a field, with the values it may have. Raises KeyError where there is none."""
    told = wording.first(f"help.{owner}.{name}", f"help.{name}")
    shape = spec.shape.item if isinstance(spec.shape, schema.Many) else spec.shape
    if isinstance(shape, schema.Choice):
        return wording("help.blank.choices", help=told, options=", ".join(shape.options))
    return told


def _in_order(cls: type) -> Iterator[Mapping[str, Spec]]:
    """Give the fields as an editor meets them: required, the name first; the kind's own; those of every entry."""
    specs = specs_of(cls)
    required = {name: spec for name, spec in specs.items() if spec.required}
    yield {name: required[name] for name in sorted(required, key=lambda name: name not in _TITLES)}
    for is_common in (False, True):
        rest = {name: spec for name, spec in specs.items() if not spec.required and (name in _COMMON) == is_common}
        if rest:
            yield rest


def _written(owner: str, name: str, spec: Spec, wording: Wording, *, is_asked: bool) -> list[str]:
    """Write a field as YAML, with every field inside it.

    Where the field is asked for, what may be left out inside it is a comment.
    """
    match spec.shape:
        case schema.Record(of):
            return [f"{name}:", *_indented(_inside(of, wording, is_asked=is_asked), "  ", "  ")]
        case schema.Many(schema.Record(of)):
            return [f"{name}:", *_indented(_inside(of, wording, is_asked=is_asked), "  - ", "    ")]
        case schema.Many(schema.Many(item)):
            value = _example(owner, name, item, spec.required, wording)
            return [f"{name}: [[{value}, {value}]]"]
        case schema.Many(item):
            return [f"{name}: [{_example(owner, name, item, spec.required, wording)}]"]
    return [f"{name}: {_example(owner, name, spec.shape, spec.required, wording)}"]


def _inside(of: type, wording: Wording, *, is_asked: bool) -> list[str]:
    """Write the fields of a nested record, the required ones first, the help of each behind it."""
    lines: list[str] = []
    owner = owner_of(of)
    for name, spec in sorted(specs_of(of).items(), key=lambda item: not item[1].required):
        first, *rest = _written(owner, name, spec, wording, is_asked=is_asked)
        written = [f"{first}  # {help_for(owner, name, spec, wording)}", *rest]
        lines += _commented(written) if is_asked and not spec.required else written
    return lines


def _commented(lines: list[str]) -> list[str]:
    return [f"#{line}" for line in lines]


def _indented(lines: list[str], first: str, others: str) -> list[str]:
    return [(others if index else first) + line for index, line in enumerate(lines)]


def _example(owner: str, name: str, shape: Shape, required: bool, wording: Wording) -> str:
    """Give a value of the right form; one that must be replaced where the field is required."""
    placeholder = wording("help.blank.words") if required else "…"
    shown = EXAMPLES.get(f"{owner}.{name}", EXAMPLES.get(name))
    match shape:
        case schema.Words():
            return placeholder
        case schema.Line() | schema.FileName():
            return shown or placeholder
        case schema.Date():
            return shown or _DATE
        case schema.Choice(options):
            return owner if owner in options else options[0]
        case schema.Number():
            return shown or _middle(shape)
        case schema.Flag():
            return "true"
        case schema.Reference(kinds):
            return f"{kinds[0]}/{kinds[0]}-id" if len(kinds) > 1 else f"{kinds[0]}-id"
    raise AssertionError(shape)


def _middle(number: schema.Number) -> str:
    if number.minimum is None or number.maximum is None:
        return "1"
    return f"{(number.minimum + number.maximum) // 2:g}"
