"""Rules of pictures and files: each that is named is there, each that is there is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from jiangxin.curation.check_relations import body_path
from jiangxin.model.entry import Entry
from jiangxin.model.library import Library
from jiangxin.model.narrative import Tour
from jiangxin.model.space import Exhibit
from jiangxin.problems import Problem, nearest

_RECORDINGS = {
    "file": (".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".opus", ".wav"),
    "captions": (".vtt",),
    "poster": (".jpg", ".jpeg", ".png", ".webp", ".avif"),
}


def missing(library: Library) -> Iterator[Problem]:
    """Every file that an entry names lies beside it."""
    names = _names_by_folder(library)
    entries = {entry.ref: entry for entry in library.entries}
    for entry in library.entries:
        beside = names[_folder_of(entry)]
        for place, name in _named_files(entry):
            if name not in beside:
                yield Problem(
                    "picture.missing",
                    f"content/{entry.path}",
                    entry.line_of(place),
                    place,
                    {"found": name},
                    nearest(name, beside),
                )
    for (ref, lang), prose in library.prose.items():
        if ref not in entries:
            continue
        beside = names[_folder_of(entries[ref])]
        for link in prose.links:
            if link.is_picture and link.target not in beside:
                yield Problem(
                    "picture.missing",
                    body_path(entries[ref], lang, library),
                    link.line,
                    "",
                    {"found": link.target},
                    nearest(link.target, beside),
                )


def media(library: Library) -> Iterator[Problem]:
    """Only recordings and their captions go into the site as they are: nothing that a browser could run."""
    for entry in library.entries:
        for place, name in _named_files(entry):
            ending = PurePosixPath(name).suffix.lower()
            allowed = _RECORDINGS.get(place.rpartition(".")[2] if place.startswith("media") else "")
            if place.startswith("stops"):
                allowed = _RECORDINGS["file"]
            if allowed and ending not in allowed:
                yield Problem(
                    "file.ending",
                    f"content/{entry.path}",
                    entry.line_of(place),
                    place,
                    {"found": name, "allowed": ", ".join(allowed)},
                )


def leads(library: Library) -> Iterator[Problem]:
    """One picture at most leads, and balloons stand on one."""
    for entry in library.entries:
        path = f"content/{entry.path}"
        leading = [index for index, image in enumerate(entry.images) if image.lead]
        if len(leading) > 1:
            place = f"images[{leading[1]}].lead"
            yield Problem("lead.two", path, entry.line_of(place), place)
        if isinstance(entry, Exhibit) and entry.hotspots and not entry.images:
            yield Problem("hotspot.no-picture", path, entry.line_of("hotspots"), "hotspots")


def unused(library: Library) -> Iterator[Problem]:
    """Every file under `content/` is used by an entry; those that are not are named."""
    files = set(library.files)
    used: set[str] = set()
    for entry in library.entries:
        folder = PurePosixPath(entry.path).parent
        used.update(str(folder / name) for _, name in _named_files(entry))
    entries = {entry.ref: entry for entry in library.entries}
    for (ref, _), prose in library.prose.items():
        if ref in entries:
            folder = PurePosixPath(entries[ref].path).parent
            used.update(str(folder / link.target) for link in prose.links if link.is_picture)
    for path in sorted(files - used):
        yield Problem("file.unused", f"content/{path}", blocks=False)


def _names_by_folder(library: Library) -> defaultdict[str, list[str]]:
    """Give the names of the files in each folder, so that each entry looks at its neighbours only."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for path in library.files:
        folder, _, name = path.rpartition("/")
        names[folder].append(name)
    return names


def _folder_of(entry: Entry) -> str:
    return entry.path.rpartition("/")[0]


def _named_files(entry: Entry) -> Iterator[tuple[str, str]]:
    for index, image in enumerate(entry.images):
        if image.file:
            yield f"images[{index}].file", image.file
    for index, medium in enumerate(entry.media):
        for name in ("file", "captions", "poster"):
            if value := getattr(medium, name):
                yield f"media[{index}].{name}", value
    if isinstance(entry, Tour):
        for index, stop in enumerate(entry.stops):
            if stop.audio:
                yield f"stops[{index}].audio", stop.audio
