from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from jiangxin.images.cards.lines import CLOSING, ELLIPSIS, OPENING, pieces, set_lines

STEPS = ((84, 2), (60, 2), (44, 3))


def em(text: str) -> float:
    """Measure as a font does whose Chinese letters are square and whose Latin ones are half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.5 for letter in text)


words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
numbers = st.integers(0, 99999).map(str)
hanzi = st.text("劳模工匠创新交流活动展览的一个", min_size=1, max_size=6)
marks = st.sampled_from(["，", "。", "：", "》", "”", "——", "……", "、"])
quoted = hanzi.map(lambda text: f"《{text}》") | hanzi.map(lambda text: f"“{text}”")
titles = st.lists(
    st.one_of(hanzi, hanzi, quoted, words, numbers, st.just(" "), st.tuples(hanzi, marks).map("".join)), max_size=40
).map(lambda parts: " ".join("".join(parts).split()))


@given(titles)
@example(f"一一《一》“一”“一”{'a' * 7}“一”“一”{'a' * 9}一一一一一一")
@example("“" + "a" * 60)
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(text: str) -> None:
    """The rules of Chinese typesetting hold for every title."""
    for line in set_lines(text, em, 620, STEPS).lines:
        assert line[0] not in CLOSING, line
        assert line[-1] not in OPENING, line


@given(titles)
@example(f"{'一' * 12}《一》{'a' * 25}“一一”")  # the third line is filled by one piece
@example(f"一一一一一一一“一一一一一一”{'a' * 26} 一")  # a line can hold all of a word but the blank behind it
def test_lines_fit_and_lose_nothing_but_behind_an_ellipsis(text: str) -> None:
    """What is set is the title, or its beginning with an ellipsis."""
    setting = set_lines(text, em, 620, STEPS)
    assert len(setting.lines) <= dict(STEPS)[setting.size_px]
    assert all(em(line) * setting.size_px <= 620 + 0.01 for line in setting.lines)
    whole, shown = text.replace(" ", ""), "".join(setting.lines).replace(" ", "")
    if shown != whole:
        assert shown.endswith(ELLIPSIS)
        assert whole.startswith(shown.removesuffix(ELLIPSIS))
        assert len(setting.lines) == 3


@given(titles)
def test_words_and_numbers_stay_whole(text: str) -> None:
    """A line ends within no Latin word and within no number, but for one that no line could hold."""
    assume(all(em(piece) * STEPS[-1][0] <= 620 for piece in pieces(text)))
    setting = set_lines(text, em, 620, STEPS)
    at = 0
    for line in setting.lines[:-1]:
        at = text.index(line, at) + len(line)
        assert not (text[at - 1].isascii() and text[at - 1].isalnum() and text[at].isascii() and text[at].isalnum())


@given(st.text())
def test_pieces_lose_nothing(text: str) -> None:
    """Pieces are the text, whatever it is."""
    assert "".join(pieces(text)) == text


def test_any_text_can_be_set() -> None:
    """A word wider than a line is divided, a wall of marks too, and a text without end is cut."""
    assert set_lines("", em, 620, STEPS).lines == ()
    assert "".join(set_lines("a" * 60, em, 620, STEPS).lines) == "a" * 60
    assert "".join(set_lines("》" * 30, em, 620, STEPS).lines) == "》" * 30
    assert set_lines("匠心" * 100_000, em, 620, STEPS).lines[-1].endswith(ELLIPSIS)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("竺士杰", ("竺士杰",)),
        ("“一件事”数字化应用", ("“一件事”", "数字化应用")),
        ("共创的新工具房展", ("共创的", "新工具房展")),
        ("Widen the middle, lift", ("Widen the", "middle, lift")),
        ("第四十一次焊接用 0.02 mm", ("第四十一次焊", "接用 0.02 mm")),
    ],
)
def test_lines_are_even_and_break_where_one_pauses(text: str, lines: tuple[str, ...]) -> None:
    """Punctuation first, then between words, and within what belongs together last."""
    assert set_lines(text, em, 640, ((84, 2),)).lines == lines


def test_large_comes_before_few_letters() -> None:
    """The first step that holds the whole title is taken."""
    assert set_lines("匠" * 14, em, 620, STEPS).size_px == 84
    assert set_lines("匠" * 20, em, 620, STEPS).size_px == 60
    assert set_lines("匠" * 42, em, 620, STEPS).size_px == 44
