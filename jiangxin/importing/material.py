"""What the files of an editor say, before anybody asks what it means for the exhibition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from jiangxin.model.frozen import frozen
from jiangxin.problems import Problem


@frozen
class SourceFile:
    """A file that was handed in. `name` is how the plan calls it: `名单.xlsx`, `照片.zip/合影.jpg`."""

    name: str
    read: Callable[[], bytes]  # raises SourceError, OSError

    @property
    def file_name(self) -> str:
        """Its own name, without the folder or the zip it lies in."""
        return self.name.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """Its own name without the ending."""
        return self.file_name.rpartition(".")[0] or self.file_name

    @property
    def ending(self) -> str:
        """The ending in lower case, with its dot; "" where there is none."""
        stem, dot, ending = self.file_name.rpartition(".")
        return f".{ending.lower()}" if dot and stem else ""


@frozen
class Cell:
    """What a cell shows. `is_number` where it held one, which Excel may have made of a date."""

    text: str
    is_number: bool = False
    fault: str = ""  # code of the problem for which it says nothing


@frozen
class Sheet:
    """A table as it was filled in; `rows` are those with something in them, by the number the program shows."""

    source: str
    name: str  # "" where the file is but one table
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    pictures: tuple[tuple[int, str], ...] = ()  # those pasted into a row: its number, and their names


@frozen
class Inset:
    """A picture that stands in a text."""

    data: bytes
    alt: str = ""
    caption: str = ""
    credit: str = ""


@frozen
class Form:
    """A table that may be a form that was filled in: labels with what stands beside them, and how it is written."""

    pairs: tuple[tuple[str, str], ...]
    written: str


@frozen
class Manuscript:
    """A text with its pictures; in `body`, `![](inset:0)` is where the first stands."""

    source: str
    title: str
    subtitle: str
    body: str  # Markdown
    insets: tuple[Inset, ...] = ()
    forms: tuple[Form, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)  # paragraphs, headings, tables, footnotes, ...
    problems: tuple[Problem, ...] = ()


@frozen
class Photograph:
    """A picture file, upright and freed of what the camera wrote into it."""

    source: str
    origin: str  # digest of the file as it came
    data: bytes
    ending: str
    likeness: int  # 64 bits; pictures that look alike differ in few
