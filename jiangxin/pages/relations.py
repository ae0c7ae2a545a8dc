"""Relations read from the other end: what belongs to an entry because others name it.

A relation is written once, at one of its ends. Some pairs can be written at
either end (a studio's members, a member's studio); their two fields are told
together, in one section.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from jiangxin.model.entry import EVERY_KIND, Entry, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.people import Craftsman, Studio
from jiangxin.model.schema import specs_of
from jiangxin.model.settings import Group
from jiangxin.model.space import Exhibit
from jiangxin.model.walk import references_of
from jiangxin.model.work import Programme
from jiangxin.pages.cards import cards_of
from jiangxin.pages.parts import Card, More, Section
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import HOME, all_path, group_path

MIRRORS: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("programme", "people"): (("craftsman", "programmes"),),
    ("craftsman", "programmes"): (("programme", "people"),),
    ("programme", "methods"): (("method", "programmes"),),
    ("method", "programmes"): (("programme", "methods"),),
    ("programme", "organisations"): (("organisation", "programmes"), ("studio", "programmes")),
    ("organisation", "programmes"): (("programme", "organisations"),),
    ("studio", "programmes"): (("programme", "organisations"),),
    ("programme", "programmes"): (("programme", "programmes"),),
    ("studio", "members"): (("craftsman", "studio"),),
}
"""Fields of an entry and the fields of others that say the same from the other end."""

_LISTS_OF_THEIR_OWN = (("hall", "people"), ("exhibit", "people"), *MIRRORS)
SHOWN_AS_SECTIONS: dict[str, set[str]] = {
    kind: {field for owner, field in _LISTS_OF_THEIR_OWN if owner == kind} for kind, _ in _LISTS_OF_THEIR_OWN
}
"""Fields that an entry shows as sections of its own page instead of rows, by kind."""

_WEAK = ("body", "images.people.id", "hotspots.link", "panels.links", "diagram.nodes.link", "see", "members", "link")
"""Relations that add nothing where the two entries are already told to belong together."""
_AS_LINKS = ("event", "term", "source", "page", "figure")
_LINKS_WHEN_MANY = ("programme", "organisation")
_MANY = 4
FIRST = 24
"""How many are shown of what is too much for one page."""
_KIND_ORDER = (
    "exhibit",
    "craftsman",
    "studio",
    "method",
    "case",
    "result",
    "hall",
    "story",
    "organisation",
    "programme",
    "event",
    "tour",
    "term",
    "source",
    "page",
    "figure",
)
assert set(_KIND_ORDER) == set(EVERY_KIND)


@frozen
class Relation:
    """What belongs to an entry in one way: `refs` are those that are shown, in the curator's order."""

    key: str
    label: str
    refs: tuple[Ref, ...]
    placeholders: int = 0
    as_links: bool = False


def sections_of(sheet: Sheet, entry: Entry) -> tuple[Section, ...]:
    """Give an entry's sections: its own lists, then what names it, kind by kind, then mere mentions.

    Of what is too much for one page the first are given, and the way to the pages that have all (see `all_of`).
    """
    sections = (*(section(sheet, entry, one) for one in relations_of(sheet, entry)), *_of_exhibition(sheet, entry))
    return tuple(one for one in sections if one.cards or one.placeholders)


def relations_of(sheet: Sheet, entry: Entry) -> Iterator[Relation]:
    """Give everything that belongs to an entry, as its sections have it."""
    named = [(field, ref) for _, field, ref in references_of(entry)]
    told = {ref for field, ref in named if not field.startswith(("sources", "images"))}
    yield from _own_relations(sheet, entry, named)
    from_others = _from_others(sheet, entry)
    for kind, field in sorted(from_others, key=_rank):
        if field not in _WEAK:
            refs = from_others[kind, field]
            told.update(refs)
            missing = _missing_parts(entry, kind, field, refs)
            yield _relation(sheet, f"{kind}.{field}", sheet.wording(relation_key(sheet, kind, field)), refs, missing)
    if isinstance(entry, Exhibit) and entry.count and ("exhibit", "part_of") not in from_others:
        yield _relation(sheet, "exhibit.part_of", sheet.wording("relations.exhibit.part_of"), (), entry.count)
    yield from _co_workers(sheet, entry)
    for kind, field in sorted(from_others, key=_rank):
        if field in _WEAK and field != "body" and (refs := from_others[kind, field] - told):
            told.update(refs)
            yield _relation(sheet, f"{kind}.{field}", sheet.wording(relation_key(sheet, kind, field)), refs)
    mentions = {ref for (_, field), refs in from_others.items() if field == "body" for ref in refs} - told
    if mentions:
        yield _relation(sheet, "body", sheet.wording("relations.body"), mentions, as_links=True)


def section(sheet: Sheet, entry: Entry, relation: Relation) -> Section:
    """Give the section that shows a relation of an entry."""
    more = more_of(sheet, entry, relation.key, len(relation.refs))
    entries = sheet.edition.shown(relation.refs[:FIRST] if more else relation.refs)
    return Section(
        relation.key,
        relation.label,
        cards_of(sheet, entries, plain=relation.as_links),
        "links" if relation.as_links else "cards",
        relation.placeholders,
        sheet.wording("pages.not_named") if relation.placeholders > 0 else "",
        more=more,
    )


def more_of(sheet: Sheet, entry: Entry, key: str, count: int) -> More | None:
    """Give the way to all of a relation; None where they are few enough to be shown beside the rest of a page."""
    if count <= sheet.edition.theme.per_page:
        return None
    return More(sheet.wording("pages.all_of_them", n=count), sheet.href(all_path(entry.ref, key)), count)


def _relation(
    sheet: Sheet, key: str, label: str, refs: Iterable[Ref], placeholders: int = 0, *, as_links: bool = False
) -> Relation:
    shown = tuple(sheet.edition.in_order(refs))
    kinds = {ref.kind for ref in shown}
    is_plain = bool(shown) and kinds <= {*_AS_LINKS, *_LINKS_WHEN_MANY}
    links = as_links or (is_plain and (len(shown) > _MANY or kinds <= {*_AS_LINKS}))
    return Relation(key, label, shown, max(placeholders, 0), links)


def relation_key(sheet: Sheet, kind: str, field: str) -> str:
    """Give the key of the words for a relation, seen from the end that is named."""
    strings = sheet.wording.strings
    return next(
        (key for key in (f"relations.{kind}.{field}", f"relations.every.{field}") if key in strings),
        f"relations.{kind}.{field}",
    )


def _own_relations(sheet: Sheet, entry: Entry, named: Iterable[tuple[str, Ref]]) -> Iterator[Relation]:
    """Give the relations that an entry shows as sections; `named` are those it names, by field."""
    kind = entry.ref.kind
    for name in specs_of(type(entry)):
        if name not in SHOWN_AS_SECTIONS.get(kind, ()):
            continue
        own = {ref for field, ref in named if field == name}
        refs = set(own)
        mirrors = MIRRORS.get((kind, name), ())
        for mirror in mirrors:
            refs |= _naming(sheet, entry, *mirror)
        refs = {ref for ref in refs if ref in sheet.edition.positions and ref != entry.ref}
        declared = entry.count or 0 if isinstance(entry, Studio) and name == "members" else 0
        key = ".".join(mirrors[0]) if mirrors else name
        label = (
            sheet.wording(f"relations.{key}")
            if mirrors and not own
            else sheet.wording.first(f"fields.{kind}.{name}", f"fields.{name}")
        )
        yield _relation(sheet, key, label, refs, declared - len(refs))


def _naming(sheet: Sheet, entry: Entry, kind: str, field: str) -> set[Ref]:
    links = sheet.edition.exhibition.backlinks.get(entry.ref, ())
    return {link.source for link in links if link.source.kind == kind and link.field == field}


def _from_others(sheet: Sheet, entry: Entry) -> dict[tuple[str, str], set[Ref]]:
    """Give those that name an entry, by kind and field, without what has its own place on the page."""
    found: dict[tuple[str, str], set[Ref]] = defaultdict(set)
    mirrored = {mirror for (kind, _), mirrors in MIRRORS.items() if kind == entry.ref.kind for mirror in mirrors}
    for link in sheet.edition.exhibition.backlinks.get(entry.ref, ()):
        pair = (link.source.kind, link.field)
        if link.source == entry.ref or pair in mirrored or _has_own_place(entry, *pair):
            continue
        if link.source in sheet.edition.positions:
            found[pair].add(link.source)
    return found


def _has_own_place(entry: Entry, kind: str, field: str) -> bool:
    return (
        kind == "figure"
        or entry.ref.kind == "source"
        or field.startswith("sources")
        or (kind, field) == ("source", "pictures.about")
        or (isinstance(entry, Craftsman) and (kind, field) == ("event", "people"))
    )


def _rank(pair: tuple[str, str]) -> tuple[int, str]:
    """Order relations by kind; of one kind, makers and authors before lesser ties."""
    kind, field = pair
    return _KIND_ORDER.index(kind), "" if field in ("makers", "authors", "leader", "about") else field


def _missing_parts(entry: Entry, kind: str, field: str, refs: set[Ref]) -> int:
    if isinstance(entry, Exhibit) and entry.count and (kind, field) == ("exhibit", "part_of"):
        return entry.count - len(refs)
    return 0


def _co_workers(sheet: Sheet, entry: Entry) -> Iterator[Relation]:
    """Give the people of the studios that a person belongs to; a studio of very many has them on its own pages."""
    if not isinstance(entry, Craftsman):
        return
    backlinks = sheet.edition.exhibition.backlinks
    studios = {entry.studio} | {
        link.source
        for link in backlinks.get(entry.ref, ())
        if link.source.kind == "studio" and link.field in ("members", "leader", "founder")
    }
    people: set[Ref] = set()
    for studio in sheet.edition.shown(sorted(ref for ref in studios if ref)):
        if not isinstance(studio, Studio):
            continue
        if len(studio.members) + len(backlinks.get(studio.ref, ())) > sheet.edition.theme.per_page:
            continue
        people |= {ref for ref in (studio.leader, *studio.members) if ref and ref.kind == "craftsman"}
        people |= _naming(sheet, studio, "craftsman", "studio")
    people = {ref for ref in people - {entry.ref} if ref in sheet.edition.positions}
    if people:
        yield _relation(sheet, "co-workers", sheet.wording("pages.co_workers"), people)


def _of_exhibition(sheet: Sheet, entry: Entry) -> Iterator[Section]:
    """Give the exhibition itself on the pages of those who hold it and of its venue, and groups on their space's."""
    settings = sheet.edition.exhibition.settings
    groups = settings.layout.groups if settings.layout else ()
    if entry.ref in settings.organisers:
        yield _section_of_exhibition(sheet, "organisers", (_whole(sheet),))
    if entry.ref == settings.venue:
        yield _section_of_exhibition(sheet, "venue", (_whole(sheet),))
    if within := [group for group in groups if group.located_in == entry.ref]:
        yield _section_of_exhibition(sheet, "layout.groups.located_in", tuple(_group(sheet, one) for one in within))


def _section_of_exhibition(sheet: Sheet, field: str, cards: tuple[Card, ...]) -> Section:
    return Section(f"exhibition.{field}", sheet.wording(f"relations.exhibition.{field}"), cards, "links")


def _whole(sheet: Sheet) -> Card:
    """Give the card of the exhibition itself."""
    settings = sheet.edition.exhibition.settings
    return Card(
        sheet.href(HOME),
        sheet.phrase(settings.title) or sheet.plain(""),
        "exhibition",
        sheet.wording("kinds.exhibition.one"),
        summary=sheet.phrase(settings.summary),
    )


def _group(sheet: Sheet, group: Group) -> Card:
    return Card(
        sheet.href(group_path(group.key or "")),
        sheet.phrase(group.title) or sheet.plain(""),
        "group",
        sheet.wording("pages.group"),
        summary=sheet.phrase(group.summary),
    )


def holders_of(sheet: Sheet, programme: Programme) -> list[Entry]:
    """Give the people who hold an honour, in the curator's order."""
    return sheet.edition.naming(programme.ref, "craftsman", "honours.honour")
