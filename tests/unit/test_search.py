"""The index of the search: what is written can be read, and whatever stands in a text is found."""

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.search.documents import Document
from jiangxin.search.folding import fold, foldings_into, grams, tokens
from jiangxin.search.postings import encode
from jiangxin.search.shards import GRAMS_BYTES, HEAD_DOCUMENTS, TEXT_BYTES, write_head, write_shards
from tests.unit.search_reader import Reader, decode, stands_in, value_of

FOLDER = "search/zh-hans/"
LETTERS = "工匠心罗明浩羅鐵铁的𣗋ＡBab é1２3ｶ.·（(， \u3000"
WORDS = st.text(alphabet=LETTERS, max_size=12)
LINES = st.lists(WORDS, max_size=4).map(lambda lines: tuple(" ".join(line.split()) for line in lines if line.strip()))


def document(*lines: str, title: str = "题", names: tuple[str, ...] = ()) -> Document:
    """Make a document that says `lines`."""
    return Document(title, "a.html", "story", names, (), lines)


def reader(*documents: Document) -> Reader:
    """Write an index and read it."""
    files, head = write_shards(documents, FOLDER)
    return Reader(files, head, FOLDER)


@given(st.sets(st.integers(0, 3000)))
def test_numbers_come_back(numbers: set[int]) -> None:
    """Any list of documents is read as it was written."""
    assert decode(encode(sorted(numbers))) == sorted(numbers)


def test_many_numbers_are_short() -> None:
    """A gram that is everywhere costs a bit for each document, a rare one a letter or two."""
    assert len(encode(range(600))) == 101
    assert encode([7]) == "H"
    assert len(encode([900])) == 2


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＳ（ＬＧ１２１）", "abs(lg121)"),
        ("羅明浩", "罗明浩"),
        ("鐵藝", "铁艺"),
        ("3.2 毫米", "3.2毫米"),
        ("ABS 替代料  use 法", "abs替代料use法"),
        ("two  words", "two words"),
        ("e\u0301tude", "étude"),
        ("㎜", "mm"),
    ],
)
def test_writings_that_are_the_same(written: str, folded: str) -> None:
    """Width, capitals, traditional characters, composition and spaces beside Chinese make no difference."""
    assert fold(written) == folded


def test_what_is_looked_up() -> None:
    """Chinese by pairs and the last character, words and numbers whole and apart."""
    assert sorted(grams("大国工匠")) == sorted(["大国", "国工", "工匠", "匠"])
    assert tokens("abs(lg121)3号𣗋木") == ["abs", "lg", "121", "3", "号𣗋木"]
    assert list(grams("𣗋木")) == ["木", "𣗋木"]


def test_only_foldings_that_matter_are_sent() -> None:
    """The client gets the pairs whose simplified form is in the index."""
    pairs = foldings_into("罗铁")
    assert "羅罗" in pairs and "鐵铁" in pairs and "藝" not in pairs
    assert len(pairs) % 2 == 0


@given(st.lists(LINES, min_size=1, max_size=6), st.data())
def test_whatever_stands_in_a_text_is_found(texts: list[tuple[str, ...]], data: st.DataObject) -> None:
    """Any piece of any document finds that document, and nothing that does not hold it."""
    index = reader(*(document(*lines) for lines in texts))
    number = data.draw(st.integers(0, len(texts) - 1))
    said = index.said(number)
    start = data.draw(st.integers(0, len(said) - 1))
    piece = said[start : start + data.draw(st.integers(1, 8))].split("\n")[0].strip()
    if not tokens(piece) or not stands_in(said, piece):
        return
    found = index.found(piece)
    assert number in found
    words = piece.split()
    assert found == {each for each in range(len(texts)) if all(stands_in(index.said(each), word) for word in words)}


def test_names_are_found_like_words() -> None:
    """Title and other names are looked up too, and words may stand in either."""
    index = reader(document("焊接", title="罗明浩", names=("老罗",)), document("罗明"))
    assert index.found("罗明浩 焊接") == {0}
    assert index.found("老罗") == {0}
    assert index.found("羅明") == {0, 1}
    assert index.found("浩") == {0}


def test_grams_stand_in_the_order_of_javascript() -> None:
    """A character beyond the first plane comes before those at the end of it, as UTF-16 has it."""
    _, head = write_shards([document("\ufa0e" * 2 + "𣗋" * 2)], FOLDER)
    index = reader(*(document("\ufa0e\ufa0f𣗋𣗋" + chr(0x4E00 + n)) for n in range(3000)))
    firsts = [first.encode("utf-16-be") for first, _ in index.head["grams"]]
    assert len(firsts) > 1 and firsts == sorted(firsts)
    assert len(index.found("𣗋𣗋")) == len(index.found("\ufa0e\ufa0f")) == 3000
    assert head["kinds"] == ["story"]


def test_files_are_bounded_and_named_by_their_content() -> None:
    """Files stay small, their names carry their digest, and the head names each of them."""
    documents = [document(*(f"第{n}项{n * 7919}工作" for n in range(k, k + 40))) for k in range(300)]
    files, head = write_shards(documents, FOLDER)
    named = {FOLDER + name for _, name in (*head["grams"], *head["texts"])}
    assert set(files) == named
    assert len(head["grams"]) > 2 and len(head["texts"]) > 2
    for path, content in files.items():
        assert re.fullmatch(r"search/zh-hans/[gt]\d+\.[0-9a-f]{10}\.js", path)
        assert hashlib.sha256(content).hexdigest().startswith(path.split(".")[1])
        assert len(content) < max(GRAMS_BYTES, TEXT_BYTES) + 1000
    assert write_shards(documents, FOLDER) == (files, head)


def test_a_large_site_keeps_its_names_in_files_of_their_own() -> None:
    """The head holds the first documents, other files the rest, and none is lost."""
    documents = [document(title=f"第{n}项") for n in range(HEAD_DOCUMENTS * 2 + 1)]
    index = reader(*documents)
    assert len(index.head["documents"]) == HEAD_DOCUMENTS and len(index.head["more"]) == 2
    assert [row[0] for row in index.rows] == [each.title for each in documents]
    assert index.found(f"第{HEAD_DOCUMENTS * 2}项") == {HEAD_DOCUMENTS * 2}


@given(st.text())
def test_no_text_breaks_out_of_the_index(words: str) -> None:
    """Whatever an editor writes is a string of the script, read back as it was."""
    head = {"title": words}
    assert value_of(write_head(head), "head") == {"title": words.encode("utf-8", "replace").decode()}
