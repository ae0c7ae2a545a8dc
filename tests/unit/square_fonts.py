"""Small fonts whose every letter is a square, so that tests need none of the system's."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ,.…"


def write_font(path: Path, letters: str, family: str = "Plain", width: int = 600) -> Path:
    """Write a small font that has a square for each of `letters`."""
    pen = TTGlyphPen(None)
    for index, corner in enumerate(((50, 0), (50, 700), (550, 700), (550, 0))):
        (pen.lineTo if index else pen.moveTo)(corner)
    pen.closePath()
    names = {ord(letter): f"u{ord(letter):X}" for letter in letters}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    glyph = pen.glyph()
    builder.setupGlyf(dict.fromkeys((".notdef", *names.values()), glyph))
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", *names.values()), (width, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path
