"""A form and what an entry says → what the templates draw.

A control is a field with its value. What a file says in a way that a control cannot
show (a list where words are expected) is carried along and never written anew.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from jiangxin.amending.values import BODY, Value
from jiangxin.content.scalars import ID
from jiangxin.editing import forms
from jiangxin.editing.changes import PathError, with_changes
from jiangxin.editing.desk import Desk
from jiangxin.editing.forms import FormField
from jiangxin.editing.sheet import Changes, RefusedError, Sheet
from jiangxin.editing.sources import class_of, languages_of
from jiangxin.editing.web.gate import ROOT
from jiangxin.editing.web.telling import href_of
from jiangxin.model.entry import Ref
from jiangxin.model.kinds import KINDS
from jiangxin.model.wording import Wording

if TYPE_CHECKING:
    from jiangxin.editing.web.workplace import Workplace

PICTURES = "images"
NO_ENTRY = "editing.no-entry"  # the problem that there is none
_OF_PICTURES = ("alt", "caption", "credit")  # what is asked of every picture; the rest is folded
_LONG_EN = 34  # halves of an em that a box of half the form's width holds
_BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Chip:
    """A relation that was chosen: as the file says it, and as an editor reads it."""

    said: str
    title: str
    kind: str
    href: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Control:
    """A field with its value; which of the rest is filled depends on its `shape`."""

    key: str  # the element's id
    name: str
    shape: str
    label: str
    help: str
    required: bool = False
    value: str = ""
    lang: str = ""  # of what is typed, where it is known
    tongue: str = ""  # the language's name, of a translation
    is_long: bool = False
    is_one_line: bool = False  # of what is long and yet has no line ends
    is_folded: bool = False
    is_decorative: bool = False  # of words that describe a picture: it was said that there are none
    example: str = ""
    options: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()
    chips: tuple[Chip, ...] = ()
    is_many: bool = False
    parts: tuple[Control, ...] = ()
    extra: Mapping[str, Value] = field(default_factory=dict)
    items: tuple[Control, ...] = ()
    blank: Control | None = None
    is_pictures: bool = False
    picture: str = ""  # the address of a small picture


@dataclass(frozen=True, slots=True)
class SectionView:
    """Fields under one heading: those that are seen, and those in a fold below; all in one where nothing is filled."""

    key: str
    title: str
    controls: tuple[Control, ...]
    folded: tuple[Control, ...]


def form_of(sheet: Sheet, place: Workplace) -> dict[str, object]:
    """Give what the template of a form draws."""
    drawer = _Drawer(sheet, place)
    sections = forms.form_of(sheet.ref.kind, place.wording, drawer.languages)
    return {"digest": sheet.digest, "sections": [drawer.section(each) for each in sections]}


def item_of(sheet: Sheet, place: Workplace) -> dict[str, object]:
    """Give what the template of an item draws for the picture that came last."""
    drawer = _Drawer(sheet, place)
    fields = forms.every_field(forms.form_of(sheet.ref.kind, place.wording, drawer.languages))
    pictures = next(drawer.controls(fields[PICTURES], sheet.fields, ""))
    return {"list": pictures, "each": pictures.items[-1]}


def sheet_of(desk: Desk, ref: Ref, is_begun: bool = True) -> Sheet:
    """Give an entry; with `is_begun` an empty one where it is not on the disk yet. Raises RefusedError."""
    try:
        return desk.open(ref)
    except RefusedError as error:
        is_new = any(each.code == NO_ENTRY for each in error.problems)
        if not (is_new and is_begun and ref.kind in KINDS and ID.fullmatch(ref.id)):
            raise
        return Sheet(ref, f"{KINDS[ref.kind].folder}/{ref.id}.md", "", {}, "")


def overlaid(sheet: Sheet, changes: Changes) -> Sheet:
    """Give an entry as it would read with changes. Raises PathError where there is no such place in it."""
    texts = {name: value or "" for name, value in changes.items() if name.partition("_")[0] == BODY}
    fields = {name: value for name, value in changes.items() if name not in texts}
    if not all(isinstance(text, str) for text in texts.values()):
        raise PathError(BODY)
    said = cast("dict[str, str]", texts)
    return Sheet(
        sheet.ref,
        sheet.path,
        sheet.digest,
        with_changes(sheet.fields, class_of(sheet.ref.kind), fields),
        said.get(BODY, sheet.body),
        {**sheet.bodies, **{name.removeprefix(f"{BODY}_"): text for name, text in said.items() if name != BODY}},
        sheet.problems,
    )


def title_of(sheet: Sheet) -> str:
    """Give the name of an entry, its id where it says none."""
    said = sheet.fields.get("name", sheet.fields.get("title", ""))
    return said if isinstance(said, str) and said else sheet.ref.id


def label_of(kind: str, name: str, wording: Wording) -> str:
    """Give the label of a field of a kind, by its name in files; the name itself where it has none."""
    if name.partition("_")[0] == BODY:
        return f"{wording('editing.body')} {name.partition('_')[2]}".strip()
    stem, _, lang = name.rpartition("_")
    for key in (f"{kind}.{name}", name):
        if f"fields.{key}" in wording.strings:
            return wording(f"fields.{key}")
    return f"{label_of(kind, stem, wording)} {lang}" if stem and stem != name else name


class _Drawer:
    def __init__(self, sheet: Sheet, place: Workplace) -> None:
        self._sheet = sheet
        self._place = place
        self._titles = {each.ref: each.title or each.ref.id for each in place.desk.entries()}
        self.languages = languages_of(place.folders.content)

    def section(self, section: forms.Section) -> SectionView:
        """Give a section with the values of its fields."""
        controls = [each for one in section.fields for each in self.controls(one, self._said, "")]
        controls.sort(key=lambda each: each.name != PICTURES)
        if not section.is_open:
            controls = [replace(each, is_folded=each.name not in self._sheet.fields) for each in controls]
        seen = tuple(each for each in controls if not each.is_folded)
        folded = tuple(each for each in controls if each.is_folded)
        return SectionView(section.key, section.label, seen, folded)

    @property
    def _said(self) -> Mapping[str, Value]:
        """What the entry says, its texts among it."""
        texts = {f"{BODY}_{lang}": text for lang, text in self._sheet.bodies.items() if lang}
        return {**self._sheet.fields, BODY: self._sheet.body, **texts}

    def controls(self, one: FormField, said: Mapping[str, Value], within: str) -> Iterator[Control]:
        """Give the controls of a field: its own, and one for each translation."""
        yield self._control(one, said.get(one.name), f"{within}-{one.name}", one.name)
        inner = one.item if one.form == "list" and one.item else one
        for lang in inner.translations:
            name = f"{one.name}_{lang}"
            if one.form != "list" or name in said:
                yield self._control(one, said.get(name), f"{within}-{name}", name, lang)

    def _control(self, one: FormField, value: Value | None, key: str, name: str, lang: str = "") -> Control:
        wording = self._place.wording
        basics = Control(
            key=f"f{key}",
            name=name,
            shape=one.form,
            label=one.label,
            help=self._help(one, name, is_translation=bool(lang)),
            required=one.is_required and not lang,
            lang=lang or (self.languages[0] if one.form in ("words", "body") else ""),
            tongue=wording.strings.get(f"desk.tongues.{lang}", lang),
            is_folded=bool(lang) and not value,
            example="" if lang else one.example,
        )
        match one.form:
            case "list" if one.item and one.item.form == "reference":
                return self._references(basics, one.item, _listed(value), is_many=True)
            case "list" if one.item:
                return self._list(basics, one.item, _listed(value))
            case "reference":
                return self._references(basics, one, _listed(value)[:1], is_many=False)
            case "record":
                return self._record(basics, one, value)
            case "words" if isinstance(value, Mapping):
                return self._words_with_translations(basics, one, value)
        text = value if isinstance(value, str) else ""
        if value is not None and not isinstance(value, str):
            return replace(basics, shape="held")
        known = {each for each, _ in one.choices}
        options = one.choices if not text or text in known else (*one.choices, (text, text))
        is_one_line = not one.is_long and "\n" not in text
        is_long = not is_one_line or (one.form in ("words", "line") and _width(text) > _LONG_EN)
        shape = "alt" if one.form == "words" and name == "alt" else one.form
        is_empty = value is not None and not text
        made = replace(basics, shape=shape, value=text, options=options, is_long=is_long)
        return replace(made, is_one_line=is_one_line, is_decorative=is_empty)

    def _help(self, one: FormField, name: str, *, is_translation: bool) -> str:
        """Give the help of a field, without what is said of the way files write it."""
        inner = one.item or one
        own = self._place.wording.strings.get(f"desk.help.{name}", "")
        if own or is_translation or one.help == one.label or inner.form in ("reference", "flag"):
            return own
        return one.help

    def _list(self, basics: Control, item: FormField, values: Sequence[Value]) -> Control:
        is_pictures = basics.name == PICTURES
        items = tuple(
            self._item(basics, item, value, f"{basics.key[1:]}-{index}") for index, value in enumerate(values)
        )
        blank = self._item(basics, item, None, f"{basics.key[1:]}-{_BLANK}")
        return replace(basics, shape="many", items=items, blank=blank, is_pictures=is_pictures)

    def _item(self, basics: Control, item: FormField, value: Value | None, key: str) -> Control:
        made = self._control(item, value, key, "")
        if basics.name != PICTURES:
            return made
        parts = tuple(
            replace(each, is_folded=not _is_asked(each), is_long=each.shape in ("alt", "words")) for each in made.parts
        )
        file = next((each.value for each in parts if each.name == "file"), "")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._sheet.path), file))
        return replace(made, parts=parts, picture=f"{ROOT}picture/{quote(path)}" if file else "")

    def _record(self, basics: Control, one: FormField, value: Value | None) -> Control:
        said: Mapping[str, Value] = value if isinstance(value, Mapping) else {}
        if isinstance(value, str) and one.short:
            said = {one.short: value}
        elif value is not None and not isinstance(value, Mapping):
            return replace(basics, shape="held")
        parts = [each for part in one.fields for each in self.controls(part, said, basics.key[1:])]
        shown = tuple(each for each in parts if each.shape != "held")
        names = {each.name for each in shown}
        extra = {name: each for name, each in said.items() if name not in names}
        return replace(basics, shape="record", parts=shown, extra=extra)

    def _words_with_translations(self, basics: Control, one: FormField, value: Mapping[str, Value]) -> Control:
        """Give words that a file says with their translation beside them: `{text: 第一步, text_en: Step one}`."""
        text = FormField("text", "words", one.label, "", is_long=one.is_long, translations=one.translations)
        return self._record(basics, FormField(one.name, "record", one.label, "", fields=(text,)), value)

    def _references(self, basics: Control, one: FormField, values: Sequence[Value], *, is_many: bool) -> Control:
        if not all(isinstance(value, str) for value in values):
            return replace(basics, shape="held")
        chips = tuple(self._chip(str(value), one.kinds) for value in values)
        return replace(basics, shape="references", kinds=one.kinds, chips=chips, is_many=is_many)

    def _chip(self, said: str, kinds: Sequence[str]) -> Chip:
        refs = [Ref(*said.split("/", 1))] if "/" in said else [Ref(kind, said) for kind in kinds]
        ref = next((each for each in refs if each in self._titles), None)
        if ref is None:
            return Chip(said, said, self._place.wording("desk.relation.lost"), "", is_known=False)
        return Chip(said, self._titles[ref], self._place.wording(f"kinds.{ref.kind}.one"), href_of(ref), is_known=True)


def _width(text: str) -> int:
    """Give how wide a text is, in halves of an em."""
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)


def _is_asked(part: Control) -> bool:
    if part.name == "file":
        return False
    stem = part.name.partition("_")[0]
    return stem in _OF_PICTURES and not part.is_folded


def _listed(value: Value | None) -> Sequence[Value]:
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str | Mapping) else value
