"""A list of captions, as it lies beside photographs: `图说.txt`, or a table with file and caption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiangxin.importing.cells import tidy, tidy_name
from jiangxin.importing.columns import ALT, CAPTION, CREDIT, OF, PICTURE, Table
from jiangxin.model.frozen import frozen

_PICTURE = r"\.(?:jpe?g|png|webp|gif|tiff?|bmp|hei[cf]|avif)"
_ENDING = re.compile(f"{_PICTURE}$", re.I)
_LINE = re.compile(rf"(?P<file>.+?{_PICTURE}|\S+?)(?:\s*[|:：,，—]+\s*|\s+)(?P<said>.+)", re.I)


@frozen
class Caption:
    """What is said of a picture. `file` is its name as it was written; `line` where that stands."""

    source: str
    line: int
    file: str
    caption: str = ""
    alt: str = ""
    credit: str = ""
    of: str = ""  # the name of the entry it belongs to

    @property
    def key(self) -> str:
        """Give the picture's name as it is compared."""
        return picture_key(self.file)


def picture_key(name: str) -> str:
    """Give what is compared of a picture's name: without folder and ending, in small letters."""
    return _ENDING.sub("", tidy_name(name).replace("\\", "/").rpartition("/")[2]).casefold()


def from_text(text: str, source: str) -> Iterator[Caption | tuple[int, str]]:
    """Give the caption in each line, or the line's number and words where there is none in it."""
    for line, words in enumerate(text.splitlines(), start=1):
        said = tidy(words)
        if not said:
            continue
        match = _LINE.fullmatch(said)
        yield Caption(source, line, match["file"], match["said"].strip()) if match else (line, said)


def from_table(table: Table, source: str) -> Iterator[Caption | tuple[int, str]]:
    """Give the caption in each row, or the row's number where it names no picture."""
    for line, cells in table.rows():
        said = {name: " ".join(cell.text for cell in found if cell.text) for name, found in cells.items()}
        if not said.get(PICTURE):
            yield line, " ".join(said.values())
            continue
        yield Caption(
            source,
            line,
            said[PICTURE],
            said.get(CAPTION, ""),
            said.get(ALT, ""),
            said.get(CREDIT, ""),
            said.get(OF, ""),
        )
