"""A theme's folders → the value the plan and the renderer work with.

A theme is `themes/<name>/` with a `theme.yaml`, `templates/`, `assets/` and, where
it brings words of its own, `locales/`. It is looked for in the exhibition first
and then among the bundled themes; where both have it, each file and each value is
taken from the exhibition if it is there, and what neither has comes from the
theme it is built on. Themes are trusted: what is checked here is checked so that
its maker is told of a slip, not to keep anyone out.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from jiangxin.model.picture import PictureSize
from jiangxin.model.theme import Colour, Theme
from jiangxin.patterns import pattern
from jiangxin.problems import ContentError, Problem
from jiangxin.rendering.legibility import illegible
from jiangxin.rendering.theme_levels import read_levels
from jiangxin.rendering.theme_record import RECORD, SCHEMES, ThemeRecord
from jiangxin.rendering.tokens import STYLE, TOKENS, tokens_sheet

DIGEST_LENGTH = 10
DEFAULT_PER_PAGE = 48

_ASSET_NAME = pattern(r"(?:[a-z0-9_-]+/)*[a-z0-9_-]+\.[a-z0-9.]+")
_URL = pattern(rb"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_COMMENT = pattern(rb"/\*.*?\*/", re.S)
_LINES_OF_COMMENT = pattern(rb"^[ \t]*/\*.*?\*/[ \t]*\n", re.S | re.M)  # never one within a string or a pattern
_INDENT = pattern(rb"^[ \t]+", re.M)
_BREAK = pattern(rb"(?<=[{};,])\s*\n\s*")  # where a line of a style sheet ends without a meaning


def read_theme(name: str, folders: Sequence[Path]) -> Theme:
    """Read the theme `name` from the first of `folders` that has it, the others and its parents filling in.

    Raises ContentError where there is no such theme, a record or the name of an
    asset is not right, or a colour cannot be read on another.
    """
    levels = read_levels(name, folders)
    records = [record for level in levels for record in level.records]
    found = tuple(folder for level in levels for folder in level.folders)
    files = _files(found, "assets")
    problems = [*_incomplete(records), *illegible(records), *_unsafe(files, name)]
    if problems:
        raise ContentError(problems)
    colours, fonts = _colours(records), _fonts(records)
    generated = _generated(colours, fonts, files)
    return Theme(
        name=name,
        folders=found,
        sizes=_sizes(records),
        per_page=next((record.per_page for record in records if record.per_page), DEFAULT_PER_PAGE),
        assets=_name_assets(files, generated),
        digest=_digest_of_all(found),
        colours=colours,
        navigation=next((record.navigation for record in records if record.navigation), ()),
        hero=next((record.hero for record in records if record.hero), ""),
        generated=generated,
        fonts=fonts,
    )


def asset_content(theme: Theme, name: str) -> bytes:
    """Give the bytes of an asset; a style sheet with its `url(…)` turned into the names with digests."""
    if name in theme.generated:
        return theme.generated[name]
    path = next(path for folder in theme.folders if (path := folder / "assets" / name).is_file())
    return _linked(name, path.read_bytes(), theme.assets)


def _sizes(records: Sequence[ThemeRecord]) -> dict[str, PictureSize]:
    return {key: size for record in reversed(records) for key, size in record.sizes.items()}


def _colours(records: Sequence[ThemeRecord]) -> dict[str, Colour]:
    merged = {key: colour for record in reversed(records) for key, colour in record.colours.items()}
    tokens = dict.fromkeys(key.rpartition(".")[0] for key in merged)
    return {token: Colour(*(merged[f"{token}.{scheme}"] for scheme in SCHEMES)) for token in tokens}


def _fonts(records: Sequence[ThemeRecord]) -> dict[str, tuple[str, ...]]:
    return {name: stack for record in reversed(records) for name, stack in record.fonts.items()}


def _generated(
    colours: Mapping[str, Colour], fonts: Mapping[str, tuple[str, ...]], files: Mapping[str, Path]
) -> dict[str, bytes]:
    """Give the assets that are made: the sheet of the tokens, where the theme's own sheet says other values."""
    sheet = tokens_sheet(colours, fonts, files[STYLE].read_text("utf-8") if STYLE in files else "")
    return {TOKENS: sheet.encode()} if sheet else {}


def _incomplete(records: Sequence[ThemeRecord]) -> list[Problem]:
    """Give a problem for what no record says and every theme must: picture sizes, a colour's second scheme."""
    problems = []
    if not _sizes(records):
        facts = {"found": "", "allowed": "card: {widths: [480, 960]}"}
        problems.append(Problem("theme.broken", records[0].path, 0, "pictures", facts))
    given = {key for record in records for key in record.colours}
    for token in sorted({key.rpartition(".")[0] for key in given}):
        for scheme in SCHEMES:
            if f"{token}.{scheme}" not in given:
                record = next(each for each in records if f"colours.{token}" in each.lines)
                facts = {"found": "", "allowed": '"#1e4c8a"'}
                line, where = record.lines[f"colours.{token}"], f"colours.{token}.{scheme}"
                problems.append(Problem("theme.broken", record.path, line, where, facts))
    return problems


def _unsafe(files: Mapping[str, Path], theme: str) -> list[Problem]:
    """Give a problem for each asset whose name does not survive every disk and host."""
    return [
        Problem("theme.asset", f"themes/{theme}/assets/{name}", facts={"found": name, "allowed": "style.css"})
        for name in files
        if not _ASSET_NAME.fullmatch(name)
    ]


def _files(folders: Sequence[Path], under: str) -> dict[str, Path]:
    """Give every file of one subfolder by its name there, the first folder's winning."""
    files: dict[str, Path] = {}
    for folder in reversed(folders):
        for path in sorted((folder / under).rglob("*")):
            name = path.relative_to(folder / under).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
                files[name] = path
    return files


def _name_assets(files: Mapping[str, Path], generated: Mapping[str, bytes]) -> dict[str, str]:
    """Give each asset its path in the site; style sheets last, for theirs depends on the others'."""
    named: dict[str, str] = {}
    for name in sorted({*files, *generated}, key=lambda name: (name.endswith(".css"), name)):
        stem, ending = posixpath.splitext(name)
        content = generated[name] if name in generated else _linked(name, files[name].read_bytes(), named)
        named[name] = f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:DIGEST_LENGTH]}{ending}"
    return named


def _linked(name: str, content: bytes, named: Mapping[str, str]) -> bytes:
    """Give a script without remarks; a style sheet without line breaks too, its `url(…)` naming files with digests."""
    if name.endswith(".js"):
        bare = _LINES_OF_COMMENT.sub(b"", content)
        return bare if b"`" in bare else _INDENT.sub(b"", bare)  # within a template a blank has a meaning
    if not name.endswith(".css"):
        return content
    here = posixpath.dirname(name)

    def point(found: re.Match[bytes]) -> bytes:
        target = posixpath.normpath(posixpath.join(here, found[2].decode()))
        if target not in named:
            return found[0]
        path = posixpath.relpath(named[target], posixpath.join("assets", here))
        return f"url({path})".encode()

    return _BREAK.sub(b"", _COMMENT.sub(b"", _URL.sub(point, content))).strip()


def _digest_of_all(folders: Sequence[Path]) -> str:
    """Digest every file of the theme by name and content, wherever it lies, and every record."""
    digest = hashlib.sha256()
    everything: dict[str, Path] = {}
    for under in ("templates", "assets", "locales"):
        everything |= {f"{under}/{name}": path for name, path in _files(folders, under).items()}
    for place, folder in enumerate(folders):
        if (folder / RECORD).is_file():
            everything[f"{RECORD} {place}"] = folder / RECORD
    for name in sorted(everything):
        content = everything[name].read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
