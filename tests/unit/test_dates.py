"""Dates: read as written, never made more precise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.model.dates import parse_date


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2015-08", (2015, 8, 1), (2015, 8, 31)),
        ("2024-10-17", (2024, 10, 17), (2024, 10, 17)),
        ("2024-10-17/2024-10-19", (2024, 10, 17), (2024, 10, 19)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("199X", (1990, 1, 1), (1999, 12, 31)),
        ("19XX", (1900, 1, 1), (1999, 12, 31)),
        ("2019年5月", (2019, 5, 1), (2019, 5, 31)),
        ("2018.06—2020.3", (2018, 6, 1), (2020, 3, 31)),
        ("2024年10月17日—19日", (2024, 10, 17), (2024, 10, 19)),
        ("2024年3月至6月", (2024, 3, 1), (2024, 6, 30)),
        ("约1998年", (1998, 1, 1), (1998, 12, 31)),
        ("2024/5", (2024, 5, 1), (2024, 5, 31)),
    ],
)
def test_a_date_spans_all_the_days_it_can_mean(
    written: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    """A date reaches from the first to the last day it can mean."""
    when = parse_date(written)
    assert (when.earliest(), when.latest()) == (date(*earliest), date(*latest))
    assert when.written == written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "2024-13",
        "2024-02-30",
        "20245",
        "2024-1",
        "/",
        "0000",
        "2024-10-19/2024-10-17",
        "2024年13月",
        "199X-05",
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    """What is no date, or a day that does not exist, is refused and not guessed."""
    with pytest.raises(ValueError, match=r".*"):
        parse_date(written)


def test_marks_of_doubt_are_kept() -> None:
    """`~` says about, `?` says doubtful, `%` says both; an open end stays open."""
    about, doubtful, both = (parse_date(f"2024{mark}").start for mark in "~?%")
    assert about and about.approximate and not about.uncertain
    assert doubtful and doubtful.uncertain and not doubtful.approximate
    assert both and both.approximate and both.uncertain
    until = parse_date("/2003")
    assert until.start is None and until.latest() == date(2003, 12, 31)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 12, 31)), st.integers(0, 4000))
def test_every_day_and_interval_is_read_back(first: date, days: int) -> None:
    """Any day and any interval of days is read as exactly that, in EDTF and in Chinese."""
    last = first + timedelta(days=days)
    assert parse_date(f"{first}/{last}").earliest() == first
    assert parse_date(f"{first}/{last}").latest() == last
    chinese = parse_date(f"{first.year:04d}年{first.month}月{first.day}日")
    assert (chinese.earliest(), chinese.latest()) == (first, first)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    """Nothing an editor types raises anything but ValueError."""
    try:
        when = parse_date(text)
    except ValueError:
        return
    assert when.earliest() <= when.latest()
