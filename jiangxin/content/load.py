"""`content/` → Library: every record typed, every body converted, every picture measured.

What is slow is remembered under the digest of its input: what a text says and a
body's HTML under their words, a picture's measure under its bytes. A file that did
not change is not opened; what holds between files is worked out at each build. What
strangers wrote is worked in processes that can be ended, so that one hostile text
costs its own page only.
"""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from jiangxin.cache import Cache
from jiangxin.content.bodies import Bodies, Body
from jiangxin.content.captions import read_all_captions
from jiangxin.content.folder import SETTINGS, Found, Instead, TextFile, find
from jiangxin.content.measure import measure_all, pictures_named
from jiangxin.content.memory import Memory
from jiangxin.content.reading import Desk
from jiangxin.content.recording import read_all_recordings
from jiangxin.content.rows import Made, Records, Row, made_before
from jiangxin.content.said import Item
from jiangxin.content.scalars import any_of
from jiangxin.content.settings import read_settings
from jiangxin.crews import Forked
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.kinds import BY_FOLDER
from jiangxin.model.library import Library
from jiangxin.model.narrative import Tour
from jiangxin.model.walk import Reference
from jiangxin.problems import ContentError, Problem
from jiangxin.starting import expect

_MANY = 200  # of so many new texts most is done by others

_NO_ID = ("ref.format", "ref.name")

Progress = Callable[[str, int, int], None]
"""Called with what is worked on (`text`, `picture`, `derivative`), the number done and the number in all."""


def load(
    content: Path,
    cache: Cache,
    *,
    jobs: int,
    progress: Progress | None = None,
    instead: Instead = MappingProxyType({}),
) -> tuple[Library, list[Problem]]:
    """Read the folder `content`, some texts in it as if they were written otherwise.

    Gives the library of all that could be read, and the problems met. Raises
    ContentError where there is no content to speak of.
    """
    if not content.is_dir():
        raise ContentError([Problem("exhibition.none", "content")])
    with _no_collection():
        return _load(content, cache, jobs, progress, instead)


def _load(
    content: Path, cache: Cache, jobs: int, progress: Progress | None, instead: Instead
) -> tuple[Library, list[Problem]]:
    found = find(content, instead)
    problems = found.problems
    told = read_settings(content, found, instead.get(SETTINGS))
    problems += told.problems
    languages = told.settings.languages
    memory = Memory(cache, languages)
    is_many = len(found.entries) > len(memory.rows) + _MANY
    is_copied = is_many and not instead and Forked.is_safe()
    if is_many and not is_copied:
        expect("jiangxin.content.markup", "jiangxin.images.cards.card")
    desk = Desk(content, languages, memory.rows, instead)
    collected = _Collected(Records(languages[0]), problems)
    known = _known(desk, found)
    desk.known = known.union(map(str, found.misnamed), map(any_of, found.unread_kinds))
    bodies = Bodies(content, memory, jobs, instead)
    in_languages = (each for each in found.entries if each.lang in ("", *languages[1:]))
    few: dict[bytes, str] = {}
    if is_copied:
        from jiangxin.content.copies import read_by_copies  # most builds read few texts

        new = [each for each in in_languages if each.path not in memory.rows]
        read_by_copies(desk, bodies, new, jobs, _counted("text", progress))
    elif not instead:
        few = desk.read_ahead(in_languages)
    with bodies.converting(few):
        collected.articles(desk, found, languages)
        collected.lists(desk, found)
    prose = bodies.prose(collected.bodies, _counted("text", progress), problems)
    if not instead and (desk.is_new or bodies.rows.keys() != memory.bodies.keys()):
        memory.keep(desk.rows, bodies.rows)
    entries = collected.entries
    named = pictures_named(entries, collected.bodies, prose, found.others)
    photographs = measure_all(content, named, cache, jobs, _counted("picture", progress), problems)
    showing = [entry for entry in entries if entry.media or isinstance(entry, Tour)]
    library = Library(
        told.settings,
        told.lines,
        tuple(entries),
        prose,
        photographs,
        read_all_recordings(content, showing, found.others, cache, problems),
        read_all_captions(content, showing, found.others, languages, problems),
        files=tuple(sorted(found.others)),
        unread=frozenset(map(collected.records.refs.__getitem__, known.difference(map(str, collected.references)))),
        unread_kinds=frozenset(found.unread_kinds),
        misnamed=frozenset(found.misnamed),
        unread_settings=told.unread,
        references=collected.references,
        fingerprints=collected.fingerprints,
        versions=collected.versions,
        texts=desk.digests,
    )
    return library, _with_named(_once_a_language(problems, "languages" not in told.unread), entries)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Look for no cycles meanwhile: there are none in what is made here, and to look takes as long as to load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _with_named(problems: list[Problem], entries: Sequence[Entry]) -> list[Problem]:
    """Suggest the id where an editor wrote a name: `江丰电子` is `organisation/jiangfeng-dianzi`."""
    if not any(each.code in _NO_ID for each in problems):
        return problems
    named = {
        words: str(entry.ref)
        for entry in entries
        for text in (entry.title, *entry.also_called)
        if text is not None
        for words in (text.primary, *(other for _, other in text.others))
    }
    return [
        dataclasses.replace(each, code="ref.format", suggestion=named[each.facts["found"].rpartition("/")[2]])
        if each.code in _NO_ID and each.facts["found"].rpartition("/")[2] in named
        else each
        for each in problems
    ]


def _once_a_language(problems: list[Problem], is_known: bool) -> list[Problem]:
    """Tell of a language that is not listed once, with the number of places; of none where the list is not known."""
    unlisted = [problem for problem in problems if problem.code == "lang.unlisted"]
    kept = [problem for problem in problems if problem.code != "lang.unlisted"]
    for lang in sorted({problem.facts["found"] for problem in unlisted} if is_known else ()):
        places = sorted((each for each in unlisted if each.facts["found"] == lang), key=Problem.sort_key)
        kept.append(dataclasses.replace(places[0], facts={**places[0].facts, "count": str(len(places))}))
    return kept


def _known(desk: Desk, found: Found) -> frozenset[str]:
    """Give every entry there is, before any is typed."""
    kind_of = {folder: cls.kind_name for folder, cls in BY_FOLDER.items()}
    in_files = {f"{kind_of[file.folder]}/{file.id}" for file in found.entries if not file.lang}
    in_lists = {f"{kind_of[file.folder]}/{each}" for file in found.lists for each in desk.ids_in(file) if each}
    return frozenset(in_files | in_lists)


class _Collected:
    """What was read so far: entries, what is known of them, and the bodies that are to be converted."""

    def __init__(self, records: Records, problems: list[Problem]) -> None:
        self.records = records
        self.entries: list[Entry] = []
        self.bodies: list[Body] = []
        self.references: dict[Ref, tuple[Reference, ...]] = {}
        self.fingerprints: dict[Ref, bytes] = {}
        self.versions: dict[Ref, bytes] = {}
        self._problems = problems
        self._firsts: dict[Ref, str] = {}

    def articles(self, desk: Desk, found: Found, languages: tuple[str, ...]) -> None:
        """Take the entries that have a file of their own, then the translations of their bodies."""
        for file in found.entries:
            if not file.lang:
                self._article(desk, file, languages[0])
        originals = self._firsts.copy()
        for file in found.entries:
            if file.lang:
                self._translation(desk, found, file, languages, originals)

    def lists(self, desk: Desk, found: Found) -> None:
        """Take the entries that lists hold."""
        for file in found.lists:
            said = desk.text(file)
            told = self._tell(said.problems if said.refused is None else (said.refused,))
            items = [(row, Item._make(row)) for row in said.items]
            if not any(said.ids) and (items or any(each.blocks for each in told)):
                found.miss(file.folder)
            cls = BY_FOLDER[file.folder]
            for row, item in items:
                ref = self.records.refs[f"{cls.kind_name}/{item.id}"]
                name = f"content/{file.path}"
                line = item.lines.get("id", 0)
                if item.id and ref in self._firsts:
                    facts = {"found": ref.id, "first": self._firsts[ref]}
                    self._problems.append(Problem("id.duplicate", name, line, "id", facts))
                elif item.id:
                    self._firsts[ref] = f"{name}:{line}"
                    self._entry(desk, cls, ref, file, row)
                else:
                    self._tell(item.problems)

    def _article(self, desk: Desk, file: TextFile, lang: str) -> None:
        cls = BY_FOLDER[file.folder]
        ref = self.records.refs[f"{cls.kind_name}/{file.id}"]
        name = f"content/{file.path}"
        if ref in self._firsts:
            facts = {"found": file.id, "first": self._firsts[ref]}
            self._problems.append(Problem("id.duplicate", name, 1, "", facts))
            return
        self._firsts[ref] = name
        said = desk.text(file)
        if said.refused is not None:
            self._tell((said.refused,))
            return
        if said.problems:
            self._tell(said.problems)
        self._entry(desk, cls, ref, file, said.items[0])
        if said.body is not None:
            self.bodies.append(Body(ref, lang, file, *said.body))

    def _translation(
        self, desk: Desk, found: Found, file: TextFile, languages: tuple[str, ...], originals: Mapping[Ref, str]
    ) -> None:
        name = f"content/{file.path}"
        ref = self.records.refs[f"{BY_FOLDER[file.folder].kind_name}/{file.id}"]
        if file.lang not in languages[1:]:
            facts = {"found": file.lang, "allowed": ", ".join(languages)}
            self._problems.append(Problem("lang.unlisted", name, 1, "", facts, blocks=False))
        elif ref not in originals:
            original = f"content/{file.path.removesuffix(f'.{file.lang}.md')}.md"
            if ref not in found.misnamed:
                self._problems.append(Problem("translation.orphan", name, 1, "", {"found": original}))
        else:
            said = desk.text(file)
            if said.refused is not None:
                self._tell((said.refused,))
                return
            self._tell(said.problems)
            if said.first_field is not None:
                key, line = said.first_field
                self._problems.append(Problem("translation.listed", name, line, key))
            if said.body is not None:
                self.bodies.append(Body(ref, file.lang, file, *said.body))
            if ref in self.versions:
                self.versions[ref] += file.lang.encode() + said.version

    def _entry(self, desk: Desk, cls: type[Entry], ref: Ref, file: TextFile, row: Row) -> None:
        item = Item._make(row)
        if item.problems:
            self._tell(item.problems)
        place = (file.path, self.records.lang)
        made = made_before.get(ref)
        if made is None or made.row is not row or made.place != place:
            entry = self.records.entry(cls, ref, file.path, item.lines, item.fields)
            made = Made(row, place, entry, self.records.references(item.references))
            if desk.gives_again(file):
                made_before[ref] = made
        self.entries.append(made.entry)
        self.references[ref] = made.references
        self.fingerprints[ref] = item.fingerprint
        self.versions[ref] = item.version

    def _tell(self, kept: Iterable[Row]) -> list[Problem]:
        told = [Problem(*row) for row in kept]
        self._problems += told
        return told


def _counted(what: str, progress: Progress | None) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, total: progress(what, done, total)
