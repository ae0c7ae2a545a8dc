"""People, and the groups they work in: craftsmen, studios, organisations."""

from __future__ import annotations

from typing import ClassVar

from jiangxin.model.dates import When
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.schema import Record, Reference, a_choice, a_date, a_flag, a_line, a_number, a_ref, a_words, many_of
from jiangxin.model.text import Text

LEVELS = ("international", "national", "region", "province", "city", "district", "company")


@frozen(kw_only=True)
class Honour:
    """An honour someone holds."""

    honour: Ref | None = a_ref("The honour's programme.", "programme")
    year: When | None = a_date("When it was given.")
    printed: str | None = a_line("Its name as the source prints it.")
    doubtful: bool = a_flag("The reading is doubtful.")


@frozen(kw_only=True)
class Quote:
    """Something said."""

    text: Text | None = a_words("The words.", required=True)
    occasion: Text | None = a_words("When or where it was said.")
    addressed_to: Ref | None = a_ref("To whom.", "craftsman", "organisation")
    event: Ref | None = a_ref("The event it was said at.", "event")
    source: Ref | None = a_ref("Where it is printed.", "source")


@frozen(kw_only=True)
class Step:
    """A dated step of a life."""

    date: When | None = a_date("When.")
    text: Text | None = a_words("What.", required=True)


@frozen(kw_only=True)
class Craftsman(Entry):
    """A person: model worker, craftsman, or someone whose words or deeds are shown."""

    kind_name: ClassVar[str] = "craftsman"
    folder: ClassVar[str] = "craftsmen"

    title: Text | None = a_words("The person's name.", required=True, written="name")
    name_complete: str | None = a_choice("false: only part of the name is known.", "true", "false")
    pinyin: str | None = a_line("How the name is read, where a reading could go wrong: `Shàn Xióngxìn`.")
    role: str | None = a_choice("The part the person plays; absent: craftsman.", "craftsman", "official", "quoted")
    position: Text | None = a_words("Post or title at work.")
    employer: Ref | None = a_ref("Where the person works.", "organisation", "studio")
    employer_note: Text | None = a_words("A remark on the employer.")
    trade: Text | None = a_words("Trade or craft.")
    native_place: Text | None = a_words("Where the person comes from.")
    place: Text | None = a_words("Where the person works or lives.")
    born: When | None = a_date("Date of birth.")
    generation: Text | None = a_words("Age group, such as “95后”.")
    age: int | None = a_number("Age in years.", whole=True, minimum=0, maximum=150)
    age_as_of: Text | None = a_words("When the age was given.")
    gender: str | None = a_choice("female or male.", "female", "male")
    height: Text | None = a_words("Height as printed, where the source makes it part of the story.")
    education: Text | None = a_words("Schooling.")
    honours: tuple[Honour, ...] = many_of("Honours held.", Record(Honour, short="printed"))
    studio: Ref | None = a_ref("The studio the person leads or works in.", "studio")
    mentors: tuple[Ref, ...] = many_of("Those the person learned from.", Reference(("craftsman",)))
    programmes: tuple[Ref, ...] = many_of("Programmes the person takes part in.", Reference(("programme",)))
    quotes: tuple[Quote, ...] = many_of("What the person said.", Record(Quote, short="text"))
    career: tuple[Step, ...] = many_of("Steps of the career.", Record(Step, short="text"))
    website: str | None = a_line(
        "Address of a page of the person's own.", pattern=r"https?://[^\s\"'<>]+", example="https://example.org/"
    )
    withdrawn: bool = a_flag("Taken off every page at once.")


@frozen(kw_only=True)
class Studio(Entry):
    """An innovation studio, workstation, team, training base or alliance."""

    kind_name: ClassVar[str] = "studio"
    folder: ClassVar[str] = "studios"

    title: Text | None = a_words("The studio's name.", required=True, written="name")
    kind: str | None = a_choice("What it is.", "studio", "workstation", "team", "training-base", "alliance")
    level: str | None = a_choice("Who recognised it.", *LEVELS)
    leader: Ref | None = a_ref("Who leads it.", "craftsman")
    founder: Ref | None = a_ref("Who founded it.", "craftsman")
    members: tuple[Ref, ...] = many_of("Its members.", Reference(("craftsman",)))
    count: int | None = a_number("How many members it is said to have.", whole=True, minimum=0)
    members_note: Text | None = a_words("A remark on its members, such as “several”.")
    host: Ref | None = a_ref("The organisation it is set up in.", "organisation")
    host_note: Text | None = a_words("A remark on the host.")
    part_of: Ref | None = a_ref("The studio it is part of.", "studio")
    place: Text | None = a_words("Where it is.")
    founded: When | None = a_date("When it was founded.")
    field: Text | None = a_words("What it works on.")
    programmes: tuple[Ref, ...] = many_of("Programmes it takes part in.", Reference(("programme",)))


@frozen(kw_only=True)
class Organisation(Entry):
    """A company, union, academy or public body."""

    kind_name: ClassVar[str] = "organisation"
    folder: ClassVar[str] = "organisations"

    title: Text | None = a_words("The organisation's name.", required=True, written="name")
    kind: str | None = a_choice(
        "What it is.", "company", "union", "government", "academy", "association", "community", "venue", "school"
    )
    kind_note: Text | None = a_words("A remark on what it is.")
    level: str | None = a_choice("The level it works at.", *LEVELS)
    place: Text | None = a_words("Where it is.")
    place_note: Text | None = a_words("A remark on the place.")
    parent: Ref | None = a_ref("The organisation it belongs to.", "organisation")
    designation: Text | None = a_words("A standing it was given.")
    programmes: tuple[Ref, ...] = many_of("Programmes it runs or takes part in.", Reference(("programme",)))
    website: str | None = a_line(
        "Its address on the web.", pattern=r"https?://[^\s\"'<>]+", example="https://example.org/"
    )
