"""Exhibition → `catalogue.json`: everything that is shown, for other programs.

One file with every language: the settings, the kinds with their entries in the
curator's order, and every entry with its fields as editors write them. Words are
`{language: words}`, a date is what was written, a reference is `kind/id`, an
absent field is absent. Each entry tells its addresses (relative to the site's
root), where its text can be read, and who mentions it; each picture and
recording the files that are published of it.

The exhibition holds nothing withdrawn; a field that still names such an entry
is left out here, so that not even its id is told. Entries stand one a line: a
change of one is a change of one line.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from jiangxin.exports.addresses import Addresses
from jiangxin.model.dates import When
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.kinds import KINDS
from jiangxin.model.output import Output, Stage
from jiangxin.model.schema import Reference, Spec, attribute_of, specs_of
from jiangxin.model.text import Text
from jiangxin.model.wording import Wording
from jiangxin.pages.plan import SitePlan


def catalogue(plan: SitePlan, exhibition: Exhibition, addresses: Addresses, wordings: Mapping[str, Wording]) -> Output:
    """Make `catalogue.json`."""
    writer = _Writer(exhibition, addresses, _files_of(plan))
    by_name = sorted(((str(ref), entry) for ref, entry in exhibition.entries.items()), key=itemgetter(0))
    parts = {
        "entries": _one_a_line((name, writer.entry(entry)) for name, entry in by_name),
        "kinds": _one_a_line((kind, _kind(kind, exhibition, wordings)) for kind in sorted(KINDS)),
        "languages": (_json(exhibition.languages),),
        "settings": _one_a_line(sorted(writer.fields(exhibition.settings).items())),
    }
    text = bytearray()  # it may be the largest file of a site: what is written is not held besides
    for name, lines in parts.items():
        text += f"{',' if text else '{'}\n{_json(name)}: ".encode()
        for line in lines:
            text += line.encode("utf-8", "replace")
    return Output("catalogue.json", bytes(text + b"\n}\n"), Stage.EXPORT)


@frozen
class _Writer:
    """Values → plain JSON, with what is no longer shown left out."""

    exhibition: Exhibition
    addresses: Addresses
    files: Mapping[str, list[str]]

    def entry(self, entry: Entry) -> dict[str, Any]:
        """Give an entry: what it is, its fields, where it is shown, who mentions it."""
        fields = self.fields(entry)
        for written in (*fields.get("images", ()), *fields.get("media", ())):
            written["files"] = self._files(entry, written.get("file", ""))
        backlinks = [
            {"entry": str(link.source), "field": link.field}
            for link in sorted(self.exhibition.backlinks.get(entry.ref, ()))
            if link.source in self.exhibition.entries
        ]
        told = {
            "kind": entry.ref.kind,
            "id": entry.ref.id,
            "fields": fields,
            "backlinks": backlinks,
            "addresses": dict(self.addresses.of_entry.get(entry.ref, {})),
        }
        return {name: value for name, value in told.items() if value}

    def fields(self, record: Any) -> dict[str, Any]:
        """Give the declared fields of a record by the names they have in files; what is absent is left out."""
        plain = {}
        cls: type = type(record)
        for name, attribute, _ in _declared(cls):
            value = getattr(record, attribute)
            if value is not None and value is not False and (shown := self._plain(value)) not in (None, []):
                plain[name] = shown
        return plain

    def _plain(self, value: object) -> Any:
        if type(value) is str:  # as most are
            return value
        match value:
            case Text():
                return dict(_languages(value))
            case When():
                return value.written
            case Ref():
                return str(value) if value in self.exhibition.entries else None
            case tuple():
                return [plain for each in value if (plain := self._plain(each)) is not None]
            case _ if is_dataclass(value):
                return None if self._has_lost_its_point(value) else self.fields(value)
        return value

    def _has_lost_its_point(self, record: Any) -> bool:
        """Say whether a nested record names, in a field it must have, an entry that is not shown."""
        cls: type = type(record)
        return any(
            spec.required
            and isinstance(spec.shape, Reference)
            and getattr(record, attribute) not in self.exhibition.entries
            for _, attribute, spec in _declared(cls)
        )

    def _files(self, entry: Entry, name: str) -> list[str]:
        return self.files.get(posixpath.join(posixpath.dirname(entry.path), name), [])


@cache
def _declared(cls: type) -> tuple[tuple[str, str, Spec], ...]:
    """Give the declared fields of a record: name in files, attribute, declaration."""
    return tuple((name, attribute_of(cls, name), spec) for name, spec in specs_of(cls).items())


def _kind(kind: str, exhibition: Exhibition, wordings: Mapping[str, Wording]) -> dict[str, Any]:
    labels = {lang: label for lang, wording in wordings.items() if (label := wording.strings.get(f"kinds.{kind}.one"))}
    entries = [str(entry.ref) for entry in exhibition.by_kind.get(kind, ())]
    return {"folder": KINDS[kind].folder, "entries": entries} | ({"label": labels} if labels else {})


def _files_of(plan: SitePlan) -> dict[str, list[str]]:
    """Give what is published of each file of the content: a photograph's pictures, smallest first; a recording."""
    found: dict[str, list[str]] = {}
    for derivative in sorted(plan.pictures.derivatives, key=lambda each: (each.width_px, each.path)):
        files = found.setdefault(derivative.source, [])
        if derivative.path not in files:
            files.append(derivative.path)
    for path, source in plan.copies.items():
        found.setdefault(source, []).append(path)
    return found


def _languages(text: Text) -> list[tuple[str, str]]:
    return [(text.lang, text.primary), *text.others]


def _one_a_line(values: Iterable[tuple[str, Any]]) -> Iterator[str]:
    start = "{\n"
    for name, value in values:
        yield f"{start}{_json(name)}: {_json(value)}"
        start = ",\n"
    yield "\n}" if start == ",\n" else "{\n\n}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
