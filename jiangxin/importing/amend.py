"""An entry that stands, and fields that an import changes → its file, amended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiangxin.amending.amend import CannotAmendError, amended_article, amended_list, items_in
from jiangxin.amending.values import BODY, Fields, Value
from jiangxin.importing.holdings import Held
from jiangxin.model.entry import Entry


def amended(held: Held, cls: type[Entry], changes: Mapping[str, Value | None]) -> bytes:
    """Give the file of an article with `changes` made; `body` is its text, None a field that goes.

    Raises CannotAmendError.
    """
    fields = {name: value for name, value in changes.items() if name != BODY}
    return amended_article(held.raw, held.path, cls, _changed(held.fields, fields), str(changes.get(BODY, held.body)))


def amended_item(held: Held, raw: bytes, cls: type[Entry], changes: Mapping[str, Value | None]) -> bytes:
    """Give a list, which is `raw` by now, with `changes` made to one item. Raises CannotAmendError."""
    items = items_in(raw, held.path, cls)
    at = next((at for at, each in enumerate(items) if each.get("id") == held.ref.id), None)
    if at is None:
        raise CannotAmendError(held.path)
    items[at] = _changed(items[at], changes)
    return amended_list(raw, held.path, cls, items)


def appended(raw: bytes, path: str, items: Sequence[Fields], cls: type[Entry]) -> bytes:
    """Give a list with items added at its end; nothing begins one. Raises CannotAmendError."""
    return amended_list(raw, path, cls, [*items_in(raw, path, cls), *items])


def _changed(fields: Fields, changes: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in {**fields, **changes}.items() if value is not None}
