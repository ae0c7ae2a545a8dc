"""The words of both languages name everything the schema knows."""

from collections.abc import Iterator

import pytest

from jiangxin.folders import bundled_locales
from jiangxin.model.entry import EVERY_KIND
from jiangxin.model.kinds import KINDS
from jiangxin.model.schema import Choice, Many, Record, Reference, Shape, specs_of
from jiangxin.model.settings import Settings
from jiangxin.wording import read_wording

LANGUAGES = ("zh-Hans", "en")
PARTS = ("kinds", "fields", "values", "relations", "dates", "pages")
CLASSES: dict[str, type] = {**KINDS, "exhibition": Settings}


def fields_of(cls: type, before: str = "") -> Iterator[tuple[str, Shape]]:
    """Give every field by its path, those of nested records too."""
    for name, spec in specs_of(cls).items():
        shape = spec.shape
        while isinstance(shape, Many):
            shape = shape.item
        yield before + name, shape
        if isinstance(shape, Record):
            yield from fields_of(shape.of, f"{before}{name}.")


EVERY_FIELD = [(kind, path, shape) for kind, cls in CLASSES.items() for path, shape in fields_of(cls)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_a_name(lang: str) -> None:
    """One entry and many have their words."""
    strings = read_wording(lang).strings
    assert not [
        kind
        for kind in (*EVERY_KIND, "exhibition")
        for count in ("one", "many")
        if f"kinds.{kind}.{count}" not in strings
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_has_a_name(lang: str) -> None:
    """A field is named by its kind or for all kinds."""
    strings = read_wording(lang).strings
    assert not [
        (kind, path)
        for kind, path, _ in EVERY_FIELD
        if not {f"fields.{kind}.{path.split('.')[-1]}", f"fields.{path.split('.')[-1]}"} & set(strings)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_has_its_words(lang: str) -> None:
    """An option is named by its kind's field or by the field; a nested `kind` by the record it stands in."""
    strings = read_wording(lang).strings
    missing = []
    for kind, path, shape in EVERY_FIELD:
        if isinstance(shape, Choice):
            name = path.split(".")[-2] if path.endswith(".kind") else path.split(".")[-1]
            missing += [
                (kind, path, option)
                for option in shape.options
                if not {f"values.{kind}.{name}.{option}", f"values.{name}.{option}"} & set(strings)
            ]
    assert not missing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_relation_can_be_read_from_the_other_end(lang: str) -> None:
    """Each field that names another entry has words for the entry that is named."""
    strings = read_wording(lang).strings
    assert not [
        (kind, path)
        for kind, path, shape in EVERY_FIELD
        if isinstance(shape, Reference) and not {f"relations.{kind}.{path}", f"relations.every.{path}"} & set(strings)
    ]
    assert "relations.body" in strings


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_have_the_same_keys(part: str) -> None:
    """What one language can say, the other can."""
    chinese, english = ({key for key in read_wording(lang).strings if key.split(".")[0] == part} for lang in LANGUAGES)
    assert chinese == english
    assert all((bundled_locales() / lang / f"{part}.yaml").is_file() for lang in LANGUAGES)


def test_no_label_is_left_empty() -> None:
    """Every string says something, and `yes` is a word, not true."""
    for lang in LANGUAGES:
        strings = read_wording(lang).strings
        assert not [
            key
            for key, words in strings.items()
            if key.split(".")[0] in PARTS and words.strip() in ("", "True", "False", "None")
        ]
