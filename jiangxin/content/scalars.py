"""One YAML scalar → a typed value, or a problem; and the reader that collects the problems.

Here alone text becomes a date, a number, a reference. Each refusal says what was
found, what is allowed, and the nearest right value where there is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jiangxin.cache import Ledger
from jiangxin.content.meant import choice_meant, date_meant, number_meant, page_meant, several_meant
from jiangxin.content.source import Scalar
from jiangxin.model import schema
from jiangxin.model.dates import When, parse_date
from jiangxin.model.entry import Ref
from jiangxin.model.kinds import BY_FOLDER
from jiangxin.model.schema import Shape
from jiangxin.patterns import pattern
from jiangxin.problems import Problem, nearest

ID_LIMIT = 80
# An entry's id is its page's file name, too: Windows keeps some names for devices, whatever their ending.
ID = pattern(rf"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)(?=.{{1,{ID_LIMIT}}}$)[a-z0-9]+(?:-[a-z0-9]+)*")

_NUMBER = pattern(r"-?\d{1,15}(\.\d{1,9})?")
_FLAGS: Mapping[str, bool] = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}

_KIND = pattern("[a-z]*")

NOTHING = object()
"""Given where a value could not be read; its problem has been noted."""


@dataclass(slots=True)
class Reader:
    """Where one file's records are parsed: its name, the languages, the problems met so far."""

    path: str
    languages: tuple[str, ...]
    known: Container[Ref] = ()  # every entry there is, and `any_of` a kind: so that a bare id finds its kind
    kind: str = ""  # of what is read, by which fields and values are labelled
    problems: list[Problem] = field(default_factory=list)

    def tell(
        self,
        code: str,
        line: int,
        name: str,
        *,
        found: str = "",
        allowed: str = "",
        suggestion: str = "",
        blocks: bool = True,
        **facts: str,
    ) -> None:
        """Note a problem."""
        self.problems.append(
            Problem(code, self.path, line, name, {"found": found[:80], "allowed": allowed, **facts}, suggestion, blocks)
        )


def id_meant(name: str, folder: str = "") -> str:
    """Give the id that a name would make in a folder, "" where nothing of it can be read."""
    from jiangxin.names.latin import in_latin  # which few need, and takes long to import
    from jiangxin.names.pinyin import Pinyin

    pinyin = Pinyin(Ledger(Path(), lambda: None))
    made = in_latin(name, pinyin, is_person=folder == "craftsmen")[:ID_LIMIT].strip("-")
    return made if ID.fullmatch(made) or not made else f"{made}-1"


def name_of(path: str) -> str:
    """Give the name of the field at a path: `kind` for `diagram.kind`, `level` for `level[1]`."""
    return path.rpartition(".")[2].partition("[")[0]


def parse_scalar(reader: Reader, shape: Shape, node: Scalar, path: str) -> Any:
    """Read one scalar as `shape` says; NOTHING where it does not fit."""
    return _READERS[type(shape)](reader, shape, node.text.strip(), node.line, path)


@cache
def when(text: str) -> When:
    """Give the date that `text` says, as `parse_date`: few dates are named by one entry only."""
    return parse_date(text)


def _line(reader: Reader, shape: schema.Line, text: str, line: int, path: str) -> Any:
    if shape.pattern and not re.fullmatch(shape.pattern, text):
        page = page_meant(text) if name_of(path) == "navigation" else ""
        may_be = (page, f"https://{text}", text.lower())
        likely = next((each for each in may_be if re.fullmatch(shape.pattern, each)), "")
        reader.tell("field.pattern", line, path, found=text, allowed=shape.example, suggestion=likely)
        return NOTHING
    return text


def _choice(reader: Reader, shape: schema.Choice, text: str, line: int, path: str) -> Any:
    if text not in shape.options:
        suggestion = choice_meant(reader.kind, name_of(path), text, shape.options)
        reader.tell(
            "field.choice",
            line,
            path,
            found=text,
            allowed=", ".join(shape.options),
            suggestion=suggestion,
            kind=reader.kind,
        )
        return NOTHING
    return text


def _date(reader: Reader, _: schema.Date, text: str, line: int, path: str) -> Any:
    try:
        return when(text)
    except ValueError:
        allowed = "2024, 2024-10, 2024-10-17, 2024年10月"
        reader.tell("field.date", line, path, found=text, allowed=allowed, suggestion=date_meant(text))
        return NOTHING


def _flag(reader: Reader, _: schema.Flag, text: str, line: int, path: str) -> Any:
    if text.lower() not in _FLAGS:
        reader.tell("field.choice", line, path, found=text, allowed="true, false, 是, 否")
        return NOTHING
    return _FLAGS[text.lower()]


def _file_name(reader: Reader, _: schema.FileName, text: str, line: int, path: str) -> Any:
    if re.match("https?://", text):
        reader.tell("picture.external", line, path, found=text)
        return NOTHING
    if "/" in text or "\\" in text or text.startswith("."):
        reader.tell("file.outside", line, path, found=text, suggestion=re.split(r"[/\\]", text)[-1].lstrip("."))
        return NOTHING
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _number(reader: Reader, shape: schema.Number, text: str, line: int, path: str) -> Any:
    plain = text.replace(",", "").replace("_", "")
    if not _NUMBER.fullmatch(plain) or (shape.whole and "." in plain):
        reader.tell("field.number", line, path, found=text, suggestion=number_meant(text))
        return NOTHING
    value = float(plain) if "." in plain else int(plain)
    if (shape.minimum is not None and value < shape.minimum) or (shape.maximum is not None and value > shape.maximum):
        allowed = f"{shape.minimum:g} –" + (f" {shape.maximum:g}" if shape.maximum is not None else "")
        reader.tell("field.range", line, path, found=text, allowed=allowed)
        return NOTHING
    return value


def any_of(kind: str) -> str:
    """Give what is known in place of the entries of a kind where those could not all be read."""
    return str(Ref(kind, ""))


def _reference(reader: Reader, shape: schema.Reference, text: str, line: int, path: str) -> Any:
    kinds = shape.kinds
    kind, slash, rest = text.rpartition("/")
    if not ID.fullmatch(rest) or not _KIND.fullmatch(kind):
        _tell_no_id(reader, kinds, text, line, path)
        return NOTHING
    if not slash:
        fitting = [each for each in kinds if Ref(each, rest) in reader.known] if len(kinds) > 1 else [kinds[0]]
        if not fitting and any(Ref(each, "") in reader.known for each in kinds):
            return NOTHING  # it may be one of those, and why nobody knows was told
        if len(fitting) != 1:
            allowed = ", ".join(f"{each}/{rest}" for each in fitting or kinds)
            reader.tell("ref.bare", line, path, found=text, allowed=allowed)
            return NOTHING
        kind = fitting[0]
    if kind not in kinds:
        of_folder = BY_FOLDER[kind].kind_name if kind in BY_FOLDER else nearest(kind, kinds)
        likely = f"{of_folder}/{rest}" if of_folder in kinds else ""
        reader.tell("ref.kind", line, path, found=text, allowed=", ".join(kinds), suggestion=likely)
        return NOTHING
    return Ref(kind, rest)


def _tell_no_id(reader: Reader, kinds: Sequence[str], text: str, line: int, path: str) -> None:
    several = several_meant(text)
    if text != ", ".join(several) and several and all(ID.fullmatch(each.rpartition("/")[2]) for each in several):
        reader.tell("ref.several", line, path, found=text, suggestion=f"[{', '.join(several)}]")
        return
    likely = text.rpartition("/")[2].lower().removesuffix(".md").replace("_", "-").replace(" ", "-")
    code = "ref.format" if text.isascii() else "ref.name"
    reader.tell(code, line, path, found=text, kind=kinds[0], suggestion=likely if ID.fullmatch(likely) else "")


_READERS: Mapping[type, Callable[[Reader, Any, str, int, str], Any]] = {
    schema.Line: _line,
    schema.Choice: _choice,
    schema.Date: _date,
    schema.Number: _number,
    schema.Flag: _flag,
    schema.Reference: _reference,
    schema.FileName: _file_name,
}
