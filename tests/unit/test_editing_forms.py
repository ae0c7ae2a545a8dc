"""Every field of the model is a field of a form, with words in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.amending.values import Value
from jiangxin.editing.changes import PathError, path_of, with_changes
from jiangxin.editing.forms import FormField, every_field, form_of
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.people import Craftsman
from jiangxin.model.schema import specs_of
from jiangxin.model.settings import Settings
from jiangxin.wording import read_wording

ALL: dict[str, type] = {**KINDS, "exhibition": Settings}


def inside(field: FormField) -> Iterator[FormField]:
    """Give a field and all that are inside it."""
    yield field
    for each in (*([field.item] if field.item else ()), *field.fields):
        yield from inside(each)


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
@pytest.mark.parametrize("kind", ALL)
def test_every_field_has_its_place_and_words(kind: str, lang: str) -> None:
    """None is missing but approvals, none is there twice; each has a label, those that are no item have help."""
    sections = form_of(kind, read_wording(lang), ("zh-Hans", "en"))
    names = [field.name for section in sections for field in section.fields]
    has_text = kind not in (*LISTED, "exhibition")
    assert sorted(names) == sorted([*(specs_of(ALL[kind]).keys() - {"reviews"}), *(["body"] if has_text else [])])
    assert all(section.label and section.fields for section in sections) and sections[0].is_open
    fields = [each for field in every_field(sections).values() for each in inside(field)]
    assert all(each.label for each in fields)
    assert all(each.help for field in every_field(sections).values() for each in (field, *field.fields))
    assert all(words for each in fields for _, words in each.choices)


def test_a_form_knows_what_the_schema_says() -> None:
    """Shapes, bounds, choices, kinds, what is required, what is translated."""
    wording = read_wording("zh-Hans")
    person = every_field(form_of("craftsman", wording, ("zh-Hans", "en")))
    assert (person["name"].form, person["name"].is_required, person["name"].translations) == ("words", True, ("en",))
    assert person["employer"].kinds == ("organisation", "studio") and person["employer"].form == "reference"
    assert (person["summary"].is_long, person["trade"].is_long) == (True, False)
    images = person["images"].item
    assert images is not None and (images.form, images.short) == ("record", "file")
    within = {field.name: field for field in images.fields}
    assert [within[name].is_required for name in ("file", "alt", "caption")] == [True, True, False]
    assert within["focus"].pattern and within["focus"].example == "50% 20%"
    hall = every_field(form_of("hall", wording, ("zh-Hans",)))
    assert ("venue", wording("values.hall.kind.venue")) in hall["kind"].choices and hall["kind"].is_required
    plan = {field.name: field for field in hall["plan"].fields}
    assert (plan["x"].minimum, plan["x"].maximum, plan["x"].is_whole) == (1, 8, True)
    assert hall["title"].translations == ()


SECOND: Value = {"printed": "二", "year": "2020"}
FIELDS: dict[str, Value] = {"name": "甲", "images": "a.jpg", "honours": ("一", SECOND)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"images[0].alt": "乙"}, {"images": ({"file": "a.jpg", "alt": "乙"},)}),
        ({"images[1].file": "b.jpg", "images[1].alt": ""}, {"images": ("a.jpg", {"file": "b.jpg", "alt": ""})}),
        ({"images[0]": None}, {"images": None}),
        ({"honours[0]": None, "honours[1].year": "2021"}, {"honours": ({"printed": "二", "year": "2021"},)}),
        ({"honours[0].year": "2019"}, {"honours": ({"printed": "一", "year": "2019"}, SECOND)}),
        (
            {"also_called[0].text_en": "A", "also_called[0].text": "亚"},
            {"also_called": ({"text_en": "A", "text": "亚"},)},
        ),
        ({"tags": (" a ", "", "b\u200b")}, {"tags": ("a", "b")}),
        ({"images": ({"file": "a.jpg", "alt": "", "caption": " "},)}, {"images": ({"file": "a.jpg", "alt": ""},)}),
        ({"name": " ", "note": "一\r\n二"}, {"name": None, "note": "一\n二"}),
        ({"images[7].file": "c.jpg"}, {"images": ("a.jpg", {"file": "c.jpg"})}),
    ],
)
def test_changes_are_made_where_they_are_meant(
    changes: dict[str, Value | None], expected: dict[str, Value | None]
) -> None:
    """Inside short forms and lists; what says nothing is taken away, but for `alt`."""
    meant = {name: value for name, value in {**FIELDS, **expected}.items() if value is not None}
    assert with_changes(FIELDS, Craftsman, changes) == meant


@pytest.mark.parametrize("name", ["", ".", "a..b", "a[", "a[x]", "[0]", "a.[0]", "a b", "a[0]b", "a[12345678]"])
def test_what_is_no_path_is_refused(name: str) -> None:
    """So is a place inside a list that is asked for as a field."""
    with pytest.raises(PathError):
        path_of(name)
    with pytest.raises(PathError):
        with_changes({"honours": ("一",)}, Craftsman, {"honours.year": "2020"})


@given(st.text(max_size=12))
def test_any_text_is_a_path_or_is_refused(name: str) -> None:
    """Nothing else comes of it."""
    try:
        assert path_of(name)
    except PathError:
        return
