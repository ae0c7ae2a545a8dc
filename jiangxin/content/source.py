"""One file of content → text, and YAML nodes that know their lines.

Content is untrusted. It is read once, as bytes of a plain file of bounded size;
the bytes must be UTF-8 without control characters. YAML is taken as a tree of
nodes, never as objects: one document, no anchors, no tags, bounded depth, no
key twice. Scalars stay text until the schema types them, so that `NO`, `0123`
and `2024-10-17` remain what the editor wrote.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path

import yaml

from jiangxin.problems import Problem

TEXT_LIMIT_BYTES = 2 * 1024 * 1024
DEPTH_LIMIT = 24
NODE_LIMIT = 200_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SourceError(Exception):
    """A file that cannot be taken further; it carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A YAML scalar as written; `is_empty` where nothing stands after the colon."""

    text: str
    line: int
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A YAML mapping: key → (line of the key, value)."""

    rows: dict[str, tuple[int, Node]]
    line: int


Node = Scalar | Listing | Table


@dataclass(frozen=True, slots=True)
class Article:
    """A Markdown file: its front matter and its body, which starts on `body_line`."""

    front: Table | None
    body: str
    body_line: int


def read_text(path: Path, name: str) -> str:
    """Read the text file `path`; `name` is how problems call it.

    Raises SourceError where it is no plain file, too large, or no clean UTF-8.
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise SourceError(Problem("file.special", name))
    if status.st_size > TEXT_LIMIT_BYTES:
        raise SourceError(
            Problem(
                "file.too-large",
                name,
                facts={"found": f"{status.st_size / 1048576:.1f} MiB", "allowed": f"{TEXT_LIMIT_BYTES // 1048576} MiB"},
            )
        )
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(Problem("file.encoding", name, line)) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise SourceError(Problem("file.control", name, line, facts={"found": f"U+{ord(match[0]):04X}"}))
    return text


def parse_article(text: str, name: str, *, needs_front: bool = True) -> Article:
    """Split a Markdown file into front matter and body.

    Raises SourceError where front matter is needed and missing, is not closed, or is not YAML.
    """
    if not text.strip():
        raise SourceError(Problem("file.empty", name))
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        if needs_front:
            raise SourceError(Problem("front.missing", name, 1, facts={"found": lines[0][:40]}))
        return Article(None, text, 1)
    end = next((i for i, each in enumerate(lines[1:], 1) if each.rstrip() in ("---", "...")), None)
    if end is None:
        raise SourceError(Problem("front.open", name, 1))
    front = parse_yaml("\n".join(lines[1:end]), name, first_line=2)
    body = "\n".join(lines[end + 1 :])
    return Article(front, body, end + 2)


def parse_yaml(text: str, name: str, first_line: int = 1) -> Table:
    """Read one YAML mapping; `first_line` is the line its text starts on.

    Raises SourceError with file and line for everything that is not allowed.
    """
    builder = _Builder(name, first_line)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise SourceError(
            Problem("yaml.syntax", name, line, facts={"found": _line_at(text, mark.line if mark else 0)})
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceError(Problem("yaml.syntax", name, first_line, facts={"found": ""})) from error
    if builder.root is None:
        return Table({}, first_line)
    if not isinstance(builder.root, Table):
        raise SourceError(Problem("yaml.not-a-mapping", name, builder.root.line))
    return builder.root


def _line_at(text: str, index: int) -> str:
    lines = text.split("\n")
    return lines[min(index, len(lines) - 1)].strip()[:60]


class _Builder:
    """Builds nodes from events and refuses what content may not use."""

    def __init__(self, name: str, first_line: int) -> None:
        self.name = name
        self.first_line = first_line
        self.root: Node | None = None
        self.nodes = 0
        self.documents = 0
        self.stack: list[tuple[str, list[Node] | dict[str, tuple[int, Node]], int, list[Scalar]]] = []

    def take(self, event: yaml.Event) -> None:
        """Take one event of the parser."""
        line = self.first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse("yaml.documents", line)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse("yaml.anchor", line, f"*{event.anchor}")
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                self._refuse("yaml.anchor", line, f"&{event.anchor}")
            tag = getattr(event, "tag", None)
            if tag is not None:
                self._refuse("yaml.tag", line, str(tag))
            self._node(event, line)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._close(line)

    def _node(self, event: yaml.NodeEvent, line: int) -> None:
        self.nodes += 1
        if self.nodes > NODE_LIMIT or len(self.stack) > DEPTH_LIMIT:
            self._refuse("yaml.depth", line)
        if isinstance(event, yaml.ScalarEvent):
            if match := _CONTROL.search(event.value):
                self._refuse("file.control", line, f"U+{ord(match[0]):04X}")
            plain = event.implicit[0]
            text = event.value
            self._add(Scalar(text, line, is_empty=plain and text in ("", "~", "null")))
        elif isinstance(event, yaml.SequenceStartEvent):
            self.stack.append(("list", [], line, []))
        else:
            self.stack.append(("table", {}, line, []))

    def _close(self, line: int) -> None:
        kind, held, start, _ = self.stack.pop()
        node = Listing(tuple(held), start) if kind == "list" else Table(dict(held), start)  # type: ignore[arg-type]
        self._add(node)

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        _, held, _, pending = self.stack[-1]
        if isinstance(held, list):
            held.append(node)
        elif not pending:
            if not isinstance(node, Scalar):
                self._refuse("yaml.key", node.line)
            assert isinstance(node, Scalar)
            if node.text in held:
                first = held[node.text][0]
                raise SourceError(
                    Problem("yaml.duplicate-key", self.name, node.line, node.text, facts={"first": str(first)})
                )
            pending.append(node)
        else:
            key = pending.pop()
            held[key.text] = (key.line, node)

    def _refuse(self, code: str, line: int, found: str = "") -> None:
        raise SourceError(Problem(code, self.name, line, facts={"found": found}))
