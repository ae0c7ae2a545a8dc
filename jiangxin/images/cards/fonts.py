"""Which letters can be drawn with the fonts that are there.

Pillow draws a box for a letter that a font lacks, and says nothing. So every
text is first divided among the fonts by what each of them covers; a text with a
letter that none covers is not drawn at all.

The exhibition's own font comes first, then well-known ones where systems keep
theirs, found by their file names: a heavy serif for Chinese before all others.
A Chinese font has 20 MB and up to ten faces; only its tables are looked at, each
once in a process.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jiangxin.folders import font_folders
from jiangxin.images.errors import PictureError
from jiangxin.model.frozen import frozen

if TYPE_CHECKING:
    from PIL import ImageFont

Style = Literal["own", "serif", "sans"]


def _each(names: Sequence[str], *endings: str) -> tuple[str, ...]:
    return tuple(f"{name}{ending}" for name in names for ending in endings)


_HAN_SERIF = (*_each(("notoserif",), "cjk", "cjksc", "sc"), *_each(("sourcehanserif",), "", "sc", "cn"))
_HAN_SANS = (*_each(("notosans",), "cjk", "cjksc", "sc"), *_each(("sourcehansans",), "", "sc", "cn"))
_VARIABLE = ("-vf", "[wght]", "-variablefontwght")
_SCRIPTS = (
    *("arabic", "armenian", "bengali", "devanagari", "georgian", "hebrew", "khmer", "mongolian", "tamil", "thai"),
    *("tibetan", "yi", "symbols", "symbols2"),
)
# The order of preference; a name is compared in lower case, without spaces and underlines, and without its ending.
_KNOWN: tuple[tuple[Style, tuple[str, ...]], ...] = (
    ("serif", _each(_HAN_SERIF, "-black", "-heavy")),
    ("serif", _each(_HAN_SERIF, *_VARIABLE)),
    ("serif", _each(_HAN_SERIF, "-bold", "-semibold")),
    ("serif", ("songti",)),
    ("sans", _each(_HAN_SANS, "-bold")),
    ("sans", _each(_HAN_SANS, *_VARIABLE)),
    ("sans", ("hiraginosansgb", "stheitimedium", "pingfang", "msyhbd")),
    ("serif", _each(_HAN_SERIF, "-medium", "-regular")),
    ("sans", _each(_HAN_SANS, "-medium", "-regular")),
    ("sans", ("msyh", "simhei", "wqy-zenhei", "wqy-microhei", "droidsansfallback", "droidsansfallbackfull")),
    ("serif", ("simsun", "simsunb", "simsunextg", "hanamina", "hanaminb")),
    ("sans", ("malgunbd", "applesdgothicneo")),
    ("sans", ("notosans-bold", "dejavusans-bold", "liberationsans-bold", "arialbd", "arialbold", "helvetica")),
    ("sans", ("notosans-regular", "dejavusans", "liberationsans-regular", "arial", "arialunicode")),
    ("sans", _each(_each(("notosans",), *_SCRIPTS), "-bold", "-regular", *_VARIABLE)),
    ("sans", (*_each(("notoemoji",), "", "-regular", "-bold"), "seguisym", "seguiemj", "symbola")),
)
_RANKS = {name: rank for rank, (_, names) in enumerate(_KNOWN) for name in names}
_ENDINGS = ("ttf", "ttc", "otf", "otc")
_MAX_DEPTH = 5  # below a folder of fonts
_MAX_FILES = 20_000
_OUTLINES = {"glyf", "CFF ", "CFF2"}  # what FreeType can draw at every size
_REGIONS = {"ja": ("JP",), "ko": ("KR",), "zh-Hant": ("TC", "TW")}
_SIMPLIFIED = ("SC", "CN", "GB")
# Scripts whose letters change with their neighbours.
_SHAPED = ((0x0590, 0x109F), (0x1780, 0x18AF), (0x1900, 0x1CFF), (0xA800, 0xA95F), (0xA980, 0xABFF))


@frozen
class Font:
    """A file of a font, and the language whose face is wanted where it holds several."""

    path: Path
    style: Style
    lang: str = ""


def find_fonts(configured: Path | None, folders: Iterable[Path] | None = None) -> tuple[Font, ...]:
    """Give the exhibition's own font, then the well-known ones below `folders` (by default the system's).

    Raises PictureError `card.font` (fact `found`) where `configured` is no TrueType or OpenType font.
    """
    found: list[tuple[int, str, Font]] = []
    for folder in font_folders() if folders is None else folders:
        for path in _files_below(folder):
            name, _, ending = path.name.lower().replace(" ", "").replace("_", "").rpartition(".")
            rank = _RANKS.get(name.removesuffix(".otf"))
            if rank is not None and ending in _ENDINGS:
                found.append((rank, path.as_posix(), Font(path, _KNOWN[rank][0])))
    known = tuple(font for _, _, font in sorted(found, key=lambda row: row[:2]))
    if configured is None:
        return known
    if _directories(configured) is None:
        raise PictureError("card.font", found=configured.name)
    return (Font(configured, "own"), *known)


def in_language(fonts: Iterable[Font], lang: str) -> tuple[Font, ...]:
    """Give the same fonts with the faces of a language: Han letters are written otherwise in Japan than in China."""
    return tuple(replace(font, lang=lang) for font in fonts)


def fonts_digest(fonts: Iterable[Font]) -> str:
    """Give a digest of the fonts' bytes, in hexadecimal, the same wherever the files lie.

    A font's head lists a checksum and the length of each of its tables: these
    few bytes stand for the 20 MB, and change with them.
    """
    digest = hashlib.sha256(b"raqm" if has_shaping() else b"basic")
    for font in fonts:
        digest.update(font.style.encode())
        digest.update(_directories(font.path) or b"-")
    return digest.hexdigest()


def has_shaping() -> bool:
    """Tell whether Pillow can set scripts whose letters change with their neighbours, and from right to left."""
    try:
        from PIL import _imagingft  # as `PIL.features` does, which imports all of Pillow's pictures first
    except ImportError:
        return False
    return _imagingft.HAVE_RAQM is True


def drawable(text: str) -> str:
    """Give `text` composed, on one line, without what has no shape of its own (controls, marks of direction)."""
    shown = re.sub(r"[\t\r\n\f\v\u2028\u2029\u3000]", " ", text)
    shown = "".join(letter for letter in shown if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))
    return re.sub(" +", " ", unicodedata.normalize("NFC", shown)).strip(" ")


def clusters(text: str) -> list[str]:
    """Divide a text before each letter that is no combining mark or variation selector."""
    divided: list[str] = []
    for letter in text:
        if divided and unicodedata.category(letter) in ("Mn", "Mc", "Me"):
            divided[-1] += letter
        else:
            divided.append(letter)
    return divided


def runs(text: str, fonts: tuple[Font, ...]) -> list[tuple[str, Font]] | None:
    """Divide a text into runs of one font each, or give None where it cannot be drawn whole.

    Each letter is drawn with the first font that has it and its marks. A script
    that needs shaping is only drawn where Pillow can do so, and one that runs
    from right to left only where one font has all of the text.
    """
    text = drawable(text)
    if _needs_shaping(text) and not has_shaping():
        return None
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text):
        whole = next((font for font in fonts if _has(font, text)), None)
        return [(text, whole)] if whole else None
    divided: list[tuple[str, Font]] = []
    for cluster in clusters(text):
        font = next((font for font in fonts if _has(font, cluster)), None)
        if font is None:
            return None
        shown = cluster if has_shaping() else "".join(filter(_is_inked, cluster))
        if divided and divided[-1][1] == font:
            divided[-1] = (divided[-1][0] + shown, font)
        else:
            divided.append((shown, font))
    return divided


def uncovered(text: str, fonts: tuple[Font, ...]) -> str:
    """Give the letters of a text that cannot be drawn, each once, in their order."""
    return "".join(dict.fromkeys(cluster for cluster in clusters(drawable(text)) if runs(cluster, fonts) is None))


@lru_cache(maxsize=256)
def opened(font: Font, size_px: int) -> ImageFont.FreeTypeFont:
    """Open a font at a size, once; one of variable weight at its heaviest. Raises PictureError `card.font`."""
    from PIL import ImageFont

    engine = ImageFont.Layout.RAQM if has_shaping() else ImageFont.Layout.BASIC
    try:
        face = ImageFont.truetype(font.path, size_px, index=_face(font.path, font.lang), layout_engine=engine)
    except OSError as error:
        raise PictureError("card.font", found=font.path.name) from error
    try:
        axes = face.get_variation_axes()
    except OSError:  # how FreeType says that a font is not variable
        return face
    chosen = [axis["maximum" if axis["name"] == b"Weight" else "default"] or 0 for axis in axes]
    face.set_variation_by_axes([float(value) for value in chosen])
    return face


def shape_choice(font: Font) -> list[str] | None:
    """Give the OpenType features to measure and draw with: quotation marks are narrow but in Chinese and Japanese."""
    return ["pwid"] if has_shaping() and font.lang[:2] not in ("zh", "ja") else None


def _has(font: Font, text: str) -> bool:
    covered = _coverage(font.path, _face(font.path, font.lang))
    return all(ord(letter) in covered for letter in text if _is_inked(letter))


def _is_inked(letter: str) -> bool:
    """Tell a letter from a variation selector, which only chooses among the shapes of another."""
    return not (0xFE00 <= ord(letter) <= 0xFE0F or 0xE0100 <= ord(letter) <= 0xE01EF)


def _needs_shaping(text: str) -> bool:
    return any(
        unicodedata.bidirectional(letter) in ("R", "AL") or any(first <= ord(letter) <= last for first, last in _SHAPED)
        for letter in text
    )


@lru_cache(maxsize=256)
def _coverage(path: Path, face: int) -> frozenset[int]:
    """Give the letters that a face has outlines for: none where it is damaged, or of coloured pictures only."""
    # Imported only where a card is drawn; it has no types.
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

    try:
        with TTFont(path, fontNumber=face, lazy=True) as font:
            font.setGlyphOrder([""] * font["maxp"].numGlyphs)  # names of glyphs, which take long, are not asked for
            return frozenset(font.getBestCmap() or ()) if _OUTLINES & set(font.keys()) else frozenset()
    except (OSError, TTLibError, ValueError, KeyError, AssertionError, struct.error):
        return frozenset()


@lru_cache(maxsize=256)
def _face(path: Path, lang: str) -> int:
    """Give the face of a collection for a language: an upright one, the heaviest; 0 for a single font."""
    if path.suffix.lower() not in (".ttc", ".otc"):
        return 0
    from fontTools.ttLib import TTCollection, TTLibError

    regions = _REGIONS.get(lang, _SIMPLIFIED)
    try:
        with TTCollection(str(path), lazy=True) as collection:
            ranks = []
            for index, face in enumerate(collection.fonts):
                words = (face["name"].getBestFamilyName() or "").split()
                is_text = "Mono" not in words and "UI" not in words
                is_upright = not face["OS/2"].fsSelection & 1
                fits = any(region in words for region in regions)
                ranks.append((fits, is_upright, is_text, face["OS/2"].usWeightClass, -index))
            return -max(ranks)[-1]
    except (OSError, TTLibError, ValueError, KeyError, AssertionError, struct.error):
        return 0  # `_coverage` meets the same damage


@lru_cache(maxsize=256)
def _directories(path: Path) -> bytes | None:
    """Give the lists of tables (tag, checksum, place, length) of all faces in a file, None where it is no font."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            starts: tuple[int, ...] = (0,)
            if head[:4] == b"ttcf":
                (count,) = struct.unpack(">L", head[8:12])
                starts = struct.unpack(f">{min(count, 256)}L", file.read(4 * min(count, 256)))
            listed = []
            for start in starts:
                file.seek(start)
                signature, tables = struct.unpack(">4sH6x", file.read(12))
                if signature not in (b"\0\1\0\0", b"OTTO", b"true"):
                    return None
                listed.append(file.read(16 * tables))
    except (OSError, struct.error):
        return None
    return b"".join(listed)


def _files_below(folder: Path) -> list[Path]:
    """List the files below a folder, sorted; neither deeper nor more than any folder of fonts has need for."""
    files: list[Path] = []
    for place, folders, names in os.walk(folder):
        deeper = len(Path(place).relative_to(folder).parts) < _MAX_DEPTH
        folders[:] = sorted(folders) if deeper else []
        files += [Path(place) / name for name in sorted(names)]
        if len(files) > _MAX_FILES:
            break
    return files[:_MAX_FILES]
