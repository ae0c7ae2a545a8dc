"""A name → the id its entry gets: 单雄信 is `shan-xiongxin`, “冠军龙服” is `guanjun-longfu`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from pathlib import Path

from jiangxin.cache import Ledger
from jiangxin.content.scalars import ID
from jiangxin.names.latin import in_latin
from jiangxin.names.pinyin import Pinyin

ID_LENGTH = 40  # an address is read, typed and printed
_CODE = re.compile(r"(.*?)(\d+)")


class Naming:
    """Gives ids that are free; what it looked up is kept in `readings`."""

    def __init__(self, readings: Ledger | None = None) -> None:
        self._pinyin = Pinyin(readings or Ledger(Path(), lambda: None))

    def free_id(self, name: str, *, is_person: bool, taken: Container[str], otherwise: str) -> str:
        """Give an id for `name` that is not `taken`; it begins with `otherwise` where nothing of it can be read."""
        plain = self.id_of(name, is_person=is_person) or otherwise
        number, found = 1, plain
        while found in taken:
            number += 1
            found = f"{plain}-{number}"
        return found

    def id_of(self, name: str, *, is_person: bool) -> str:
        """Give the id that `name` makes, "" where it has no Chinese or Latin letter and no digit."""
        if ID.fullmatch(name):
            return name
        found = in_latin(name, self._pinyin, is_person=is_person)
        if len(found) > ID_LENGTH:
            found = found[: ID_LENGTH + 1].rpartition("-")[0] or found[:ID_LENGTH]
        return found if ID.fullmatch(found) or not found else f"{found}-1"  # a device of Windows


def next_code(taken: Iterable[str]) -> str:
    """Give the code after the highest of the series that most codes belong to; "" where none is numbered."""
    series: dict[str, list[str]] = {}
    for code in taken:
        if match := _CODE.fullmatch(code):
            series.setdefault(match[1], []).append(match[2])
    if not series:
        return ""
    start = max(series, key=lambda each: (len(series[each]), each))
    highest = max(series[start], key=int)
    return f"{start}{int(highest) + 1:0{len(highest)}d}"
