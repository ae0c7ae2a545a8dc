"""Walking a record by its schema: every reference, every picture, wherever it is nested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiangxin.model.entry import Ref
from jiangxin.model.schema import Many, Record, Reference, Shape, attribute_of, specs_of


def references_of(record: Any) -> Iterator[tuple[str, str, Ref]]:
    """Give every reference in `record` as (place, field, ref).

    The place names the list item (`quotes[1].event`), the field does not (`quotes.event`).
    """
    for name, spec in specs_of(type(record)).items():
        value = getattr(record, attribute_of(type(record), name))
        if value is not None:
            yield from _in_shape(spec.shape, value, name, name)


def _in_shape(shape: Shape, value: Any, place: str, field: str) -> Iterator[tuple[str, str, Ref]]:
    match shape:
        case Reference():
            yield place, field, value
        case Many(item):
            for index, each in enumerate(value):
                yield from _in_shape(item, each, f"{place}[{index}]", field)
        case Record():
            for inner_place, inner_field, ref in references_of(value):
                yield f"{place}.{inner_place}", f"{field}.{inner_field}", ref
        case _:
            return
