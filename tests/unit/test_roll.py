"""Tables in one file: whatever is written behind what stands, what is read is what was saved last."""

import random
from pathlib import Path
from typing import Any

import pytest

from jiangxin.cache import Roll

RECIPE = "sample"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give where tables are kept."""
    return tmp_path / "sample.bin"


def edited(tables: dict[str, dict[int, Any]], chance: random.Random) -> dict[str, dict[int, Any]]:
    """Give tables with some rows changed, added or removed."""
    new = {name: dict(table) for name, table in tables.items()}
    for _ in range(chance.randrange(6)):
        table = new.setdefault(chance.choice("abc"), {})
        key = chance.randrange(400)
        if chance.random() < 0.3:
            table.pop(key, None)
        else:
            table[key] = (chance.random(), "工" * chance.randrange(20))
    return new


def filled(tables: Any) -> dict[str, dict[Any, Any]]:
    """Give the tables that have rows: one that lost its last is as good as none."""
    return {name: dict(table) for name, table in tables.items() if table}


def test_random_edits(file: Path) -> None:
    """However tables are edited, they are read as they were saved, and little is written for little."""
    chance = random.Random(5)  # noqa: S311  # no secret
    tables: dict[str, dict[int, Any]] = {"a": {number: (number, f"{number} " * 30) for number in range(400)}}
    Roll(file, RECIPE).save(tables)
    whole, grown = file.stat().st_size, 0
    for _ in range(200):
        before = file.stat().st_size
        tables = edited(tables, chance)
        Roll(file, RECIPE).save(tables)
        grown += before < file.stat().st_size < before + whole // 4
        assert filled(Roll(file, RECIPE).tables) == filled(tables)
        assert file.stat().st_size < 3 * whole
    assert grown > 100


def test_one_roll_saves_again(file: Path) -> None:
    """Who saves a second time is held against what was saved, not against what was read."""
    roll = Roll(file, RECIPE)
    base = dict.fromkeys(range(300), "one")
    for word in ("two", "three", "one"):
        roll.save({"a": base | {7: word}})
        assert filled(Roll(file, RECIPE).tables) == {"a": base | {7: word}}


def test_what_was_not_written_whole_is_not_there(file: Path) -> None:
    """Cut off anywhere, the tables are those of one of the builds before, and the next build writes them right."""
    one, two = {"a": dict.fromkeys(range(300), "one")}, {"a": dict.fromkeys(range(300), "one") | {7: "two"}}
    Roll(file, RECIPE).save(one)
    first = file.stat().st_size
    Roll(file, RECIPE).save(two)
    whole = file.read_bytes()
    for end in (*range(0, first, 97), *range(first - 3, len(whole) + 1)):
        file.write_bytes(whole[:end])
        read = filled(Roll(file, RECIPE).tables)
        assert read == ({} if end < first else one if end < len(whole) else two)
        Roll(file, RECIPE).save(two)
        assert filled(Roll(file, RECIPE).tables) == two


def test_damage_and_other_recipes_are_nothing(file: Path) -> None:
    """A bit that flips takes its record and those behind it; another recipe takes all."""
    one = {"a": dict.fromkeys(range(300), "one")}
    Roll(file, RECIPE).save(one)
    first = file.stat().st_size
    Roll(file, RECIPE).save({"a": one["a"] | {7: "two"}})
    whole = file.read_bytes()
    chance = random.Random(6)  # noqa: S311
    for _ in range(200):
        at = chance.randrange(len(whole))
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        assert filled(Roll(file, RECIPE).tables) == ({} if at < first else one)
    file.write_bytes(whole)
    assert filled(Roll(file, "another").tables) == {}


def test_what_another_wrote_meanwhile_is_not_written_behind(file: Path) -> None:
    """Of two processes that save at once the later wins, whole."""
    base = {"a": dict.fromkeys(range(300), "one")}
    Roll(file, RECIPE).save(base)
    mine, other = Roll(file, RECIPE), Roll(file, RECIPE)
    other.save({"a": base["a"] | {8: "other"}})
    mine.save({"a": base["a"] | {7: "mine"}})
    assert filled(Roll(file, RECIPE).tables) == {"a": base["a"] | {7: "mine"}}


def test_nothing_is_written_where_nothing_differs(file: Path) -> None:
    """Equal tables leave the file alone."""
    Roll(file, RECIPE).save({"a": {1: (2, "b")}})
    before = file.stat().st_mtime_ns
    Roll(file, RECIPE).save({"a": {1: (2, "b")}})
    assert file.stat().st_mtime_ns == before
