"""Which paths a site may have: such as every server, disk and archive keeps.

A path that is refused here is a mistake of the program, not of an editor: the
plan makes names from checked ids. Hence `ValueError`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from jiangxin.patterns import pattern

RECORD = "SHA256SUMS"

_NAME = pattern(r"[a-z0-9_-][a-z0-9.,_-]*")
_NAME_MAX = 100
_SPECIAL = frozenset({"_headers", ".htaccess", ".nojekyll"})
_WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{number}" for number in range(10)), *(f"lpt{number}" for number in range(10))}
)
_TEMPORARY = pattern(r"\.[A-Za-z0-9.,_-]+\.jiangxin-new")


@lru_cache(1 << 16)  # each is asked for three times in a build
def is_safe(path: str) -> bool:
    """Tell whether a path relative to the site may be written or removed."""
    return path in _SPECIAL or all(_is_safe_name(name) for name in path.split("/"))


def refuse_unsafe(paths: Iterable[str]) -> None:
    """Raise ValueError for a path that is unsafe, there twice, equal but for case, or both a file and a folder."""
    seen: dict[str, str] = {}
    for path in paths:
        if not is_safe(path):
            raise ValueError(f"not a path for an output: {path!r}")
        if path.casefold() in seen:
            raise ValueError(f"two outputs for one file: {seen[path.casefold()]!r} and {path!r}")
        seen[path.casefold()] = path
    for path in seen:
        for folder in folders_of(path):
            if folder in seen:
                raise ValueError(f"an output is the folder of another: {folder!r} and {path!r}")


def folders_of(path: str) -> Iterable[str]:
    """Give the folders that a path lies in, the outermost first."""
    at = path.find("/")
    while at != -1:
        yield path[:at]
        at = path.find("/", at + 1)


def temporary(path: str) -> str:
    """Give the path beside `path` at which its next bytes wait."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name.lstrip('.')}.jiangxin-new"


def is_temporary(path: str) -> bool:
    """Tell whether a file is one that `temporary` named: left by a build that was killed."""
    return _TEMPORARY.fullmatch(path.rpartition("/")[2]) is not None


def _is_safe_name(name: str) -> bool:
    return (
        len(name) <= _NAME_MAX
        and _NAME.fullmatch(name) is not None
        and not name.endswith(".")
        and name.partition(".")[0] not in _WINDOWS_DEVICES
    )
