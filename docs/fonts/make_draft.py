"""Barlow Semi Condensed Medium → themes/lutu/assets/draft.woff2, the face of labels and numbers. See README.md."""

from __future__ import annotations

import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SIGNS = "\u00a0§°±²³µ·×÷½–—−≤≥"
PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùüńňǹḿ"
STACKED = "ǖǘǚǜǕǗǙǛ"  # the font has neither these nor a place for a second mark
FEATURES = ["kern", "tnum", "ccmp", "mark", "mkmk"]  # figures of one width; marks that stand where they belong
GAP = 40  # between two marks, in units of the font


def wanted() -> set[int]:
    """Give the characters: ASCII, signs, and pinyin, whole and in parts for letters the font has in parts only."""
    text = "".join(map(chr, range(0x20, 0x7F))) + SIGNS + PINYIN + PINYIN.upper() + STACKED
    return {ord(each) for each in text + unicodedata.normalize("NFD", text)}


def stack(font: TTFont, letter: str) -> None:
    """Add a letter with two marks: that with the first, and the second above it."""
    glyphs, names = font["glyf"], font.getBestCmap()
    with_first, mark = unicodedata.normalize("NFD", letter)[:2], unicodedata.normalize("NFD", letter)[2]
    base, above = names[ord(unicodedata.normalize("NFC", with_first))], names[ord(mark)]
    below, over = glyphs[base], glyphs[above]
    across = (below.xMin + below.xMax - over.xMin - over.xMax) // 2
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent(base, (1, 0, 0, 1, 0, 0))
    pen.addComponent(above, (1, 0, 0, 1, across, below.yMax + GAP - over.yMin))
    name = f"uni{ord(letter):04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    glyphs[name] = pen.glyph()
    font["hmtx"][name] = font["hmtx"][base]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(letter)] = name


def main() -> None:
    """Write the subset to the path that is given."""
    source = files("fontpkg_barlow_semi_condensed") / "files" / "BarlowSemiCondensed-Medium.ttf"
    font = TTFont(str(source), recalcTimestamp=False)
    for letter in STACKED:
        stack(font, letter)
    options = Options(hinting=False, layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(Path(sys.argv[1]))


main()
