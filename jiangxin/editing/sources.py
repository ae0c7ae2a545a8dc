"""A ref → the files that say what the entry is, read anew each time."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from jiangxin.amending.amend import CannotAmendError, amended_article, amended_list, amended_table, items_in
from jiangxin.amending.compose import article
from jiangxin.amending.values import BODY, Fields, Value, fields_of
from jiangxin.content.folder import SETTINGS, Instead
from jiangxin.content.lists import id_of, read_list
from jiangxin.content.scalars import ID
from jiangxin.content.source import (
    TEXT_LIMIT_BYTES,
    SourceError,
    Table,
    as_text,
    parse_article,
    parse_yaml,
    read_raw,
    too_large,
)
from jiangxin.editing.changes import PathError, tidied, with_changes
from jiangxin.editing.sheet import EXHIBITION, Changes, RefusedError
from jiangxin.model.entry import Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.schema import Record
from jiangxin.model.settings import DEFAULT_LANGUAGE, Settings
from jiangxin.problems import Problem

_NEW_LIST = "entries.yaml"


@frozen
class Source:
    """An entry as its files say it; `raws` are the bytes of those, by path under content/, the first its own.

    One that is not there yet has no bytes.
    """

    ref: Ref
    path: str
    raws: Mapping[str, bytes | None]
    fields: Fields
    bodies: Mapping[str, str]  # by language, "" the first
    lines: tuple[int, int]  # of the list's item, the first and the last; all where it has a file of its own
    languages: tuple[str, ...]

    @property
    def cls(self) -> type:
        """What declares its fields."""
        return class_of(self.ref.kind)

    @property
    def exists(self) -> bool:
        """Whether it is on the disk."""
        return self.raws[self.path] is not None and bool(self.fields)

    @property
    def digest(self) -> str:
        """Give 16 hexadecimal digits that are equal where the entry says the same; "" where it is not there."""
        if not self.exists:
            return ""
        said = json.dumps([self.fields, self.bodies], ensure_ascii=False)
        return blake2b(said.encode(), digest_size=8).hexdigest()

    def changed(self, changes: Changes) -> dict[str, bytes | None]:
        """Give the files that the changes make other than they are, by path; None for one that goes.

        Raises RefusedError where there is no such field, or where a person must do it in the file.
        """
        languages = {BODY: ""} | {f"{BODY}_{lang}": lang for lang in self.languages[1:]}
        bodies = {languages[name]: value for name, value in changes.items() if name in languages}
        rest = {name: value for name, value in changes.items() if name not in languages}
        try:
            if self.ref.kind in LISTED and "id" in rest:
                raise PathError("id")
            fields = with_changes(self.fields, self.cls, rest)
            own = self._own(fields, self._body("", bodies))
            made: dict[str, bytes | None] = {self.path: own}
            for lang in bodies:
                if lang:
                    path = translated(self.path, lang)
                    made[path] = self._translation(path, self._body(lang, bodies))
        except PathError as error:
            place = Problem("editing.no-place", f"content/{self.path}", facts={"found": str(error)})
            raise RefusedError(place) from error
        except CannotAmendError as error:
            names = "、".join(changes)
            raise RefusedError(Problem("editing.by-hand", f"content/{self.path}", facts={"found": names})) from error
        except SourceError as error:
            raise RefusedError(error.problem) from error
        except RefusedError as error:
            path = f"content/{self.path}"
            raise RefusedError(
                *(dataclasses.replace(each, path=each.path or path) for each in error.problems)
            ) from error
        for path, data in made.items():
            if data is not None and len(data) > TEXT_LIMIT_BYTES:
                raise RefusedError(too_large(len(data), f"content/{path}"))
        return {path: data for path, data in made.items() if data != self.raws.get(path)}

    def without(self) -> dict[str, bytes | None]:
        """Give the files as they are when the entry is taken out. Raises RefusedError as `changed`."""
        if self.ref.kind not in LISTED:
            return dict.fromkeys((path for path, raw in self.raws.items() if raw is not None), None)
        raw = self.raws[self.path] or b""
        name = f"content/{self.path}"
        try:
            items = [each for each in items_in(raw, name, self.cls) if each.get("id") != self.ref.id]
            return {self.path: amended_list(raw, name, self.cls, items)}
        except CannotAmendError as error:
            facts = {"found": self.ref.id}
            raise RefusedError(Problem("editing.by-hand", f"content/{self.path}", facts=facts)) from error

    def _body(self, lang: str, bodies: Mapping[str, Value | None]) -> str:
        if lang not in bodies:
            return self.bodies.get(lang, "")
        text = bodies[lang] or ""
        if not isinstance(text, str) or self.ref.kind in (*LISTED, EXHIBITION.kind):
            raise PathError(BODY)
        return tidied(text).strip("\n") if text.strip() else ""

    def _own(self, fields: Fields, body: str) -> bytes:
        name = f"content/{self.path}"
        raw = self.raws[self.path]
        if self.ref == EXHIBITION:
            return amended_table(raw or b"", name, Record(self.cls), fields)
        if self.ref.kind in LISTED:
            items = items_in(raw or b"", name, self.cls)
            at = next((at for at, each in enumerate(items) if each.get("id") == self.ref.id), len(items))
            items[at : at + 1] = [{"id": self.ref.id, **fields}]
            return amended_list(raw or b"", name, self.cls, items)
        if raw is None:
            return article(self.cls, fields, body).encode()
        return amended_article(raw, name, self.cls, fields, body)

    def _translation(self, path: str, body: str) -> bytes | None:
        raw = self.raws.get(path)
        if not body:
            return None
        return f"{body}\n".encode() if raw is None else amended_article(raw, f"content/{path}", self.cls, {}, body)


def read_source(content: Path, ref: Ref, instead: Instead = MappingProxyType({})) -> Source:
    """Read an entry, as if the files `instead` were written; one that is not there yet says nothing.

    Raises SourceError where its file cannot be read, RefusedError where there can be no such entry.
    """
    languages = languages_of(content, instead)
    if ref == EXHIBITION:
        raw = _raw(content, SETTINGS, instead)
        table = parse_yaml(as_text(raw or b"", f"content/{SETTINGS}"), f"content/{SETTINGS}")
        return Source(ref, SETTINGS, {SETTINGS: raw}, fields_of(table), {}, (0, 0), languages)
    if ref.kind not in KINDS or not ID.fullmatch(ref.id):
        raise RefusedError(Problem("editing.no-entry", "content", facts={"found": str(ref)}))
    folder = KINDS[ref.kind].folder
    if ref.kind in LISTED:
        return _listed(content, ref, folder, languages, instead)
    places = f"{folder}/{ref.id}.md", f"{folder}/{ref.id}/index.md"
    path = next((path for path in places if _is(content, path, instead)), places[0])
    raws = {path: _raw(content, path, instead)} | {
        each: _raw(content, each, instead) for each in (translated(path, lang) for lang in languages[1:])
    }
    fields: Fields = {}
    bodies: dict[str, str] = {}
    for lang, (each, raw) in zip(("", *languages[1:]), raws.items(), strict=True):
        if raw is not None:
            front, body, _ = parse_article(as_text(raw, f"content/{each}"), f"content/{each}", needs_front=not lang)
            bodies[lang] = body.strip("\n")
            fields = fields if lang or front is None else fields_of(front)
    return Source(ref, path, raws, fields, bodies, (0, 0), languages)


def _listed(content: Path, ref: Ref, folder: str, languages: tuple[str, ...], instead: Instead) -> Source:
    there = {f"{folder}/{path.name}" for ending in ("yaml", "yml") for path in (content / folder).glob(f"*.{ending}")}
    names = sorted(there | {path for path in instead if path.startswith(f"{folder}/")})
    for path in names:
        raw = _raw(content, path, instead)
        if raw is None:
            continue
        try:
            items = read_list(as_text(raw, f"content/{path}"), folder, f"content/{path}").items
        except SourceError:  # the others can be read all the same
            continue
        for at, node in enumerate(items):
            if isinstance(node, Table) and id_of(node) == ref.id:
                fields = {name: value for name, value in fields_of(node).items() if name != "id"}
                last = items[at + 1].line - 1 if at + 1 < len(items) else 0
                return Source(ref, path, {path: raw}, fields, {}, (node.line, last), languages)
    path = names[0] if len(names) == 1 else f"{folder}/{_NEW_LIST}"  # among several, none is the right one
    return Source(ref, path, {path: _raw(content, path, instead)}, {}, {}, (0, 0), languages)


def class_of(kind: str) -> type:
    """Give what declares the fields of a kind, or of the exhibition."""
    return Settings if kind == EXHIBITION.kind else KINDS[kind]


def translated(path: str, lang: str) -> str:
    """Give where the body's translation lies."""
    return f"{path.removesuffix('.md')}.{lang}.md"


def languages_of(content: Path, instead: Instead = MappingProxyType({})) -> tuple[str, ...]:
    """Give the exhibition's languages; the usual one where its record cannot be read."""
    try:
        raw = _raw(content, SETTINGS, instead)
        rows = parse_yaml(as_text(raw or b"", SETTINGS), SETTINGS).rows
    except SourceError:
        return (DEFAULT_LANGUAGE,)
    said = fields_of(Table(rows, 1)).get("languages", ())
    named = (said,) if isinstance(said, str) else said
    return tuple(each for each in named if isinstance(each, str)) or (DEFAULT_LANGUAGE,)


def _is(content: Path, path: str, instead: Instead) -> bool:
    return instead[path] is not None if path in instead else (content / path).is_file()


def _raw(content: Path, path: str, instead: Instead) -> bytes | None:
    """Read a file; None where there is none. Raises SourceError, also where a link leads elsewhere."""
    if path in instead:
        return instead[path]
    place = content / path
    if not place.exists() and not place.is_symlink():
        return None
    if not place.parent.resolve().is_relative_to(content.resolve()):
        raise SourceError(Problem("file.special", f"content/{path}"))
    return read_raw(place, f"content/{path}")[0]
