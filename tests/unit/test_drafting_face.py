"""The web font of labels and numbers has every letter they are set in."""

import re
import unicodedata

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from jiangxin.folders import bundled_themes

THEME = bundled_themes() / "lutu"
DRAWING = THEME.parents[1] / "jiangxin" / "drawing"
SYLLABLES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
FONT_MOST = 25_000


@pytest.fixture(scope="module")
def face() -> TTFont:
    """Open the face."""
    return TTFont(THEME / "assets" / "draft.woff2")


def has(face: TTFont, letter: str) -> bool:
    """Say whether the face has a letter, whole or in parts that it can put together."""
    known = face.getBestCmap()
    return ord(letter) in known or all(ord(part) in known for part in unicodedata.normalize("NFD", letter))


def test_labels_numbers_and_pinyin_are_covered(face: TTFont) -> None:
    """ASCII, the tones of every vowel, and both marks of ǚ, which no rule of the font could stack."""
    ascii_letters = [chr(code) for code in range(0x20, 0x7F)]
    assert not [letter for letter in (*ascii_letters, *SYLLABLES, *SYLLABLES.upper()) if not has(face, letter)]
    assert all(ord(letter) in face.getBestCmap() for letter in "ǖǘǚǜ")


def test_the_signs_of_drawings_are_covered(face: TTFont) -> None:
    """Whatever sign between letters a drawing may letter with, such as ±, is in the face."""
    written = "".join(path.read_text("utf-8") for path in sorted(DRAWING.glob("*.py")))
    strings = "".join(re.findall(r'"[^"\n]*"', written))
    signs = {each for each in strings if "\u00a0" <= each < "\u02b0" or "\u2200" <= each < "\u22ff"}
    assert not [sign for sign in sorted(signs) if not has(face, sign)]


def test_figures_have_one_width(face: TTFont) -> None:
    """Columns of numbers stand under each other: `tnum` is there, and works."""
    table = face["GSUB"].table
    lookups = [
        i for rec in table.FeatureList.FeatureRecord if rec.FeatureTag == "tnum" for i in rec.Feature.LookupListIndex
    ]
    changed = {
        old: new
        for lookup in lookups
        for part in table.LookupList.Lookup[lookup].SubTable
        for old, new in getattr(part, "ExtSubTable", part).mapping.items()
    }
    figures = [face.getBestCmap()[ord(digit)] for digit in "0123456789"]
    assert len({face["hmtx"][changed.get(name, name)][0] for name in figures}) == 1


def test_the_face_is_light_and_its_licence_lies_beside_it() -> None:
    """At most 25 KB, and the licence that asks to be passed on."""
    assert (THEME / "assets" / "draft.woff2").stat().st_size <= FONT_MOST
    assert "SIL OPEN FONT LICENSE Version 1.1" in (THEME / "LICENCE-draft.txt").read_text("utf-8")
