"""A name → Latin words: 单雄信 is `shan-xiongxin`, “冠军龙服” is `guanjun-longfu`."""

from __future__ import annotations

import re

from jiangxin.names.pinyin import Pinyin

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(f"[{_HAN}]+|[A-Za-z0-9]+")


def in_latin(name: str, pinyin: Pinyin, *, is_person: bool = False) -> str:
    """Give the words of a name in small Latin letters, joined by hyphens; "" where nothing of it can be read."""
    if is_person and re.fullmatch(f"[{_HAN}]+", name) and (said := pinyin.of_person(name)):
        given = "".join(each.letters for each in said.sound[len(said.family) :])
        return "-".join(filter(None, (said.family_letters, given)))
    pieces: list[str] = []
    for run in _RUNS.findall(name):
        if run.isascii():
            pieces.append(run.lower())
        elif words := pinyin.of_words(run):
            letters = [each.letters for each in words.sound]
            pieces += ["".join(letters[at : at + 2]) for at in range(0, len(letters), 2)]
    return "-".join(filter(None, pieces))
