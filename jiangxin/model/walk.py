"""Walking a record by its schema: every reference, wherever it is nested."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jiangxin.model import schema
from jiangxin.model.entry import Ref
from jiangxin.model.schema import Many, Record, Shape, attribute_of, references_in, specs_of

Reference = tuple[str, str, Ref]
"""A reference as (place, field, ref): the place names the list item (`quotes[1].event`), the field does not."""


def references_of(record: Any) -> Iterator[Reference]:
    """Give every reference in `record`, however deep it is nested."""
    cls: type = type(record)
    for name, attribute, shape in _that_refer(cls):
        value = getattr(record, attribute)
        if value is not None:
            yield from _in_shape(shape, value, name, name)


@cache
def _that_refer(cls: type) -> tuple[tuple[str, str, Shape], ...]:
    """Give the fields that can hold references: the name in files, the attribute, the shape."""
    return tuple(
        (name, attribute_of(cls, name), spec.shape)
        for name, spec in specs_of(cls).items()
        if any(references_in(spec.shape))
    )


def _in_shape(shape: Shape, value: Any, place: str, field: str) -> Iterator[Reference]:
    match shape:
        case schema.Reference():
            yield place, field, value
        case Many(item):
            for index, each in enumerate(value):
                yield from _in_shape(item, each, f"{place}[{index}]", field)
        case Record():
            for inner_place, inner_field, ref in references_of(value):
                yield f"{place}.{inner_place}", f"{field}.{inner_field}", ref
        case _:
            return
