"""A date in the words of a language, never more precise than it was written."""

from __future__ import annotations

from jiangxin.model.dates import Moment, When
from jiangxin.model.wording import Wording


def show_date(when: When, wording: Wording) -> str:
    """Give a date or an interval in words: `2024年10月17日—19日`, `17–19 October 2024`, `约2024年`."""
    if not when.is_interval:
        moment = when.start or when.end
        assert moment is not None
        return show_moment(moment, wording)
    if when.start is None or when.end is None:
        end = when.end or when.start
        assert end is not None
        return wording("dates.until" if when.end else "dates.since", date=show_moment(end, wording))
    return _show_range(when.start, when.end, wording)


def show_moment(moment: Moment, wording: Wording) -> str:
    """Give a moment in words."""
    text = _show_plain(moment, wording)
    if moment.approximate:
        text = wording("dates.about", date=text)
    return wording("dates.uncertain", date=text) if moment.uncertain else text


def show_years(first: int, last: int, wording: Wording) -> str:
    """Give a run of years: `2007–2014`, or `2007` alone."""
    return str(first) if first == last else wording("dates.gap", first=first, last=last)


def _show_plain(moment: Moment, wording: Wording) -> str:
    if moment.unspecified == 1:
        return wording("dates.decade", year=moment.year)
    if moment.unspecified:
        return wording("dates.span_of_years", first=moment.year, last=moment.year + 10**moment.unspecified - 1)
    if moment.month is None:
        return wording("dates.year", year=moment.year)
    month = wording(f"dates.months.{moment.month}")
    if moment.day is None:
        return wording("dates.month", year=moment.year, month=month)
    return wording("dates.day", year=moment.year, month=month, day=moment.day)


def _show_range(start: Moment, end: Moment, wording: Wording) -> str:
    if start == end:
        return show_moment(start, wording)
    key = "dates.range" if _is_plain(start) and _is_plain(end) else ""
    if key and start.month is None and end.month is None:
        return wording("dates.span_of_years", first=start.year, last=end.year)
    if key and start.year == end.year and start.month and end.month and (start.day is None) == (end.day is None):
        if start.day is None:
            key = "dates.months_of_year"
        else:
            key = "dates.days_of_month" if start.month == end.month else "dates.days_of_year"
        return wording(
            key,
            year=start.year,
            month=wording(f"dates.months.{start.month}"),
            first=start.day,
            last_month=wording(f"dates.months.{end.month}"),
            last=end.day,
        )
    return wording("dates.range", start=show_moment(start, wording), end=show_moment(end, wording))


def _is_plain(moment: Moment) -> bool:
    return not (moment.approximate or moment.uncertain or moment.unspecified)
