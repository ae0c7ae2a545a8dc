"""The exhibition in one language: what every page of that language is planned from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.theme import Theme
from jiangxin.model.wording import Wording
from jiangxin.pages.comparing import Comparing
from jiangxin.pages.darkroom import Darkroom
from jiangxin.pages.views import Card, Drawn, Link


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """The exhibition, the theme and the words of one language.

    `folder` is where its pages lie ("" or "en/"). The drawers at the end keep
    what many pages show alike; they save work and change no result.
    """

    exhibition: Exhibition
    theme: Theme
    wording: Wording
    lang: str
    folder: str
    addresses: Mapping[Ref, str]
    tempers: Mapping[Ref, int]
    comparing: Comparing
    darkroom: Darkroom
    positions: Mapping[Ref, int]
    neighbours: Mapping[Ref, tuple[Ref | None, Ref | None]]
    art_drawer: dict[tuple[Ref, str], Drawn]  # drawings are the same in every language
    card_drawer: dict[tuple[str, Ref, str, bool], Card] = field(default_factory=dict)
    link_drawer: dict[tuple[str, Ref], Link] = field(default_factory=dict)
    menu_drawer: dict[tuple[str, str], tuple[tuple[Link, ...], tuple[Link, ...]]] = field(default_factory=dict)

    @property
    def primary(self) -> str:
        """Give the exhibition's first language, which untranslated lines are in."""
        return self.exhibition.languages[0]

    def in_order(self, refs: Iterable[Ref]) -> list[Ref]:
        """Give each ref that is shown once, in the kinds' order and then the curator's."""
        return sorted({ref for ref in refs if ref in self.positions}, key=self.positions.__getitem__)

    def naming(self, ref: Ref, kind: str, *fields: str) -> list[Entry]:
        """Give the entries of `kind` that name `ref` in one of `fields`, in the curator's order."""
        links = self.exhibition.backlinks.get(ref, ())
        return self.shown(
            self.in_order(link.source for link in links if link.source.kind == kind and link.field in fields)
        )

    def shown(self, refs: Iterable[Ref | None]) -> list[Entry]:
        """Give the entries that are shown, each once, in the order of `refs`."""
        entries = self.exhibition.entries
        return [entries[ref] for ref in dict.fromkeys(refs) if ref is not None and ref in entries]


def neighbours_of(exhibition: Exhibition) -> dict[Ref, tuple[Ref | None, Ref | None]]:
    """Give the entries before and after each of its kind, in the curator's order; halls in the layout's.

    Free pages follow no order, so none of them leads to another.
    """
    found: dict[Ref, tuple[Ref | None, Ref | None]] = {}
    for kind, entries in exhibition.by_kind.items():
        refs = sorted((entry.ref for entry in entries), key=lambda ref: exhibition.hall_numbers.get(ref, 0))
        if kind == "page":
            continue
        for place, ref in enumerate(refs):
            found[ref] = (refs[place - 1] if place else None, refs[place + 1] if place + 1 < len(refs) else None)
    return found


def positions_of(exhibition: Exhibition) -> dict[Ref, int]:
    """Number every entry through: kinds in the model's order, entries in the curator's."""
    everything = (entry.ref for entries in exhibition.by_kind.values() for entry in entries)
    return {ref: number for number, ref in enumerate(everything)}
