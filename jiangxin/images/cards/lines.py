"""A title → its lines, as a typesetter breaks them.

In: a text and a function that tells the width of a string in em. Out: lines as
even as they can be, where nothing is lost but what stands behind an ellipsis.
Chinese breaks between any two letters, but no line begins with closing
punctuation or ends with opening punctuation; Latin words and numbers stay whole,
and a number stays with the letter that follows it. Knows no fonts and no pixels.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from jiangxin.images.cards.fonts import clusters

Measure = Callable[[str], float]

ELLIPSIS = "…"
CLOSING = frozenset("，。、；：？！）》〉」』】〕〗｝］”’％‰℃·—…～,.;:?!)]}%°々ー-")
OPENING = frozenset("（《〈「『【〔〖｛［“‘([{¥￥$#")
_HINGES = frozenset("-–—…/")  # a Latin word may be divided behind these
_MAX_LETTERS = 240  # three lines of the smallest size hold fewer
# How unwelcome a break is at a place, and for every em² that lines differ from their mean.
_AT_PUNCTUATION, _AT_WORD, _WITHIN, _UNEVEN = 0.0, 0.3, 1.5, 0.15


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines and the size they are set at."""

    size_px: int
    lines: tuple[str, ...]


def set_lines(text: str, measure: Measure, width_px: int, steps: Sequence[tuple[int, int]]) -> Setting:
    """Set `text` (on one line, without controls) within `width_px`.

    `steps` are (size in px, number of lines allowed there), tried in turn;
    what does not even fit the last one is cut and ends with an ellipsis.
    """
    if not text:
        return Setting(steps[0][0], ())
    whole = pieces(text[:_MAX_LETTERS])
    if len(text) <= _MAX_LETTERS:
        for size_px, allowed in steps:
            lines = _even_lines(whole, measure, width_px / size_px, allowed)
            if lines is not None:
                return Setting(size_px, lines)
    size_px, allowed = steps[-1]
    width = width_px / size_px
    parts = [part for piece in whole for part in _fitting(piece, measure, width)]
    lines = _even_lines(parts, measure, width, allowed) if len(text) <= _MAX_LETTERS else None
    return Setting(size_px, lines or _cut_lines(parts, measure, width, allowed))


def pieces(text: str) -> list[str]:
    """Divide a text wherever a line may end; a space stays with what it follows."""
    divided: list[str] = []
    for cluster in clusters(text):
        if divided and not _may_break(divided[-1], cluster):
            divided[-1] += cluster
        else:
            divided.append(cluster)
    return divided


def _may_break(before: str, behind: str) -> bool:
    """Tell whether a line may end behind the piece `before` and the next begin with the letter `behind`."""
    first, last = behind[0], before.rstrip(" ")[-1:]
    if first == " " or first in CLOSING or last in OPENING or not last:
        return False
    if before.endswith(" ") or (first in OPENING and not first.isascii()):
        return True
    if last in _HINGES and first.isalpha():
        return True
    if _is_wide(last):
        return True
    return _is_wide(first) and not last.isdecimal()


def _fitting(piece: str, measure: Measure, width: float) -> list[str]:
    """Divide a piece that no line can hold, letter by letter; marks stay with what they enclose where they can."""
    if measure(piece.rstrip()) <= width:
        return [piece]
    parts: list[str] = []
    for cluster in clusters(piece):
        belongs = cluster[0] in CLOSING or (parts and parts[-1][-1] in OPENING)
        if parts and (cluster == " " or (belongs and measure(parts[-1] + cluster) <= width)):
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return parts


def _is_wide(letter: str) -> bool:
    """Tell a letter or mark of Chinese, Japanese or Korean text; a quotation mark may be of any."""
    return unicodedata.east_asian_width(letter) in ("W", "F")


def _even_lines(parts: list[str], measure: Measure, width: float, allowed: int) -> tuple[str, ...] | None:
    """Give the fewest lines that hold all parts, as even as they can be, or None where more were needed."""
    least = len(_filled(parts, measure, width))
    if least > allowed or any(measure(part.rstrip()) > width for part in parts):
        return None
    starts = [0.0]
    for part in parts:
        starts.append(starts[-1] + measure(part))
    bare = [starts[index] + measure(part.rstrip()) for index, part in enumerate(parts)]
    best: tuple[float, tuple[int, ...]] | None = None
    for breaks in combinations(range(1, len(parts)), least - 1):
        spans = list(pairwise((0, *breaks, len(parts))))
        widths = [bare[end - 1] - starts[start] for start, end in spans]
        if max(widths) > width:
            continue
        middle = sum(widths) / least
        cost = _UNEVEN * sum((found - middle) ** 2 for found in widths)
        cost += sum(_unease(parts[index - 1], parts[index]) for index in breaks)
        if best is None or cost < best[0]:
            best = (cost, breaks)
    if best is None:
        return None
    return tuple("".join(parts[start:end]).strip() for start, end in pairwise((0, *best[1], len(parts))))


def _unease(before: str, behind: str) -> float:
    """Tell how unwelcome a break is: not between sentences, little between words, most within what belongs together."""
    last = before.rstrip(" ")[-1]
    if last in CLOSING and last not in _HINGES:
        return _AT_PUNCTUATION
    if last == "的" or behind[0] in OPENING or (before.endswith(" ") and not last.isdecimal()):
        return _AT_WORD
    return _WITHIN


def _filled(parts: list[str], measure: Measure, width: float) -> list[list[str]]:
    """Fill line after line as far as it goes."""
    lines: list[list[str]] = []
    used = 0.0
    for part in parts:
        if not lines or used + measure(part.rstrip()) > width:
            lines.append([])
            used = 0.0
        lines[-1].append(part)
        used += measure(part)
    return lines


def _cut_lines(parts: list[str], measure: Measure, width: float, allowed: int) -> tuple[str, ...]:
    """Fill the lines that are allowed and end the last with an ellipsis, never behind punctuation."""
    lines = _filled(parts, measure, width)[:allowed]
    last = lines[-1]
    while measure(_with_ellipsis(last)) > width:
        if len(last) == 1:  # a word that fills the line alone
            last = clusters(last[0])
            if len(last) == 1:
                break
        last.pop()
    return (*("".join(line).strip() for line in lines[:-1]), _with_ellipsis(last))


def _with_ellipsis(parts: list[str]) -> str:
    text = "".join(parts).strip()
    return text.rstrip("".join(CLOSING - {"）", "》", "」", "』", "”", ")"} | OPENING) + " ") + ELLIPSIS
