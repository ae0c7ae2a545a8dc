"""What a cell holds is what it shows: no invented day, no padding in names, lists cut where they are meant to be."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.content.source import SourceError
from jiangxin.importing.cells import cell_of, items_of, tidy, tidy_name
from jiangxin.importing.delimited import decode, read_delimited
from jiangxin.importing.material import Cell
from jiangxin.importing.values import Place, Values
from jiangxin.model.dates import parse_date
from jiangxin.model.kinds import KINDS
from jiangxin.model.people import Craftsman
from jiangxin.model.schema import Date, Number, specs_of

DAY = datetime.datetime(2019, 5, 1)
PLACE = Place("a.xlsx", 3, "列")


def values() -> Values:
    """Give a reader of cells that knows every name as an id."""
    return Values({("craftsman", "gender"): {"女": "female"}}, lambda name, kinds, place: "someone")


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("yyyy-mm-dd", "2019-05-01"),
        ('yyyy"年"m"月"', "2019-05"),
        ("[$-804]yyyy/m", "2019-05"),
        ("yyyy", "2019"),
        ("General", "2019-05-01"),
    ],
)
def test_a_date_is_as_precise_as_its_format(number_format: str, shown: str) -> None:
    """A cell that shows year and month says no day, though Excel keeps one."""
    assert cell_of(DAY, number_format).text == shown


@pytest.mark.parametrize(("format_id", "shown"), [(57, "2019-05"), (31, "2019-05-01"), (0, "43586")])
def test_the_date_formats_of_chinese_excel_are_known(format_id: int, shown: str) -> None:
    """Formats 27 to 58 stand in no table of formats, and are dates in every Chinese workbook."""
    assert cell_of(43586, "General", format_id).text == shown


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [(45.0, "General", "45"), (2019.1, "0.00", "2019.10"), (0.125, "0.0%", "12.5%"), (0.1 + 0.2, "General", "0.3")],
)
def test_a_number_is_as_it_is_shown(value: float, number_format: str, shown: str) -> None:
    """A number has the places its format gives it and no dust of binary fractions."""
    assert cell_of(value, number_format).text == shown


@pytest.mark.parametrize(
    ("written", "name"),
    [("张　甲", "张甲"), ("单 雄 乙", "单雄乙"), ("Zhang  Jia", "Zhang Jia"), ("ＡＢＳ（１２１）", "ABS（121）")],
)
def test_a_name_loses_its_padding(written: str, name: str) -> None:
    """Two characters spread to the width of three are a name of two; Latin names keep their blank."""
    assert tidy_name(written) == name


def test_a_cell_is_cut_at_the_strongest_mark_outside_brackets() -> None:
    """、 parts items only where no ；does, and nothing is cut within brackets."""
    assert items_of("甲、乙；丙（丁、戊；己）") == ["甲、乙", "丙（丁、戊；己）"]
    assert items_of("甲、乙（丙、丁）") == ["甲", "乙（丙、丁）"]
    assert items_of("甲\n乙") == ["甲", "乙"]
    assert items_of("") == []


@pytest.mark.parametrize(
    ("written", "is_number", "read"),
    [
        ("2019年5月", False, "2019年5月"),
        ("2018.06—2020.3", False, "2018.06—2020.3"),
        ("1979-3", False, "1979-03"),
        ("201905", True, "2019-05"),
        ("1985年生", False, "1985年"),
        ("2020年3月至今", False, "2020-03/"),
        ("2019-05-01 00:00:00", False, "2019-05-01"),
        ("43586", True, "2019-05-01"),
        ("2019.5", True, "2019.5"),
    ],
)
def test_dates_as_editors_write_them(written: str, is_number: bool, read: str) -> None:
    """Each way of writing a date in a Chinese list becomes one that the loader reads."""
    assert values().read("craftsman", "born", Date(), Cell(written, is_number), PLACE) == read
    parse_date(read)


@pytest.mark.parametrize("written", ["2019.1", "1980.1"])
def test_a_number_that_may_have_lost_its_zero_is_asked_for(written: str) -> None:
    """Excel makes 2019.1 of 2019.10; whether January or October was meant, only the editor knows."""
    reader = values()
    assert reader.read("craftsman", "born", Date(), Cell(written, is_number=True), PLACE) is None
    assert [problem.code for problem in reader.problems] == ["import.tenth"]


def test_an_amount_in_myriads_is_a_number_and_told() -> None:
    """超1.6万平方米 is 16000, and the plan says that it was read so."""
    reader = values()
    assert reader.read("figure", "value", Number(), Cell("超1.6万平方米"), PLACE) == "16000"
    assert [problem.code for problem in reader.problems] == ["import.amount"]


def test_choices_are_known_by_their_labels() -> None:
    """女 is `female`; what is no choice is told with all there are."""
    reader, shape = values(), specs_of(Craftsman)["gender"].shape
    assert reader.read("craftsman", "gender", shape, Cell("女"), PLACE) == "female"
    assert reader.read("craftsman", "gender", shape, Cell("女士"), PLACE) is None
    assert reader.problems[0].facts["allowed"].startswith("女、")


def test_a_step_of_a_life_has_its_date_apart() -> None:
    """`2018.06—2020.3 任班组长` is a date and what happened then."""
    read = values().read(
        "craftsman", "career", specs_of(Craftsman)["career"].shape, Cell("2018.06—2020.3 任班组长"), PLACE
    )
    assert read == ({"date": "2018.06—2020.3", "text": "任班组长"},)


@given(st.text(max_size=40), st.booleans(), st.sampled_from(sorted(KINDS)), st.data())
def test_a_cell_gives_a_value_or_a_problem(text: str, is_number: bool, kind: str, draw: st.DataObject) -> None:
    """Whatever stands in a cell of whatever column: a value, or a problem that names the row."""
    specs = {name: spec for name, spec in specs_of(KINDS[kind]).items() if name != "images"}
    name = draw.draw(st.sampled_from(sorted(specs)))
    reader = values()
    shown = tidy(text)
    read = reader.read(kind, name, specs[name].shape, Cell(shown, is_number), PLACE)
    assert read is not None or reader.problems or not items_of(shown)
    assert all((problem.path, problem.line) == ("a.xlsx", 3) for problem in reader.problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_read_in_every_encoding_that_programs_leave(encoding: str, mark: str) -> None:
    """The same rows come out of UTF-8 with and without its mark, of GB18030 and of UTF-16."""
    text = f"姓名{mark}工种\r\n张甲{mark}“钳工”\r\n"
    (sheet,) = read_delimited(text.encode(encoding), "a.csv")
    assert [[cell.text for cell in cells] for _, cells in sheet.rows] == [["姓名", "工种"], ["张甲", "“钳工”"]]


@given(st.binary(max_size=200))
def test_bytes_are_a_text_or_a_problem(data: bytes) -> None:
    """No file makes the reader of text fail otherwise than by a problem."""
    try:
        read_delimited(data, "a.csv")
    except SourceError as error:
        assert error.problem.path == "a.csv"


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=60))
def test_what_is_utf_8_is_read_as_utf_8(text: str) -> None:
    """A text is never taken for GB18030 where it is UTF-8."""
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode(), "a.csv") == text
