"""What is stated, with its sources: numbers, events, panels of an infographic."""

from __future__ import annotations

from jiangxin.model.frozen import frozen
from jiangxin.model.text import Phrase
from jiangxin.pages.parts.words import Citation, Link


@frozen
class Compared:
    """Another figure beside one, and how they relate."""

    relation: str  # "conflict", "series", …
    relation_label: str
    link: Link
    printed: str
    scope: Phrase | None
    period: str
    sources: tuple[Link, ...]
    note: Phrase | None


@frozen
class Figure:
    """A number with everything that keeps it honest."""

    id: str
    href: str
    title: Phrase
    printed: str
    unit: Phrase | None
    qualifier: str
    qualifier_label: str
    scope: Phrase | None
    period: str
    kind: str  # "actual" | "target" | "rule" | "case"
    kind_label: str
    sources: tuple[Citation, ...]
    compared: tuple[Compared, ...]
    about: tuple[Link, ...]
    bars_svg: str = ""
    note: Phrase | None = None

    @property
    def in_conflict(self) -> bool:
        """Say whether another source gives another number."""
        return any(other.relation == "conflict" for other in self.compared)


@frozen
class Panel:
    """A panel of an infographic."""

    number: str
    title: Phrase
    text: Phrase | None
    items: tuple[Phrase, ...]
    figures: tuple[Figure, ...]
    links: tuple[Link, ...]


@frozen
class Happening:
    """An event of the corridor."""

    id: str
    href: str
    title: Phrase
    date: str
    iso: str
    text: Phrase | None
    place: Phrase | None
    kind_label: str
    state: str  # "happened" | "planned" | "period"
    state_label: str
    basis_label: str  # "inferred" in words, or ""
    basis_note: Phrase | None
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    figures: tuple[Link, ...] = ()
    certainty_label: str = ""  # in words where the date is less than certain
    note: Phrase | None = None
    day: str = ""  # the date as it is told under its year: "10月17日"; as `date` where that says more


@frozen
class Year:
    """A year of the corridor, perhaps a silent one. `is_gap` stands for a long run of years without events."""

    label: str  # "2016", or "2007–2014" for a gap
    id: str  # "y2016"
    events: tuple[Happening, ...]
    is_gap: bool = False
    density: int = 0  # 0–8, how much happened beside the fullest year of the page
    is_milestone: bool = False  # one of its events is a milestone of the home page
    is_outside: bool = False  # before or after the years that the corridor says it covers
