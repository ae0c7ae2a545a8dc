"""The whole plan: every page is there, every link arrives, nothing is out of reach."""

import dataclasses
import re

import pytest

from jiangxin.model.library import Prose
from jiangxin.pages.pagers import named_pages
from jiangxin.pages.plan import SitePlan
from jiangxin.pages.views import (
    EntryView,
    FiguresView,
    GroupView,
    HallView,
    HomeView,
    ListView,
    NotFoundView,
    PeopleIndexView,
    PlanView,
    RedirectView,
    TimelineView,
)
from tests.samples import HALL, LAYOUT, entry
from tests.unit.exhibitions import anchors, page, site, targets, view

NORTH = entry("hall", "north", "title: 北馆\nkind: hall\ngroup: cluster\nlocated_in: venue\norder: 2")
VENUE = entry("hall", "venue", "title: 中心\nkind: venue\norder: 1")
TREASURES = [entry("exhibit", f"t{n}", f"title: 宝{n}\nhall: main\nkind: treasure\npart_of: set") for n in range(3)]
EVERYTHING = (
    HALL,
    NORTH,
    VENUE,
    *TREASURES,
    entry("exhibit", "set", "title: 八宝\nhall: main\nkind: collective-display\ncount: 8"),
    entry(
        "craftsman",
        "luo",
        (
            "name: 罗明浩\nname_en: Luo Minghao\ntrade: 钳工\nplace: 宁波\nstudio: s\nemployer: organisation/f\n"
            "honours: [{honour: h}]\naliases: [people/luo]\nsources: [src]\n"
            "quotes: [{text: 好, event: e1, source: src}]"
        ),
    ),
    entry("studio", "s", "name: 室\nleader: luo\ncount: 3"),
    entry("organisation", "f", "name: 厂\nkind: company\nplace: 宁波"),
    entry("method", "m", "title: 法\nauthors: [craftsman/luo]\nsteps: [一, 二]"),
    entry("case", "c", "title: 例\nclient: f\npeople: [craftsman/luo]"),
    entry("result", "r", "title: 果\nstate: offered\nhall: north"),
    entry(
        "programme",
        "h",
        (
            "title: 大国工匠\nkind: honour\nlevel: national\n"
            "diagram: {kind: ladder, nodes: [{key: a, label: 甲, link: studio/s}, "
            "{key: b, label: 乙, count: '5', qualifier: over, figure: f1}, {key: c, label: 丙, unknown: true}]}"
        ),
    ),
    entry("story", "t", "title: 故事\nabout: [craftsman/luo]\npanels: [{title: 图, figures: [f1]}]"),
    entry("event", "e1", "title: 始\ndate: '2003'\npeople: [luo]"),
    entry("event", "e2", "title: 终\ndate: 2016-05\nhappened: planned\nbasis: inferred"),
    entry(
        "figure",
        "f1",
        "title: 人数\nvalue: 5\nprinted: 5名\nunit: 人\nperiod: '2024'\nkind: actual\nabout: [programme/h]",
    ),
    entry("source", "src", "title: 报\nreadings: [{printed: 股, suggested: 职, certainty: certain}]"),
    entry("term", "w", "title: 匠\nsee: [craftsman/luo]"),
    entry("tour", "x", "title: 路\nstops: [craftsman/luo, event/e1]"),
    entry("page", "about", "title: 关于"),
    entry("page", "secret", "title: 隐\nhidden: true"),
)
STORY_TEXT = Prose('<p><a href="ref:event/e1">始</a><a href="ref:term/w">匠</a></p>', "zh-Hans")
PROSE = {(next(one.ref for one in EVERYTHING if one.id == "t"), "zh-Hans"): STORY_TEXT}


@pytest.fixture(scope="module")
def planned() -> SitePlan:
    """Give a site with something of every kind, in lists of two a page."""
    return site(*EVERYTHING, prose=PROSE, per_page=2)


def test_every_link_arrives(planned: SitePlan) -> None:
    """Each relative href names a planned page, and each fragment a part of it."""
    parts = {one.path: set(anchors(one.view)) for one in planned.pages}
    lost = [
        (one.path, path, fragment)
        for one in planned.pages
        for path, fragment in targets(one.view)
        if path not in parts or (fragment and fragment not in parts[path])
    ]
    assert not lost


def test_every_page_is_reached_from_the_home_page(planned: SitePlan) -> None:
    """All but redirects, the not-found page and pages that an editor hides."""
    links = {one.path: {path for path, _ in targets(one.view)} for one in planned.pages}
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        fresh = links[waiting.pop()] - seen
        seen |= fresh
        waiting += fresh
    out = {one.path for one in planned.pages} - seen
    assert out == {"404.html", "people/luo.html", "en/people/luo.html", "secret.html", "en/secret.html"}


def test_no_two_pages_share_a_place(planned: SitePlan) -> None:
    """Paths are unique, lower-case and safe, and a view knows its own."""
    paths = [one.path for one in planned.pages]
    assert len(paths) == len(set(paths))
    assert all(one.view.path == one.path and one.path == one.path.lower() for one in planned.pages)


def test_a_plan_is_the_same_every_time(planned: SitePlan) -> None:
    """The same exhibition gives equal pages in equal order."""
    again = site(*EVERYTHING, prose=PROSE, per_page=2)
    assert [(one.path, one.view, one.ref) for one in again.pages] == [
        (one.path, one.view, one.ref) for one in planned.pages
    ]
    assert again.pictures == planned.pictures and again.addresses == planned.addresses


def test_languages_are_planned_alike(planned: SitePlan) -> None:
    """Each page is there in every language, and knows the others."""
    chinese = {one.path for one in planned.pages if one.view.lang == "zh-Hans"} - {"404.html"}
    english = {one.path for one in planned.pages if one.view.lang == "en"}
    assert english == {f"en/{path}" for path in chinese}
    shown = page(planned, "en/craftsmen/luo.html").view
    assert [(one.label, one.href, one.current) for one in shown.translations] == [
        ("简体中文", "../../craftsmen/luo.html", False),
        ("English", "luo.html", True),
    ]
    assert (shown.root, shown.home) == ("../../", "../index.html")


def test_an_old_address_leads_to_the_new_one(planned: SitePlan) -> None:
    """An alias is a page that points on; it is in no sitemap."""
    shown = view(planned, "people/luo.html", RedirectView)
    assert (shown.target.href, shown.target.label.text) == ("../craftsmen/luo.html", "罗明浩")
    assert not page(planned, "people/luo.html").in_sitemap


def test_the_not_found_page_names_the_home_pages_only(planned: SitePlan) -> None:
    """It is served at any depth, where only an address from the host's root leads to more than the folder's index."""
    shown = view(planned, "404.html", NotFoundView)
    assert [link.href for link in shown.links] == ["index.html"] and not shown.search
    rooted = view(site(settings=f"base_url: https://example.org/x/\n{LAYOUT}"), "404.html", NotFoundView)
    assert [link.href for link in rooted.links] == ["/x/index.html", "/x/en/index.html"]
    assert rooted.search == "/x/search.html"
    assert not (shown.navigation or shown.footer or shown.translations or page(planned, "404.html").in_sitemap)


def test_menus_are_the_editors_and_lead_everywhere() -> None:
    """The header keeps the order of `navigation` without what is not there; the footer has the rest."""
    planned = site(*EVERYTHING, settings=f"navigation: [stories, plan, nowhere, about]\n{LAYOUT}")
    shown = view(planned, "stories/t.html", EntryView)
    assert [(link.kind, link.current) for link in shown.navigation] == [
        ("stories", True),
        ("plan", False),
        ("about", False),
        ("search", False),
    ]
    footer = [link.kind for link in shown.footer]
    assert {"timeline", "halls", "figures", "sources", "glossary"} <= set(footer)
    assert not {"stories", "plan", "about", "secret"} & set(footer)


def test_without_navigation_there_is_a_sensible_one(planned: SitePlan) -> None:
    """Plan, timeline, exhibits, people, stories; the search as always."""
    assert [link.kind for link in view(planned, "index.html", HomeView).navigation] == [
        "plan",
        "timeline",
        "exhibits",
        "craftsmen",
        "stories",
        "search",
    ]


def test_a_kind_without_entries_has_no_list() -> None:
    """An empty exhibition has a home page and what its layout declares."""
    paths = {one.path for one in site().pages if one.view.lang == "zh-Hans"}
    assert paths == {
        "index.html",
        "404.html",
        "plan.html",
        "search.html",
        "groups/main.html",
        "groups/cluster.html",
        "halls/index.html",
        "halls/main.html",
    }


def test_a_list_is_cut_into_pages(planned: SitePlan) -> None:
    """Two to a page here; the pager knows where one is and where the others lie."""
    first, last = view(planned, "exhibits/index.html", ListView), view(planned, "exhibits/page-2.html", ListView)
    assert (first.count, len(first.cards), len(last.cards)) == (4, 2, 2)
    assert first.pager is not None and last.pager is not None
    assert (first.pager.previous, first.pager.next, first.pager.count) == (None, "page-2.html", 2)
    assert (last.pager.previous, last.pager.number) == ("index.html", 2)
    assert [(link.label.text, link.current) for link in last.pager.pages] == [("第 1 页", False), ("第 2 页", True)]
    assert last.title.text == "展品（第 2 页）"


def test_people_are_listed_by_order_then_reading() -> None:
    """The curator's order first, then the Latin reading whatever its case."""
    people = [
        entry("craftsman", one, f"name: {name}\n{rest}")
        for one, name, rest in (("a", "张", "name_en: zhang"), ("b", "陈", "name_en: Chen"), ("c", "王", "order: 9"))
    ]
    shown = view(site(*people), "craftsmen/index.html", ListView)
    assert [card.title.text for card in shown.cards] == ["王", "陈", "张"]


def test_people_can_be_read_by_honour_trade_and_place() -> None:
    """Honours from the highest level down; places from what is known nearest; the unknown last."""
    planned = site(
        entry("programme", "city", "title: 宁波工匠\nlevel: city"),
        entry("programme", "top", "title: 大国工匠\nlevel: national"),
        entry("organisation", "f", "name: 厂\nplace: 宁波"),
        entry("craftsman", "a", "name: 甲\nhonours: [{honour: city}, {honour: top}]\nemployer: organisation/f"),
        entry("craftsman", "b", "name: 乙\nnative_place: 杭州\ntrade: 钳工\nplace: 宁波"),
        entry("craftsman", "c", "name: 丙"),
    )
    honours = view(planned, "craftsmen/by-honour.html", PeopleIndexView)
    assert [(group.label.text, group.href) for group in honours.groups] == [
        ("大国工匠", "../programmes/top.html"),
        ("宁波工匠", "../programmes/city.html"),
    ]
    assert honours.count == 1
    places = view(planned, "en/craftsmen/by-place.html", PeopleIndexView)
    assert [(group.label.text, [row.name.text for row in group.people]) for group in places.groups] == [
        ("宁波", ["甲", "乙"]),
        ("Not stated", ["丙"]),
    ]
    assert [(link.href, link.current) for link in places.others] == [
        ("index.html", False),
        ("by-honour.html", False),
        ("by-trade.html", False),
        ("by-place.html", True),
    ]


def test_a_list_offers_no_order_that_nothing_is_known_for() -> None:
    """People without honours are not read by honour."""
    shown = view(site(entry("craftsman", "a", "name: 甲")), "craftsmen/index.html", ListView)
    assert shown.others == ()


def test_neighbours_follow_the_layout(planned: SitePlan) -> None:
    """Halls lead on in the layout's order, others in the curator's."""
    shown = view(planned, "halls/main.html", HallView)
    assert shown.previous is not None and shown.previous.href == "venue.html"
    assert shown.next is not None and shown.next.href == "north.html"


def test_the_layout_keeps_a_place_for_every_declared_hall(planned: SitePlan) -> None:
    """1+2 with one of the two named: the other is a quiet card and a quiet room, numbered on."""
    group = view(planned, "groups/cluster.html", GroupView)
    assert [(card.title.text, card.kicker, card.is_placeholder, card.temper) for card in group.halls] == [
        ("北馆", "02", False, 1),
        ("展馆（名称未载）", "03", True, 2),
    ]
    plan = view(planned, "plan.html", PlanView)
    assert (plan.formula, [len(block.cards) for block in plan.groups]) == ("1+2", [1, 2])
    venue = next(room for room in plan.rooms if room.key == "venue")
    assert [(room.number, room.is_placeholder, room.link.href) for room in venue.rooms] == [
        ("02", False, "halls/north.html"),
        ("03", True, None),
    ]
    assert all(room.coordinate for room in (venue, *venue.rooms))


def test_colours_follow_the_hall(planned: SitePlan) -> None:
    """The largest group is the scale; what stands in a hall has its colour, the main hall has none."""
    assert view(planned, "halls/north.html", HallView).temper == 1
    assert view(planned, "results/r.html", EntryView).temper == 1
    assert view(planned, "exhibits/t0.html", EntryView).temper is None
    assert view(planned, "craftsmen/luo.html", EntryView).temper in range(1, 9)


def test_the_home_page_counts_and_chooses(planned: SitePlan) -> None:
    """Numbers link to what they count; treasures keep places for the unnamed; nothing is shown twice."""
    home = view(planned, "index.html", HomeView)
    assert [(link.note, link.href) for link in home.tally] == [
        ("1", "craftsmen/index.html"),
        ("4", "exhibits/index.html"),
        ("1+2", "plan.html"),
        ("2003–2016", "timeline/index.html"),
    ]
    assert home.treasures is not None
    assert (len(home.treasures.cards), home.treasures.placeholders, home.treasures.href) == (3, 5, "exhibits/set.html")
    assert home.exhibits == ()
    assert [one.id for one in home.milestones] == ["e1", "e2"]


def test_milestones_are_spread_over_the_years() -> None:
    """Six of many, the first and the last year among them."""
    events = [entry("event", f"e{year}", f"title: 事\ndate: '{year}'") for year in range(2000, 2024)]
    shown = view(site(*events), "index.html", HomeView).milestones
    assert len(shown) == 6 and (shown[0].id, shown[-1].id) == ("e2000", "e2023")


def test_years_without_events_are_one_silence(planned: SitePlan) -> None:
    """2003, a gap from 2004 to 2015, 2016; a planned or inferred event says so."""
    shown = view(planned, "timeline/index.html", TimelineView)
    assert [(year.label, year.id, year.is_gap) for year in shown.years] == [
        ("2003", "y2003", False),
        ("2004–2015", "y2004", True),
        ("2016", "y2016", False),
    ]
    last = shown.years[-1].events[0]
    assert (last.state, last.state_label, last.basis_label) == ("planned", "计划中", "日期系推定")


def figure(name: str, value: int, rest: str = "") -> str:
    """Give a figure's YAML."""
    return f"title: {name}\nvalue: {value}\nprinted: {value}名\nunit: 人\nkind: actual\n{rest}"


def test_a_comparison_is_read_from_both_ends() -> None:
    """Written once, a conflict marks both figures; the remark stands with both."""
    planned = site(
        entry("figure", "a", figure("甲", 5, "compare: [{id: b, relation: conflict, note: 两说}]")),
        entry("figure", "b", figure("乙", 6)),
    )
    shown = view(planned, "figures/index.html", FiguresView).figures
    assert [(one.id, one.in_conflict, one.compared[0].printed) for one in shown] == [
        ("a", True, "6名"),
        ("b", True, "5名"),
    ]
    assert all(one.compared[0].note and one.compared[0].relation_label == "说法不一" for one in shown)
    assert not any(one.bars_svg for one in shown)


def test_a_series_has_one_chart() -> None:
    """Figures of one series and unit are drawn once, at the first of them; the printed value stays."""
    planned = site(
        entry("figure", "a", figure("甲", 5, "period: '2024'\ncompare: [{id: b, relation: series}]")),
        entry("figure", "b", figure("乙", 6, "period: '2025'")),
        entry("figure", "c", figure("丙", 7)),
    )
    shown = view(planned, "figures/index.html", FiguresView).figures
    assert [bool(one.bars_svg) for one in shown] == [True, False, False]
    assert [one.printed for one in shown] == ["5名", "6名", "7名"]


def test_compared_figures_stay_on_one_page() -> None:
    """A page is left unfilled rather than a comparison torn."""
    planned = site(
        *(
            entry("figure", name, figure(name, 1, rest))
            for name, rest in (("a", ""), ("b", "compare: [{id: d, relation: series}]"), ("c", ""), ("d", ""))
        ),
        per_page=2,
    )
    pages = [
        [one.id for one in one_page.view.figures]
        for one_page in planned.pages
        if isinstance(one_page.view, FiguresView) and one_page.view.lang == "en"
    ]
    assert pages == [["a"], ["b", "d"], ["c"]]


def test_views_hold_values_only(planned: SitePlan) -> None:
    """Every view is frozen and can be compared, so that a page is a function of it."""
    for one in planned.pages:
        assert dataclasses.is_dataclass(one.view) and hash(one.view) == hash(one.view)


def test_the_plan_leads_to_every_named_hall(planned: SitePlan) -> None:
    """The drawing links each hall from where it is shown, and marks the one that one stands in."""
    svg = view(planned, "en/halls/north.html", HallView).plan_svg
    assert re.search(r'data-hall="north" aria-current="page" data-room="\d+" href="north.html"', svg)
    assert re.search(r'data-hall="main" data-room="\d+" href="main.html"', svg)
    assert "aria-current" not in view(planned, "plan.html", PlanView).svg


def test_a_hall_stands_where_its_editor_put_it() -> None:
    """A written position wins over the schematic one."""
    hall = entry("hall", "x", "title: 馆\nkind: hall\nplan: {x: 5, y: 2, width: 2, height: 1}")
    assert view(site(hall), "halls/x.html", HallView).coordinate == "B5–B6"


@pytest.mark.parametrize(
    ("number", "count", "named"),
    [
        (1, 2, [1, 2]),
        (3, 7, [1, 2, 3, 4, 5, 6, 7]),
        (1, 9, [1, 2, 3, 0, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (6, 11, [1, 0, 4, 5, 6, 7, 8, 0, 11]),
        (1042, 1042, [1, 0, 1040, 1041, 1042]),
    ],
)
def test_a_pager_names_few_of_many(number: int, count: int, named: list[int]) -> None:
    """The first, the last and those around; a gap (0) leaves out at least two, so that it never costs a page."""
    assert named_pages(number, count) == named
