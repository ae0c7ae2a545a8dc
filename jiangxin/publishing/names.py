"""Which paths a site may have: such as every server, disk and archive keeps.

A path that is refused here is a mistake of the program, not of an editor: the
plan makes names from checked ids. Hence `ValueError`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from jiangxin.patterns import pattern

RECORD = "SHA256SUMS"

_SPECIAL = frozenset({"_headers", ".htaccess", ".nojekyll"})
_DEVICE = r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|\Z)"  # a name that Windows keeps, whatever its ending is
_NAME = rf"(?!{_DEVICE})[a-z0-9_-][a-z0-9.,_-]{{0,99}}(?<!\.)"
_PATH = pattern(f"{_NAME}(?:/{_NAME})*")
_TEMPORARY = pattern(r"\.[A-Za-z0-9.,_-]+\.jiangxin-new")


@lru_cache(1 << 16)  # each is asked for three times in a build
def is_safe(path: str) -> bool:
    """Tell whether a path relative to the site may be written or removed."""
    return path in _SPECIAL or _PATH.fullmatch(path) is not None


def refuse_folders(paths: Collection[str]) -> None:
    """Raise ValueError for a path of a file that is the folder of another, too."""
    for folder in sorted(folders_of_all(paths).intersection(paths)):
        raise ValueError(f"an output is the folder of another: {folder!r}")


def folders_of(path: str) -> Iterable[str]:
    """Give the folders that a path lies in, the outermost first."""
    at = path.find("/")
    while at != -1:
        yield path[:at]
        at = path.find("/", at + 1)


def folders_of_all(paths: Iterable[str]) -> set[str]:
    """Give the folders that any of many paths lies in."""
    nearest = {path.rpartition("/")[0] for path in paths} - {""}
    return nearest.union(*map(folders_of, nearest))


def in_the_way_of(gone: Iterable[str], wanted: Iterable[str]) -> set[str]:
    """Give the files that are to go and stand where a folder is to be, or in a folder where a file is to be."""
    files = set(wanted)
    folders = folders_of_all(files)
    return {path for path in gone if path in folders or any(folder in files for folder in folders_of(path))}


def temporary(path: str) -> str:
    """Give the path beside `path` at which its next bytes wait."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name.lstrip('.')}.jiangxin-new"


def is_temporary(path: str) -> bool:
    """Tell whether a file is one that `temporary` named: left by a build that was killed."""
    return _TEMPORARY.fullmatch(path.rpartition("/")[2]) is not None
