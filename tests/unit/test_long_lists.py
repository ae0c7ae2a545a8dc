"""Lists that are too long for one page: what a page shows of them, and where the rest is."""

import pytest

from jiangxin.model.entry import Entry, Ref
from jiangxin.pages import blocks, corridor
from jiangxin.pages.outlines import Group, leaves_of
from jiangxin.pages.plan import SitePlan
from jiangxin.pages.relations import FIRST
from jiangxin.pages.views import BlocksView, EntryView, HomeView, ListView, SourceView, TimelineView
from tests.samples import entry
from tests.unit.exhibitions import anchors, section, site, targets, view

MANY = FIRST + 6


def exhibits(count: int, rest: str = "hall: main") -> list[Entry]:
    """Make exhibits that stand in the main hall."""
    return [entry("exhibit", f"e{number:03d}", f"title: 物{number}\n{rest}") for number in range(count)]


def all_links_arrive(planned: SitePlan) -> bool:
    """Tell whether every link of every page leads to a page that is there, and to a part of it that is there."""
    parts = {page.path: set(anchors(page.view)) for page in planned.pages}
    return all(
        path in parts and (not fragment or fragment in parts[path])
        for page in planned.pages
        for path, fragment in targets(page.view)
    )


def test_an_entry_shows_the_first_of_very_many_and_leads_to_all() -> None:
    """The pages of all are paged, know whose they are, and leave nobody out."""
    planned = site(*exhibits(MANY), per_page=10)
    shown = section(view(planned, "halls/main.html", EntryView), "exhibit.hall")
    assert len(shown.cards) == FIRST and shown.more is not None
    assert (shown.more.count, shown.more.href, shown.more.label) == (MANY, "main/exhibit-hall.html", f"全部 {MANY} 项")
    pages = [view(planned, f"halls/main/exhibit-hall{mark}.html", ListView) for mark in ("", "-2", "-3")]
    assert [card.href for page in pages for card in page.cards] == [
        f"../../exhibits/e{number:03d}.html" for number in range(MANY)
    ]
    assert all(page.count == MANY and page.pager and page.pager.count == 3 for page in pages)
    assert [link.href for link in pages[0].breadcrumbs] == ["../../index.html", "../index.html", "../main.html", None]
    assert "en/halls/main/exhibit-hall-3.html" in {page.path for page in planned.pages}
    assert all_links_arrive(planned)


def test_few_are_all_shown() -> None:
    """What fits on a page has no pages of its own."""
    planned = site(*exhibits(10), per_page=10)
    shown = section(view(planned, "halls/main.html", EntryView), "exhibit.hall")
    assert len(shown.cards) == 10 and shown.more is None
    assert not any(page.path.startswith("halls/main/") for page in planned.pages)


def test_a_source_that_very_many_rely_on_names_the_first() -> None:
    """Its uses go on, kind by kind, as lines without pictures."""
    planned = site(entry("source", "s", "title: 报"), *exhibits(MANY, "hall: main\nsources: [s]"), per_page=10)
    (use,) = view(planned, "sources/s.html", SourceView).used_by
    assert len(use.links) == FIRST and use.more is not None and use.more.href == "s/used-exhibit.html"
    page = view(planned, "sources/s/used-exhibit-3.html", ListView)
    assert page.count == MANY and page.kind == "exhibit" and not any(card.drawing for card in page.cards)
    assert all_links_arrive(planned)


def test_in_a_studio_of_very_many_nobody_lists_the_others() -> None:
    """A list of all on the page of each would grow with the square; the studio has it."""
    people = [entry("craftsman", f"p{number:02d}", f"name: 人{number}\nstudio: st") for number in range(MANY)]
    studio = entry("studio", "st", "name: 坊")
    few, many = (site(studio, *people, per_page=size) for size in (MANY + 1, 10))
    assert section(view(few, "craftsmen/p00.html", EntryView), "co-workers").cards
    assert not any(one.key == "co-workers" for one in view(many, "craftsmen/p00.html", EntryView).sections)
    assert view(many, "studios/st/craftsman-studio.html", ListView).count == MANY


def test_a_list_under_headings_goes_on_over_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page names every heading, with how many stand under it and the page it begins on."""
    monkeypatch.setattr(blocks, "MOST", 4)
    planned = site(*exhibits(6), entry("exhibit", "homeless", "title: 散\nhall: elsewhere"))
    first, second = (view(planned, f"exhibits/by-hall{mark}.html", BlocksView) for mark in ("", "-2"))
    marks = [("by-hall.html#main", "6"), ("by-hall-2.html#unknown", "1")]
    assert (
        [(link.href, link.note) for link in first.marks] == marks == [(link.href, link.note) for link in second.marks]
    )
    assert [(block.id, len(block.cards), block.count) for block in first.blocks] == [("main", 4, 6)]
    assert [(block.id, len(block.cards), block.count) for block in second.blocks] == [("main", 2, 6), ("unknown", 1, 1)]
    assert first.count == second.count == 7 and second.pager is not None and second.pager.number == 2
    assert all_links_arrive(planned)


def test_only_what_fills_more_than_a_page_is_torn() -> None:
    """A heading whose entries would fit on the next page begins there."""
    groups = [Group(key, exhibits(count)) for key, count in (("a", 2), ("b", 3), ("c", 9), ("d", 1))]
    leaves = leaves_of(groups, 4)
    assert [[(place, len(refs)) for place, refs in leaf.pieces] for leaf in leaves] == [
        [(0, 2)],
        [(1, 3)],
        [(2, 4)],
        [(2, 4)],
        [(2, 1), (3, 1)],
    ]
    assert [heading.page for heading in leaves[0].outline] == [1, 2, 3, 5]
    assert leaves[0].pieces[0][1] == (Ref("exhibit", "e000"), Ref("exhibit", "e001")) and leaves[4].count == 9


def test_a_long_corridor_goes_on_over_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages are called by their years; an event is found on the page where it stands, years are whole."""
    monkeypatch.setattr(corridor, "MOST", 3)
    dates = ("2001", "2001", "2003", "2010", "2011", "2011", "2012", "2012", "2012", "2012")
    events = [
        entry("event", f"ev{number}", f"title: 事{number}\ndate: {date}\nkind: honour\nhappened: happened")
        for number, date in enumerate(dates)
    ]
    planned = site(*events, entry("event", "other", "title: 别\ndate: 2020\nkind: visit\nhappened: happened"))
    paths = ("index", "page-2", "page-3", "page-4")
    pages = [view(planned, f"timeline/{path}.html", TimelineView) for path in paths]
    assert [[happening.id for year in page.years for happening in year.events] for page in pages] == [
        ["ev0", "ev1", "ev2"],
        ["ev3", "ev4", "ev5"],
        ["ev6", "ev7", "ev8"],
        ["ev9", "other"],
    ]
    assert [(link.label.text, link.href, link.note, link.current) for link in pages[1].stretches][:2] == [
        ("2001–2003", "index.html", "3", False),
        ("2010–2011", "page-2.html", "3", True),
    ]
    assert {page.count for page in pages} == {len(events) + 1} and pages[1].years[0].id == "y2010"
    assert planned.addresses[Ref("event", "ev4")] == "timeline/page-2.html#ev4"
    kept = view(planned, "timeline/kind-honour/page-2.html", TimelineView)
    assert kept.count == len(events) and [link.href for link in kept.stretches][:2] == [
        "../kind-honour.html",
        "page-2.html",
    ]
    assert all_links_arrive(planned)


def test_a_short_corridor_is_one_page() -> None:
    """There is nothing to choose from."""
    planned = site(entry("event", "e", "title: 事\ndate: 2001\nhappened: happened"))
    assert view(planned, "timeline/index.html", TimelineView).stretches == ()


def test_the_home_page_shows_the_first_of_very_many_treasures() -> None:
    """The way to all of them is the page of their set."""
    treasures = exhibits(MANY, "hall: main\nkind: treasure\npart_of: set")
    planned = site(entry("exhibit", "set", f"title: 重器\nhall: main\ncount: {MANY}"), *treasures, per_page=10)
    shown = view(planned, "index.html", HomeView).treasures
    assert shown is not None and len(shown.cards) == FIRST and shown.more is not None
    assert (shown.more.count, shown.more.href) == (MANY, "exhibits/set.html")
    assert view(planned, "exhibits/set/exhibit-part_of-3.html", ListView).count == MANY
    assert all_links_arrive(planned)
