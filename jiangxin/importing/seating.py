"""Material → seats: which entry each row and each text is.

A row is the entry it was at the last import, else the one that goes by its name,
else a new one. Two rows of one name are never taken for one person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from jiangxin.content.scalars import ID as ID_PATTERN
from jiangxin.content.scalars import ID_LIMIT
from jiangxin.importing.answers import Answers, read_answers
from jiangxin.importing.cells import tidy_name
from jiangxin.importing.columns import ID, PICTURES, Table, Vocabulary, title_field, understand
from jiangxin.importing.foreign import recognise
from jiangxin.importing.holdings import Holdings, key_of
from jiangxin.importing.material import Cell, Form, Manuscript, Sheet, SourceFile
from jiangxin.importing.naming import Naming
from jiangxin.importing.reading import Material
from jiangxin.importing.register import Register
from jiangxin.importing.values import Place
from jiangxin.model.entry import EVERY_KIND, Ref
from jiangxin.model.kinds import LISTED
from jiangxin.model.wording import Wording
from jiangxin.problems import Problem

_FORM_FIELDS = 3  # so many known labels make a table a form


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor asked for: the kind of all that comes, where loose pictures go, whether names become entries."""

    kind: str | None = None
    to: str | None = None
    create_missing: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What an import stands on."""

    root: Path
    holdings: Holdings
    register: Register
    words: Vocabulary
    wording: Wording
    naming: Naming


@dataclass(slots=True)
class Seat:
    """An entry in the making: where it came from, and its row."""

    ref: Ref
    key: str
    name: str
    place: Place
    cells: Mapping[str, list[Cell]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)  # field → title of its column
    text: tuple[SourceFile, Manuscript] | None = None
    problems: list[Problem] = field(default_factory=list)


class Seating:
    """The seats of an import, in the order they were given; more are given while fields are read."""

    def __init__(self, ground: Ground, wishes: Wishes) -> None:
        self.problems: list[Problem] = []
        self.order: list[Seat] = []
        self.seats: dict[Ref, Seat] = {}
        self.tables: list[Table] = []
        self.captions: list[Table] = []
        self._ground = ground
        self._wishes = wishes
        self._before = ground.register.by_key()
        self._taken: defaultdict[str, set[str]] = defaultdict(set)
        for ref in (*ground.holdings.entries, *ground.holdings.unreadable):
            self._taken[ref.kind].add(ref.id)
        self._names: defaultdict[str, list[Ref]] = defaultdict(list)
        self._answers: dict[str, Answers] = {}

    def seat_all(self, material: Material) -> None:
        """Give every row and every text its seat."""
        for sheet in material.sheets:
            self._understand(sheet)
        for table in self.tables:
            self._seat_rows(table)
        for file, manuscript in material.manuscripts:
            self._seat_text(file, manuscript)

    def named(self, name: str) -> list[Ref]:
        """Give every entry, standing or proposed, that goes by a name or is called by its id."""
        found = [*self._ground.holdings.named(name, EVERY_KIND), *self._names.get(key_of(name), ())]
        if not found:
            everything = [*self._ground.holdings.entries, *self.seats]
            found = [ref for ref in everything if name in (str(ref), ref.id)]
        return list(dict.fromkeys(found))

    def answers_of(self, source: str) -> Answers:
        """Give what the editor has said about a file."""
        name = file_of(source)
        if name not in self._answers:
            stem = name.rpartition(".")[0] or name
            file_id = self._ground.naming.id_of(stem, is_person=False) or "table"
            self._answers[name] = read_answers(self._ground.root, file_id, self._ground.words)
            self.problems += self._answers[name].problems
        return self._answers[name]

    def _understand(self, sheet: Sheet) -> None:
        foreign = recognise(sheet)
        if foreign is not None:
            sheet = foreign.sheet
            self.problems += foreign.problems
        kind, said = self.answers_of(sheet.source).of_sheet(sheet.name)
        if foreign is not None:
            kind, said = kind or foreign.kind, {**foreign.said, **said}
        table = understand(sheet, self._ground.words, kind or self._wishes.kind, said)
        if table is None and (kind or self._wishes.kind):  # perhaps it is not about these at all
            table = understand(sheet, self._ground.words, PICTURES, said)
        if table is None:
            first, cells = sheet.rows[0]
            found = "、".join(cell.text for cell in cells if cell.text)[:80]
            facts = {"found": found, "count": str(len(sheet.rows))}
            self.problems.append(Problem("import.no-head", _label(sheet), first, facts=facts))
        else:
            (self.captions if table.kind == PICTURES else self.tables).append(table)
            left = [title for title, name in table.columns if title and not name and not self._is_skipped(title)]
            if (left and foreign is None) or (foreign and foreign.kind != "event" and left):
                facts = {"found": "、".join(left)}
                problem = Problem("import.columns-left", _label(sheet), table.head, facts=facts, blocks=False)
                self.problems.append(problem)

    def _is_skipped(self, title: str) -> bool:
        return self._ground.words.field_of("craftsman", title) == ""

    def _seat_rows(self, table: Table) -> None:
        named = title_field(table.kind)
        titles = {name: title for title, name in reversed(table.columns)}
        source = _label(table.sheet)
        ids = [cells[ID][0].text for _, cells in table.rows() if ID in cells]
        has_ids = bool(ids) and all(map(_may_be_id, ids))
        if ids and not has_ids:
            facts = {"found": titles[ID]}
            self.problems.append(Problem("import.no-ids", source, table.head, facts=facts, blocks=False))
        for line, cells in table.rows():
            place = Place(source, line)
            if named not in cells or not cells[named][0].text:
                if cells:
                    facts = {"found": titles.get(named, named)}
                    self.problems.append(Problem("import.no-name", source, line, facts=facts))
                continue
            name = tidy_name(cells[named][0].text)
            given = _as_id(cells[ID][0].text) if has_ids and ID in cells else ""
            self.seat(table.kind, given or name, name, place, cells, titles, given)

    def _seat_text(self, file: SourceFile, manuscript: Manuscript) -> None:
        kind = self._wishes.kind or ("craftsman" if self._filled_in("craftsman", manuscript) else "story")
        if kind in LISTED:
            self.problems.append(Problem("import.listed-text", file.name, facts={"found": kind}))
            return
        cells, titles = {}, {}
        name, filled_in = manuscript.title, self._filled_in(kind, manuscript)
        if filled_in is not None:
            form, said = filled_in
            name = tidy_name(said.pop(title_field(kind))[1])
            cells = {field: [Cell(words)] for field, (_, words) in said.items()}
            titles = {field: label for field, (label, _) in said.items()}
            body = manuscript.body.replace(form.written, "", 1).strip("\n")
            manuscript = replace(manuscript, body=re.sub(r"\n{3,}", "\n\n", body))
        seat = self.seat(kind, file.stem, name, Place(file.name), cells, titles)
        if seat is not None:
            seat.text = (file, manuscript)
            seat.problems += manuscript.problems

    def _filled_in(self, kind: str, manuscript: Manuscript) -> tuple[Form, dict[str, tuple[str, str]]] | None:
        """Find the form of a text, and for each field of it that is known its label and what was filled in."""
        if kind == "story":
            return None
        for form in manuscript.forms:
            said: dict[str, tuple[str, str]] = {}
            for label, words in form.pairs:
                if field := self._ground.words.field_of(kind, label):
                    said.setdefault(field, (label, words))
            if title_field(kind) in said and len(said) >= _FORM_FIELDS:
                return form, said
        return None

    def seat(
        self,
        kind: str,
        key: str,
        name: str,
        place: Place,
        cells: Mapping[str, list[Cell]] | None = None,
        titles: Mapping[str, str] | None = None,
        given: str = "",
    ) -> Seat | None:
        """Give a row or a text its entry: the one it was before, the one of its name, or a new one."""
        holdings = self._ground.holdings
        ref = Ref(kind, given) if given else self._before.get((kind, file_of(place.source), key))
        if ref is None:
            standing = holdings.named(name, (kind,))
            if len(standing) > 1:
                facts = {"found": name, "allowed": "、".join(map(str, standing))}
                self.problems.append(Problem("import.two-of-a-name", place.source, place.line, facts=facts))
                return None
            ref = standing[0] if standing else None
        twin = ref or next((each for each in self._names[key_of(name)] if each.kind == kind), None)
        if twin in self.seats:
            first = self.seats[twin].place
            facts = {"found": name, "first": f"{first.source}:{first.line}" if first.line else first.source}
            self.problems.append(Problem("import.row-twice", place.source, place.line, facts=facts))
            return None
        if ref is None:
            is_person, taken = kind == "craftsman", self._taken[kind]
            ref = Ref(kind, self._ground.naming.free_id(name, is_person=is_person, taken=taken, otherwise=kind))
        if ref in holdings.unreadable:
            self.problems.append(
                Problem("import.unreadable-entry", place.source, place.line, facts={"found": str(ref)})
            )
            return None
        seat = self.seats[ref] = Seat(ref, key, name, place, cells or {}, titles or {})
        self._names[key_of(name)].append(ref)
        self.order.append(seat)
        self._taken[kind].add(ref.id)
        return seat


def _label(sheet: Sheet) -> str:
    return f"{sheet.source} › {sheet.name}" if sheet.name else sheet.source


def file_of(source: str) -> str:
    """Give a file's own name from what the plan calls it."""
    return source.partition(" › ")[0].rpartition("/")[2]


def _as_id(text: str) -> str:
    return tidy_name(text).lower().replace("_", "-").replace(" ", "-")


def _may_be_id(text: str) -> bool:
    """Say whether a column of such values holds ids rather than running numbers."""
    said = _as_id(text)
    return bool(ID_PATTERN.fullmatch(said)) and len(said) <= ID_LIMIT and any(each.isalpha() for each in said)
