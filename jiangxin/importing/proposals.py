"""Entries as the files propose them, in the schema's terms, before they meet what stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jiangxin.amending.values import Value
from jiangxin.importing.columns import Table
from jiangxin.importing.material import Photograph
from jiangxin.model.entry import Ref
from jiangxin.problems import Problem


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of an entry, and what is said of it. `inset` is its number in the entry's text, -1 outside.

    `is_made`: nobody said what it shows, and `alt` is a stopgap.
    """

    photograph: Photograph
    alt: str
    caption: str = ""
    credit: str = ""
    inset: int = -1
    is_made: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that a row, a text or a name proposes. `line` is 0 where it is a whole file."""

    ref: Ref
    key: str  # by which its source knows it
    name: str
    source: str  # the file, and the sheet
    line: int
    fields: Mapping[str, Value]
    body: str = ""
    pictures: tuple[Shown, ...] = ()
    problems: tuple[Problem, ...] = ()  # what was asked and remarked of it

    @property
    def file(self) -> str:
        """Give the file's own name: a folder may be called otherwise next time."""
        return self.source.partition(" › ")[0].rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that the files propose, and all that they do not."""

    entries: tuple[Proposal, ...]
    problems: tuple[Problem, ...]  # those that block are rows, files and pictures that are not taken
    tables: tuple[Table, ...] = ()
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # file → names that nobody could tell
    texts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # Word file → how much of what was in it
