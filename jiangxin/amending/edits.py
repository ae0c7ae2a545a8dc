"""What stands, and what should → the fewest edits that make it so.

One value is changed in its place, with the quotation marks that were there where the new one allows; one
item of a list is put in or taken out by its lines; a field goes with its line's remark and with nothing
else. An item that moves takes the remarks inside it along.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher

from jiangxin.amending.compose import field_lines, flow, flow_scalar, in_order, list_lines, quoted, scalar
from jiangxin.amending.spans import CannotAmendError, Edit, Items, Row, Rows, Spot, Word, spots_of
from jiangxin.amending.values import Fields, Value
from jiangxin.model.schema import Many, Record, Shape, specs_of

_HEADER = re.compile(r"[|>][-+]?[ \t]*(?:#[^\n]*)?")


def edits_of(text: str, start: int, end: int, shape: Shape | Mapping[str, Shape], fields: Fields) -> list[Edit]:
    """Give the edits of the mapping that stands from `start` to `end`, or of the nothing that does."""
    root = spots_of(text, start, end)
    if root is not None:
        amendment = _Amendment(text)
        amendment.table(root, shape, fields)
        return amendment.edits
    said = [(name, _tidied(_shape_in(shape, name), fields[name])) for name in _in_order(shape, fields)]
    lines = [line for name, value in said for line in field_lines(name, value)]
    before = "" if end == 0 or text[end - 1] == "\n" else "\n"
    return [Edit(end, end, "".join([before, *(f"{line}\n" for line in lines)]))] if lines else []


class _Amendment:
    """Gathers the edits of one text."""

    def __init__(self, text: str) -> None:
        self.edits: list[Edit] = []
        self._text = text

    def table(self, spot: Rows, shape: Shape | Mapping[str, Shape] | None, fields: Fields) -> None:
        """Make a mapping say `fields`."""
        order = _in_order(shape, {*spot.rows, *fields})
        stay = {name: row for name, row in spot.rows.items() if name in fields or _is_nothing(row.node)}
        if not stay:
            if spot.column >= 0:
                raise CannotAmendError
            said = {name: _tidied(_shape_in(shape, name), fields[name]) for name in order if name in fields}
            self.edits.append(Edit(spot.start, spot.end, flow(said)))
            return
        for name, row in stay.items():
            if name in fields:
                self._value(row, spot.column, _shape_in(shape, name), name, fields[name])
        places = [(row.start, row.node.end) for row in spot.rows.values()]
        self._take_out(places, {at for at, name in enumerate(spot.rows) if name not in stay}, spot.column)
        for name in order:
            if name in fields and name not in spot.rows:
                value = _tidied(_shape_in(shape, name), fields[name])
                earlier = [each for each in order[: order.index(name)] if each in stay]
                first = min(row.start for row in stay.values())
                end = stay[earlier[-1]].node.end if earlier else None
                if spot.column >= 0:
                    self._put_in(field_lines(name, value, " " * spot.column), spot.column, end, first)
                else:
                    self._put_in_flow(f"{flow_scalar(name)}: {flow(value)}", end, first)

    def _value(self, row: Row, column: int, shape: Shape | None, name: str, new: Value) -> None:
        """Make the value of a field the new one."""
        old = row.node
        if column < 0 and not (isinstance(old, Word) and old.is_empty):
            self._inside(old, shape, new, -1)
        elif self._fits(old, new):
            self._inside(old, shape, new, column)
        else:
            new = _tidied(shape, new)
            first, *rest = field_lines(name, new, " " * column) if column >= 0 else [f"{name}: {flow(new)}"]
            self._instead(row.colon, old, first[max(column, 0) + len(name) + 1 :], rest)

    def _fits(self, old: Spot, new: Value) -> bool:
        """Say whether a value can be changed where it stands, and need not be laid out anew."""
        match old:
            case Rows():
                return isinstance(new, Mapping) and bool(new)
            case Items():
                return not isinstance(new, str | Mapping) and bool(new)
            case Word():
                if not isinstance(new, str) or old.is_empty:
                    return old.text == new if isinstance(new, str) else False
                return "\n" not in new or old.style in ("|", ">")
        raise AssertionError(old)

    def _inside(self, old: Spot, shape: Shape | None, new: Value, column: int) -> None:
        if isinstance(old, Rows) and isinstance(new, Mapping) and (new or old.column < 0):
            self.table(old, shape, new)
        elif isinstance(old, Items) and not isinstance(new, str | Mapping) and (new or old.column < 0):
            self._list(old, shape, new)
        elif isinstance(old, Word) and isinstance(new, str):
            if old.text != new:
                self.edits.append(Edit(old.start, old.end, self._word(old, new, column)))
        else:
            self.edits.append(Edit(old.start, old.end, flow(_tidied(shape, new))))

    def _word(self, old: Word, new: str, column: int) -> str:
        """Write a scalar as the old one was written, where that can be."""
        if old.style in ("|", ">") and new:
            return self._block(old, new, column)
        if old.style == "'" and new.isprintable():
            return "'" + new.replace("'", "''") + "'"
        if old.style == '"':
            return quoted(new)
        return scalar(new) if column >= 0 else flow_scalar(new)

    def _block(self, old: Word, new: str, column: int) -> str:
        header, _, rest = self._text[old.start : old.end].partition("\n")
        if not _HEADER.fullmatch(header):
            header = "|-"
        if "\n" in new:
            header = header.replace(">", "|", 1)
        indents = [len(line) - len(line.lstrip(" ")) for line in rest.split("\n") if line.strip()]
        indent = " " * (indents[0] if indents else column + 2)
        return "\n".join([header, *(f"{indent}{line}" if line else "" for line in new.split("\n"))])

    def _list(self, spot: Items, shape: Shape | None, new: Sequence[Value]) -> None:
        """Make a sequence hold the new items: what is equal stays, what differs is changed where it stands."""
        inner = shape.item if isinstance(shape, Many) else None
        spots = spot.items
        said = [_said(each) for each in spots]
        kept: dict[int, int] = {}  # new place: old place
        keys = [_key(each) for each in said], [_key(each) for each in new]
        for code, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
            if code in ("equal", "replace"):
                kept.update(zip(range(c, d), range(a, b), strict=False))
        if not kept:
            self.edits.append(Edit(spot.start, spot.end, flow(_tidied(shape, new))))
            return
        starts = [self._dash(spot, at) for at in range(len(spots))]
        moved = {key: at for at, key in enumerate(keys[0]) if at not in kept.values()}
        for place, at in kept.items():
            if said[at] != new[place]:
                self._item(spot, starts[at], spots[at], inner, new[place])
        places = [(start, each.end) for start, each in zip(starts, spots, strict=True)]
        self._take_out(places, set(range(len(spots))) - set(kept.values()), spot.column, with_gap=True)
        for place, value in enumerate(new):
            if place in kept:
                continue
            value = _tidied(inner, value)
            earlier = [kept[each] for each in range(place) if each in kept]
            first = min(starts[at] for at in kept.values())
            end = spots[earlier[-1]].end if earlier else None
            if spot.column < 0:
                self._put_in_flow(flow(value), end, first)
                continue
            at = moved.get(keys[1][place], -1)
            lines = self._lines_of(starts[at], spots[at]) if at >= 0 else list_lines((value,), " " * spot.column)
            gap = [""] if len(spots) > 1 and self._gap_before(starts[-1]) else []
            self._put_in([*gap, *lines] if end is not None else [*lines, *gap], spot.column, end, first)

    def _item(self, spot: Items, dash: int, old: Spot, shape: Shape | None, new: Value) -> None:
        if spot.column < 0 or self._fits(old, new):
            self._inside(old, shape, new, spot.column)
        else:
            first, *rest = list_lines((_tidied(shape, new),), " " * spot.column)
            self._instead(dash + 1, old, first[spot.column + 1 :], rest)

    def _instead(self, after: int, old: Spot, first: str, rest: Sequence[str]) -> None:
        """Write another value: `first` on the line of its name, which ends at `after`, the rest below it.

        A remark on that line stays there.
        """
        below = "".join(f"\n{line}" for line in rest)
        if "\n" in self._text[after : old.start]:  # it stands below, perhaps after remarks
            start = self._text.rindex("\n", after, old.start)
            line = self._line_end(after)
            self.edits += [Edit(after, after, first), Edit(line, line, below), Edit(start, old.end, "")]
        elif isinstance(old, Word) and old.style in ("|", ">"):
            header = self._text[old.start : old.end].partition("\n")[0]
            end = old.start + len(header.partition("#")[0].rstrip())
            self.edits += [Edit(after, end, first), Edit(old.start + len(header), old.end, below)]
        else:
            line = self._line_end(old.end)
            self.edits += [Edit(after, old.end, first), Edit(line, line, below)]

    def _put_in(self, lines: Sequence[str], column: int, end: int | None, first: int) -> None:
        """Put lines below what ends at `end`, or before what begins at `first`."""
        if end is not None:
            at = self._line_end(end)
            self.edits.append(Edit(at, at, "".join(f"\n{line}" for line in lines)))
        else:
            text = "\n".join(lines)
            self.edits.append(Edit(first, first, f"{text[column:]}\n{' ' * column}"))

    def _put_in_flow(self, text: str, end: int | None, first: int) -> None:
        self.edits.append(Edit(first, first, f"{text}, ") if end is None else Edit(end, end, f", {text}"))

    def _take_out(
        self, places: Sequence[tuple[int, int]], gone: Collection[int], column: int, *, with_gap: bool = False
    ) -> None:
        """Take out those of several neighbours, at their `places`, that are gone; others stay."""
        for at in sorted(gone):
            start, end = places[at]
            after = places[at + 1][0] if at + 1 < len(places) else None
            if column >= 0:
                self._take_out_lines(start, end, after, with_gap=with_gap)
            elif all(each in gone for each in range(at)):
                self.edits.append(Edit(start, end if after is None else after, ""))
            else:
                self.edits.append(Edit(places[at - 1][1], end, ""))

    def _take_out_lines(self, start: int, end: int, after: int | None, *, with_gap: bool) -> None:
        """Take out what stands from `start` to `end`, before what begins at `after`, with the rest of its lines."""
        text = self._text
        line = text.rfind("\n", 0, start) + 1
        if text[line:start].strip():  # it stands behind a dash
            is_joined = after is not None and not text[end:after].strip()
            self.edits.append(Edit(start, after if after is not None and is_joined else end, ""))
            return
        stop = self._line_end(end)
        if with_gap and text[:line].endswith("\n\n") and text[stop:].strip("\n ")[:1] in ("", "-"):
            line -= 1
        if stop < len(text):
            self.edits.append(Edit(line, stop + 1, ""))
        else:
            self.edits.append(Edit(max(0, line - 1), stop, ""))

    def _dash(self, spot: Items, at: int) -> int:
        """Find the dash of an item; in brackets there is none, and the item begins with itself."""
        start = spot.items[at].start
        if spot.column < 0:
            return start
        line = self._text.rfind("\n", 0, start) + 1
        while self._text[line + spot.column : line + spot.column + 1] != "-" or line + spot.column >= max(start, 1):
            if line == 0:
                raise CannotAmendError
            line = self._text.rfind("\n", 0, line - 1) + 1
        return line + spot.column

    def _gap_before(self, dash: int) -> bool:
        return self._text[:dash].rstrip(" ").endswith("\n\n")

    def _lines_of(self, dash: int, spot: Spot) -> list[str]:
        """Give the lines of an item as they are written, to be put elsewhere."""
        line = self._text.rfind("\n", 0, dash) + 1
        if self._text[line:dash].strip():
            raise CannotAmendError
        return self._text[line : self._line_end(spot.end)].split("\n")

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end


def _shape_in(shape: Shape | Mapping[str, Shape] | None, name: str) -> Shape | None:
    match shape:
        case Record(of):
            spec = specs_of(of).get(name) or specs_of(of).get(name.rpartition("_")[0])
            return spec.shape if spec else None
        case Mapping():
            return shape.get(name)
    return None


def _tidied(shape: Shape | None, value: Value) -> Value:
    """Give a value that is written for the first time, its fields in the order of the schema."""
    match shape:
        case Many(item) if not isinstance(value, str | Mapping):
            return tuple(_tidied(item, each) for each in value)
        case Many(item):
            return _tidied(item, value)
        case Record() if isinstance(value, Mapping):
            return {name: _tidied(_shape_in(shape, name), value[name]) for name in _in_order(shape, value)}
    return value


def _in_order(shape: Shape | Mapping[str, Shape] | None, names: Sequence[str] | set[str] | Fields) -> list[str]:
    match shape:
        case Record(of):
            return in_order(of, names)
    return sorted(names) if isinstance(names, set) else list(names)


def _is_nothing(spot: Spot) -> bool:
    return isinstance(spot, Word) and spot.is_empty


def _said(spot: Spot) -> Value:
    match spot:
        case Word():
            return spot.text
        case Items():
            return tuple(map(_said, spot.items))
        case Rows():
            return {name: _said(row.node) for name, row in spot.rows.items() if not _is_nothing(row.node)}


def _key(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
