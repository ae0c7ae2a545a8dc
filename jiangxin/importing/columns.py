"""The head of a table → which kind of entry it lists, and which field each column is.

A column is known by the field's name, by its label in any language of the
interface, and by other names that the locale files give it. Where that fails,
the editor says it in a file of `imports/`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jiangxin.importing.cells import tidy_name
from jiangxin.importing.material import Cell, Sheet
from jiangxin.model.frozen import frozen
from jiangxin.model.kinds import KINDS
from jiangxin.model.schema import Many, Words, specs_of
from jiangxin.model.wording import Wording

SKIPPED = ""
ID, TEXT = "id", "body"
PICTURE, ALT, CAPTION, CREDIT, OF = "picture", "picture-alt", "picture-caption", "picture-credit", "picture-of"
PICTURES = "pictures"  # the kind of a list of captions
_OWN = (ID, TEXT, PICTURE, ALT, CAPTION, CREDIT)
_HEADS = 12  # a head stands within so many rows
_NOISE = re.compile(r"[\s_*＊:：·.-]|[（(](?:必填|选填|可选|required|optional)[）)]")
_ENGLISH = re.compile(r"(.+?)[（(]?(?:英文|英语|english|en)[）)]?|英文(.+)", re.I)
_SEPARATOR = re.compile(r"[、,]\s*")


@frozen
class Table:
    """A sheet whose head is understood; `columns` are (title, field), `head` the number of the head's row."""

    sheet: Sheet
    kind: str
    head: int
    columns: tuple[tuple[str, str], ...]

    def rows(self) -> list[tuple[int, dict[str, list[Cell]]]]:
        """Give the rows below the head: their number, and the cells of each field."""
        found = []
        for line, cells in self.sheet.rows:
            if line <= self.head:
                continue
            said: dict[str, list[Cell]] = {}
            for (_, name), cell in zip(self.columns, cells, strict=False):
                if name != SKIPPED and (cell.text or cell.fault):
                    said.setdefault(name, []).append(cell)
            pasted = [Cell(name) for row, name in self.sheet.pictures if row == line]
            if pasted and said:
                said.setdefault(PICTURE, []).extend(pasted)
            found.append((line, said))
        return found


@frozen
class Vocabulary:
    """What columns and kinds are called."""

    fields: Mapping[str, Mapping[str, str]]  # kind → what a column is called → field
    kinds: tuple[tuple[str, str], ...]  # what a kind is called, the longest first, and the kind
    translated: tuple[str, ...]  # languages besides the first
    choices: Mapping[tuple[str, str], Mapping[str, str]]  # kind and field → what a value is called → value

    def field_of(self, kind: str, title: str) -> str | None:
        """Give the field that a column's title means; None where it is not known."""
        known = self.fields[kind]
        said = _plain(title)
        if said in known:
            return known[said]
        base, _, lang = title.strip().rpartition("_")
        if lang in self.translated and _plain(base) in known:
            return f"{known[_plain(base)]}_{lang}"
        match = _ENGLISH.fullmatch(said)
        field = known.get((match[1] or match[2] or "").strip("（）()")) if match else None
        return f"{field}_en" if field and "en" in self.translated and _takes_words(kind, field) else None

    def kind_of(self, *names: str) -> str | None:
        """Give the kind that the name of a sheet or a file tells of."""
        for name in names:
            said = name.casefold()
            for called, kind in self.kinds:
                if called in said:
                    return kind
        return None


def vocabulary(wordings: Sequence[Wording], translated: Sequence[str]) -> Vocabulary:
    """Gather what columns are called from the interface strings of all languages."""
    fields: dict[str, dict[str, str]] = {}
    for kind, cls in KINDS.items():
        known: dict[str, str] = {}
        names = [name for name in specs_of(cls) if name not in ("images", "media")]
        for name in [*names, *_OWN]:
            known.setdefault(_plain(name), name)
        for scope in (f"importing.columns.{kind}", f"fields.{kind}", "importing.columns", "fields"):
            for name in [*names, *_OWN]:
                for wording in wordings:
                    for called in _SEPARATOR.split(wording.strings.get(f"{scope}.{name}", "")):
                        known.setdefault(_plain(called), name)
        for wording in wordings:
            for called in _SEPARATOR.split(wording.strings["importing.skipped"]):
                known[_plain(called)] = SKIPPED
        known.pop("", None)
        fields[kind] = known
    fields[PICTURES] = {
        _plain(called): name
        for name in (PICTURE, ALT, CAPTION, CREDIT, OF)
        for wording in wordings
        for called in _SEPARATOR.split(wording.strings[f"importing.columns.{name}"])
    }
    kinds = {
        called.casefold(): kind
        for kind in KINDS
        for wording in wordings
        for called in _SEPARATOR.split(wording.strings[f"importing.kinds.{kind}"])
    }
    choices: dict[tuple[str, str], dict[str, str]] = {}
    for wording in wordings:
        for key, called in wording.strings.items():
            part, *inside = key.split(".")
            if part == "values" and len(inside) > 1:
                for kind in inside[:-2] or KINDS:
                    choices.setdefault((kind, inside[-2]), {})[called.casefold()] = inside[-1]
    return Vocabulary(
        fields, tuple(sorted(kinds.items(), key=lambda pair: (-len(pair[0]), pair))), tuple(translated), choices
    )


def _plain(title: str) -> str:
    return _NOISE.sub("", tidy_name(title)).casefold()


def _takes_words(kind: str, field: str) -> bool:
    if field == TEXT:
        return False
    shape = specs_of(KINDS[kind])[field].shape if field in specs_of(KINDS[kind]) else None
    return isinstance(shape, Words) or (isinstance(shape, Many) and isinstance(shape.item, Words))


def title_field(kind: str) -> str:
    """Give the field that holds the name of an entry: `name` or `title`."""
    return "name" if "name" in specs_of(KINDS[kind]) else "title"


def understand(sheet: Sheet, words: Vocabulary, kind: str | None, said: Mapping[str, str]) -> Table | None:
    """Find the head of a sheet, what it lists, and its columns; None where no head is found.

    `kind` is given where somebody said it; `said` are columns that an editor has explained.
    """
    wanted = kind or words.kind_of(sheet.name, sheet.source.rpartition("/")[2])
    best: tuple[int, int, str, int] | None = None
    tables: dict[tuple[str, int], Table] = {}
    order = [wanted] if kind else [*([wanted] if wanted else []), *(each for each in words.fields if each != wanted)]
    for place, each in enumerate(filter(None, order)):
        for line, cells in sheet.rows[:_HEADS]:
            table = _read_head(sheet, words, each, line, cells, said)
            if table is None:
                continue
            score = sum(bool(name) for _, name in table.columns)
            tables[each, line] = table
            found = (score + (2 if each == wanted else 0), -place, each, line)
            best = max(best, found, key=lambda one: (one[0], one[1], one[3])) if best else found
    return None if best is None else tables[best[2], best[3]]


def _read_head(
    sheet: Sheet, words: Vocabulary, kind: str, line: int, cells: Sequence[Cell], said: Mapping[str, str]
) -> Table | None:
    columns = []
    for cell in cells:
        title = " ".join(cell.text.split())
        field = said.get(title, words.field_of(kind, title)) if title else SKIPPED
        columns.append((title, field or SKIPPED))
    names = {name for _, name in columns}
    needs = {PICTURE, CAPTION} if kind == PICTURES else {title_field(kind)}
    if not needs <= names and not (kind == PICTURES and {PICTURE, ALT} <= names):
        return None
    return Table(sheet, kind, line, tuple(columns))
