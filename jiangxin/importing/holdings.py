"""What stands in `content/` now: every entry as its file says it, field by field."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from jiangxin.amending.values import Value, fields_of
from jiangxin.content.folder import SETTINGS, find
from jiangxin.content.lists import id_of, read_list
from jiangxin.content.source import (
    Listing,
    Scalar,
    SourceError,
    Table,
    as_text,
    parse_article,
    parse_yaml,
    read_raw,
    read_text,
)
from jiangxin.importing.cells import tidy_name
from jiangxin.model.entry import Ref
from jiangxin.model.kinds import BY_FOLDER
from jiangxin.model.schema import Many, Record, Reference, Shape, specs_of
from jiangxin.model.settings import DEFAULT_LANGUAGE
from jiangxin.problems import ContentError, Problem

_QUOTES = str.maketrans("", "", "“”\"'《》「」『』")


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that stands; `raw` is its whole file, of which it is the mapping `table`."""

    ref: Ref
    path: str  # relative to content/
    raw: bytes
    table: Table
    body: str = ""
    is_listed: bool = False

    @property
    def names(self) -> list[str]:
        """Give every name it goes by."""
        also = self.fields.get("also_called", ())
        said = [*([also] if isinstance(also, str) else also)]
        said += [self.fields.get(name, "") for name in ("name", "title", "name_en", "title_en")]
        return [each for each in said if isinstance(each, str) and each]

    @property
    def fields(self) -> dict[str, Value]:
        """Give its fields, in the file's order."""
        return fields_of(self.table)


@dataclass(frozen=True, slots=True)
class Holdings:
    """Every entry that stands, and every name it goes by."""

    languages: tuple[str, ...]
    entries: Mapping[Ref, Held]
    lists: Mapping[str, bytes]  # each list file, by path under content/
    files: frozenset[str]  # all other files, by path
    unreadable: frozenset[Ref] = frozenset()
    names: Mapping[str, tuple[Ref, ...]] = field(default_factory=dict)

    def named(self, name: str, kinds: Sequence[str]) -> list[Ref]:
        """Give the entries of `kinds` that go by `name`."""
        return [ref for ref in self.names.get(key_of(name), ()) if ref.kind in kinds]

    def codes(self) -> list[str]:
        """Give every code that is taken."""
        return [code for held in self.entries.values() if isinstance(code := held.fields.get("code"), str)]


def read_holdings(content: Path) -> Holdings:
    """Read every entry. Raises ContentError where there is no exhibition."""
    if not content.is_dir():
        raise ContentError([Problem("exhibition.none", "content")])
    found = find(content)
    entries: dict[Ref, Held] = {}
    unreadable: set[Ref] = set()
    for file in found.entries:
        if file.lang:
            continue
        ref = Ref(BY_FOLDER[file.folder].kind_name, file.id)
        try:
            raw = read_raw(content / file.path, file.path)[0]
            front, body, _ = parse_article(as_text(raw, file.path), file.path)
        except (SourceError, OSError):
            unreadable.add(ref)
            continue
        assert front is not None  # or it would have been refused
        entries.setdefault(ref, Held(ref, file.path, raw, front, body.strip("\n")))
    lists: dict[str, bytes] = {}
    for file in found.lists:
        kind = BY_FOLDER[file.folder].kind_name
        try:
            raw = lists[file.path] = read_raw(content / file.path, file.path)[0]
            listed = read_list(as_text(raw, file.path), file.folder, file.path)
        except (SourceError, OSError):
            continue
        for node, problem in zip(listed.items, listed.problems, strict=True):
            if problem is None and isinstance(node, Table):
                ref = Ref(kind, id_of(node))
                entries.setdefault(ref, Held(ref, file.path, raw, node, is_listed=True))
    return Holdings(
        _languages(content), entries, lists, frozenset(found.others), frozenset(unreadable), _names(entries.values())
    )


def _languages(content: Path) -> tuple[str, ...]:
    try:
        table = parse_yaml(read_text(content / SETTINGS, SETTINGS), SETTINGS)
    except (SourceError, OSError):
        return (DEFAULT_LANGUAGE,)
    _, node = table.rows.get("languages", (0, None))
    items = node.items if isinstance(node, Listing) else (node,) if isinstance(node, Scalar) else ()
    return tuple(each.text for each in items if isinstance(each, Scalar)) or (DEFAULT_LANGUAGE,)


def _names(entries: Iterable[Held]) -> dict[str, tuple[Ref, ...]]:
    names: defaultdict[str, list[Ref]] = defaultdict(list)
    for held in entries:
        for each in held.names:
            if held.ref not in names[key_of(each)]:
                names[key_of(each)].append(held.ref)
    return {name: tuple(refs) for name, refs in names.items()}


def key_of(name: str) -> str:
    """Give what two ways of writing one name share: no quotation marks, no odd blanks, small letters."""
    return tidy_name(name.translate(_QUOTES)).casefold()


def digest_of(value: Value, shape: Shape | None) -> str:
    """Give what is equal where two values mean the same: one alone is a list of one, a short form a record.

    Twelve hexadecimal digits; a field's former value cannot be read from them.
    """
    said = json.dumps(_canonical(value, shape), ensure_ascii=False, sort_keys=True)
    return blake2b(said.encode(), digest_size=6).hexdigest()


def _canonical(value: Value, shape: Shape | None) -> object:
    match shape:
        case Many(item):
            items = [value] if isinstance(value, str | Mapping) else value
            return [_canonical(each, item) for each in items]
        case Record(of, short):
            fields: Mapping[str, Value] = {short: value} if short and isinstance(value, str) else {}
            fields = value if isinstance(value, Mapping) else fields
            specs = specs_of(of)
            return {key: _canonical(each, specs[key].shape if key in specs else None) for key, each in fields.items()}
        case Reference((_,)) if isinstance(value, str):
            return value.rpartition("/")[2]
    if isinstance(value, Mapping):
        return {key: _canonical(each, None) for key, each in value.items()}
    return value if isinstance(value, str) else [_canonical(each, None) for each in value]
