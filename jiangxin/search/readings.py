"""How names are typed by those who type pinyin: `luo ming hao`.

The syllables of a name stand apart, so that its initials can be told from them.
A surname that is read otherwise than its character usually is has both readings,
its own first; what an editor wrote as `pinyin` comes before either.

The dictionary takes a quarter of a second to load, so what was once looked up is
kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.metadata import version

from jiangxin.cache import Ledger
from jiangxin.search.folding import HAN, fold, has_han, tokens

_SURNAMES = """
仇:qiu 单:shan 解:xie 曾:zeng 区:ou 查:zha 朴:piao 盖:ge 覃:qin 乐:yue 缪:miao 翟:zhai 召:shao 员:yun 宓:fu 黑:he
秘:bi 种:chong 洗:xian 折:she 繁:po 郇:xun 乜:nie 郗:chi 隗:wei 祭:zhai 都:du 牟:mu 卜:bu 炅:gui 句:gou 阚:kan
重:chong 粘:nian 能:nai 佴:nai 藏:zang 适:kuo 镡:xin 颉:xie 逢:pang 么:yao 给:ji 亡:wu 不:fou
单于:chan,yu 万俟:mo,qi 尉迟:yu,chi 长孙:zhang,sun 令狐:ling,hu 澹台:tan,tai
"""
SURNAMES = dict(pair.split(":") for pair in _SURNAMES.split())
"""Surnames that are read otherwise than their characters usually are, and those of two characters."""

_LONGEST_SURNAME = 2
_LETTERS = re.compile("[a-z]+")
_IS_HAN = re.compile(f"[{HAN}]")


class Readings:
    """The readings of names, remembered in `ledger` between builds."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, name: str, people: Collection[str] = (), pinyin: str = "") -> tuple[str, ...]:
        """Give how a name is typed: each reading once, its syllables apart; nothing where it is not Chinese.

        `people` are the names of persons: what begins with one begins with a
        surname. `pinyin` is the reading an editor wrote.
        """
        if not has_han(name):
            return ()
        surname = _surname_of(name) if any(name.startswith(person) for person in people) else ""
        key = "|".join((_recipe(), surname, pinyin, name))
        known = self._ledger.get(key)
        if known is None:
            known = list(dict.fromkeys(" ".join(reading) for reading in _readings(name, surname, pinyin)))
            self._ledger.put(key, known)
        return tuple(known)


@cache
def _recipe() -> str:
    """Name what readings depend on besides the name."""
    return f"1-{version('pypinyin')}"


def _surname_of(name: str) -> str:
    return next((name[:length] for length in range(_LONGEST_SURNAME, 0, -1) if name[:length] in SURNAMES), "")


def _readings(name: str, surname: str, pinyin: str) -> Iterator[Sequence[str]]:
    from pypinyin import lazy_pinyin  # its dictionary is large, and most builds know every name already

    usual = [part for syllable in lazy_pinyin(name) for part in tokens(fold(syllable))]
    if pinyin:
        yield _syllables(pinyin, name)
    if surname:
        own = SURNAMES[surname].split(",")
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
