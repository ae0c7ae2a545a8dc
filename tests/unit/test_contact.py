"""The contact sheet: which frames it has, in which order, with which marks and advice, and what is written."""

import dataclasses
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jiangxin.cli import DONE, PROBLEMS, main
from jiangxin.contact.page import page_files
from jiangxin.contact.sheet import contact_sheet
from jiangxin.contact.views import Advice, ContactSheet, Focus, Frame, Said
from jiangxin.model.entry import Entry
from jiangxin.model.library import NamedLink, Prose
from jiangxin.model.picture import Photograph
from jiangxin.wording import read_wording
from tests.samples import entry, library

LANGUAGES = ("zh-Hans", "en")


def photo(path: str, digest: str = "", size: tuple[int, int] = (2400, 1600), **facts: str | int | bool) -> Photograph:
    """Give a photograph as it was measured."""
    given = {"focus": "31% 60%", **facts}
    return Photograph(path, digest or path, *size, "jpeg", False, "#808080", **given)  # type: ignore[arg-type]


def exhibit(entry_id: str, images: str, rest: str = "") -> Entry:
    """Give an exhibit with pictures."""
    return entry("exhibit", entry_id, f"title: {entry_id}\nhall: main\nimages: {images}\n{rest}")


def sheet_of(*entries: Entry, photographs: tuple[Photograph, ...], lang: str = "zh-Hans", **rest: Any) -> ContactSheet:
    """Give the sheet of a library of a few entries."""
    return contact_sheet(library(*entries, photographs={each.path: each for each in photographs}, **rest), lang)


def only_frame(images: str, photograph: Photograph) -> Frame:
    """Give the one frame of an exhibit with one picture."""
    frames = sheet_of(exhibit("gear", images), photographs=(photograph,)).frames
    assert len(frames) == 1
    return frames[0]


def test_entries_stand_in_the_curators_order_and_frames_are_numbered_through() -> None:
    """By kind as in lists, then by `order`, then as read; entries without a picture have no group."""
    names = ("exhibits/b.jpg", "exhibits/a.jpg", "exhibits/c.jpg", "craftsmen/d.jpg")
    sheet = sheet_of(
        exhibit("plain", "[{file: b.jpg, alt: 乙}]"),
        exhibit("none", "[]"),
        exhibit("first", "[{file: a.jpg, alt: 甲}, {file: c.jpg, alt: 丙}]", "order: 1"),
        entry("craftsman", "li", "name: 李\nimages: [{file: d.jpg, alt: 丁}]"),
        photographs=tuple(photo(name) for name in names),
    )
    assert [(group.kind, group.title.text) for group in sheet.groups] == [
        ("craftsman", "李"),
        ("exhibit", "first"),
        ("exhibit", "plain"),
    ]
    assert [(frame.number, frame.photograph.path) for frame in sheet.frames] == [
        (1, "craftsmen/d.jpg"),
        (2, "exhibits/a.jpg"),
        (3, "exhibits/c.jpg"),
        (4, "exhibits/b.jpg"),
    ]


def test_who_withdrew_is_not_shown_and_drafts_are() -> None:
    """A withdrawn person's pictures are on no sheet; a draft's are still to be chosen."""
    sheet = sheet_of(
        entry("craftsman", "gone", "name: 甲\nwithdrawn: true\nimages: [{file: a.jpg, alt: 甲}]"),
        entry("craftsman", "soon", "name: 乙\nstatus: draft\nimages: [{file: b.jpg, alt: 乙}]"),
        photographs=(photo("craftsmen/a.jpg"), photo("craftsmen/b.jpg")),
    )
    assert [group.title.text for group in sheet.groups] == ["乙"]


def test_the_editors_focus_comes_before_the_guess() -> None:
    """A written focus is marked as chosen, its line is named, and decimals are kept; otherwise it is a guess."""
    chosen = only_frame("\n  - file: a.jpg\n    alt: 甲\n    focus: 48.5% 20%", photo("exhibits/a.jpg"))
    assert chosen.focus == Focus(48.5, 20, is_chosen=True)
    assert str(chosen.focus) == "48.5% 20%"
    assert chosen.place == "content/exhibits/gear.md:6"
    assert "guess" not in chosen.marks
    guessed = only_frame("\n  - file: a.jpg\n    alt: 甲", photo("exhibits/a.jpg"))
    assert guessed.focus == Focus(31, 60, is_chosen=False)
    assert guessed.place == "content/exhibits/gear.md:4"
    assert "guess" in guessed.marks


def test_a_focus_outside_the_picture_is_at_its_edge() -> None:
    """Three digits may say more than there is."""
    assert only_frame("[{file: a.jpg, alt: 甲, focus: 250% 20%}]", photo("exhibits/a.jpg")).focus == Focus(
        100, 20, True
    )


def test_what_the_file_says_stands_where_the_editor_said_nothing() -> None:
    """Credit and rights are the editor's, else the file's and marked so, else none."""
    of_file = photo("exhibits/a.jpg", creator="某人", licence="https://example.org/by")
    frame = only_frame("[{file: a.jpg, alt: 甲, credit: 某厂}]", of_file)
    assert (frame.credit, frame.rights) == (Said("某厂"), Said("https://example.org/by", is_of_file=True))
    frame = only_frame("[{file: a.jpg, alt: 甲}]", of_file)
    assert frame.credit == Said("某人", is_of_file=True)
    assert "uncredited" not in frame.marks
    frame = only_frame("[{file: a.jpg, alt: 甲}]", photo("exhibits/a.jpg"))
    assert (frame.credit, frame.rights) == (None, None)
    assert "uncredited" in frame.marks


@pytest.mark.parametrize(("size", "is_small"), [((1600, 900), False), ((900, 1600), False), ((1599, 1599), True)])
def test_small_is_a_long_side_below_1600_px(size: tuple[int, int], is_small: bool) -> None:
    """The long side counts, whichever it is."""
    frame = only_frame("[{file: a.jpg, alt: 甲}]", photo("exhibits/a.jpg", size=size))
    assert ("small" in frame.marks) is is_small


def test_a_drawing_is_never_small() -> None:
    """SVG has no pixels to be short of."""
    drawing = photo("exhibits/a.svg", size=(40, 40), texture="vector")
    assert "small" not in only_frame("[{file: a.svg, alt: 甲}]", drawing).marks


def test_alt_is_written_empty_or_missing() -> None:
    """An empty alternative text decorates, and only what was never written is a fault."""
    decorative = exhibit("gear", '[{file: a.jpg, alt: ""}]')
    assert "no-alt" not in sheet_of(decorative, photographs=(photo("exhibits/a.jpg"),)).frames[0].marks
    bare = dataclasses.replace(decorative, images=(dataclasses.replace(decorative.images[0], alt=None),))
    assert "no-alt" in sheet_of(bare, photographs=(photo("exhibits/a.jpg"),)).frames[0].marks


def test_the_same_picture_and_the_same_words_are_named_from_both_ends() -> None:
    """Two files with the same bytes name each other; the same words on two pictures do too, on one they are right."""
    sheet = sheet_of(
        exhibit("one", "[{file: a.jpg, alt: 齿轮, credit: 某厂}]"),
        exhibit("two", "[{file: b.jpg, alt: 齿轮, credit: 某厂}, {file: c.jpg, alt: 齿轮, credit: 某厂}]"),
        photographs=(
            photo("exhibits/a.jpg", "same"),
            photo("exhibits/b.jpg", "same"),
            photo("exhibits/c.jpg", "other"),
        ),
    )
    one, two, three = (
        "one · content/exhibits/one.md:3",
        "two · content/exhibits/two.md:3",
        "two · content/exhibits/two.md:3",
    )
    assert [frame.advice for frame in sheet.frames] == [
        (Advice("repeated", (two,)), Advice("same-alt", (three,))),
        (Advice("repeated", (one,)), Advice("same-alt", (three,))),
        (Advice("same-alt", (one, two)),),
    ]


def test_of_many_places_the_first_few_are_named() -> None:
    """Words that stand under every picture name four of the others and say that there are more."""
    for count, named, has_more in ((5, 4, False), (6, 4, True)):
        images = ", ".join(f"{{file: {index}.jpg, alt: 照片, credit: 某厂}}" for index in range(count))
        photographs = tuple(photo(f"exhibits/{index}.jpg") for index in range(count))
        (advice,) = sheet_of(exhibit("gear", f"[{images}]"), photographs=photographs).frames[0].advice
        assert (advice.mark, len(advice.places), advice.has_more) == ("same-alt", named, has_more)


def test_pictures_of_texts_and_films_have_frames_without_a_focus() -> None:
    """A picture in a text is named by its line there, once; one that the gallery has is not told again."""
    owner = exhibit("gear", "[{file: a.jpg, alt: 甲}]", "media: [{kind: video, file: film.mp4, poster: still.jpg}]")
    links = tuple(
        NamedLink(name, line, is_picture=True) for name, line in (("a.jpg", 9), ("./t.jpg", 11), ("t.jpg", 13))
    )
    prose = {(owner.ref, "zh-Hans"): Prose("", "zh-Hans", links), (owner.ref, "en"): Prose("", "en", links)}
    names = ("exhibits/a.jpg", "exhibits/t.jpg", "exhibits/still.jpg")
    sheet = sheet_of(owner, photographs=tuple(photo(name) for name in names), prose=prose)
    assert [(frame.use, frame.photograph.path, frame.focus is None) for frame in sheet.frames] == [
        ("gallery", "exhibits/a.jpg", False),
        ("text", "exhibits/t.jpg", True),
        ("poster", "exhibits/still.jpg", True),
    ]
    assert sheet.frames[1].place == "content/exhibits/gear.md:11"
    assert sheet.frames[2].marks == ()


def test_unused_pictures_are_named_and_other_files_are_not() -> None:
    """A picture that no entry names is listed; a stray text is not its business."""
    files = ("exhibits/a.jpg", "exhibits/Old.JPG", "exhibits/notes.txt")
    one = exhibit("gear", "[{file: a.jpg, alt: 甲}]")
    assert sheet_of(one, photographs=(photo("exhibits/a.jpg"),), files=files).unused == ("exhibits/Old.JPG",)


def test_the_sheet_counts_a_repeated_picture_once_in_bytes() -> None:
    """Marks count frames; bytes count files that differ."""
    pair = tuple(photo(f"exhibits/{name}.jpg", "same", file_bytes=1000) for name in "ab")
    sheet = sheet_of(exhibit("gear", "[{file: a.jpg, alt: 甲}, {file: b.jpg, alt: 乙}]"), photographs=pair)
    assert (sheet.file_bytes, sheet.count("guess"), sheet.count("uncredited")) == (1000, 2, 2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_content_cannot_write_markup(lang: str) -> None:
    """What editors and files say is text on the page, in attributes too, and no rule carries a style or a script."""
    evil = "\"'><script>alert(1)</script>"
    one = entry("exhibit", "gear", "title: x\nhall: main\nimages: [{file: a.jpg, alt: 甲}]")
    photograph = photo("exhibits/a.jpg", creator=evil, rights=evil)
    files = page_files(sheet_of(one, photographs=(photograph,), lang=lang), read_wording(lang))
    html = files["index.html"].decode()
    assert evil not in html
    assert evil in unescape(html)
    assert html.count("<script") == 1
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)
    assert files["focus.css"] == b"#p1{--x:31%;--y:60%}\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_exhibition_without_pictures_has_a_page_too(lang: str) -> None:
    """Nothing to show is said in words."""
    wording = read_wording(lang)
    html = page_files(sheet_of(photographs=(), lang=lang), wording)["index.html"].decode()
    assert wording("contact.empty") in html


def test_both_languages_have_the_same_words() -> None:
    """What one language can say, the other can."""
    chinese, english = (
        {
            key: set(re.findall(r"{\w+}", words))
            for key, words in read_wording(lang).strings.items()
            if key.startswith("contact.")
        }
        for lang in LANGUAGES
    )
    assert chinese == english


def test_the_command_writes_a_folder_that_stands_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its page names only what lies beside it; a second run writes the same; what left the content leaves it."""
    folder = started(tmp_path)
    assert main(["contact-sheet", str(folder), "--lang", "en"]) == DONE
    sheet = folder / ".jiangxin" / "contact-sheet"
    assert str(sheet / "index.html") in capsys.readouterr().out
    before = contents(sheet)
    for name in re.findall(r'(?:src|href)="([^"]+)"', (sheet / "index.html").read_text("utf-8")):
        assert name in before, name
    assert [name for name in before if name.startswith("pictures/")]
    assert main(["contact-sheet", str(folder), "--lang", "en"]) == DONE
    assert contents(sheet) == before
    (folder / "content" / "exhibits" / "gear.md").unlink()
    assert main(["contact-sheet", str(folder), "--lang", "en"]) == DONE
    assert not [name for name in contents(sheet) if name.startswith("pictures/")]


def test_problems_are_told_and_keep_nothing_from_being_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken picture and an unknown field are told of; the other pictures are on the sheet."""
    folder = started(tmp_path)
    gear = folder / "content" / "exhibits" / "gear.md"
    (gear.parent / "broken.jpg").write_bytes(b"no picture")
    text = (
        gear.read_text("utf-8")
        .replace("images:", "images:\n  - {file: broken.jpg, alt: 坏}")
        .replace("kind:", "kindd:")
    )
    gear.write_text(text, encoding="utf-8")
    assert main(["contact-sheet", str(folder), "--lang", "en"]) == DONE
    told = capsys.readouterr()
    assert "broken.jpg" in told.err
    assert "kindd" in told.err
    html = (folder / ".jiangxin" / "contact-sheet" / "index.html").read_text("utf-8")
    assert "gear.jpg" in html
    assert "broken.jpg" not in html


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file stands in the folder's place, the reason is said and the exit code is 1."""
    folder = started(tmp_path)
    (folder / ".jiangxin").mkdir()
    (folder / ".jiangxin" / "contact-sheet").write_text("in the way", encoding="utf-8")
    assert main(["contact-sheet", str(folder), "--lang", "en"]) == PROBLEMS
    assert "contact-sheet" in capsys.readouterr().err


def started(folder: Path) -> Path:
    """Begin an exhibition with one picture."""
    root = folder / "ex"
    assert main(["new-exhibition", str(root), "--lang", "zh-Hans"]) == DONE
    exhibits = root / "content" / "exhibits"
    hall = re.search(r"^hall: .+$", (exhibits / "example-exhibit.md").read_text("utf-8"), flags=re.M)
    assert hall
    images = "images:\n  - {file: gear.jpg, alt: 齿轮}\n"
    (exhibits / "gear.md").write_text(f"---\ntitle: 齿轮\nkind: object\n{hall[0]}\n{images}---\n", encoding="utf-8")
    Image.linear_gradient("L").resize((640, 480)).convert("RGB").save(exhibits / "gear.jpg")
    return root


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
