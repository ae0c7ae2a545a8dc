"""Documents: what they name is there."""

import re
import subprocess
from pathlib import Path

import pytest

from jiangxin.cli import main

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = (
    "build",
    "check",
    "serve",
    "edit",
    "new",
    "new-exhibition",
    "import",
    "approve",
    "proof",
    "contact-sheet",
    "clean",
)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_in_a_document_leads_somewhere(path: Path) -> None:
    """A relative link in a document names a file of the repository."""
    text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text("utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        assert target.startswith("http") or (path.parent / target).exists(), (path.name, target)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_is_in_the_readme(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command of the program is in both READMEs with its options, and each that they name exists."""
    text = (ROOT / name).read_text("utf-8")
    named = set(re.findall(r"`?jiangxin ([a-z-]+)", text))
    assert named == set(COMMANDS)
    with pytest.raises(SystemExit):
        main(["build", "--help", "--lang", "en"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert options - set(re.findall(r"--[a-z-]+", text)) == set()


def test_both_readmes_give_the_same_commands() -> None:
    """What one README tells people to type, the other does too."""
    blocks = [
        [
            line.partition("#")[0].strip()
            for block in re.findall(r"```sh\n(.*?)```", text, flags=re.S)
            for line in block.split("\n")
            if line.strip()
        ]
        for text in ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
    ]
    assert blocks[0] == blocks[1]


GUIDE = ROOT / "docs" / "editors.zh-CN.md"
MOST_BYTES = 60_000


def test_the_guide_for_editors_names_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command that the guide has typed exists with the options it is given."""
    typed = re.findall(r"jiangxin ((?:[a-z-]+)(?: [^`\n#]*)?)", "\n".join(_commands_of(GUIDE.read_text("utf-8"))))
    assert len(typed) > 8
    for command, *words in (line.split() for line in typed):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help", "--lang", "en"])
        assert ended.value.code == 0, command
        assert {word for word in words if word.startswith("--")} <= set(
            re.findall(r"--[a-z-]+", capsys.readouterr().out)
        )


def _commands_of(text: str) -> list[str]:
    """Give what a document has its reader type, in blocks and in running text."""
    return re.findall(r"```sh\n(.*?)```", text, flags=re.S) + re.findall(r"`(jiangxin [^`]+)`", text)


def test_the_pictures_of_the_guide_are_there_and_told() -> None:
    """Each has words for those who cannot see it and is small; none lies there unused."""
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", GUIDE.read_text("utf-8"))
    assert len(shown) > 8
    for words, path in shown:
        assert len(words) >= 10, path
        assert (GUIDE.parent / path).stat().st_size <= MOST_BYTES, path
    there = {f"editors/{path.name}" for path in (GUIDE.parent / "editors").iterdir()}
    assert there == {path for _, path in shown}


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """The line that CI reads out of the README is the one a person would copy."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    command = re.search(r"command=\$\((sed .*?) README\.md\)", script)
    assert command
    found = subprocess.run(  # noqa: S602 (our own words)
        f"{command[1]} README.md", shell=True, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    assert found.endswith(".venv/bin/python -m tests")
    assert found in (ROOT / "README.md").read_text("utf-8")


def test_the_contributing_table_names_what_is_there() -> None:
    """Files and folders that CONTRIBUTING.md sends people to exist."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for name in re.findall(r"`((?:jiangxin|tests|themes|curation|pages|model|drawing|locales)/[\w/.-]+)`", text):
        assert (ROOT / name).exists() or (ROOT / "jiangxin" / name).exists(), name


def test_the_changelog_tells_of_this_version() -> None:
    """The version that is built is told of in the changelog."""
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), flags=re.M)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
