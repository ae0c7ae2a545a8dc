"""What an editor does at the desk is done to the files, and to nothing beside it."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest
from PIL import Image

from jiangxin.editing import journal
from jiangxin.editing.desk import Desk
from jiangxin.editing.sheet import EXHIBITION, Changes, RefusedError, Sheet, StaleError
from jiangxin.folders import Folders
from jiangxin.model.entry import Ref
from tests.office_files import photograph
from tests.unit.importing import exhibition, here

__all__ = ["here"]

JIA = Ref("craftsman", "jia")
FACTORY = Ref("organisation", "chang")
OPENING = Ref("event", "kaimu")
PERSON = """\
---
# 编辑的话
name: 样本甲   # 在册
employer: organisation/chang

tags: [示例]
---

一段。
"""
EVENTS = """\
# 大事
timeline:

  - id: kaimu   # 头一件
    title: 开幕
    date: 2024

  - id: bimu
    title: 闭幕
    date: 2024
"""
FILES = {
    "craftsmen/jia.md": PERSON,
    "organisations/chang.md": "---\nname: 样本厂\n---\n",
    "timeline/events.yaml": EVENTS,
}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Begin an exhibition of a person, a factory and two events."""
    made = exhibition(tmp_path)
    for path, text in FILES.items():
        place = made.content / path
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(text.encode())
    return made


@pytest.fixture
def desk(folders: Folders) -> Desk:
    """Sit down at it."""
    return Desk(folders)


def contents(folders: Folders) -> dict[str, bytes]:
    """Give every file of the content."""
    content = folders.content
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def said(folders: Folders, path: str) -> str:
    """Give what a file says."""
    return (folders.content / path).read_bytes().decode()


def save(desk: Desk, ref: Ref, changes: Changes) -> Sheet:
    """Change an entry as it is now."""
    return desk.save(ref, desk.open(ref).digest, changes)


def refused(desk: Desk, ref: Ref, changes: Changes) -> list[str]:
    """Give the codes of the problems for which a change is refused."""
    with pytest.raises(RefusedError) as caught:
        save(desk, ref, changes)
    return [problem.code for problem in caught.value.problems]


def test_an_entry_is_opened_as_its_file_says_it(desk: Desk) -> None:
    """Fields, text and path; an entry that is not there is refused, and so is no name at all."""
    sheet = desk.open(JIA)
    assert dict(sheet.fields) == {"name": "样本甲", "employer": "organisation/chang", "tags": ("示例",)}
    assert (sheet.path, sheet.body, sheet.problems, len(sheet.digest)) == ("craftsmen/jia.md", "一段。", (), 16)
    for ref in (Ref("craftsman", "none"), Ref("craftsman", "../exhibition"), Ref("none", "jia")):
        with pytest.raises(RefusedError):
            desk.open(ref)


def test_a_save_writes_what_a_person_would(desk: Desk, folders: Folders) -> None:
    """Only what changes is written; without a change nothing is; a field that goes takes its line."""
    before = contents(folders)
    sheet = desk.open(JIA)
    assert desk.save(JIA, sheet.digest, {"name": "样本甲", "trade": "", "body": "一段。"}) == sheet
    assert contents(folders) == before and not desk.undo()
    save(desk, JIA, {"trade": "钳工", "tags[1]": "又一项", "employer": None, "body": "一段。\r\n\r\n二段。"})
    assert said(folders, "craftsmen/jia.md") == (
        "---\n# 编辑的话\nname: 样本甲   # 在册\ntrade: 钳工\n\ntags: [示例, 又一项]\n---\n\n一段。\n\n二段。\n"
    )
    assert contents(folders).keys() == before.keys()


def test_entries_in_lists_and_the_exhibition_are_edited_too(desk: Desk, folders: Folders) -> None:
    """One item of a list changes and the others stay; so does a group inside the exhibition's record."""
    assert dict(desk.open(OPENING).fields) == {"title": "开幕", "date": "2024"}
    save(desk, OPENING, {"date": "2024-10-17", "place": "杭州"})
    expected = EVENTS.replace("    date: 2024\n\n", "    date: 2024-10-17\n    place: 杭州\n\n", 1)
    assert said(folders, "timeline/events.yaml") == expected
    save(desk, EXHIBITION, {"layout.groups[0].title": "主馆", "subtitle": "副题"})
    assert "{key: main, title: 主馆, title_en: Main hall, count: 1}" in said(folders, "exhibition.yaml")
    assert refused(desk, OPENING, {"id": "other"}) == ["editing.no-place"]
    assert refused(desk, OPENING, {"body": "正文"}) == ["editing.no-place"]


def test_the_text_has_translations(desk: Desk, folders: Folders) -> None:
    """A translation is begun, changed and taken away; a language the exhibition does not have is none."""
    sheet = save(desk, JIA, {"body_en": "One."})
    assert said(folders, "craftsmen/jia.en.md") == "One.\n" and sheet.bodies == {"en": "One."}
    save(desk, JIA, {"body_en": " \n\t"})
    assert not (folders.content / "craftsmen/jia.en.md").exists()
    assert refused(desk, JIA, {"body_fr": "Un."}) == ["field.unknown"]


def test_a_draft_with_a_problem_is_not_written(desk: Desk, folders: Folders) -> None:
    """What would stop the exhibition is refused in the words of `check`, which can be asked before."""
    before = contents(folders)
    assert [(each.code, each.field) for each in desk.check(JIA, {"employer": "organisation/none"})] == [
        ("ref.missing", "employer")
    ]
    assert refused(desk, JIA, {"employer": "organisation/none"}) == ["ref.missing"]
    assert refused(desk, JIA, {"name": None}) == ["field.needed"]
    assert refused(desk, JIA, {"born": "昨天"}) == ["field.date"]
    assert refused(desk, JIA, {"trade": "a\u202eb"}) == ["file.control"]
    assert refused(desk, JIA, {"trade": "\ud800"}) == ["file.control"]
    assert refused(desk, JIA, {"body": "长" * 1_000_000}) == ["file.too-large"]
    assert refused(desk, JIA, {"tags[0]..x": "甲"}) == ["editing.no-place"]
    assert contents(folders) == before


def test_what_was_wrong_already_stops_no_other_change(desk: Desk, folders: Folders) -> None:
    """An entry with a fault can be mended step by step: a save is refused for what it brings, not for what it found."""
    (folders.content / "craftsmen/jia.md").write_bytes(PERSON.replace("chang", "none").encode())
    assert [each.code for each in desk.open(JIA).problems] == ["ref.missing"]
    sheet = save(desk, JIA, {"trade": "钳工"})
    assert [each.code for each in sheet.problems] == ["ref.missing"]
    assert save(desk, JIA, {"employer": "organisation/chang"}).problems == ()


def test_a_change_outside_is_never_overwritten(desk: Desk, folders: Folders) -> None:
    """Who began with another state is told what changed since; a remark outside changes nothing that is said."""
    first = desk.open(JIA)
    place = folders.content / "craftsmen/jia.md"
    place.write_bytes(place.read_bytes().replace("# 编辑的话".encode(), "# 另一句话".encode()))
    sheet = desk.save(JIA, first.digest, {"trade": "钳工"})
    assert "# 另一句话" in place.read_text("utf-8")
    place.write_bytes(place.read_bytes().replace("钳工".encode(), "焊工".encode()))
    with pytest.raises(StaleError) as caught:
        desk.save(JIA, sheet.digest, {"name": "样本乙"})
    assert caught.value.fields == ("trade",)
    now = caught.value.sheet
    assert now is not None and now.fields["trade"] == "焊工"
    assert "样本甲" in place.read_text("utf-8")
    place.unlink()
    with pytest.raises(StaleError) as caught:
        desk.save(JIA, now.digest, {"name": "样本乙"})
    assert caught.value.sheet is None and not place.exists()


def test_every_step_is_undone_to_the_byte_and_done_again(folders: Folders) -> None:
    """Also by a program that begins anew; a new step forgets what was undone."""
    states = [contents(folders)]
    steps: list[tuple[Ref, Changes]] = [
        (JIA, {"trade": "钳工"}),
        (OPENING, {"title": "开幕了"}),
        (JIA, {"body": "三段。", "body_en": "Three."}),
        (EXHIBITION, {"subtitle": "副题"}),
    ]
    for ref, changes in steps:
        save(Desk(folders), ref, changes)
        states.append(contents(folders))
    for state, (ref, changes) in zip(reversed(states[:-1]), reversed(steps), strict=True):
        step = Desk(folders).undo()
        assert step is not None and step.ref == ref and set(step.fields) == set(changes)
        assert contents(folders) == state
    assert Desk(folders).undo() is None
    for state in states[1:]:
        assert Desk(folders).redo() is not None
        assert contents(folders) == state
    desk = Desk(folders)
    assert desk.redo() is None and desk.undo() is not None
    save(desk, JIA, {"trade": "焊工"})
    assert desk.redo() is None


def test_what_was_changed_outside_is_not_undone(desk: Desk, folders: Folders) -> None:
    """The file's newer words stay; a step that was noted and never taken is passed by."""
    save(desk, JIA, {"trade": "钳工"})
    place = folders.content / "craftsmen/jia.md"
    done = place.read_bytes()
    place.write_bytes(done + "外面加的。\n".encode())
    with pytest.raises(StaleError) as caught:
        desk.undo()
    assert caught.value.fields == ("trade",) and place.read_bytes().endswith("外面加的。\n".encode())
    place.write_bytes(PERSON.encode())  # as it was before the step
    assert desk.undo() is None
    assert desk.redo() is not None and place.read_bytes() == done


def test_a_new_entry_is_a_draft_with_an_id_from_its_name(desk: Desk, folders: Folders) -> None:
    """A surname has its own reading; where a kind asks for more, nothing is written before that is given."""
    sheet = desk.create("craftsman", " 单雄信 ")
    assert sheet.ref == Ref("craftsman", "shan-xiongxin")
    assert said(folders, sheet.path) == "---\nname: 单雄信\nstatus: draft\n---\n"
    assert desk.create("craftsman", "单雄信").ref.id == "shan-xiongxin-2"
    before = contents(folders)
    sheet = desk.create("event", "颁奖")
    assert (sheet.digest, [each.field for each in sheet.problems]) == ("", ["date"])
    assert contents(folders) == before
    sheet = desk.save(sheet.ref, "", {**sheet.pending, "date": "2024-10-19"})
    item = "\n\n  - id: banjiang\n    title: 颁奖\n    date: 2024-10-19\n    status: draft\n"
    assert said(folders, "timeline/events.yaml") == EVENTS.rstrip("\n") + item
    step = desk.undo()
    assert step is not None and step.sheet is None and contents(folders) == before
    assert desk.create("term", "样本词").path == "glossary/entries.yaml"
    assert said(folders, "glossary/entries.yaml").startswith("glossary:\n  - id: yangben-ci\n    title: 样本词\n")
    assert desk.create("page", "AUX").ref.id == "aux-1" and desk.create("page", "！").ref.id == "page"
    for kind, title in (("craftsman", "  "), ("none", "甲")):
        with pytest.raises(RefusedError):
            desk.create(kind, title)


@pytest.mark.usefixtures("here")
def test_a_picture_is_put_beside_its_entry(desk: Desk, folders: Folders) -> None:
    """Upright and without its place, under a name of ours; it is named in the file once it is said what it shows."""
    before = contents(folders)
    sheet = desk.add_picture(JIA, "../IMG 001.JPG", photograph(1, turn=6), "样本甲在车间")
    assert sheet.fields["images"] == ({"file": "jia-1.jpg", "alt": "样本甲在车间"},) and sheet.problems == ()
    with Image.open(folders.content / "craftsmen/jia-1.jpg") as picture:
        assert picture.size == (240, 320) and 0x8825 not in picture.getexif()
    assert desk.undo() is not None and contents(folders) == before
    sheet = desk.add_picture(JIA, "b.jpg", photograph(2))
    assert [each.code for each in sheet.problems] == ["picture.alt"] and "images" not in sheet.fields
    assert sheet.pending == {"images[0].file": "jia-1.jpg"}
    sheet = desk.save(JIA, sheet.digest, {**sheet.pending, "images[0].alt": ""})
    assert said(folders, sheet.path).count('images:\n  - file: jia-1.jpg\n    alt: ""\n') == 1
    assert desk.undo() and desk.undo() and contents(folders) == before


@pytest.mark.usefixtures("here")
def test_what_is_no_picture_is_refused(desk: Desk, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """So is one that is too large, and one for an entry that is not there; nothing is written then."""
    before = contents(folders)
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG")
    monkeypatch.setattr("jiangxin.editing.pictures.MAX_BYTES", 5_000)
    for ref, data in (
        (JIA, b"<svg/>"),
        (JIA, b""),
        (JIA, buffer.getvalue()[:200]),
        (JIA, buffer.getvalue() + bytes(5_000)),
        (Ref("craftsman", "none"), buffer.getvalue()),
        (EXHIBITION, buffer.getvalue()),
    ):
        with pytest.raises(RefusedError) as caught:
            desk.add_picture(ref, "a.jpg", data, "")
        assert caught.value.problems
    assert contents(folders) == before


@pytest.mark.usefixtures("here")
def test_an_entry_is_removed_with_its_own_pictures(desk: Desk, folders: Folders) -> None:
    """Not while another names it; undoing brings every byte back."""
    with pytest.raises(RefusedError) as caught:
        desk.remove(FACTORY)
    told = [(each.code, each.path, each.line, each.field) for each in caught.value.problems]
    assert told == [("editing.referred", "content/craftsmen/jia.md", 4, "employer")]
    desk.add_picture(JIA, "a.jpg", photograph(1), "甲")
    shared = {"images": ({"file": "jia-1.jpg", "alt": "甲"}, {"file": "jia-2.jpg", "alt": "乙"})}
    desk.add_picture(JIA, "b.jpg", photograph(2), "乙")
    other = desk.create("craftsman", "样本乙")
    save(desk, other.ref, {"images": shared["images"][:1], "body": "[甲](craftsman/jia)"})
    with pytest.raises(RefusedError):
        desk.remove(JIA)
    save(desk, other.ref, {"body": None})
    before = contents(folders)
    assert desk.remove(JIA).sheet is None
    assert before.keys() - contents(folders).keys() == {"craftsmen/jia.md", "craftsmen/jia-2.jpg"}
    desk.remove(OPENING)
    expected = "# 大事\ntimeline:\n\n  - id: bimu\n    title: 闭幕\n    date: 2024\n"
    assert said(folders, "timeline/events.yaml") == expected
    desk.remove(Ref("event", "bimu"))
    assert said(folders, "timeline/events.yaml") == "# 大事\ntimeline: []\n\n"
    assert all(desk.undo() for _ in range(3)) and contents(folders) == before
    with pytest.raises(RefusedError):
        desk.remove(EXHIBITION)


def test_entries_are_found_by_what_they_go_by(desk: Desk, folders: Folders) -> None:
    """Names, other names, translations, ids and pinyin; one that cannot be read is listed, with its fault."""
    save(desk, JIA, {"name": "单雄信", "also_called": ("老单",), "name_en": "Shan Xiongxin", "pinyin": "Shàn Xióngxìn"})
    for words in ("雄信", "shan", "shanxiongxin", "SHAN X", "sxx", "老单", "jia"):
        assert [each.ref for each in desk.find(words, ("craftsman",))] == [JIA], words
    assert [each.ref.id for each in desk.find("样本厂")] == ["chang"] and desk.find("样本厂", ("craftsman",)) == ()
    (folders.content / "craftsmen/huai.md").write_text("没有头", encoding="utf-8")
    listed = {each.ref.id: each for each in desk.entries()}
    assert listed["exhibition"].title == "样本展" and listed["huai"].blocking == 1
    assert desk.entries()[0].ref == EXHIBITION
    with pytest.raises(RefusedError) as caught:
        desk.open(Ref("craftsman", "huai"))
    assert [each.code for each in caught.value.problems] == ["front.missing"]


def test_what_cannot_be_written_changes_nothing(desk: Desk, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told, and neither the file nor the list of steps knows of it."""
    before = contents(folders)
    changes: Changes = {"trade": "钳工", "body_en": "One."}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert refused(desk, JIA, changes) == ["editing.write"]
    moves = iter([True, False])
    replace = Path.replace

    def one_only(self: Path, target: Path) -> Path:
        if "content" in self.parts and not next(moves, True):
            full()
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", one_only)
        assert refused(desk, JIA, changes) == ["editing.write"]
    assert contents(folders) == before and desk.undo() is None and desk.redo() is None
    assert not list(folders.content.rglob(".*"))


def test_links_lead_nowhere(desk: Desk, folders: Folders, tmp_path: Path) -> None:
    """What a link leads to is neither read nor written, nor is who may read a file changed."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.md").write_bytes(PERSON.encode())
    (folders.content / "craftsmen/b.md").symlink_to(outside / "b.md")
    (folders.content / "studios").symlink_to(outside, target_is_directory=True)
    for ref in (Ref("craftsman", "b"), Ref("studio", "b")):
        with pytest.raises(RefusedError) as caught:
            desk.open(ref)
        assert [each.code for each in caught.value.problems] == ["file.special"]
    (folders.content / "halls").symlink_to(outside, target_is_directory=True)
    with pytest.raises(RefusedError):
        desk.save(Ref("hall", "c"), "", {"title": "甲", "kind": "room"})
    assert sorted(each.name for each in outside.iterdir()) == ["b.md"]
    place = folders.content / "craftsmen/jia.md"
    place.chmod(0o640)
    save(desk, JIA, {"trade": "钳工"})
    assert os.name == "nt" or place.stat().st_mode & 0o777 == 0o640


def test_of_two_who_save_at_once_one_is_told(folders: Folders) -> None:
    """The lock lets one go first; the other then began with another state."""
    digest = Desk(folders).open(JIA).digest
    outcomes: list[str] = []
    both = threading.Barrier(2)

    def go(trade: str) -> None:
        desk = Desk(folders)
        both.wait()
        try:
            desk.save(JIA, digest, {"trade": trade})
            outcomes.append("saved")
        except StaleError:
            outcomes.append("told")

    threads = [threading.Thread(target=go, args=(trade,)) for trade in ("钳工", "焊工")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", "told"]


def test_the_journal_is_bounded_and_may_be_damaged(
    desk: Desk, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oldest steps go, with what only they kept; a journal that cannot be read is as none."""
    monkeypatch.setattr(journal, "MOST_STEPS", 3)
    for number in range(6):
        save(desk, JIA, {"trade": f"工种{number}"})
    kept = folders.cache / "edits"
    assert len([each for each in kept.iterdir() if len(each.name) == 32]) == 4
    assert [desk.undo() is not None for _ in range(4)] == [True, True, True, False]
    monkeypatch.setattr(journal, "MOST_BYTES", 1)
    save(desk, JIA, {"trade": "钳工"})
    save(desk, JIA, {"trade": "焊工"})
    assert [desk.undo() is not None for _ in range(2)] == [True, False]
    for each in kept.iterdir():
        if len(each.name) == 32:
            each.write_bytes(b"damaged")
    with pytest.raises(RefusedError):
        desk.redo()
    (kept / "journal.json").write_text("{", encoding="utf-8")
    assert desk.redo() is None and desk.undo() is None
