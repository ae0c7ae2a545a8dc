"""How the names of an exhibition are said and written: what lists are put in order by, and what is printed above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from jiangxin.model.entry import Ref
from jiangxin.model.frozen import frozen


@frozen
class Syllable:
    """A Chinese character as it is said here: `luó`."""

    letters: str  # "luo"; ü is v, as one types it
    tone: int  # 1–4; 0 is the neutral one


@frozen
class Character:
    """A Chinese character as it is written: how many strokes, and its place among all that have as many."""

    strokes: int
    place: int


@frozen
class Name:
    """A Chinese name, character by character.

    `ruby` are its parts with the reading printed above each, "" above a dot; there
    is none where the reading is not certain.
    """

    family: str  # the surname: "尉迟"
    sound: tuple[Syllable, ...]
    written: tuple[Character, ...]  # as long as `sound`; a character that no table has counts as 0 strokes
    ruby: tuple[tuple[str, str], ...] = ()

    @property
    def family_letters(self) -> str:
        """Give the surname as it is typed: `yuchi`."""
        return "".join(each.letters for each in self.sound[: len(self.family)])


@frozen
class Names:
    """What is known of an exhibition's names: people by entry, terms by entry, and characters that few can read."""

    people: Mapping[Ref, Name] = field(default_factory=dict)
    terms: Mapping[Ref, Name] = field(default_factory=dict)
    rare: Mapping[str, str] = field(default_factory=dict)  # a character and its reading: "zhú"


NO_NAMES = Names()
"""Where no page is in Chinese, or nobody asked."""


def is_chinese(lang: str) -> bool:
    """Say whether a language, as BCP 47 names it, is Chinese."""
    return lang.split("-")[0].lower() == "zh"
