"""What an editor has said about a file: `imports/<file>.yaml`, which the editor reads and changes.

It says what each sheet lists, which field each column is, and which entry a name
means that nobody else could tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from jiangxin.amending.compose import scalar
from jiangxin.content.source import Node, Scalar, SourceError, Table, parse_yaml, read_text
from jiangxin.importing.columns import PICTURES, Vocabulary
from jiangxin.importing.columns import Table as SheetTable
from jiangxin.importing.register import FOLDER
from jiangxin.model.frozen import frozen
from jiangxin.model.kinds import KINDS
from jiangxin.model.wording import Wording
from jiangxin.problems import Problem, nearest

NEW, LEAVE = "new", "-"
_ONLY = "table"  # what the sheet of a file with but one is called


@frozen
class Answers:
    """What was said about one file; `path` is where, from the exhibition's folder."""

    path: str
    kinds: Mapping[str, str] = field(default_factory=dict)  # sheet → kind
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # sheet → title → field
    names: Mapping[str, str] = field(default_factory=dict)  # name → `kind/id`, `new` or `-`
    problems: tuple[Problem, ...] = ()

    def of_sheet(self, sheet: str) -> tuple[str | None, Mapping[str, str]]:
        """Give what a sheet lists, and its columns, where that was said."""
        return self.kinds.get(sheet or _ONLY), self.columns.get(sheet or _ONLY, {})


def read_answers(root: Path, file_id: str, words: Vocabulary) -> Answers:
    """Read what was said about the file whose name makes `file_id`; a fault in it is a problem."""
    path = f"{FOLDER}/{file_id}.yaml"
    if not (root / path).is_file():
        return Answers(path)
    try:
        rows = parse_yaml(read_text(root / path, path), path).rows
    except SourceError as error:
        return Answers(path, problems=(error.problem,))
    problems: list[Problem] = []
    kinds: dict[str, str] = {}
    columns: dict[str, dict[str, str]] = {}
    for sheet, (line, node) in _rows(rows.get("sheets")).items():
        inner = _rows((line, node))
        kind = _words(inner.get("kind"))
        allowed = (*KINDS, PICTURES)
        if kind in allowed:
            kinds[sheet] = kind
        elif kind:
            at = inner["kind"][0]
            facts = {"found": kind, "allowed": ", ".join(allowed)}
            problems.append(Problem("field.choice", path, at, "kind", facts, nearest(kind, allowed)))
        columns[sheet] = {}
        for title, (at, row) in _rows(inner.get("columns")).items():
            said = _words((at, row))
            fields = {name for name in words.fields.get(kind, {}).values() if name}
            if said and kind in allowed and said not in fields and said.rpartition("_")[0] not in fields:
                problems.append(Problem("field.unknown", path, at, title, {"found": said}, nearest(said, fields)))
            else:
                columns[sheet][title] = said
    names = {name: _words(row) for name, row in _rows(rows.get("answers")).items() if _words(row)}
    return Answers(path, kinds, columns, names, tuple(problems))


def _rows(row: tuple[int, Node] | None) -> Mapping[str, tuple[int, Node]]:
    return row[1].rows if row is not None and isinstance(row[1], Table) else {}


def _words(row: tuple[int, Node] | None) -> str:
    return row[1].text.strip() if row is not None and isinstance(row[1], Scalar) else ""


def write_answers(tables: Sequence[SheetTable], asked: Iterable[str], file: str, wording: Wording) -> bytes:
    """Give the file as the import understands things, with a place for every answer that is wanted."""
    lines = [f"# {line}" for line in wording("importing.answers.head", file=file).strip().split("\n")]
    if tables:
        lines += ["", "sheets:"]
    for table in tables:
        lines += [f"  {scalar(table.sheet.name or _ONLY)}:", f"    kind: {table.kind}", "    columns:"]
        for title, name in dict(each for each in table.columns if each[0]).items():
            lines.append(f"      {scalar(title)}: {name}".rstrip())
    if asked := sorted(set(asked)):
        lines += ["", *(f"# {line}" for line in wording("importing.answers.names").strip().split("\n")), "answers:"]
        lines += [f"  {scalar(name)}:" for name in asked]
    return ("\n".join(lines) + "\n").encode()
