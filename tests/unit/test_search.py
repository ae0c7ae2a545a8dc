"""The index of the search: what is written can be read, and whatever stands in a text is found."""

import hashlib
import random
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.search.documents import Document
from jiangxin.search.folding import fold, gram_of, has_han, keys, one_line, tokens
from jiangxin.search.leaves import GRAMS_BYTES, bound, mended
from jiangxin.search.lists import gathered
from jiangxin.search.postings import decode, encode
from jiangxin.search.shards import MOST_ROWS, TEXT_BYTES, row_of, write_head
from tests.unit.search_reader import Reader, stands_in, text_of, value_of, write_shards

FOLDER = "search/zh-hans/"
LETTERS = "工匠心罗明浩羅鐵铁的𣗋ＡBab é1２3ｶ.·（(， \u3000"
WORDS = st.text(alphabet=LETTERS, max_size=12)
LINES = st.lists(WORDS, max_size=4).map(lambda lines: tuple(" ".join(line.split()) for line in lines if line.strip()))


def document(*lines: str, title: str = "题", names: tuple[str, ...] = (), reading: str = "") -> Document:
    """Make a document that says `lines`."""
    return Document(title, "a.html", "story", names, (reading,) if reading else (), lines)


def prose(number: int) -> Document:
    """Make a document that says as much as any, in words of its own and in words that all have."""
    own = "".join(chr(0x3400 + number * each * each % 5987) for each in range(300))
    return document(own[:150] + "工匠", own[150:] + "精神", title=f"第{number}项")


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


def grams(lines: list[str]) -> set[str]:
    """Give what a text is looked up by."""
    return set(filter(None, map(gram_of, keys(lines))))


def test_what_is_looked_up() -> None:
    """Chinese by pairs and the last character, words and numbers whole, apart and by what they begin with."""
    assert grams(["大国工匠"]) == {"大国", "国工", "工匠", "匠"}
    assert tokens("abs(lg121)3号𣗋木") == ["abs", "lg", "121", "3", "号𣗋木"]
    assert grams(["𣗋木", "LG121"]) == {"木", "𣗋木", "lg", "l", "121", "1"}


@given(st.lists(st.text(alphabet=LETTERS + "ＬG１㎜İ豈，。“”…\n\x00"), max_size=3), st.lists(st.text(), max_size=2))
def test_grams_are_those_of_the_folded_text(some: list[str], others: list[str]) -> None:
    """Only what may change is folded before it is cut, and that makes no difference, whatever is written."""
    lines = [one_line(line) for line in (*some, *others)]
    expected: set[str] = set()
    for token in (token for line in lines for token in tokens(fold(line))):
        is_pairs = has_han(token)
        expected |= {a + b for a, b in pairwise(token)} | {token[-1]} if is_pairs else {token, token[0]}
    assert grams(lines) == expected


def test_only_foldings_that_matter_are_sent() -> None:
    """The head has the pairs of characters that are written, a file those that only a query may have."""
    index = reader(document("羅铁"), document("豈"))
    assert sorted(index.head["fold"][::2]) == sorted("羅豈")
    [rest] = (value_of(content, path[len(FOLDER) : -3]) for path, content in index.files.items() if "/f." in path)
    assert "鐵铁" in rest and "羅罗" not in rest and "藝" not in rest
    assert len(rest) % 2 == 0


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


@given(
    st.lists(LINES, min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), LINES, LINES), max_size=4),
    st.integers(1, 60),
)
def test_mended_leaves_are_those_that_are_bound_anew(
    texts: list[tuple[str, ...]], edits: list[tuple[int, tuple[str, ...], tuple[str, ...]]], most_bytes: int
) -> None:
    """Whatever documents say otherwise, their leaves are as if they had been gathered and bound then."""
    rows = [row_of(document(*lines)) for lines in texts]
    new = rows.copy()
    for number, names, lines in edits:
        new[number % len(rows)] = row_of(document(*lines, names=names, reading="luo ming hao"))
    changes = [(number, *both) for number, both in enumerate(zip(rows, new, strict=True)) if both[0] != both[1]]
    kept = bound(gathered(rows), most_bytes)
    assert mended(kept, changes, text_of, most_bytes) == bound(gathered(new), most_bytes)


@pytest.mark.parametrize("most_bytes", [12, 40, 200])
def test_leaves_are_cut_where_they_would_be(most_bytes: int) -> None:
    """After any number of edits leaves begin where they would, also where one before has room for what comes after."""
    chance = random.Random(most_bytes)  # noqa: S311  # no secret
    letters = [chr(0x4E00 + 7 * number) for number in range(12)]

    def row() -> bytes:
        return row_of(document("".join(chance.choices(letters, k=chance.randrange(1, 5)))))

    rows = [row() for _ in range(12)]
    kept = bound(gathered(rows), most_bytes)
    for _ in range(150):
        number, new = chance.randrange(len(rows)), row()
        kept = mended(kept, [(number, rows[number], new)], text_of, most_bytes)
        rows[number] = new
        assert kept == bound(gathered(rows), most_bytes)


def test_names_are_found_like_words() -> None:
    """Title and other names are looked up too, and words may stand in either."""
    index = reader(document("焊接", title="罗明浩", names=("老罗",)), document("罗明"))
    assert index.having("罗明") == {0, 1} and index.having("罗明", in_names=True) == {0}
    assert index.found("罗明浩 焊接") == {0}
    assert index.found("老罗") == {0}
    assert index.found("羅明") == {0, 1}
    assert index.found("浩") == {0}


def test_names_are_found_by_how_they_begin_and_are_typed() -> None:
    """Whole names and readings are grams of their own, so the best of many names are known unread."""
    index = reader(document(title="罗明浩 工作室"), document(title="罗", names=("老罗",), reading="luo ming hao"))
    assert index.having("'罗", is_open=True) == {0, 1} and index.having("'罗") == {1}
    assert index.having("'老罗") == {1}
    assert index.having("'luom", is_open=True) == index.having("=lmh") == {1}
    assert index.having("=lm") == set()


def test_documents_are_known_by_kind() -> None:
    """The head tells of each document's kind, which needs no file."""
    kinds = ("craftsman", "craftsman", "term", "story")
    index = reader(*(Document("题", "a.html", kind, (), (), ()) for kind in kinds))
    assert [index.kind(number) for number in range(4)] == list(kinds)
    assert index.head["count"] == 4


def test_grams_stand_in_the_order_of_javascript() -> None:
    """A character beyond the first plane comes before those at the end of it, as UTF-16 has it."""
    _, head = write_shards([document("\ufa0e" * 2 + "𣗋" * 2)], FOLDER)
    index = reader(*(document("\ufa0e\ufa0f𣗋𣗋" + chr(0x4E00 + n)) for n in range(3000)))
    firsts = [first.encode("utf-16-be") for first, _ in index.head["grams"]]
    assert len(firsts) > 1 and firsts == sorted(firsts)
    assert len(index.found("𣗋𣗋")) == len(index.found("\ufa0e\ufa0f")) == 3000
    assert head["kinds"] == [(0, "story")]


def test_files_are_bounded_and_named_by_their_content() -> None:
    """Files stay small, their names carry their digest, and the head names each of them."""
    documents = [document(*(f"第{n}项{n * 7919}工作" for n in range(k, k + 40))) for k in range(300)]
    files, head = write_shards(documents, FOLDER)
    named = {f"{FOLDER}{name}.js" for _, name in (*head["grams"], *head["texts"])} | {f"{FOLDER}{head['rest']}.js"}
    assert set(files) == named
    assert len(head["grams"]) > 2 and len(head["texts"]) > 2
    for path, content in files.items():
        assert re.fullmatch(r"search/zh-hans/[fgt]\.[0-9a-f]{16}\.js", path)
        held = content.partition(b",")[2].removesuffix(b")\n")
        assert hashlib.sha256(held).hexdigest().startswith(path.split(".")[1])
        assert len(content) <= max(GRAMS_BYTES, TEXT_BYTES) * 1.35
    assert write_shards(documents, FOLDER) == (files, head)


def test_a_part_more_renames_no_other() -> None:
    """Where what is said grows by a file, the files before and behind it stay as they are."""
    documents = [prose(number) for number in range(600)]
    was, _ = write_shards(documents, FOLDER)
    now, _ = write_shards(
        [*documents[:20], document(*(f"{k}号零件" for k in range(1000, 2000))), *documents[21:]], FOLDER
    )
    texts = {path for path in was if "/t." in path}
    assert len(texts) > 40 and len(texts - now.keys()) <= 4 and len(now) > len(was)


def test_the_index_grows_with_what_is_said_and_the_head_does_not() -> None:
    """Of ten times the documents there is about ten times the index, in files no larger, and a head hardly so."""
    few, many = (write_shards([prose(number) for number in range(count)], FOLDER) for count in (100, 1000))
    for letter in "gt":
        sizes, larger = ([len(files[path]) for path in files if f"/{letter}" in path] for files in (few[0], many[0]))
        assert len(larger) <= 11 * len(sizes) and sum(larger) <= 11 * sum(sizes)
        assert max(larger) <= max(GRAMS_BYTES, TEXT_BYTES) * 1.35
    assert len(write_head(many[1])) <= 6_000 and len(write_head(few[1])) <= 6_000


def test_a_large_index_is_found_through_tables_of_tables() -> None:
    """The head names parts of a long table, and whatever is there is found as in a short one."""
    documents = [prose(number) for number in range(1_800)]
    index = reader(*documents)
    assert index.head["texts"][0][1].startswith("it.") and index.head["grams"][0][1].startswith("ig.")
    assert max(len(index.head["texts"]), len(index.head["grams"])) < MOST_ROWS
    assert [row[2][0] for row in index.rows] == [each.title for each in documents]
    assert index.found("第1799项") == {1799} and len(index.found("工匠")) == 1_800
    assert index.files_of("工匠") == 2


@given(st.text())
def test_no_text_breaks_out_of_the_index(words: str) -> None:
    """Whatever an editor writes is a string of the script, read back as it was."""
    head = {"title": words}
    assert value_of(write_head(head), "head") == {"title": words.encode("utf-8", "replace").decode()}
