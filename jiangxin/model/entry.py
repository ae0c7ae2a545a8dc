"""What every entry has: its name, its words, its pictures and its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar, NamedTuple

from jiangxin.model.dates import When
from jiangxin.model.frozen import frozen
from jiangxin.model.schema import (
    FILE_STEM,
    Choice,
    FileName,
    Line,
    Many,
    Record,
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

EVERY_KIND = (
    "hall",
    "craftsman",
    "studio",
    "organisation",
    "exhibit",
    "method",
    "case",
    "result",
    "programme",
    "story",
    "event",
    "figure",
    "source",
    "term",
    "tour",
    "page",
)


class Ref(NamedTuple):
    """The address of an entry inside the exhibition: `craftsman/luo-minghao`."""

    kind: str
    id: str

    def __str__(self) -> str:
        return "/".join(self)


@frozen(kw_only=True)
class Citation:
    """Where a statement comes from."""

    id: Ref | None = a_ref("The source's id.", "source", required=True)
    quote: str | None = a_line("The words of the source, verbatim.")
    page: str | None = a_line("Page or section.")


@frozen(kw_only=True)
class Hotspot:
    """A numbered balloon on the lead picture."""

    x: float | None = a_number(
        "Distance from the left edge, percent of the width.", minimum=0, maximum=100, required=True
    )
    y: float | None = a_number(
        "Distance from the top edge, percent of the height.", minimum=0, maximum=100, required=True
    )
    text: Text | None = a_words("What stands there.", required=True)
    link: Ref | None = a_ref("The entry it leads to.", *EVERY_KIND)


@frozen(kw_only=True)
class Sitter:
    """Someone in a picture."""

    id: Ref | None = a_ref("Who it is.", "craftsman", required=True)
    position: Text | None = a_words("Where in the picture, such as 左 or 右二.")


@frozen(kw_only=True)
class Image:
    """A picture of an entry."""

    file: str | None = a_file("Name of the picture's file, beside the entry.", required=True)
    alt: Text | None = a_words('What it shows, for those who cannot see it; "" where it only decorates.', required=True)
    caption: Text | None = a_words("What it says: who, what, where, when.")
    credit: str | None = a_line("Photographer or owner.")
    rights: str | None = a_line("Licence or rights statement.")
    people: tuple[Sitter, ...] = many_of("Who is in it.", Record(Sitter, short="id"))
    focus: str | None = a_line(
        "The point that cropping keeps, as `50% 20%`.", pattern=r"\d{1,3}(\.\d+)?% \d{1,3}(\.\d+)?%", example="50% 20%"
    )
    lead: bool = a_flag("The picture that stands for the entry; otherwise the first.")
    illustration: bool = a_flag("It was drawn to illustrate and does not show the thing itself; cards say so.")
    zoom: bool = a_flag("Let visitors look at it to its last pixel; for large scans.")
    download: bool = a_flag("Offer the file itself, freed of what the camera wrote into it.")


@frozen(kw_only=True)
class Medium:
    """A film or a recording of an entry."""

    kind: str | None = a_choice("video or audio.", "video", "audio", required=True)
    file: str | None = a_file("Name of the file, beside the entry.", required=True)
    title: Text | None = a_words("Its title.")
    transcript: Text | None = a_words("What is said in it.")
    captions: str | None = a_file("Captions (WebVTT or SRT), a file beside the entry.")
    poster: str | None = a_file("A still picture, beside the entry.")


STEPS = ("first", "second", "final")
"""The three reviews, in their order: 一审, 二审, 终审."""


@frozen(kw_only=True)
class Review:
    """An entry's text was read and approved, as it was then."""

    step: str | None = a_choice("Which of the three reviews (一审, 二审, 终审).", *STEPS, required=True)
    by: str | None = a_line("Who approved it.", required=True)
    on: When | None = a_date("When.", required=True)
    of: str | None = a_line(
        "The version that was approved, eight digits as `jiangxin approve` and proof sheets give them.",
        required=True,
        pattern=r"[0-9a-f]{8}",
        example="3f9c21ab",
    )


@frozen(kw_only=True)
class Part:
    """A named part of a whole."""

    title: Text | None = a_words("Its name.", required=True)
    text: Text | None = a_words("What it is or stands for.")


@frozen(kw_only=True)
class Entry:
    """One entry as written, with the lines its fields stand on."""

    kind_name: ClassVar[str] = ""
    folder: ClassVar[str] = ""

    ref: Ref
    path: str  # relative to content/, with forward slashes
    lines: Mapping[str, int] = field(default_factory=dict)
    body: Text | None = None  # Markdown

    title: Text | None = a_words("Its name.", required=True)
    also_called: tuple[Text, ...] = many_of("Other names it goes by.", Words())
    name_note: Text | None = a_words("A remark on the name, such as a doubtful reading.")
    doubtful: bool = a_flag("The name itself is a doubtful reading.")
    summary: Text | None = a_words("One or two sentences.")
    note: Text | None = a_words("A remark for the visitor, such as what the sources leave open.")
    images: tuple[Image, ...] = many_of("Pictures.", Record(Image, short="file"))
    media: tuple[Medium, ...] = many_of("Films and recordings.", Record(Medium))
    sources: tuple[Citation, ...] = many_of("Where the facts come from.", Record(Citation, short="id"))
    unknown: tuple[Text, ...] = many_of(
        "What the sources do not state: names of fields, or phrases `{text, text_en}`.", Words()
    )
    tags: tuple[str, ...] = many_of("Free key words.", Line())
    order: float | None = a_number("Place in lists; smaller comes first.")
    status: str | None = a_choice("draft and review are seen in previews only.", "draft", "review", "approved")
    reviews: tuple[Review, ...] = many_of("Who approved it, and what; `jiangxin approve` writes it.", Record(Review))
    code: str | None = a_line(
        "Short permanent number for labels, such as `3-07`.", pattern=r"[A-Za-z0-9][A-Za-z0-9.-]{0,15}", example="3-07"
    )
    aliases: tuple[str, ...] = many_of(
        "Old addresses that lead here.",
        Line(pattern=rf"(?:{FILE_STEM}/){{0,9}}{FILE_STEM}(?:\.html)?", example="old/name"),
    )

    @property
    def id(self) -> str:
        """The entry's file name, without its ending."""
        return self.ref.id

    @property
    def lead(self) -> Image | None:
        """The picture that stands for the entry."""
        return next((image for image in self.images if image.lead), self.images[0] if self.images else None)

    def line_of(self, field_name: str) -> int:
        """Give the line on which a field (`makers`, `images[1].alt`) stands; 1 where it is absent."""
        return self.lines.get(field_name, 1)

    @property
    def is_approved(self) -> bool:
        """Whether its editor calls it finished; whether it may be shown, its reviews say too."""
        return self.status in (None, "approved")


__all__ = [
    "EVERY_KIND",
    "STEPS",
    "Choice",
    "Citation",
    "Entry",
    "FileName",
    "Hotspot",
    "Image",
    "Many",
    "Medium",
    "Part",
    "Ref",
    "Review",
    "Sitter",
]
