"""Characters that few can read: those with a reading printed above them.

A character is rare when neither of two lists has it: GB 2312, which every Chinese
keyboard and school book was made by, and the first two levels of the Table of
General Standard Chinese Characters, 6,500 for print. A traditional form is as well
known as the simplified one it stands for, and is not rare.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from functools import cache
from itertools import chain, pairwise
from typing import Any

from jiangxin.cache import Ledger
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.schema import Many, Record, Shape, Words, attribute_of, specs_of
from jiangxin.model.text import Text
from jiangxin.names.variants import simplified

_COMMON = (
    "啰瞭乂丏夬匜厾玕玙抔抃㧐芼旸吽牤沚沨纴玡玭玠玥玦拤劼拃㧟茓茀杻旻昉呣䏝𬉼炘㤘祎祇垱挦剋柈𠳐眊峣郤饸饹疭竑闿羑浕恓牁姮珰珣琤栟彧眬"
    "鸮䥽盉俵俶訚烜浥牂骎琇捯埵捽堉棻梿棁晞唵崚秾鸻馃阇焗惇郿欸琫琯揳塆靰靸椪雱睄嗞嵖嵎铻媭鲀颎焜湜湲湉愔祾翚瑄蒟楯跶跐嗐锜鹐亶瘆滫滃"
    "滪窣璈叆摽榖靺靿僰豨䁖嘡嘚箓魆粿熥嫚奭鋆瞋颙踒𥻗熜潟褟璟璠璘縠嚄螠䦃镚镠膙獴赟澥窸璪鞡鞬罽鳀鞨鞧藠蹚鹮霨蹽蹾齁㸆巉镴臜瓘镵齉"
)
"""What levels one and two of the table (Unihan, kTGH 1 to 6500) have beyond GB 2312."""

_MANY = 200  # new texts: to compile what is looked for takes as long as to look through so many without
_HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000))


def rare_characters(exhibition: Exhibition, ledger: Ledger) -> list[str]:
    """Give the rare characters of everything an exhibition says, in the order of their codes.

    Those of each text are remembered in `ledger` under its fingerprint.
    """
    fingerprints, bodies, entries = exhibition.fingerprints, exhibition.prose.values(), exhibition.entries
    of_bodies = [prose.fingerprint.hex() for prose in bodies]
    of_entries = [fingerprints.get(ref, b"").hex() for ref in entries]
    known = ledger.get_all([*filter(None, of_bodies), *filter(None, of_entries)])
    new_bodies = [(key, prose) for key, prose in zip(of_bodies, bodies, strict=True) if key not in known]
    new_entries = [(key, entry) for key, entry in zip(of_entries, entries.values(), strict=True) if key not in known]
    texts = chain(((key, prose.html) for key, prose in new_bodies), ((key, _all_texts(e)) for key, e in new_entries))
    rare_in = _found_in if len(new_bodies) + len(new_entries) > _MANY else _left_of
    found = set().union(*known.values())
    for key, text in texts:
        rare = "".join(sorted(rare_in(text)))
        if key:
            ledger.put(key, rare)
        found.update(rare)
    return sorted(found)


def _left_of(text: str) -> set[str]:
    """Give the rare characters of a text: those that are left of all that it has."""
    return {each for each in set(text) - _common() if _is_han(each) and each not in simplified()}


def _found_in(text: str) -> set[str]:
    """Give the same, in a twentieth of the time, once it was compiled what is looked for."""
    return {each for each in _perhaps_rare().findall(text) if each not in _common() and each not in simplified()}


@cache
def _perhaps_rare() -> re.Pattern[str]:
    """Match what lies between those that are not rare; of the further planes all, for there each gap is looked at."""
    usual = sorted(map(ord, _common() | simplified().keys()))
    *near, further = _HAN
    runs = f"{chr(further.start)}-{chr(further.stop - 1)}"
    for codes in near:
        for last, following in pairwise((codes.start - 1, *filter(codes.__contains__, usual), codes.stop)):
            if last + 1 < following:
                runs += f"{chr(last + 1)}-{chr(following - 1)}"
    return re.compile(f"[{runs}]")


@cache
def _common() -> frozenset[str]:
    """Give the characters of both lists; those of GB 2312 stand in its rows 16 to 87."""
    rows = bytes(byte for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF) for byte in (lead, trail))
    return frozenset(rows.decode("gb2312", "ignore") + _COMMON)


def _is_han(character: str) -> bool:
    return any(ord(character) in codes for codes in _HAN)


def _all_texts(record: Any) -> str:
    return "\n".join(_texts(record))


def _texts(record: Any) -> Iterator[str]:
    """Give every text of a record, in all its languages."""
    cls: type = type(record)
    for name in _worded(cls):
        if value := getattr(record, name):
            yield from _inside(value)


def _inside(value: Any) -> Iterable[str]:
    if isinstance(value, Text):
        return (value.primary, *(words for _, words in value.others))
    return [text for each in value for text in _inside(each)] if isinstance(value, tuple) else _texts(value)


@cache
def _worded(cls: Hashable) -> tuple[str, ...]:
    """Give the attributes of a record's class that hold words, or records with words."""
    assert isinstance(cls, type)
    return tuple(attribute_of(cls, name) for name, spec in specs_of(cls).items() if _holds_words(spec.shape))


def _holds_words(shape: Shape) -> bool:
    match shape:
        case Words():
            return True
        case Many(item):
            return _holds_words(item)
        case Record(of):
            return bool(_worded(of))
        case _:
            return False
