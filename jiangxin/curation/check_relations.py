"""Rules of relations: every id leads somewhere, nothing contains itself, counts hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from difflib import get_close_matches

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.library import Library
from jiangxin.model.people import Craftsman
from jiangxin.model.space import Exhibit
from jiangxin.model.walk import references_of
from jiangxin.model.work import Programme
from jiangxin.problems import Problem

_UPWARD = ("located_in", "part_of", "parent")


def dangling(library: Library) -> Iterator[Problem]:
    """Every reference names an entry that exists, and not the entry itself."""
    known = library.unread | {entry.ref for entry in library.entries}
    hidden = {entry.ref for entry in library.entries if is_hidden(entry)}
    for entry in library.entries:
        for place, _, ref in references_of(entry):
            line = entry.line_of(place)
            if ref not in known:
                yield Problem(
                    "ref.missing", f"content/{entry.path}", line, place, {"found": str(ref)}, nearest_ref(ref, known)
                )
            elif ref == entry.ref and place in _UPWARD:
                yield Problem("ref.self", f"content/{entry.path}", line, place, {"found": str(ref)})
            elif ref in hidden and not is_hidden(entry):
                yield Problem("ref.hidden", f"content/{entry.path}", line, place, {"found": str(ref)}, blocks=False)
    for place, _, ref in references_of(library.settings):
        if ref not in known:
            yield Problem(
                "ref.missing",
                "content/exhibition.yaml",
                library.settings_lines.get(place, 1),
                place,
                {"found": str(ref)},
                nearest_ref(ref, known),
            )


def in_bodies(library: Library) -> Iterator[Problem]:
    """Every link in a body names an entry that exists."""
    known = library.unread | {entry.ref for entry in library.entries}
    entries = {entry.ref: entry for entry in library.entries}
    for (owner, lang), prose in library.prose.items():
        if owner not in entries:
            continue
        for link in prose.links:
            if link.is_picture:
                continue
            kind, _, entry_id = link.target.partition("/")
            ref = Ref(kind, entry_id)
            if ref not in known:
                yield Problem(
                    "ref.missing",
                    body_path(entries[owner], lang, library),
                    link.line,
                    "",
                    {"found": link.target},
                    nearest_ref(ref, known),
                )


def circles(library: Library) -> Iterator[Problem]:
    """Nothing is located in, or part of, something that is inside it."""
    for name in _UPWARD:
        above = {
            entry.ref: ref
            for entry in library.entries
            if (ref := getattr(entry, name, None)) is not None and ref != entry.ref
        }
        lines = {entry.ref: entry for entry in library.entries}
        told: set[Ref] = set()
        for start in above:
            trail = [start]
            while (after := above.get(trail[-1])) is not None and after not in trail:
                trail.append(after)
            if after == start and start not in told:
                told.update(trail)
                entry = lines[start]
                shown = " → ".join(ref.id for ref in [*trail, start])
                yield Problem("circle", f"content/{entry.path}", entry.line_of(name), name, {"found": shown})


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


def nearest_ref(ref: Ref, known: Set[Ref]) -> str:
    """Give the id of the same kind that is nearest to `ref`'s, as it would be written."""
    ids = sorted(each.id for each in known if each.kind == ref.kind)
    if matches := get_close_matches(ref.id, ids, n=1, cutoff=0.6):
        return f"{ref.kind}/{matches[0]}"
    elsewhere = sorted(str(each) for each in known if each.id == ref.id)
    return elsewhere[0] if elsewhere else ""


def body_path(entry: Entry, lang: str, library: Library) -> str:
    """Give the file in which the entry's body in `lang` stands."""
    if lang == library.settings.languages[0]:
        return f"content/{entry.path}"
    return f"content/{entry.path.removesuffix('.md')}.{lang}.md"


def is_hidden(entry: Entry) -> bool:
    """Say whether an entry is not shown in a published site: a draft, or withdrawn."""
    return not entry.is_published(drafts=False) or (isinstance(entry, Craftsman) and entry.withdrawn)
