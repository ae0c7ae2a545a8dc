"""The register of what was imported: `imports/register.json`, one entry a line, kept with the content.

It holds digests, not words: enough to tell an editor's edit from a newer file,
and nothing that must be hunted down when a person is withdrawn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from jiangxin.content.source import SourceError
from jiangxin.model.entry import Ref
from jiangxin.model.frozen import frozen
from jiangxin.problems import Problem

FOLDER = "imports"
REGISTER = f"{FOLDER}/register.json"
_PLACE = re.compile(r"[a-z]+(?:/[a-z0-9-]+){1,2}\.[a-z]{3,4}")


@frozen
class Accession:
    """What was imported into one entry: from where, under which key, and the digest of each field as it was."""

    source: str
    key: str
    fields: Mapping[str, str]


@frozen
class Register:
    """All accessions by entry; and the path of each picture, by its entry and the digest of its file as it came."""

    accessions: Mapping[Ref, Accession] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)

    def by_key(self) -> dict[tuple[str, str, str], Ref]:
        """Give the entry that came from each key of each source, by kind, source and key."""
        return {(ref.kind, each.source, each.key): ref for ref, each in self.accessions.items()}


def read_register(root: Path) -> Register:
    """Read the register of the exhibition in `root`. Raises SourceError where it is broken."""
    path = root / REGISTER
    try:
        rows = json.loads(path.read_bytes())
        accessions = {
            Ref(*name.split("/")): Accession(_text(row["source"]), _text(row["key"]), _texts(row["fields"]))
            for name, row in rows["entries"].items()
        }
        return Register(accessions, {key: _place(path) for key, path in _texts(rows["pictures"]).items()})
    except FileNotFoundError:
        return Register()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SourceError(Problem("import.register", REGISTER)) from error


def write_register(register: Register) -> bytes:
    """Give the file: sorted, an entry on each line, so that two people's imports merge."""
    entries = {
        str(ref): {"source": each.source, "key": each.key, "fields": dict(sorted(each.fields.items()))}
        for ref, each in register.accessions.items()
    }
    parts = (("entries", entries), ("pictures", register.pictures))
    return ("{\n" + ",\n".join(f' "{name}": {_lines(rows)}' for name, rows in parts) + "\n}\n").encode()


def _lines(rows: Mapping[str, Any]) -> str:
    lines = (f"  {json.dumps(key)}: {json.dumps(rows[key], ensure_ascii=False)}" for key in sorted(rows))
    return "{\n" + ",\n".join(lines) + "\n }" if rows else "{}"


def _place(path: str) -> str:
    """Give a path that an import may have written: the register is a file like any other, and anybody may edit it."""
    if not _PLACE.fullmatch(path):
        raise ValueError(path)
    return path


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: dict[str, object]) -> dict[str, str]:
    return {name: _text(each) for name, each in value.items()}
