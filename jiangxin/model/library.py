"""The content as written: entries that name each other by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.media import Captions, Recording
from jiangxin.model.picture import Photograph
from jiangxin.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the content that names a file, as problems tell it: `path` from the exhibition's folder."""

    path: str
    line: int = 0
    field: str = ""


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link or a picture in a body, not resolved: `target` is `craftsman/luo-minghao` or a file name."""

    target: str
    line: int  # in the file the body stands in
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A body after Markdown: safe HTML whose links are still named (`ref:…`, `picture:…`)."""

    html: str
    lang: str
    links: tuple[NamedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was read, before it is checked."""

    settings: Settings
    settings_lines: Mapping[str, int]
    entries: tuple[Entry, ...]
    prose: Mapping[tuple[Ref, str], Prose] = field(default_factory=dict)  # by entry and language
    photographs: Mapping[str, Photograph] = field(default_factory=dict)  # by path under content/
    recordings: Mapping[str, Recording] = field(default_factory=dict)  # by path under content/
    captions: Mapping[str, tuple[Captions, ...]] = field(default_factory=dict)  # by path of the file that is named
    files: tuple[str, ...] = ()  # every file under content/, by path
    unread: frozenset[Ref] = frozenset()  # entries that are there but could not be read
