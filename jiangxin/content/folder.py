"""The folder `content/` → what lies in it: entry files, lists, pictures, and what fits nowhere.

One walk, which looks at the head of every text: who reads it later knows from
that whether it changed. No link is followed and nothing outside the folder is
ever opened. Names are sorted, so that nothing depends on the order a file
system gives.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from jiangxin.content.meant import page_meant
from jiangxin.content.scalars import ID, id_meant
from jiangxin.limits import limit, variable
from jiangxin.model.entry import Ref
from jiangxin.model.kinds import BY_FOLDER, KINDS, LISTED
from jiangxin.problems import Problem, nearest

FILE_LIMIT = limit("FILES")
DEPTH_LIMIT = limit("FOLDER_DEPTH")
SETTINGS = "exhibition.yaml"
WORDS = "words.yaml"
FONTS = (".ttf", ".otf", ".ttc")
_IGNORED = {"thumbs.db", "desktop.ini", "readme.md", "readme.zh-cn.md"}
_LISTED_FOLDERS = tuple(folder for folder, cls in BY_FOLDER.items() if cls.kind_name in LISTED)


class Stamp(NamedTuple):
    """A state of a file. The change time notices an edit that put the old time back."""

    size: int
    written_ns: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, head: os.stat_result) -> Stamp:
        """Give the state of which `head` tells."""
        return cls(head.st_size, head.st_mtime_ns, head.st_ctime_ns, head.st_ino)


class TextFile(NamedTuple):
    """A file that holds entries: the Markdown file of one, or of its translation into `lang`, or a list."""

    path: str
    folder: str
    stamp: Stamp
    id: str = ""  # "" for a list
    lang: str = ""


@dataclass(slots=True)
class Found:
    """What lies under `content/`, by path relative to it."""

    entries: list[TextFile] = field(default_factory=list)
    lists: list[TextFile] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # pictures, recordings, whatever else
    has_settings: bool = False
    problems: list[Problem] = field(default_factory=list)
    unread_kinds: set[str] = field(default_factory=set)  # of which a folder is not read
    misnamed: set[Ref] = field(default_factory=set)  # entries whose file or folder has a wrong name

    def miss(self, folder: str, entry_id: str = "") -> None:
        """Note that an entry in `folder`, or all that may lie there, is not read; that was told as a mistake."""
        if folder in _LISTED_FOLDERS or (folder in BY_FOLDER and not entry_id):
            self.unread_kinds.add(BY_FOLDER[folder].kind_name)
        elif folder in BY_FOLDER:
            self.misnamed.add(Ref(BY_FOLDER[folder].kind_name, entry_id))


Instead = Mapping[str, bytes | None]
"""Files that are looked at as if these were their bytes, by path under `content/`; None: as if it were not there."""

UNSEEN = Stamp(-1, -1, -1, -1)
"""The state of a file that is not on the disk."""


def find(content: Path, instead: Instead = MappingProxyType({})) -> Found:
    """Look through `content`; problems name every file by its path from the exhibition's folder."""
    found = Found()
    unknown_folders: dict[str, str] = {}  # and the folder that each was meant to be
    new = {path for path, data in instead.items() if data is not None}
    for count, (path, child) in enumerate(_walk(os.fspath(content), "", found.problems), 1):
        if instead.get(path, b"") is None:
            continue
        if count > FILE_LIMIT:
            found.problems.append(
                Problem("file.count", "content", facts={"allowed": f"{FILE_LIMIT:,}", "variable": variable("FILES")})
            )
            found.unread_kinds.update(KINDS)
            break
        try:
            _sort_in(path, _unseen if path in new else partial(_stamp_of, child), found, unknown_folders)
            new.discard(path)
        except OSError as error:
            found.problems.append(_unread(f"content/{path}", error))
    for path in sorted(new):
        _sort_in(path, _unseen, found, unknown_folders)
    for each in found.problems:
        if each.code == "file.unread":
            found.miss(each.path.removeprefix("content/").partition("/")[0])
    found.others = _composed(found)
    return found


def article_at(path: str) -> TextFile | None:
    """Give the file of an entry, or of a translation, that lies at `path` under `content/`; None where that is none."""
    found = Found()
    _sort_in(path, _unseen, found, {})
    return found.entries[0] if found.entries else None


def _unseen() -> Stamp:
    return UNSEEN


def _stamp_of(child: os.DirEntry[str]) -> Stamp:
    return Stamp.of(child.stat(follow_symlinks=False))


def _composed(found: Found) -> list[str]:
    """Give the paths of the files beside entries as keyboards write them, and tell of two that become one."""
    paths = [path if path.isascii() else unicodedata.normalize("NFC", path) for path in found.others]
    if len(set(paths)) < len(paths):
        for path in (path for path, count in Counter(paths).items() if count > 1):
            facts = {"found": path.rpartition("/")[2]}
            found.problems.append(Problem("file.same-name", f"content/{path}", facts=facts))
    return list(dict.fromkeys(paths))


def _unread(name: str, error: OSError) -> Problem:
    return Problem("file.unread", name, facts={"reason": error.strerror or type(error).__name__})


def _walk(folder: str, prefix: str, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as scan:
            children = sorted(scan, key=lambda child: child.name)
    except OSError as error:  # it went since it was seen, or may not be read
        problems.append(_unread(f"content/{prefix}".rstrip("/"), error))
        return
    for child in children:
        name = child.name
        if name.startswith((".", "~$")) or name.lower() in _IGNORED:
            continue
        path = prefix + name
        if child.is_file(follow_symlinks=False):
            yield path, child
        elif child.is_dir(follow_symlinks=False):
            if path.count("/") >= DEPTH_LIMIT:
                facts = {"allowed": str(DEPTH_LIMIT), "variable": variable("FOLDER_DEPTH")}
                problems.append(Problem("file.deep", f"content/{path}", facts=facts))
            else:
                yield from _walk(child.path, f"{path}/", problems)
        else:
            problems.append(Problem("file.special", f"content/{path}"))


def _sort_in(path: str, stamp: Callable[[], Stamp], found: Found, unknown_folders: dict[str, str]) -> None:
    if path == SETTINGS:
        found.has_settings = True
        return
    if path == WORDS:
        return
    folder, _, rest = path.partition("/")
    if not rest and path.lower().endswith(FONTS):
        found.others.append(path)
    elif not rest:
        found.problems.append(
            Problem("file.unused", f"content/{path}", blocks=False, suggestion=nearest(path, [SETTINGS, WORDS]))
        )
    elif folder not in BY_FOLDER:
        if folder not in unknown_folders:
            meant = unknown_folders[folder] = page_meant(folder)
            facts = {"found": folder, "allowed": ", ".join(BY_FOLDER)}
            found.problems.append(Problem("file.folder", f"content/{folder}", facts=facts, suggestion=meant))
        if path.endswith((".md", ".yaml", ".yml")):
            found.miss(unknown_folders[folder], rest.partition("/")[0].partition(".")[0])
    elif folder in _LISTED_FOLDERS:
        if path.endswith((".yaml", ".yml")) and "/" not in rest:
            found.lists.append(TextFile(path, folder, stamp()))
        elif path.endswith(".md"):
            found.problems.append(Problem("file.ending", f"content/{path}", facts={"allowed": ".yaml"}, blocks=False))
        else:
            found.others.append(path)
    elif path.endswith(".md"):
        _sort_article(path, folder, rest, stamp, found)
    elif path.endswith((".yaml", ".yml")):
        found.problems.append(Problem("file.ending", f"content/{path}", facts={"allowed": ".md"}, blocks=False))
    else:
        found.others.append(path)


def _sort_article(path: str, folder: str, rest: str, stamp: Callable[[], Stamp], found: Found) -> None:
    inner, _, file = rest.rpartition("/")
    name, _, lang = file.removesuffix(".md").partition(".")
    if inner and (name != "index" or "/" in inner):
        found.others.append(path)
        return
    entry_id = inner or name
    if not ID.fullmatch(entry_id):
        meant = id_meant(entry_id, folder)
        found.problems.append(Problem("file.name", f"content/{path}", facts={"found": entry_id}, suggestion=meant))
        if meant:
            found.miss(folder, meant)
        return
    found.entries.append(TextFile(path, folder, stamp(), entry_id, lang))
