"""What the import says has words in both languages, and no words are left over."""

from __future__ import annotations

import re

import pytest

from jiangxin.folders import PACKAGE
from jiangxin.importing.columns import PICTURES, vocabulary
from jiangxin.model.kinds import KINDS
from jiangxin.wording import known_languages, read_wording

CODE = "".join(path.read_text("utf-8") for path in sorted((PACKAGE / "importing").glob("*.py")))
CODE += (PACKAGE / "cli" / "writing.py").read_text("utf-8")
WORDS = vocabulary([read_wording(lang) for lang in known_languages()], ["en"])


def test_every_problem_of_an_import_has_its_sentence() -> None:
    """Each code that the import uses is told in both languages, with the same facts; none is kept that is not used."""
    used = set(re.findall(r'"(import\.[a-z-]+[a-z])"', CODE))
    used |= {f"import.failed-{reason}" for reason in ("time", "memory", "crash", "error")}
    told = {}
    for lang in known_languages():
        strings = read_wording(lang).strings
        told[lang] = {
            key.removeprefix("problems."): strings[key] for key in strings if key.startswith("problems.import.")
        }
    assert set(told["en"]) == set(told["zh-Hans"]) == used
    for code, words in told["en"].items():
        assert set(re.findall(r"{(\w+)}", words)) == set(re.findall(r"{(\w+)}", told["zh-Hans"][code])), code


def test_the_other_words_are_the_same_in_both_languages() -> None:
    """The keys of importing.yaml are the same, and so are the places in their strings."""
    chinese, english = (
        {key: set(re.findall(r"{(\w+)}", words)) for key, words in read_wording(lang).strings.items()}
        for lang in ("zh-Hans", "en")
    )
    assert {key for key in chinese if key.startswith("importing.")} == {
        key for key in english if key.startswith("importing.")
    }
    assert all(english[key] <= chinese[key] for key in english if key.startswith("importing."))


@pytest.mark.parametrize("kind", [*KINDS, PICTURES])
def test_a_column_of_a_kind_is_a_field_of_it(kind: str) -> None:
    """Other names lead to fields that the kind has."""
    own = set(
        re.findall(rf"^  {kind}:\n((?:    .*\n)*)", (PACKAGE / "locales/en/importing.yaml").read_text("utf-8"), re.M)
    )
    named = set(re.findall(r"^    (\w+):", "".join(own), re.M))
    assert named <= set(WORDS.fields[kind].values())


@pytest.mark.parametrize(
    ("kind", "title", "field"),
    [
        ("craftsman", "姓 名", "name"),
        ("craftsman", "姓名（必填）", "name"),
        ("craftsman", "工作单位：", "employer"),
        ("craftsman", "NATIVE_PLACE", "native_place"),
        ("craftsman", "英文姓名", "name_en"),
        ("craftsman", "Trade (English)", "trade_en"),
        ("craftsman", "序号", ""),
        ("craftsman", "手机号", None),
        ("craftsman", "备注", None),
        ("craftsman", "身份证号", None),
        ("exhibit", "作者", "makers"),
        ("figure", "单位", "unit"),
    ],
)
def test_a_column_is_known_by_its_title(kind: str, title: str, field: str | None) -> None:
    """By label, name and other names; what is for the office only (telephones, remarks) is never taken."""
    assert WORDS.field_of(kind, title) == field
