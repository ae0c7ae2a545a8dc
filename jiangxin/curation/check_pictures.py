"""Rules of pictures and files: each that is named is there, each that is there is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from jiangxin.curation.check_relations import body_path
from jiangxin.images.derivative import STRIPPABLE
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.kinds import KINDS
from jiangxin.model.library import Library
from jiangxin.model.narrative import Tour
from jiangxin.model.space import Exhibit
from jiangxin.problems import Problem, nearest

_UNUSED = {
    **dict.fromkeys(("doc", "docx", "wps", "xls", "xlsx", "et", "csv", "zip"), "file.material"),
    **dict.fromkeys(("txt", "markdown"), "file.text"),
}
"""What is said of a file that no entry uses, by its ending, where more is known than that."""

_ZOOM_LEAST_PX = 3600  # half as large again as the largest picture that is shown anyway


def missing(library: Library) -> Iterator[Problem]:
    """Every file that an entry names lies beside it."""
    names = _names_by_folder(library)
    entries = {entry.ref: entry for entry in library.entries}
    font = library.settings.card_font
    if font and font not in names[""]:
        line = library.settings_lines.get("card_font", 1)
        yield Problem(
            "file.missing", "content/exhibition.yaml", line, "card_font", {"found": font}, nearest(font, names[""])
        )
    for entry, place, name in all_named_files(library):
        beside = names[_folder_of(entry)]
        if name not in beside:
            path, line = f"content/{entry.path}", entry.line_of(place)
            yield Problem("picture.missing", path, line, place, {"found": name}, _nearest(name, beside))
    for (ref, lang), prose in library.prose.items():
        for target, line, is_picture in prose.links:
            if not is_picture or ref not in entries:
                continue
            beside = names[_folder_of(entries[ref])]
            if target not in beside:
                path = body_path(entries[ref], lang, library)
                yield Problem("picture.missing", path, line, "", {"found": target}, _nearest(target, beside))


def uses(library: Library) -> Iterator[Problem]:
    """A file that is offered can be freed of its metadata; one that can be looked into has something to see."""
    for entry in library.entries:
        for index, image in enumerate(entry.images):
            photo = library.photographs.get(f"{_folder_of(entry)}/{image.file}")
            path, place = f"content/{entry.path}", f"images[{index}]"
            if photo and image.download and photo.format not in STRIPPABLE:
                line = entry.line_of(f"{place}.download")
                yield Problem("picture.no-original", path, line, f"{place}.download", {"format": photo.format.upper()})
            if photo and image.zoom and max(photo.width_px, photo.height_px) < _ZOOM_LEAST_PX:
                line = entry.line_of(f"{place}.zoom")
                facts = {"found": f"{photo.width_px} × {photo.height_px}", "allowed": str(_ZOOM_LEAST_PX)}
                yield Problem("picture.zoom-small", path, line, f"{place}.zoom", facts, blocks=False)


def leads(library: Library) -> Iterator[Problem]:
    """One picture at most leads, and balloons stand on one."""
    for entry in library.entries:
        if not (entry.images or isinstance(entry, Exhibit)):
            continue
        path = f"content/{entry.path}"
        leading = [index for index, image in enumerate(entry.images) if image.lead]
        if len(leading) > 1:
            place = f"images[{leading[1]}].lead"
            yield Problem("lead.two", path, entry.line_of(place), place)
        if isinstance(entry, Exhibit) and entry.hotspots and not entry.images:
            yield Problem("hotspot.no-picture", path, entry.line_of("hotspots"), "hotspots")


def unused(library: Library) -> Iterator[Problem]:
    """Every file under `content/` is used by an entry; those that are not are named.

    What an entry names that could not be read nobody knows: of files beside it nothing is said.
    """
    files = set(library.files)
    if not files:
        return
    used = {captions.path for tracks in library.captions.values() for captions in tracks}
    used.add(library.settings.card_font or "")
    folders = {entry.ref: _folder_of(entry) for entry in library.entries}
    used.update(f"{folders[entry.ref]}/{name}" for entry, _, name in all_named_files(library))
    for (ref, _), prose in library.prose.items():
        if ref in folders:
            used.update(f"{folders[ref]}/{link.target}" for link in prose.links if link.is_picture)
    unread = {folder for ref in library.unread for folder in _folders_of(ref)}
    unsure = {KINDS[kind].folder for kind in library.unread_kinds.union(ref.kind for ref in library.misnamed)}
    if "card_font" in library.unread_settings:
        unread.add("")
    for path in sorted(files - used):
        code = _UNUSED.get(path.rpartition(".")[2].lower(), "file.unused")
        if code == "file.unused" and (path.rpartition("/")[0] in unread or path.partition("/")[0] in unsure):
            continue
        yield Problem(code, f"content/{path}", blocks=False)


def _nearest(name: str, beside: Sequence[str]) -> str:
    """Give the file that was probably meant: the same but for capitals, but for the ending, or nearly the same."""
    for same in (str.casefold, lambda each: PurePosixPath(each).stem.casefold()):
        if found := [each for each in beside if same(each) == same(name)]:
            return found[0] if len(found) == 1 else ""
    return nearest(name, beside)


def _names_by_folder(library: Library) -> defaultdict[str, list[str]]:
    """Give the names of the files in each folder, so that each entry looks at its neighbours only."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for path in library.files:
        folder, _, name = path.rpartition("/")
        names[folder].append(name)
    return names


def _folder_of(entry: Entry) -> str:
    return entry.path.rpartition("/")[0]


def _folders_of(ref: Ref) -> tuple[str, str]:
    """Give where an entry's file may lie: among those of its kind, or in a folder of its own."""
    folder = KINDS[ref.kind].folder
    return folder, f"{folder}/{ref.id}"


def all_named_files(library: Library) -> Iterator[tuple[Entry, str, str]]:
    """Give every file that entries name: the entry, the field, the name. Most entries name none."""
    for entry in library.entries:
        if entry.images or entry.media or isinstance(entry, Tour):
            for place, name in named_files(entry):
                yield entry, place, name


def named_files(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give every file that an entry's fields name, with the field: `media[0].captions`, `film.vtt`."""
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
