"""A number of entries → an exhibition, as values, the same on every machine and for every generator.

Of `count` entries a half are exhibits, a quarter craftsmen, an eighth stories, a
sixteenth studios, and the rest dated events, spread over eleven halls. Each has a
text of 300 to 1,500 characters in Markdown: headings, lists, tables, quotations,
footnotes, links to other entries. What an entry is depends on its kind and number
and on `count`, and on nothing that was made before it.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bench.phrases import CRAFTS, EVENTS, HALLS, HEADINGS, HONOURS, THINGS, clause, numeral, sentence

FEWEST = 12
KINDS = ("exhibit", "craftsman", "story", "studio", "event")

_LENGTHS = (300, 1500)
_FIRST_DAY = datetime.date(1950, 1, 1)
_DAYS = 365 * 74


class Ref(NamedTuple):
    """Which entry is meant: its kind and its number, from 1."""

    kind: str
    number: int

    @property
    def id(self) -> str:
        """Its id, which no other entry has."""
        return f"{self.kind}-{self.number:05}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as every generator is given it. In `body` a link is written `[words](@kind/number)`."""

    ref: Ref
    title: str
    summary: str
    date: datetime.date
    hall: int
    honours: tuple[str, ...]
    tags: tuple[str, ...]
    related: tuple[Ref, ...]
    body: str


def counts(count: int) -> dict[str, int]:
    """Give how many of `count` entries are of each kind. Raises ValueError where there are too few for all."""
    if count < FEWEST:
        raise ValueError(f"{count} entries: at least {FEWEST} are needed")
    many = {"exhibit": count // 2, "craftsman": count // 4, "story": count // 8, "studio": max(1, count // 16)}
    return many | {"event": count - sum(many.values())}


def entries(count: int) -> Iterator[Entry]:
    """Give the exhibition of `count` entries, one after the other, kind by kind."""
    many = counts(count)
    for kind in KINDS:
        for number in range(1, many[kind] + 1):
            yield _entry(Ref(kind, number), many)


def title(ref: Ref) -> str:
    """Give the name of an entry; people are numbered, for none of them exists."""
    chance = random.Random(f"title {ref}")  # noqa: S311  # the same every time is what is wanted
    craft = chance.choice(CRAFTS)
    if ref.kind == "exhibit":
        return f"{craft}{chance.choice(THINGS)}·{chance.randint(1, 99)}号"
    if ref.kind == "craftsman":
        return f"{craft}匠{numeral(ref.number)}"
    if ref.kind == "studio":
        return f"{craft}工作室{numeral(ref.number, 1)}"
    return f"{craft}{chance.choice(EVENTS)}" if ref.kind == "event" else clause(chance)


def _entry(ref: Ref, many: dict[str, int]) -> Entry:
    chance = random.Random(f"entry {ref}")  # noqa: S311
    related = tuple(other for other in dict.fromkeys(_related(ref, many, chance)) if other != ref)
    date = _FIRST_DAY + datetime.timedelta(days=chance.randrange(_DAYS))
    return Entry(
        ref=ref,
        title=title(ref),
        summary=sentence(chance),
        date=date,
        hall=chance.randint(1, len(HALLS)),
        honours=tuple(f"{date.year + after}年{chance.choice(HONOURS)}" for after in range(chance.randint(0, 3))),
        tags=tuple(sorted(chance.sample(CRAFTS, chance.randint(1, 3)))),
        related=related,
        body=_Text(chance, related).body(),
    )


def _related(ref: Ref, many: dict[str, int], chance: random.Random) -> Iterator[Ref]:
    """Give what an entry names: an exhibit its makers, a craftsman a studio, a studio its members, others anything."""

    def some(kind: str, fewest: int, most: int) -> Iterator[Ref]:
        for _ in range(chance.randint(fewest, most)):
            yield Ref(kind, chance.randint(1, many[kind]))

    if ref.kind == "exhibit":
        yield from some("craftsman", 1, 2)
        yield from some("studio", 1, 1)
    elif ref.kind == "craftsman":
        yield from some("studio", 1, 1)
    elif ref.kind == "studio":
        yield from some("craftsman", 2, 6)
    else:
        for _ in range(chance.randint(2, 4)):
            yield from some(chance.choice(KINDS), 1, 1)


class _Text:
    """A text in the making."""

    def __init__(self, chance: random.Random, related: tuple[Ref, ...]) -> None:
        self._chance = chance
        self._related = related
        self._may_have_notes = chance.random() < 0.2
        self._notes: list[str] = []

    def body(self) -> str:
        """Give the text in Markdown."""
        length = self._chance.randint(*_LENGTHS)
        blocks = [self._paragraph(2)]
        while sum(map(len, blocks)) < length:
            blocks += [f"## {self._chance.choice(HEADINGS)}", self._paragraph(self._chance.randint(1, 3))]
            blocks += self._something_else()
        if self._related:
            blocks.append(f"相关条目：{self._link(self._related[0])}。")
        blocks += [f"[^{number}]: {note}" for number, note in enumerate(self._notes, 1)]
        return "\n\n".join(blocks) + "\n"

    def _something_else(self) -> list[str]:
        """Give a list, a table, a reference or a quotation; after some paragraphs nothing."""
        kinds: list[tuple[float, Callable[[], str]]] = [
            (0.35, self._items),
            (0.15, self._steps),
            (0.15, self._table),
            (0.20, self._pointer),
            (0.07, lambda: f"> {sentence(self._chance)}"),
        ]
        at = self._chance.random()
        for share, make in kinds:
            at -= share
            if at < 0:
                return [make()]
        return []

    def _paragraph(self, sentences: int) -> str:
        chance = self._chance
        text = "".join(sentence(chance) for _ in range(sentences))
        if chance.random() < 0.3:
            text += f"**{clause(chance)}**，{sentence(chance)}"
        if self._may_have_notes and len(self._notes) < 3 and chance.random() < 0.5:
            self._notes.append(sentence(chance))
            text += f"[^{len(self._notes)}]"
        return text

    def _items(self) -> str:
        return "\n".join(f"- {clause(self._chance)}" for _ in range(self._chance.randint(3, 6)))

    def _steps(self) -> str:
        return "\n".join(f"{step}. {clause(self._chance)}" for step in range(1, self._chance.randint(4, 6)))

    def _table(self) -> str:
        chance = self._chance
        rows = [
            f"| {chance.randint(1950, 2024)} | {chance.choice(CRAFTS)} | {clause(chance)} |"
            for _ in range(chance.randint(3, 6))
        ]
        return "\n".join(["| 年份 | 工艺 | 记录 |", "| --- | --- | --- |", *rows])

    def _pointer(self) -> str:
        if not self._related:
            return sentence(self._chance)
        return f"参见{self._link(self._chance.choice(self._related))}：{sentence(self._chance)}"

    def _link(self, ref: Ref) -> str:
        return f"[{title(ref)}](@{ref.kind}/{ref.number})"
