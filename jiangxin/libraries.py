"""Which version of a library is installed, told by the name of its folder.

`importlib.metadata` reads it from a file, and takes as long to import as a small
edit takes to parse; it is asked where no folder is found.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from functools import cache

_ENDING = ".dist-info"


def version_of(library: str) -> str:
    """Give the version of an installed library, by its name on PyPI. Raises ImportError where it is not installed."""
    found = _installed(tuple(sys.path)).get(_normal(library))
    if found is None:
        from importlib.metadata import version

        found = version(library)
    return found


@cache
def _installed(folders: tuple[str, ...]) -> Mapping[str, str]:
    """Give the versions of all libraries by their names; of two the first in `folders` counts, as for an import."""
    found: dict[str, str] = {}
    for folder in folders:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208  # pathlib is not needed yet
        except OSError:  # an archive, or not there
            continue
        for name in names:
            if name.endswith(_ENDING):
                library, _, version = name.removesuffix(_ENDING).partition("-")
                found.setdefault(_normal(library), version)
    return found


def _normal(library: str) -> str:
    return re.sub("[-_.]+", "-", library).lower()
