"""What was imported, what stands, what a file says now → what becomes of a field. An editor's edit is never lost."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Literal

from jiangxin.amending.values import BODY, Value
from jiangxin.importing.holdings import digest_of
from jiangxin.model.entry import Entry, Image, Ref
from jiangxin.model.schema import Record, Shape, specs_of

Verdict = Literal["added", "updated", "kept", "conflict", "gone"]
EVERYTHING = "all"
UNKNOWN = "unknown"
_IMAGE = Record(Image, short="file")


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one field, and why: `kept` where the editor changed it, `conflict` where both did.

    `gone` is what was imported once and the file no longer says; it stays.
    """

    field: str
    verdict: Verdict
    now: Value | None
    new: Value | None


@dataclass(slots=True)
class Merge:
    """The changes of one entry, and the digests that the register keeps of it."""

    changes: list[Change] = field(default_factory=list)
    written: dict[str, Value | None] = field(
        default_factory=dict
    )  # fields that change in the file; None: one that goes
    digests: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overwriting:
    """Where the editor lets the import win: `all`, `craftsman/luo-minghao`, `craftsman/luo-minghao.trade`."""

    places: Set[str] = frozenset()

    def holds_for(self, ref: Ref, name: str) -> bool:
        """Say whether it does in a field of an entry."""
        return bool(self.places & {EVERYTHING, str(ref), f"{ref}.{name.partition('/')[0]}"})


def merge(
    cls: type[Entry],
    ref: Ref,
    base: Mapping[str, str],
    now: Mapping[str, Value],
    new: Mapping[str, Value],
    overwriting: Overwriting,
    *,
    is_whole: bool,
) -> Merge:
    """Hold what a file says now against the entry that stands.

    `base` are the digests of the last import. Pictures are held against each
    other one by one. `is_whole`: what the file no longer says is told.
    """
    merged = Merge(digests=dict(base))
    for name, value in new.items():
        if name != "images":
            _one(merged, ref, name, shape_of(cls, name), now.get(name), value, overwriting)
    _images(merged, ref, now.get("images", ()), new.get("images", ()), overwriting)
    _no_longer_unknown(merged, cls, now)
    for name, digest in base.items() if is_whole else ():
        if name in new or name == UNKNOWN or "/" in name or name not in now:
            continue
        if digest_of(now[name], shape_of(cls, name)) == digest:
            merged.changes.append(Change(name, "gone", now[name], None))
    return merged


def _no_longer_unknown(merged: Merge, cls: type[Entry], now: Mapping[str, Value]) -> None:
    """Take from `unknown` what is stated by now, where an import wrote it and no editor has changed it."""
    shape = shape_of(cls, UNKNOWN)
    said = now.get(UNKNOWN, ())
    if not said or merged.digests.get(UNKNOWN) != digest_of(said, shape):
        return
    items = [said] if isinstance(said, str | Mapping) else list(said)
    left = tuple(each for each in items if each not in merged.written)
    if len(left) < len(items):
        merged.written[UNKNOWN] = left or None
        merged.digests[UNKNOWN] = digest_of(left, shape)
        merged.changes.append(Change(UNKNOWN, "updated", said, left or None))


def _one(
    merged: Merge, ref: Ref, name: str, shape: Shape | None, now: Value | None, new: Value, overwriting: Overwriting
) -> bool:
    """Judge one field; say whether the new value is to be written."""
    base = merged.digests.get(name)
    coming = digest_of(new, shape)
    standing = None if now in (None, "", ()) else digest_of(now or "", shape)
    if standing == coming:
        merged.digests[name] = coming
        return False
    verdict: Verdict
    if overwriting.holds_for(ref, name) or base == standing:
        verdict = "added" if standing is None else "updated"
    elif base == coming:
        verdict = "kept"
    else:
        verdict = "conflict"
    merged.changes.append(Change(name, verdict, now, new))
    if verdict in ("kept", "conflict"):
        return False
    merged.digests[name] = coming
    if not name.startswith("images/"):
        merged.written[name] = new
    return True


def _images(merged: Merge, ref: Ref, now: Value, new: Value, overwriting: Overwriting) -> None:
    standing = _by_file(now)
    coming = _by_file(new)
    items = dict(standing)
    for file, image in coming.items():
        if _one(merged, ref, f"images/{file}", _IMAGE, standing.get(file), image, overwriting):
            items[file] = {**standing.get(file, {}), **image}
            merged.written["images"] = ()
    if "images" in merged.written:
        merged.written["images"] = tuple(items.values())


def _by_file(images: Value) -> dict[str, Mapping[str, Value]]:
    items = [images] if isinstance(images, str | Mapping) else images
    records = [{"file": each} if isinstance(each, str) else each for each in items]
    return {str(each.get("file", "")): each for each in records if isinstance(each, Mapping)}


def shape_of(cls: type[Entry], name: str) -> Shape | None:
    """Give the shape of a field, a translation's that of its original; None for an entry's text."""
    specs = specs_of(cls)
    if name == BODY and BODY not in specs:
        return None
    found = specs.get(name) or specs.get(name.rpartition("_")[0])
    return None if found is None else found.shape
