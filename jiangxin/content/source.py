"""One file of content → text, and YAML nodes that know their lines.

Content is untrusted. It is read once, as bytes of a plain file of bounded size;
the bytes must be UTF-8 without characters that control or turn the writing
round; the invisible ones that pasting brings along are left out. YAML is taken as a tree of
nodes, never as objects: one document, no anchors, no tags, bounded depth, no
key twice. Scalars stay text until the schema types them, so that `NO`, `0123`
and `2024-10-17` remain what the editor wrote.
"""

from __future__ import annotations

import os
import re
import stat
from os import PathLike
from typing import NamedTuple, NoReturn

import yaml

from jiangxin.content.slips import Slip, dashes_in, hidden_values, slip_in, slip_in_fields
from jiangxin.limits import limit, variable
from jiangxin.patterns import pattern
from jiangxin.problems import Problem

TEXT_LIMIT_BYTES = 1024 * limit("TEXT_KB")
DEPTH_LIMIT = limit("YAML_DEPTH")
NODE_LIMIT = limit("YAML_ITEMS")

TURNING = "\u202a-\u202e\u2066-\u2069"
"""Characters that turn the writing round until another ends it: with them a text reads otherwise than it is."""
_PASTED = "\u200b\u2060\ufeff"  # blanks of no width, which come along from web pages and split words for the search
_CONTROL = pattern(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufffe\uffff\ud800-\udfff{_PASTED}{TURNING}]"
)
_LEFT_OUT = dict.fromkeys(map(ord, _PASTED))
_WORDS_BEFORE = 12
_WIDE_BLANKS = ("\u3000", "\xa0")  # which look like an indentation and are none
_FRONT_ENDS = pattern(r"^(?:---|\.\.\.)[^\S\n]*$", re.M)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A link is not followed, a pipe is not waited for; where a system has no such option, the look at the file decides.
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class SourceError(Exception):
    """A file that cannot be taken further; it carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


class Scalar(NamedTuple):
    """A YAML scalar as written; `is_empty` where nothing stands after the colon."""

    text: str
    line: int
    is_empty: bool = False


class Listing(NamedTuple):
    """A YAML sequence."""

    items: tuple[Node, ...]
    line: int


class Table(NamedTuple):
    """A YAML mapping: key → (line of the key, value)."""

    rows: dict[str, tuple[int, Node]]
    line: int


Node = Scalar | Listing | Table


class Article(NamedTuple):
    """A Markdown file: its front matter and its body, which starts on `body_line`."""

    front: Table | None
    body: str
    body_line: int


def read_raw(path: str | PathLike[str], name: str) -> tuple[bytes, os.stat_result]:
    """Read the file `path`, and its head once it was read; `name` is how problems call it.

    Raises SourceError where it is no plain file, too large, or cannot be read.
    """
    try:
        return _read_raw(path, name)
    except OSError as error:  # it went since it was found, or may not be read
        reason = error.strerror or type(error).__name__
        raise SourceError(Problem("file.unread", name, facts={"reason": reason})) from error


def _read_raw(path: str | PathLike[str], name: str) -> tuple[bytes, os.stat_result]:
    if stat.S_ISLNK(os.lstat(path).st_mode):
        raise SourceError(Problem("file.special", name))
    with open(path, "rb", buffering=0, opener=_opened) as file:  # for every file: a Path costs more
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(Problem("file.special", name))
        if status.st_size > TEXT_LIMIT_BYTES:
            raise SourceError(too_large(status.st_size, name))
        raw = file.readall() if status.st_size else file.read(TEXT_LIMIT_BYTES + 1)  # some that say 0 never end
        return raw or b"", os.fstat(file.fileno())


def too_large(size: int, name: str) -> Problem:
    """Give the problem of a file of so many bytes."""
    found, allowed = f"{-(-size // 1024):,} KB", f"{TEXT_LIMIT_BYTES // 1024:,} KB"
    return Problem("file.too-large", name, facts={"found": found, "allowed": allowed, "variable": variable("TEXT_KB")})


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | _CAREFUL)


def read_text(path: str | PathLike[str], name: str) -> str:
    """Read the text file `path`; raises as `read_raw` and `as_text`."""
    return as_text(read_raw(path, name)[0], name)


def as_text(raw: bytes, name: str) -> str:
    """Give the text that `raw` is, lines ended by LF. Raises SourceError where it is no clean UTF-8."""
    try:
        text = raw.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(Problem("file.encoding", name, line)) from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return clean(text, name)


def clean(text: str, name: str) -> str:
    """Give a text without what pasting brought along. Raises SourceError for a character that controls or turns it."""
    if _CONTROL.search(text):
        text = text.translate(_LEFT_OUT)
        if match := _CONTROL.search(text):
            line = text.count("\n", 0, match.start()) + 1
            raise SourceError(Problem("file.control", name, line, facts=_place_of(match)))
    return text


def _place_of(match: re.Match[str]) -> dict[str, str]:
    """Say which character it is, and after which words: nobody can see it."""
    before = match.string[: match.start()].rpartition("\n")[2]
    return {"found": f"U+{ord(match[0]):04X}", "after": before[-_WORDS_BEFORE:]}


def parse_article(text: str, name: str, *, needs_front: bool = True) -> Article:
    """Split a Markdown file into front matter and body.

    Raises SourceError where front matter is needed and missing, is not closed, or is not YAML.
    """
    if not text or text.isspace():
        raise SourceError(Problem("file.empty", name))
    first, _, _ = text.partition("\n")
    if first.rstrip() != "---":
        if needs_front:
            facts = {"found": first[:40]}
            raise SourceError(Problem("front.dashes" if dashes_in(first) else "front.missing", name, 1, facts=facts))
        return Article(None, text, 1)
    start = len(first) + 1
    end = _FRONT_ENDS.search(text, start)
    if end is None:
        if dashes := dashes_in(text[start:]):
            raise SourceError(Problem("front.dashes", name, dashes[0] + 2, facts={"found": dashes[1][:40]}))
        raise SourceError(Problem("front.open", name, 1))
    front = parse_yaml(text[start : max(start, end.start() - 1)], name, first_line=2)
    return Article(front, text[end.end() + 1 :], text.count("\n", 0, end.end()) + 2)


def parse_yaml(text: str, name: str, first_line: int = 1, *, is_ours: bool = False) -> Table:
    """Read one YAML mapping; `first_line` is the line its text starts on.

    Limits are for strangers: a text that `is_ours` has none. Raises SourceError
    with file and line for everything that is not allowed.
    """
    builder = _Builder(name, first_line, is_ours)
    try:
        root = builder.root_of(text)
    except yaml.MarkedYAMLError as error:
        raise SourceError(_told(slip_in(text, error), name, first_line)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceError(Problem("yaml.syntax", name, first_line, facts={"found": ""})) from error
    for hidden in hidden_values(text):
        if first_line + hidden.place in builder.empty:
            raise SourceError(_told(hidden, name, first_line))
    if root is None:
        return Table({}, first_line)
    if not isinstance(root, Table):
        slip = slip_in_fields(text)
        raise SourceError(_told(slip, name, first_line) if slip else Problem("yaml.not-a-mapping", name, root.line))
    return root


def _told(slip: Slip, name: str, first_line: int) -> Problem:
    return Problem(slip.code, name, first_line + slip.place, "", {"found": slip.found}, slip.suggestion)


class _Builder:
    """Builds nodes from the parser's events and refuses what content may not use."""

    def __init__(self, name: str, first_line: int, is_ours: bool) -> None:
        self.name = name
        self.first_line = first_line
        self.is_ours = is_ours
        self.nodes = 0
        self.documents = 0
        self.empty: set[int] = set()  # lines on which a value is empty
        # What is open: a sequence's items, or a mapping's rows with the key that waits for its value.
        self.stack: list[tuple[list[Node] | dict[str, tuple[int, Node]], int, list[Scalar]]] = []

    def root_of(self, text: str) -> Node | None:
        """Give the node of the one document in `text`. Raises YAMLError, SourceError."""
        root: Node | None = None
        for event in yaml.parse(text, Loader=_Loader):
            node: Node
            if isinstance(event, yaml.ScalarEvent):
                node = self._scalar(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                held, start, _ = self.stack.pop()
                node = Table(held, start) if isinstance(held, dict) else Listing(tuple(held), start)
            else:
                self._open(event)
                continue
            if self.stack:
                self._add(node)
            else:
                root = node
        return root

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        line = self._begun(event, event.tag)
        text: str = event.value
        if match := _CONTROL.search(text):
            raise SourceError(Problem("file.control", self.name, line, facts=_place_of(match)))
        is_empty = event.implicit[0] and text in ("", "~", "null")
        if is_empty:
            self.empty.add(line)
        return Scalar(text, line, is_empty)

    def _open(self, event: yaml.Event) -> None:
        """Take an event that completes no node."""
        if isinstance(event, yaml.SequenceStartEvent):
            self.stack.append(([], self._begun(event, event.tag), []))
        elif isinstance(event, yaml.MappingStartEvent):
            self.stack.append(({}, self._begun(event, event.tag), []))
        elif isinstance(event, yaml.AliasEvent):
            self._refuse("yaml.anchor", self._line_of(event), f"*{event.anchor}")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse("yaml.documents", self._line_of(event))

    def _begun(self, event: yaml.NodeEvent, tag: str | None) -> int:
        """Give the line on which a node begins, if content may use it."""
        line = self._line_of(event)
        if event.anchor is not None:
            self._refuse("yaml.anchor", line, f"&{event.anchor}")
        if tag is not None:
            self._refuse("yaml.tag", line, tag)
        self.nodes += 1
        if self.is_ours:
            return line
        if self.nodes > NODE_LIMIT:
            facts = {"allowed": f"{NODE_LIMIT:,}", "variable": variable("YAML_ITEMS")}
            raise SourceError(Problem("yaml.items", self.name, line, facts=facts))
        if len(self.stack) > DEPTH_LIMIT:
            facts = {"allowed": str(DEPTH_LIMIT), "variable": variable("YAML_DEPTH")}
            raise SourceError(Problem("yaml.depth", self.name, line, facts=facts))
        return line

    def _line_of(self, event: yaml.Event) -> int:
        return self.first_line + (event.start_mark.line if event.start_mark else 0)

    def _add(self, node: Node) -> None:
        held, _, pending = self.stack[-1]
        if isinstance(held, list):
            held.append(node)
        elif pending:
            key = pending.pop()
            held[key.text] = (key.line, node)
        elif not isinstance(node, Scalar):
            self._refuse("yaml.key", node.line)
        elif node.text[:1] in _WIDE_BLANKS:
            self._refuse("yaml.blank", node.line)
        elif node.text in held:
            first = held[node.text][0]
            raise SourceError(
                Problem("yaml.duplicate-key", self.name, node.line, node.text, facts={"first": str(first)})
            )
        else:
            pending.append(node)

    def _refuse(self, code: str, line: int, found: str = "") -> NoReturn:
        raise SourceError(Problem(code, self.name, line, facts={"found": found}))
