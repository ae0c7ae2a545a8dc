"""What is known and from where: figures and sources."""

from __future__ import annotations

from typing import ClassVar

from jiangxin.model.dates import When
from jiangxin.model.entry import EVERY_KIND, Entry, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.narrative import Byline
from jiangxin.model.schema import Record, Reference, Words, a_choice, a_date, a_line, a_number, a_ref, a_words, many_of
from jiangxin.model.text import Text
from jiangxin.model.work import QUALIFIERS


@frozen(kw_only=True)
class Comparison:
    """Another figure to be read beside this one."""

    id: Ref | None = a_ref("The other figure.", "figure", required=True)
    relation: str | None = a_choice(
        "How they relate.", "series", "plan-and-result", "different-scope", "different-thing", "conflict", required=True
    )
    note: Text | None = a_words("A remark.")


@frozen(kw_only=True)
class Figure(Entry):
    """One number, with its unit, scope, period and source. Never added to or averaged with others."""

    kind_name: ClassVar[str] = "figure"
    folder: ClassVar[str] = "figures"

    value: float | None = a_number("The number in base units.", required=True)
    value_max: float | None = a_number("The upper end of a range.")
    printed: str | None = a_line("The number as the source prints it: 万, 亿, 余, 近, 超 survive.", required=True)
    unit: Text | None = a_words("What is counted or measured.")
    qualifier: str | None = a_choice("How exact it is; absent: exact.", *QUALIFIERS)
    scope: Text | None = a_words("The place, company or event it is about.")
    period: When | None = a_date("The time it is about.")
    period_text: Text | None = a_words("The time it is about, where it is no date.")
    period_type: str | None = a_choice(
        "How the period is meant.", "as-of", "during", "year-to-date", "since", "by", "annual", "biennial", "at", "none"
    )
    period_basis: str | None = a_choice("stated or inferred.", "stated", "inferred")
    kind: str | None = a_choice("What kind of number.", "actual", "target", "rule", "case", required=True)
    compare: tuple[Comparison, ...] = many_of("Figures to be read beside it.", Record(Comparison))
    about: tuple[Ref, ...] = many_of("The entries it belongs to.", Reference(EVERY_KIND))


@frozen(kw_only=True)
class Reading:
    """A doubtful place of a source: what is printed, and what an editor suggests."""

    printed: str | None = a_line("The words as printed.", required=True)
    suggested: str | None = a_line("What they probably should be.")
    certainty: str | None = a_choice("How certain the suggestion is.", "certain", "likely", "open")
    reason: Text | None = a_words("Why.")


@frozen(kw_only=True)
class PrintedPicture:
    """A picture printed with a source, known by its caption only."""

    id: str | None = a_line("Its name inside the source.", pattern=r"[a-z0-9-]+", example="img-1")
    number: int | None = a_number("Its printed number.", whole=True, minimum=1)
    caption: Text | None = a_words("Its caption.", required=True)
    credit: str | None = a_line("Its credit.")
    about: tuple[Ref, ...] = many_of("What it shows.", Reference(EVERY_KIND))


@frozen(kw_only=True)
class Source(Entry):
    """A text that facts come from."""

    kind_name: ClassVar[str] = "source"
    folder: ClassVar[str] = "sources"

    kind: str | None = a_choice(
        "What it is.", "feature", "report", "commentary", "infographic", "book", "archive", "interview", "web"
    )
    kicker: Text | None = a_words("The line above the headline.")
    title_printed: str | None = a_line("The headline as printed, where that differs.")
    outlet: Text | None = a_words("Newspaper or publisher.")
    outlet_note: Text | None = a_words("A remark on the outlet.")
    date: When | None = a_date("When it was published.")
    date_basis: Text | None = a_words("How the date was worked out.")
    byline: tuple[Byline, ...] = many_of("Who made it.", Record(Byline, short="printed"))
    sections: tuple[Text, ...] = many_of("Its headings.", Words())
    readings: tuple[Reading, ...] = many_of("Doubtful places.", Record(Reading))
    gaps: tuple[Text, ...] = many_of("Places where text is missing.", Words())
    notes: tuple[Text, ...] = many_of("Remarks on the text.", Words())
    pictures: tuple[PrintedPicture, ...] = many_of(
        "Pictures printed with it, of which only the caption is known.", Record(PrintedPicture)
    )
    url: str | None = a_line("Its address on the web.", pattern=r"https?://[^\s\"'<>]+", example="https://example.org/")
