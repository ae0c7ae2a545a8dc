"""The folder `content/` → what lies in it: entry files, lists, pictures, and what fits nowhere.

No link is followed and nothing outside the folder is ever opened. Names are
sorted, so that nothing depends on the order a file system gives.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from jiangxin.content.scalars import ID, ID_LIMIT
from jiangxin.model.kinds import BY_FOLDER, LISTED
from jiangxin.problems import Problem, nearest

FILE_LIMIT = 400_000
SETTINGS = "exhibition.yaml"
FONTS = (".ttf", ".otf", ".ttc")
_IGNORED = {"thumbs.db", "desktop.ini", "readme.md", "readme.zh-cn.md"}
_LISTED_FOLDERS = tuple(folder for folder, cls in BY_FOLDER.items() if cls.kind_name in LISTED)


@dataclass(frozen=True, slots=True)
class EntryFile:
    """The Markdown file of an entry, or of its translation into `lang`."""

    path: str
    folder: str
    id: str
    lang: str = ""


@dataclass(slots=True)
class Found:
    """What lies under `content/`, by path relative to it."""

    entries: list[EntryFile] = field(default_factory=list)
    lists: list[tuple[str, str]] = field(default_factory=list)  # (path, folder)
    others: list[str] = field(default_factory=list)  # pictures, recordings, whatever else
    has_settings: bool = False
    problems: list[Problem] = field(default_factory=list)


def find(content: Path) -> Found:
    """Look through `content`; problems name every file by its path from the exhibition's folder."""
    found = Found()
    unknown_folders: set[str] = set()
    for count, path in enumerate(_walk(content, "", found.problems), 1):
        if count > FILE_LIMIT:
            found.problems.append(Problem("file.count", "content", facts={"allowed": str(FILE_LIMIT)}))
            break
        _sort_in(path, found, unknown_folders)
    return found


def _walk(folder: Path, prefix: str, problems: list[Problem]) -> Iterator[str]:
    with os.scandir(folder) as scan:
        children = sorted(scan, key=lambda child: child.name)
    for child in children:
        if child.name.startswith(".") or child.name.startswith("~$") or child.name.lower() in _IGNORED:
            continue
        path = prefix + child.name
        if child.is_symlink() or not (child.is_dir(follow_symlinks=False) or child.is_file(follow_symlinks=False)):
            problems.append(Problem("file.special", f"content/{path}"))
        elif child.is_dir(follow_symlinks=False):
            yield from _walk(folder / child.name, f"{path}/", problems)
        else:
            yield path


def _sort_in(path: str, found: Found, unknown_folders: set[str]) -> None:
    if path == SETTINGS:
        found.has_settings = True
        return
    parts = PurePosixPath(path).parts
    folder = parts[0]
    if len(parts) == 1 and path.lower().endswith(FONTS):
        found.others.append(path)
    elif len(parts) == 1:
        found.problems.append(
            Problem("file.unused", f"content/{path}", blocks=False, suggestion=nearest(path, [SETTINGS]))
        )
    elif folder not in BY_FOLDER:
        if folder not in unknown_folders:
            unknown_folders.add(folder)
            found.problems.append(
                Problem(
                    "file.folder", f"content/{folder}", facts={"found": folder}, suggestion=nearest(folder, BY_FOLDER)
                )
            )
    elif folder in _LISTED_FOLDERS:
        if path.endswith((".yaml", ".yml")) and len(parts) == 2:
            found.lists.append((path, folder))
        elif path.endswith(".md"):
            found.problems.append(Problem("file.ending", f"content/{path}", facts={"allowed": ".yaml"}, blocks=False))
        else:
            found.others.append(path)
    elif path.endswith(".md"):
        _sort_article(path, parts, found)
    else:
        found.others.append(path)


def _sort_article(path: str, parts: tuple[str, ...], found: Found) -> None:
    stem = parts[-1].removesuffix(".md")
    name, _, lang = stem.partition(".")
    if len(parts) == 3 and name == "index":
        entry_id = parts[1]
    elif len(parts) == 2:
        entry_id = name
    else:
        found.others.append(path)
        return
    if not ID.fullmatch(entry_id) or len(entry_id) > ID_LIMIT:
        found.problems.append(
            Problem("file.name", f"content/{path}", facts={"found": entry_id}, suggestion=_as_id(entry_id))
        )
        return
    found.entries.append(EntryFile(path, parts[0], entry_id, lang))


def _as_id(name: str) -> str:
    """Give the id that a name would make, or "" where it has no Latin letter or digit."""
    pieces = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower()).split("-")
    return "-".join(piece for piece in pieces if piece)
