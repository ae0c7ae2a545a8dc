"""Words that are on their way to the public → the private numbers in them: telephones, identity and bank cards, homes.

They come in with lists that were made for an office. Nothing is cut out of an
editor's text; each is told with the form in which it could be shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from jiangxin.importing.holdings import Value
from jiangxin.model.frozen import frozen

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643: the last place of an identity number
_LAST = "10X98765432"


@frozen
class Private:
    """Something private: what it is (`telephone`, `identity`, `card`, `mail`, `home`), and how it could be shown."""

    sort: str
    masked: str


def _is_identity(text: str) -> bool:
    return (
        _LAST[sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False)) % 11] == text[-1].upper()
    )


def _is_card(text: str) -> bool:
    digits = [int(each) for each in reversed(re.sub(r"\D", "", text))]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return 16 <= len(digits) <= 19 and (sum(digits[::2]) + sum(doubled)) % 10 == 0  # Luhn


def _always(_: str) -> bool:
    return True


_SORTS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        "identity",
        re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{2}\d{3}[\dXx](?!\w)", re.A),
        _is_identity,
    ),
    ("card", re.compile(r"(?<!\d)(?:62|4\d|5[1-5])\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)", re.A), _is_card),
    ("telephone", re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)", re.A), _always),
    ("mail", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+", re.A), _always),
    ("home", re.compile(r"\d{1,4}(?:号楼|幢|栋)(?:\w{1,4}单元)?\s?\d{2,4}室?|\d{1,3}单元\s?\d{2,4}室?"), _always),
)


def private_in(text: str) -> Iterator[Private]:
    """Give what is private in a text, in its order, each once."""
    taken: list[tuple[int, Private]] = []
    for sort, pattern, holds in _SORTS:
        for found in pattern.finditer(text):
            if holds(found[0]):
                taken.append((found.start(), Private(sort, _masked(sort, found[0]))))
                text = f"{text[: found.start()]}{'*' * len(found[0])}{text[found.end() :]}"
    yield from dict.fromkeys(each for _, each in sorted(taken, key=lambda pair: pair[0]))


def _masked(sort: str, text: str) -> str:
    if sort == "mail":
        return f"{text[0]}***{text[text.index('@') :]}"
    if sort == "home":
        return re.sub(r"\d", "*", text)
    text = re.sub(r"[ -]", "", text)
    return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}"


def words_in(value: Value) -> Iterator[str]:
    """Give every word of a field, however deep."""
    if isinstance(value, str):
        yield value
    else:
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from words_in(each)
