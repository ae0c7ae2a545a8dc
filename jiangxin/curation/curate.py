"""Library → Exhibition: relations in both directions, everything in its order.

Editors write a relation once, at whichever end they know it; here it is read
from both. What is withdrawn or unfinished leaves with every mention of it, so
that no later stage needs to remember to hide it.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from itertools import chain
from operator import itemgetter
from typing import Any

from jiangxin.curation.chronology import corridor
from jiangxin.curation.layout import arrange_groups, inside, number_halls
from jiangxin.curation.reviews import unapproved
from jiangxin.model import schema
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Backlink, Exhibition
from jiangxin.model.kinds import KINDS
from jiangxin.model.library import Library, Prose
from jiangxin.model.narrative import Event, Story
from jiangxin.model.people import Craftsman
from jiangxin.model.schema import Many, Record, Shape, attribute_of, specs_of
from jiangxin.model.settings import Settings
from jiangxin.model.space import Hall
from jiangxin.model.walk import Reference, references_of

_REFERENCED = itemgetter(2)  # of a reference


def curate(library: Library, *, drafts: bool = False) -> Exhibition:
    """Make the exhibition of a library that was checked; with `drafts`, unfinished entries are shown."""
    not_public = unapproved(library)
    shown = [entry for entry in library.entries if _is_shown(entry) and (drafts or entry.ref not in not_public)]
    refs = {entry.ref for entry in shown}
    references = {entry.ref: library.references_of(entry) for entry in shown}
    fingerprints = {ref: library.fingerprints[ref] for ref in refs if ref in library.fingerprints}
    states = {ref: state for ref, state in not_public.items() if ref in refs}
    for ref in states.keys() & fingerprints.keys():  # who looked at an entry has seen in which state it is
        fingerprints[ref] = _digest(fingerprints[ref], states[ref])
    of_kind: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    is_whole = refs.issuperset(map(_REFERENCED, chain.from_iterable(references.values())))
    for entry in map(_without_reviews, shown):
        if is_whole or all(ref in refs for _, _, ref in references[entry.ref]):
            of_kind[entry.kind_name].append(entry)
        else:
            kept = _without_hidden(entry, refs)
            of_kind[entry.kind_name].append(kept)
            references[entry.ref] = tuple(references_of(kept))
            if entry.ref in fingerprints:
                left = "".join(f"{place} {ref}\n" for place, _, ref in references[entry.ref])
                fingerprints[entry.ref] = _digest(fingerprints[entry.ref], left)
    by_kind = {kind: tuple(sorted(each, key=curators_order)) for kind, each in of_kind.items()}
    ordered = {entry.ref: entry for each in by_kind.values() for entry in each}
    settings = dataclasses.replace(_without_hidden(library.settings, refs), reviews_required=None)
    halls = tuple(entry for entry in by_kind["hall"] if isinstance(entry, Hall))
    groups = arrange_groups(settings.layout, halls)
    prose = {key: value for key, value in library.prose.items() if key[0] in refs}
    return Exhibition(
        settings=settings,
        languages=settings.languages,
        kinds=frozenset(kind for kind, each in by_kind.items() if each),
        is_dated=is_dated(settings, by_kind),
        entries=ordered,
        by_kind=by_kind,
        backlinks=_backlinks(ordered, references, prose),
        prose=prose,
        photographs=library.photographs,
        recordings=library.recordings,
        captions=library.captions,
        groups=groups,
        hall_numbers=number_halls(groups),
        spaces_in=inside(halls),
        years=corridor(entry for entry in by_kind["event"] if isinstance(entry, Event)),
        fingerprints=fingerprints,
        unapproved=states,
    )


def is_dated(settings: Settings, by_kind: Mapping[str, tuple[Entry, ...]]) -> bool:
    """Say whether there is any day by which news could be ordered; without one there is no feed."""
    stories = any(isinstance(story, Story) and story.date for story in by_kind["story"])
    events = any(isinstance(event, Event) and event.happened != "planned" for event in by_kind["event"])
    return bool(stories or events or settings.updated or settings.dates)


def _is_shown(entry: Entry) -> bool:
    return not (isinstance(entry, Craftsman) and entry.withdrawn)


def _without_reviews(entry: Entry) -> Entry:
    """Give the entry without those who approved it: they are nobody's business outside."""
    return dataclasses.replace(entry, reviews=()) if entry.reviews else entry


def curators_order(entry: Entry) -> tuple[bool, float]:
    """Order by `order`; entries without one follow, as they were read (by file name, or as listed)."""
    return (entry.order is None, entry.order or 0.0)


def _backlinks(
    shown: Iterable[Ref], references: Mapping[Ref, tuple[Reference, ...]], prose: Mapping[tuple[Ref, str], Prose]
) -> Mapping[Ref, tuple[Backlink, ...]]:
    """Give what names each of `shown`: entries by their fields, in order, then bodies."""
    found: dict[Ref, dict[Backlink, None]] = {ref: {} for ref in shown}
    for source in found:
        for _, field, ref in references[source]:
            if ref != source and ref in found:
                found[ref][Backlink(source, field)] = None
    by_name = {str(ref): ref for ref in found}
    for (source, _), body in prose.items():
        in_body = Backlink(source, "body")
        for target, _, is_picture in body.links:
            named = None if is_picture else by_name.get(target)
            if named is not None and named != source:
                found[named][in_body] = None
    return {ref: tuple(links) for ref, links in found.items() if links}


def _digest(fingerprint: bytes, more: str) -> bytes:
    """Give the fingerprint of an entry of which more is told than its file says, such as what is left of it."""
    return hashlib.blake2b(fingerprint + more.encode(), digest_size=len(fingerprint)).digest()


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
        case schema.Reference():
            return value if value in shown else None
        case Many(item):
            kept = (_keep(item, each, shown) for each in value)
            return tuple(each for each in kept if each is not None)
        case Record(of):
            kept_record = _without_hidden(value, shown)
            lost = [
                name
                for name, spec in specs_of(of).items()
                if isinstance(spec.shape, schema.Reference)
                and spec.required
                and getattr(kept_record, attribute_of(of, name)) is None
            ]
            return None if lost else kept_record
        case _:
            return value
