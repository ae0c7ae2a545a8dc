"""Material → proposals: which entry each row and text is, what its fields say, which pictures are its own.

First every row and text gets its entry, so that they can name each other; then
the fields are read. A name that could mean two entries, or none, is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jiangxin.content.scalars import ID as ID_PATTERN
from jiangxin.importing import markdown
from jiangxin.importing.answers import LEAVE, NEW, Answers, read_answers
from jiangxin.importing.cells import tidy_name
from jiangxin.importing.columns import (
    ALT,
    CAPTION,
    CREDIT,
    ID,
    PICTURE,
    PICTURES,
    TEXT,
    Table,
    Vocabulary,
    title_field,
    understand,
)
from jiangxin.importing.foreign import recognise
from jiangxin.importing.holdings import Holdings, Value, key_of
from jiangxin.importing.material import Cell, Manuscript, Sheet, SourceFile
from jiangxin.importing.naming import Naming
from jiangxin.importing.placing import Placing
from jiangxin.importing.proposals import Proposal, Proposals
from jiangxin.importing.reading import Material
from jiangxin.importing.register import Register
from jiangxin.importing.values import Place, Values
from jiangxin.model.entry import EVERY_KIND, Ref
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.schema import Many, specs_of
from jiangxin.model.wording import Wording
from jiangxin.problems import Problem, nearest

_NEAR_NAMES = 40


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
class _Seat:
    """An entry in the making: where it came from, and its row."""

    ref: Ref
    key: str
    name: str
    place: Place
    cells: Mapping[str, list[Cell]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)  # field → title of its column
    text: tuple[SourceFile, Manuscript] | None = None
    problems: list[Problem] = field(default_factory=list)


def propose(material: Material, ground: Ground, wishes: Wishes) -> Proposals:
    """Give what the files propose."""
    return _Proposing(material, ground, wishes).propose()


class _Proposing:
    def __init__(self, material: Material, ground: Ground, wishes: Wishes) -> None:
        self._material = material
        self._ground = ground
        self._wishes = wishes
        self._problems: list[Problem] = list(material.problems)
        self._notes = self._problems  # where what is asked and remarked goes: to the entry at hand, if there is one
        self._seats: dict[Ref, _Seat] = {}
        self._order: list[_Seat] = []
        self._before = ground.register.by_key()
        self._taken: defaultdict[str, set[str]] = defaultdict(set)
        for ref in (*ground.holdings.entries, *ground.holdings.unreadable):
            self._taken[ref.kind].add(ref.id)
        self._names: defaultdict[str, list[Ref]] = defaultdict(list)
        self._answers: dict[str, Answers] = {}
        self._asked: defaultdict[str, set[str]] = defaultdict(set)
        self._tables: list[Table] = []
        self._captions: list[Table] = []

    def propose(self) -> Proposals:
        """Give every proposal."""
        for sheet in self._material.sheets:
            self._understand(sheet)
        for table in self._tables:
            self._seat_rows(table)
        for file, manuscript in self._material.manuscripts:
            self._seat_text(file, manuscript)
        placing = Placing(self._material, self._captions, self._ground, self._named_anything, self._wishes.to)
        made = []
        for seat in self._order:  # names that become entries on the way are put at its end
            made.append(self._made(seat, placing))
        made = placing.placed(made)
        self._problems += placing.problems
        for answers in self._answers.values():
            self._problems += answers.problems
        return Proposals(
            tuple(made),
            tuple(self._problems),
            tuple(self._tables + self._captions),
            {file: tuple(sorted(names)) for file, names in self._asked.items()},
            {manuscript.source: manuscript.counts for _, manuscript in self._material.manuscripts},
            len(placing.taken),
        )

    # Which entry each row and text is.

    def _answers_of(self, source: str) -> Answers:
        name = _file_of(source)
        if name not in self._answers:
            stem = name.rpartition(".")[0] or name
            file_id = self._ground.naming.id_of(stem, is_person=False) or "table"
            self._answers[name] = read_answers(self._ground.root, file_id, self._ground.words)
        return self._answers[name]

    def _understand(self, sheet: Sheet) -> None:
        foreign = recognise(sheet)
        if foreign is not None:
            sheet = foreign.sheet
            self._problems += foreign.problems
        kind, said = self._answers_of(sheet.source).of_sheet(sheet.name)
        if foreign is not None:
            kind, said = kind or foreign.kind, {**foreign.said, **said}
        table = understand(sheet, self._ground.words, kind or self._wishes.kind, said)
        if table is None and (kind or self._wishes.kind):  # perhaps it is not about these at all
            table = understand(sheet, self._ground.words, PICTURES, said)
        if table is None:
            first, cells = sheet.rows[0]
            found = "、".join(cell.text for cell in cells if cell.text)[:80]
            facts = {"found": found, "count": str(len(sheet.rows))}
            self._problems.append(Problem("import.no-head", _label(sheet), first, facts=facts))
        else:
            (self._captions if table.kind == PICTURES else self._tables).append(table)
            left = [title for title, name in table.columns if title and not name and not self._is_skipped(title)]
            if (left and foreign is None) or (foreign and foreign.kind != "event" and left):
                facts = {"found": "、".join(left)}
                problem = Problem("import.columns-left", _label(sheet), table.head, facts=facts, blocks=False)
                self._problems.append(problem)

    def _is_skipped(self, title: str) -> bool:
        return self._ground.words.field_of("craftsman", title) == ""

    def _seat_rows(self, table: Table) -> None:
        named = title_field(table.kind)
        titles = {name: title for title, name in reversed(table.columns)}
        source = _label(table.sheet)
        ids = [cells[ID][0].text for _, cells in table.rows() if ID in cells]
        has_ids = bool(ids) and all(map(_may_be_id, ids))
        for line, cells in table.rows():
            place = Place(source, line)
            if named not in cells or not cells[named][0].text:
                if cells:
                    facts = {"found": titles.get(named, named)}
                    self._problems.append(Problem("import.no-name", source, line, facts=facts))
                continue
            name = tidy_name(cells[named][0].text)
            given = _as_id(cells[ID][0].text) if has_ids and ID in cells else ""
            self._seat(table.kind, given or name, name, place, cells, titles, given)

    def _seat_text(self, file: SourceFile, manuscript: Manuscript) -> None:
        kind = self._wishes.kind or "story"
        if kind in LISTED:
            self._problems.append(Problem("import.listed-text", file.name, facts={"found": kind}))
            return
        seat = self._seat(kind, file.stem, manuscript.title, Place(file.name))
        if seat is not None:
            seat.text = (file, manuscript)
            seat.problems += manuscript.problems

    def _seat(
        self,
        kind: str,
        key: str,
        name: str,
        place: Place,
        cells: Mapping[str, list[Cell]] | None = None,
        titles: Mapping[str, str] | None = None,
        given: str = "",
    ) -> _Seat | None:
        """Give a row or a text its entry: the one it was before, the one of its name, or a new one."""
        holdings = self._ground.holdings
        ref = Ref(kind, given) if given else self._before.get((kind, _file_of(place.source), key))
        if ref is None:
            standing = holdings.named(name, (kind,))
            if len(standing) > 1:
                facts = {"found": name, "allowed": "、".join(map(str, standing))}
                self._problems.append(Problem("import.two-of-a-name", place.source, place.line, facts=facts))
                return None
            ref = standing[0] if standing else None
        twin = ref or next((each for each in self._names[key_of(name)] if each.kind == kind), None)
        if twin in self._seats:
            first = self._seats[twin].place
            facts = {"found": name, "first": f"{first.source}:{first.line}" if first.line else first.source}
            self._problems.append(Problem("import.row-twice", place.source, place.line, facts=facts))
            return None
        if ref is None:
            is_person, taken = kind == "craftsman", self._taken[kind]
            ref = Ref(kind, self._ground.naming.free_id(name, is_person=is_person, taken=taken, otherwise=kind))
        if ref in holdings.unreadable:
            self._problems.append(
                Problem("import.unreadable-entry", place.source, place.line, facts={"found": str(ref)})
            )
            return None
        seat = self._seats[ref] = _Seat(ref, key, name, place, cells or {}, titles or {})
        self._names[key_of(name)].append(ref)
        self._order.append(seat)
        self._taken[kind].add(ref.id)
        return seat

    # What its fields say.

    def _made(self, seat: _Seat, placing: Placing) -> Proposal:
        kind, holdings = seat.ref.kind, self._ground.holdings
        cls = KINDS[kind]
        values = Values(self._ground.words.choices, self._resolve)
        self._notes = values.problems
        fields: dict[str, Value] = {title_field(kind): seat.name}
        specs = specs_of(cls)
        for name, cells in seat.cells.items():
            if name in (ID, TEXT, PICTURE, ALT, CAPTION, CREDIT, title_field(kind)):
                continue
            base, _, lang = name.rpartition("_")
            shape = specs[name].shape if name in specs else specs[base].shape
            if name not in specs and lang not in holdings.languages[1:]:
                continue
            place = replace(seat.place, field=seat.titles.get(name, name))
            said = [values.read(kind, base if name not in specs else name, shape, cell, place) for cell in cells]
            given = [each for each in said if each is not None]
            if given:
                fields[name] = _joined(given, isinstance(shape, Many))
        body = "\n\n".join(cell.text for cell in seat.cells.get(TEXT, ()) if cell.text)
        if kind in LISTED and body:  # a list's items have no text of their own
            fields.setdefault("text" if "text" in specs else "summary", body)
            body = ""
        body = "\n\n".join(markdown.paragraph(markdown.escape(line)) for line in body.split("\n") if line)
        if seat.text is not None:
            _, manuscript = seat.text
            body = manuscript.body
            if manuscript.subtitle and "deck" in specs:
                fields["deck"] = manuscript.subtitle
        pictures = placing.of_row(
            seat.ref, seat.name, seat.cells, replace(seat.place, field=seat.titles.get(PICTURE, ""))
        )
        if seat.text is not None:
            pictures += placing.of_text(seat.ref, *seat.text)
        problems = [*seat.problems, *values.problems]
        if seat.ref not in holdings.entries:
            missing = [name for name, spec in specs.items() if spec.required and name not in fields]
            if kind == "figure" and "value" in fields and "printed" in missing:
                fields["printed"] = seat.cells["value"][0].text
                missing.remove("printed")
            if missing:
                fields["unknown"] = tuple(missing)
                labels = "、".join(missing)
                place = seat.place
                problems.append(
                    Problem("import.unknown", place.source, place.line, facts={"found": labels}, blocks=False)
                )
        return Proposal(
            seat.ref,
            seat.key,
            seat.name,
            seat.place.source,
            seat.place.line,
            fields,
            body,
            tuple(pictures),
            tuple(problems),
        )

    def _named_anything(self, name: str) -> list[Ref]:
        """Give every entry, standing or proposed, that goes by a name or is called by its id."""
        found = [*self._ground.holdings.named(name, EVERY_KIND), *self._names.get(key_of(name), ())]
        if not found:
            everything = [*self._ground.holdings.entries, *self._seats]
            found = [ref for ref in everything if name in (str(ref), ref.id)]
        return list(dict.fromkeys(found))

    def _resolve(self, name: str, kinds: Sequence[str], place: Place) -> str | None:
        """Find the entry that a name means among those of `kinds`; ask where it is none or several."""
        if not name:
            return None
        answers = self._answers_of(place.source)
        answer = answers.names.get(name, "")
        if answer == LEAVE:
            return None
        found = [ref for ref in self._named_anything(answer if answer not in ("", NEW) else name) if ref.kind in kinds]
        if len(found) == 1:
            return _written(found[0], kinds)
        if not found and (answer == NEW or (self._wishes.create_missing and not answer)):
            seat = self._seat(kinds[0], f"@{name}", name, place)
            return None if seat is None else _written(seat.ref, kinds)
        is_new = name not in self._asked[_file_of(place.source)]
        self._asked[_file_of(place.source)].add(name)
        facts = {"found": name, "allowed": "、".join(map(str, found)), "path": answers.path}
        near = "" if found or not is_new else self._near(name, kinds, place)
        code = "import.several" if found else "import.nobody" if is_new else "import.nobody-again"
        self._notes.append(Problem(code, place.source, place.line, place.field, facts, near, blocks=False))
        return None

    def _near(self, name: str, kinds: Sequence[str], place: Place) -> str:
        """Give the nearest name there is; for the first that are asked, for to compare takes its time."""
        if len(self._asked[_file_of(place.source)]) > _NEAR_NAMES:
            return ""
        held = (
            fields
            for ref, each in self._ground.holdings.entries.items()
            if ref.kind in kinds
            for fields in [each.fields]
        )
        known = [said for fields in held if isinstance(said := fields.get("name", fields.get("title")), str)]
        return nearest(name, [*known, *(seat.name for seat in self._order if seat.ref.kind in kinds)])


def _written(ref: Ref, kinds: Sequence[str]) -> str:
    return str(ref) if len(kinds) > 1 else ref.id


def _joined(said: list[Value], is_list: bool) -> Value:
    """Put together what several columns say of one field."""
    if len(said) == 1:
        return said[0]
    if is_list:
        return tuple(each for one in said if not isinstance(one, str | Mapping) for each in one)
    return "；".join(each for each in said if isinstance(each, str)) or said[0]


def _label(sheet: Sheet) -> str:
    return f"{sheet.source} › {sheet.name}" if sheet.name else sheet.source


def _file_of(source: str) -> str:
    """Give a file's own name from what the plan calls it."""
    return source.partition(" › ")[0].rpartition("/")[2]


def _as_id(text: str) -> str:
    return tidy_name(text).lower().replace("_", "-").replace(" ", "-")


def _may_be_id(text: str) -> bool:
    """Say whether a column of such values holds ids rather than running numbers."""
    return bool(ID_PATTERN.fullmatch(_as_id(text))) and any(each.isalpha() for each in text)
