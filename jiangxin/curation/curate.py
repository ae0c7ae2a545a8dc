"""Library → Exhibition: relations in both directions, everything in its order.

Editors write a relation once, at whichever end they know it; here it is read
from both. What is withdrawn or unfinished leaves with every mention of it, so
that no later stage needs to remember to hide it.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from jiangxin.curation.chronology import corridor
from jiangxin.curation.layout import arrange_groups, inside, number_halls
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Backlink, Exhibition
from jiangxin.model.kinds import KINDS
from jiangxin.model.library import Library
from jiangxin.model.narrative import Event
from jiangxin.model.people import Craftsman
from jiangxin.model.schema import Many, Record, Reference, Shape, attribute_of, specs_of
from jiangxin.model.space import Hall
from jiangxin.model.walk import references_of


def curate(library: Library, *, drafts: bool = False) -> Exhibition:
    """Make the exhibition of a library that was checked; with `drafts`, unfinished entries are shown."""
    shown = [entry for entry in library.entries if _is_shown(entry, drafts)]
    refs = {entry.ref for entry in shown}
    entries = [_without_hidden(entry, refs) for entry in shown]
    by_kind = {
        kind: tuple(sorted((entry for entry in entries if entry.kind_name == kind), key=curators_order))
        for kind in KINDS
    }
    ordered = {entry.ref: entry for each in by_kind.values() for entry in each}
    settings = _without_hidden(library.settings, refs)
    halls = tuple(entry for entry in by_kind["hall"] if isinstance(entry, Hall))
    groups = arrange_groups(settings.layout, halls)
    prose = {key: value for key, value in library.prose.items() if key[0] in refs}
    return Exhibition(
        settings=settings,
        languages=settings.languages,
        entries=ordered,
        by_kind=by_kind,
        backlinks=_backlinks(ordered.values(), library),
        prose=prose,
        photographs=library.photographs,
        recordings=library.recordings,
        captions=library.captions,
        groups=groups,
        hall_numbers=number_halls(groups),
        spaces_in=inside(halls),
        years=corridor(entry for entry in by_kind["event"] if isinstance(entry, Event)),
    )


def _is_shown(entry: Entry, drafts: bool) -> bool:
    return entry.is_published(drafts) and not (isinstance(entry, Craftsman) and entry.withdrawn)


def curators_order(entry: Entry) -> tuple[bool, float]:
    """Order by `order`; entries without one follow, as they were read (by file name, or as listed)."""
    return (entry.order is None, entry.order or 0.0)


def _backlinks(entries: Iterable[Entry], library: Library) -> Mapping[Ref, tuple[Backlink, ...]]:
    found: dict[Ref, dict[Backlink, None]] = defaultdict(dict)
    known = {}
    for entry in entries:
        known[entry.ref] = entry
        for _, field, ref in references_of(entry):
            if ref != entry.ref:
                found[ref][Backlink(entry.ref, field)] = None
    for (owner, _), prose in library.prose.items():
        for link in prose.links:
            kind, _, entry_id = link.target.partition("/")
            ref = Ref(kind, entry_id)
            if not link.is_picture and owner in known and ref != owner:
                found[ref][Backlink(owner, "body")] = None
    return {ref: tuple(links) for ref, links in found.items() if ref in known}


def _without_hidden(record: Any, shown: set[Ref]) -> Any:
    """Give the record without references to what is not shown.

    A list item or a nested record that needs such a reference goes with it.
    """
    if all(ref in shown for _, _, ref in references_of(record)):
        return record
    changes = {}
    for name, spec in specs_of(type(record)).items():
        attribute = attribute_of(type(record), name)
        value = getattr(record, attribute)
        if value is not None:
            kept = _keep(spec.shape, value, shown)
            if kept != value:
                changes[attribute] = kept
    return dataclasses.replace(record, **changes)


def _keep(shape: Shape, value: Any, shown: set[Ref]) -> Any:
    match shape:
        case Reference():
            return value if value in shown else None
        case Many(item):
            kept = (_keep(item, each, shown) for each in value)
            return tuple(each for each in kept if each is not None)
        case Record(of):
            kept_record = _without_hidden(value, shown)
            lost = [
                name
                for name, spec in specs_of(of).items()
                if isinstance(spec.shape, Reference)
                and spec.required
                and getattr(kept_record, attribute_of(of, name)) is None
            ]
            return None if lost else kept_record
        case _:
            return value
