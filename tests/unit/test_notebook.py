"""Every look at a table is noted, for whoever looked, also through what was made for another."""

import marshal
from functools import partial
from typing import Any

import pytest

from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Backlink
from jiangxin.model.library import Prose
from jiangxin.model.people import Craftsman
from jiangxin.model.text import Text
from jiangxin.pages.facts import differing, tell, written
from jiangxin.pages.notebook import Drawer, Notebook, Watched, WatchedRow

LUO = Ref("craftsman", "luo")
LI = Ref("craftsman", "li")


@pytest.fixture
def notebook() -> Notebook:
    """Give an empty notebook."""
    return Notebook()


@pytest.mark.parametrize(
    ("look", "key"),
    [
        (lambda table: table["a"], "a"),
        (lambda table: table.get("a"), "a"),
        (lambda table: table.get("missing"), "missing"),
        (lambda table: "missing" in table, "missing"),
        (lambda table: len(table), None),
        (lambda table: bool(table), None),
        (lambda table: list(table), None),
        (lambda table: list(table.items()), None),
        (lambda table: list(table.values()), None),
        (lambda table: table == {}, None),
    ],
)
def test_each_look_at_a_table_is_noted(notebook: Notebook, look: object, key: str | None) -> None:
    """One key, or the table as a whole; what is not there too."""
    table = Watched({"a": 1}, "letters", notebook)
    with notebook.taking() as notes:
        look(table)  # type: ignore[operator]
    assert ("letters", key) in notes.facts


def test_a_table_gives_what_it_holds(notebook: Notebook) -> None:
    """A watched table is the table."""
    table = Watched({"a": 1, "b": 2}, "letters", notebook)
    assert dict(table) == {"a": 1, "b": 2} and table["a"] == 1 and "c" not in table and table.get("c", 9) == 9
    with pytest.raises(KeyError):
        table["c"]


def test_each_look_at_a_list_is_noted(notebook: Notebook) -> None:
    """A list is noted as a whole."""
    for look in (len, bool, list, lambda row: row[0], lambda row: row[:1], lambda row: 2 in row):
        row = WatchedRow((1, 2), "numbers", notebook)
        with notebook.taking() as notes:
            look(row)
        assert notes.facts == {("numbers", None)}
    assert WatchedRow((1, 2), "numbers", notebook)[1:] == (2,)


def test_notes_are_those_of_all_around(notebook: Notebook) -> None:
    """What is asked inside something is asked by it; what was asked before is not."""
    notebook.look("before", 1)
    with notebook.taking() as outer:
        notebook.look("outer", 1)
        with notebook.taking() as inner:
            notebook.look("inner", 1)
            notebook.order(("picture", 1))
    assert inner.facts == {("inner", 1)} and inner.orders == {("picture", 1)}
    assert outer.facts == {("outer", 1), ("inner", 1)} and outer.orders == {("picture", 1)}


def test_of_all_together_nothing_is_noted(notebook: Notebook) -> None:
    """What grows with every page is let go with the page."""
    for letter in "abc":
        with notebook.taking() as notes:
            Watched({"a": 1}, "letters", notebook).get(letter)
        assert notes.facts == {("letters", letter)}
    assert not notebook._open[0].facts


def test_what_a_drawer_keeps_is_noted_for_each_who_takes_it(notebook: Notebook) -> None:
    """A card made for one page is read by the next without a look; its notes are the next page's too."""
    drawer: Drawer[str, int] = Drawer(notebook)
    made = []

    def make() -> int:
        notebook.look("entries", 1)
        notebook.order(("picture", 1))
        made.append(1)
        return 7

    for _ in range(3):
        with notebook.taking() as notes:
            assert drawer.get("card", make) == 7
        assert notes.facts == {("entries", 1)} and notes.orders == {("picture", 1)}
    assert made == [1]


@pytest.mark.parametrize(("most", "made_again"), [(2, ["a"]), (3, []), (None, [])])
def test_what_has_lain_longest_makes_room(notebook: Notebook, most: int | None, made_again: list[str]) -> None:
    """A drawer that is full makes again what it let go; one without bounds lets nothing go."""
    drawer: Drawer[str, str] = Drawer(notebook, most)
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key

    for key in "abc":
        drawer.get(key, partial(make, key))
    made.clear()
    for key in "ca":
        drawer.get(key, partial(make, key))
    assert made == made_again


def test_a_fact_is_written_and_found() -> None:
    """Each kind of key: a ref, a ref and a language, a name with blanks in it, none."""
    tables: dict[str, Any] = {
        "entries": {LUO: Craftsman(ref=LUO, path="a.md")},
        "prose": {(LUO, "en"): Prose("<p>", "en")},
        "photographs": {"exhibits/a b.jpg": 1},
        "groups": ("one", "two"),
        "neighbours": {LUO: (None, LI)},
    }
    told = tell(tables, {LUO: b"luo"})
    assert told["entries"] == {"craftsman/luo": b"luo"}
    for table, key in (
        ("entries", LUO),
        ("prose", (LUO, "en")),
        ("photographs", "exhibits/a b.jpg"),
        ("neighbours", LUO),
    ):
        without = tell(tables | {table: {}}, {LUO: b"luo"})
        assert set(differing(told, without)) == set(differing(without, told)) == {table, written((table, key))}
    assert list(differing(told, tell(tables | {"groups": ("one",)}, {LUO: b"luo"}))) == [written(("groups", None))]
    assert not list(differing(told, told))


def test_other_values_are_told_otherwise() -> None:
    """Wherever two values differ that a page could tell apart, so does what is told of them, also by a cache."""
    values = [
        None,
        1,
        "1",
        1.5,
        1.0,
        True,
        (),
        ("a", "b"),
        ("a, b",),
        (("a",), "b"),
        {"a": 1},
        {"a": "1"},
        frozenset({"a"}),
        Text("a", "en"),
        Text("a", "zh-Hans"),
        (Backlink(LUO, "makers"),),
        (Backlink(LUO, "people"),),
        (Backlink(LI, "makers"),),
        LUO,
        Prose("", "en", fingerprint=b"1"),
        Prose("", "en", fingerprint=b"2"),
        (Craftsman(ref=LUO, path="a.md"),),
        (Craftsman(ref=LI, path="b.md"),),
    ]
    told = [tell({"t": {LUO: value}}, {LUO: b"1", LI: b"2"}) for value in values]
    kept = marshal.loads(marshal.dumps(told))  # noqa: S302  # our own
    for at, one in enumerate(told):
        assert [number for number, other in enumerate(kept) if not list(differing(one, other))] == [at]
