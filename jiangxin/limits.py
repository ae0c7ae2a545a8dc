"""How much is taken from strangers: every limit by name, and how whoever builds raises it.

Content is untrusted, so each limit keeps one file from costing all others their
build. Which limits hold is decided by who runs the program, never by content:
the environment variable `JIANGXIN_<NAME>` sets another number. `docs/limits.md`
is written from here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

_PREFIX = "JIANGXIN_"
_MOST = 1_000_000_000


class Limit(NamedTuple):
    """A limit: what it is without a word from anyone, and what it bounds, for the document."""

    default: int
    bounds: str


LIMITS: Mapping[str, Limit] = {
    "FILES": Limit(400_000, "files below `content/`"),
    "FOLDER_DEPTH": Limit(16, "folders within folders below `content/`"),
    "TEXT_KB": Limit(2_048, "kilobytes (1,024 bytes) of a Markdown or YAML file"),
    "YAML_DEPTH": Limit(24, "levels that fields are nested"),
    "YAML_ITEMS": Limit(200_000, "values in one front matter or list"),
    "BODY_CHARACTERS": Limit(200_000, "characters of a body"),
    "BODY_BRACKETS": Limit(400, "opening brackets in a paragraph"),
    "BODY_INDENT": Limit(48, "spaces or `>` before a line: lists and quotations nested some twelve times"),
    "TABLE_CELLS": Limit(20_000, "cells of a table, rows times the widest row"),
    "BODY_SECONDS": Limit(4, "seconds for the conversion of a body"),
    "BODY_MB": Limit(1_024, "megabytes of memory for the conversion of a body"),
    "PICTURE_MB": Limit(200, "megabytes of a picture file"),
    "PICTURE_MP": Limit(120, "megapixels of a picture that is no JPEG; less where its format takes more memory"),
    "JPEG_MP": Limit(450, "megapixels of a JPEG, which is decoded scaled; a progressive one less"),
    "PICTURE_SECONDS": Limit(10, "seconds for the measuring of a picture"),
    "PICTURE_MEMORY_MB": Limit(1_200, "megabytes of memory for the measuring of a picture"),
    "SVG_KB": Limit(2_000, "kilobytes (1,000 bytes) of a drawing in SVG"),
    "CAPTIONS_KB": Limit(500, "kilobytes (1,000 bytes) of a captions file"),
    "RECORDING_MB": Limit(500, "megabytes of a film or a recording"),
}
"""Every limit; what its number counts is said by what it bounds."""


def variable(name: str) -> str:
    """Give the environment variable that raises a limit."""
    return _PREFIX + name


def limit(name: str) -> int:
    """Give the limit in force; the one without a word from anyone where the variable holds no number."""
    given = _given(name)
    return given if given is not None else LIMITS[name].default


def misread() -> dict[str, str]:
    """Give the variables whose words are no limit, with the words."""
    return {
        variable(name): os.environ[variable(name)]
        for name in LIMITS
        if variable(name) in os.environ and _given(name) is None
    }


def in_force() -> tuple[int, ...]:
    """Give every limit in force: what was refused under others may not be refused under these."""
    return tuple(map(limit, LIMITS))


def _given(name: str) -> int | None:
    words = os.environ.get(variable(name), "").strip().replace("_", "")
    if not (words.isascii() and words.isdigit() and len(words) <= len(str(_MOST))):
        return None
    return min(int(words), _MOST) or None
