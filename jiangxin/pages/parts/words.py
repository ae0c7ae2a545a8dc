"""Words and where they come from: links, prose, citations, quotations, the rows of a title block."""

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
class Row:
    """A row of the title block: a field and its values."""

    key: str
    label: str
    values: tuple[Link, ...]
    is_unknown: bool = False  # show the dignified "not stated"
    note: str = ""
    note_lang: str = ""  # the language of `note`, where it is not the page's


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
