"""Lists of document numbers as short text, and how they are gathered.

Sixty-four letters stand for six bits each. A list is written as the gaps between
its numbers, five bits a letter and the sixth saying that more follow; a list of
many is written as a row of bits, one for each document, after a `!`.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import product
from operator import sub

from jiangxin.search.folding import Key

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BITS = 6
_MORE = 32
_IN_BITS = 64
_SIXES = {letter: six for six, letter in enumerate(LETTERS)} | {"!": _IN_BITS}
_GAPS_KNOWN = 10_000  # larger ones are rare


class Postings:
    """The documents in which each gram stands, by its key, gathered document by document, four bytes each."""

    def __init__(self) -> None:
        self.by_key: defaultdict[Key, array[int]] = defaultdict(partial(array, "I"))

    def add(self, number: int, keys: Iterable[Key]) -> None:
        """Say that a document, which comes after all that were added, has these grams."""
        by_key = self.by_key
        for key in keys:
            by_key[key].append(number)


def encode(numbers: Sequence[int]) -> str:
    """Write ascending numbers from 0 on, each at most once."""
    if len(numbers) == 1:  # as half of all grams have
        return _GAPS[numbers[0] + 1]
    as_bits = numbers[-1] // _BITS + 2 if numbers else 0
    if 0 < as_bits < len(numbers):  # each gap is a letter at least
        return "!" + _as_bits(numbers)
    gaps = "".join(map(_GAPS.__getitem__, map(sub, numbers, (-1, *numbers))))
    return "!" + _as_bits(numbers) if 0 < as_bits < len(gaps) else gaps


def decode(text: str) -> list[int]:
    """Read the numbers that `encode` wrote."""
    sixes = list(map(_SIXES.__getitem__, text))
    if sixes and sixes[0] == _IN_BITS:
        return [_BITS * place + bit for place, six in enumerate(sixes[1:]) for bit in range(_BITS) if six >> bit & 1]
    numbers, number, gap, unit = [], 0, 0, 1
    for six in sixes:
        gap += six % _MORE * unit
        unit *= _MORE
        if six < _MORE:
            numbers.append(number + gap)
            number, gap, unit = number + gap + 1, 0, 1
    return numbers


class _Gaps(dict[int, str]):
    """How many numbers are left out, as it is written, by the step from one to the next; filled as steps come."""

    def __missing__(self, step: int) -> str:
        gap = step - 1
        letters = []
        while gap >= _MORE:
            letters.append(LETTERS[gap % _MORE + _MORE])
            gap //= _MORE
        letters.append(LETTERS[gap])
        written = "".join(letters)
        if len(self) < _GAPS_KNOWN:
            self[step] = written
        return written


_GAPS = _Gaps()
_SIX_OF = {bits: LETTERS[six] for six, bits in enumerate(bits[::-1] for bits in product((0, 1), repeat=_BITS))}


def _as_bits(numbers: Sequence[int]) -> str:
    bits = bytearray((numbers[-1] // _BITS + 1) * _BITS)
    for number in numbers:
        bits[number] = 1
    return "".join(map(_SIX_OF.__getitem__, zip(*[iter(bits)] * _BITS, strict=True)))
