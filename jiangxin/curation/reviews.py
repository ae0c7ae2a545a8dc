"""Reviews as they are written → which of them hold, and what an entry still lacks.

Editors read three times, by three people (一审, 二审, 终审). An approval is of a certain version: once
the entry says something else, or shows another picture, it is void. Who approved one step does not count
for another. Where the exhibition asks for reviews, an entry that lacks one is not published.
"""

from __future__ import annotations

import hashlib
import posixpath
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from jiangxin.curation.check_pictures import named_files
from jiangxin.model.entry import EVERY_KIND, STEPS, Entry, Ref, Review
from jiangxin.model.library import Library
from jiangxin.model.people import Craftsman
from jiangxin.problems import Problem

_DIGITS = 8
_ASKED = ((), ("final",), ("first", "final"), STEPS)
"""The steps that are asked for, by their number."""

State = Literal["draft", "review", "changed"]
"""Why an entry is not public: it is being written, it is not read to the end, or it was changed since it was read."""

Fault = Literal["changed", "person", "again"]
"""Why an approval does not count: the entry changed since, the person took an earlier step, another one replaced it."""


class Given(NamedTuple):
    """An approval as it stands in its file; `place` is its field there."""

    review: Review
    place: str
    fault: Fault | None


class Reviewed(NamedTuple):
    """How far an entry was read: its version now, what was approved, and the steps that are asked for and lack."""

    version: str
    given: tuple[Given, ...]
    missing: tuple[str, ...]

    def is_passed(self, step: str) -> bool:
        """Say whether a step was taken, of the entry as it is now."""
        return any(given.review.step == step and given.fault is None for given in self.given)


class Lack(NamedTuple):
    """An entry that may not be released, and how far it was read."""

    entry: Entry
    reviewed: Reviewed


def steps_asked(library: Library) -> tuple[str, ...]:
    """Give the steps that the exhibition asks of every entry."""
    return _ASKED[int(library.settings.reviews_required or 0)]


def version_of(library: Library, entry: Entry) -> str:
    """Give the version of an entry, eight hexadecimal digits: its fields, its text in every language, its files."""
    told = hashlib.blake2b(library.versions.get(entry.ref, b""))
    folder = posixpath.dirname(entry.path)
    for name in sorted({*(name for _, name in named_files(entry)), *_pictures_in_text(library, entry)}):
        path = posixpath.normpath(posixpath.join(folder, name))
        file = library.photographs.get(path) or library.recordings.get(path)
        if file is not None:
            told.update(f"{name} {file.digest}\n".encode())
    return told.hexdigest()[:_DIGITS]


def reviewed(library: Library, entry: Entry) -> Reviewed:
    """Say how far an entry was read."""
    version = version_of(library, entry)
    given: list[Given] = []
    for index, review in enumerate(entry.reviews):
        later = entry.reviews[index + 1 :]
        earlier = (each.review for each in given if each.fault is None)
        fault: Fault | None = None
        if any(each.step == review.step for each in later):
            fault = "again"
        elif review.of != version:
            fault = "changed"
        elif any(same_person(str(each.by), str(review.by)) for each in earlier):
            fault = "person"
        given.append(Given(review, f"reviews[{index}]", fault))
    so_far = Reviewed(version, tuple(given), ())
    return so_far._replace(missing=tuple(step for step in steps_asked(library) if not so_far.is_passed(step)))


def same_person(one: str, other: str) -> bool:
    """Say whether two names are one, however their letters and blanks are typed."""
    return _plain(one) == _plain(other)


def unapproved(library: Library) -> dict[Ref, State]:
    """Give the entries that a public site does not show, and why."""
    asks = bool(steps_asked(library))
    return {entry.ref: state for entry in library.entries if (state := _state(library, entry, asks)) is not None}


def lacking(library: Library) -> dict[Ref | None, list[Lack]]:
    """Give what keeps the exhibition from being released, by hall (None: in no hall), in the library's order.

    A draft is not meant for this release and keeps nobody; whatever else lacks a review does, and what
    still says `status: review`.
    """
    if not steps_asked(library):
        return {}
    found: dict[Ref | None, list[Lack]] = {}
    for hall, entries in entries_by_hall(library).items():
        read = [Lack(entry, reviewed(library, entry)) for entry in entries if entry.status != "draft"]
        if lacks := [lack for lack in read if lack.reviewed.missing or lack.entry.status == "review"]:
            found[hall] = lacks
    return found


def entries_by_hall(library: Library) -> dict[Ref | None, list[Entry]]:
    """Give every entry but the withdrawn, by the hall it stands in (None: in none), in the order of lists."""
    found: dict[Ref | None, list[Entry]] = {entry.ref: [] for entry in library.entries if entry.kind_name == "hall"}
    found[None] = []
    for entry in sorted(library.entries, key=_in_the_sites_order):
        if not _is_withdrawn(entry):
            hall = hall_of(entry)
            found[hall if hall in found else None].append(entry)
    return {hall: entries for hall, entries in found.items() if entries}


def hall_of(entry: Entry) -> Ref | None:
    """Give the hall on whose proof sheet an entry stands: the one it stands in, or its own."""
    if entry.kind_name == "hall":
        return entry.ref
    hall: Ref | None = getattr(entry, "hall", None)
    return hall


def void_reviews(library: Library) -> Iterator[Problem]:
    """An approval is of what the entry says now, and each step is taken by someone else."""
    for entry in library.entries:
        if not entry.reviews:
            continue
        so_far = reviewed(library, entry)
        for given in so_far.given:
            if given.fault is not None:
                review = given.review
                facts = {
                    "step": f"step.{review.step}",
                    "found": str(review.of if given.fault == "changed" else review.by),
                    "by": str(review.by),
                    "on": review.on.written if review.on else "",
                    "now": so_far.version,
                }
                place = given.place
                path, line = f"content/{entry.path}", entry.line_of(place)
                yield Problem(f"review.{given.fault}", path, line, place, facts, blocks=False)


def held_back(library: Library) -> Iterator[Problem]:
    """What lacks a review is not in a public site, and that is told."""
    for lacks in lacking(library).values():
        for entry, so_far in lacks:
            if entry.status != "review":
                place = "reviews" if entry.reviews else "title" if entry.kind_name != "craftsman" else "name"
                facts = {"count": str(len(so_far.missing)), "step": f"step.{so_far.missing[0]}"}
                yield Problem(
                    "review.missing", f"content/{entry.path}", entry.line_of(place), "reviews", facts, blocks=False
                )


def _state(library: Library, entry: Entry, asks: bool) -> State | None:
    if entry.status == "draft":
        return "draft"
    if not (asks or entry.status == "review"):
        return None
    so_far = reviewed(library, entry)
    if not so_far.missing and entry.status != "review":
        return None
    return "changed" if any(given.fault == "changed" for given in so_far.given) else "review"


def _in_the_sites_order(entry: Entry) -> tuple[int, bool, float]:
    """Order by kind, then as lists do."""
    return (EVERY_KIND.index(entry.kind_name), entry.order is None, entry.order or 0.0)


def _pictures_in_text(library: Library, entry: Entry) -> Iterator[str]:
    for lang in library.settings.languages:
        prose = library.prose.get((entry.ref, lang))
        yield from (link.target for link in (prose.links if prose else ()) if link.is_picture)


def _is_withdrawn(entry: Entry) -> bool:
    return isinstance(entry, Craftsman) and entry.withdrawn


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
