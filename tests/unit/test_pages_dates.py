"""Dates in words: never more precise than they were written."""

import pytest

from jiangxin.model.dates import parse_date
from jiangxin.pages.dates import show_date, show_years
from jiangxin.wording import read_wording


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("2024", "2024年", "2024"),
        ("2015-08", "2015年8月", "August 2015"),
        ("2024-10-17", "2024年10月17日", "17 October 2024"),
        ("2024-10-17/2024-10-19", "2024年10月17日—19日", "17–19 October 2024"),
        ("2024-10-17/2024-11-02", "2024年10月17日—11月2日", "17 October – 2 November 2024"),
        ("2024-12-30/2025-01-02", "2024年12月30日—2025年1月2日", "30 December 2024 – 2 January 2025"),
        ("2018-06/2018-10", "2018年6月—10月", "June–October 2018"),
        ("2018-06/2020", "2018年6月—2020年", "June 2018 – 2020"),
        ("2018/2020", "2018—2020年", "2018–2020"),
        ("2024/2024", "2024年", "2024"),
        ("2024~", "约2024年", "about 2024"),
        ("2024?", "2024年（存疑）", "2024 (uncertain)"),
        ("2024%", "约2024年（存疑）", "about 2024 (uncertain)"),
        ("2018~/2020", "约2018年—2020年", "about 2018 – 2020"),
        ("199X", "1990年代", "1990s"),
        ("19XX", "1900—1999年", "1900–1999"),
        ("/2003", "至2003年", "until 2003"),
        ("2003/", "2003年起", "since 2003"),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_was_written(written: str, chinese: str, english: str) -> None:
    """Days, months and marks of doubt appear where they were given, and nowhere else."""
    when = parse_date(written)
    assert show_date(when, read_wording("zh-Hans")) == chinese
    assert show_date(when, read_wording("en")) == english


def test_a_run_of_years_is_one_label() -> None:
    """A gap names its first and last year; a gap of one year names it once."""
    assert show_years(2007, 2014, read_wording("zh-Hans")) == "2007–2014"
    assert show_years(2007, 2007, read_wording("en")) == "2007"
