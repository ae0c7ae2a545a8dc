"""What an editor wrote is answered with what was meant, and with nothing where nobody can tell."""

import pytest

from jiangxin.content.marks import marks_in
from jiangxin.content.meant import choice_meant, date_meant, field_meant, link_meant, number_meant, page_meant
from jiangxin.content.slips import quoted


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("二〇二四年十月十七日", "2024年10月17日"),
        ("二零二四年", "2024年"),
        ("2024-9-1", "2024-09-01"),
        ("20241017", "2024-10-17"),
        ("20241340", ""),
        ("2024-10-19/2024-10-17", "2024-10-17/2024-10-19"),
        ("“2024”", "2024"),
        ("2024年2月30日", "2024年2月"),
        ("去年春天", ""),
        ("", ""),
    ],
)
def test_dates(written: str, meant: str) -> None:
    """A date that can be read is given as precisely as it can be."""
    assert date_meant(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.6万", "16000"),
        ("超1.6万平方米", "16000"),
        ("1.23456789亿", "123456789"),
        ("三百二十", "320"),
        ("十五个", "15"),
        ("两千零八", "2008"),
        ("三万", "30000"),
        ("二〇", "20"),
        ("0.5", "0.5"),
        ("很多", ""),
        ("几个", ""),
    ],
)
def test_numbers(written: str, meant: str) -> None:
    """Digits and numerals with 万 and 亿 are counted out."""
    assert number_meant(written) == meant


def test_fields_values_pages_and_links() -> None:
    """By their labels in either language, by the names of columns, by what they are nearly."""
    names = ("name", "employer", "born", "summary")
    known = [
        field_meant("craftsman", said, names, ("en",)) for said in ("姓名", "工作单位", "Born", "summary-en", "爱好")
    ]
    assert known == ["name", "employer", "born", "summary_en", ""]
    said = [choice_meant("exhibit", "kind", each, ("object", "treasure")) for each in ("镇馆之宝", "“Treasure”", "鼎")]
    assert said == ["treasure", "treasure", ""]
    assert [page_meant(each) for each in ("人物", "craftsman", "exihbits", "厨房")] == [
        *("craftsmen", "craftsmen", "exhibits"),
        "",
    ]
    targets = ("../craftsmen/zhang-jia.md", "www.example.org/a", "foo.md", "kitchens/a.md")
    assert [link_meant(each) for each in targets] == ["craftsman/zhang-jia", "https://www.example.org/a", "", ""]
    assert [quoted(each) for each in ("甲: 乙", '"甲"', "it's \\")] == ['"甲: 乙"', "'\"甲\"'", "'it''s \\'"]


@pytest.mark.parametrize(
    "body",
    [
        "5 < 7，a<b，<https://example.org/>，<a@example.org>",
        "`<b>` 和 ``**``\n\n```\n<b>**\n＃ 甲\n```\n\n文",
        "**一**和**二**\n\n\\**三",
        "张甲（右）、【注】见下（图一）、[注]",
        "![图](a.jpg) ![](b.jpg)",
        "* * *\n\n***\n\n- 甲",
    ],
)
def test_what_is_right_is_not_told(body: str) -> None:
    """Signs of arithmetic, addresses, code, whole pairs, brackets that are no links, pictures that fields tell of."""
    assert list(marks_in(body, "images: [{file: b.jpg, alt: 图}]")) == []


def test_marks_are_told_on_their_lines() -> None:
    """Each in its line, in one text after the other."""
    body = "甲\n\n**一\n\n乙<i>丙</i>\n\n文\n\n**二"
    assert [(mark.code, mark.line) for mark in marks_in(body, "")] == [
        ("markup.html", 5),
        ("markup.bold", 3),
        ("markup.bold", 9),
    ]
