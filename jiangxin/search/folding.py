"""Which writings count as the same, and the grams a text is looked up by.

A text is folded character by character: compatibility forms (NFKC), capitals and
traditional characters become one form. Spaces beside Chinese fall away, for
whether one is written there is a matter of taste. The client folds in the same
way, with the same table.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from collections.abc import Collection, Iterable
from functools import cache

from jiangxin.names.variants import simplified
from jiangxin.patterns import pattern

HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters that are written without spaces between words, as in a regular expression."""
LETTERS = "a-z\u00c0-\u1fff\u2c00-\u2dff\ua640-\ud7ff"
"""Letters of folded words."""

Key = int | str
"""A gram while it is gathered: a pair of Chinese characters as the number that their codes are, side by side."""

_CODES = f"utf-32-{sys.byteorder[0]}e"  # of four bytes each, as this machine has its numbers
_CODE_BYTES = 4
_ALONE = "\n"  # stands behind the last of some characters

_USUAL = range(0x4E00, 0xA000)  # where nearly all Chinese is; of these only the traditional are folded
_PLAIN = r"\n !-@\[-`a-z{-~·—‘-”…、-】！（），：；？"
"""What texts are full of besides, and no gram becomes another for its folding."""

_RUN = pattern(f"([{HAN}]+)")
_WORD = pattern(f"[{LETTERS}]+|[0-9]+")
_TOKEN = pattern(f"[{HAN}]+|{_WORD.pattern}")
_SPACE = pattern(f" (?:(?=[{HAN}])|(?<=[{HAN}] ))")


class _Folding(dict[int, str]):
    """The table `str.translate` works with, filled as characters come."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        folded = "".join(simplified().get(each, each) for each in plain)
        self[code] = folded
        return folded


_FOLDING = _Folding()


def one_line(text: str) -> str:
    """Give a text composed (NFC), its white space single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Give the form in which texts are compared."""
    return _SPACE.sub("", one_line(text).translate(_FOLDING))


def has_han(text: str) -> bool:
    """Say whether there is a Chinese character in a text."""
    return _RUN.search(text) is not None


def tokens(folded: str) -> list[str]:
    """Cut a folded text into runs of Chinese characters, of letters and of digits."""
    return _TOKEN.findall(folded)


def keys(lines: Iterable[str]) -> set[Key]:
    """Give the keys of the grams that a text is looked up by, and some that stand for none.

    Each of its lines is such as `one_line` gives. Of Chinese each pair of characters,
    and the last one alone, so that every character begins some gram; of the rest
    whole words and numbers, and what each begins with. Pairs are cut as numbers, many
    at once: to make a string of each takes twice as long.
    """
    text = _folded().sub(lambda run: run[0].translate(_FOLDING), "\n".join(lines))
    pieces = _RUN.split(_SPACE.sub("", text))  # each second one is Chinese
    codes = f"{_ALONE.join(pieces[1::2])}{_ALONE}".encode(_CODES)
    found: set[Key] = set(_in_twos(codes))
    found.update(_in_twos(codes[_CODE_BYTES:]))
    for word in _WORD.findall(" ".join(pieces[::2])):
        found.update((word, word[0]))
    return found


def _in_twos(codes: bytes) -> array[int]:
    return array("Q", codes[: len(codes) // (2 * _CODE_BYTES) * 2 * _CODE_BYTES])


def gram_of(key: Key) -> str:
    """Give the gram of a key; "" where it stands for none, for its pair begins behind a last character."""
    if isinstance(key, str):
        return key
    pair = key.to_bytes(2 * _CODE_BYTES, sys.byteorder).decode(_CODES)
    return "" if pair[0] == _ALONE else pair.removesuffix(_ALONE)


@cache
def _folded() -> re.Pattern[str]:
    """Match runs of what must be folded before it is cut: to look for the few costs less than to fold all."""
    first, stays = _USUAL.start, ""
    for code in sorted({_USUAL.stop, *(code for code in map(ord, simplified()) if code in _USUAL)}):
        stays += f"{chr(first)}-{chr(code - 1)}" if first < code else ""
        first = code + 1
    return re.compile(f"[^{_PLAIN}{stays}]+")


def traditional_in(text: str) -> set[str]:
    """Give the traditional characters of a text that have a simplified form."""
    some = "".join(_folded().findall(text))
    return set(unicodedata.normalize("NFKC", some)) & simplified().keys()


def traditional_of(characters: Collection[str]) -> set[str]:
    """Give every traditional form of `characters`."""
    return {old for old, new in simplified().items() if new in characters}


def foldings(traditional: Iterable[str]) -> str:
    """Give pairs of the table: each traditional character before its simplified form."""
    return "".join(f"{old}{simplified()[old]}" for old in sorted(traditional))
