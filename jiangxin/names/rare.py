"""Characters that few can read: those with a reading printed above them.

A character is rare when neither of two lists has it: GB 2312, which every Chinese
keyboard and school book was made by, and the first two levels of the Table of
General Standard Chinese Characters, 6,500 for print. A traditional form is as well
known as the simplified one it stands for, and is not rare.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache, partial
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

_HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000))


def rare_characters(exhibition: Exhibition, ledger: Ledger) -> list[str]:
    """Give the rare characters of everything an exhibition says, in the order of their codes.

    Those of each text are remembered in `ledger` under its fingerprint.
    """
    fingerprints, texts = exhibition.fingerprints, exhibition.entries
    of_bodies = [(prose.fingerprint.hex(), partial(getattr, prose, "html")) for prose in exhibition.prose.values()]
    of_entries = [(fingerprints.get(ref, b"").hex(), partial(_all_texts, entry)) for ref, entry in texts.items()]
    known = ledger.get_all([key for key, _ in (*of_bodies, *of_entries) if key])
    new = [_remember(ledger, key, text) for key, text in (*of_bodies, *of_entries) if key not in known]
    return sorted(set().union(*known.values(), *new))


def _remember(ledger: Ledger, key: str, text: Callable[[], str]) -> str:
    rare = "".join(sorted(each for each in set(text()) - _common() if _is_han(each) and each not in simplified()))
    if key:
        ledger.put(key, rare)
    return rare


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
