"""A theme's folder → the value the plan and the renderer work with.

A theme is `themes/<name>/` with a `theme.yaml`, `templates/`, `assets/` and, where
it brings words of its own, `locales/`. It is looked for in the exhibition first
and then among the bundled themes; where both have it, each file is taken from
the exhibition if it is there. Themes are trusted: what is checked here is
checked so that its maker is told of a slip, not to keep anyone out.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from jiangxin.model.picture import PictureSize
from jiangxin.model.theme import Theme
from jiangxin.problems import ContentError, Problem, nearest

RECORD = "theme.yaml"
DIGEST_LENGTH = 10
DEFAULT_PER_PAGE = 48

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ASSET_NAME = re.compile(r"(?:[a-z0-9_-]+/)*[a-z0-9_-]+\.[a-z0-9.]+")
_URL = re.compile(rb"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_COMMENT = re.compile(rb"/\*.*?\*/", re.S)
_BLANK = re.compile(rb"\n\s+")


def read_theme(name: str, folders: Sequence[Path]) -> Theme:
    """Read the theme `name` from the first of `folders` that has it, the others filling in.

    Raises ContentError where there is no such theme, or its record or one of its
    assets' names is not right.
    """
    found = tuple(folder / name for folder in folders if (folder / name).is_dir())
    record = next((path for folder in found if (path := folder / RECORD).is_file()), None)
    if record is None or not re.fullmatch(r"[a-z0-9-]+", name):
        raise ContentError([_missing(name, folders)])
    settings = _read_record(record, name)
    return Theme(
        name=name,
        folders=found,
        sizes=_sizes(settings.get("pictures"), name),
        per_page=_per_page(settings.get("per_page", DEFAULT_PER_PAGE), name),
        assets=_name_assets(_files(found, "assets"), name),
        digest=_digest_of_all(found),
    )


def asset_content(theme: Theme, name: str) -> bytes:
    """Give the bytes of an asset; a style sheet with its `url(…)` turned into the names with digests."""
    path = next(path for folder in theme.folders if (path := folder / "assets" / name).is_file())
    return _linked(name, path.read_bytes(), theme.assets)


def _missing(name: str, folders: Sequence[Path]) -> Problem:
    there = sorted({path.parent.name for folder in folders for path in folder.glob(f"*/{RECORD}")})
    return Problem(
        "theme.missing",
        "content/exhibition.yaml",
        field="theme",
        facts={"found": name, "allowed": ", ".join(there)},
        suggestion=nearest(name, there),
    )


def _broken(name: str, found: str, line: int = 0, field: str = "") -> ContentError:
    return ContentError([Problem("theme.broken", f"themes/{name}/{RECORD}", line, field, {"found": found})])


def _read_record(path: Path, name: str) -> Mapping[str, Any]:
    try:
        settings = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 (the safe loader, in C where it can be)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _broken(name, str(getattr(error, "problem", error)), mark.line + 1 if mark else 0) from error
    if not isinstance(settings, Mapping):
        raise _broken(name, str(settings))
    return settings


def _sizes(written: object, name: str) -> dict[str, PictureSize]:
    """Read `pictures: {card: {widths: [480, 960], sizes: …}}`."""
    if not isinstance(written, Mapping) or not written:
        raise _broken(name, str(written), field="pictures")
    sizes = {}
    for key, size in written.items():
        widths, shown = (size.get("widths"), size.get("sizes", "100vw")) if isinstance(size, Mapping) else (None, None)
        if not (_are_counts(widths) and isinstance(shown, str)):
            raise _broken(name, str(size), field=f"pictures.{key}")
        assert isinstance(widths, list)
        sizes[str(key)] = PictureSize(str(key), tuple(sorted(widths)), " ".join(shown.split()))
    return sizes


def _per_page(written: object, name: str) -> int:
    if not _is_count(written):
        raise _broken(name, str(written), field="per_page")
    assert isinstance(written, int)
    return written


def _are_counts(values: object) -> bool:
    return isinstance(values, list) and bool(values) and all(map(_is_count, values))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _files(folders: Sequence[Path], under: str) -> dict[str, Path]:
    """Give every file of one subfolder by its name there, the first folder's winning."""
    files: dict[str, Path] = {}
    for folder in reversed(folders):
        for path in sorted((folder / under).rglob("*")):
            name = path.relative_to(folder / under).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
                files[name] = path
    return files


def _name_assets(files: Mapping[str, Path], theme: str) -> dict[str, str]:
    """Give each asset its path in the site; style sheets last, for theirs depends on the others'."""
    named: dict[str, str] = {}
    for name in sorted(files, key=lambda name: (name.endswith(".css"), name)):
        if not _ASSET_NAME.fullmatch(name):
            raise _broken(theme, f"assets/{name}")
        stem, ending = posixpath.splitext(name)
        digest = hashlib.sha256(_linked(name, files[name].read_bytes(), named)).hexdigest()[:DIGEST_LENGTH]
        named[name] = f"assets/{stem}.{digest}{ending}"
    return named


def _linked(name: str, content: bytes, named: Mapping[str, str]) -> bytes:
    """Give a style sheet without remarks, its `url(…)` pointing at the files that carry digests; else the content."""
    if not name.endswith(".css"):
        return content
    here = posixpath.dirname(name)

    def point(found: re.Match[bytes]) -> bytes:
        target = posixpath.normpath(posixpath.join(here, found[2].decode()))
        if target not in named:
            return found[0]
        path = posixpath.relpath(named[target], posixpath.join("assets", here))
        return f"url({path})".encode()

    return _BLANK.sub(b"\n", _COMMENT.sub(b"", _URL.sub(point, content))).lstrip()


def _digest_of_all(folders: Sequence[Path]) -> str:
    """Digest every file of the theme by name and content, wherever it lies."""
    digest = hashlib.sha256()
    everything: dict[str, Path] = {}
    for under in ("templates", "assets", "locales"):
        everything |= {f"{under}/{name}": path for name, path in _files(folders, under).items()}
    everything[RECORD] = next(path for folder in folders if (path := folder / RECORD).is_file())
    for name in sorted(everything):
        content = everything[name].read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
