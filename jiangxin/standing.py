"""A site that stands as the last build left it → what that build told, told again.

Most builds change nothing. That is decided here from one look at the head of
every file (size, times, inode): those that a build may read, and those of the
site. Where each is as it was, the same call would make the same bytes, and
nothing is imported but this module (no dataclasses: they alone cost half of it). Any doubt (a file so young that it
may change once more within the same tick of its clock, a note that is damaged
or another version's) means a whole build, which is always right.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jiangxin.folders import PACKAGE

NOTE = "standing.json"  # in the folder of the cache
_YOUNG_NS = 20_000_000  # two ticks of the slowest clock that counts less than seconds
_YOUNG_COARSE_NS = 2_100_000_000  # FAT counts time in steps of two seconds
_SECOND_NS = 1_000_000_000


_seen: dict[tuple[str, ...], Look] = {}  # what `recall` saw of folders, for the build that follows it


class Look(NamedTuple):
    """The heads of all files below some folders: their digest, and whether all were old enough to be trusted."""

    digest: str
    is_settled: bool


class Told(NamedTuple):
    """What a build of an unchanged exhibition tells: warnings, the summary, and its last line with `{seconds}`."""

    warnings: str
    summary: str
    where: str


class Inputs(NamedTuple):
    """What a build was made from: the folders that it may have read, and how they looked before it began."""

    roots: tuple[str, ...]
    look: Look


def look_at(roots: Iterable[str | os.PathLike[str]], young_ns: int = _YOUNG_NS) -> Look:
    """Look at the head of every file below `roots`; folders with hidden names are not entered.

    What changed less than `young_ns` nanoseconds ago is not settled, nor what cannot be looked at. Raises OSError.
    """
    rows: list[str] = []
    looker = _Looker(rows)
    for number, root in enumerate(roots):
        rows.append(f"{number}\n")
        if Path(root).is_dir():
            looker.walk(os.fspath(root), f"{number}/")
    return Look(_digest(rows), looker.is_settled(time.time_ns(), young_ns))


def look_of(files: Mapping[str, tuple[int, int, int, int]], folders: Iterable[str]) -> Look:
    """Give what `look_at` sees, as soon as time has gone on, of one folder in which nothing stands but these.

    `files` have size, times and inode by path; `folders` are the paths of those within.
    """
    rows = [f"0/{path}\0{size} {written} {changed} {node}\n" for path, (size, written, changed, node) in files.items()]
    return Look(_digest(["0\n", *rows, *[f"0/{folder}/\n" for folder in folders]]), is_settled=True)


def _digest(rows: list[str]) -> str:
    rows.sort()
    return hashlib.blake2b("".join(rows).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def inputs_of(roots: Iterable[str | os.PathLike[str]]) -> Inputs:
    """Look at what a build is about to read; a look taken a moment before will do. Raises OSError."""
    named = tuple(os.fspath(root) for root in roots)
    seen = _seen.pop(named, None)
    return Inputs(named, seen if seen is not None and seen.is_settled else look_at(named))


def recall(cache: str | os.PathLike[str], output: str | os.PathLike[str], call: Mapping[str, object]) -> Told | None:
    """Give what the last build told, where `call` would do the same again and nothing differs; else None.

    `call` is what was asked for, in values that JSON can hold.
    """
    try:
        note = json.loads((Path(cache) / NOTE).read_bytes())
        if note["call"] != _told_apart(call) or note["output"] != os.fspath(output):
            return None
        inputs = _seen[tuple(note["roots"])] = look_at(note["roots"])
        if not inputs.is_settled or inputs.digest != note["inputs"]:
            return None
        if look_at([output], 0).digest != note["site"]:
            return None
        return Told(**note["told"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def remember(
    cache: str | os.PathLike[str],
    output: str | os.PathLike[str],
    call: Mapping[str, object],
    inputs: Inputs,
    told: Told,
    site: Look | None = None,
) -> None:
    """Note that the site in `output` stands as `call` asked for, made from `inputs`; `site` is how it looks now.

    Nothing is noted where something is too young to be trusted; where the note
    cannot be written, the next build is only slower.
    """
    from jiangxin.cache.whole import write_whole

    try:
        site = site or look_at([output], 0)  # what was written a moment ago was written by us
        if not (inputs.look.is_settled and site.is_settled):
            return
        note = {
            "call": _told_apart(call),
            "output": os.fspath(output),
            "roots": inputs.roots,
            "inputs": inputs.look.digest,
            "site": site.digest,
            "told": told._asdict(),
        }
        write_whole(Path(cache) / NOTE, json.dumps(note, ensure_ascii=False).encode())
    except (OSError, UnicodeEncodeError):
        return


class _Looker:
    """Walks folders and notes one row a file."""

    def __init__(self, rows: list[str]) -> None:
        self._rows = rows
        self._newest = 0
        self._is_coarse = True
        self._linked: set[tuple[int, int]] = set()  # folders behind links, each walked once

    def walk(self, folder: str, prefix: str) -> None:
        waiting = [(folder, prefix)]
        while waiting:
            path, below = waiting.pop()
            try:
                waiting += self._look_into(path, below)
            except OSError:  # it went, or may not be read: whoever reads it tells
                self._newest = max(self._newest, time.time_ns())

    def _look_into(self, folder: str, prefix: str) -> list[tuple[str, str]]:
        """Note what stands in one folder; give the folders in it. Raises OSError."""
        rows, newest, coarse = self._rows, self._newest, self._is_coarse
        deeper: list[tuple[str, str]] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if entry.is_symlink():
                    if not self._is_followed(entry, prefix):
                        continue
                elif not entry.is_dir(follow_symlinks=False):
                    head = entry.stat(follow_symlinks=False)
                    changed, written = head.st_ctime_ns, head.st_mtime_ns
                    rows.append(f"{prefix}{name}\0{head.st_size} {written} {changed} {head.st_ino}\n")
                    newest = max(newest, changed, written)
                    coarse = coarse and not written % _SECOND_NS
                    continue
                if not name.startswith(".") and name != "__pycache__":
                    rows.append(f"{prefix}{name}/\n")
                    deeper.append((entry.path, f"{prefix}{name}/"))
        self._newest, self._is_coarse = max(self._newest, newest), coarse
        return deeper

    def is_settled(self, now_ns: int, young_ns: int) -> bool:
        return now_ns - self._newest > (_YOUNG_COARSE_NS if self._is_coarse else young_ns)

    def _is_followed(self, link: os.DirEntry[str], prefix: str) -> bool:
        """Note where a link leads; say whether that is a folder that was not walked yet."""
        self._rows.append(f"{prefix}{link.name}\0→ {os.fsencode(os.readlink(link.path))!r}\n")  # noqa: PTH115  # many fonts are links
        try:
            head = link.stat()
        except OSError:  # it leads nowhere
            return False
        if not link.is_dir():
            self._rows.append(
                f"{prefix}{link.name}\0{head.st_size} {head.st_mtime_ns} {head.st_ctime_ns} {head.st_ino}\n"
            )
            self._newest = max(self._newest, head.st_mtime_ns, head.st_ctime_ns)
            return False
        place = (head.st_dev, head.st_ino)
        is_new = place not in self._linked
        self._linked.add(place)
        return is_new


def program() -> str:
    """Give a digest of the program and its libraries as they are installed."""
    told = json.dumps([sys.version, look_at([PACKAGE], 0).digest, _libraries(sys.path)])
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _told_apart(call: Mapping[str, object]) -> str:
    """Give a digest of the call and of the libraries that would answer it."""
    told = json.dumps([sys.version, _libraries(sys.path), dict(call)], sort_keys=True)
    return hashlib.blake2b(told.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _libraries(folders: Sequence[str]) -> list[list[object]]:
    """Name the folders of libraries and when something was last put into each, or taken out of it."""
    found: list[list[object]] = []
    for folder in folders:
        if not folder.endswith("-packages"):
            continue
        try:
            found.append([folder, Path(folder).stat().st_mtime_ns])
        except OSError:  # not there: nothing comes from it
            continue
    return found
