"""A new entry starts right in form, and explains every field in the editor's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiangxin.content.blank import EXAMPLES, blank, help_for, owner_of
from jiangxin.content.parse import parse_fields
from jiangxin.content.scalars import Reader
from jiangxin.content.source import Listing, Table, parse_article, parse_yaml
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.schema import Many, Record, Shape, Spec, specs_of
from jiangxin.model.settings import Settings
from jiangxin.model.wording import Wording

LOCALES = Path(__file__).resolve().parents[2] / "jiangxin" / "locales"
LANGUAGES = ("zh-Hans", "en")


def flat(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    """Give a locale file's strings by key."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from flat(f"{prefix}.{name}", inner)
    else:
        yield prefix, value


def wording(lang: str) -> Wording:
    """Read the help of one language as it is written, without what the other locale files hold."""
    return Wording(lang, dict(flat("help", yaml.safe_load((LOCALES / lang / "help.yaml").read_text("utf-8")))))


def all_fields(cls: type, seen: set[type]) -> Iterator[tuple[type, str, Spec]]:
    """Give every field of a record and of the records inside it."""
    if cls in seen:
        return
    seen.add(cls)
    for name, spec in specs_of(cls).items():
        yield cls, name, spec
        shape: Shape = spec.shape
        while isinstance(shape, Many):
            shape = shape.item
        if isinstance(shape, Record):
            yield from all_fields(shape.of, seen)


def every_field() -> list[tuple[type, str, Spec]]:
    """Give every field there is, of every kind, of the exhibition and of every nested record."""
    seen: set[type] = set()
    return [field for cls in (*KINDS.values(), Settings) for field in all_fields(cls, seen)]


def problems_of(kind: str, text: str) -> list[str]:
    """Load a new entry and name what the loader finds wrong."""
    table: Any
    if kind in LISTED:
        node = parse_yaml(f"{KINDS[kind].folder}:\n{text}", "a.yaml").rows[KINDS[kind].folder][1]
        assert isinstance(node, Listing)
        table = node.items[0]
        assert isinstance(table, Table)
        table.rows.pop("id")
    else:
        table = parse_article(text, "a.md").front
    reader = Reader("a", ("zh-Hans", "en"))
    parse_fields(reader, KINDS[kind], table)
    return [f"{problem.field}: {problem.code}" for problem in reader.problems]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_entry_loads_as_it_is(kind: str, lang: str) -> None:
    """What `new` writes is right in form before anything is filled in."""
    assert problems_of(kind, blank(kind, "new", wording(lang), lang)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_in_a_comment_is_right_in_form(kind: str) -> None:
    """Taking the # from every field leaves an entry that still loads, with every field of the kind in it."""
    text = re.sub(r"(?m)^(\s*)#(?! \S)", r"\1", blank(kind, "new", wording("zh-Hans"), "zh-Hans"))
    for name in specs_of(KINDS[kind]):
        assert re.search(rf"(?m)^\s*{name}:", text), name
    assert problems_of(kind, re.sub(r"(?m)^(\s*)#(?! \S)", r"\1", text)) == []


def test_required_fields_come_first_and_are_open() -> None:
    """The name stands at the top, then the other required fields; all others are comments."""
    lines = blank("hall", "new", wording("en"), "zh-Hans").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [
        "---",
        "title: To be filled in",
        "kind: hall",
        "---",
    ]


def test_inside_a_required_record_only_the_required_is_open() -> None:
    """A tour's first stop asks for its place only; a recording that is not there is not named."""
    lines = blank("tour", "new", wording("en"), "zh-Hans").splitlines()
    assert [line.split("  # ")[0] for line in lines if line.startswith(" ")] == [
        "  - at: hall/hall-id",
        "    #text: …",
        "    #audio: stop-1.mp3",
    ]


def test_the_title_offers_the_other_language() -> None:
    """Beside the title stands its translation, in another language than the entry's."""
    assert "#title_en: …\n" in blank("hall", "new", wording("en"), "zh-Hans")
    assert "#name_zh-Hans: …\n" in blank("studio", "new", wording("en"), "en")


def test_choices_are_listed() -> None:
    """The line of help names every value a field may have."""
    assert "offered, on-trial, transferred" in blank("result", "new", wording("zh-Hans"), "zh-Hans")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_has_help(lang: str) -> None:
    """Each field of each kind, nested records included, is explained in one line."""
    words = wording(lang)
    for cls, name, spec in every_field():
        told = help_for(owner_of(cls), name, spec, words)
        assert told.strip() and "\n" not in told, (cls, name)


def test_all_languages_explain_the_same() -> None:
    """The help files of all languages have the same keys."""
    assert set(wording("zh-Hans").strings) == set(wording("en").strings)


def test_no_help_is_left_over() -> None:
    """Each line of help belongs to a field; help for a field that is gone goes with it."""
    used = {"help.blank.intro", "help.blank.words", "help.blank.choices"}
    strings = wording("en").strings
    for cls, name, _ in every_field():
        own = f"help.{owner_of(cls)}.{name}"
        used.add(own if own in strings else f"help.{name}")
    assert set(strings) - used == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_help_is_cut_short_by_yaml(lang: str) -> None:
    """A # after a blank would end an unquoted line of help in the locale file."""
    for line in (LOCALES / lang / "help.yaml").read_text("utf-8").splitlines():
        assert " #" not in line or line.startswith("#") or '"' in line, line


def test_every_example_is_of_a_field() -> None:
    """No example is left over from a field that is gone."""
    names = {name for _, name, _ in every_field()} | {f"{owner_of(cls)}.{name}" for cls, name, _ in every_field()}
    assert set(EXAMPLES) <= names
