"""The content as written: entries that name each other by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import NamedTuple

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.media import Captions, Recording
from jiangxin.model.picture import Photograph
from jiangxin.model.settings import Settings
from jiangxin.model.walk import Reference, references_of


@frozen
class Mention:
    """A place in the content that names a file, as problems tell it: `path` from the exhibition's folder."""

    path: str
    line: int = 0
    field: str = ""


class NamedLink(NamedTuple):
    """A link or a picture in a body, not resolved: `target` is `craftsman/luo-minghao` or a file name."""

    target: str
    line: int  # in the file the body stands in
    is_picture: bool = False


@frozen
class Prose:
    """A body after Markdown: safe HTML whose links are still named (`ref:…`, `picture:…`).

    Most pages are not drawn again: the HTML is given as it is, or by a function that fetches it.
    """

    given: str | Callable[[], str]
    lang: str
    links: tuple[NamedLink, ...] = ()
    fingerprint: bytes = b""  # where it is equal, so are the HTML and the links

    @property
    def html(self) -> str:
        """The HTML, fetched each time it is asked for."""
        return self.given if isinstance(self.given, str) else self.given()


@frozen
class Library:
    """Everything that was read, before it is checked.

    What is known of entries already need not be worked out again: `references` holds what each names, and
    `fingerprints` 16 bytes that are equal where an entry's fields, its file and its place in a list are, whatever
    else stands in the file. `versions` tell apart what an entry's fields, text and translations say, whatever the
    program makes of them; who approved an entry approved a version.
    """

    settings: Settings
    settings_lines: Mapping[str, int]
    entries: tuple[Entry, ...]
    prose: Mapping[tuple[Ref, str], Prose] = field(default_factory=dict)  # by entry and language
    photographs: Mapping[str, Photograph] = field(default_factory=dict)  # by path under content/
    recordings: Mapping[str, Recording] = field(default_factory=dict)  # by path under content/
    captions: Mapping[str, tuple[Captions, ...]] = field(default_factory=dict)  # by path of the file that is named
    files: tuple[str, ...] = ()  # every file under content/, by path
    unread: frozenset[Ref] = frozenset()  # entries that are there but could not be read
    unread_kinds: frozenset[str] = frozenset()  # kinds of which a list or a folder could not be read
    misnamed: frozenset[Ref] = frozenset()  # entries whose file or folder has a wrong name
    unread_settings: frozenset[str] = frozenset()  # fields of exhibition.yaml that could not be read
    references: Mapping[Ref, tuple[Reference, ...]] = field(default_factory=dict)
    fingerprints: Mapping[Ref, bytes] = field(default_factory=dict)
    versions: Mapping[Ref, bytes] = field(default_factory=dict)
    texts: Mapping[str, bytes] = field(default_factory=dict)  # digests of the texts that were read, by path

    def refs(self) -> frozenset[Ref]:
        """Give every entry that is there, also those that could not be read or have a wrong name."""
        return self.unread | self.misnamed | {entry.ref for entry in self.entries}

    def lacks(self) -> Callable[[Ref], bool]:
        """Give what tells whether an entry is not there, nor can be among those of its kind that were not read."""
        there, unsure = self.refs(), self.unread_kinds
        return lambda ref: ref not in there and ref.kind not in unsure

    def references_of(self, entry: Entry) -> tuple[Reference, ...]:
        """Give every reference in an entry's fields, as `walk.references_of`."""
        known = self.references.get(entry.ref)
        return tuple(references_of(entry)) if known is None else known
