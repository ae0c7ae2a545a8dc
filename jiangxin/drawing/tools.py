"""A studio without a picture: its tools on a rack, and its number.

A tool hangs from its hook at (x, 0) and reaches about 170 units down.
"""

from __future__ import annotations

from collections.abc import Callable

from jiangxin.drawing.lettering import letters, plain, tidy_size
from jiangxin.drawing.seed import Seed
from jiangxin.drawing.strokes import Drawing, box, chain, circle, hatch, sheet, thick, thin


def _hammer() -> str:
    return (
        thick("M-26 22V2H16L28 10V14L16 22Z", "M-5 22L-7 160Q0 168 7 160L5 22", "M16 2V22")
        + hatch(box(-26, 2, 10, 20), gap=4)
        + thick("M-16 2V22")
    )


def _file() -> str:
    ribs = "".join(f"M-9 {y}L9 {y - 8}" for y in range(18, 102, 6))
    return (
        thick("M-9 4Q0 -2 9 4V104L3 116H-3L-9 104Z", "M-7 116H7L10 160Q0 172 -10 160Z") + thin(ribs) + thin("M-7 122H7")
    )


def _dividers() -> str:
    return (
        circle((0, 10), 9)
        + circle((0, 10), 3)
        + thick("M-5 18L-26 164L-12 20M5 18L26 164L12 20", "M-4 -6H4V1H-4Z")
        + thin("M-22 92Q0 80 22 92")
    )


def _square() -> str:
    ticks = "".join(f"M-24 {y}h{8 if (y - 20) % 30 == 0 else 5}" for y in range(20, 130, 6))
    return thick("M-24 4H-8V140H-24Z", "M-24 140H34V160H-24Z") + thin(ticks) + hatch(box(-24, 140, 58, 20), gap=5)


def _chisel() -> str:
    return thick(
        "M-8 160V96L-4 84H4L8 96V160ZM-8 146L8 146", "M-9 84H9V74H-9Z", "M-9 74Q-14 40 -8 4H8Q14 40 9 74"
    ) + thin("M-9 14H9M-11 66H11")


def _spanner() -> str:
    return thick(
        "M-7 34L-9 132Q-22 142 -15 160L-5 148H5L15 160Q22 142 9 132L7 34Q20 26 17 8L6 18H-6L-17 8Q-20 26 -7 34Z"
    ) + thin("M-3 46V120M3 46V120")


def _torch() -> str:
    return thick("M-7 160V70L-4 58V34L-16 16L-12 4L4 20V58L7 70V160Q0 168 -7 160Z", "M-9 70H9V82H-9Z") + thin(
        "M-7 94H7M-7 106H7M-7 118H7M-7 130H7M-7 142H7"
    )


def _driver() -> str:
    return thick("M-3 160V84H3V160L2 168H-2Z", "M-7 84H7V74H-7Z", "M-7 74L-13 60V14Q0 -2 13 14V60L7 74Z") + thin(
        "M-5 12V66M5 12V66"
    )


def _micrometer() -> str:
    return (
        thick("M-26 4V22H-16V12Q26 6 26 52Q26 96 -16 92V82H-26V100Q38 108 38 52Q38 -6 -26 4Z", "M-10 82H-4V92H-10Z")
        + thick("M-14 98V120H-2V98M-18 120H2V150H-18ZM-14 150V162H-2V150")
        + thin("M-14 104h6M-14 110h9M-14 116h6")
        + thin("".join(f"M{x} 124V146" for x in (-14, -10, -6, -2)))
    )


TOOLS: dict[str, Callable[[], str]] = {
    "hammer": _hammer,
    "file": _file,
    "dividers": _dividers,
    "square": _square,
    "chisel": _chisel,
    "spanner": _spanner,
    "torch": _torch,
    "driver": _driver,
    "micrometer": _micrometer,
}

FIRST_TOOLS: tuple[tuple[str, str], ...] = (
    ("焊 weld", "torch hammer"),
    ("电 芯 网 电子 electr", "driver micrometer"),
    ("木 雕 刻 陶 瓷 漆 carv wood", "chisel square"),
    ("修 汽 装配 repair", "spanner driver"),
    ("测 检 数控 模具 精密 measur", "micrometer dividers"),
    ("钳 机械 fitter", "file square"),
)


def draw_studio(key: str, number: str, trade: str = "") -> Drawing:
    """Draw four tools of the studio's trade on their rack, with the studio's number where it has one."""
    seed, text = Seed(key), plain(number)
    shown = _choose(seed, trade.casefold(), 3 if text else 5)
    start, step = (196.0, 78.0) if text else (60.0, 70.0)
    rack = "".join(
        f'<g transform="translate({start + step * place:.0f} 74)">{TOOLS[tool]()}</g>'
        for place, tool in enumerate(shown)
    )
    pegs = "".join(
        circle((start + step * place, 46), 4) + thin(f"M{start + step * place:.0f} 50v20")
        for place in range(len(shown))
    )
    size = tidy_size(text, 132, 116)
    label = letters(text, 86, 154 + size * 0.35, size, name="art-num") if text else ""
    return sheet(
        "studio",
        thick("M18 34H382V44H18Z")
        + hatch(box(18, 34, 364, 10), gap=6)
        + pegs
        + rack
        + chain(((14, 154), (386, 154)))
        + label
        + thick("M18 268H382")
        + thin("M18 274H382"),
    )


def _choose(seed: Seed, trade: str, count: int) -> list[str]:
    first = next((tools.split() for words, tools in FIRST_TOOLS if any(word in trade for word in words.split())), [])
    names = list(TOOLS)
    turn = seed.between("tools", 0, len(names) - 1)
    rest = [name for name in names[turn:] + names[:turn] if name not in first]
    return [*first, *rest][:count]
