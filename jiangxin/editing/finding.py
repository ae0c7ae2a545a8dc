"""The library → lists of its entries: all of them, those that go by some words, those that refer to one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from jiangxin.cache import Ledger
from jiangxin.curation.check_pictures import named_files
from jiangxin.editing.sheet import EXHIBITION, Listed
from jiangxin.importing.holdings import key_of
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.kinds import KINDS
from jiangxin.model.library import Library
from jiangxin.model.text import Text
from jiangxin.model.walk import references_of
from jiangxin.names.pinyin import Pinyin
from jiangxin.problems import Problem

_MOST_FOUND = 50
_LATIN = re.compile(r"[a-z0-9 '-]+")
_EXACT, _BEGINS, _WITHIN = range(3)


class Index:
    """The entries of a library, and the problems they have."""

    def __init__(self, library: Library, problems: Iterable[Problem]) -> None:
        self._library = library
        self._counts = _counts(library, problems)
        kinds = {kind: place for place, kind in enumerate(KINDS)}
        found = sorted(self._all(), key=lambda each: (kinds.get(each.kind, -1), each.title, each.ref.id))
        self._entries = tuple(found)
        self._names: dict[Ref, tuple[str, ...]] = {}
        self._typed: dict[Ref, tuple[str, ...]] = {}

    def entries(self) -> tuple[Listed, ...]:
        """Give every entry by kind and title, the exhibition's own record first."""
        return self._entries

    def find(self, words: str, kinds: Collection[str], readings: Ledger) -> tuple[Listed, ...]:
        """Give the entries of `kinds`, all where there are none, that go by `words`; the best first."""
        wanted = key_of(words)
        if not self._names:
            self._names = {entry.ref: tuple(_names(entry)) for entry in self._library.entries}
        if not self._typed and _LATIN.fullmatch(wanted):
            pinyin = Pinyin(readings)
            self._typed = {entry.ref: tuple(_typed(entry, pinyin)) for entry in self._library.entries}
        found: list[tuple[int, Listed]] = []
        for each in self._entries:
            if each.ref == EXHIBITION or (kinds and each.kind not in kinds):
                continue
            names = (each.ref.id, str(each.ref), *self._names.get(each.ref, ()), *self._typed.get(each.ref, ()))
            rank = min(_rank(wanted, name) for name in names)
            if rank <= _WITHIN:
                found.append((rank, each))
        found.sort(key=lambda pair: pair[0])
        return tuple(each for _, each in found[:_MOST_FOUND])

    def referring_to(self, ref: Ref) -> tuple[Problem, ...]:
        """Give a problem for every place that names an entry, those of its own apart."""
        library = self._library
        paths = {entry.ref: entry for entry in library.entries}
        facts = {"found": str(ref)}
        places = [
            Problem("editing.referred", f"content/{entry.path}", entry.line_of(place), place, facts)
            for entry in library.entries
            for place, _, other in library.references_of(entry)
            if other == ref and entry.ref != ref
        ]
        places += [
            Problem("editing.referred", "content/exhibition.yaml", library.settings_lines.get(place, 1), place, facts)
            for place, _, other in references_of(library.settings)
            if other == ref
        ]
        places += [
            Problem("editing.referred", f"content/{paths[owner].path}", link.line, "body", facts)
            for (owner, _), prose in library.prose.items()
            for link in prose.links
            if not link.is_picture and link.target == str(ref) and owner != ref and owner in paths
        ]
        return tuple(places)

    def pictures_of(self, ref: Ref) -> list[str]:
        """Give the files that an entry names and no other does, by path under content/."""
        owners: defaultdict[str, set[Ref]] = defaultdict(set)
        folders = {}
        for entry in self._library.entries:
            folders[entry.ref] = folder = entry.path.rpartition("/")[0]
            for _, name in named_files(entry):
                owners[f"{folder}/{name}"].add(entry.ref)
        for (owner, _), prose in self._library.prose.items():
            for link in prose.links:
                if link.is_picture and owner in folders:
                    owners[f"{folders[owner]}/{link.target}"].add(owner)
        there = set(self._library.files)
        return sorted(path for path, refs in owners.items() if refs == {ref} and path in there)

    def _all(self) -> Iterator[Listed]:
        library = self._library
        yield Listed(
            EXHIBITION,
            library.settings.title.primary if library.settings.title else "",
            EXHIBITION.kind,
            "exhibition.yaml",
            "",
            *self._counts[EXHIBITION],
        )
        for entry in library.entries:
            title = entry.title.primary if entry.title else entry.ref.id
            yield Listed(entry.ref, title, entry.ref.kind, entry.path, entry.status or "", *self._counts[entry.ref])
        for ref in library.unread:
            if ref.kind in KINDS:
                yield Listed(ref, ref.id, ref.kind, "", "", 1, 0)


def _counts(library: Library, problems: Iterable[Problem]) -> defaultdict[Ref, tuple[int, int]]:
    """Count the problems of each entry: how many block, how many do not."""
    starts: defaultdict[str, list[tuple[int, Ref]]] = defaultdict(list)
    starts["content/exhibition.yaml"].append((0, EXHIBITION))
    for entry in library.entries:
        starts[f"content/{entry.path}"].append((entry.lines.get("id", 0), entry.ref))
        for lang in library.settings.languages[1:]:
            starts[f"content/{entry.path.removesuffix('.md')}.{lang}.md"].append((0, entry.ref))
    for places in starts.values():
        places.sort()
    counts: defaultdict[Ref, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for problem in problems:
        if known := starts.get(problem.path):
            at = bisect_right(known, problem.line, key=lambda place: place[0])
            ref = known[max(at - 1, 0)][1]
            blocking, warnings = counts[ref]
            counts[ref] = blocking + problem.blocks, warnings + (not problem.blocks)
    return counts


def _names(entry: Entry) -> Iterator[str]:
    """Give everything an entry goes by: names in every language, and the code."""
    if entry.code:
        yield entry.code.casefold()
    for text in _texts(entry):
        for name in (text.primary, *(other for _, other in text.others)):
            yield key_of(name)


def _typed(entry: Entry, pinyin: Pinyin) -> Iterator[str]:
    """Give an entry's names as they are typed in pinyin, and their first letters."""
    for text in _texts(entry):
        is_person = entry.ref.kind == "craftsman"
        said = pinyin.of_person(text.primary) if is_person else pinyin.of_words(text.primary)
        if said:
            letters = [each.letters for each in said.sound]
            yield "".join(letters)
            yield "".join(each[:1] for each in letters)


def _texts(entry: Entry) -> list[Text]:
    return [text for text in (entry.title, *entry.also_called) if text is not None]


def _rank(wanted: str, name: str) -> int:
    if wanted == name:
        return _EXACT
    joined = wanted.replace(" ", "")
    if name.startswith((wanted, joined)):
        return _BEGINS
    return _WITHIN if wanted in name or joined in name else _WITHIN + 1
