"""A frozen class: fields that never change, and values that are equal where their fields are.

It is what `dataclass(frozen=True, slots=True)` declares, made cheaper in three ways.
The methods that are the same for every class are written here once, instead of
being compiled for each. That nothing is assigned to later is held by the type
checker, not again at every field of every object made. And the class has its slots
at once, but what `dataclass` makes of its fields (`__init__` above all, which is
compiled) only when that is first asked for: of some two hundred classes that a
build imports, one that follows an edit makes values of a third, and to finish them
all took a tenth of its time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform, overload

Class = TypeVar("Class", bound=type)

_LATE = ("__init__", "__match_args__", "__dataclass_fields__", "__dataclass_params__", "_values")
_OF_OPEN_CLASSES = ("__dict__", "__weakref__")  # what a class without slots has besides what is written in it


@overload
def frozen(cls: Class, /) -> Class: ...
@overload
def frozen(*, kw_only: bool = False) -> Callable[[Class], Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Class | None = None, /, *, kw_only: bool = False) -> Class | Callable[[Class], Class]:
    """Make a class of values from its annotated fields; with `kw_only` they are given by name."""

    def made(of: Class) -> Class:
        return cast(Class, _slotted(of, kw_only))

    return made if cls is None else made(cls)


def values_of(value: Any) -> tuple[Any, ...]:
    """Give the fields of a frozen value, in their order; its class has two or more."""
    found: tuple[Any, ...] = value.__class__._values(value)
    return found


def _slotted(of: type, kw_only: bool) -> type:
    """Give the same class with slots for its fields, to be finished when it is used."""
    written = {name: value for name, value in of.__dict__.items() if name not in _OF_OPEN_CLASSES}
    written["__qualname__"] = of.__qualname__
    own = [name for name, annotation in of.__annotations__.items() if not _is_of_class(annotation)]
    inherited = {name for base in of.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    body = {name: value for name, value in written.items() if name not in own}
    body["__slots__"] = tuple(name for name in own if name not in inherited)
    body |= {name: method for name, method in _METHODS.items() if written.get(name) is None}
    body |= {name: _Late(written, kw_only) for name in _LATE if name not in written}
    return type(of)(of.__name__, of.__bases__, body)


def _is_of_class(annotation: object) -> bool:
    """Say whether an annotation is of the class and not of a field, as `dataclass` does."""
    return str(annotation).removeprefix("typing.").startswith("ClassVar")


class _Late:
    """Stands in a class for something that `dataclass` makes, until it is asked for."""

    def __init__(self, written: Mapping[str, Any], kw_only: bool) -> None:
        self._written = written
        self._kw_only = kw_only

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner = owner
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        """Finish the class and give what it has now, bound as it would be."""
        self._finish()
        found = self._owner.__dict__[self._name]
        return found.__get__(instance, owner) if hasattr(found, "__get__") else found

    def _finish(self) -> None:
        """Put what `dataclass` makes of a class of the same fields into the one with slots.

        The constructor is made only where it is asked for: records that come from
        the cache are made without. Two threads that come at once do the same twice,
        and neither waits.
        """
        cls, is_called = self._owner, self._name == "__init__"
        same: Any = type(cls)(cls.__name__, cls.__bases__, dict(self._written))
        full = dataclass(same, init=is_called, repr=False, eq=False, kw_only=self._kw_only)
        full._values = _getter(tuple(each.name for each in fields(full)))
        for name in _LATE:
            if isinstance(cls.__dict__[name], _Late) and (is_called or name != "__init__"):
                setattr(cls, name, full.__dict__[name])


def _getter(names: tuple[str, ...]) -> Callable[[Any], object]:
    """Give what takes the fields of an object: a tuple, or the value itself where there is but one."""
    return attrgetter(*names) if names else _nothing


def _nothing(_value: object) -> tuple[()]:
    return ()


def _is_equal(self: Any, other: Any) -> Any:
    cls = self.__class__
    return cls._values(self) == cls._values(other) if other.__class__ is cls else NotImplemented


def _hash(self: Any) -> int:
    return hash(self.__class__._values(self))


def _told(self: Any) -> str:
    told = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
    return f"{self.__class__.__qualname__}({told})"


_METHODS: Mapping[str, Callable[..., Any]] = {"__eq__": _is_equal, "__hash__": _hash, "__repr__": _told}
