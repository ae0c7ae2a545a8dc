"""Material → proposals: what the fields of each row and text say, and which pictures are its own.

First every row and text gets its entry, so that they can name each other; then
the fields are read. A name that could mean two entries, or none, is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from jiangxin.amending.values import Value
from jiangxin.importing import markdown
from jiangxin.importing.answers import LEAVE, NEW
from jiangxin.importing.columns import ALT, CAPTION, CREDIT, ID, PICTURE, TEXT, title_field
from jiangxin.importing.placing import Placing
from jiangxin.importing.proposals import Proposal, Proposals
from jiangxin.importing.reading import Material
from jiangxin.importing.seating import Ground, Seat, Seating, Wishes, file_of
from jiangxin.importing.values import Place, Values
from jiangxin.model.entry import Ref
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.schema import Many, specs_of
from jiangxin.problems import Problem, nearest

_NEAR_NAMES = 40
_NO_FIELDS = (ID, TEXT, PICTURE, ALT, CAPTION, CREDIT)


def propose(material: Material, ground: Ground, wishes: Wishes) -> Proposals:
    """Give what the files propose."""
    seating = Seating(ground, wishes)
    seating.seat_all(material)
    placing = Placing(material, seating.captions, ground, seating.named, wishes.to)
    reading = _Reading(seating, placing, ground, wishes)
    made = []
    for seat in seating.order:  # names that become entries on the way are put at its end
        made.append(reading.proposal(seat))
    made = placing.placed(made)
    return Proposals(
        tuple(made),
        (*material.problems, *seating.problems, *placing.problems),
        (*seating.tables, *seating.captions),
        {file: tuple(sorted(names)) for file, names in reading.asked.items()},
        {manuscript.source: manuscript.counts for _, manuscript in material.manuscripts},
    )


class _Reading:
    """Reads what seats say."""

    def __init__(self, seating: Seating, placing: Placing, ground: Ground, wishes: Wishes) -> None:
        self.asked: defaultdict[str, set[str]] = defaultdict(set)
        self._seating = seating
        self._placing = placing
        self._ground = ground
        self._wishes = wishes
        self._notes: list[Problem] = []  # what is asked and remarked of the entry at hand

    def proposal(self, seat: Seat) -> Proposal:
        """Give what an entry is proposed to say."""
        values = Values(self._ground.words.choices, self._resolve)
        self._notes = values.problems
        fields: dict[str, Value] = {title_field(seat.ref.kind): seat.name, **self._fields(seat, values)}
        body = self._body(seat, fields)
        problems = [*seat.problems, *values.problems]
        if seat.ref not in self._ground.holdings.entries:
            problems += _unknown(seat, fields)
        place = replace(seat.place, field=seat.titles.get(PICTURE, ""))
        pictures = self._placing.of_row(seat.name, seat.cells, place)
        if seat.text is not None:
            pictures += self._placing.of_text(seat.ref, seat.name, *seat.text)
        source, line = seat.place.source, seat.place.line
        return Proposal(seat.ref, seat.key, seat.name, source, line, fields, body, tuple(pictures), tuple(problems))

    def _fields(self, seat: Seat, values: Values) -> dict[str, Value]:
        kind = seat.ref.kind
        specs = specs_of(KINDS[kind])
        fields: dict[str, Value] = {}
        for name, cells in seat.cells.items():
            base, _, lang = name.rpartition("_")
            own = name if name in specs else base
            if name in (*_NO_FIELDS, title_field(kind)) or (
                name not in specs and lang not in self._ground.holdings.languages[1:]
            ):
                continue
            shape = specs[own].shape
            place = replace(seat.place, field=seat.titles.get(name, name))
            said = [values.read(kind, own, shape, cell, place) for cell in cells]
            if given := [each for each in said if each is not None]:
                fields[name] = _joined(given, isinstance(shape, Many))
        return fields

    def _body(self, seat: Seat, fields: dict[str, Value]) -> str:
        """Give an entry's text; that of an item of a list, which has none, becomes a field."""
        if seat.text is not None:
            _, manuscript = seat.text
            if manuscript.subtitle and "deck" in specs_of(KINDS[seat.ref.kind]):
                fields["deck"] = manuscript.subtitle
            said = [_paragraphs(cell.text) for cell in seat.cells.get(TEXT, ())]
            return "\n\n".join(filter(None, [*said, manuscript.body]))
        body = "\n\n".join(cell.text for cell in seat.cells.get(TEXT, ()) if cell.text)
        if body and seat.ref.kind in LISTED:
            fields.setdefault("text" if "text" in specs_of(KINDS[seat.ref.kind]) else "summary", body)
            return ""
        return _paragraphs(body)

    def _resolve(self, name: str, kinds: Sequence[str], place: Place) -> str | None:
        """Find the entry that a name means among those of `kinds`; ask where it is none or several."""
        if not name:
            return None
        answers = self._seating.answers_of(place.source)
        answer = answers.names.get(name, "")
        if answer == LEAVE:
            return None
        found = [ref for ref in self._seating.named(answer if answer not in ("", NEW) else name) if ref.kind in kinds]
        if len(found) == 1:
            return _written(found[0], kinds)
        if not found and (answer == NEW or (self._wishes.create_missing and not answer)):
            seat = self._seating.seat(kinds[0], f"@{name}", name, place)
            return None if seat is None else _written(seat.ref, kinds)
        is_new = name not in self.asked[file_of(place.source)]
        self.asked[file_of(place.source)].add(name)
        facts = {"found": name, "allowed": "、".join(map(str, found)), "path": answers.path}
        near = "" if found or not is_new else self._near(name, kinds, place)
        code = "import.several" if found else "import.nobody" if is_new else "import.nobody-again"
        self._notes.append(Problem(code, place.source, place.line, place.field, facts, near, blocks=False))
        return None

    def _near(self, name: str, kinds: Sequence[str], place: Place) -> str:
        """Give the nearest name there is; for the first that are asked, for to compare takes its time."""
        if len(self.asked[file_of(place.source)]) > _NEAR_NAMES:
            return ""
        held = (
            fields
            for ref, each in self._ground.holdings.entries.items()
            if ref.kind in kinds
            for fields in [each.fields]
        )
        known = [said for fields in held if isinstance(said := fields.get("name", fields.get("title")), str)]
        return nearest(name, [*known, *(seat.name for seat in self._seating.order if seat.ref.kind in kinds)])


def _paragraphs(text: str) -> str:
    """Give the lines of a cell as paragraphs of Markdown that say the same."""
    return "\n\n".join(markdown.paragraph(markdown.escape(line)) for line in text.split("\n") if line)


def _unknown(seat: Seat, fields: dict[str, Value]) -> list[Problem]:
    """Say of a new entry's required fields that they are not stated, where they are not; tell which."""
    missing = [name for name, spec in specs_of(KINDS[seat.ref.kind]).items() if spec.required and name not in fields]
    if seat.ref.kind == "figure" and "value" in fields and "printed" in missing:
        fields["printed"] = seat.cells["value"][0].text
        missing.remove("printed")
    if not missing:
        return []
    fields["unknown"] = tuple(missing)
    facts = {"found": "、".join(missing)}
    return [Problem("import.unknown", seat.place.source, seat.place.line, facts=facts, blocks=False)]


def _written(ref: Ref, kinds: Sequence[str]) -> str:
    return str(ref) if len(kinds) > 1 else ref.id


def _joined(said: list[Value], is_list: bool) -> Value:
    """Put together what several columns say of one field."""
    if len(said) == 1:
        return said[0]
    if is_list:
        return tuple(each for one in said if not isinstance(one, str | Mapping) for each in one)
    return "；".join(each for each in said if isinstance(each, str)) or said[0]
