"""Indexes of people: a line each, under letters, strokes, honours, trades, places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from jiangxin.model.entry import Entry
from jiangxin.model.names import Name, is_chinese
from jiangxin.model.people import Craftsman
from jiangxin.model.space import Exhibit
from jiangxin.model.text import Phrase
from jiangxin.pages.cards import kicker_of
from jiangxin.pages.edition import Edition
from jiangxin.pages.frame import frame, list_link
from jiangxin.pages.letters import LETTERS
from jiangxin.pages.outlines import Heading, Leaf, leaves_of
from jiangxin.pages.pagers import pager
from jiangxin.pages.parts import Link, PeopleGroup, PersonRow, Ruby
from jiangxin.pages.people_orders import groups_of_people, place_of
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import list_path, order_path
from jiangxin.pages.views import PeopleIndexView

KIND = "craftsman"
MOST = 160
"""About how many people a page of an index holds."""


def index_leaves(edition: Edition, order: str) -> list[Leaf]:
    """Give the pages of an index of people."""
    return leaves_of(groups_of_people(edition, order), MOST)


def index_view(sheet: Sheet, order: str, leaf: Leaf) -> PeopleIndexView:
    """Give a page of an index of people."""
    title = sheet.words(
        "pages.title_by_order", title=sheet.wording(f"kinds.{KIND}.many"), order=sheet.wording(f"pages.order.{order}")
    )
    return PeopleIndexView(
        **frame(
            sheet,
            title,
            key=Craftsman.folder,
            crumbs=(list_link(sheet, KIND),),
            number=leaf.number,
            elsewhere=_elsewhere(sheet, order, leaf.number),
        ),
        order=order,
        count=leaf.count,
        groups=tuple(_group(sheet, leaf.outline[place], sheet.edition.shown(refs)) for place, refs in leaf.pieces),
        marks=tuple(_marks(sheet, order, leaf)),
        pager=pager(sheet, partial(order_path, KIND, order), leaf.pages, leaf.number),
        others=links_of_people(sheet, order),
    )


def links_of_people(sheet: Sheet, current: str) -> tuple[Link, ...]:
    """Give the links between the wall of people ("") and their indexes; none where there is no index."""
    orders = sheet.edition.orders_of(KIND)
    if not orders:
        return ()
    return (
        Link(sheet.words("pages.order.all"), sheet.href(list_path(KIND)), current=current == ""),
        *(
            Link(sheet.words(f"pages.order.{order}"), sheet.href(order_path(KIND, order)), current=order == current)
            for order in orders
        ),
    )


def ruby_of(sheet: Sheet, person: Craftsman) -> tuple[Ruby, ...]:
    """Give a person's name with its reading; nothing on pages in another language, or where none is certain."""
    name = sheet.edition.names.people.get(person.ref)
    shown = sheet.title(person)
    if name is None or not is_chinese(sheet.lang) or not is_chinese(shown.lang) or not _spells(name, shown):
        return ()
    return tuple(Ruby(base, reading) for base, reading in name.ruby)


def _spells(name: Name, shown: Phrase) -> bool:
    return len(name.ruby) > 1 or "".join(base for base, _ in name.ruby) == shown.text


def _group(sheet: Sheet, heading: Heading, people: Iterable[Entry]) -> PeopleGroup:
    return PeopleGroup(
        id=heading.id,
        mark=heading.mark,
        label=heading.label or sheet.plain(""),
        href=sheet.href_of(heading.ref),
        people=tuple(_row(sheet, person, heading.label) for person in people if isinstance(person, Craftsman)),
    )


def _row(sheet: Sheet, person: Craftsman, heading: Phrase | None) -> PersonRow:
    """Give a person's line, which does not say again what the heading above it says."""
    line = kicker_of(sheet, person)
    place = _hall(sheet, person) or sheet.phrase(place_of(sheet.edition.exhibition, person))
    return PersonRow(
        href=sheet.href_of(person.ref),
        name=sheet.title(person),
        ruby=ruby_of(sheet, person),
        line=line if line != heading else None,
        place=place if place != heading else None,
        temper=sheet.edition.tempers.get(person.ref),
    )


def _hall(sheet: Sheet, person: Craftsman) -> Phrase | None:
    """Give the hall that shows the first exhibit a person had a hand in."""
    for exhibit in sheet.edition.naming(person.ref, "exhibit", "makers", "people"):
        if isinstance(exhibit, Exhibit) and (hall := sheet.edition.exhibition.get(exhibit.hall)):
            return sheet.title(hall)
    return None


def _marks(sheet: Sheet, order: str, leaf: Leaf) -> Iterator[Link]:
    """Give the row of marks above an index: every letter of the alphabet, or every number of strokes there is."""
    found = {heading.mark or heading.id: heading for heading in leaf.outline}
    letters = LETTERS if order == "name" else ()
    for mark in dict.fromkeys((*letters, *found)):
        if mark not in found:
            yield Link(sheet.plain(mark))
            continue
        heading = found[mark]
        words = heading.label if heading.label and not heading.mark else sheet.plain(mark)
        yield Link(words, sheet.href(f"{order_path(KIND, order, heading.page)}#{heading.id}"), note=str(heading.count))


def _elsewhere(sheet: Sheet, order: str, number: int) -> dict[str, str]:
    """Give what stands for a page in languages that do not have it.

    Page two of an index may hold other people there, or nobody: its first page
    does. Where no strokes are counted, the index by name does, else the wall.
    """
    others = [lang for lang in sheet.edition.exhibition.languages if lang != sheet.lang]
    found = {lang: order_path(KIND, order) for lang in others if number > 1}
    if order == "strokes":
        by_name = order_path(KIND, "name") if "name" in sheet.edition.orders_of(KIND) else list_path(KIND)
        found |= {lang: by_name for lang in others if not is_chinese(lang)}
    return found
