"""Everything an editor may do to `content/`: open, change, undo, begin, add a picture, remove, find.

Each save amends the files as they are on the disk at that moment, is checked as if it were written, and is
written only where it brings no new problem that would block the exhibition. Who began with another state of
the entry is told so. One change is made at a time, also where several programs edit one exhibition.
"""

from __future__ import annotations

import dataclasses
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from jiangxin.amending.values import BODY, Value
from jiangxin.cache import RACY_NS, Cache
from jiangxin.content.folder import SETTINGS, Instead, Stamp, find
from jiangxin.content.source import SourceError
from jiangxin.editing.finding import Index
from jiangxin.editing.journal import Kept
from jiangxin.editing.pictures import taken_in
from jiangxin.editing.sheet import EXHIBITION, Changes, Listed, RefusedError, Sheet, StaleError, Step
from jiangxin.editing.sources import Source, read_source
from jiangxin.editing.steps import ChangedError, Steps
from jiangxin.folders import Folders
from jiangxin.importing.cells import tidy_name
from jiangxin.importing.columns import title_field
from jiangxin.importing.naming import Naming, next_code
from jiangxin.model.entry import Ref
from jiangxin.model.kinds import KINDS
from jiangxin.model.library import Library
from jiangxin.pipeline import Options, read
from jiangxin.problems import ContentError, Problem, in_order
from jiangxin.workers import default_jobs

_FOLDER = "edits"
_SEEN = 200  # states of entries that are remembered, to tell what was changed outside since


class _State(NamedTuple):
    """The content at a moment, and by which it is known again."""

    stamps: tuple[tuple[str, Stamp], ...]
    library: Library
    problems: tuple[Problem, ...]
    names: Index


class Desk:
    """The editing of the exhibition in `folders`."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._content = folders.content
        self._cache = Cache(folders.cache)
        self._steps = Steps(folders.content, folders.cache / _FOLDER)
        self._lock = threading.RLock()
        self._known: _State | None = None
        self._seen: OrderedDict[str, Mapping[str, object]] = OrderedDict()

    def entries(self) -> tuple[Listed, ...]:
        """Give every entry, also those that cannot be read, by kind and title; the exhibition's own record first."""
        return self._now().names.entries()

    def find(self, words: str, kinds: Collection[str] = ()) -> tuple[Listed, ...]:
        """Give the entries of `kinds`, or of all, that go by `words`: names, ids, codes, pinyin; the best first."""
        with self._lock:
            found = self._now().names.find(words, kinds, self._cache.ledger("names"))
            self._cache.ledger("names").save()
            return found

    def open(self, ref: Ref) -> Sheet:
        """Give an entry. Raises RefusedError where there is none, or where its file cannot be read."""
        return self._sheet(self._there(ref), self._problems({}))

    def check(self, ref: Ref, changes: Changes) -> tuple[Problem, ...]:
        """Give the problems the entry would have with the changes made; nothing is written."""
        source = self._source(ref)
        try:
            made = source.changed(changes)
        except RefusedError as error:
            return error.problems
        try:
            after = read_source(self._content, ref, made)
        except SourceError as error:
            return (error.problem,)
        return _problems_of(after, self._problems(made))

    def save(self, ref: Ref, digest: str, changes: Changes) -> Sheet:
        """Make the changes; `digest` is that of the sheet they began with, "" for an entry that is not there yet.

        Raises StaleError where the entry says something else by now, and RefusedError where the changes bring
        a problem that blocks, cannot be made in this file, or cannot be written.
        """
        with self._steps.alone():
            source = self._source(ref)
            if source.digest != digest:
                raise self._stale(source, digest)
            made = source.changed(changes)
            after, problems = self._checked(source, made)
            if made:
                self._steps.take(ref, tuple(changes), source.raws, made)
            return self._sheet(after, problems)

    def undo(self) -> Step | None:
        """Undo the last step that was not; None where there is none.

        Raises StaleError where a file was changed outside since, RefusedError where it cannot be written.
        """
        return self._again(-1)

    def redo(self) -> Step | None:
        """Do again what was undone last; as `undo`."""
        return self._again(1)

    def create(self, kind: str, title: str) -> Sheet:
        """Begin an entry as a draft, its id made of its name.

        Where its kind asks for more than a name, nothing is written yet: the sheet has no digest, tells what
        is missing, and holds as `pending` what is to be saved together with that.
        """
        name = tidy_name(title)
        if kind not in KINDS or not name:
            raise RefusedError(Problem("editing.no-name", "content", facts={"found": kind}))
        with self._steps.alone():
            library = self._now().library
            taken = {ref.id for ref in (*(entry.ref for entry in library.entries), *library.unread) if ref.kind == kind}
            naming = Naming(self._cache.ledger("names"))
            ref = Ref(kind, naming.free_id(name, is_person=kind == "craftsman", taken=taken, otherwise=kind))
            self._cache.ledger("names").save()
            code = next_code(entry.code for entry in library.entries if entry.code)
            changes = {title_field(kind): name, **({"code": code} if code else {}), "status": "draft"}
            try:
                return self.save(ref, "", changes)
            except RefusedError as error:
                source = self._source(ref)
                return Sheet(ref, source.path, "", {}, "", problems=error.problems, pending=changes)

    def add_picture(self, ref: Ref, name: str, content: bytes, alt: str | None = None) -> Sheet:
        """Take in a picture file as the import does, and put it beside the entry.

        With `alt`, what it shows ("" where it only decorates), it is added to `images` at once. Without, the
        sheet holds it as `pending` and tells what is missing. Raises RefusedError where it is no picture that
        can be shown.
        """
        with self._steps.alone():
            source = self._there(ref)
            folder = source.path.rpartition("/")[0]
            if not folder:  # the exhibition's own record shows none
                raise RefusedError(Problem("editing.no-place", f"content/{source.path}", facts={"found": "images"}))
            file, data = taken_in(name, content, self._content / folder, ref.id)
            picture: dict[str, bytes | None] = {f"{folder}/{file}": data}
            place = f"images[{_length(source.fields.get('images'))}]"
            changes: dict[str, Value | None] = {f"{place}.file": file}
            if alt is None:
                self._steps.take(ref, (), {}, picture)
                return dataclasses.replace(self.open(ref), problems=self.check(ref, changes), pending=changes)
            made = source.changed({**changes, f"{place}.alt": alt})
            self._steps.take(ref, (place,), source.raws, picture | made)
            return self.open(ref)

    def remove(self, ref: Ref) -> Step:
        """Take an entry away, with the pictures that are its alone; undoing brings them back.

        Raises RefusedError, which names every entry that refers to it.
        """
        with self._steps.alone():
            source = self._there(ref)
            if ref == EXHIBITION:
                raise RefusedError(Problem("editing.no-place", f"content/{source.path}", facts={"found": str(ref)}))
            index = self._now().names
            if referring := index.referring_to(ref):
                raise RefusedError(*referring)
            made = source.without()
            was = dict(source.raws)
            for path in index.pictures_of(ref):
                place = self._content / path
                if place.is_file() and not place.is_symlink():
                    was[path], made[path] = place.read_bytes(), None
            self._steps.take(ref, (), was, made)
            return Step(ref, (), None)

    def _again(self, by: int) -> Step | None:
        with self._steps.alone():
            try:
                kept = self._steps.go(by)
            except ChangedError as error:
                raise StaleError(self._step(error.step).sheet, error.step.fields) from error
            return None if kept is None else self._step(kept)

    def _step(self, kept: Kept) -> Step:
        source = self._source(Ref(*kept.ref.split("/", 1)))
        return Step(source.ref, kept.fields, self._sheet(source, self._problems({})) if source.exists else None)

    def _checked(self, source: Source, made: Mapping[str, bytes | None]) -> tuple[Source, tuple[Problem, ...]]:
        """Give the entry as it would be, and all problems there would be. Raises RefusedError for one that is new."""
        problems = self._problems(made)
        try:
            after = read_source(self._content, source.ref, made)
        except SourceError as error:
            raise RefusedError(error.problem) from error
        if made and any(each.blocks for each in _problems_of(after, problems)):
            known = {_signature(each) for each in _problems_of(source, self._problems({}))} if source.exists else set()
            new = [each for each in _problems_of(after, problems) if each.blocks and _signature(each) not in known]
            if new:
                raise RefusedError(*new)
        return after, problems

    def _there(self, ref: Ref) -> Source:
        source = self._source(ref)
        if not source.exists:
            raise RefusedError(Problem("editing.no-entry", f"content/{source.path}", facts={"found": str(ref)}))
        return source

    def _source(self, ref: Ref) -> Source:
        try:
            return read_source(self._content, ref)
        except SourceError as error:
            raise RefusedError(error.problem) from error

    def _sheet(self, source: Source, problems: tuple[Problem, ...]) -> Sheet:
        digest = source.digest
        others = {lang: text for lang, text in source.bodies.items() if lang}
        bodies = {f"{BODY}_{lang}" if lang else BODY: text for lang, text in source.bodies.items()}
        self._seen[digest] = {**source.fields, **bodies}
        self._seen.move_to_end(digest)
        while len(self._seen) > _SEEN:
            self._seen.popitem(last=False)
        told = _problems_of(source, problems)
        return Sheet(source.ref, source.path, digest, source.fields, source.bodies.get("", ""), others, told)

    def _stale(self, source: Source, digest: str) -> StaleError:
        sheet = self._sheet(source, self._problems({})) if source.exists else None
        now, then = self._seen[source.digest] if sheet else {}, self._seen.get(digest, {})
        names = dict.fromkeys((*then, *now))
        return StaleError(sheet, tuple(name for name in names if now.get(name) != then.get(name)))

    def _now(self) -> _State:
        """Give the content as it is on the disk; while no file changes it is known."""
        with self._lock:
            stamps = _stamps(self._content)
            youngest = max((max(stamp.written_ns, stamp.changed_ns) for _, stamp in stamps), default=0)
            if self._known is None or self._known.stamps != stamps:
                library, problems = self._read({})
                state = _State(stamps, library, in_order(problems), Index(library, problems))
                # A file so young may yet change unseen: what is known of it is asked for again.
                self._known = state if time.time_ns() - youngest > RACY_NS else None
                return state
            return self._known

    def _read(self, instead: Instead) -> tuple[Library, list[Problem]]:
        with self._lock:
            return read(self._folders, self._cache, Options(drafts=True), default_jobs(), instead=instead)

    def _problems(self, instead: Instead) -> tuple[Problem, ...]:
        try:
            return in_order(self._read(instead)[1]) if instead else self._now().problems
        except ContentError as error:
            return error.problems


def _stamps(content: Path) -> tuple[tuple[str, Stamp], ...]:
    """Give the state of every file, by path."""
    found = find(content)
    stamps = [(file.path, file.stamp) for file in (*found.entries, *found.lists)]
    for path in (*found.others, SETTINGS):
        with suppress(OSError):  # it went since it was found
            stamps.append((path, Stamp.of(os.lstat(content / path))))
    return tuple(stamps)


def _problems_of(source: Source, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Give the problems of an entry: those of its files, or in a list those on its item's lines."""
    paths = {f"content/{path}" for path in source.raws}
    first, last = source.lines
    return tuple(
        each
        for each in problems
        if each.path in paths and (not first or (first <= each.line and (not last or each.line <= last)))
    )


def _signature(problem: Problem) -> tuple[object, ...]:
    """Give what is equal where a problem is the same, wherever its line is by now."""
    return problem.code, problem.path, problem.field, tuple(sorted(problem.facts.items()))


def _length(value: Value | None) -> int:
    return 0 if value is None else 1 if isinstance(value, str | Mapping) else len(value)
