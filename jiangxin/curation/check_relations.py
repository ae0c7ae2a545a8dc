"""Rules of relations: every id leads somewhere, nothing contains itself, counts hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from difflib import get_close_matches
from operator import itemgetter

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.library import Library
from jiangxin.model.people import Craftsman
from jiangxin.model.space import Exhibit
from jiangxin.model.walk import references_of
from jiangxin.model.work import Programme
from jiangxin.problems import Problem

_UPWARD = ("located_in", "part_of", "parent")
_SUGGESTED = 100
_REFERENCED = itemgetter(2)  # of a reference


def dangling(library: Library) -> Iterator[Problem]:
    """Every reference names an entry that exists, and not the entry itself."""
    known, lacks = library.refs(), library.lacks()
    nearest = _Nearest(known)
    hidden = {entry.ref for entry in library.entries if is_hidden(entry)}
    shown = known - hidden
    for entry in library.entries:
        references = library.references_of(entry)
        named = set(map(_REFERENCED, references))
        if named <= shown and entry.ref not in named:
            continue
        path = f"content/{entry.path}"
        for place, _, ref in references:
            if lacks(ref):
                line = entry.line_of(place)
                yield Problem("ref.missing", path, line, place, {"found": str(ref)}, nearest(ref))
            elif ref in hidden and entry.ref not in hidden:
                yield Problem("ref.hidden", path, entry.line_of(place), place, {"found": str(ref)}, blocks=False)
            elif ref == entry.ref and _is_relation(place):
                line, is_above = entry.line_of(place), place in _UPWARD
                yield Problem("ref.self", path, line, place, {"found": str(ref)}, blocks=is_above)
    for place, _, ref in references_of(library.settings):
        if lacks(ref):
            yield Problem(
                "ref.missing",
                "content/exhibition.yaml",
                library.settings_lines.get(place, 1),
                place,
                {"found": str(ref)},
                nearest(ref),
            )


def twice(library: Library) -> Iterator[Problem]:
    """No list names an entry twice."""
    for entry in library.entries:
        references = library.references_of(entry)
        if len(references) < 2 or len(references) == len(set(map(_REFERENCED, references))):
            continue
        seen: set[tuple[str, Ref]] = set()
        for place, _, ref in references:
            field, is_item, _ = place.partition("[")
            if not is_item or not _is_relation(place):
                continue
            if (field, ref) in seen:
                path, line = f"content/{entry.path}", entry.line_of(place)
                yield Problem("ref.twice", path, line, place, {"found": str(ref)}, blocks=False)
            seen.add((field, ref))


def in_bodies(library: Library) -> Iterator[Problem]:
    """Every link in a body names an entry that exists."""
    known, lacks = library.refs(), library.lacks()
    targets = set(map(str, known))
    nearest = _Nearest(known)
    entries = {entry.ref: entry for entry in library.entries}
    for (owner, lang), prose in library.prose.items():
        for target, line, is_picture in prose.links:
            if is_picture or target in targets or owner not in entries:
                continue
            kind, _, entry_id = target.partition("/")
            ref = Ref(kind, entry_id)
            if lacks(ref):
                path = body_path(entries[owner], lang, library)
                yield Problem("ref.missing", path, line, "", {"found": target}, nearest(ref))


def circles(library: Library) -> Iterator[Problem]:
    """Nothing is located in, or part of, something that is inside it."""
    for name in _UPWARD:
        entries = {entry.ref: entry for entry in library.entries if getattr(entry, name, None) is not None}
        above = {ref: getattr(entry, name) for ref, entry in entries.items()}
        place_of = {ref: number for number, ref in enumerate(above)}
        walked: set[Ref] = set()
        for start in above:
            trail: dict[Ref, int] = {}
            at = start
            while at in above and at not in walked:
                trail[at] = len(trail)
                walked.add(at)
                at = above[at]
            circle = list(trail)[trail[at] :] if at in trail else []
            if len(circle) > 1:  # what names itself is told as that
                first = circle.index(min(circle, key=place_of.__getitem__))
                shown = [*circle[first:], *circle[:first], circle[first]]
                entry = entries[circle[first]]
                facts = {"found": " → ".join(ref.id for ref in shown)}
                yield Problem("circle", f"content/{entry.path}", entry.line_of(name), name, facts)


def counts(library: Library) -> Iterator[Problem]:
    """No whole has more members than it declares."""
    members = Counter(
        entry.part_of for entry in library.entries if isinstance(entry, Exhibit) and entry.part_of is not None
    )
    for entry in library.entries:
        if not isinstance(entry, Exhibit) or entry.count is None:
            continue
        if members[entry.ref] > entry.count:
            yield Problem(
                "count.exceeded",
                f"content/{entry.path}",
                entry.line_of("count"),
                "count",
                {"found": str(members[entry.ref]), "allowed": str(entry.count)},
            )


def diagrams(library: Library) -> Iterator[Problem]:
    """A diagram's nodes have names of their own, and its edges join two of them."""
    for entry in library.entries:
        if not isinstance(entry, Programme) or entry.diagram is None:
            continue
        path = f"content/{entry.path}"
        keys = [node.key for node in entry.diagram.nodes if node.key]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                place = f"diagram.nodes[{index}].key"
                yield Problem("diagram.key", path, entry.line_of(place), place, {"found": key})
        for index, edge in enumerate(entry.diagram.edges):
            place = f"diagram.edges[{index}]"
            if len(edge) != 2:
                yield Problem("diagram.pair", path, entry.line_of(place), place)
            for key in edge:
                if key not in keys:
                    matches = get_close_matches(key, keys, n=1)
                    yield Problem(
                        "diagram.edge",
                        path,
                        entry.line_of(place),
                        place,
                        {"found": key, "allowed": ", ".join(keys)},
                        matches[0] if matches else "",
                    )


class _Nearest:
    """Gives the id that was probably meant, as it would be written; "" where none is near.

    To look for one takes long where there are many entries: only so many different ids are looked for.
    """

    def __init__(self, known: Set[Ref]) -> None:
        self._known = known
        self._given: dict[Ref, str] = {}

    def __call__(self, ref: Ref) -> str:
        if ref not in self._given:
            self._given[ref] = self._found(ref) if len(self._given) < _SUGGESTED else ""
        return self._given[ref]

    def _found(self, ref: Ref) -> str:
        ids = sorted(each.id for each in self._known if each.kind == ref.kind)
        if matches := get_close_matches(ref.id, ids, n=1, cutoff=0.6):
            return f"{ref.kind}/{matches[0]}"
        elsewhere = sorted(str(each) for each in self._known if each.id == ref.id)
        return elsewhere[0] if elsewhere else ""


def _is_relation(place: str) -> bool:
    """Say whether a reference is a relation of the entry itself: a picture's sitter or a citation is none."""
    return "." not in place


def body_path(entry: Entry, lang: str, library: Library) -> str:
    """Give the file in which the entry's body in `lang` stands."""
    if lang == library.settings.languages[0]:
        return f"content/{entry.path}"
    return f"content/{entry.path.removesuffix('.md')}.{lang}.md"


def is_hidden(entry: Entry) -> bool:
    """Say whether an entry is not shown in a published site: a draft, or withdrawn."""
    return not entry.is_approved or (isinstance(entry, Craftsman) and entry.withdrawn)
