"""What each page may show. Templates see these values and nothing else.

Every view is frozen and complete: hrefs are already relative to the page that
shows them, dates and counts are already words, drawings are already SVG. What
they are put together from is in `parts`. `docs/themes.md` lists the fields of
both for theme makers and is tested against these files.

`Markup` strings (`*_html`, `svg`) are safe HTML made by the program; everything
else is escaped by the template.
"""

from __future__ import annotations

from dataclasses import field

from jiangxin.model.frozen import frozen
from jiangxin.model.text import Phrase
from jiangxin.pages.parts import (
    Block,
    Card,
    CareerStep,
    Citation,
    Credit,
    Diagram,
    Drawn,
    Figure,
    Happening,
    Hotspot,
    Link,
    Medium,
    Pager,
    Panel,
    Part,
    PeopleGroup,
    Picture,
    PrintedPicture,
    Prose,
    Quote,
    Reading,
    Room,
    Row,
    Ruby,
    Section,
    Stop,
    TermPart,
    Translation,
    Use,
    Year,
)


@frozen(kw_only=True)
class PageView:
    """What every page has."""

    path: str  # "craftsmen/luo-minghao.html"
    root: str  # "../", from here to the site's root; "" at the root
    home: str  # href of this language's home page
    lang: str
    primary: str = ""  # the exhibition's first language: lines that are never translated are in it
    title: Phrase
    site_title: Phrase
    description: str
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]  # free pages and lists that the header leaves out
    translations: tuple[Translation, ...]
    breadcrumbs: tuple[Link, ...] = ()
    canonical: str = ""  # absolute, where base_url is known
    card: str = (
        ""  # absolute address of the picture that stands for the page elsewhere, 1200 × 630 px; "" without base_url
    )
    feed: str = ""
    updated: str = ""
    licence: Phrase | None = None
    watermark: Phrase | None = None  # of what is not public yet, in previews only: it must not be mistaken for the site
    json_ld: str = ""  # escaped for a data block


@frozen(kw_only=True)
class EntryView(PageView):
    """The page of one entry; the kinds below add what is theirs."""

    id: str
    kind: str
    kind_label: str
    type_label: str = ""  # the entry's own kind in words: "treasure", "interview"
    code: str = ""
    number: str = ""  # a hall's number in the layout
    temper: int | None = None
    also_called: tuple[Phrase, ...] = ()
    name_note: Phrase | None = None
    doubtful: bool = False
    summary: Phrase | None = None
    note: Phrase | None = None
    lead: Picture | None = None
    drawing: Drawn | None = None
    gallery: tuple[Picture, ...] = ()  # after the lead picture, numbered on
    media: tuple[Medium, ...] = ()
    rows: tuple[Row, ...] = ()
    unknown: tuple[Phrase, ...] = ()  # what the sources do not state, beyond rows
    body: Prose | None = None
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    printed_pictures: tuple[PrintedPicture, ...] = ()
    citations: tuple[Citation, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    tags: tuple[str, ...] = ()


@frozen(kw_only=True)
class HallView(EntryView):
    """A space."""

    plan_svg: str = ""
    rooms: tuple[Room, ...] = ()
    group_label: str = ""
    coordinate: str = ""


@frozen(kw_only=True)
class ExhibitView(EntryView):
    """An exhibit."""

    hotspots: tuple[Hotspot, ...] = ()
    parts: tuple[Part, ...] = ()


@frozen(kw_only=True)
class CraftsmanView(EntryView):
    """A person."""

    ruby: tuple[Ruby, ...] = ()  # the name with its reading, where that is to be shown
    quotes: tuple[Quote, ...] = ()
    career: tuple[CareerStep, ...] = ()
    life: tuple[Happening, ...] = ()  # the person's part of the corridor


@frozen(kw_only=True)
class WorkView(EntryView):
    """A method or a case: problem, steps, solution, outcome."""

    problem: Phrase | None = None
    steps: tuple[Phrase, ...] = ()
    solution: Phrase | None = None
    items: tuple[Phrase, ...] = ()
    outcome: Phrase | None = None


@frozen(kw_only=True)
class ProgrammeView(EntryView):
    """A programme."""

    diagram: Diagram | None = None
    rates: tuple[Part, ...] = ()
    motto: Phrase | None = None


@frozen(kw_only=True)
class StoryView(EntryView):
    """A story."""

    story_kind: str = "report"
    kicker: Phrase | None = None
    deck: Phrase | None = None
    byline: tuple[Credit, ...] = ()
    date: str = ""
    iso: str = ""
    about: tuple[Card, ...] = ()
    panels: tuple[Panel, ...] = ()
    minutes: int = 1  # reading time


@frozen(kw_only=True)
class SourceView(EntryView):
    """A source and where it is used."""

    kicker: Phrase | None = None
    title_printed: str = ""
    byline: tuple[Credit, ...] = ()
    contents: tuple[Phrase, ...] = ()
    readings: tuple[Reading, ...] = ()
    gaps: tuple[Phrase, ...] = ()
    notes: tuple[Phrase, ...] = ()
    pictures: tuple[PrintedPicture, ...] = ()
    used_by: tuple[Use, ...] = ()


@frozen(kw_only=True)
class TourView(EntryView):
    """A tour."""

    stops: tuple[Stop, ...] = ()
    minutes: int | None = None


@frozen(kw_only=True)
class GroupView(PageView):
    """A group of the layout: its halls, known and not."""

    key: str
    number: str  # its term of the formula: "8"
    summary: Phrase | None
    also_called: tuple[Phrase, ...]
    rows: tuple[Row, ...]
    halls: tuple[Card, ...]  # placeholders included
    unknown: tuple[Phrase, ...]
    citations: tuple[Citation, ...]


@frozen(kw_only=True)
class HomeView(PageView):
    """The home page."""

    subtitle: Phrase | None
    summary: Phrase | None
    motto: Phrase | None
    hero_svg: str
    hero_text: str
    formula: str
    dates: str
    venue: Link | None
    tally: tuple[Link, ...]  # label, href and the number as `note`
    groups: tuple[Block, ...]  # the formula's groups with their halls
    rooms: tuple[Room, ...]
    plan_svg: str
    treasures: Section | None
    exhibits: tuple[Card, ...]
    people: tuple[Card, ...]
    stories: tuple[Card, ...]
    tours: tuple[Card, ...]
    milestones: tuple[Happening, ...]
    figures: tuple[Figure, ...]
    rows: tuple[Row, ...] = ()  # the exhibition's own title block
    credits: Phrase | None = None
    citations: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class PlanView(PageView):
    """The schematic plan with its list."""

    svg: str
    rooms: tuple[Room, ...]
    formula: str
    groups: tuple[Block, ...]


@frozen(kw_only=True)
class ListView(PageView):
    """All entries of a kind, page by page."""

    kind: str
    count: int
    cards: tuple[Card, ...]
    pager: Pager | None
    others: tuple[Link, ...]  # other orders: by honour, by trade, by place


@frozen(kw_only=True)
class BlocksView(PageView):
    """All entries of a kind under headings: people by honour, programmes by kind."""

    kind: str
    count: int
    blocks: tuple[Block, ...]
    marks: tuple[Link, ...]  # every heading of all pages; `note` is how many stand under it
    pager: Pager | None
    others: tuple[Link, ...]


@frozen(kw_only=True)
class PeopleIndexView(PageView):
    """An index of people: by name, by strokes, by honour, by trade, by place."""

    order: str  # "name" | "strokes" | "honour" | "trade" | "place"
    count: int
    groups: tuple[PeopleGroup, ...]
    marks: tuple[Link, ...]  # every letter, or number of strokes; without href where nobody stands under it
    pager: Pager | None
    others: tuple[Link, ...]


@frozen(kw_only=True)
class TimelineView(PageView):
    """The corridor of time, whole or filtered."""

    years: tuple[Year, ...]
    count: int
    covers: str
    others: tuple[Link, ...] = ()
    stretches: tuple[Link, ...] = ()  # the pages of a long corridor by their years; `note` counts the events
    filters: tuple[Link, ...] = ()  # the whole, then by kind, then by hall: `kind` says which, `note` counts the events


@frozen(kw_only=True)
class FiguresView(PageView):
    """Figures, page by page."""

    count: int
    figures: tuple[Figure, ...]
    pager: Pager | None
    others: tuple[Link, ...]


@frozen(kw_only=True)
class GlossaryView(PageView):
    """The glossary, page by page."""

    terms: tuple[TermPart, ...]
    count: int  # how many there are on all pages
    marks: tuple[Link, ...] = ()  # every letter; without href where no term stands under it
    pager: Pager | None = None


@frozen(kw_only=True)
class SearchView(PageView):
    """The search of one language."""

    index: str  # href of the index, a script to be loaded after the one that searches
    ways: tuple[Link, ...]  # everywhere one can begin without a search


@frozen(kw_only=True)
class NotFoundView(PageView):
    """The page for addresses that lead nowhere."""

    links: tuple[Link, ...]
    search: str = ""  # href of the search; "" without base_url, for nobody knows where it is from there


@frozen(kw_only=True)
class RedirectView(PageView):
    """An old address."""

    target: Link = field(default=Link(Phrase("", "")))
