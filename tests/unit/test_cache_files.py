"""The cache's own two kinds of file: damaged, foreign or half-written, they are as if they were not there."""

from pathlib import Path

import pytest

from jiangxin.cache import Pile, read_snapshot, write_snapshot

VALUE = ("zh", {"a": (1, 2.5, None, True, b"\0", ("字", ()))})


def test_a_snapshot_gives_back_what_was_kept(tmp_path: Path) -> None:
    """A value comes back as it was; another recipe's is none, nor is one that was never written."""
    file = tmp_path / "index"
    assert read_snapshot(file, "1") is None
    write_snapshot(file, "1", VALUE)
    assert read_snapshot(file, "1") == VALUE
    assert read_snapshot(file, "2") is None


def test_a_damaged_snapshot_is_none(tmp_path: Path) -> None:
    """One cut at any byte, or changed in any, is no snapshot."""
    file = tmp_path / "index"
    write_snapshot(file, "1", VALUE)
    whole = file.read_bytes()
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            file.write_bytes(damaged)
            assert read_snapshot(file, "1") is None


def test_nothing_that_can_run_is_kept(tmp_path: Path) -> None:
    """A value that is more than a plain one is refused."""
    with pytest.raises(ValueError, match="unmarshallable"):
        write_snapshot(tmp_path / "index", "1", lambda: None)


def test_a_pile_gives_each_text_by_its_place(tmp_path: Path) -> None:
    """What is laid on top moves nothing that lies below."""
    pile = Pile(tmp_path / "pile")
    first = pile.lay([b"one", b"", "三".encode()])
    second = pile.lay([b"four"])
    assert [pile.fetch(place) for place in (*first, *second)] == [b"one", b"", "三".encode(), b"four"]
    assert pile.size() == 10


def test_what_is_damaged_in_a_pile_is_absent(tmp_path: Path) -> None:
    """A text of which a byte was changed or cut is absent, and its neighbour is not."""
    pile = Pile(tmp_path / "pile")
    one, two = pile.lay([b"one", b"two"])
    pile.file.write_bytes(b"onetwi")
    assert (pile.fetch(one), pile.fetch(two)) == (b"one", None)
    pile.file.write_bytes(b"onet")
    assert (pile.fetch(one), pile.fetch(two)) == (b"one", None)
    pile.file.unlink()
    assert (pile.fetch(one), pile.size()) == (None, 0)
