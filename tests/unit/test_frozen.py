"""Frozen classes: what `dataclass(frozen=True, slots=True)` promises, at less cost."""

from __future__ import annotations

import copy
import importlib
import inspect
import pickle
import pkgutil
from collections.abc import Callable
from dataclasses import MISSING, asdict, field, fields, is_dataclass, replace
from threading import Barrier, Thread
from typing import Any, ClassVar, Generic, TypeVar

import pytest

import jiangxin.model
import jiangxin.pages
from jiangxin.model.frozen import frozen

T = TypeVar("T")


@frozen
class Place:
    """Two fields, one with a default."""

    x: float
    name: str = "hall"


@frozen
class Point(Place):
    """The same fields in another class, and one more."""

    y: float = 0


@frozen
class One:
    """A single field."""

    x: object


@frozen
class Nothing:
    """No field at all."""


@frozen(kw_only=True)
class Named:
    """Fields that are given by name."""

    x: int
    y: int = 2

    def __repr__(self) -> str:
        return "named"

    def __hash__(self) -> int:
        return 7


def test_values_are_equal_where_all_their_fields_are() -> None:
    """And then they are the same key; another class is never equal."""
    assert Place(1) == Place(1, "hall") and hash(Place(1)) == hash(Place(1, "hall"))
    assert Place(1) != Place(2) and Place(1) != Place(1, "x")
    assert Place(1) != Point(1) and Point(1) != Place(1)
    others: list[object] = [Place(1), One(1), One((1,)), Nothing(), (1, "hall"), 1, ()]
    assert all((one == other) == (one is other) for one in others for other in others)
    assert Nothing() == Nothing() and len({Nothing(), Nothing()}) == 1
    assert {Place(1): "a"}[Place(1, "hall")] == "a"
    with pytest.raises(TypeError):
        hash(One([]))


def test_a_value_tells_its_fields_and_keeps_its_own_methods() -> None:
    """What a class writes itself is left as it is."""
    assert repr(Point(1, y=3)) == "Point(x=1, name='hall', y=3)"
    assert repr(Named(x=1)) == "named" and hash(Named(x=1)) == 7
    assert Named(x=1) == Named(x=1, y=2)


def test_a_value_has_its_fields_and_no_others() -> None:
    """They are in slots, can be listed, copied with a change, matched and sent to a worker."""
    assert [field.name for field in fields(Point)] == ["x", "name", "y"]
    assert not hasattr(Place(1), "__dict__")
    assert replace(Place(1), x=2) == Place(2)
    assert pickle.loads(pickle.dumps(Place(1))) == Place(1)  # noqa: S301  (our own)
    match Place(1, "a"):
        case Place(x, name):
            assert (x, name) == (1, "a")
    with pytest.raises(TypeError):
        Named(1)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Place(1).z = 1  # type: ignore[attr-defined]


def test_the_type_checker_lets_nobody_assign() -> None:
    """A line that assigns would need this mark; mypy tells of a mark that is not needed."""
    place = Place(1)
    place.x = 2  # type: ignore[misc]
    assert place.x == 2


def is_finished(cls: type) -> bool:
    """Say whether a class has what `dataclass` makes of its fields."""
    return isinstance(cls.__dict__["__dataclass_fields__"], dict)


def is_called(cls: type) -> bool:
    """Say whether a class has its constructor."""
    return inspect.isfunction(cls.__dict__["__init__"])


def fresh() -> tuple[Any, Any]:
    """Give a class that nobody used, and one that inherits from it."""

    @frozen
    class Base:
        """Has a field without a default, and one that is the class's own."""

        x: int
        least: ClassVar[int] = 3
        marks: list[int] = field(default_factory=list, compare=False)

    @frozen(kw_only=True)
    class Made(Base):
        """Has one more, by name."""

        marks: list[int] = field(default_factory=lambda: [1], metadata={"of": "Made"})
        y: int = 2

        def sum(self) -> int:
            """Add what there is."""
            return self.x + self.y + self.least

    return Base, Made


USES: dict[str, Callable[[Any], object]] = {
    "an object of it": lambda made: made(x=1).sum() == 6 and made(1).marks == [1],
    "its fields": lambda made: [each.name for each in fields(made)] == ["x", "marks", "y"],
    "that it has fields": is_dataclass,
    "what it is matched by": lambda made: made.__match_args__ == ("x",),
    "an object equal to another": lambda made: put(made, x=1, y=2, marks=[]) == put(made, x=1, y=2, marks=[]),
    "how an object is told": lambda made: repr(put(made, x=1, y=2, marks=[])).endswith("Made(x=1, marks=[], y=2)"),
    "an object with another value": lambda made: replace(put(made, x=1, y=2, marks=[]), x=5).sum() == 10,
    "an object as a dictionary": lambda made: asdict(put(made, x=1, y=2, marks=[])) == {"x": 1, "marks": [], "y": 2},
    "its constructor by name": lambda made: made.__init__.__name__ == "__init__",
}


CALLED = ("an object of it", "an object with another value", "its constructor by name")


def put(cls: type, **values: object) -> Any:
    """Make an object without its constructor, slot by slot, as records are made from rows."""
    made: Any = object.__new__(cls)
    for name, value in values.items():
        cls.__dict__.get(name, getattr(cls, name)).__set__(made, value)
    return made


@pytest.mark.parametrize("use", USES)
def test_a_class_is_finished_when_it_is_first_used(use: str) -> None:
    """By whatever needs it, and the class it inherits from with it; slots are there before."""
    base, made = fresh()
    made_by_hand = put(made, x=1)
    assert made_by_hand.x == 1 and not hasattr(made_by_hand, "__dict__") and made.least == 3
    assert not is_finished(base) and not is_finished(made)
    assert USES[use](made)
    assert is_finished(made)
    assert USES[use](made)
    assert is_called(made) == (use in CALLED)
    assert made(x=7).x == 7 and is_called(made)


def test_fields_are_those_of_dataclasses() -> None:
    """Their defaults, their order, what is known of them; those of a base are its own."""
    base, made = fresh()
    x, marks, y = fields(made)
    assert (x.default, y.default, marks.default) == (MISSING, 2, MISSING) and marks.metadata == {"of": "Made"}
    assert (x.kw_only, marks.kw_only, y.kw_only) == (False, True, True)
    assert made(1).marks is not made(1).marks
    assert base(1, [5]).marks == [5] and base(1, [5]) != base(1, [])
    assert made.__slots__ == ("y",) and base.__slots__ == ("x", "marks")
    with pytest.raises(TypeError, match=r"Made\.__init__\(\) missing 1 required positional argument: 'x'"):
        made()


def test_a_constructor_that_is_reached_through_another_class_is_its_own() -> None:
    """`super().__init__` of a class that was never used, and a class that is no frozen one."""
    base, _ = fresh()

    class Plain(base):  # type: ignore[misc, valid-type]
        """Inherits and adds a word."""

        def __init__(self, x: int) -> None:
            super().__init__(x + 1)
            self.word = "x"

    assert (Plain(1).x, Plain(1).word) == (2, "x") and is_called(base)


@frozen
class Own:
    """Has a constructor of its own."""

    x: int

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "x", int(text))


@frozen
class Shelf(Generic[T]):
    """Holds something."""

    thing: T
    more: tuple[T, ...] = ()


def test_what_a_class_writes_itself_is_left_even_its_constructor() -> None:
    """Its fields are those all the same."""
    assert Own("3").x == 3 and [each.name for each in fields(Own)] == ["x"] and Own("3") == Own("3")


def test_a_generic_class_is_one() -> None:
    """With or without its parameter."""
    assert Shelf[int](1) == Shelf(1) and hash(Shelf("1")) == hash(Shelf[str]("1")) and Shelf[int].__args__ == (int,)  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", [Place(1, "a"), Point(1, "a", 2), Named(x=3), Shelf([1]), Nothing()])
def test_a_value_is_copied_and_sent(value: object) -> None:
    """Whole, by each protocol that knows slots."""
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(value, protocol)) == value  # noqa: S301  (our own)
    assert copy.copy(value) == value and copy.deepcopy(value) == value


def test_a_field_that_cannot_be_is_told_when_the_class_is_used() -> None:
    """As `dataclass` tells it."""

    @frozen
    class Wrong:
        """A default that all would share."""

        marks: list[int] = []  # noqa: RUF012

    with pytest.raises(ValueError, match="mutable default"):
        Wrong()


def test_two_threads_may_finish_a_class_at_once() -> None:
    """Each has what it asked for."""
    for _ in range(20):
        made = fresh()[1]
        both, found = Barrier(2), list[object]()

        def use(made: Any = made, both: Barrier = both, found: list[object] = found) -> None:
            both.wait()
            found.append((made(1), [(each.name, each.default, each.kw_only) for each in fields(made)]))

        threads = [Thread(target=use) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 2 and found[0] == found[1]


def test_every_class_has_a_slot_for_each_of_its_fields() -> None:
    """What is no field is no slot: annotations are read here as `dataclass` reads them."""
    every = [
        cls
        for package in (jiangxin.model, jiangxin.pages)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        for cls in vars(importlib.import_module(module.name)).values()
        if isinstance(cls, type) and "_values" in cls.__dict__
    ]
    assert len(every) > 100
    for cls in every:
        slots = {name for each in cls.__mro__ for name in each.__dict__.get("__slots__", ())}
        assert slots == {each.name for each in fields(cls)}, cls
