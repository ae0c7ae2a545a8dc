"""A text → what in it is nobody's business: numbers by which a person can be reached, known or robbed.

Only the form is known, so each find is a doubt, told with the form in which it
may be shown: 138****5678. Numbers inside addresses of pages are left alone. An
exhibition's own telephone and mailbox are named in `public_contacts`.

Forms: mobile numbers by the plan of the Ministry of Industry and Information
Technology (1[3-9] and nine digits); identity numbers by GB 11643-1999, whose
last place is a check on the others; bank cards by ISO/IEC 7812 (Luhn).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiangxin.patterns import pattern

_WIDE = str.maketrans("０１２３４５６７８９＠－ｘＸ．", "0123456789@-xX.")
_ADDRESS_OF_A_PAGE = pattern(r"https?://[^\s)>\]]+")
_NUMBER = r"(?<![\dA-Za-z./_-]){}(?![\dA-Za-z_])"
_IDENTITY = pattern(_NUMBER.format(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"))
_CARD = pattern(_NUMBER.format(r"[3-6]\d{3}(?:[ -]?\d{4}){2,3}[ -]?\d{1,4}"))
_MOBILE = pattern(_NUMBER.format(r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"))
_TELEPHONE = pattern(_NUMBER.format(r"0\d{2,3}[ -]\d{7,8}"))
_MAILBOX = pattern(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}")
_HOME = pattern(r"(?:\d+|[一二三四五六七八九十]+)(?:幢|栋|号楼)(?:\d+单元)?\s?-?\d{2,4}室?|\d+(?:号|弄)\d{2,4}室")
_PLACE = pattern(r"(?<![\d.])(?:[1-4]?\d|5[0-3])\.\d{4,}\s?[,，]\s?(?:7[3-9]|[89]\d|1[0-3]\d)\.\d{4,}(?!\d)")
_MAY_BE = pattern(r"[\d.．@＠幢栋号弄](?:(?<=[@＠幢栋])|(?<=[号弄])[\d楼]|(?<=\d)\d{3}[ \-－]?\d{3}|(?<=[.．])\d{4})")
"""Something of each form, by which most texts and lines are known to hold none; it is found by its first character."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


class Private(NamedTuple):
    """Something private: what it is (`mobile`, `identity` …), on which line, as written, and as it may be shown."""

    kind: str
    line: int
    found: str
    masked: str


def private_in(text: str) -> Iterator[Private]:
    """Give what is private in a text, from its first line to its last."""
    if _MAY_BE.search(text):
        for number, line in enumerate(text.split("\n"), 1):
            if _MAY_BE.search(line):
                yield from _in_line(line, number)


def _in_line(line: str, number: int) -> Iterator[Private]:
    left = _ADDRESS_OF_A_PAGE.sub(_blank, line.translate(_WIDE))
    for kind, form, holds in _FORMS:
        for match in form.finditer(left):
            if holds(match[0]):
                found = line[match.start() : match.end()]
                yield Private(kind, number, found, _masked(kind, match[0]))
                left = left[: match.start()] + _blank(match) + left[match.end() :]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _masked(kind: str, found: str) -> str:
    match kind:
        case "mobile" | "telephone":
            found = re.sub("[ -]", "", found)
            return f"{found[:-8]}****{found[-4:]}"
        case "identity":
            return f"{found[:3]}{'*' * 11}{found[-4:]}"
        case "card":
            return f"**** {re.sub('[ -]', '', found)[-4:]}"
        case "mailbox":
            return f"{found[0]}***@{found.partition('@')[2]}"
        case _:
            return re.sub(r"\d|[一二三四五六七八九十]", "*", found)


def _is_identity(found: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, found[:17], strict=True))
    return _CHECKS[total % 11] == found[17].upper()


def _is_card(found: str) -> bool:
    digits = [int(char) for char in found if char.isdigit()]
    if not 15 <= len(digits) <= 19:
        return False
    doubled = [2 * digit - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _always(_: str) -> bool:
    return True


_FORMS = (
    ("identity", _IDENTITY, _is_identity),
    ("card", _CARD, _is_card),
    ("mobile", _MOBILE, _always),
    ("telephone", _TELEPHONE, _always),
    ("mailbox", _MAILBOX, _always),
    ("home", _HOME, _always),
    ("place", _PLACE, _always),
)
