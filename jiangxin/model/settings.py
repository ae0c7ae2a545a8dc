"""The exhibition's own record, `exhibition.yaml`, and its layout formula."""

from __future__ import annotations

from typing import ClassVar

from jiangxin.model.dates import When
from jiangxin.model.entry import Citation, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.schema import (
    FILE_STEM,
    Line,
    Record,
    Reference,
    Words,
    a_date,
    a_file,
    a_line,
    a_number,
    a_record,
    a_ref,
    a_words,
    many_of,
)
from jiangxin.model.text import Text


@frozen(kw_only=True)
class Group:
    """A term of the layout formula: so many halls of one sort."""

    key: str | None = a_line(
        "Its name, which halls give as `group`.", required=True, pattern=FILE_STEM, example="cluster"
    )
    title: Text | None = a_words("Its title.", required=True)
    also_called: tuple[Text, ...] = many_of("Other names it goes by.", Words())
    count: int | None = a_number("How many halls it has; absent: not stated (N).", whole=True, minimum=0)
    summary: Text | None = a_words("One or two sentences.")
    located_in: Ref | None = a_ref("The space its halls stand in.", "hall")
    unknown: tuple[Text, ...] = many_of("What the sources do not state.", Words())
    sources: tuple[Citation, ...] = many_of("Where the facts come from.", Record(Citation, short="id"))


@frozen(kw_only=True)
class LayoutFormula:
    """The formula (`1+8+2`) and its groups."""

    formula: str | None = a_line(
        "The counts joined by +; N stands for “not stated”.",
        required=True,
        pattern=r"(?:\d+|[A-Z])(?:\+(?:\d+|[A-Z]))*",
        example="1+8+2",
    )
    groups: tuple[Group, ...] = many_of("The groups, in the formula's order.", Record(Group), required=True)


@frozen(kw_only=True)
class Settings:
    """What holds for the whole exhibition."""

    kind_name: ClassVar[str] = "exhibition"

    title: Text | None = a_words("The exhibition's title.", required=True)
    subtitle: Text | None = a_words("A second line.")
    summary: Text | None = a_words("One or two sentences.")
    motto: Text | None = a_words("The sentence the home page opens with.")
    hero: str | None = a_line("Two characters for the home page's em squares.", pattern=r"\S{1,4}", example="匠心")
    dates: When | None = a_date("From when to when it is open.")
    venue: Ref | None = a_ref("The space of kind venue it takes place in.", "hall")
    area_m2: float | None = a_number("Its floor area in square metres.", minimum=0)
    area_printed: Text | None = a_words("The area as the source prints it.")
    organisers: tuple[Ref, ...] = many_of("Who holds it.", Reference(("organisation",)))
    languages: tuple[str, ...] = many_of(
        "Languages (BCP 47), the first at the site's root.", Line(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*", "zh-Hans")
    )
    base_url: str | None = a_line(
        "The site's absolute address, for feed, sitemap and sharing.",
        pattern=r"https?://[^\s\"'<>]+",
        example="https://example.org/",
    )
    card_font: str | None = a_file("Font for the titles of share cards, a file beside exhibition.yaml.")
    theme: str | None = a_line("The theme's name.", pattern=r"[a-z0-9-]+", example="lutu")
    navigation: tuple[str, ...] = many_of(
        "The header's entries: page keys such as `plan`, `timeline`, `craftsmen`.", Line(r"[a-z0-9-]+", "plan")
    )
    time_zone: str | None = a_line("IANA name, such as Asia/Shanghai.")
    updated: When | None = a_date("The date of this edition, shown in the footer and given to the feed.")
    licence: Text | None = a_words("Under which terms the texts may be used.")
    public_contacts: tuple[str, ...] = many_of(
        "Telephone numbers and mailboxes that may stand in the texts, as they are written there.",
        Line(r"\S(?:.*\S)?", "0571-12345678"),
    )
    reviews_required: int | None = a_number(
        "How many reviews an entry needs before it is published: 1 (the final one) to 3; absent or 0: none.",
        whole=True,
        minimum=0,
        maximum=3,
    )
    credits: Text | None = a_words("Thanks and imprint.")
    sources: tuple[Citation, ...] = many_of("Where the facts above come from.", Record(Citation, short="id"))
    layout: LayoutFormula | None = a_record("The layout formula.", LayoutFormula)


DEFAULT_LANGUAGE = "zh-Hans"
DEFAULT_THEME = "lutu"
