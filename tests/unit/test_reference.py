"""The reference in docs/content.md says what the loader says, and its examples load.

Run as a script (`python -m tests.unit.test_reference`), this file rewrites `docs/content.md`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jiangxin.content.parse import parse_fields
from jiangxin.content.reference import reference
from jiangxin.content.scalars import Reader
from jiangxin.content.source import Listing, Table, parse_article, parse_yaml
from jiangxin.model.kinds import BY_FOLDER, KINDS
from jiangxin.model.schema import specs_of
from jiangxin.model.settings import Settings
from jiangxin.model.words import WordList
from jiangxin.model.work import Programme

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "content.md"
EXAMPLES = re.findall(r"(?s)```(?:yaml|markdown)\n(.*?)```", reference())


def section(name: str) -> str:
    """Give the part of the reference under one heading."""
    match = re.search(rf"(?ms)^##+ {name}\n(.*?)(?=^##|\Z)", reference())
    assert match is not None, name
    return match[1]


def problems_of(example: str) -> list[str]:
    """Load an example as the file it says it is."""
    reader = Reader("example", ("zh-Hans", "en"))
    place = re.search(r"# content/(\w+)", example)
    if example.startswith("---"):
        front = parse_article(example, "example").front
        assert place is not None and front is not None
        parse_fields(reader, BY_FOLDER[place[1]], front)
    elif example.startswith("diagram:"):
        parse_fields(reader, Programme, parse_yaml(f"title: x\n{example}", "example"))
    elif place is not None and place[1] in ("exhibition", "words"):
        parse_fields(reader, Settings if place[1] == "exhibition" else WordList, parse_yaml(example, "example"))
    else:
        assert place is not None
        _, items = parse_yaml(example, "example").rows[place[1]]
        assert isinstance(items, Listing)
        for item in items.items:
            assert isinstance(item, Table) and item.rows.pop("id")
            parse_fields(reader, BY_FOLDER[place[1]], item)
    return [f"{problem.line}: {problem.field}: {problem.code}" for problem in reader.problems]


def test_the_committed_reference_is_the_generated_one() -> None:
    """What lies in docs/content.md is what the model says; running this file rewrites it."""
    assert COMMITTED.read_text("utf-8") == reference()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described(kind: str) -> None:
    """Each field of a kind stands in the kind's own table or in that of every kind."""
    tables = section(kind) + section("Every kind")
    for name in specs_of(KINDS[kind]):
        assert f"| `{name}` |" in tables, name


def test_every_link_leads_to_a_heading() -> None:
    """No link of the reference leads nowhere."""
    headings = {title.lower().replace(" ", "-") for title in re.findall(r"(?m)^##+ (.+)$", reference())}
    assert set(re.findall(r"\]\(#([^)]+)\)", reference())) <= headings


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_loads(example: str) -> None:
    """An example can be copied as it stands."""
    assert problems_of(example) == []


def test_every_diagram_has_an_example() -> None:
    """Each form a diagram may take is shown."""
    shown = set(re.findall(r"(?m)^diagram:\n  kind: (\w+)", reference()))
    assert shown == {"ladder", "network", "hub", "chain", "ring", "tree"}


def test_no_row_of_a_table_is_broken() -> None:
    """A | inside a cell would begin another cell."""
    for line in reference().splitlines():
        if line.startswith("| `"):
            assert len(re.findall(r"(?<!\\)\|", line)) in (4, 5), line


if __name__ == "__main__":
    COMMITTED.write_text(reference(), "utf-8")
