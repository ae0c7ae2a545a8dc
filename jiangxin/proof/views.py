"""What a proof sheet shows: values, nothing left to be looked up."""

from __future__ import annotations

from jiangxin.model.frozen import frozen
from jiangxin.model.picture import Derivative
from jiangxin.model.text import Phrase


@frozen
class Fact:
    """A field and what it holds, in words; several where it is a list."""

    label: str
    values: tuple[Phrase, ...]


@frozen
class Passage:
    """A text to be read: a field's words in every language, or a body in one, as safe HTML."""

    label: str
    words: tuple[Phrase, ...] = ()
    html: str = ""
    lang: str = ""  # of the HTML


@frozen
class ProofPicture:
    """A picture, small, with all that is written about it; `thumbnail` is None where it cannot be shown."""

    file: str
    thumbnail: Derivative | None
    facts: tuple[Fact, ...]


@frozen
class Passed:
    """A review that was passed, in words; `is_void` where it does not count."""

    step: str
    by: str
    on: str
    version: str
    is_void: bool


@frozen
class Proof:
    """One entry."""

    number: int  # on its sheet, from 1
    ref: str
    kind_label: str
    title: Phrase
    path: str
    is_listed: bool  # it is kept in a list and is short: several stand on a page
    version: str
    state: str  # in words where it is not approved
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    pictures: tuple[ProofPicture, ...]
    sources: tuple[Fact, ...]
    reviews: tuple[Passed, ...]


@frozen
class ProofSheet:
    """The entries of one hall, or of none; `name` is that of its file, without the ending."""

    name: str
    site_title: Phrase
    title: Phrase
    version: str  # of all its entries together
    proofs: tuple[Proof, ...]
