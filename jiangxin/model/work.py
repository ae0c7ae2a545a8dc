"""What work brings forth: methods, cases, results, and the programmes behind them."""

from __future__ import annotations

from typing import ClassVar

from jiangxin.model.dates import When
from jiangxin.model.entry import EVERY_KIND, Entry, Part, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.people import LEVELS
from jiangxin.model.schema import (
    Choice,
    Line,
    Many,
    Record,
    Reference,
    Words,
    a_choice,
    a_date,
    a_flag,
    a_line,
    a_record,
    a_ref,
    a_words,
    many_of,
)
from jiangxin.model.text import Text

QUALIFIERS = ("exact", "over", "nearly", "about", "at-least", "up-to", "range")


@frozen(kw_only=True)
class Method(Entry):
    """A named operating method, a process, a solution."""

    kind_name: ClassVar[str] = "method"
    folder: ClassVar[str] = "methods"

    kind: str | None = a_choice(
        "What it is.", "named-method", "process", "solution", "production-system", "product-group"
    )
    authors: tuple[Ref, ...] = many_of("Who worked it out.", Reference(("craftsman", "studio")))
    organisations: tuple[Ref, ...] = many_of("Where it was worked out.", Reference(("organisation", "studio")))
    trade: Text | None = a_words("Trade or craft.")
    client: Text | None = a_words("For whom it was worked out.")
    problem: Text | None = a_words("What it answers.")
    steps: tuple[Text, ...] = many_of("How it goes, step by step.", Words())
    solution: Text | None = a_words("How it answers it.")
    items: tuple[Text, ...] = many_of("What belongs to it.", Words())
    result: Text | None = a_words("What came of it.")
    made: When | None = a_date("When it was worked out.")
    programmes: tuple[Ref, ...] = many_of("Programmes it belongs to.", Reference(("programme",)))


@frozen(kw_only=True)
class Client:
    """The organisation that was helped, named or not."""

    organisation: Ref | None = a_ref("The organisation.", "organisation")
    anonymous: Text | None = a_words("How the source speaks of it without naming it.")


@frozen(kw_only=True)
class Case(Entry):
    """A problem, its solution and its outcome."""

    kind_name: ClassVar[str] = "case"
    folder: ClassVar[str] = "cases"

    client: Client | None = a_record("Who was helped.", Client, short="organisation")
    people: tuple[Ref, ...] = many_of("Who helped.", Reference(("craftsman", "studio")))
    problem: Text | None = a_words("The problem.")
    solution: Text | None = a_words("What was done.")
    outcome: Text | None = a_words("What came of it.")
    methods: tuple[Ref, ...] = many_of("Methods used.", Reference(("method",)))
    programmes: tuple[Ref, ...] = many_of("Programmes it belongs to.", Reference(("programme",)))
    date: When | None = a_date("When.")


@frozen(kw_only=True)
class Result(Entry):
    """A transferable innovation of the roadshow's catalogue."""

    kind_name: ClassVar[str] = "result"
    folder: ClassVar[str] = "results"

    owner: Ref | None = a_ref("Who owns it.", "organisation", "studio", "craftsman")
    inventors: tuple[Ref, ...] = many_of("Who invented it.", Reference(("craftsman", "studio")))
    state: str | None = a_choice("Where it stands.", "offered", "on-trial", "transferred", required=True)
    contact: Text | None = a_words("Whom to ask.")
    hall: Ref | None = a_ref("Where it is shown.", "hall")
    trade: Text | None = a_words("Trade or field.")
    programmes: tuple[Ref, ...] = many_of("Programmes it belongs to.", Reference(("programme",)))


@frozen(kw_only=True)
class Node:
    """A node of a diagram."""

    key: str | None = a_line(
        "Its name inside the diagram.", required=True, pattern=r"[A-Za-z0-9][A-Za-z0-9-]*", example="a"
    )
    label: Text | None = a_words("What it says.", required=True)
    text: Text | None = a_words("A line of explanation.")
    count: str | None = a_line("How many: a number, or a letter such as N.", pattern=r"\d[\d,.]*|[A-Z]", example="200")
    qualifier: str | None = a_choice("How exact the number is.", *QUALIFIERS)
    unknown: bool = a_flag("The number is not stated.")
    link: Ref | None = a_ref("The entry it leads to.", *EVERY_KIND)
    figure: Ref | None = a_ref("The figure its number comes from.", "figure")


@frozen(kw_only=True)
class Diagram:
    """A ladder, network, hub, chain, ring or tree; drawn, and told as a list."""

    kind: str | None = a_choice("Its form.", "ladder", "network", "hub", "chain", "ring", "tree", required=True)
    nodes: tuple[Node, ...] = many_of("Its nodes, in reading order.", Record(Node), required=True)
    edges: tuple[tuple[str, ...], ...] = many_of(
        "Pairs of node keys; absent: each node leads to the next.", Many(Line())
    )
    incomplete: bool = a_flag("The sources name only some of its nodes.")


@frozen(kw_only=True)
class Programme(Entry):
    """An honour, ladder, academy system, contest, campaign, policy, pay scheme or service."""

    kind_name: ClassVar[str] = "programme"
    folder: ClassVar[str] = "programmes"

    kind: str | None = a_choice(
        "What it is.",
        "honour",
        "ladder",
        "academy-system",
        "studio-system",
        "alliance",
        "training",
        "mentoring",
        "contest",
        "event",
        "policy",
        "campaign",
        "activity-scheme",
        "platform",
        "map",
        "pay-scheme",
        "welfare",
        "service",
        "reform",
        "framework",
    )
    level: tuple[str, ...] = many_of("The level or levels it works at.", Choice(LEVELS))
    place: Text | None = a_words("Where it holds.")
    issuer: Ref | None = a_ref("Who gives or runs it.", "organisation")
    organisations: tuple[Ref, ...] = many_of("Organisations connected with it.", Reference(("organisation", "studio")))
    people: tuple[Ref, ...] = many_of("People connected with it.", Reference(("craftsman",)))
    methods: tuple[Ref, ...] = many_of("Methods that belong to it.", Reference(("method",)))
    programmes: tuple[Ref, ...] = many_of("Programmes connected with it.", Reference(("programme",)))
    part_of: Ref | None = a_ref("The programme it is part of.", "programme")
    term: When | None = a_date("From when to when it holds.")
    happened: str | None = a_choice("planned: announced, not yet seen to happen.", "happened", "planned")
    motto: Text | None = a_words("Its theme or slogan.")
    rates: tuple[Part, ...] = many_of("What it pays or grants, line by line.", Record(Part, short="title"))
    diagram: Diagram | None = a_record("Its parts or steps as a diagram.", Diagram)
