"""The house's word list: which words are told, where, and which are other people's."""

import json
from pathlib import Path
from typing import Any

import pytest

from jiangxin.cli import DONE, PROBLEMS, main
from jiangxin.content.parse import parse_fields
from jiangxin.content.scalars import Reader
from jiangxin.content.source import parse_yaml
from jiangxin.content.words import HouseWords, usual_words
from jiangxin.model.words import AvoidedWords, WordList
from jiangxin.wording import read_wording

LIST = """
avoid:
  - {words: [第一, 最好, best], instead: 领先, reason: 样例}
  - {words: [独家], everywhere: true}
names:
  - {write: 样省总工会, not: [省总工会, 样总工会]}
allow: [第一线, 第一届]
"""


def words_of(text: str = LIST) -> HouseWords:
    """Give a list from YAML."""
    reader = Reader("words.yaml", ("zh-Hans",))
    values, _ = parse_fields(reader, WordList, parse_yaml(text, "x"))
    assert not reader.problems
    return HouseWords(WordList(**values))


def found(text: str, *, is_list: bool = False) -> list[tuple[int, str]]:
    """Give what is told of a text: lines and words."""
    return [(place.line, place.found) for place in words_of().places(text, is_list=is_list)]


def body(text: str) -> list[str]:
    """Give the words that are told of a body."""
    return [word for _, word in found(f"---\ntitle: 样\n---\n\n{text}\n")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全馆第一，最好。", ["第一", "最好"]),
        ("在生产第一线，第一届以来。", []),
        ("最后、最终、最近、好。", []),
        ("样省总工会与省总工会。", ["省总工会"]),
        ("The Best lathe; bestow, unbest.", ["Best"]),
        ("他说：“全馆第一。”又说：‘最好’。", []),
        ("《第一》与「最好」。", []),
        ("> 全馆第一\n\n第一", ["第一"]),
        ("[见](story/best) https://example.org/best `best`", []),
        ("“独家”与《独家》", ["独家", "独家"]),
    ],
)
def test_words_are_told_and_what_only_looks_like_them_is_not(text: str, told: list[str]) -> None:
    """The longest word wins; quotations, titles and addresses are others' words, but for a rule that says so."""
    assert body(text) == told


def test_fields_that_are_names_or_quotations_are_passed_over() -> None:
    """Every other field is read, in whichever form it is written; the line is the word's own."""
    text = (
        "---\n"
        "title: 第一车间\n"
        "also_called: [最好班]\n"
        "# 第一\n"
        "summary: >-\n"
        "  一句\n"
        "  全馆第一\n"
        "images:\n"
        "  - {file: best.jpg, alt: 全馆第一, credit: 最好影社}\n"
        "quotes:\n"
        "  - text: 全馆第一\n"
        "    occasion: 最好\n"
        "sources: [{id: a, quote: 最好}]\n"
        "summary_en: the best\n"
        "---\n"
    )
    assert found(text) == [(7, "第一"), (9, "第一"), (14, "best")]


def test_a_list_is_read_item_by_item() -> None:
    """Titles of its items are names, their texts are not."""
    text = "timeline:\n  - id: a\n    title: 第一\n    text: 第一\n  - {id: b, title: 最好, text: 最好}\n"
    assert found(text, is_list=True) == [(4, "第一"), (5, "最好")]


def exhibition(root: Path, words: str = LIST, text: str = "全馆第一。") -> Path:
    """Write an exhibition of one story and a list."""
    (root / "content" / "stories").mkdir(parents=True)
    (root / "content" / "exhibition.yaml").write_text("title: 样展\nsummary: 样馆第一\n", "utf-8")
    (root / "content" / "words.yaml").write_text(words, "utf-8")
    (root / "content" / "stories" / "one.md").write_text(f"---\ntitle: 样\n---\n\n{text}\n", "utf-8")
    return root


def checked(root: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Give what `check` tells of words."""
    capsys.readouterr()
    main(["check", str(root), "--json", "--lang", "zh-Hans"])
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["problems"]
    return [each for each in told if "words." in each["code"]]


def test_a_house_rule_is_a_warning_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File, line, reason, and what to write instead; a build warns too."""
    root = exhibition(tmp_path)
    settings, story = checked(root, capsys)
    assert (settings["path"], settings["line"]) == ("content/exhibition.yaml", 2)
    assert (story["path"], story["line"], story["severity"], story["suggestion"]) == (
        "content/stories/one.md", 5, "warning", "领先"
    )  # fmt: skip
    assert story["message"].startswith("“第一”在本馆的慎用词表里：样例。")
    assert main(["build", str(root), "--lang", "zh-Hans"]) == DONE
    assert "    | 全馆第一。\n    |     ^^^^\n" in capsys.readouterr().err
    assert main(["build", str(root), "--strict"]) == PROBLEMS


def test_what_was_found_is_kept_and_found_anew_where_the_list_or_the_text_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second check says the same; another list or another text is held against each other again."""
    root = exhibition(tmp_path)
    assert len(checked(root, capsys)) == len(checked(root, capsys)) == 2
    (root / "content" / "words.yaml").write_text("avoid: [{words: 全馆}]\n", "utf-8")
    assert [each["facts"]["found"] for each in checked(root, capsys) if each["code"] == "words.avoid"] == ["全馆"]
    (root / "content" / "stories" / "one.md").write_text("---\ntitle: 样\n---\n\n别的。\n", "utf-8")
    assert [each for each in checked(root, capsys) if each["code"] == "words.avoid"] == []


def test_names_of_entries_and_exempt_entries_are_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A word inside the name of an entry is that name; `except` names entries, in lists too."""
    words = "avoid: [{words: 第一, except: [event/b]}]\nwithout_defaults: true\n"
    root = exhibition(tmp_path, words, "第一机床厂全馆第一。")
    (root / "content" / "organisations").mkdir()
    (root / "content" / "organisations" / "works.md").write_text("---\nname: 第一机床厂\n---\n", "utf-8")
    (root / "content" / "timeline").mkdir()
    items = "".join(f"  - id: {each}\n    title: 样\n    date: 2024\n    text: 第一\n" for each in "abc")
    (root / "content" / "timeline" / "e.yaml").write_text(f"timeline:\n{items}", "utf-8")
    told = [(each["path"], each["line"]) for each in checked(root, capsys)]
    assert told == [
        ("content/exhibition.yaml", 2), ("content/stories/one.md", 5),
        ("content/timeline/e.yaml", 5), ("content/timeline/e.yaml", 13),
    ]  # fmt: skip


def test_the_list_that_comes_along_is_advice_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` advises by it, no build does, and the exhibition's own list may leave it out."""
    root = exhibition(tmp_path, "allow: [样]\n", "最佳的样品，世界第一台样机，最好能看一看。")
    (told,) = [each for each in checked(root, capsys) if each["path"].endswith("one.md")]
    assert (told["code"], told["severity"], told["facts"]["found"]) == ("advice.words.avoid-why", "advice", "最佳")
    assert main(["build", str(root), "--strict", "--lang", "zh-Hans"]) in (DONE, PROBLEMS)
    assert "最佳" not in capsys.readouterr().err
    (root / "content" / "words.yaml").write_text("without_defaults: true\n", "utf-8")
    assert checked(root, capsys) == []


def test_the_list_that_comes_along_gives_a_reason_for_each() -> None:
    """No word without one, none twice, none a single character."""
    rules = [rule for rule in usual_words().rules if isinstance(rule, AvoidedWords)]
    every = [word for rule in rules for word in rule.words]
    assert all(rule.reason for rule in rules)
    assert len(every) == len(set(every))
    assert min(map(len, every)) > 1


def test_a_fault_in_the_list_is_told_as_any_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With file, line and the nearest right name."""
    root = exhibition(tmp_path, "avoid:\n  - {word: 第一}\n")
    assert main(["check", str(root), "--lang", "en"]) == PROBLEMS
    told = capsys.readouterr().err
    assert "content/words.yaml:2" in told
    assert "words" in told


def test_an_exception_names_an_entry_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that is not is told with its line and the nearest that is."""
    root = exhibition(tmp_path, "avoid:\n  - words: 样样\n    except: [story/oen]\n")
    assert main(["check", str(root), "--lang", "en"]) == PROBLEMS
    told = capsys.readouterr().err
    assert "content/words.yaml:3" in told
    assert "Did you mean: story/one" in told


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_every_sentence_is_there(lang: str) -> None:
    """With a reason and without one, for words and for names."""
    strings = read_wording(lang).strings
    for code in ("words.avoid", "words.avoid-why", "words.name", "words.name-why", "advice.words.avoid-why"):
        assert f"problems.{code}" in strings
