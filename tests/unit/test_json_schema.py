"""The JSON Schemas say of front matter what the loader says.

Run as a script (`python -m tests.unit.test_json_schema`), this file rewrites `docs/schema/`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jiangxin.content.json_schema import SCHEMAS, json_schema

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schema"

CRAFTSMAN: dict[str, Any] = {
    "name": "罗明浩",
    "name_en": "Luo Minghao",
    "employer": "organisation/jiangfeng",
    "born": 1980,
    "age": 44,
    "honours": ["全国劳模", {"honour": "quanguo-laomo", "year": "2020~"}],
    "quotes": [{"text": "话", "text_en": "Words"}],
    "mentors": "craftsman/wan-yayong",
    "unknown": ["trade", {"text": "奖项"}],
    "images": ["a.jpg", {"file": "b.jpg", "alt": "", "focus": "50% 20%"}],
}


def written(kind: str) -> str:
    """Give a schema as the file holds it."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def accepts(kind: str, front: object) -> bool:
    """Say whether the schema of a kind accepts front matter."""
    return bool(Draft202012Validator(json_schema(kind)).is_valid(front))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_committed_schema_is_the_generated_one(kind: str) -> None:
    """What lies in docs/schema/ is what the model says; running this file rewrites it."""
    assert (FOLDER / f"{kind}.schema.json").read_text("utf-8") == written(kind)


def test_no_schema_is_left_over() -> None:
    """A kind that is gone leaves no file behind."""
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{kind}.schema.json" for kind in SCHEMAS)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_is_a_valid_schema(kind: str) -> None:
    """Every schema is one by the rules of draft 2020-12."""
    Draft202012Validator.check_schema(json_schema(kind))


def test_good_front_matter_is_accepted() -> None:
    """All the forms an editor may choose are accepted: short, long, single, list, translated, unknown."""
    assert accepts("craftsman", CRAFTSMAN)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nmae", "罗明浩"),
        ("employer", "jiangfeng"),
        ("employer", "hall/jiangfeng"),
        ("mentors", ["Wan Yayong"]),
        ("age", 200),
        ("gender", "other"),
        ("website", "javascript:alert(1)"),
        ("employer_en", "Jiangfeng"),
        ("images", [{"alt": "no file"}]),
        ("images", [{"file": "../a.jpg", "alt": "outside"}]),
        ("quotes", [{"words": "话"}]),
        ("unknown", [["trade"]]),
    ],
)
def test_a_mistake_is_refused(field: str, value: object) -> None:
    """One wrong name, reference, choice, number or nesting is enough."""
    assert not accepts("craftsman", {**CRAFTSMAN, field: value})


def test_a_required_field_may_be_unknown() -> None:
    """A required field is given, or its name stands under `unknown`."""
    assert not accepts("exhibit", {"title": "机器人"})
    assert not accepts("exhibit", {"title": "机器人", "hall": None})
    assert accepts("exhibit", {"title": "机器人", "hall": "zhu-zhanguan"})
    assert accepts("exhibit", {"title": "机器人", "unknown": "hall"})
    assert accepts("exhibit", {"title": "机器人", "unknown": ["made", {"text": "hall", "text_en": "hall"}]})
    assert not accepts("exhibit", {"title": "机器人", "unknown": ["made"]})


def test_lists_stand_under_the_name_of_their_folder() -> None:
    """A listed kind's file is a list under the folder's name, each record with an id."""
    assert accepts("event", {"timeline": [{"id": "e-1", "title": "开幕", "date": "2024-10-17"}]})
    assert not accepts("event", {"timeline": [{"title": "开幕", "date": "2024-10-17"}]})
    assert not accepts("event", {"events": []})


def test_translations_of_lists_run_beside_them() -> None:
    """`steps_en` translates `steps`, item by item."""
    assert accepts("method", {"title": "法", "steps": ["一", "二"], "steps_en": ["one", None]})


def test_the_exhibition_has_a_schema_too() -> None:
    """`exhibition.yaml` is described with its layout."""
    layout = {"formula": "1+8+2", "groups": [{"key": "main", "title": "主展馆", "title_en": "Main hall", "count": 1}]}
    good = {
        "title": "匠心",
        "title_en": "Craft",
        "languages": ["zh-Hans", "en"],
        "dates": "2024-10-17/2024-10-19",
        "layout": layout,
    }
    assert accepts("exhibition", good)
    assert not accepts("exhibition", {**good, "layout": {**layout, "formula": "1 + 8"}})


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.json"):
        path.unlink()
    for each in SCHEMAS:
        (FOLDER / f"{each}.schema.json").write_text(written(each), "utf-8")
