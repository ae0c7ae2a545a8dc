from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from PIL import features

from jiangxin.images.cards import fonts as fonts_module
from jiangxin.images.cards.fonts import (
    Font,
    clusters,
    drawable,
    find_fonts,
    fonts_digest,
    in_language,
    opened,
    runs,
    uncovered,
)
from jiangxin.images.errors import PictureError
from tests.unit.square_fonts import LATIN, write_font


@pytest.fixture
def latin(tmp_path: Path) -> Font:
    """Give a font of Latin letters."""
    return Font(write_font(tmp_path / "DejaVuSans.ttf", LATIN), "sans")


@pytest.fixture
def chinese(tmp_path: Path) -> Font:
    """Give a font of a few Chinese letters, and of the Latin A."""
    return Font(write_font(tmp_path / "SourceHanSerifSC-Heavy.ttf", "匠心㐀，A", width=1000), "serif")


def test_the_order_is_own_then_heavy_serif_then_sans_then_latin(tmp_path: Path) -> None:
    """Names are compared without case, spaces and underlines, at any depth, and others are left out."""
    for name in ("a/DejaVuSans.ttf", "b/c/NotoSansCJK-Bold.ttc", "Noto_Serif CJK-Black.ttc", "z.ttf", "Arial Bold.ttf"):
        (tmp_path / "fonts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "fonts" / name).touch()
    own = write_font(tmp_path / "own.ttf", "A")

    found = find_fonts(own, [tmp_path / "fonts", tmp_path / "absent"])

    assert [font.path.name for font in found] == [
        "own.ttf",
        "Noto_Serif CJK-Black.ttc",
        "NotoSansCJK-Bold.ttc",
        "Arial Bold.ttf",
        "DejaVuSans.ttf",
    ]
    assert [font.style for font in found] == ["own", "serif", "sans", "sans", "sans"]


def test_folders_are_walked_to_a_bounded_depth(tmp_path: Path) -> None:
    """A link or a vast tree below a folder of fonts does not hold a build up."""
    for depth in (5, 6):
        folder = tmp_path.joinpath(*("d" * depth))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "arial.ttf").touch()
    assert [font.path.parent for font in find_fonts(None, [tmp_path])] == [tmp_path.joinpath(*"ddddd")]


@pytest.mark.parametrize("content", [b"", b"no font", b"ttcf\0\1\0\0\0\0\0\1\0\0\0\0", b"wOF2" + bytes(60)])
def test_what_is_no_font_is_told(tmp_path: Path, content: bytes) -> None:
    """The exhibition's own font is judged before anything is drawn."""
    (tmp_path / "own.ttf").write_bytes(content)
    with pytest.raises(PictureError) as caught:
        find_fonts(tmp_path / "own.ttf", [])
    assert (caught.value.code, caught.value.facts) == ("card.font", {"found": "own.ttf"})


def test_a_text_is_divided_by_what_fonts_cover(latin: Font, chinese: Font) -> None:
    """The first font that has a letter draws it."""
    assert runs("匠心 A B", (chinese, latin)) == [("匠心", chinese), (" ", latin), ("A", chinese), (" B", latin)]
    assert runs("", (latin,)) == []


@pytest.mark.parametrize("text", ["匠工", "A🔥", "𠀀", "e\u0301\u0489"])
def test_no_text_has_a_box(latin: Font, chinese: Font, text: str) -> None:
    """One letter, or one mark on a letter, that no font has: the text is not drawn."""
    assert runs(text, (chinese, latin)) is None


def test_the_letters_without_a_font_are_named_once(latin: Font, chinese: Font) -> None:
    """An editor reads which letters are missing."""
    assert uncovered("匠工工 A🔥", (chinese, latin)) == "工🔥"
    assert uncovered("匠心", (chinese, latin)) == ""


def test_a_mark_is_drawn_with_its_letter(tmp_path: Path, latin: Font) -> None:
    """A font that has the letter but not its mark gives way to one that has both."""
    marked = Font(write_font(tmp_path / "marked.ttf", "q\u0323"), "sans")
    assert runs("aq\u0323", (latin, marked)) == [("a", latin), ("q\u0323", marked)]


def test_a_variation_selector_needs_no_glyph(monkeypatch: pytest.MonkeyPatch, chinese: Font) -> None:
    """It stays with its letter for a shaper, and is dropped where there is none, which would draw a box."""
    monkeypatch.setattr(fonts_module, "has_shaping", lambda: True)
    assert runs("匠\U000e0100心", (chinese,)) == [("匠\U000e0100心", chinese)]
    monkeypatch.setattr(fonts_module, "has_shaping", lambda: False)
    assert runs("匠\U000e0100心", (chinese,)) == [("匠心", chinese)]


@pytest.mark.parametrize("text", ["سلام", "שלום", "नमस्ते"])
def test_shaped_scripts_need_a_shaper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    """Without Raqm such letters would stand apart and in the wrong order."""
    font = Font(write_font(tmp_path / "shaped.ttf", "".join(dict.fromkeys(text))), "sans")
    monkeypatch.setattr(fonts_module, "has_shaping", lambda: True)
    assert runs(text, (font,)) == [(text, font)]
    monkeypatch.setattr(fonts_module, "has_shaping", lambda: False)
    assert runs(text, (font,)) is None
    assert uncovered(text, (font,))


def test_what_runs_from_right_to_left_needs_one_font(latin: Font, tmp_path: Path) -> None:
    """Runs of several fonts would stand in the wrong order."""
    hebrew = Font(write_font(tmp_path / "hebrew.ttf", "שלום"), "sans")
    assert runs("שלום A", (latin, hebrew)) is None


@given(st.text())
def test_what_has_no_shape_is_dropped(text: str) -> None:
    """Controls, marks of direction and zero-width letters leave no trace; clusters lose nothing."""
    shown = drawable(text)
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in shown)
    assert "".join(clusters(shown)) == shown
    assert shown == shown.strip(" ") == drawable(shown)
    assert "  " not in shown


def test_a_line_break_or_a_tab_is_a_space() -> None:
    """A title stands on one line until it is set."""
    assert drawable(" 匠\n\t心\u200b\u202e\u2060 A\u00adB ") == "匠 心 AB"
    assert drawable("e\u200b\u0301") == "é"


def test_the_digest_stands_for_the_bytes(tmp_path: Path, latin: Font) -> None:
    """A copy elsewhere has the same digest, another content or order another."""
    copy = Font(Path(shutil.copy(latin.path, tmp_path / "copy.ttf")), "sans")
    other = Font(write_font(tmp_path / "other.ttf", LATIN, width=601), "sans")
    assert fonts_digest([latin]) == fonts_digest([copy])
    assert len({fonts_digest(each) for each in ([], [latin], [other], [latin, other], [other, latin])}) == 5


def test_a_collection_gives_the_face_of_a_language(tmp_path: Path) -> None:
    """Faces are told by the region in their names; without one for a language it is that of the mainland."""
    collection = TTCollection()
    for region in ("JP", "KR", "SC", "TC"):
        collection.fonts.append(TTFont(write_font(tmp_path / f"{region}.ttf", "匠", f"Han {region}")))
    collection.save(tmp_path / "han.ttc")
    font = Font(tmp_path / "han.ttc", "serif")

    def family(lang: str) -> str | None:
        (chosen,) = in_language([font], lang)
        return opened(chosen, 20).getname()[0]

    assert [family(lang) for lang in ("ja", "ko", "zh-Hans", "zh-Hant", "en")] == [
        "Han JP",
        "Han KR",
        "Han SC",
        "Han TC",
        "Han SC",
    ]


def test_a_damaged_font_covers_nothing(tmp_path: Path, latin: Font) -> None:
    """A system's broken file does not stop a build; drawing with it is told."""
    broken = Font(tmp_path / "arial.ttf", "sans")
    broken.path.write_bytes(latin.path.read_bytes()[:300])
    assert runs("A", (broken, latin)) == [("A", latin)]
    with pytest.raises(PictureError, match=r"card\.font"):
        opened(broken, 20)


def test_shaping_is_what_pillow_says() -> None:
    """It is asked of the part of Pillow that Pillow asks."""
    assert fonts_module.has_shaping() == (features.check("raqm") is True)
