"""What is used stays, what is not used for long goes, and the ledger loses nothing that is whole."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from jiangxin.cache import Cache

DAY_S = 86_400


class Clock:
    """The time, to be moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 20_000 * DAY_S + 10.0
        monkeypatch.setattr(time, "time", lambda: self.now)

    def later(self, days: int) -> None:
        """Let days pass."""
        self.now += days * DAY_S


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Give a clock."""
    return Clock(monkeypatch)


def run(
    folder: Path, *names: str, texts: tuple[str, ...] = (), rows: tuple[str, ...] = (), at_once: bool = False
) -> int:
    """Build as far as the cache sees it: use files, texts and rows, make what is missing; give what was swept."""
    cache = Cache(folder)
    for name in names:
        place = cache.file("pictures", name)
        if cache.missing("pictures", [name]):
            cache.folder_of("pictures")
            place.write_bytes(b"picture")
    for key in texts:
        if cache.get("markup", key) is None:
            cache.put("markup", key, b"html")
    for key in rows:
        if cache.ledger("photographs").get(key) is None:
            cache.ledger("photographs").put(key, [1, "two"])
    cache.save()
    return cache.sweep(at_once=at_once)


def kept(folder: Path) -> set[str]:
    """Give the names of all pictures and texts, and the keys of all rows."""
    cache = Cache(folder)
    files = {
        path.name for kind in ("pictures", "markup") for path in (cache.folder / kind).rglob("*") if path.is_file()
    }
    return files | {key for key in ("r1", "r2") if cache.ledger("photographs").get(key)}


def test_unused_for_long(tmp_path: Path, clock: Clock) -> None:
    """What no build used for thirty days goes with the first build after; what was used meanwhile stays."""
    run(tmp_path, "a.avif", "b.avif", texts=("aa1", "bb1"), rows=("r1", "r2"))
    clock.later(20)
    assert run(tmp_path, "a.avif", texts=("aa1",), rows=("r1",)) == 0
    clock.later(15)
    assert run(tmp_path, "a.avif", texts=("aa1",), rows=("r1",)) == 3
    assert kept(tmp_path) == {"a.avif", "aa1", "r1"}


def test_a_draft_for_a_day(tmp_path: Path, clock: Clock) -> None:
    """What one build of a day made is noted, though it is not the day's first."""
    run(tmp_path, "a.avif")
    run(tmp_path, "a.avif", "draft.avif")
    clock.later(1)
    run(tmp_path, "a.avif")
    assert kept(tmp_path) == {"a.avif", "draft.avif"}


def test_at_once(tmp_path: Path, clock: Clock) -> None:
    """On request all goes that this very build did not use."""
    run(tmp_path, "a.avif", "b.avif", texts=("aa1", "bb1"), rows=("r1", "r2"))
    assert run(tmp_path, "b.avif", texts=("bb1",), rows=("r2",), at_once=True) == 3
    assert kept(tmp_path) == {"b.avif", "bb1", "r2"}
    clock.later(1)
    assert run(tmp_path, "b.avif", texts=("bb1",), rows=("r2",)) == 0


def test_folders_and_leftovers(tmp_path: Path, clock: Clock) -> None:
    """A folder (tiles) is kept or goes as one; half-written files of a killed build go."""
    cache = Cache(tmp_path)
    for key in ("one", "two"):
        place = cache.file("tiles", key)
        place.mkdir(parents=True)
        (place / "x.jpg").write_bytes(b"tile")
    (cache.folder_of("pictures") / ".a.avif.1-2.tmp").write_bytes(b"half")
    cache.sweep()
    clock.later(40)
    later = Cache(tmp_path)
    later.file("tiles", "one")
    assert later.sweep() == 1
    assert sorted(path.name for path in (later.folder / "tiles").iterdir()) == ["one"]
    assert not list((later.folder / "pictures").iterdir())


def test_a_check_sweeps_nothing(tmp_path: Path, clock: Clock) -> None:
    """A run that used nothing, because it stopped early, removes nothing."""
    run(tmp_path, "a.avif")
    clock.later(99)
    assert Cache(tmp_path).sweep() == 0
    assert kept(tmp_path) == {"a.avif"}


def test_ledger_round_trip(tmp_path: Path) -> None:
    """What was put is there in the next run, in whatever JSON can say."""
    cache = Cache(tmp_path)
    cache.ledger("photographs").put("k", [1, "罗", True, None])
    cache.save()
    assert Cache(tmp_path).ledger("photographs").get("k") == [1, "罗", True, None]
    assert Cache(tmp_path).ledger("others").get("k") is None


def test_a_damaged_ledger_is_empty(tmp_path: Path) -> None:
    """A ledger cut before its end, or changed in any byte, is no ledger; the next run writes a whole one."""
    cache = Cache(tmp_path)
    cache.ledger("photographs").put("k", [1])
    cache.save()
    file = cache.folder / "photographs.json"
    whole = file.read_bytes()
    for at in range(len(whole) - 1):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert Cache(tmp_path).ledger("photographs").get("k") is None
        file.write_bytes(whole[:at])
        assert Cache(tmp_path).ledger("photographs").get("k") is None


def test_what_is_added_to_a_ledger_stands_behind_the_rest(tmp_path: Path) -> None:
    """Little is written of little that is new; what was cut off is not there, and all is written anew then."""

    def with_more(*keys: str) -> list[Any]:
        cache = Cache(tmp_path)
        ledger = cache.ledger("names")
        known = [ledger.get(key) for key in (*first, "more", "last")]
        for key in keys:
            ledger.put(key, f"of {key}")
        cache.save()
        return known

    first = tuple(f"k{number}" for number in range(100))
    stand = [f"of {key}" for key in first]
    with_more(*first)
    file = Cache(tmp_path).folder / "names.json"
    whole = file.read_bytes()
    with_more("more")
    added = file.read_bytes()
    assert added.startswith(whole) and 0 < len(added) - len(whole) < 100
    assert with_more() == [*stand, "of more", None]
    for at in range(len(whole), len(added) - 1):
        file.write_bytes(added[:at])
        assert with_more() == [*stand, None, None]
    file.write_bytes(added[:-9])
    with_more("last")
    assert with_more(*(f"{key} again" for key in first)) == [*stand, None, "of last"]
    assert file.read_bytes().count(b"\n") == 2  # so many that all is one record again
    assert with_more() == [*stand, None, "of last"]


def test_missing(tmp_path: Path) -> None:
    """One look at the folder tells what is not there; without a folder nothing is."""
    cache = Cache(tmp_path)
    assert cache.missing("pictures", ["a", "b"]) == {"a", "b"}
    (cache.folder_of("pictures") / "a").write_bytes(b"")
    assert cache.missing("pictures", ["a", "b"]) == {"b"}


def test_many_digests(tmp_path: Path) -> None:
    """Digests of many files are those of each."""
    paths = [tmp_path / str(number) for number in range(20)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number]))
    cache = Cache(tmp_path / "cache")
    assert cache.digests_of(paths, 3) == [cache.digest_of(path) for path in paths]
    with pytest.raises(OSError):
        cache.digests_of([*paths, tmp_path / "none"], 3)
