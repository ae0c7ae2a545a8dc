"""The command line: what is printed, what is returned, what is left alone."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from jiangxin.cli import DONE, PROBLEMS, USAGE, main
from jiangxin.folders import Folders
from jiangxin.model.kinds import KINDS
from jiangxin.pipeline import Audience, build
from jiangxin.server import Rebuilt
from jiangxin.wording import read_wording

FAULTS = Path(__file__).parents[1] / "golden" / "faults"


def started(folder: Path, lang: str = "zh-Hans") -> Path:
    """Begin an exhibition."""
    assert main(["new-exhibition", str(folder), "--lang", lang]) == DONE
    return folder


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_a_new_exhibition_builds_at_once(tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What `new-exhibition` writes has no problem, builds, and a second build writes nothing."""
    folder = started(tmp_path / "ex", lang)
    assert main(["check", str(folder), "--strict", "--lang", lang]) == DONE
    assert main(["build", str(folder), "--strict", "--lang", lang]) == DONE
    assert (folder / "site" / "index.html").is_file()
    capsys.readouterr()
    assert main(["build", str(folder), "--lang", lang]) == DONE
    assert ("没有变化" if lang == "zh-Hans" else "Nothing changed") in capsys.readouterr().out


def test_nothing_in_the_folder_of_an_exhibition_is_run(tmp_path: Path) -> None:
    """A stranger's exhibition may hold files named as modules are; none of the processes of a build imports one."""
    folder = started(tmp_path / "ex")
    for name in ("multiprocessing", "signal", "pebble", "nh3", "PIL", "jiangxin"):
        (folder / f"{name}.py").write_text("open('run', 'w')\n", "utf-8")
    exhibit = folder / "content" / "exhibits" / "example-exhibit.md"
    shown = exhibit.read_text("utf-8").replace("\n---\n", "\nimages:\n  - file: a.jpg\n    alt: Nothing\n---\n", 1)
    exhibit.write_text(shown, "utf-8")
    Image.new("RGB", (1200, 800)).save(exhibit.with_name("a.jpg"))  # what is worked in processes
    command = tmp_path / "bin" / "jiangxin"  # as it is installed: the folder it lies in is another
    command.parent.mkdir()
    command.write_text('from jiangxin.cli import console\nif __name__ == "__main__":\n    console()\n', "utf-8")
    done = subprocess.run([sys.executable, str(command), "build"], cwd=folder, check=False)  # noqa: S603  # our own words
    assert done.returncode == DONE
    assert (folder / "site" / "index.html").is_file()
    assert not (folder / "run").exists()


def test_a_problem_leaves_the_site_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A blocking problem is exit code 1, names file and line, and touches nothing."""
    folder = started(tmp_path / "ex")
    assert main(["build", str(folder)]) == DONE
    before = {path: path.stat().st_mtime_ns for path in (folder / "site").rglob("*")}
    exhibit = folder / "content" / "exhibits" / "example-exhibit.md"
    exhibit.write_text(exhibit.read_text("utf-8").replace("makers:", "makker:"), encoding="utf-8")
    assert main(["build", str(folder), "--lang", "en"]) == PROBLEMS
    told = capsys.readouterr().err
    assert "content/exhibits/example-exhibit.md:5  makker" in told
    assert "Did you mean: makers" in told
    assert before == {path: path.stat().st_mtime_ns for path in (folder / "site").rglob("*")}


def test_a_warning_blocks_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning is told and the site built; with `--strict` it is a problem."""
    folder = started(tmp_path / "ex")
    (folder / "content" / "exhibits" / "notes.txt").write_text("x", encoding="utf-8")
    assert main(["check", str(folder)]) == DONE
    assert main(["build", str(folder)]) == DONE
    assert "notes.txt" in capsys.readouterr().err
    assert main(["check", str(folder), "--strict"]) == PROBLEMS
    assert main(["build", str(folder), "--strict"]) == PROBLEMS


def test_check_builds_nothing(tmp_path: Path) -> None:
    """`check` writes no site."""
    folder = started(tmp_path / "ex")
    assert main(["check", str(folder)]) == DONE
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    ("options", "built"),
    [
        ((), "site"),
        (("--drafts",), ".jiangxin/preview"),
        (("--drafts", "--cache", "kept"), "kept/preview"),
        (("--drafts", "--output", "read"), "read"),
    ],
)
def test_drafts_are_served_from_a_folder_apart(
    options: tuple[str, ...], built: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder that is put on a host never holds what is not public yet because somebody had a look at it."""
    root = started(tmp_path / "mine")
    served: list[Path] = []

    def serve(folder: Path, rebuild: Callable[[Audience], Rebuilt], *_: object, **__: object) -> None:
        served.append(folder)
        assert rebuild(Audience(frozenset, lambda pages: None)).ok

    monkeypatch.setattr("jiangxin.server.serve", serve)
    monkeypatch.chdir(root)
    assert main(["serve", *options]) == DONE
    assert served == [root / built]
    assert (root / built / "index.html").is_file()
    assert (root / "site").exists() == (built == "site")


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_new_entry_can_be_begun_of_every_kind(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`new` writes a file for kinds that have one, prints an item for those that are lists, and overwrites nothing."""
    folder = started(tmp_path / "ex")
    capsys.readouterr()
    assert main(["new", kind, "my-entry", str(folder), "--lang", "zh-Hans"]) == DONE
    path = folder / "content" / KINDS[kind].folder / "my-entry.md"
    if path.exists():
        assert main(["new", kind, "my-entry", str(folder)]) == PROBLEMS
    else:
        assert "id: my-entry" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "name", "entry_id", "line"),
    [
        ("craftsman", "单雄信", "shan-xiongxin", "name: 单雄信"),
        ("craftsman", "尉迟恭", "yuchi-gong", "name: 尉迟恭"),
        ("exhibit", "“冠军龙服”", "guanjun-longfu", "title: “冠军龙服”"),
        ("method", "ABS(LG121)", "abs-lg121", "title: ABS(LG121)"),
        ("case", "a: b", "a-b", 'title: "a: b"'),
    ],
)
def test_a_name_gets_its_id(tmp_path: Path, kind: str, name: str, entry_id: str, line: str) -> None:
    """`new` with a name proposes the id, by the surname's own reading; none is begun twice."""
    folder = started(tmp_path / "ex")
    assert main(["new", kind, name, str(folder), "--lang", "zh-Hans"]) == DONE
    text = (folder / "content" / KINDS[kind].folder / f"{entry_id}.md").read_text("utf-8")
    assert f"\n{line}\n" in text
    assert main(["new", kind, name, str(folder)]) == PROBLEMS


def test_a_new_entry_is_offered_the_next_code(tmp_path: Path) -> None:
    """The code after the last of the longest series stands ready, in as many digits."""
    folder = started(tmp_path / "ex")
    for number, code in enumerate(("3-07", "3-09", "B1")):
        entry = folder / "content" / "exhibits" / f"a{number}.md"
        entry.write_text(f"---\ntitle: 样本\nhall: main-hall\ncode: {code}\n---\n", encoding="utf-8")
    assert main(["new", "exhibit", "样本之四", str(folder)]) == DONE
    text = (folder / "content" / "exhibits" / "yangben-zhisi.md").read_text("utf-8")
    assert "\n#code: 3-10\n" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["new", "exhibt", "x"],
        ["build", "--jobs", "0"],
        ["build", "--base-url", "javascript:x"],
        ["new"],
        ["build", "--nonsense"],
    ],
)
def test_what_is_not_understood_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command or option is told in one line, without a traceback."""
    with pytest.raises(SystemExit) as caught:
        main([*arguments, "--lang", "zh-Hans"])
    assert caught.value.code == USAGE
    assert "看不懂" in capsys.readouterr().err


def test_an_id_that_cannot_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`new` refuses an id that could not be an address."""
    assert main(["new", "exhibit", "？！", str(tmp_path), "--lang", "en"]) == USAGE
    assert "lower-case" in capsys.readouterr().err


def test_a_folder_without_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without an exhibition is a message, not a traceback."""
    assert main(["build", str(tmp_path), "--lang", "en"]) == PROBLEMS
    assert "There is no content/ folder here" in capsys.readouterr().err


def test_a_new_exhibition_needs_an_empty_folder(tmp_path: Path) -> None:
    """`new-exhibition` writes into no folder that holds something."""
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    assert main(["new-exhibition", str(tmp_path)]) == PROBLEMS
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_clean_removes_what_was_built_and_nothing_else(tmp_path: Path) -> None:
    """`clean` removes the site and the cache; a person's own file in the site stays."""
    folder = started(tmp_path / "ex")
    assert main(["build", str(folder)]) == DONE
    own = folder / "site" / "own.txt"
    own.write_text("mine", encoding="utf-8")
    assert main(["clean", str(folder)]) == DONE
    assert [path.name for path in (folder / "site").iterdir()] == ["own.txt"]
    assert not (folder / ".jiangxin").exists()
    own.unlink()
    assert main(["build", str(folder)]) == DONE
    assert main(["clean", str(folder)]) == DONE
    assert not (folder / "site").exists()
    assert (folder / "content").is_dir()


def test_another_s_folder_is_not_written_into(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An output folder that holds something we did not write is refused."""
    folder = started(tmp_path / "ex")
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", encoding="utf-8")
    assert main(["build", str(folder), "--output", str(other), "--lang", "en"]) == PROBLEMS
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]


def test_every_fault_is_told_by_check_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` tells exactly what a build would refuse for."""
    assert main(["check", str(FAULTS), "--lang", "en", "--all", "--cache", str(tmp_path)]) == PROBLEMS
    golden = (FAULTS / "messages.en.txt").read_text("utf-8")
    told, advice = (err := capsys.readouterr().err)[: len(golden)], err[len(golden) :]
    assert told == golden
    assert all(line[0] in "· " for line in advice.splitlines())


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("LANG", "zh_CN.UTF-8", "没有 content/"),
        ("LANG", "en_GB.UTF-8", "no content/"),
        ("LC_ALL", "C.UTF-8", "no content/"),
    ],
)
def test_messages_follow_the_locale(
    variable: str,
    value: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without `--lang`, messages are in the language of the locale."""
    for name in ("JIANGXIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    assert main(["check", str(tmp_path)]) == PROBLEMS
    assert words in capsys.readouterr().err


def test_whatever_progress_is_told_of_has_a_name(tmp_path: Path) -> None:
    """What takes long is named in the editor's language."""
    told: set[str] = set()
    build(Folders.of(started(tmp_path / "ex")), progress=lambda what, done, total: told.add(what))
    assert "pages" in told
    for lang in ("zh-Hans", "en"):
        assert {f"commands.progress.{what}" for what in told} <= read_wording(lang).strings.keys()
