"""What is told: stories, events, tours, terms and free pages."""

from __future__ import annotations

from typing import ClassVar

from jiangxin.model.dates import When
from jiangxin.model.entry import EVERY_KIND, Entry, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.schema import (
    Line,
    Record,
    Reference,
    Words,
    a_choice,
    a_date,
    a_file,
    a_flag,
    a_line,
    a_number,
    a_ref,
    a_words,
    many_of,
)
from jiangxin.model.text import Text


@frozen(kw_only=True)
class Byline:
    """Who made a text or its pictures."""

    role: str | None = a_choice("Their part.", "text", "photographs", "charts", "translation", "editing")
    names: tuple[str, ...] = many_of("Their names.", Line())
    printed: str | None = a_line("The byline as printed.")


@frozen(kw_only=True)
class Panel:
    """One panel of an infographic."""

    title: Text | None = a_words("Its heading.", required=True)
    text: Text | None = a_words("A sentence.")
    items: tuple[Text, ...] = many_of("Its points.", Words())
    figures: tuple[Ref, ...] = many_of("The figures it shows.", Reference(("figure",)))
    links: tuple[Ref, ...] = many_of("Entries it speaks of.", Reference(EVERY_KIND))


@frozen(kw_only=True)
class Story(Entry):
    """A report, a comment, an interview or an infographic."""

    kind_name: ClassVar[str] = "story"
    folder: ClassVar[str] = "stories"

    kind: str | None = a_choice("What it is; absent: report.", "report", "comment", "interview", "infographic")
    kicker: Text | None = a_words("The line above the headline.")
    deck: Text | None = a_words("The sentence below the headline.")
    byline: tuple[Byline, ...] = many_of("Who made it.", Record(Byline, short="printed"))
    date: When | None = a_date("When it was written or published.")
    about: tuple[Ref, ...] = many_of("What it is about.", Reference(EVERY_KIND))
    panels: tuple[Panel, ...] = many_of("The panels of an infographic.", Record(Panel, short="title"))


@frozen(kw_only=True)
class Event(Entry):
    """Something dated: a stop of the corridor of time."""

    kind_name: ClassVar[str] = "event"
    folder: ClassVar[str] = "timeline"

    date: When | None = a_date("When.", required=True)
    kind: str | None = a_choice(
        "What kind of event.", "honour", "contest", "policy", "meeting", "founding", "result", "visit", "other"
    )
    text: Text | None = a_words("What happened.")
    place: Text | None = a_words("Where.")
    happened: str | None = a_choice(
        "happened, planned (announced, not seen to happen), or period (a state or span).",
        "happened",
        "planned",
        "period",
    )
    basis: str | None = a_choice(
        "stated: the source gives the date; inferred: the date was worked out.", "stated", "inferred"
    )
    basis_note: Text | None = a_words("How the date was worked out, or how sources differ.")
    certainty: str | None = a_choice("How certain the date is.", "certain", "high", "medium", "low")
    people: tuple[Ref, ...] = many_of("Who took part.", Reference(("craftsman",)))
    organisations: tuple[Ref, ...] = many_of("Organisations that took part.", Reference(("organisation", "studio")))
    halls: tuple[Ref, ...] = many_of("The spaces it belongs to.", Reference(("hall",)))
    programmes: tuple[Ref, ...] = many_of("The programmes it belongs to.", Reference(("programme",)))
    link: Ref | None = a_ref("The entry that tells more.", *EVERY_KIND)


@frozen(kw_only=True)
class Stop:
    """A stop of a tour."""

    at: Ref | None = a_ref("The entry one stands at.", *EVERY_KIND, required=True)
    text: Text | None = a_words("What to see there.")
    audio: str | None = a_file("A recording, beside the tour.")


@frozen(kw_only=True)
class Tour(Entry):
    """A route through the halls, in stops."""

    kind_name: ClassVar[str] = "tour"
    folder: ClassVar[str] = "tours"

    stops: tuple[Stop, ...] = many_of("The stops, in order.", Record(Stop, short="at"), required=True)
    minutes: int | None = a_number("How long it takes, in minutes.", whole=True, minimum=1)


@frozen(kw_only=True)
class Term(Entry):
    """A term of the glossary."""

    kind_name: ClassVar[str] = "term"
    folder: ClassVar[str] = "glossary"

    text: Text | None = a_words("What it means.")
    see: tuple[Ref, ...] = many_of("Entries that show it.", Reference(EVERY_KIND))


@frozen(kw_only=True)
class Page(Entry):
    """A free page, such as “about” or “visit”."""

    kind_name: ClassVar[str] = "page"
    folder: ClassVar[str] = "pages"

    hidden: bool = a_flag("Left out of the footer's list of pages.")
