"""Lists, page by page: all entries of a kind, and all that belongs to one entry where that is much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from jiangxin.model.entry import Entry
from jiangxin.model.evidence import Source
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.kinds import KINDS
from jiangxin.model.text import Phrase
from jiangxin.pages.blocks import orders_of
from jiangxin.pages.cards import cards_of
from jiangxin.pages.edition import Edition
from jiangxin.pages.frame import frame, list_link
from jiangxin.pages.pagers import pager
from jiangxin.pages.parts import Link
from jiangxin.pages.people_index import links_of_people
from jiangxin.pages.relations import Relation, relations_of
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.sources import uses_of
from jiangxin.pages.structured import item_list
from jiangxin.pages.urls import ANCHORED, LISTED, all_path, list_path, page_of
from jiangxin.pages.views import ListView

Item = TypeVar("Item")


def pages_of(entries: Sequence[Item], per_page: int) -> list[Sequence[Item]]:
    """Cut a list into pages."""
    return [entries[start : start + per_page] for start in range(0, len(entries), max(per_page, 1))]


def listed(exhibition: Exhibition, kind: str) -> Sequence[Entry]:
    """Give the entries of a kind as its list shows them: people by pinyin, others as the curator has them."""
    entries = exhibition.by_kind.get(kind, ())
    if kind == "craftsman":
        return sorted(entries, key=_reading)
    return sorted(entries, key=lambda entry: exhibition.hall_numbers.get(entry.ref, 0))


def list_view(sheet: Sheet, kind: str, entries: Sequence[Entry], number: int, pages: int, count: int) -> ListView:
    """Give page `number` of the list of a kind."""
    title = sheet.words(f"kinds.{kind}.many")
    cards = cards_of(sheet, entries, plain=kind == "source")
    around = frame(
        sheet,
        title,
        key=KINDS[kind].folder,
        number=number,
        data=item_list(sheet, title, cards),
        description=sheet.wording("pages.list_description", title=title.text, n=count, site=_site(sheet).text),
    )
    return ListView(
        **around,
        kind=kind,
        count=count,
        cards=cards,
        pager=pager(sheet, partial(list_path, kind), pages, number),
        others=links_of_people(sheet, "") if kind == "craftsman" else orders_of(sheet, kind, ""),
    )


def long_relations(edition: Edition) -> Iterator[tuple[Entry, Relation]]:
    """Give what belongs to entries and is too much for their own pages, each with whose it is."""
    exhibition, per_page = edition.exhibition, edition.theme.per_page
    own = Counter(map(itemgetter(0), chain.from_iterable(exhibition.backlinks.values())))  # by source
    for entry in exhibition.entries.values():
        if own[entry.ref] + len(exhibition.backlinks.get(entry.ref, ())) > per_page and entry.ref.kind not in ANCHORED:
            sheet = Sheet(edition, page_of(entry.ref))
            uses = uses_of(sheet, entry) if isinstance(entry, Source) else ()
            for relation in (*relations_of(sheet, entry), *uses):
                if len(relation.refs) > per_page:
                    yield entry, relation


def relation_view(sheet: Sheet, entry: Entry, relation: Relation, number: int, pages: int, count: int) -> ListView:
    """Give page `number` of all that a relation brings to an entry; `relation` has those of this page."""
    name = sheet.title(entry)
    kind = entry.ref.kind
    title = sheet.words("pages.title_by_order", title=name.text, order=relation.label)
    cards = cards_of(sheet, sheet.edition.shown(relation.refs), plain=relation.as_links)
    above = (list_link(sheet, kind),) if kind in LISTED else ()
    return ListView(
        **frame(
            sheet,
            title,
            key=KINDS[kind].folder,
            crumbs=(*above, Link(name, sheet.href_of(entry.ref))),
            number=number,
            data=item_list(sheet, title, cards),
        ),
        kind=relation.refs[0].kind,
        count=count,
        cards=cards,
        pager=pager(sheet, partial(all_path, entry.ref, relation.key), pages, number),
        others=(),
    )


def _site(sheet: Sheet) -> Phrase:
    return sheet.phrase(sheet.edition.exhibition.settings.title) or sheet.plain("")


def _reading(person: Entry) -> tuple[bool, float, str]:
    title = person.title
    reading = title.in_language("en").text.casefold() if title else person.id
    return (person.order is None, person.order or 0.0, reading)
