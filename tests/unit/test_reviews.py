"""Reviews: which approvals hold, what they keep from being published, and what is told of them."""

import dataclasses
import re
import shutil
from pathlib import Path

import pytest

from jiangxin.amending.spans import CannotAmendError
from jiangxin.cli import DONE, PROBLEMS, USAGE, main
from jiangxin.content.source import parse_yaml
from jiangxin.content.version import version_of as version_of_text
from jiangxin.curation.check import check
from jiangxin.curation.curate import curate
from jiangxin.curation.reviews import held_back, lacking, reviewed, unapproved, version_of
from jiangxin.editing import approve
from jiangxin.folders import Folders
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.library import Library
from jiangxin.model.picture import Photograph
from jiangxin.pipeline import Options, UnreviewedError, build
from tests.samples import HALL, LAYOUT, entry, library

ASKED = f"{LAYOUT}\nreviews_required: 3\n"
GOLDEN = Path(__file__).parents[1] / "golden" / "reviewed"
TEXTS = (".html", ".js", ".json", ".xml", ".txt")
GEAR = "title: 齿轮\nhall: main\n"


def gear(*reviews: str, more: str = "") -> Entry:
    """Give an exhibit with reviews, each `step by version`."""
    rows = [row.split(" ") for row in reviews]
    lines = [f"  - {{step: {step}, by: {by}, on: 2024-10-0{n}, of: {of}}}" for n, (step, by, of) in enumerate(rows, 1)]
    return entry("exhibit", "gear", "\n".join([GEAR + more, *(["reviews:", *lines] if lines else [])]))


def with_gear(*reviews: str, more: str = "", settings: str = ASKED) -> Library:
    """Give a library of an exhibit with reviews; `NOW` stands for its version."""
    now = version_of(library(gear(more=more)), gear(more=more))
    return library(gear(*(row.replace("NOW", now) for row in reviews), more=more), settings=settings)


def told_of_reviews(of: Library) -> list[str]:
    """Give the codes of what is told of reviews."""
    return [each.code for each in check(of) if each.code.startswith("review.")]


def missing(of: Library) -> tuple[str, ...]:
    """Give the steps that the exhibit lacks."""
    return reviewed(of, of.entries[0]).missing


def test_nothing_is_asked_where_the_exhibition_asks_for_nothing() -> None:
    """Absent or 0: entries are published as ever, and a release lacks nothing."""
    for settings in (LAYOUT, f"{LAYOUT}\nreviews_required: 0\n"):
        of = with_gear(settings=settings)
        assert (missing(of), unapproved(of), lacking(of)) == ((), {}, {})


@pytest.mark.parametrize(
    ("number", "steps"), [(1, ("final",)), (2, ("first", "final")), (3, ("first", "second", "final"))]
)
def test_the_last_review_is_always_the_final_one(number: int, steps: tuple[str, ...]) -> None:
    """One review is the final one, two are the first and the final one."""
    assert missing(with_gear(settings=f"{LAYOUT}\nreviews_required: {number}\n")) == steps


def test_three_approvals_of_what_stands_are_enough() -> None:
    """Three people, three steps, one version."""
    of = with_gear("first 甲 NOW", "second 乙 NOW", "final 丙 NOW")
    assert missing(of) == ()
    assert unapproved(of) == {}
    assert told_of_reviews(of) == []


def test_an_approval_of_another_version_is_void() -> None:
    """The entry was changed since: the step is missing, and both versions are told."""
    of = with_gear("first 甲 00000000", "second 乙 NOW")
    assert missing(of) == ("first", "final")
    assert unapproved(of) == {Ref("exhibit", "gear"): "changed"}
    (told,) = (each for each in check(of) if each.code.startswith("review."))
    assert (told.code, told.line, told.blocks) == ("review.changed", 5, False)
    now = reviewed(of, of.entries[0]).version
    assert dict(told.facts) == {
        "step": "step.first", "found": "00000000", "by": "甲", "on": "2024-10-01", "now": now
    }  # fmt: skip


def test_one_person_takes_one_step() -> None:
    """However the name's blanks are typed."""
    of = with_gear("first 某甲 NOW", "second 某\u3000甲 NOW", "final 丙 NOW")
    assert missing(of) == ("second",)
    assert told_of_reviews(of) == ["review.person"]


def test_a_step_that_is_taken_again_replaces_the_former() -> None:
    """The later one holds; the former is told as replaced."""
    of = with_gear("first 甲 00000000", "first 甲 NOW", "second 乙 NOW", "final 丙 NOW")
    assert missing(of) == ()
    assert told_of_reviews(of) == ["review.again"]


def test_a_picture_that_is_exchanged_makes_an_approval_void() -> None:
    """The version is of the files too: their bytes, not their names alone."""
    photo = Photograph("exhibits/a.jpg", "1" * 64, 100, 100, "jpeg", False, "#808080")
    shown = gear(more="images: [{file: a.jpg, alt: 甲}]\n")
    versions = {
        version_of(library(shown, photographs={photo.path: each}), shown)
        for each in (photo, dataclasses.replace(photo, digest="2" * 64))
    }
    assert len(versions) == 2


def test_the_version_is_of_what_is_said() -> None:
    """Remarks, order, quotation marks and the approval itself say nothing; every word does."""
    now = version_of_text(parse_yaml("title: 甲\nsummary: 乙\n", "x"), "文\n")
    same = "# 注\nsummary: '乙'\n\ntitle: 甲\nstatus: review\nreviews: [{step: first, by: 某}]\n"
    assert version_of_text(parse_yaml(same, "x"), "\n文") == now
    assert version_of_text(parse_yaml("title: 甲\nsummary: 丙\n", "x"), "文\n") != now
    assert version_of_text(parse_yaml("title: 甲\nsummary: 乙\n", "x"), "文。\n") != now


def test_the_version_is_for_years() -> None:
    """Approvals are written into content: another release of the program must give the same digest."""
    table = parse_yaml("title: 齿轮\nmakers: [craftsman/a]\nimages: [{file: a.jpg, alt: ''}]\n", "x")
    assert version_of_text(table, "正文。").hex() == "f389240bafdca00245c4489e7890858d"


def test_a_public_site_holds_nothing_that_lacks_a_review() -> None:
    """It is held back and told, a preview shows it and says in which state it is."""
    of = with_gear("first 甲 NOW")
    ref = Ref("exhibit", "gear")
    assert ref not in curate(of).entries
    assert curate(of).unapproved == {}
    assert curate(of, drafts=True).unapproved == {ref: "review"}
    (told,) = held_back(of)
    assert (told.code, told.blocks, dict(told.facts)) == (
        "review.missing", False, {"count": "2", "step": "step.second"}
    )  # fmt: skip


def test_states_change_what_pages_are_made_from() -> None:
    """An entry's fingerprint in a preview is another one in another state."""
    of = with_gear("first 甲 NOW")
    of = dataclasses.replace(of, fingerprints={Ref("exhibit", "gear"): bytes(16)})
    drafts = curate(of, drafts=True).fingerprints
    none_asked = curate(dataclasses.replace(of, settings=library().settings), drafts=True).fingerprints
    assert drafts != none_asked


def test_a_draft_does_not_keep_a_release() -> None:
    """Who writes `draft` does not mean this release; `review` does, reviews or not."""
    draft = dataclasses.replace(gear(), status="draft")
    assert lacking(library(draft, settings=ASKED)) == {}
    whole = with_gear("first 甲 NOW", "second 乙 NOW", "final 丙 NOW")
    in_review = dataclasses.replace(whole, entries=(dataclasses.replace(whole.entries[0], status="review"),))
    assert [lack.entry.id for lack in lacking(in_review)[None]] == ["gear"]
    assert unapproved(in_review) == {Ref("exhibit", "gear"): "review"}


def test_what_a_release_lacks_is_told_by_hall() -> None:
    """The hall itself, what stands in it, then what stands in none."""
    person = entry("craftsman", "li", "name: 李")
    found = lacking(library(person, gear(), HALL, settings=ASKED))
    assert [(hall, [lack.entry.id for lack in lacks]) for hall, lacks in found.items()] == [
        (Ref("hall", "main"), ["main", "gear"]),
        (None, ["li"]),
    ]


def exhibition(root: Path, more: str = "") -> Folders:
    """Write an exhibition of one story that asks for three reviews."""
    stories = root / "content" / "stories"
    stories.mkdir(parents=True)
    (root / "content" / "exhibition.yaml").write_text("title: 示例展\nreviews_required: 3\n", "utf-8")
    (stories / "one.md").write_text(f"---\ntitle: 示例\n{more}---\n\n正文。\n", "utf-8")
    return Folders.of(root)


def test_a_release_without_its_reviews_writes_nothing(tmp_path: Path) -> None:
    """Not a byte, and what is lacking comes with the error."""
    folders = exhibition(tmp_path)
    with pytest.raises(UnreviewedError) as caught:
        build(folders, Options(release=True))
    assert not folders.output.exists()
    assert [lack.entry.id for lack in caught.value.lacks[None]] == ["one"]


def test_a_build_without_reviews_publishes_nothing_unapproved(tmp_path: Path) -> None:
    """Neither the page nor its words anywhere in the site."""
    folders = exhibition(tmp_path)
    built = build(folders)
    assert [each.code for each in built.warnings if each.code == "review.missing"] == ["review.missing"]
    assert not (folders.output / "stories" / "one.html").exists()
    texts = [path.read_text("utf-8", "replace") for path in folders.output.rglob("*.*") if path.is_file()]
    assert texts
    assert not any("正文。" in text for text in texts)


def command(folders: Folders, *words: str) -> int:
    """Run a command on the exhibition, told in English."""
    given = ["--in", str(folders.root)] if words[0] == "approve" else [str(folders.root)]
    return main([*words, *given, "--lang", "en"])


def test_three_people_approve_and_the_release_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each approval adds its lines and nothing else; the last one makes the entry public."""
    folders = exhibition(tmp_path, "# a remark\nstatus: review\n")
    story = folders.content / "stories" / "one.md"
    assert command(folders, "build", "--release") == PROBLEMS
    told = capsys.readouterr().err
    assert "Entries in no hall: 1" in told
    assert "missing: first review, second review, final review" in told
    for step, by in (("first", "审稿人甲"), ("second", "审稿人乙"), ("final", "审稿人丙")):
        assert command(folders, "approve", "stories/one.md", "--step", step, "--by", by) == PROBLEMS, "no such path"
        assert (
            command(folders, "approve", "content/stories/one.md", "--step", step, "--by", by, "--on", "2024-10-01")
            == DONE
        )
    version = re.findall(r"of: (\w{8})", story.read_text("utf-8"))[0]
    assert story.read_text("utf-8") == (
        "---\ntitle: 示例\n# a remark\nstatus: approved\nreviews:\n"
        + "".join(
            f"  - step: {step}\n    by: {by}\n    on: 2024-10-01\n    of: {version}\n"
            for step, by in (("first", "审稿人甲"), ("second", "审稿人乙"), ("final", "审稿人丙"))
        )
        + "---\n\n正文。\n"
    )
    assert command(folders, "build", "--release", "--strict") == DONE
    assert (folders.output / "stories" / "one.html").is_file()
    assert not any("审稿人" in path.read_text("utf-8") for path in folders.output.rglob("*.*") if path.suffix in TEXTS)


def test_what_cannot_be_approved_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Out of order, by the same person, of another version, a draft, no such entry: all in one run."""
    folders = exhibition(tmp_path)
    story = folders.content / "stories" / "one.md"
    two = story.with_name("two.md")
    two.write_text("---\ntitle: 二\nstatus: draft\n---\n\n文。\n", "utf-8")
    assert command(folders, "approve", "story/one", "--step", "first", "--by", "甲") == DONE
    before = story.read_bytes(), two.read_bytes()
    capsys.readouterr()
    names = ("story/one@00000000", "story/two", "story/tow")
    assert command(folders, "approve", *names, "--step", "second", "--by", "甲") == PROBLEMS
    told = capsys.readouterr().err
    for words in ("00000000", "takes someone else", "is a draft", "story/two", "Before the second review"):
        assert words in told
    assert command(folders, "approve", "story/one", "--step", "first", "--by", "乙") == PROBLEMS
    assert "given already" in capsys.readouterr().err
    assert before == (story.read_bytes(), two.read_bytes())


def test_entries_of_a_list_are_approved_one_by_one_or_all(tmp_path: Path) -> None:
    """A path stands for every entry in it; each keeps its own lines."""
    folders = exhibition(tmp_path)
    events = folders.content / "timeline" / "events.yaml"
    events.parent.mkdir()
    events.write_text(
        "timeline:\n  - id: a\n    title: 甲\n    date: 2024\n  - {id: b, title: 乙, date: 2024}\n", "utf-8"
    )
    assert command(folders, "approve", "event/a", "--step", "first", "--by", "某") == DONE
    assert events.read_text("utf-8").count("step: first") == 1
    assert command(folders, "approve", "content/timeline/events.yaml", "--step", "second", "--by", "某人") == PROBLEMS
    assert command(folders, "approve", "event/b", "--step", "first", "--by", "某") == DONE, "all on one line"
    assert events.read_text("utf-8").count("step: first") == 2
    assert command(folders, "approve", "content/timeline/events.yaml", "--step", "second", "--by", "某人") == DONE
    assert events.read_text("utf-8").count("step: second") == 2


def test_an_approval_that_cannot_be_written_can_be_pasted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file cannot be amended, nothing is written; what is told is what to write."""
    folders = exhibition(tmp_path)
    events = folders.content / "timeline" / "events.yaml"
    events.parent.mkdir()
    events.write_text("timeline:\n  - {id: b, title: 乙, date: 2024}\n", "utf-8")
    before = events.read_bytes()
    command_line = ("approve", "event/b", "--step", "first", "--by", "某", "--on", "2024-10-01")

    def refuse(*_: object) -> bytes:
        raise CannotAmendError("events.yaml")

    with monkeypatch.context() as patched:
        patched.setattr(approve, "amended_item", refuse)
        assert command(folders, *command_line) == PROBLEMS
    (line,) = re.findall(r"reviews: (\[.*\])", capsys.readouterr().err)
    assert events.read_bytes() == before
    events.write_text(events.read_text("utf-8").replace("2024}", f"2024, reviews: {line}}}"), "utf-8")
    assert command(folders, *command_line) == PROBLEMS
    assert "given already" in capsys.readouterr().err, "what is told can be pasted"


def test_an_edit_after_an_approval_is_told_where_the_approval_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The step is void and may be taken again, by the same person too."""
    folders = exhibition(tmp_path)
    story = folders.content / "stories" / "one.md"
    approve = ("approve", "story/one", "--step", "first", "--by", "甲")
    assert command(folders, *approve) == DONE
    story.write_text(story.read_text("utf-8").replace("正文", "新文"), "utf-8")
    capsys.readouterr()
    assert command(folders, "check") == DONE
    assert "This approval is void" in capsys.readouterr().err
    assert command(folders, *approve) == DONE
    assert story.read_text("utf-8").count("step: first") == 1


def test_a_preview_is_not_a_release(tmp_path: Path) -> None:
    """`--release` with `--drafts` is not understood."""
    with pytest.raises(SystemExit) as ended:
        command(exhibition(tmp_path), "build", "--release", "--drafts")
    assert ended.value.code == USAGE


def preview(folder: Path, *, drafts: bool = True) -> Path:
    """Build the golden exhibition that asks for reviews."""
    build(Folders.of(GOLDEN, folder / "site", folder / "cache"), Options(drafts=drafts))
    return folder / "site"


def test_a_preview_marks_what_is_not_approved_and_nothing_else(tmp_path: Path) -> None:
    """A watermark on its page, a mark wherever else its name stands; none on what is approved."""
    site = preview(tmp_path)
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    marked = {path for path, text in pages.items() if 'class="watermark"' in text}
    assert {path for path in marked if not path.startswith("en/")} == {
        "exhibits/changed.html", "craftsmen/yang.html", "stories/draft.html"
    }  # fmt: skip
    assert "<span>改动后未复审 · 仅供内部</span>" in pages["exhibits/changed.html"]
    assert "<span>draft · internal use only</span>" in pages["en/stories/draft.html"]
    assert '改过的样品</a> <span class="unapproved">' in pages["exhibits/whole.html"].replace("\u2060", "")
    for path in ("index.html", "exhibits/index.html", "halls/main.html", "timeline/index.html", "craftsmen/index.html"):
        assert 'class="unapproved"' in pages[path], path
        assert not re.search(r'审定的样\u2060?品(</a>)? <span class="unapproved"', pages[path]), path
    for text in pages.values():
        told = re.findall(r'(?:alt|aria-label|content|title)="([^"]*)"|<title>(.*?)</title>', text)
        assert not any("未终审" in words or "未复审" in words for pair in told for words in pair)


def test_a_mark_is_in_no_index_and_no_export(tmp_path: Path) -> None:
    """What machines read of a preview names its entries without marks."""
    site = preview(tmp_path)
    read = [path.read_text("utf-8") for path in site.rglob("*") if path.suffix in (".js", ".json", ".xml", ".txt")]
    assert any("改过的样品" in text for text in read)
    assert not any(words in text for text in read for words in ("未终审", "未复审", "仅供内部", "审稿人"))


def test_nothing_of_a_watermark_is_in_a_public_site(tmp_path: Path) -> None:
    """No word, no class, no style sheet."""
    site = preview(tmp_path, drafts=False)
    read = {path: path.read_text("utf-8", "replace") for path in site.rglob("*") if path.is_file()}
    assert (site / "exhibits" / "whole.html").is_file()
    for path, text in read.items():
        assert "unapproved" not in path.name, path
        assert not any(words in text for words in ("watermark", "unapproved", "仅供内部", "未终审", "审稿人")), path


def test_the_pages_follow_a_change_of_state(tmp_path: Path) -> None:
    """A preview that is built again after an approval is a preview from nothing: marks go where they stood."""
    root = tmp_path / "ex"
    shutil.copytree(GOLDEN / "content", root / "content")
    folders = Folders.of(root)
    build(folders, Options(drafts=True))
    for step, by in (("first", "审稿人甲"), ("second", "审稿人乙"), ("final", "审稿人丙")):
        approve = ("approve", "exhibit/changed", "--step", step, "--by", by, "--on", "2024-10-01")
        assert command(folders, *approve) == DONE
    build(folders, Options(drafts=True))
    fresh = Folders.of(root, tmp_path / "site", tmp_path / "cache")
    build(fresh, Options(drafts=True))
    for path in (each for each in fresh.output.rglob("*") if each.is_file()):
        assert path.read_bytes() == (folders.output / path.relative_to(fresh.output)).read_bytes(), path
    assert "watermark" not in (folders.output / "exhibits" / "changed.html").read_text("utf-8")
