"""What pages are put together from: links, pictures, cards, rows, quotations, figures, diagrams.

As `views`, which are whole pages, every part is frozen and complete: hrefs are
relative to the page that shows them, dates and counts are words, drawings are
SVG. `Markup` strings (`*_html`, `svg`) are safe HTML made by the program;
everything else is escaped by the template.
"""

from __future__ import annotations

from jiangxin.model.frozen import frozen
from jiangxin.model.text import Phrase


@frozen
class Link:
    """A link, or plain words where `href` is None."""

    label: Phrase
    href: str | None = None
    note: str = ""
    kind: str = ""
    current: bool = False
    note_lang: str = ""  # the language of `note`, where it is not the page's


@frozen
class PictureSource:
    """One `<source>` of a picture."""

    type: str
    srcset: str


@frozen
class Download:
    """A file that visitors may take with them."""

    href: str
    format: str  # "JPEG"
    size: str  # "1.2 MB"


@frozen
class Zoom:
    """The tiles of a picture: `<folder>/<x>,<y>,<w>,<h>/<w>,<h>/0/default.jpg`, as IIIF Image API 3.0 names them."""

    folder: str  # href of the folder
    info: str  # href of its info.json, for other viewers
    width_px: int
    height_px: int
    tile_px: int
    scales: tuple[int, ...]  # 1, 2, 4, …: how many pixels of the picture one of a tile stands for


@frozen
class Picture:
    """A photograph on a page."""

    id: str  # "ph-1", for deep links
    number: str  # "①"; "" where the gallery has one picture only
    sources: tuple[PictureSource, ...]
    src: str
    full: str  # the largest file that every browser can show
    width_px: int
    height_px: int
    sizes: str
    alt: Phrase
    caption: Phrase | None
    credit: str
    rights: str
    colour: str  # its average, "#rrggbb", to be seen before it is there; "" where it is partly transparent
    focus: str  # the point that cropping keeps, "50% 20%"
    licence: str = ""  # its address
    people: tuple[Link, ...] = ()  # who is in it, and where: the link's note
    is_illustration: bool = False  # not a picture of the thing itself: what shows it without its caption must say so
    download: Download | None = None  # the file itself, where the editor offers it
    animation: Download | None = None  # the moving picture, of which this is the first frame
    zoom: Zoom | None = None


@frozen
class Track:
    """The captions of a film in one language."""

    kind: str  # "captions" | "subtitles": the latter are a translation
    src: str  # WebVTT as a data: address, which works from disk too
    lang: str
    label: str  # the language's own name
    is_default: bool  # they are in the page's language


@frozen
class Passage:
    """A paragraph of what is said in a film or a recording."""

    words: Phrase
    speaker: str = ""  # in the same language
    time: str = ""  # "0:07", when it begins, where that is known


@frozen
class Medium:
    """A film or a recording of an entry."""

    kind: str  # "video" | "audio"
    kind_label: str
    src: str
    title: Phrase | None
    width_px: int  # of a film
    height_px: int
    seconds: int  # how long it lasts; 0 where that is not known
    duration: str  # the same in words
    format: str  # "MP4"
    size: str  # "12.3 MB"
    transcript: tuple[Passage, ...] = ()
    tracks: tuple[Track, ...] = ()
    poster: str = ""


@frozen
class Drawn:
    """A drawing that stands in for a photograph; captions must mark it as 示意."""

    svg: str
    family: str
    width: int
    height: int
    src: str = ""  # the same as a file, for cards; it knows light and dark, but no other colour of the page


@frozen
class Card:
    """An entry as others show it."""

    href: str | None  # None: a placeholder for something the sources do not name
    title: Phrase
    kind: str
    kind_label: str
    kicker: str = ""  # one line above the title: code, position, date
    summary: Phrase | None = None
    picture: Picture | None = None
    drawing: Drawn | None = None
    temper: int | None = None  # 1–8, the hall's tempering colour
    is_placeholder: bool = False
    kicker_lang: str = ""  # the language of `kicker`


@frozen
class Row:
    """A row of the title block: a field and its values."""

    key: str
    label: str
    values: tuple[Link, ...]
    is_unknown: bool = False  # show the dignified "not stated"
    note: str = ""
    note_lang: str = ""  # the language of `note`, where it is not the page's


@frozen
class Section:
    """A relation, read from this end: everything that belongs to it."""

    key: str  # "exhibit.makers"
    label: str
    cards: tuple[Card, ...]  # the first of them, where there is `more`
    style: str = "cards"  # "cards" | "links"
    placeholders: int = 0  # declared, but not known
    placeholder_label: str = ""
    href: str | None = None  # where the heading leads: the page of the set
    more: More | None = None


@frozen
class More:
    """The way to all of what is shown the first of."""

    label: str
    href: str
    count: int  # how many there are in all


@frozen
class Citation:
    """A source with the words it is cited for."""

    number: int
    link: Link
    quotes: tuple[str, ...]
    page: str = ""


@frozen
class Prose:
    """A text of the editor's."""

    html: str
    lang: str


@frozen
class Quote:
    """Something said."""

    text: Phrase
    speaker: Link | None
    occasion: Phrase | None
    source: Link | None
    addressed_to: Link | None = None
    event: Link | None = None


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
class DiagramNode:
    """A node of a diagram's text twin."""

    label: Phrase
    count: str
    text: Phrase | None
    href: str | None
    is_unknown: bool


@frozen
class Diagram:
    """A diagram: drawn, and told as an ordered list."""

    kind: str
    kind_label: str
    svg: str
    nodes: tuple[DiagramNode, ...]
    incomplete: bool


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


@frozen
class Room:
    """A space in the list beside the plan."""

    key: str
    link: Link
    number: str
    kind_label: str
    group_label: str
    coordinate: str
    temper: int | None
    summary: Phrase | None
    is_placeholder: bool
    place: int  # the same in the list and, as `data-room`, on the plan: either lights the other
    rooms: tuple[Room, ...] = ()


@frozen
class Block:
    """A heading with cards under it: one honour, one trade, one letter."""

    id: str
    label: Phrase
    href: str | None
    cards: tuple[Card, ...]
    count: int  # how many stand under it, on all pages of a list


@frozen
class Ruby:
    """Characters and the reading to print above them."""

    base: str
    reading: str  # pinyin with tone marks; "" above what stands between two parts of a name


@frozen
class PersonRow:
    """A person in an index: a line that leads to the person's page."""

    href: str | None
    name: Phrase
    ruby: tuple[Ruby, ...]  # the same with its reading, where that is to be shown
    line: Phrase | None  # post or trade
    place: Phrase | None  # the hall, else where the person works
    temper: int | None  # 1–8, the hall's tempering colour


@frozen
class PeopleGroup:
    """People under a heading: a letter, a number of strokes, an honour, a trade."""

    id: str
    mark: str  # the letter or the number, to be shown large; "" where the heading is words
    label: Phrase  # the words of the heading, after the mark; they may be none
    href: str | None
    people: tuple[PersonRow, ...]


@frozen
class Pager:
    """Where one is in a list of several pages.

    `pages` are those that are named, with their number as `note`; one that leads
    nowhere stands for those between its neighbours.
    """

    number: int
    count: int
    previous: str | None
    next: str | None
    pages: tuple[Link, ...]


@frozen
class Translation:
    """The same page in another language.

    `canonical` is its absolute address, "" where the site's is not known or another page stands for it there.
    """

    lang: str
    label: str
    href: str
    current: bool
    canonical: str = ""


@frozen
class PrintedPicture:
    """A picture printed with a source, known by its caption only."""

    number: str
    caption: Phrase
    credit: str
    source: Link | None
    about: tuple[Link, ...]


@frozen
class Hotspot:
    """A balloon on the lead picture."""

    number: str
    id: str
    x: float
    y: float
    text: Phrase
    link: Link | None


@frozen
class Part:
    """A part and what it stands for."""

    title: Phrase
    text: Phrase | None


@frozen
class CareerStep:
    """A dated step."""

    date: str
    text: Phrase


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
class Credit:
    """A line of the byline: a role and names."""

    role_label: str
    names: tuple[str, ...]


@frozen
class Reading:
    """A doubtful place of a source."""

    printed: str
    suggested: str
    certainty_label: str
    reason: Phrase | None


@frozen
class Use:
    """Entries of one kind that cite a source."""

    label: str
    links: tuple[Link, ...]  # the first of them, where there is `more`
    more: More | None = None


@frozen
class Stop:
    """A stop of a tour."""

    number: int
    card: Card
    text: Phrase | None
    audio: str = ""


@frozen
class TermPart:
    """A term of the glossary."""

    id: str
    title: Phrase
    also_called: tuple[Phrase, ...]
    text: Phrase | None
    is_unknown: bool
    see: tuple[Link, ...]
    citations: tuple[Citation, ...]
    note: Phrase | None = None
    mark: str = ""  # the letter it is the first under
