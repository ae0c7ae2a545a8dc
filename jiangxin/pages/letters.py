"""The letter a name stands under, and what names are sorted by."""

from __future__ import annotations

import unicodedata
from typing import Any

from jiangxin.model.names import Name

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHER = "#"
"""Stands for a letter where a name begins with none."""
FEWEST = 2
"""Headings that an order needs to say something."""


def first_letter(name: Name | None, words: str) -> str:
    """Give the letter under which something stands: of its pinyin, else of its words; `OTHER` where it has none."""
    said = name.sound[0].letters if name and not words[:1].isascii() else ""
    letter = (said or latin(words))[:1].upper()
    return letter if letter and letter in LETTERS else OTHER


def latin(words: str) -> str:
    """Give words as they are sorted: no capitals, no accents."""
    return "".join(each for each in unicodedata.normalize("NFD", words.casefold()) if not unicodedata.combining(each))


def sound_of(name: Name) -> list[tuple[Any, ...]]:
    """Give what Chinese names are sorted by: syllable, tone and strokes of each character in turn."""
    pairs = zip(name.sound, name.written, strict=True)
    return [(said.letters, said.tone, seen.strokes, seen.place) for said, seen in pairs]


def place_of_letter(letter: str) -> int:
    """Give a letter's place in the alphabet, that of `OTHER` behind all."""
    return (LETTERS + OTHER).index(letter)


def letter_id(letter: str) -> str:
    """Give the anchor of a letter's heading."""
    return "other" if letter == OTHER else f"letter-{letter.lower()}"
