"""Patterns that are compiled late, and those that were made cheap to compile: they find what they always found."""

from __future__ import annotations

import re
import sys

import pytest

from jiangxin.drawing import lettering
from jiangxin.exports import xml_file
from jiangxin.names import pinyin, rare
from jiangxin.names.variants import simplified
from jiangxin.patterns import pattern
from jiangxin.rendering.filters import WORD_JOINER, bind_last_two
from jiangxin.search import folding

EVERY = "".join(map(chr, range(sys.maxunicode + 1)))
"""What a text may hold, and surrogates."""


def test_nothing_is_compiled_until_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is compiled once, with its flags."""
    compiled = []
    compile_now = re.compile

    def counted(written: str, flags: re.RegexFlag) -> re.Pattern[str]:
        compiled.append((written, flags))
        return compile_now(written, flags)

    monkeypatch.setattr(re, "compile", counted)
    late = pattern("a(b)", re.IGNORECASE)
    assert late.pattern == "a(b)" and not compiled
    assert [late.sub(r"\1", "xAB") for _ in range(3)] == ["xB"] * 3
    assert compiled == [("a(b)", re.IGNORECASE)]
    found = late.fullmatch("AB")
    assert found and found[1] == "B" and not late.search("b")


def test_bytes_are_found_in_bytes() -> None:
    """As with `re.compile`."""
    assert pattern(rb"\d+").findall(b"1 and 23") == [b"1", b"23"]


def test_what_is_wrong_is_told_when_it_is_used() -> None:
    """And what no pattern has is not made up."""
    late = pattern("(")
    with pytest.raises(re.error):
        late.search("x")
    with pytest.raises(AttributeError):
        pattern("x").found  # type: ignore[attr-defined]  # noqa: B018


def test_what_xml_forbids_is_all_there_is_but_what_it_allows() -> None:
    """The characters of XML 1.0, told the other way round."""
    allowed = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    forbidden = allowed.sub("", EVERY)
    assert "".join(xml_file._UNCARRIABLE.findall(EVERY)) == forbidden
    assert "".join(lettering._NOT_IN_XML.findall(EVERY)) == forbidden


def test_only_what_folding_may_change_is_looked_for() -> None:
    """Of the usual Chinese the traditional, of the rest all but what texts are full of."""
    stays = {each for each in map(chr, range(0x4E00, 0xA000)) if each not in simplified()}
    stays.update(re.findall(f"[{folding._PLAIN}]", EVERY))
    assert set("".join(folding._folded().findall(EVERY))) == set(EVERY) - stays


def test_characters_of_names_are_those_of_the_blocks() -> None:
    """The main block and A, the compatible ones, and the further planes."""
    blocks = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
    assert pinyin._characters_in(EVERY) == blocks.findall(EVERY)


def test_a_rare_character_is_chinese_and_in_neither_list() -> None:
    """GB 2312 as its rows say, one by one."""
    rows = [bytes([lead, trail]) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF)]
    known = {each.decode("gb2312", "ignore") for each in rows} | set(rare._COMMON)
    assert rare._common() == known - {""}
    blocks = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
    assert list(filter(rare._is_han, EVERY)) == blocks.findall(EVERY)
    assert rare._found_in(EVERY) == rare._left_of(EVERY) == set(blocks.findall(EVERY)) - known - simplified().keys()


@pytest.mark.parametrize("last", ["\u3400", "\u9fff", "\u33ff", "\ua000", "a"])
def test_the_last_two_of_a_heading_are_bound_where_they_are_chinese(last: str) -> None:
    """Chinese from U+3400 to U+9FFF."""
    is_bound = "\u3400" <= last <= "\u9fff"
    assert (WORD_JOINER in bind_last_two(f"展厅展厅{last}")) == is_bound
    assert (WORD_JOINER in bind_last_two(f"展厅展{last}厅")) == is_bound
