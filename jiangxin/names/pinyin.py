"""Names and characters → how they are said, with tone marks.

What an editor wrote as `pinyin` wins, word for word. Else a person's surname has
its own reading, and the rest is read by pypinyin, whose dictionary takes a fifth
of a second to load; so what was once looked up is kept in a ledger.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from jiangxin.cache import Ledger
from jiangxin.libraries import version_of
from jiangxin.model.names import Name, Syllable
from jiangxin.names.strokes import character_of
from jiangxin.names.surnames import READ, family_of
from jiangxin.patterns import pattern

_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000))
_NAME = range(2, 5)  # so many characters have a surname and a given name, and nothing beside them
_DOT = pattern("[·•・‧]")
_WORDS = pattern(r"[^\s·•・‧-]+")
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_OPEN = tuple("aāáǎàoōóǒòeēéěè")  # a syllable that begins so is set off: Xī'ān


class Pinyin:
    """Says names; what was looked up is remembered in `ledger` between builds."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_person(self, name: str, written: str = "", *, is_complete: bool = True) -> Name | None:
        """Give how a person's name is said; None where nothing of it is Chinese.

        `written` is the reading an editor gave. Without one, nothing is printed above
        a name that is not `is_complete`, or that is no surname with a given name.
        """
        characters = _characters_in(name)
        if not characters:
            return None
        family = family_of("".join(characters)) if not _DOT.search(name) else characters[0]
        words = _WORDS.findall(written)
        told = self._cut(written, characters) if written else []
        if told and len(words) > 1:
            family = "".join(characters[: _count_of(words[0], told)])
        said = told or [*READ.get(family, self._said(family)), *self._said("".join(characters[len(family) :]))]
        ruby: tuple[tuple[str, str], ...] = ()
        if written:
            ruby = _above(name, written)
        elif is_complete and len(characters) == len(name) and len(name) in _NAME and all(said):
            ruby = ((name, f"{_word(said[: len(family)])} {_word(said[len(family) :])}".rstrip()),)
        return _name(family, characters, said, ruby)

    def of_words(self, words: str) -> Name | None:
        """Give how a term is said; None where nothing of it is Chinese."""
        characters = _characters_in(words)
        return _name("", characters, self._said("".join(characters)), ()) if characters else None

    def of_character(self, character: str) -> str:
        """Give the usual reading of a character, `zhú`; "" where none is known."""
        return self._said(character)[0]

    def _said(self, characters: str) -> list[str]:
        """Give a syllable for each character; "" where a character's reading is not known."""
        return self._kept(f"said|{characters}", lambda: _looked_up(characters)) if characters else []

    def _cut(self, written: str, characters: Sequence[str]) -> list[str]:
        """Cut a reading into the syllables of characters, tones and all; nothing where that cannot be."""
        return self._kept(f"cut|{written}|{''.join(characters)}", lambda: _cut_up(written, characters))

    def _kept(self, what: str, look_up: Callable[[], list[str]]) -> list[str]:
        key = f"{_recipe()}|{what}"
        known: list[str] | None = self._ledger.get(key)
        if known is None:
            known = look_up()
            self._ledger.put(key, known)
        return known


def plain(syllable: str) -> str:
    """Give a syllable as it is typed, without its tone: `lv` for lǚ."""
    letters = unicodedata.normalize("NFD", syllable.lower()).replace("u\u0308", "v")
    return "".join(each for each in letters if not unicodedata.combining(each))


def _characters_in(text: str) -> list[str]:
    return [each for each in text if _is_han(each)]


@cache
def _is_han(character: str) -> bool:
    """Say whether a character is Chinese; a pattern of so many would take longer to compile than all names to say."""
    return any(ord(character) in block for block in _HAN)


@cache
def _recipe() -> str:
    """Name what readings depend on besides the name."""
    return f"1-{version_of('pypinyin')}"


def _looked_up(characters: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin  # its dictionary is large, and most builds know every name already

    said: list[str] = []
    for each in lazy_pinyin(characters, style=Style.TONE):
        said += [""] * len(each) if _is_han(each[0]) else [each]  # characters it does not know come back as they are
    return [_toned(*pair) for pair in zip(characters, said, strict=True)]


def _toned(character: str, said: str) -> str:
    """Give a syllable with a tone where its character has one: names are said character by character."""
    from pypinyin import Style
    from pypinyin import pinyin as readings_of

    if not said or _tone(said):
        return said
    return next(filter(_tone, readings_of(character, style=Style.TONE, heteronym=True)[0]), said)


def _cut_up(written: str, characters: Sequence[str]) -> list[str]:
    from pypinyin import Style
    from pypinyin import pinyin as readings_of

    letters = [each for each in unicodedata.normalize("NFC", written.lower()) if each.isalpha()]
    choices = [readings_of(each, style=Style.NORMAL, heteronym=True)[0] for each in characters]
    lengths = _lengths("".join(map(plain, letters)), choices)
    starts = [sum(lengths[:place]) for place in range(len(lengths))]
    return ["".join(letters[start : start + length]) for start, length in zip(starts, lengths, strict=True)]


def _lengths(letters: str, choices: Sequence[Sequence[str]]) -> list[int]:
    """Cut letters into one of the choices for each character; give how long each is, nothing where that cannot be.

    The last character may have a reading that no dictionary gives it.
    """
    if len(choices) == 1:
        return [len(letters)] if letters else []
    for choice in sorted(choices[0], key=len, reverse=True):
        if letters.startswith(choice) and (rest := _lengths(letters[len(choice) :], choices[1:])):
            return [len(choice), *rest]
    return []


def _count_of(word: str, said: Sequence[str]) -> int:
    """Give how many syllables the first word of a reading has."""
    left = sum(each.isalpha() for each in word)
    for count, syllable in enumerate(said, start=1):
        left -= len(syllable)
        if left <= 0:
            return count
    return len(said)


def _above(name: str, written: str) -> tuple[tuple[str, str], ...]:
    """Give the parts of a name with what an editor wrote above each: one where it is short, else word by word."""
    parts = [part for part in _DOT.split(name) if part]
    words = [part.strip() for part in _DOT.split(written) if part.strip()]
    if len(parts) < 2:
        return ((name, written),)
    if len(words) != len(parts):
        words = written.split()
    if len(words) != len(parts):
        return ((name, written),)
    pairs = [((part, word), ("·", "")) for part, word in zip(parts, words, strict=True)]
    return tuple(one for pair in pairs for one in pair)[:-1]


def _word(syllables: Sequence[str]) -> str:
    """Join syllables into a word with a capital: Xī'ān."""
    joined = "".join(f"'{each}" if place and each.startswith(_OPEN) else each for place, each in enumerate(syllables))
    return joined[:1].upper() + joined[1:]


def _name(family: str, characters: Sequence[str], said: Sequence[str], ruby: tuple[tuple[str, str], ...]) -> Name:
    return Name(family, tuple(map(_syllable, said)), tuple(map(character_of, characters)), ruby)


@cache  # there are some fourteen hundred
def _syllable(said: str) -> Syllable:
    return Syllable(plain(said), _tone(said))


def _tone(said: str) -> int:
    """Give a syllable's tone; 0 is the neutral one."""
    return next((_TONES[each] for each in unicodedata.normalize("NFD", said) if each in _TONES), 0)
