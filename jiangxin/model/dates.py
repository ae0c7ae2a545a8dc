"""Dates no more precise than they were written.

`parse_date` reads EDTF (ISO 8601-2: `2015-08`, `2024-10-17/2024-10-19`, `2024~`,
`2024?`, `199X`, `/2003`) and the Chinese forms editors write (`2019年5月`,
`2018.06—2020.3`). A `When` keeps what was written beside the earliest and latest
day it can mean; nothing ever shows a day, month or year that was not given.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from jiangxin.model.frozen import frozen
from jiangxin.patterns import pattern


@frozen
class Moment:
    """One end of a date: a year, perhaps a month, perhaps a day."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    uncertain: bool = False
    unspecified: int = 0  # trailing digits of the year that are unknown: 199X has 1

    def earliest(self) -> date:
        """Give the first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """Give the last day it can mean."""
        year = self.year + 10**self.unspecified - 1
        month = self.month or 12
        return date(year, month, self.day or calendar.monthrange(year, month)[1])

    def iso(self) -> str:
        """Give the ISO 8601 form, as precise as the moment is; empty for a decade or a century."""
        if self.unspecified:
            return ""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@frozen
class When:
    """A date or an interval; an open end is None. `written` is what the file says."""

    written: str
    start: Moment | None
    end: Moment | None
    is_interval: bool = False

    def earliest(self) -> date:
        """Give the first day it can mean; `date.min` where the start is open."""
        return self.start.earliest() if self.start else date.min

    def latest(self) -> date:
        """Give the last day it can mean; `date.max` where the end is open."""
        return self.end.latest() if self.end else date.max

    def year(self) -> int:
        """Give the year it is filed under: that of its start, else of its end."""
        moment = self.start or self.end
        assert moment is not None  # parse_date never gives a date open at both ends
        return moment.year

    def iso(self) -> str:
        """Give an ISO 8601 date for machines: the start's where it is an interval, "" where none can be given."""
        moment = self.start or self.end
        return moment.iso() if moment else ""


_EDTF = pattern(r"(?P<y>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<m>\d{2})(?:-(?P<d>\d{2}))?)?(?P<q>[~?%])?", re.I)
_CHINESE = pattern(
    r"(?P<about>约)?(?P<y>\d{4})(?:\s*年|(?=[./])|$)(?:\s*[./]?\s*(?P<m>\d{1,2})(?:\s*月|(?=[./])|$))?"
    r"(?:\s*[./]?\s*(?P<d>\d{1,2})\s*[日号]?)?"
)
_RANGE = pattern(r"\s*(?:—+|–|~|～|至|到|\s-\s)\s*")


def parse_date(written: str) -> When:
    """Read an EDTF or a Chinese date.

    Raises ValueError where it is neither, or names a day that does not exist.
    """
    text = written.strip()
    if text.count("/") == 1 and not re.fullmatch(r"\d{4}/\d{1,2}", text):
        first, last = text.split("/")
        start = None if first in ("", "..") else _moment(first)
        end = None if last in ("", "..") else _moment(last)
        if start is None and end is None:
            raise ValueError(written)
        return _ordered(When(written, start, end, is_interval=True))
    try:
        moment = _moment(text)
    except ValueError:
        pieces = [piece for piece in _RANGE.split(text) if piece]
        if len(pieces) != 2:
            raise
        start = _moment(pieces[0])
        return _ordered(When(written, start, _moment(_with_year(pieces[1], start)), is_interval=True))
    return When(written, moment, moment)


def _ordered(when: When) -> When:
    if when.earliest() > when.latest():
        raise ValueError(when.written)
    return when


def _with_year(text: str, start: Moment) -> str:
    """Complete `19日` or `12月` in `2024年10月17日—19日` from the start of the range."""
    if re.match(r"\d{4}", text):
        return text
    if match := re.fullmatch(r"(\d{1,2})[日号]", text):
        return f"{start.year}年{start.month}月{match[1]}日"
    return f"{start.year}年{text}"


def _moment(text: str) -> Moment:
    text = text.strip()
    if match := _EDTF.fullmatch(text):
        digits = match["y"].upper()
        moment = Moment(
            year=int(digits.replace("X", "0")),
            month=int(match["m"]) if match["m"] else None,
            day=int(match["d"]) if match["d"] else None,
            approximate=match["q"] in ("~", "%"),
            uncertain=match["q"] in ("?", "%"),
            unspecified=digits.count("X"),
        )
    elif (match := _CHINESE.fullmatch(text)) and not (match["d"] and not match["m"]):
        moment = Moment(
            year=int(match["y"]),
            month=int(match["m"]) if match["m"] else None,
            day=int(match["d"]) if match["d"] else None,
            approximate=bool(match["about"]),
        )
    else:
        raise ValueError(text)
    if moment.year == 0 or (moment.unspecified and moment.month):
        raise ValueError(text)
    moment.earliest()  # ValueError where the month or the day does not exist
    return moment
