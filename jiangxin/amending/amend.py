"""What a file says, and what it should say → the file that says it, its other bytes as they were.

What comes out is read again, by the loader's own parser. A file that then says anything else than was meant
is not given: someone must change it by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiangxin.amending.edits import edits_of
from jiangxin.amending.spans import CannotAmendError, Edit, Original, front_of
from jiangxin.amending.values import Fields, fields_of
from jiangxin.content.source import SourceError, as_text, parse_article, parse_yaml
from jiangxin.model.schema import Many, Record, Shape

__all__ = ["CannotAmendError", "amended_article", "amended_list", "amended_table", "items_in"]


def amended_article(raw: bytes, name: str, cls: type, fields: Fields, body: str) -> bytes:
    """Give a Markdown file that says `fields` and has the text `body`, from one that says other things.

    `cls` declares the fields and their order. Raises CannotAmendError, and SourceError where the file
    cannot be read.
    """
    original = Original(raw, name)
    text = original.text
    front, now, _ = parse_article(text, name, needs_front=False)
    edits: list[Edit] = []
    begins = 0
    if front is not None:
        start, end, begins = front_of(text)
        edits += edits_of(text, start, end, Record(cls), fields)
    if now.strip("\n") != body:
        edits.append(_body_edit(text, begins, body))
    made = original.with_edits(edits)
    try:
        front, now, _ = parse_article(Original(made, name).text, name, needs_front=False)
    except SourceError as error:
        raise CannotAmendError(name) from error
    if (fields_of(front) if front else {}) != dict(fields) or now.strip("\n") != body:
        raise CannotAmendError(name)
    return made


def amended_table(raw: bytes, name: str, shape: Shape | Mapping[str, Shape], fields: Fields) -> bytes:
    """Give a YAML file that says `fields`, whose shapes are those of a record, or given by name.

    Raises as `amended_article`.
    """
    original = Original(raw, name)
    parse_yaml(original.text, name)
    return _amended(original, name, shape, fields)


def _amended(original: Original, name: str, shape: Shape | Mapping[str, Shape], fields: Fields) -> bytes:
    made = original.with_edits(edits_of(original.text, 0, len(original.text), shape, fields))
    try:
        said = fields_of(parse_yaml(Original(made, name).text, name))
    except SourceError as error:
        raise CannotAmendError(name) from error
    if said != dict(fields):
        raise CannotAmendError(name)
    return made


def amended_list(raw: bytes, name: str, cls: type, items: Sequence[Fields]) -> bytes:
    """Give a file that lists entries of `cls`, under the name of their folder; as `amended_article`."""
    key = _folder_of(cls)
    original = Original(raw, name)
    said = fields_of(parse_yaml(original.text, name))
    return _amended(original, name, {key: Many(Record(cls))}, {**said, key: tuple(items)})


def items_in(raw: bytes, name: str, cls: type) -> list[Fields]:
    """Give the items of such a file. Raises CannotAmendError where one is no mapping; SourceError."""
    listed = fields_of(parse_yaml(as_text(raw, name), name)).get(_folder_of(cls), ())
    items = [listed] if isinstance(listed, str | Mapping) else listed
    if not all(isinstance(each, Mapping) for each in items):
        raise CannotAmendError(name)
    return [each for each in items if isinstance(each, Mapping)]


def _folder_of(cls: type) -> str:
    folder: str = getattr(cls, "folder")  # noqa: B009 (every kind of entry has one)
    return folder


def _body_edit(text: str, begins: int, body: str) -> Edit:
    """Put a body where there was one, or leave a blank line before a new one and end its last line."""
    now = text[begins:]
    stripped = now.strip("\n")
    if stripped and body:
        start = begins + now.index(stripped)
        return Edit(start, start + len(stripped), body)
    if not body:
        return Edit(begins, len(text), "")
    before = "\n" if text.endswith("\n") or not text else "\n\n"
    return Edit(begins, len(text), f"{before}{body}\n")
