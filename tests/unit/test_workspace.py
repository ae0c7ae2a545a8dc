"""What lies in `.vscode/` says of an exhibition's files what the loader says.

Run as a script (`python -m tests.unit.test_workspace`), this file rewrites the demo's.
"""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from jiangxin.cli import main
from jiangxin.cli.checking import as_github
from jiangxin.content.workspace import workspace_files
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.schema import Choice, specs_of
from jiangxin.problems import Problem
from jiangxin.wording import known_languages, read_wording

ROOT = Path(__file__).resolve().parents[2]
WORDINGS = [read_wording(lang) for lang in known_languages()]


def files(lang: str = "zh-Hans") -> dict[str, Any]:
    """Give what lies in the folder, read."""
    made = workspace_files(read_wording(lang), WORDINGS)
    return {path.removeprefix(".vscode/"): json.loads(text) for path, text in made.items()}


def test_the_demo_has_what_a_new_exhibition_gets(tmp_path: Path) -> None:
    """What is committed beside the demo is what the model says; running this file rewrites it."""
    expected = workspace_files(read_wording("zh-Hans"), WORDINGS)
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / ".vscode").rglob("*") if path.is_file()}
    assert there == expected.keys()
    assert all((ROOT / path).read_text("utf-8") == text for path, text in expected.items())
    assert main(["new-exhibition", str(tmp_path / "new")]) == 0
    assert {path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new/.vscode").rglob("*.*")} == there


def test_every_yaml_file_has_its_schema() -> None:
    """The demo's files are found by the globs of one schema, which accepts them, and not with a field that is none."""
    made = files()
    schemas = made["settings.json"]["yaml.schemas"]
    found = 0
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        name = path.relative_to(ROOT).as_posix()
        (schema,) = [each for each, globs in schemas.items() if any(fnmatch(name, glob) for glob in globs)]
        validator = Draft7Validator(made[schema.removeprefix("./.vscode/")])
        said = yaml.safe_load(path.read_text("utf-8"))
        assert validator.is_valid(json.loads(json.dumps(said, default=str))), name
        record = said if name.endswith("exhibition.yaml") else said[path.parent.name][0]
        record["titel"] = "x"
        assert not validator.is_valid(json.loads(json.dumps(said, default=str))), name
        found += 1
    assert found > len(LISTED)
    for name, said in made.items():
        if name.startswith("schema/"):
            Draft7Validator.check_schema(said)
            assert "$defs" not in json.dumps(said)


@pytest.mark.parametrize("lang", known_languages())
def test_the_task_reads_what_check_tells(lang: str) -> None:
    """A problem is known by its line, in any language, and so is where a check begins and ends."""
    matcher = files()["tasks.json"]["tasks"][0]["problemMatcher"]
    wording = read_wording(lang)
    problem = Problem("field.unknown", "content/halls/馆，一.md", 3, "titel", {"found": "titel"}, "title")
    match = re.search(matcher["pattern"]["regexp"], as_github(problem, wording))
    assert match is not None
    assert match.groups()[:3] == ("error", problem.path, "3")
    assert match[4] == wording("problems.field.unknown").format(found="titel")
    whole = re.search(matcher["pattern"]["regexp"], as_github(Problem("exhibition.none", "content"), wording))
    assert whole is not None and whole[3] is None
    assert re.search(matcher["background"]["beginsPattern"], wording("commands.again"))
    assert re.search(matcher["background"]["endsPattern"], wording("commands.watching"))
    assert not re.search(matcher["background"]["endsPattern"], wording("commands.again"))


@pytest.mark.parametrize("lang", known_languages())
def test_every_field_of_front_matter_is_offered(lang: str) -> None:
    """By its name and by its label; a choice offers its options, and a kind the whole of its file."""
    snippets = files(lang)["jiangxin.code-snippets"]
    offered = [(each["prefix"], "\n".join(each["body"])) for each in snippets.values()]
    assert all(each["description"] and each["scope"] == "markdown" for each in snippets.values())
    for kind, cls in KINDS.items():
        if kind in LISTED:
            continue
        assert any(kind in prefix and body.startswith("---\n") for prefix, body in offered)
        for name, spec in specs_of(cls).items():
            bodies = [body for prefix, body in offered if prefix[0] == name]
            assert bodies
            if isinstance(spec.shape, Choice):
                assert f"{name}: ${{1|{','.join(spec.shape.options)}|}}" in bodies


def _rewrite() -> None:
    for path, text in workspace_files(read_wording("zh-Hans"), WORDINGS).items():
        place = ROOT / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _rewrite()
