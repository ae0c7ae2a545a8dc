"""Lists of document numbers as short text.

Sixty-four letters stand for six bits each. A list is written as the gaps between
its numbers, five bits a letter and the sixth saying that more follow; a list of
many is written as a row of bits, one for each document, after a `!`.
"""

from __future__ import annotations

from collections.abc import Sequence

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE = 32


def encode(numbers: Sequence[int]) -> str:
    """Write ascending numbers from 0 on, each at most once."""
    gaps = _as_gaps(numbers)
    is_dense = bool(numbers) and numbers[-1] // 6 + 2 < len(gaps)
    return "!" + _as_bits(numbers) if is_dense else gaps


def _as_gaps(numbers: Sequence[int]) -> str:
    letters = []
    before = -1
    for number in numbers:
        gap, before = number - before - 1, number
        while gap >= _MORE:
            letters.append(LETTERS[gap % _MORE + _MORE])
            gap //= _MORE
        letters.append(LETTERS[gap])
    return "".join(letters)


def _as_bits(numbers: Sequence[int]) -> str:
    bits = [0] * (numbers[-1] // 6 + 1)
    for number in numbers:
        bits[number // 6] |= 1 << number % 6
    return "".join(LETTERS[each] for each in bits)
