"""YAML nodes → records by the schema, and a problem for all that does not fit."""

import re
from typing import Any

import pytest

from jiangxin.content.parse import parse_fields
from jiangxin.content.scalars import Reader
from jiangxin.content.source import parse_yaml
from jiangxin.model import schema
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.kinds import KINDS
from jiangxin.model.settings import Settings
from jiangxin.problems import Problem


def parsed(
    kind: str, text: str, languages: tuple[str, ...] = ("zh-Hans", "en")
) -> tuple[dict[str, Any], list[Problem]]:
    """Parse YAML as a record of `kind`."""
    reader = Reader("a.md", languages)
    values, _ = parse_fields(reader, KINDS[kind], parse_yaml(text, "a.md"))
    return values, reader.problems


def only_problem(kind: str, text: str) -> Problem:
    """Give the one problem that a record has."""
    _, problems = parsed(kind, text)
    assert len(problems) == 1, problems
    return problems[0]


def test_words_carry_their_translations() -> None:
    """`title_en` stands beside `title` in one text, in lists too."""
    values, problems = parsed("method", "title: 法\ntitle_en: Way\nsteps: [一, 二]\nsteps_en: [one, two]\n")
    assert not problems
    assert values["title"].in_language("en").text == "Way"
    assert [step.in_language("en").text for step in values["steps"]] == ["one", "two"]
    assert values["steps"][0].in_language("fr").lang == "zh-Hans"


def test_people_have_names() -> None:
    """A person's `name` is its title, and `title` is answered with `name`."""
    values, problems = parsed("craftsman", "name: 甲\n")
    assert not problems
    assert values["title"].primary == "甲"
    _, told = parsed("craftsman", "title: 甲\n")
    assert [(each.code, each.suggestion) for each in told] == [("field.unknown", "name")]


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("title: A\nhall: a\nmakkers: [craftsman/b]\n", "field.unknown", "makers"),
        ("title: A\nhall: a\nmaker: craftsman/b\n", "field.renamed", "makers"),
        ("title: A\nhall: a\nkind: tresure\n", "field.choice", "treasure"),
        ("title: A\nhall: a\nmade: soon\n", "field.date", ""),
        ("title: A\nhall: a\ncount: many\n", "field.number", ""),
        ("title: A\nhall: a\ncount: 0\n", "field.range", ""),
        ("title: A\nhall: a\nmakers: [b]\n", "ref.bare", ""),
        ("title: A\nhall: a\nmakers: [craftman/b]\n", "ref.kind", "craftsman/b"),
        ("title: A\nhall: Main Hall\n", "ref.format", "main-hall"),
        ("title: [a, b]\nhall: a\n", "field.type", ""),
        ("title: A\n", "field.missing", ""),
        ("title: A\nhall:\n", "field.missing", ""),
        ('title: ""\nhall: a\n', "field.needed", ""),
        ("title: A\nhall: a\nimages:\n  - file: a.jpg\n", "picture.alt", ""),
        ("title: A\nhall: a\nimages:\n  - {file: ../a.jpg, alt: x}\n", "file.outside", "a.jpg"),
        ("title: A\nhall: a\ncode: a b\n", "field.pattern", ""),
    ],
)
def test_each_fault_has_its_message(text: str, code: str, suggestion: str) -> None:
    """Every kind of fault is told by its own code, with the nearest right value where there is one."""
    problem = only_problem("exhibit", text)
    assert (problem.code, problem.suggestion) == (code, suggestion)


def test_all_faults_of_a_record_are_told_at_once() -> None:
    """One fault does not hide another, and what is right is kept."""
    values, problems = parsed("exhibit", "title: 甲\nkind: x\nmade: y\nhall: a\nnonsense: 1\n")
    assert sorted(problem.line for problem in problems) == [2, 3, 5]
    assert values["hall"] == Ref("hall", "a")


def test_what_is_declared_unknown_is_not_missing() -> None:
    """A required field may be named under `unknown`."""
    _, problems = parsed("exhibit", "title: 甲\nunknown: [hall]\n")
    assert not problems


def test_an_empty_alt_says_decorative() -> None:
    """`alt: ""` is an answer, no alt is a fault."""
    values, problems = parsed("exhibit", 'title: 甲\nhall: a\nimages: [{file: a.jpg, alt: ""}]\n')
    assert not problems
    assert values["images"][0].alt.primary == ""


def test_a_language_that_is_not_listed_does_not_block() -> None:
    """A translation nobody asked for is a warning, not a fault."""
    _, problems = parsed("exhibit", "title: 甲\nhall: a\ntitle_en: A\n", languages=("zh-Hans",))
    assert [(problem.code, problem.blocks) for problem in problems] == [("lang.unlisted", False)]


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_field_is_absent_without_harm(kind: str) -> None:
    """A record with nothing but what is required can be made of every kind."""
    values, _ = parsed(kind, "summary: x\n")
    entry = KINDS[kind](ref=Ref(kind, "a"), path="a.md", **values)
    assert isinstance(entry, Entry)
    assert entry.lead is None


def test_a_misspelt_field_is_one_problem() -> None:
    """Who writes `hal:` is told once; that `hall` is missing would be noise."""
    problem = only_problem("exhibit", "title: 甲\nhal: a\n")
    assert (problem.code, problem.suggestion) == ("field.unknown", "hall")


def patterned() -> list[tuple[str, schema.Line]]:
    """Give every line of the schema that has a pattern."""
    classes: list[type] = [*KINDS.values(), Settings]
    found: dict[str, schema.Line] = {}
    while classes:
        cls = classes.pop()
        for name, spec in schema.specs_of(cls).items():
            shape = spec.shape
            while isinstance(shape, schema.Many):
                shape = shape.item
            if isinstance(shape, schema.Record):
                classes.append(shape.of)
            elif isinstance(shape, schema.Line) and shape.pattern:
                found[f"{cls.__name__}.{name}"] = shape
    return sorted(found.items())


@pytest.mark.parametrize(("name", "line"), patterned(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_pattern_has_an_example_that_fits_it(name: str, line: schema.Line) -> None:
    """Who breaks a pattern is shown how the field is written, never a regular expression."""
    assert line.pattern
    assert re.fullmatch(line.pattern, line.example), name
