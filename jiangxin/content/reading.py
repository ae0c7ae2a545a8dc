"""One text of `content/` → what is kept of it, remembered while neither it nor what it asked for changes.

A text whose head is as it was is not opened; another is read, and where its bytes are the same it is not
parsed. What its fields mean depends on nothing else but the languages and, where an editor wrote a bare id,
on which entries there are: those that were looked up are kept with the answers, and where one differs the
text is typed anew. Its problems are kept with it and told at each build.
"""

from __future__ import annotations

import hashlib
import marshal
import time
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from jiangxin.cache import RACY_NS
from jiangxin.content.folder import Instead, Stamp, TextFile
from jiangxin.content.lists import Listed, id_of, ids_written, read_list
from jiangxin.content.marks import marks_in
from jiangxin.content.memory import Rows, recipe
from jiangxin.content.parse import parse_fields
from jiangxin.content.private import private_in
from jiangxin.content.rows import interned, packed, packed_references
from jiangxin.content.said import Item, Kept, Said, said_by, told
from jiangxin.content.scalars import Reader
from jiangxin.content.source import SourceError, Table, as_text, parse_article, read_raw, read_text
from jiangxin.content.version import version_of
from jiangxin.model.entry import Ref
from jiangxin.model.kinds import BY_FOLDER
from jiangxin.problems import Problem

_FEW = 32


_unpacked: dict[str, tuple[tuple[Any, ...], Said]] = {}  # by path, with all that it depends on


class _Read(NamedTuple):
    """A text as it was read now; "" where it is `refused`."""

    stamp: tuple[int, ...] | None
    digest: bytes
    text: str
    refused: Problem | None = None


class Desk:
    """Where the texts of one build are read.

    `known` names every entry there is; it must be set before the first text is asked for.
    """

    def __init__(
        self, content: Path, languages: tuple[str, ...], rows: Rows, instead: Instead = MappingProxyType({})
    ) -> None:
        self.known: Set[str] = frozenset()
        self._instead = instead
        self._root = f"{content}/"
        self._languages = languages
        self._rows = rows
        self._kept: dict[str, tuple[Any, ...]] = {}  # those that were known and are as they were, the very same
        self._taken: dict[str, Kept] = {}
        self._looks: dict[str, tuple[Kept | None, _Read | None]] = {}
        self._lists: dict[str, Listed] = {}
        self._is_new = False
        self._salt = hashlib.blake2b(f"{recipe()} {languages}".encode(), digest_size=16).digest()

    @property
    def is_new(self) -> bool:
        """Whether what is known now differs from what was."""
        return self._is_new or len(self._kept) != len(self._rows)

    @property
    def rows(self) -> Rows:
        """What is known now of the texts that were asked for."""
        return self._kept

    @property
    def digests(self) -> dict[str, bytes]:
        """The digests of the texts that were asked for, by path."""
        return {path: digest for path, (_, digest, *_) in self._kept.items()}

    def ids_in(self, file: TextFile) -> tuple[str, ...]:
        """Give the ids that a list names."""
        old, read = self._looks[file.path] = self._look(file)
        if old is not None:
            return self._unpacked(file.path, old).ids
        assert read is not None  # for what is not known is read
        if read.refused:
            return ()
        try:
            return self._listed(file, read).ids
        except SourceError:  # told when its entries are asked for
            return ids_written(read.text)

    def text(self, file: TextFile) -> Said:
        """Give what a text says."""
        path = file.path
        if (taken := self._taken.pop(path, None)) is not None:
            self._kept[path] = tuple(taken)
            self._is_new = True
            return said_by(taken)
        old, read = self._looks.pop(path) if path in self._looks else self._look(file)
        if old is not None and (not old.asked or all((ref in self.known) == was for ref, was in old.asked)):
            row = self._rows[path]
            self._kept[path] = row if row == old else tuple(old)
            return self._unpacked(path, old)
        kept, said = self._anew(file, read or self._read(file))
        self._kept[path] = tuple(kept)
        self._is_new = True
        return said

    def gives_again(self, file: TextFile) -> bool:
        """Say whether the next build of this process is given the very same, if the text stays as it is."""
        return file.path in _unpacked

    def read_ahead(self, files: Iterable[TextFile]) -> dict[bytes, str]:
        """Read those texts that are not as they were, where they are few; give their bodies by the digests of them."""
        rows = self._rows
        changed = [file for file in files if (row := rows.get(file.path)) is None or row[0] != file.stamp]
        found: dict[bytes, str] = {}
        for file in changed if len(changed) <= _FEW else ():
            old, read = self._looks[file.path] = self._look(file)
            if old is None and read is not None:
                kept, said = self._anew(file, read)
                self.take(file.path, kept)
                if said.body is not None:
                    found[said.body[1]] = _from_line(read.text, said.body[0])
        return found

    def fresh(self, file: TextFile) -> tuple[Kept, Said, str]:
        """Read a text of which nothing is known; give what is to be kept of it, what it says, and its body."""
        read = self._read(file)
        kept, said = self._anew(file, read)
        return kept, said, "" if said.body is None else _from_line(read.text, said.body[0])

    def take(self, path: str, kept: Kept) -> None:
        """Take what a copy of this desk keeps of a text, which need not be read here where it is asked for."""
        self._taken[path] = kept

    def _anew(self, file: TextFile, read: _Read) -> tuple[Kept, Said]:
        asked = _Asked(self.known)
        said = self._typed(file, read, asked)
        return Kept(read.stamp, read.digest, tuple(asked.answers.items()), marshal.dumps(tuple(said))), said

    def _look(self, file: TextFile) -> tuple[Kept | None, _Read | None]:
        """Give what was known, where the bytes are the same; else the text."""
        row = self._rows.get(file.path)
        old = None if row is None else Kept._make(row)
        if old is not None and old.stamp == file.stamp:
            return old, None
        read = self._read(file)
        if old is None or old.digest != read.digest or not read.digest:
            return None, read
        if old.stamp != read.stamp:
            self._is_new = True
        return old._replace(stamp=read.stamp), None

    def _read(self, file: TextFile) -> _Read:
        name = f"content/{file.path}"
        if (data := self._instead.get(file.path)) is not None:
            return _read_of(None, data, name)
        try:
            raw, head = read_raw(self._root + file.path, name)
        except SourceError as error:
            return _Read(None, b"", "", error.problem)
        stamp = Stamp.of(head)
        # The head after reading is that before, but for the inode, which not every system tells while it lists.
        is_settled = stamp[:3] == file.stamp[:3]
        is_young = time.time_ns() - max(stamp.written_ns, stamp.changed_ns) <= RACY_NS
        return _read_of(tuple(file.stamp) if is_settled and not is_young else None, raw, name)

    def _typed(self, file: TextFile, read: _Read, asked: _Asked) -> Said:
        try:
            if read.refused:
                raise SourceError(read.refused)
            if file.id:
                said = self._typed_article(file, read, asked)
            else:
                said = self._typed_list(file, self._listed(file, read), asked)
            return said._replace(problems=(*said.problems, *map(told, _doubts(file, read.text, said))))
        except SourceError as error:
            return Said(refused=told(error.problem), ids=() if file.id else ids_written(read.text))

    def _typed_article(self, file: TextFile, read: _Read, asked: _Asked) -> Said:
        front, body, line = parse_article(read.text, f"content/{file.path}", needs_front=not file.lang)
        kept_body = (line, key_of(body)) if body.strip() or file.lang else None
        if file.lang:
            first = next(((key, line) for key, (line, _) in front.rows.items()), None) if front else None
            return Said(body=kept_body, first_field=first, version=version_of(Table({}, 1), body))
        assert front is not None  # or it would have been refused
        item = self._item(file, file.id, front, asked, 0, version_of(front, body))
        return Said(items=(tuple(item),), body=kept_body)

    def _typed_list(self, file: TextFile, listed: Listed, asked: _Asked) -> Said:
        items = []
        for index, (node, problem) in enumerate(zip(listed.items, listed.problems, strict=True)):
            if problem is not None:
                item = Item("", (), {}, (), b"", b"", (told(problem),))
            else:
                assert isinstance(node, Table)  # or it would have a problem
                rest = Table({key: row for key, row in node.rows.items() if key != "id"}, node.line)
                item = self._item(file, id_of(node), rest, asked, index, version_of(rest, ""))
                item.lines["id"] = node.rows["id"][0]
            items.append(tuple(item))
        return Said(ids=listed.ids, items=tuple(items), problems=tuple(map(told, listed.on_the_whole)))

    def _item(self, file: TextFile, entry_id: str, table: Table, asked: _Asked, index: int, version: bytes) -> Item:
        """Type an entry; `index` is its place in a list."""
        cls = BY_FOLDER[file.folder]
        reader = Reader(f"content/{file.path}", self._languages, asked, cls.kind_name)
        values, lines = parse_fields(reader, cls, table)
        fields = packed(cls, values)
        place = marshal.dumps((file.path, entry_id, index, fields), 2)  # this version says the same of equal values
        fingerprint = hashlib.blake2b(place, digest_size=16, key=self._salt).digest()
        references = packed_references(cls(ref=Ref(cls.kind_name, entry_id), path=file.path, **values))
        problems = tuple(map(told, reader.problems))
        return Item(entry_id, fields, interned(lines), references, fingerprint, version, problems)

    def _unpacked(self, path: str, kept: Kept) -> Said:
        """Give what a text says; where this process knows it from the build before, the very same."""
        told = (kept.digest, kept.asked, self._languages, self._salt)
        known = _unpacked.get(path)
        if known is None or known[0] != told:
            known = _unpacked[path] = (told, said_by(kept))
        return known[1]

    def _listed(self, file: TextFile, read: _Read) -> Listed:
        if file.path not in self._lists:
            self._lists[file.path] = read_list(read.text, file.folder, f"content/{file.path}")
        return self._lists[file.path]


def _read_of(stamp: tuple[int, ...] | None, raw: bytes, name: str) -> _Read:
    digest = hashlib.blake2b(raw, digest_size=16).digest()
    try:
        return _Read(stamp, digest, as_text(raw, name))
    except SourceError as error:
        return _Read(stamp, digest, "", error.problem)


def _doubts(file: TextFile, text: str, said: Said) -> Iterator[Problem]:
    """Give a warning for everything private in a text, for values that are remarks, for marks that are shown."""
    if said.body is not None:
        first = said.body[0]
        *above, body = text.split("\n", first - 1)
        for mark in marks_in(body, "\n".join(above) if not file.lang else body):
            line = first - 1 + mark.line
            yield Problem(
                mark.code, f"content/{file.path}", line, "", {"found": mark.found[:80]}, mark.suggestion, blocks=False
            )
    for each in private_in(text):
        yield Problem(
            f"private.{each.kind}",
            f"content/{file.path}",
            each.line,
            facts={"found": each.found},
            suggestion=each.masked,
            blocks=False,
        )


class _Asked:
    """Every entry there is, which notes what it was asked."""

    def __init__(self, known: Set[str]) -> None:
        self.answers: dict[str, bool] = {}
        self._known = known

    def __contains__(self, ref: object) -> bool:
        answer = self.answers[str(ref)] = str(ref) in self._known
        return answer


def key_of(body: str) -> bytes:
    """Give the digest under which a body's HTML is kept."""
    return hashlib.blake2b(body.encode(), digest_size=16, key=recipe().encode()).digest()


def read_body(content: Path, file: TextFile, line: int, instead: Instead = MappingProxyType({})) -> str:
    """Read the body of an article, which starts on `line`. Raises SourceError, OSError."""
    name = f"content/{file.path}"
    data = instead.get(file.path)
    return _from_line(read_text(content / file.path, name) if data is None else as_text(data, name), line)


def _from_line(text: str, line: int) -> str:
    """Give what stands in a text from a line on."""
    above = line - 1
    pieces = text.split("\n", above)
    return pieces[above] if len(pieces) > above else ""
