"""A build that would change nothing is known by the heads of its files, and told as the last one was."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jiangxin import standing
from jiangxin.cli import DONE, main
from jiangxin.cli.arguments import COMMANDS, build_options, parser_of
from jiangxin.cli.commands import RUNS
from jiangxin.wording import read_wording

AGE_S = 0.03
OLD_NS = 1_600_000_000_123_456_789


@pytest.fixture
def exhibition(tmp_path: Path) -> Path:
    """Give an exhibition that was built."""
    folder = tmp_path / "exhibition"
    assert main(["new-exhibition", str(folder), "--lang", "en"]) == DONE
    (folder / "themes" / "mine").mkdir(parents=True)
    (folder / "themes" / "mine" / "theme.yaml").write_text("extends: lutu\n", encoding="utf-8")
    (folder / "content" / "exhibits" / "notes.txt").write_text("x", encoding="utf-8")
    build(folder)
    return folder


@pytest.fixture
def whole_builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list that grows with each whole build."""
    builds: list[str] = []
    run = RUNS["build"]

    def counted(*given: object) -> int:
        builds.append("build")
        return run(*given)  # type: ignore[arg-type]

    monkeypatch.setitem(RUNS, "build", counted)
    return builds


def build(folder: Path, *more: str) -> None:
    """Build in English, when all is old enough to be trusted."""
    time.sleep(AGE_S)
    assert main(["build", str(folder), "--lang", "en", *more]) == DONE


def test_what_the_last_build_told_is_told_again(
    exhibition: Path, whole_builds: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The warnings and the summary are those of a whole build that writes nothing, but for the seconds."""
    capsys.readouterr()
    build(exhibition)
    again = capsys.readouterr()
    assert not whole_builds
    (exhibition / ".jiangxin" / "standing.json").unlink()
    build(exhibition)
    whole = capsys.readouterr()
    assert whole_builds == ["build"]
    assert "notes.txt" in again.err and again.err == whole.err
    assert "Nothing changed" in again.out and again.out.splitlines()[:-1] == whole.out.splitlines()[:-1]
    assert again.out.splitlines()[-1].endswith(" s → " + str(exhibition / "site" / "index.html"))
    build(exhibition, "--quiet")
    assert capsys.readouterr().out == ""
    assert whole_builds == ["build"]


def edited(folder: Path) -> None:
    """Change a letter, and put size and time back."""
    path = folder / "content" / "pages" / "about.md"
    head = path.stat()
    path.write_bytes(path.read_bytes()[:-2] + b"x\n")
    os.utime(path, ns=(head.st_atime_ns, head.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a letter, with size and time put back": edited,
    "a new entry": lambda folder: (folder / "content" / "pages" / "new.md").write_text(
        "---\ntitle: New\n---\n", "utf-8"
    ),
    "an entry that went": lambda folder: (folder / "content" / "pages" / "about.md").unlink(),
    "an entry renamed": lambda folder: (folder / "content" / "pages" / "about.md").rename(
        folder / "content" / "pages" / "us.md"
    ),
    "a value of a theme": lambda folder: (folder / "themes" / "mine" / "theme.yaml").write_text(
        "extends: plain\n", "utf-8"
    ),
    "a new theme file": lambda folder: (folder / "themes" / "mine" / "style.css").write_text("p{}", "utf-8"),
    "a page of the site": lambda folder: (folder / "site" / "index.html").write_text("gone", "utf-8"),
    "a page that went": lambda folder: (folder / "site" / "plan.html").unlink(),
    "a stranger in the site": lambda folder: (folder / "site" / "stranger.html").write_text("", "utf-8"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_means_a_whole_build(exhibition: Path, whole_builds: list[str], name: str) -> None:
    """Whatever a build may read, or has written, is looked at."""
    CHANGES[name](exhibition)
    build(exhibition)
    assert whole_builds == ["build"]
    build(exhibition)
    assert whole_builds == ["build"]


@pytest.mark.parametrize(
    "option", [("--drafts",), ("--base-url", "https://example.org"), ("--theme", "plain"), ("--prune",), ("--best",)]
)
def test_another_call_is_another_build(exhibition: Path, whole_builds: list[str], option: tuple[str, ...]) -> None:
    """What was told of one call is not told for another."""
    build(exhibition, *option)
    assert whole_builds == ["build"]


def test_another_language_of_messages_is_told_in_it(
    exhibition: Path, whole_builds: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Chinese is not answered in English."""
    assert main(["build", str(exhibition), "--lang", "zh-Hans"]) == DONE
    assert "没有变化" in capsys.readouterr().out
    assert whole_builds == ["build"]


def test_another_version_of_a_library_means_a_whole_build(
    exhibition: Path, whole_builds: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Libraries are looked at where Python looks for them."""
    (tmp_path / "site-packages").mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site-packages")])
    build(exhibition)
    assert whole_builds == ["build"]


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"call": 1}', b"\xff\xfe", b'{"told": {}}'])
def test_a_damaged_note_means_a_whole_build(exhibition: Path, whole_builds: list[str], note: bytes) -> None:
    """A note that is no note is passed over."""
    (exhibition / ".jiangxin" / "standing.json").write_bytes(note)
    build(exhibition)
    assert whole_builds == ["build"]


def test_each_part_of_a_note_counts(exhibition: Path, whole_builds: list[str]) -> None:
    """A note that lacks a part, or says another thing, is passed over."""
    path = exhibition / ".jiangxin" / "standing.json"
    note = json.loads(path.read_bytes())
    for count, part in enumerate(note, 1):
        path.write_text(json.dumps({key: value for key, value in note.items() if key != part}), "utf-8")
        build(exhibition)
        assert len(whole_builds) == count, part


def test_what_is_young_is_not_trusted(tmp_path: Path) -> None:
    """A file may change once more within the tick of its clock; where a clock counts seconds, within two."""
    file = tmp_path / "a.md"
    file.write_text("a", "utf-8")
    os.utime(file, ns=(OLD_NS, OLD_NS))
    assert not standing.look_at([tmp_path], young_ns=60_000_000_000).is_settled
    assert standing.look_at([tmp_path], young_ns=0).is_settled
    os.utime(file, ns=(OLD_NS, OLD_NS // 1_000_000_000 * 1_000_000_000))
    assert not standing.look_at([tmp_path], young_ns=0).is_settled


def test_what_lies_behind_links_is_seen(tmp_path: Path) -> None:
    """A theme may be a link to a folder elsewhere, a font one to a file; a link in a circle ends."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "style.css").write_text("a", "utf-8")
    (inside / "theme").symlink_to(outside)
    (inside / "font").symlink_to(outside / "style.css")
    (inside / "nowhere").symlink_to(outside / "missing")
    (outside / "round").symlink_to(outside)
    seen = {standing.look_at([inside]).digest}
    (outside / "style.css").write_text("bb", "utf-8")
    seen.add(standing.look_at([inside]).digest)
    (outside / "missing").write_text("", "utf-8")
    seen.add(standing.look_at([inside]).digest)
    (inside / "nowhere").unlink()
    (inside / "nowhere").symlink_to(outside / "style.css")
    seen.add(standing.look_at([inside]).digest)
    assert len(seen) == 4


def test_both_parsers_understand_build_alike(tmp_path: Path) -> None:
    """The parser that says nothing gives what the speaking one gives, and leaves to it what it does not understand."""
    speaking = parser_of(read_wording("en"), tmp_path, "en")
    every = ["DIR", "--output", "o", "--cache=c", "--theme", "t", "--base-url", "https://a.b", "--jobs", "3", "-q"]
    for given in ([], every, ["--drafts", "--strict", "--best", "--prune", "--lang", "zh"]):
        mute = build_options(given, tmp_path, "en")
        assert mute is not None
        assert {"lang": None} | vars(speaking.parse_args(["build", *given])) == vars(mute)
    for given in (["--help"], ["--no-such"], ["--jobs", "0"], ["a", "b"]):
        assert build_options(given, tmp_path, "en") is None


def test_every_command_is_run_and_parsed(tmp_path: Path) -> None:
    """The names of commands are the same wherever they stand."""
    assert tuple(RUNS) == COMMANDS
    assert f"{{{','.join(COMMANDS)}}}" not in parser_of(read_wording("en"), tmp_path, "en").format_usage()
