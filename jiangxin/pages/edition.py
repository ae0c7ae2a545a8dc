"""The exhibition in one language: what every page of that language is planned from.

What pages look up here is noted (see `notebook`), so that the next build knows
which of them would come out the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from jiangxin.drawing.art import Motif
from jiangxin.drawing.strokes import Drawing
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.names import Names
from jiangxin.model.text import Phrase
from jiangxin.model.theme import Theme
from jiangxin.model.wording import Wording
from jiangxin.pages.comparing import Comparing
from jiangxin.pages.darkroom import Darkroom
from jiangxin.pages.notebook import Drawer, Notebook
from jiangxin.pages.parts import Card, Link
from jiangxin.pages.tables import Tables, watched


class NamedMotif(NamedTuple):
    """What is drawn, and where the file of the drawing is in the site."""

    path: str
    motif: Motif


class Drawers(NamedTuple):
    """What pages of all languages show alike, by entry: drawings, and what they are drawn from."""

    art: Drawer[Ref, Drawing]
    motifs: Drawer[tuple[Ref, str], NamedMotif]  # and by the family that each avoids


@frozen
class Edition:
    """The exhibition, the theme and the words of one language.

    `folder` is where its pages lie ("" or "en/"). The drawers at the end keep what
    many pages show alike; they save work and change no result.
    """

    tables: Tables
    theme: Theme
    wording: Wording
    lang: str
    folder: str
    orders: Mapping[str, tuple[str, ...]]  # see `orders_of`; by kind and language
    darkroom: Darkroom
    notebook: Notebook
    drawers: Drawers
    drawn_with: str  # a digest of what files of drawings are made with besides their motif and colour
    card_drawer: Drawer[tuple[str, Ref, str, bool], Card]
    menu_drawer: Drawer[tuple[str, str], tuple[tuple[Link, ...], tuple[Link, ...]]]

    def saying(self, exhibition: Exhibition) -> Edition:
        """Give this edition of an `exhibition` in which other words stand, and all else as it was."""
        return replace(
            self,
            tables=replace(self.tables, exhibition=watched(exhibition, self.notebook)),
            drawers=Drawers(Drawer(self.notebook), Drawer(self.notebook)),
            card_drawer=Drawer(self.notebook),
            menu_drawer=Drawer(self.notebook),
        )

    @property
    def exhibition(self) -> Exhibition:
        """Give the exhibition."""
        return self.tables.exhibition

    @property
    def names(self) -> Names:
        """Give how people's names are read and put in order."""
        return self.tables.names

    @property
    def addresses(self) -> Mapping[Ref, str]:
        """Give where each entry is shown, from the language's folder."""
        return self.tables.addresses

    @property
    def tempers(self) -> Mapping[Ref, int]:
        """Give the tempering colour of each entry that has one."""
        return self.tables.tempers

    @property
    def comparing(self) -> Comparing:
        """Give which figures are to be read beside each other."""
        return self.tables.comparing

    @property
    def neighbours(self) -> Mapping[Ref, tuple[Ref | None, Ref | None]]:
        """Give the entries before and after each."""
        return self.tables.neighbours

    @property
    def places(self) -> Mapping[Ref, int]:
        """Give the number of each entry among those of its kind, from 1."""
        return self.tables.places

    @property
    def positions(self) -> Mapping[Ref, int]:
        """Give the number of each entry among all."""
        return self.tables.positions

    @property
    def primary(self) -> str:
        """Give the exhibition's first language, which untranslated lines are in."""
        return self.exhibition.languages[0]

    def orders_of(self, kind: str) -> tuple[str, ...]:
        """Give the other orders, besides the curator's, in which the list of a kind says something."""
        return self.orders[f"{kind} {self.lang}"]

    def title(self, entry: Entry) -> Phrase:
        """Give an entry's name in the edition's language, marked where it is not public yet."""
        text = entry.title
        name = text.in_language(self.lang) if text is not None and text.primary else Phrase(entry.id, "zxx")
        state = self.exhibition.unapproved.get(entry.ref)  # not noted: it is part of the entry's fingerprint
        return replace(name, mark=self.wording(f"pages.unapproved.{state}")) if state else name

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
