"""The corridor of time: every year once and in order, silences, density, milestones, filters as pages."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.curation.chronology import corridor
from jiangxin.model.dates import parse_date
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Year
from jiangxin.model.narrative import Event
from jiangxin.model.text import Text
from jiangxin.pages.corridor import LONG_SILENCE, bays
from jiangxin.pages.plan import SitePlan
from jiangxin.pages.timeline import DENSEST, MILESTONES, day_in_year, density
from jiangxin.pages.views import HomeView, TimelineView
from jiangxin.wording import read_wording
from tests.samples import entry
from tests.unit.exhibitions import page, site, targets, view

YEARS = st.lists(st.integers(1, 9999), max_size=30, unique=True).map(sorted)
COVERS = st.none() | st.tuples(st.integers(1, 9999), st.integers(0, 300)).map(lambda it: (it[0], it[0] + it[1]))
DATES = st.one_of(
    st.integers(1900, 2030).map(str),
    st.dates().filter(lambda day: day.year >= 1000).map(lambda day: day.isoformat()),
    st.integers(1900, 2030).map(lambda year: f"/{year}"),
    st.integers(1900, 2030).map(lambda year: f"{year}/"),
    st.integers(190, 202).map(lambda decade: f"{decade}X"),
    st.tuples(st.integers(1900, 1960), st.integers(1960, 2030)).map(lambda two: f"{two[0]}/{two[1]}"),
)


def event(number: int, date: str, rest: str = "") -> Entry:
    """Make an event."""
    return entry("event", f"e{number}", f"title: 事{number}\ndate: '{date}'\n{rest}")


def told(number: int, date: str) -> Event:
    """Make an event without reading a file."""
    return Event(ref=Ref("event", f"e{number}"), path="timeline/a.yaml", title=Text("事"), date=parse_date(date))


def empty_years(numbers: Sequence[int]) -> list[Year]:
    """Give years with one event each."""
    return [Year(number, (told(number, f"{number:04d}"),)) for number in numbers]


@given(st.lists(DATES, max_size=30))
def test_every_event_stands_in_its_year_and_years_ascend(dates: list[str]) -> None:
    """An open beginning or a decade does not tear a year in two, and no event is lost."""
    events = [told(number, date) for number, date in enumerate(dates)]
    years = corridor(events)
    assert [year.year for year in years] == sorted({one.date.year() for one in events if one.date})
    assert sorted(one.ref.id for year in years for one in year.events) == sorted(one.ref.id for one in events)
    assert all(one.date and one.date.year() == year.year for year in years for one in year.events)


def test_what_ended_in_a_year_opens_it() -> None:
    """“Until 2003” stands in 2003, before what is known to the day, and after 1999."""
    years = corridor([told(1, "2003-02-01"), told(2, "/2003"), told(3, "1999")])
    assert [(year.year, [one.ref.id for one in year.events]) for year in years] == [
        (1999, ["e3"]),
        (2003, ["e2", "e1"]),
    ]


@given(YEARS, COVERS)
def test_bays_are_the_years_from_first_to_last(numbers: list[int], covers: tuple[int, int] | None) -> None:
    """Each year lies in exactly one bay; only a long silence, and all of it, is one bay for several years."""
    found = list(bays(empty_years(numbers), covers))
    every = [*numbers, *(covers or ())]
    assert [year for bay in found for year in range(bay.first, bay.last + 1)] == (
        list(range(min(every), max(every) + 1)) if every else []
    )
    assert [bay.first for bay in found if bay.events] == numbers
    for before, bay in itertools.pairwise(found):
        long = bay.last - bay.first + 1
        assert long == 1 or (long >= LONG_SILENCE and not bay.events)
        assert before.last == before.first or bay.last == bay.first, "two long silences never meet"


def test_a_short_silence_is_walked_through_year_by_year() -> None:
    """Two empty years stand alone; three are one bay."""
    found = list(bays(empty_years([2003, 2006, 2010])))
    assert [(bay.first, bay.last) for bay in found] == [(y, y) for y in range(2003, 2007)] + [
        (2007, 2009),
        (2010, 2010),
    ]


def test_the_years_the_corridor_covers_are_all_there() -> None:
    """Its first and last year have bays of their own, even where nothing is told of them."""
    found = bays(empty_years([2005]), (2003, 2010))
    assert [(bay.first, bay.last, len(bay.events)) for bay in found] == [
        (2003, 2003, 0),
        (2004, 2004, 0),
        (2005, 2005, 1),
        (2006, 2009, 0),
        (2010, 2010, 0),
    ]


@given(st.lists(st.integers(0, 400), min_size=1))
def test_density_tells_more_from_less(counts: list[int]) -> None:
    """Nothing is 0, anything is seen, more is never lower, the fullest is full height or counted one by one."""
    most = max(counts)
    steps = [density(count, most) for count in sorted(counts)]
    assert steps == sorted(steps) and all(0 <= step <= DENSEST for step in steps)
    assert all((step == 0) == (count == 0) for count, step in zip(sorted(counts), steps, strict=True))
    assert steps[-1] == min(most, DENSEST)


@pytest.mark.parametrize(
    ("date", "chinese", "english"),
    [
        ("2024-10-17", "10月17日", "17 October"),
        ("2024-10", "10月", "October"),
        ("2024", "是年", "that year"),
        ("2024~", "约2024年", "about 2024"),
        ("2024-05?", "2024年5月（存疑）", "May 2024 (uncertain)"),
        ("199X", "1990年代", "1990s"),
        ("/2003", "至2003年", "until 2003"),
        ("2021/2023", "2021—2023年", "2021–2023"),
    ],
)
def test_under_its_year_a_date_says_no_more_and_no_less(date: str, chinese: str, english: str) -> None:
    """The year is above it already; what says more than a day or a month of it stays whole."""
    when = parse_date(date)
    assert (day_in_year(when, read_wording("zh-Hans")), day_in_year(when, read_wording("en"))) == (chinese, english)


@pytest.fixture(scope="module")
def planned() -> SitePlan:
    """Events of several kinds, two in a hall, one outside the years that the corridor covers."""
    return site(
        entry("hall", "walk", "title: 长廊\nkind: corridor\ncovers: 2003/2016"),
        event(1, "2003", "kind: honour\nhalls: [walk]"),
        event(2, "2016-05", "kind: honour"),
        event(3, "2016-06", "kind: policy\nhalls: [walk, walk]"),
        event(4, "2018", "kind: contest"),
        event(5, "2016"),
    )


def corridor_page(planned: SitePlan, name: str) -> TimelineView:
    """Give a page of the corridor."""
    return view(planned, f"timeline/{name}.html", TimelineView)


def test_filters_are_pages_for_values_with_two_events(planned: SitePlan) -> None:
    """Honours and the hall have two; a policy and a contest stand alone and get no page."""
    paths = [one.path for one in planned.pages if one.path.startswith("timeline/")]
    assert paths == ["timeline/index.html", "timeline/kind-honour.html", "timeline/hall-walk.html"]
    shown = corridor_page(planned, "hall-walk")
    assert [one.id for year in shown.years for one in year.events] == ["e1", "e3"]
    assert (shown.count, shown.covers, shown.title.text) == (2, "2003–2016", "时空长廊：长廊")
    assert all(page(planned, path).in_sitemap for path in paths)


def test_chips_lead_between_the_pages_with_their_counts(planned: SitePlan) -> None:
    """The same chips on each page, the current one marked; the breadcrumb leads back to the whole."""
    for place, name in enumerate(("index", "kind-honour", "hall-walk")):
        shown = corridor_page(planned, name)
        assert [(f.label.text, f.href, f.note, f.kind) for f in shown.filters] == [
            ("全部", "index.html", "5", "all"),
            ("荣誉", "kind-honour.html", "2", "kind"),
            ("长廊", "hall-walk.html", "2", "hall"),
        ]
        assert [f.current for f in shown.filters] == [at == place for at in range(3)]
        crumbs = [(crumb.label.text, crumb.href) for crumb in shown.breadcrumbs[1:-1]]
        assert crumbs == ([("时空长廊", "index.html")] if place else [])
    english = view(planned, "en/timeline/kind-honour.html", TimelineView)
    assert [f.href for f in english.filters] == ["index.html", "kind-honour.html", "hall-walk.html"]
    assert english.translations[0].href == "../../timeline/kind-honour.html"


def test_links_to_an_event_lead_to_the_whole_corridor(planned: SitePlan) -> None:
    """Whatever filters there are, an event is at home on the unfiltered page."""
    home = view(planned, "index.html", HomeView)
    events = {path for path, fragment in targets(home) if fragment.startswith("e")}
    assert events == {"timeline/index.html"}


def test_a_filter_that_keeps_everything_is_no_page() -> None:
    """Where all events are of one kind, the whole is that page already; without filters there are no chips."""
    planned = site(event(1, "2003", "kind: honour"), event(2, "2004", "kind: honour"))
    assert corridor_page(planned, "index").filters == ()
    assert [one.path for one in planned.pages if "timeline/" in one.path] == [
        "timeline/index.html",
        "en/timeline/index.html",
    ]


def test_years_outside_the_corridor_say_so(planned: SitePlan) -> None:
    """2018 comes after the 2016 that the corridor ends with; a filter claims nothing of what it leaves out."""
    whole = corridor_page(planned, "index")
    assert [(year.id, year.is_outside, year.density) for year in whole.years] == [
        ("y2003", False, 1),
        ("y2004", False, 0),
        ("y2016", False, 3),
        ("y2017", True, 0),
        ("y2018", True, 1),
    ]
    assert not any(year.is_outside for year in corridor_page(planned, "kind-honour").years)


def test_milestone_years_are_those_of_the_home_page() -> None:
    """What stands in the strip of the home page is hot in the corridor, and nothing else."""
    planned = site(*(event(year, str(year)) for year in range(2000, 2024)))
    strip = {one.id for one in view(planned, "index.html", HomeView).milestones}
    hot = {one.id for year in corridor_page(planned, "index").years if year.is_milestone for one in year.events}
    assert hot == strip and len(hot) == MILESTONES
