"""Problems → sentences that a terminal only shows."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jiangxin import wording
from jiangxin.problems import Problem
from jiangxin.wording import KEPT, keep_wording, read_wording, recall_wording, shown, tell


def test_what_a_stranger_wrote_commands_no_terminal() -> None:
    """A file name with the codes of a terminal, a line's end or half a character is told as one harmless line."""
    name = "a\x1b[2J\n\u202egpj.\udcff"
    problem = Problem("file.name", f"content/{name}.md", 0, "", {"found": name}, name)
    told = tell(problem, read_wording("en"))
    assert told.splitlines()[0] == r"content/a\x1b[2J\n\u202egpj.\udcff.md"
    assert len(told.splitlines()) == 3
    assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs") for each in told.replace("\n", ""))
    assert told.encode()


@given(st.text())
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    """Whatever is neither a control nor invisible is shown as it was written."""
    if not any(unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp") for each in text):
        assert shown(text) == text


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Give what begins as a new process does, knowing nothing; it gives a list that grows with each file parsed."""
    load = yaml.load

    def begun() -> list[str]:
        parsed: list[str] = []

        def counted(text: str, Loader: type) -> object:  # noqa: N803  (as it is called there)
            parsed.append(text)
            return load(text, Loader=Loader)

        monkeypatch.setattr(yaml, "load", counted)
        for name, nothing in (("_known", {}), ("_read", set()), ("_kept", {})):
            monkeypatch.setattr(wording, name, nothing)
        return parsed

    return begun


def theme(folder: Path, text: str) -> Path:
    """Write the words of a theme; give its `locales/`."""
    (folder / "en").mkdir(parents=True, exist_ok=True)
    (folder / "en" / "ui.yaml").write_text(text, "utf-8")
    return folder


def test_a_file_is_parsed_once_until_it_changes(process: Callable[[], list[str]], tmp_path: Path) -> None:
    """Within a process, and in the next one where a build kept what it read; a file that changes is read again."""
    own = theme(tmp_path / "locales", "skip: Past it\nlast: {deep: 1}\n")
    parsed = process()
    first = read_wording("en", own)
    assert len(parsed) > 10 and read_wording("en", own) == first and len(set(parsed)) == len(parsed)
    assert first("ui.skip") == "Past it" and first("ui.last.deep") == "1"
    keep_wording(tmp_path)

    parsed = process()
    recall_wording(tmp_path)
    assert read_wording("en", own) == first and not parsed
    theme(own, "skip: Beyond it\n")
    changed = read_wording("en", own)
    assert changed("ui.skip") == "Beyond it" and "ui.last.deep" not in changed.strings and len(parsed) == 1
    keep_wording(tmp_path)

    parsed = process()
    recall_wording(tmp_path)
    assert read_wording("en", own) == changed and not parsed


def test_what_was_kept_is_written_only_where_something_is_new(process: Callable[[], list[str]], tmp_path: Path) -> None:
    """And holds what the last process read, nothing else."""
    own = theme(tmp_path / "locales", "skip: Past it\n")
    process()
    read_wording("en", own)
    keep_wording(tmp_path)
    (tmp_path / KEPT).rename(tmp_path / "before")
    keep_wording(tmp_path)
    assert not (tmp_path / KEPT).exists()
    (tmp_path / "before").rename(tmp_path / KEPT)

    process()
    recall_wording(tmp_path)
    read_wording("en")
    theme(own, "skip: Beyond it\n")
    read_wording("en", own)
    keep_wording(tmp_path)
    assert b"Beyond it" in (tmp_path / KEPT).read_bytes() and b"Past it" not in (tmp_path / KEPT).read_bytes()


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "none"])
def test_a_damaged_memory_is_none(process: Callable[[], list[str]], tmp_path: Path, damage: str) -> None:
    """Files are read as if nothing had been kept, and it is kept anew."""
    parsed = process()
    first = read_wording("en")
    count = len(parsed)
    keep_wording(tmp_path)
    kept = (tmp_path / KEPT).read_bytes()
    word = first("ui.skip").encode()
    assert word in kept
    damaged = {"cut": kept[:-3], "changed": kept.replace(word, word.swapcase()), "empty": b"", "none": b"none"}
    (tmp_path / KEPT).write_bytes(damaged[damage])

    parsed = process()
    recall_wording(tmp_path)
    assert read_wording("en") == first and len(parsed) == count
    keep_wording(tmp_path)

    parsed = process()
    recall_wording(tmp_path)
    assert read_wording("en") == first and not parsed


def test_a_file_that_is_no_yaml_is_told_every_time(process: Callable[[], list[str]], tmp_path: Path) -> None:
    """What could not be read is not remembered."""
    own = theme(tmp_path / "locales", "skip: [\n")
    process()
    for _ in range(2):
        with pytest.raises(yaml.YAMLError):
            read_wording("en", own)
