"""What a cell says → what the schema wants there: a value or a problem, never both lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from jiangxin.amending.values import Value
from jiangxin.importing.cells import day_of_serial, items_of, tidy_name
from jiangxin.importing.material import Cell
from jiangxin.model import schema
from jiangxin.model.dates import parse_date
from jiangxin.model.schema import Shape, specs_of
from jiangxin.problems import Problem, nearest

_FLAGS = {"true": "true", "是": "true", "√": "true", "yes": "true", "false": "false", "否": "false", "no": "false"}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_AMOUNT = re.compile(r"[约近超逾]?\s*(\d[\d,，]*(?:\.\d+)?)\s*(万|亿)?\s*余?\s*[^\d\s]{0,6}")
_DATE_FIRST = re.compile(r"([\d年月日号./—–~～至今\-]*\d[\d年月日号./—–~～至今\-]*)[\s:：,，]*(\D.*)", re.S)
_SINCE = re.compile(r"(.+?)\s*(?:—+|–|-|~|～|至)\s*(?:今|现在|present)", re.I)
_BORN = re.compile(r"(.+?)(?:出?生|起|前后)")
_TENTH = re.compile(r"(?:19|20)\d\d\.1")


@dataclass(slots=True)
class Values:
    """Reads cells. `resolve` finds the entry of some kinds that a name means; None where it had to ask."""

    choices: Mapping[tuple[str, str], Mapping[str, str]]
    resolve: Callable[[str, Sequence[str], Place], str | None]
    problems: list[Problem] = field(default_factory=list)

    def read(self, kind: str, name: str, shape: Shape, cell: Cell, place: Place) -> Value | None:
        """Give the field `name` of an entry of `kind` as a file would say it; None where nothing can be taken."""
        if cell.fault:
            self._tell(cell.fault, place)
            return None
        match shape:
            case schema.Many(item):
                said = (self.read(kind, name, item, Cell(each, cell.is_number), place) for each in items_of(cell.text))
                return tuple(each for each in said if each is not None) or None
            case schema.Record(of, short):
                return self._record(kind, of, short, cell, place)
            case schema.Words():
                return cell.text
            case schema.Line(pattern, example):
                return self._line(pattern, example, cell.text, place)
            case schema.Choice(options):
                return self._choice(kind, name, options, cell.text, place)
            case schema.Date():
                return self._date(cell, place)
            case schema.Number():
                return self._number(cell.text, place)
            case schema.Flag():
                return self._flag(cell.text, place)
            case schema.Reference(kinds):
                return self.resolve(tidy_name(cell.text), kinds, place)
            case schema.FileName():
                return cell.text
        raise AssertionError(shape)

    def _tell(self, code: str, place: Place, found: str = "", allowed: str = "", suggestion: str = "") -> None:
        facts = {"found": found[:80], "allowed": allowed}
        self.problems.append(Problem(code, place.source, place.line, place.field, facts, suggestion, blocks=False))

    def _record(self, kind: str, of: type, short: str | None, cell: Cell, place: Place) -> Value | None:
        if short is None:
            self._tell("import.record", place, cell.text)
            return None
        specs = specs_of(of)
        if "date" in specs and (match := _DATE_FIRST.fullmatch(cell.text)):
            when = _as_date(match[1].strip(" —–-~～至"), is_number=False)
            if when is not None:
                return {"date": when, short: match[2].strip()}
        return self.read(kind, short, specs[short].shape, cell, place)

    def _line(self, pattern: str | None, example: str, text: str, place: Place) -> Value | None:
        line = " ".join(text.split())
        if pattern and not re.fullmatch(pattern, line):
            self._tell("field.pattern", place, line, example)
            return None
        return line

    def _choice(self, kind: str, name: str, options: Sequence[str], text: str, place: Place) -> Value | None:
        said = text.strip().casefold()
        if said in options:
            return said
        known = self.choices.get((kind, name), {})
        found = known.get(said) or next((value for called, value in known.items() if said in called.split("、")), "")
        if found in options:
            return found
        allowed = [*known, *options]
        self._tell("field.choice", place, text, "、".join(dict.fromkeys(allowed)), nearest(said, allowed))
        return None

    def _date(self, cell: Cell, place: Place) -> Value | None:
        if cell.is_number and _TENTH.fullmatch(cell.text):
            self._tell("import.tenth", place, cell.text, cell.text[:4])
            return None
        when = _as_date(cell.text, is_number=cell.is_number)
        if when is None:
            self._tell("field.date", place, cell.text, "2024, 2024-10, 2024-10-17, 2024年10月")
        elif cell.text.isdecimal() and len(cell.text) == 5:
            self._tell("import.serial", place, cell.text, when)
        return when

    def _number(self, text: str, place: Place) -> Value | None:
        plain = text.replace(",", "").replace("，", "").replace(" ", "")
        if re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", plain):
            return plain
        match = _AMOUNT.fullmatch(text.strip())
        if match is None:
            self._tell("field.number", place, text)
            return None
        amount = float(re.sub("[,，]", "", match[1])) * _MYRIADS.get(match[2] or "", 1)
        shown = f"{amount:.9f}".rstrip("0").rstrip(".")
        self._tell("import.amount", place, text, shown)
        return shown

    def _flag(self, text: str, place: Place) -> Value | None:
        if text.casefold() not in _FLAGS:
            self._tell("field.choice", place, text, "是、否、true、false")
            return None
        return _FLAGS[text.casefold()]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: the file and its sheet, the row, the column's title."""

    source: str
    line: int = 0
    field: str = ""


def _as_date(text: str, *, is_number: bool) -> str | None:
    """Give a date that the loader reads, as it was written where that is one; None where it is none."""
    said = " ".join(text.split())
    if re.fullmatch(r"\d{5}", said) and (day := day_of_serial(said)):
        return day.isoformat()
    forms = [said, said.replace(" ", ""), re.sub(r" \d{1,2}:\d{2}(:\d{2})?$", "", said)]
    if match := _SINCE.fullmatch(said):
        forms.append(f"{_edtf(match[1])}/")
    if match := _BORN.fullmatch(said):
        forms.append(match[1])
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", said):
        forms.append("-".join(part.zfill(2) for part in match.groups() if part))
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})?", said):
        forms.append("-".join(part for part in match.groups() if part))
    for form in forms:
        try:
            parse_date(form)
        except ValueError:
            continue
        return form
    return None


def _edtf(text: str) -> str:
    """Give a date of one day, month or year in EDTF; as it is where it is none."""
    try:
        return parse_date(text).iso() or text
    except ValueError:
        return text
