"""A picture that an editor hands in → the file that is kept, and a name that is free."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from jiangxin.content.source import SourceError
from jiangxin.editing.sheet import RefusedError
from jiangxin.images.reading.source import MAX_BYTES
from jiangxin.importing.photographs import take_photographs
from jiangxin.limits import variable
from jiangxin.problems import Problem

_STEM = 70  # characters of the entry's id; a name has at most 80


def taken_in(name: str, content: bytes, folder: Path, entry_id: str) -> tuple[str, bytes]:
    """Give the name in `folder` and the bytes of a picture: upright, freed of place and camera, as an import does.

    It is called by its entry, whatever the telephone called it. Raises RefusedError where it cannot be shown.
    """

    def read() -> bytes:
        if len(content) > MAX_BYTES:
            facts = {"found": str(-(-len(content) // 1_000_000)), "limit": str(MAX_BYTES // 1_000_000), "unit": "MB"}
            facts["variable"] = variable("PICTURE_MB")
            raise SourceError(Problem("picture.too-large", name, facts=facts))
        return content

    taken, problems = take_photographs([(name, read)], jobs=1)
    if name not in taken:
        raise RefusedError(*problems)
    there = {each.name.casefold() for each in folder.iterdir()}
    names = (f"{entry_id[:_STEM]}-{number}.{taken[name].ending}" for number in count(1))
    return next(each for each in names if each not in there), taken[name].data
