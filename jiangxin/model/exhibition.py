"""The exhibition as curated: relations in both directions, halls in their order, years in theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import NamedTuple, TypeVar, cast

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.library import Prose
from jiangxin.model.media import Captions, Recording
from jiangxin.model.narrative import Event
from jiangxin.model.picture import Photograph
from jiangxin.model.settings import Group, Settings
from jiangxin.model.space import Hall

E = TypeVar("E", bound=Entry)


class Backlink(NamedTuple):
    """Someone else's mention: `source` names this entry in its field `field` (`makers`, `quotes.event`, `body`)."""

    source: Ref
    field: str


@frozen
class HallGroup:
    """A term of the layout formula with the halls that are known.

    `unnamed` counts the halls that were declared and are not known; None where
    the number itself is not stated. `first_number` is the first hall's number.
    """

    group: Group
    halls: tuple[Hall, ...]
    unnamed: int | None
    first_number: int


@frozen
class Year:
    """A year of the corridor with its events, earliest first."""

    year: int
    events: tuple[Event, ...]


@frozen
class Exhibition:
    """Everything that pages may speak of; nothing withdrawn or unfinished is left in it."""

    settings: Settings
    languages: tuple[str, ...]
    kinds: frozenset[str]  # those that there are entries of
    is_dated: bool  # there is a day by which news can be ordered; without one there is no feed
    entries: Mapping[Ref, Entry]
    by_kind: Mapping[str, tuple[Entry, ...]]  # in curator's order
    backlinks: Mapping[Ref, tuple[Backlink, ...]]
    prose: Mapping[tuple[Ref, str], Prose]
    photographs: Mapping[str, Photograph]
    groups: Sequence[HallGroup]
    hall_numbers: Mapping[Ref, int]  # 1, 2, … through the layout, for halls in a group
    spaces_in: Mapping[Ref, tuple[Hall, ...]]  # the spaces inside a space
    years: Sequence[Year] = ()
    recordings: Mapping[str, Recording] = field(default_factory=dict)
    captions: Mapping[str, tuple[Captions, ...]] = field(default_factory=dict)  # by path of the file that is named
    fingerprints: Mapping[Ref, bytes] = field(default_factory=dict)  # as the library's, of entries as they are shown
    unapproved: Mapping[Ref, str] = field(default_factory=dict)  # "draft", "review", "changed"; none in a public site

    def all_of(self, cls: type[E]) -> tuple[E, ...]:
        """Give every entry of one kind, in curator's order."""
        return cast(tuple[E, ...], self.by_kind.get(cls.kind_name, ()))

    def get(self, ref: Ref | None) -> Entry | None:
        """Give the entry, or None where it is not shown."""
        return self.entries.get(ref) if ref is not None else None
