"""Schema → form: what an editor can fill in for a kind, in the order in which it matters, with labels and help.

The same declarations yield the checks and the documents, so a field of the model is a field of the form and
nothing has to be kept in step. A nested record is a form within the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from jiangxin.amending.values import BODY
from jiangxin.content.blank import EXAMPLES, fields_in_order, help_for, owner_of
from jiangxin.editing.sheet import EXHIBITION
from jiangxin.editing.sources import class_of
from jiangxin.model import schema
from jiangxin.model.frozen import frozen
from jiangxin.model.kinds import LISTED
from jiangxin.model.schema import Shape, Spec, specs_of
from jiangxin.model.wording import Wording

Form = Literal["words", "line", "choice", "date", "number", "flag", "reference", "file", "record", "list", "body"]
"""What is filled in: `words` may be translated, `line` is the same in every language."""

_FIRST = ("name", "title", "status", "kind", "role", "date", "summary", "text", "kicker", "deck")
_PICTURES = ("images", "media", "hotspots", "pictures", "hero", "card_font")
_SOURCES = ("sources", "unknown", "note", "name_note", "doubtful", "basis", "basis_note", "certainty")
_LAST = ("order", "code", "tags", "aliases", "withdrawn", "hidden")
_LONG = (
    "summary",
    "text",
    "note",
    "problem",
    "solution",
    "outcome",
    "transcript",
    "deck",
    "quote",
    "credits",
    "licence",
)
_NOT_FILLED_IN = ("reviews",)
"""Fields that are no one's to fill in: an approval is of a version, and a command writes it."""
_OPEN = ("first", "text", "pictures", "relations")


@frozen
class FormField:
    """A field of a form; `name` is what files call it, inside a record without what is around it."""

    name: str
    form: Form
    label: str
    help: str
    is_required: bool = False
    is_long: bool = False  # of several lines
    translations: tuple[str, ...] = ()  # languages; that in English of `title` is `title_en`
    choices: tuple[tuple[str, str], ...] = ()  # as files say it, and as an editor reads it
    kinds: tuple[str, ...] = ()  # of entries that a reference may name
    pattern: str = ""  # a regular expression for the whole of a line
    example: str = ""
    minimum: float | None = None
    maximum: float | None = None
    is_whole: bool = False  # a number without a fraction
    item: FormField | None = None  # of a list
    fields: tuple[FormField, ...] = ()  # of a record
    short: str = ""  # the field of a record that a value alone stands for


@frozen
class Section:
    """Fields that belong together; `is_open` says whether they are seen without asking."""

    key: str
    label: str
    fields: tuple[FormField, ...]
    is_open: bool


def form_of(kind: str, wording: Wording, languages: tuple[str, ...]) -> tuple[Section, ...]:
    """Give the form of a kind, or of the exhibition's own record, for a site in `languages`.

    Raises KeyError where there is no such kind.
    """
    cls = class_of(kind)
    specs = specs_of(cls)
    names = (name for name in fields_in_order(cls) if name not in _NOT_FILLED_IN)
    fields = {name: _field(kind, kind, name, specs[name], wording, languages[1:]) for name in names}
    groups: dict[str, list[FormField]] = {
        key: [] for key in ("first", "text", "pictures", "relations", "facts", "sources", "rest")
    }
    for name in sorted(fields, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)):
        groups[_section_of(name, specs[name])].append(fields[name])
    if kind not in (*LISTED, EXHIBITION.kind):
        told = wording("editing.body"), wording("editing.body-help")
        groups["text"].append(FormField(BODY, "body", *told, is_long=True, translations=languages[1:]))
    return tuple(
        Section(key, wording(f"editing.sections.{key}"), tuple(of), key in _OPEN) for key, of in groups.items() if of
    )


def every_field(sections: Iterable[Section]) -> Mapping[str, FormField]:
    """Give the fields of a form by name."""
    return {field.name: field for section in sections for field in section.fields}


def _section_of(name: str, spec: Spec) -> str:
    if name in _PICTURES:
        return "pictures"
    if name in _SOURCES:
        return "sources"
    if name in _LAST:
        return "rest"
    if name in _FIRST or spec.required:
        return "first"
    shape = spec.shape.item if isinstance(spec.shape, schema.Many) else spec.shape
    return "relations" if isinstance(shape, schema.Reference) else "facts"


def _field(
    kind: str,
    owner: str,
    name: str,
    spec: Spec,
    wording: Wording,
    others: tuple[str, ...],
    shape: Shape | None = None,
    within: str = "",
) -> FormField:
    """Describe a field of `owner`: of `kind`, or of a record in its field `within`; `shape` is a list item's."""
    label = wording.first(f"fields.{kind}.{name}", f"fields.{owner}.{name}", f"fields.{name}")
    told = "" if shape is not None else _help(owner, name, spec, wording)
    example = EXAMPLES.get(f"{owner}.{name}", EXAMPLES.get(name, ""))
    is_required = spec.required and shape is None
    is_item = shape is not None
    match shape or spec.shape:
        case schema.Words():
            is_long = name in _LONG
            return FormField(name, "words", label, told, is_required, is_long, others, example=example)
        case schema.Line(pattern, shown):
            is_long = name in _LONG and not pattern
            return FormField(
                name, "line", label, told, is_required, is_long, pattern=pattern or "", example=shown or example
            )
        case schema.Choice(options):
            choices = tuple((each, _option(kind, within, name, each, wording)) for each in options)
            return FormField(name, "choice", label, told, is_required, choices=choices)
        case schema.Date():
            return FormField(name, "date", label, told, is_required, example=example or "2024-10-17")
        case schema.Number(is_whole, minimum, maximum):
            return FormField(
                name,
                "number",
                label,
                told,
                is_required,
                example=example,
                minimum=minimum,
                maximum=maximum,
                is_whole=is_whole,
            )
        case schema.Flag():
            return FormField(name, "flag", label, told)
        case schema.Reference(kinds):
            return FormField(name, "reference", label, told, is_required, kinds=kinds)
        case schema.FileName():
            return FormField(name, "file", label, told, is_required, example=example)
        case schema.Record(of, short):
            inner = tuple(_inside(kind, name, of, wording, others))
            return FormField(name, "record", label, told, is_required, fields=inner, short=short or "")
        case schema.Many(item):
            one = _field(kind, owner, name, spec, wording, others, item, within)
            return FormField(name, "list", label, told, is_required and not is_item, item=one)
    raise AssertionError(spec)


def _inside(kind: str, within: str, of: type, wording: Wording, others: tuple[str, ...]) -> Iterator[FormField]:
    owner = owner_of(of)
    for name, spec in sorted(specs_of(of).items(), key=lambda pair: not pair[1].required):
        yield _field(kind, owner, name, spec, wording, others, within=within)


def _help(owner: str, name: str, spec: Spec, wording: Wording) -> str:
    """Give the line of help without the values that may be written: a form shows them."""
    shape = spec.shape.item if isinstance(spec.shape, schema.Many) else spec.shape
    if isinstance(shape, schema.Choice):
        return wording.first(f"help.{owner}.{name}", f"help.{name}")
    return help_for(owner, name, spec, wording)


def _option(kind: str, within: str, name: str, option: str, wording: Wording) -> str:
    """Give the words for an option; a `kind` inside a record is named by the field that the record stands in."""
    places = (f"{kind}.{within}", within, f"{kind}.{name}", name) if within else (f"{kind}.{name}", name)
    return wording.first(*(f"values.{place}.{option}" for place in places))
