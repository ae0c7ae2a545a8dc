"""A text that was saved → its own page, before a build looks at anything else.

Who writes looks at one page. While an entry says other words and nothing else about it differs (what it
names, its pictures, its place and state are as they were), its page is that of the last build but for these
words, whatever the size of the exhibition. Where more differs, or anything is wrong, there is no glimpse: the
build that follows in any case makes all pages and tells all problems, and what it says is what counts.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from jiangxin.content.apart import convert_apart
from jiangxin.content.bodies import MEMORY_MB
from jiangxin.content.folder import TextFile, article_at
from jiangxin.content.reading import Desk, read_body
from jiangxin.content.rows import Records
from jiangxin.content.said import Item, Said
from jiangxin.content.source import SourceError, read_raw
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.kinds import BY_FOLDER
from jiangxin.model.library import NamedLink, Prose
from jiangxin.model.schema import Many, Words
from jiangxin.pages.darkroom import DRAWING
from jiangxin.pages.urls import ANCHORED
from jiangxin.pipeline import Built
from jiangxin.problems import Problem
from jiangxin.rendering.render import render_page

_MOST_CHARACTERS = 100_000  # a longer text is left to the build, which bounds the time it takes
_ON_NO_PAGE = {"lines", "reviews"}


class _Saved(NamedTuple):
    """A text as it is now: what it says, and its body."""

    file: TextFile
    said: Said
    body: str

    @property
    def ref(self) -> Ref:
        """The entry that it says something of."""
        return _ref(self.file)


def glimpse(built: Built, content: Path, saved: Collection[Path], seen: Collection[str]) -> dict[str, bytes]:
    """Give those of the pages `seen` that are of one of the texts `saved`, as it is now, by their paths.

    `built` is the last build of the folder `content`. Nothing is written. Raises ContentError where a template
    cannot be drawn.
    """
    open_entries = {page.ref for page in built.draft.pages if page.path in seen}
    texts = (_text_at(path, content) for path in saved)
    pages: dict[str, bytes] = {}
    for file in texts:
        if file is not None and _ref(file) in open_entries:
            pages |= _pages(built, content, file, seen)
    return pages


def _text_at(path: Path, content: Path) -> TextFile | None:
    return article_at(path.relative_to(content).as_posix()) if path.is_relative_to(content) else None


def _ref(file: TextFile) -> Ref:
    return Ref(BY_FOLDER[file.folder].kind_name, file.id)


def _pages(built: Built, content: Path, file: TextFile, seen: Collection[str]) -> dict[str, bytes]:
    """Give the pages of a text, as it is now."""
    text = _read(built, content, file)
    exhibition = None if text is None else _saying(built, text)
    if exhibition is None:
        return {}
    pages: dict[str, bytes] = {}
    for page in built.draft.entry_pages(exhibition, _ref(file)):
        if page.path in seen:
            with built.draft.notebook.taking() as notes:
                made = render_page(built.environment, page).content
            drawings = {order[1] for order in notes.orders if order[0] == DRAWING}
            if isinstance(made, bytes) and drawings <= built.site_plan.drawings:
                pages[page.path] = made
    return pages


def _read(built: Built, content: Path, file: TextFile) -> _Saved | None:
    """Read a text; None where it is as it was when it was built, or where something blocks."""
    library = built.library
    try:
        raw, _ = read_raw(content / file.path, f"content/{file.path}")
        desk = Desk(content, library.settings.languages, {}, {file.path: raw})
        desk.known = {str(entry.ref) for entry in library.entries}
        said = desk.text(file)
        if desk.digests[file.path] == library.texts.get(file.path) or _is_blocked(said):
            return None
        body = read_body(content, file, said.body[0], {file.path: raw}) if said.body else ""
    except SourceError:  # the build tells
        return None
    return _Saved(file, said, body)


def _is_blocked(said: Said) -> bool:
    """Say whether a build would stop at a problem of this text alone."""
    rows = [*said.problems, *(problem for row in said.items for problem in Item._make(row).problems)]
    return said.refused is not None or any(Problem(*row).blocks for row in rows)


def _saying(built: Built, text: _Saved) -> Exhibition | None:
    """Give the exhibition with what a text says now; None where it differs in more than words."""
    exhibition, ref = built.exhibition, text.ref
    shown = exhibition.entries.get(ref)
    loses_approval = built.library.settings.reviews_required and ref not in exhibition.unapproved
    if shown is None or ref.kind in ANCHORED or loses_approval:
        return None
    entry = _entry(built, text, shown)
    prose = _prose(exhibition, text)
    if entry is None or prose is None:
        return None
    same_kind = tuple([entry if each.ref == ref else each for each in exhibition.by_kind[ref.kind]])
    return dataclasses.replace(
        exhibition,
        entries={**exhibition.entries, ref: entry},
        by_kind={**exhibition.by_kind, ref.kind: same_kind},
        prose={**exhibition.prose, **prose},
    )


def _entry(built: Built, text: _Saved, shown: Entry) -> Entry | None:
    """Give the entry with the words that its text gives it; None where something else differs."""
    if text.file.lang:  # a translation has no fields
        return shown
    item = Item._make(text.said.items[0])
    records = Records(built.library.settings.languages[0])
    written = records.entry(type(shown), text.ref, text.file.path, item.lines, item.fields)
    changes: dict[str, Any] = {}
    for each in dataclasses.fields(written):
        value = getattr(written, each.name)
        if each.name not in _ON_NO_PAGE and value != getattr(shown, each.name):
            shape = spec.shape if (spec := each.metadata.get("spec")) else None
            if not isinstance(shape.item if isinstance(shape, Many) else shape, Words):
                return None
            changes[each.name] = value
    if changes and text.ref.kind == "hall":  # the plan is drawn once for all pages, and names it
        return None
    return dataclasses.replace(shown, **changes)


def _prose(exhibition: Exhibition, text: _Saved) -> dict[tuple[Ref, str], Prose] | None:
    """Give the body that a text has now, nothing where it is as it was; None where it names something new."""
    lang = text.file.lang or exhibition.languages[0]
    old = exhibition.prose.get((text.ref, lang))
    if text.said.body is None:
        return None if old else {}
    line, key = text.said.body
    if old is not None and key == old.fingerprint:
        return {}
    if len(text.body) > _MOST_CHARACTERS:
        return None
    (converted,) = convert_apart([text.body], MEMORY_MB) or (None,)
    if converted is None or converted.odd or not _named(converted.links) <= _named(old.links if old else ()):
        return None
    links = tuple(link._replace(line=link.line + line - 1) for link in converted.links)
    return {(text.ref, lang): Prose(converted.html, lang, links, key)}


def _named(links: Iterable[NamedLink]) -> set[tuple[str, bool]]:
    return {(link.target, link.is_picture) for link in links}
