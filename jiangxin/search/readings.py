"""How names are typed by those who type pinyin: `luo ming hao`.

The syllables of a name stand apart, so that its initials can be told from them.
A surname that is read otherwise than its character usually is has both readings,
its own first; what an editor wrote as `pinyin` comes before either.

The dictionary takes a quarter of a second to load, so what was once looked up is
kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import accumulate

from jiangxin.cache import Ledger
from jiangxin.libraries import version_of
from jiangxin.names.pinyin import plain
from jiangxin.names.surnames import READ
from jiangxin.patterns import pattern
from jiangxin.search.folding import HAN, fold, has_han, tokens

_LONGEST_SURNAME = 2
_LETTERS = pattern("[a-z]+")
_IS_HAN = pattern(f"[{HAN}]")


class Readings:
    """The readings of names, remembered in `ledger` between builds."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, name: str, people: Set[str] = frozenset(), pinyin: str = "") -> tuple[str, ...]:
        """Give how a name is typed: each reading once, its syllables apart; nothing where it is not Chinese.

        `people` are the names of persons: what begins with one begins with a
        surname. `pinyin` is the reading an editor wrote.
        """
        if not has_han(name):
            return ()
        surname, key = _key(name, people, pinyin)
        known = self._ledger.get(key)
        if known is None:
            known = list(dict.fromkeys(" ".join(reading) for reading in _readings(name, surname, pinyin)))
            self._ledger.put(key, known)
        return tuple(known)


def _key(name: str, people: Set[str], pinyin: str) -> tuple[str, str]:
    """Give a name's surname, "" where it is not a person's, and what its readings are remembered under."""
    surname = "" if people.isdisjoint(accumulate(name)) else _surname_of(name)
    return surname, "|".join((_recipe(), surname, pinyin, name))


@cache
def _recipe() -> str:
    """Name what readings depend on besides the name."""
    return f"1-{version_of('pypinyin')}"


def _surname_of(name: str) -> str:
    return next((name[:length] for length in range(_LONGEST_SURNAME, 0, -1) if name[:length] in READ), "")


def _readings(name: str, surname: str, pinyin: str) -> Iterator[Sequence[str]]:
    from pypinyin import lazy_pinyin  # its dictionary is large, and most builds know every name already

    usual = [part for syllable in lazy_pinyin(name) for part in tokens(fold(syllable))]
    if pinyin:
        yield _syllables(pinyin, name)
    if surname:
        own = [plain(each) for each in READ[surname]]
        yield [*own, *usual[len(own) :]]
    yield usual


def _syllables(pinyin: str, name: str) -> list[str]:
    """Cut a reading that was written as words into the syllables of a name's characters; else leave the words."""
    from pypinyin import Style
    from pypinyin import pinyin as readings_of

    plain = unicodedata.normalize("NFD", pinyin.lower()).replace("u\u0308", "v")
    words = _LETTERS.findall("".join(each for each in plain if not unicodedata.combining(each)))
    characters = _IS_HAN.findall(name)
    choices = [readings_of(each, style=Style.NORMAL, heteronym=True)[0] for each in characters]
    return _cut("".join(words), choices) or words


def _cut(letters: str, choices: Sequence[Sequence[str]]) -> list[str]:
    """Cut letters into one of the choices for each character; nothing where that cannot be."""
    if len(choices) == 1:
        return [letters] if letters else []
    for syllable in choices[0]:
        if letters.startswith(syllable) and (rest := _cut(letters[len(syllable) :], choices[1:])):
            return [syllable, *rest]
    return []
