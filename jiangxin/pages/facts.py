"""Facts that pages looked up → digests, equal where a page would see the same.

A fact is written `table` or `table key`, as in `entries craftsman/luo-minghao`
or `prose story/first-day en`; so a cache can hold it, and the next build look it
up without the page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.library import Prose
from jiangxin.pages.notebook import Fact

_BYTES = 16
_PLAIN = frozenset((str, int, float, bool, type(None)))
_BY_REF_AND_LANGUAGE = ("prose",)
_BY_NAME = ("by_kind", "photographs", "recordings", "captions", "orders")


def written(fact: Fact) -> str:
    """Give a fact as a cache holds it."""
    table, key = fact
    if key is None:
        return table
    if isinstance(key, tuple) and not isinstance(key, Ref):
        key = " ".join(map(str, key))
    return f"{table} {key}"


class Facts:
    """The digests of what can be looked up, each made when it is asked for."""

    def __init__(
        self, tables: Mapping[str, Mapping[Any, Any] | Sequence[Any]], fingerprints: Mapping[Ref, bytes]
    ) -> None:
        self._tables = tables
        self._fingerprints = fingerprints
        self._known: dict[str, bytes] = {}

    def digest(self, fact: str) -> bytes:
        """Give the digest of a fact, as `written` gives it; of what is not there, one too. KeyError for no table."""
        found = self._known.get(fact)
        if found is None:
            found = self._known[fact] = self._digest(fact)
        return found

    def _digest(self, fact: str) -> bytes:
        name, _, key = fact.partition(" ")
        table = self._tables[name]
        value: Any = table
        if not key:
            pass
        elif isinstance(table, Mapping):
            value = table.get(_key(name, key))
        else:
            raise KeyError(fact)
        if isinstance(value, Entry):
            return self._fingerprints[value.ref]
        return hashlib.blake2b(self._told(value).encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()

    def _told(self, value: Any) -> str:
        """Tell a value apart from every other of its table."""
        if type(value) in _PLAIN:
            return repr(value)
        if isinstance(value, Ref):
            return f"{value.kind}/{value.id}"
        if isinstance(value, Entry):
            return self._fingerprints[value.ref].hex()
        if isinstance(value, Prose):
            return value.fingerprint.hex()
        if isinstance(value, (tuple, list)):
            told = [repr(each) if type(each) in _PLAIN else self._told(each) for each in value]
            return f"[{', '.join(told)}]"
        if isinstance(value, Mapping):
            rows = sorted(f"{self._told(key)}: {self._told(each)}" for key, each in value.items())
            return f"{{{', '.join(rows)}}}"
        if isinstance(value, (set, frozenset)):
            return f"<{', '.join(sorted(map(self._told, value)))}>"
        if is_dataclass(value) and not isinstance(value, type):
            values = (self._told(getattr(value, name)) for name in _names(type(value)))
            return f"{type(value).__name__}({', '.join(values)})"
        return repr(value)


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


def _key(table: str, key: str) -> Any:
    if table in _BY_NAME:
        return key
    ref, _, lang = key.partition(" ")
    kind, _, entry_id = ref.partition("/")
    return (Ref(kind, entry_id), lang) if table in _BY_REF_AND_LANGUAGE else Ref(kind, entry_id)
