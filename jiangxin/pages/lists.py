"""Lists of all entries of a kind, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from jiangxin.model.entry import Entry
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.kinds import KINDS
from jiangxin.model.text import Phrase
from jiangxin.pages.blocks import orders_of
from jiangxin.pages.cards import cards_of
from jiangxin.pages.frame import frame
from jiangxin.pages.pagers import pager
from jiangxin.pages.people_index import links_of_people
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.structured import item_list
from jiangxin.pages.urls import list_path
from jiangxin.pages.views import ListView


def pages_of(entries: Sequence[Entry], per_page: int) -> list[Sequence[Entry]]:
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


def _site(sheet: Sheet) -> Phrase:
    return sheet.phrase(sheet.edition.exhibition.settings.title) or sheet.plain("")


def _reading(person: Entry) -> tuple[bool, float, str]:
    title = person.title
    reading = title.in_language("en").text.casefold() if title else person.id
    return (person.order is None, person.order or 0.0, reading)
