"""Frozen classes: what `dataclass(frozen=True, slots=True)` promises, at less cost."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

import pytest

from jiangxin.model.frozen import frozen


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
