"""Relations are written once and shown at both ends."""

import pytest

from jiangxin.model.entry import Entry
from jiangxin.model.library import NamedLink, Prose
from jiangxin.pages.views import (
    CraftsmanView,
    EntryView,
    FiguresView,
    GlossaryView,
    SourceView,
    StoryView,
    TimelineView,
    TourView,
)
from tests.samples import entry
from tests.unit.exhibitions import row, section, site, titles, view

LUO = entry("craftsman", "luo", "name: 罗明浩")
LI = entry("craftsman", "li", "name: 李丽")
FACTORY = entry("organisation", "factory", "name: 厂")
STUDIO = entry("studio", "s", "name: 室")
HONOUR = entry("programme", "honour", "title: 大国工匠\nkind: honour")
METHOD = entry("method", "m", "title: 法")
SOURCE = entry("source", "src", "title: 报")
PAIRS: list[tuple[Entry, Entry, str, str]] = [
    (entry("exhibit", "w", "title: 物\nhall: main\nmakers: [craftsman/luo]"), LUO, "makers", "exhibit.makers"),
    (entry("exhibit", "w", "title: 物\nhall: main\nmakers: [studio/s]"), STUDIO, "makers", "exhibit.makers"),
    (
        entry("exhibit", "w", "title: 物\nhall: main\nmakers: [organisation/factory]"),
        FACTORY,
        "makers",
        "exhibit.makers",
    ),
    (entry("exhibit", "w", "title: 物\nhall: main\nprogrammes: [honour]"), HONOUR, "programmes", "exhibit.programmes"),
    (entry("craftsman", "p", "name: 王\nemployer: organisation/factory"), FACTORY, "employer", "craftsman.employer"),
    (entry("craftsman", "p", "name: 王\nmentors: [luo]"), LUO, "mentors", "craftsman.mentors"),
    (entry("craftsman", "p", "name: 王\nhonours: [{honour: honour}]"), HONOUR, "honours", "craftsman.honours.honour"),
    (entry("studio", "x", "name: 组\nleader: luo"), LUO, "leader", "studio.leader"),
    (entry("studio", "x", "name: 组\nhost: factory"), FACTORY, "host", "studio.host"),
    (entry("studio", "x", "name: 组\npart_of: s"), STUDIO, "part_of", "studio.part_of"),
    (entry("organisation", "x", "name: 分厂\nparent: factory"), FACTORY, "parent", "organisation.parent"),
    (entry("method", "x", "title: 新法\nauthors: [craftsman/luo]"), LUO, "authors", "method.authors"),
    (
        entry("method", "x", "title: 新法\norganisations: [organisation/factory]"),
        FACTORY,
        "organisations",
        "method.organisations",
    ),
    (entry("case", "x", "title: 例\nclient: factory"), FACTORY, "client", "case.client.organisation"),
    (entry("case", "x", "title: 例\npeople: [craftsman/luo]"), LUO, "people", "case.people"),
    (entry("case", "x", "title: 例\nmethods: [m]"), METHOD, "methods", "case.methods"),
    (entry("result", "x", "title: 果\nstate: offered\nowner: organisation/factory"), FACTORY, "owner", "result.owner"),
    (
        entry("result", "x", "title: 果\nstate: offered\ninventors: [craftsman/luo]"),
        LUO,
        "inventors",
        "result.inventors",
    ),
    (entry("programme", "x", "title: 阶梯\nissuer: factory"), FACTORY, "issuer", "programme.issuer"),
    (entry("programme", "x", "title: 阶梯\npart_of: honour"), HONOUR, "part_of", "programme.part_of"),
]


def own_page(shown: Entry) -> str:
    """Give the path of an entry's page."""
    return f"{type(shown).folder}/{shown.id}.html"


@pytest.mark.parametrize(("writer", "named", "field", "key"), PAIRS, ids=lambda value: str(value)[:24])
def test_each_pair_is_shown_at_both_ends(writer: Entry, named: Entry, field: str, key: str) -> None:
    """A row at the end that wrote it, a section at the end that is named; both are links."""
    planned = site(writer, LUO, FACTORY, STUDIO, HONOUR, METHOD)
    shown = view(planned, own_page(writer), EntryView)
    assert named.title is not None and writer.title is not None
    assert [link.label.text for link in row(shown, field).values] == [named.title.primary]
    assert all(link.href for link in row(shown, field).values)
    other = section(view(planned, own_page(named), EntryView), key)
    assert titles(other) == [writer.title.primary]
    assert other.label and all(card.href for card in other.cards)


@pytest.mark.parametrize(
    ("writer", "here", "key_here", "named", "key_there"),
    [
        (
            entry("programme", "x", "title: 项目\npeople: [luo]"),
            "programmes/x",
            "craftsman.programmes",
            "craftsmen/luo",
            "programme.people",
        ),
        (
            entry("craftsman", "x", "name: 王\nprogrammes: [honour]"),
            "craftsmen/x",
            "programme.people",
            "programmes/honour",
            "craftsman.programmes",
        ),
        (
            entry("programme", "x", "title: 项目\nmethods: [m]"),
            "programmes/x",
            "method.programmes",
            "methods/m",
            "programme.methods",
        ),
        (
            entry("studio", "x", "name: 组\nmembers: [luo]"),
            "studios/x",
            "craftsman.studio",
            "craftsmen/luo",
            "studio.members",
        ),
        (
            entry("organisation", "x", "name: 社\nprogrammes: [honour]"),
            "organisations/x",
            "programme.organisations",
            "programmes/honour",
            "organisation.programmes",
        ),
    ],
)
def test_what_can_be_written_at_either_end_is_one_section(
    writer: Entry,
    here: str,
    key_here: str,
    named: str,
    key_there: str,
) -> None:
    """Two fields that say the same share a section at both ends."""
    planned = site(writer, LUO, HONOUR, METHOD)
    assert section(view(planned, f"{here}.html", EntryView), key_here).cards
    assert section(view(planned, f"{named}.html", EntryView), key_there).cards


def test_people_of_one_studio_find_each_other() -> None:
    """Co-workers are those whose studio is the same, however that was written."""
    planned = site(
        entry("studio", "s", "name: 室\nleader: luo\nmembers: [li]"),
        LUO,
        LI,
        entry("craftsman", "w", "name: 王\nstudio: s"),
    )
    assert set(titles(section(view(planned, "craftsmen/luo.html", CraftsmanView), "co-workers"))) == {"李丽", "王"}
    assert set(titles(section(view(planned, "craftsmen/w.html", CraftsmanView), "co-workers"))) == {"李丽", "罗明浩"}


def test_a_story_and_what_it_is_about() -> None:
    """A story shows its people, a person the stories."""
    planned = site(LUO, entry("story", "t", "title: 故事\nabout: [craftsman/luo]"))
    assert [card.title.text for card in view(planned, "stories/t.html", StoryView).about] == ["罗明浩"]
    assert titles(section(view(planned, "craftsmen/luo.html", EntryView), "story.about")) == ["故事"]


def test_an_event_and_those_who_took_part() -> None:
    """The corridor links to the person, the person's life to the corridor."""
    planned = site(LUO, HONOUR, entry("event", "e", "title: 获奖\ndate: 2016-05\npeople: [luo]\nprogrammes: [honour]"))
    event = view(planned, "timeline/index.html", TimelineView).years[0].events[0]
    assert {link.href for link in event.links} == {"../craftsmen/luo.html", "../programmes/honour.html"}
    life = view(planned, "craftsmen/luo.html", CraftsmanView).life
    assert [(one.href, one.date) for one in life] == [("../timeline/index.html#e", "2016年5月")]
    assert section(view(planned, "programmes/honour.html", EntryView), "event.programmes").style == "links"


def test_a_figure_and_what_it_is_about() -> None:
    """The entry shows the figure whole, the figure links to the entry."""
    planned = site(
        LUO, entry("figure", "f", "title: 徒弟\nvalue: 17\nprinted: 17名\nkind: actual\nabout: [craftsman/luo]")
    )
    assert [one.printed for one in view(planned, "craftsmen/luo.html", EntryView).figures] == ["17名"]
    shown = view(planned, "figures/index.html", FiguresView).figures[0]
    assert [link.href for link in shown.about] == ["../craftsmen/luo.html"]


def test_a_source_and_those_who_cite_it() -> None:
    """A citation is numbered where it stands; the source lists everything that cites it."""
    luo = entry("craftsman", "luo", "name: 罗明浩\nsources: [{id: src, quote: 一}, {id: src, quote: 二, page: '3'}]")
    planned = site(luo, SOURCE, entry("event", "e", "title: 获奖\ndate: '2016'\nsources: [src]"))
    cited = view(planned, "craftsmen/luo.html", EntryView).citations
    assert [(one.number, one.link.href, one.quotes, one.page) for one in cited] == [
        (1, "../sources/src.html", ("一", "二"), "3")
    ]
    uses = view(planned, "sources/src.html", SourceView).used_by
    assert [(use.label, [link.href for link in use.links]) for use in uses] == [
        ("人物", ["../craftsmen/luo.html"]),
        ("大事", ["../timeline/index.html#e"]),
    ]


def test_words_and_those_they_were_spoken_to() -> None:
    """A quotation stands with its speaker; the one addressed has the speaker in a section."""
    planned = site(LI, entry("craftsman", "luo", "name: 罗明浩\nquotes: [{text: 好, addressed_to: craftsman/li}]"))
    quote = view(planned, "craftsmen/luo.html", CraftsmanView).quotes[0]
    assert quote.addressed_to is not None and quote.addressed_to.href == "li.html"
    assert titles(section(view(planned, "craftsmen/li.html", EntryView), "craftsman.quotes.addressed_to")) == ["罗明浩"]


def test_terms_and_tours_point_both_ways() -> None:
    """What a term shows and where a tour stops know of it."""
    planned = site(
        LUO,
        entry("term", "t", "title: 匠\nsee: [craftsman/luo]"),
        entry("tour", "r", "title: 路\nstops: [craftsman/luo]"),
    )
    person = view(planned, "craftsmen/luo.html", EntryView)
    assert [card.href for card in section(person, "term.see").cards] == ["../glossary/index.html#t"]
    assert titles(section(person, "tour.stops.at")) == ["路"]
    assert view(planned, "glossary/index.html", GlossaryView).terms[0].see[0].href == "../craftsmen/luo.html"
    assert view(planned, "tours/r.html", TourView).stops[0].card.href == "../craftsmen/luo.html"


def test_a_printed_picture_and_what_it_shows() -> None:
    """A picture known by its caption stands with its source and with what it shows."""
    source = entry("source", "src", "title: 报\npictures: [{number: 2, caption: 竺士杰, about: [craftsman/luo]}]")
    planned = site(LUO, source)
    assert view(planned, "sources/src.html", SourceView).pictures[0].about[0].href == "../craftsmen/luo.html"
    shown = view(planned, "craftsmen/luo.html", EntryView).printed_pictures[0]
    assert (shown.number, shown.caption.text, shown.source and shown.source.href) == (
        "②",
        "竺士杰",
        "../sources/src.html",
    )


def test_a_mere_mention_is_told_once() -> None:
    """A mention in a text is a section of its own, unless the two are already told to belong together."""
    story = entry("story", "t", "title: 故事")
    about = entry("story", "u", "title: 另一篇\nabout: [craftsman/luo]")
    links = (NamedLink("craftsman/luo", 1),)
    prose = {(one.ref, "zh-Hans"): Prose("<p>x</p>", "zh-Hans", links) for one in (story, about)}
    shown = view(site(LUO, story, about, prose=prose), "craftsmen/luo.html", EntryView)
    assert titles(section(shown, "body")) == ["故事"]
    assert titles(section(shown, "story.about")) == ["另一篇"]


@pytest.mark.parametrize(
    ("whole", "path", "key"),
    [
        (entry("exhibit", "set", "title: 八宝\nhall: main\ncount: 8"), "exhibits/set.html", "exhibit.part_of"),
        (entry("studio", "s", "name: 室\ncount: 8"), "studios/s.html", "craftsman.studio"),
    ],
)
def test_declared_members_that_are_not_known_keep_a_place(whole: Entry, path: str, key: str) -> None:
    """Two numbers: what is declared, less what is known, stays as quiet placeholders."""
    parts = [entry("exhibit", f"e{n}", f"title: 宝{n}\nhall: main\npart_of: set") for n in range(3)]
    people = [entry("craftsman", f"p{n}", f"name: 王{n}\nstudio: s") for n in range(3)]
    members = parts if key == "exhibit.part_of" else people
    shown = section(view(site(whole, *members), path, EntryView), key)
    assert (len(shown.cards), shown.placeholders) == (3, 5)
    assert shown.placeholder_label == "名称未载"
    empty = section(view(site(whole), path, EntryView), key)
    assert (len(empty.cards), empty.placeholders) == (0, 8)
