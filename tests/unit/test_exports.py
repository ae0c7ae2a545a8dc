"""The files for machines are a function of plan and exhibition, well formed whatever editors write."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.curation.curate import is_dated
from jiangxin.exports.addresses import absolute
from jiangxin.exports.export import Known, export, export_anew
from jiangxin.exports.feed import NEWEST
from jiangxin.exports.hosts import HEADERS, POLICY, host_files
from jiangxin.exports.sitemap import sitemaps
from jiangxin.exports.xml_file import carriable
from jiangxin.imprints import Imprints, Witness
from jiangxin.model.dates import parse_date
from jiangxin.model.entry import Citation, Entry, Image, Medium, Ref
from jiangxin.model.exhibition import Backlink, Exhibition
from jiangxin.model.kinds import KINDS
from jiangxin.model.narrative import Event, Story
from jiangxin.model.picture import Derivative, PictureOrder
from jiangxin.model.settings import Settings
from jiangxin.model.space import Exhibit
from jiangxin.model.text import Text
from jiangxin.model.wording import Wording
from jiangxin.pages.facts import tell
from jiangxin.pages.plan import PagePlan, SitePlan
from jiangxin.pages.views import HomeView, PageView

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "https://museum.example/jiangxin"
CHINESE = {"zh-Hans": ""}
BOTH = {"zh-Hans": "", "en": "en/"}
LABELS = {"en": Wording("en", {"kinds.story.one": "story"})}


def page(path: str, ref: Ref | None = None, lang: str = "zh-Hans", **more: Any) -> PagePlan:
    """Give a plain page."""
    return PagePlan(path, "page.html", lang, lambda: bare(PageView, path=path, lang=lang), ref, **more)


def bare(cls: type, **given: Any) -> Any:
    """Make a view of which only `given` matters: whatever else it must have is empty."""
    empty = {field.name: () for field in fields(cls) if field.default is MISSING and field.default_factory is MISSING}
    return cls(**(empty | given))


def home(path: str = "index.html", lang: str = "zh-Hans") -> PagePlan:
    """Give a home page, of which only the place matters here."""
    return PagePlan(path, "home.html", lang, lambda: bare(HomeView, path=path, lang=lang))


def story(id: str, date: str | None = None, **more: Any) -> Story:
    """Give a story."""
    return Story(
        ref=Ref("story", id),
        path=f"stories/{id}.md",
        **{"title": Text(id), **more},
        date=parse_date(date) if date else None,
    )


def exhibition(
    *entries: Entry, backlinks: dict[Ref, tuple[Backlink, ...]] | None = None, **settings: Any
) -> Exhibition:
    """Give an exhibition of `entries`."""
    by_kind = {kind: tuple(entry for entry in entries if entry.ref.kind == kind) for kind in KINDS}
    written = Settings(**{"title": Text("匠心"), **settings})
    return Exhibition(
        settings=written,
        languages=("zh-Hans",),
        kinds=frozenset(kind for kind, each in by_kind.items() if each),
        is_dated=is_dated(written, by_kind),
        entries={entry.ref: entry for entry in entries},
        by_kind=by_kind,
        backlinks=backlinks or {},
        prose={},
        photographs={},
        groups=(),
        hall_numbers={},
        spaces_in={},
    )


def made(plan: SitePlan, shown: Exhibition) -> dict[str, bytes]:
    """Export and give the bytes by path."""
    outputs = {}
    for output in export(plan, shown, LABELS):
        assert isinstance(output.content, bytes)
        outputs[output.path] = output.content
    return outputs


def derivative(source: str, width_px: int) -> Derivative:
    """Give one file of a photograph."""
    path = f"pictures/a-{width_px}.1.jpg"
    return Derivative(source, "d", (960, 1), width_px, 1, "jpeg", "photograph", False, f"{width_px}.jpg", path)


def plan_of(*entries: Entry, base_url: str = BASE) -> SitePlan:
    """Give a plan with the home page and a page for each entry."""
    addresses = {entry.ref: f"{entry.folder}/{entry.id}.html" for entry in entries}
    pages = (page(path, ref) for ref, path in addresses.items())
    return SitePlan((home(), *pages), base_url=base_url, addresses=addresses, folders=CHINESE)


def feed_of(*entries: Entry, **settings: Any) -> ElementTree.Element:
    """Export the entries and read the feed."""
    return parsed(made(plan_of(*entries), exhibition(*entries, **settings))["feed.xml"])


def parsed(content: bytes | str) -> ElementTree.Element:
    """Read XML that the program itself has written."""
    return ElementTree.fromstring(content)


def texts(root: ElementTree.Element, path: str) -> list[str | None]:
    """Give the texts at a path of Atom elements."""
    return [each.text for each in root.findall("/".join(ATOM + name for name in path.split("/")))]


def test_without_an_address_there_is_neither_feed_nor_sitemap() -> None:
    """Feed and sitemap need absolute addresses; robots.txt stands all the same."""
    one = story("a", "2024")
    files = made(plan_of(one, base_url=""), exhibition(one))
    assert "feed.xml" not in files
    assert "sitemap.xml" not in files
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"


def test_robots_names_the_sitemap() -> None:
    """With an address, robots.txt says where the sitemap is."""
    assert made(plan_of(), exhibition())["robots.txt"].endswith(f"Sitemap: {BASE}/sitemap.xml\n".encode())


def test_the_newest_come_first() -> None:
    """A feed tells dated stories newest first, whatever the order of the files."""
    feed = feed_of(story("old", "2023"), story("new", "2024-10-17"), story("mid", "2024-10"))
    assert texts(feed, "entry/title") == ["new", "mid", "old"]


def test_a_feed_is_bounded() -> None:
    """A feed holds the newest fifty."""
    feed = feed_of(*(story(f"s-{number}", f"{1900 + number}") for number in range(NEWEST + 5)))
    assert len(texts(feed, "entry/title")) == NEWEST
    assert texts(feed, "entry/title")[0] == f"s-{NEWEST + 4}"


def test_no_day_is_published_that_was_not_given() -> None:
    """`published` is there only where the day was written; `updated`, which Atom demands, is the first day meant."""
    feed = feed_of(story("day", "2024-10-17"), story("month", "2024-05"))
    assert texts(feed, "entry/published") == ["2024-10-17T00:00:00Z"]
    assert texts(feed, "entry/updated") == ["2024-10-17T00:00:00Z", "2024-05-01T00:00:00Z"]


def test_an_undated_story_has_the_date_of_the_edition() -> None:
    """Where a story has no date, `updated` of the settings stands in, else the opening day."""
    assert texts(feed_of(story("a"), updated=parse_date("2025-02")), "entry/updated") == ["2025-02-01T00:00:00Z"]
    opened = feed_of(story("a"), dates=parse_date("2024-10-17/2024-10-19"))
    assert texts(opened, "entry/updated") == texts(opened, "updated") == ["2024-10-17T00:00:00Z"]


def test_without_any_date_there_is_no_feed() -> None:
    """Nothing invents a date: where none is written, no feed is."""
    one = story("a")
    assert "feed.xml" not in made(plan_of(one), exhibition(one))


def test_events_link_to_their_place_on_the_corridor() -> None:
    """An event is found at its own part of the timeline; a planned one is no news yet."""
    events = [
        Event(ref=Ref("event", id), path="timeline/a.yaml", title=Text(id), date=parse_date("2024"), happened=happened)
        for id, happened in (("held", "happened"), ("announced", "planned"))
    ]
    plan = SitePlan(
        (home(), page("timeline/index.html")),
        base_url=BASE,
        addresses={event.ref: f"timeline/index.html#{event.id}" for event in events},
        folders=CHINESE,
    )
    feed = parsed(made(plan, exhibition(*events))["feed.xml"])
    links = feed.findall(f"{ATOM}entry/{ATOM}link")
    assert [link.get("href") for link in links] == [f"{BASE}/timeline/index.html#held"]


def test_each_language_has_its_feed() -> None:
    """A feed lies beside its language's home page and marks words that are in another language."""
    one = story("a", "2024", title=Text("题", "zh-Hans"), summary=Text("话", "zh-Hans", (("en", "Words"),)))
    pages = (
        home(),
        home("en/index.html", "en"),
        page("stories/a.html", one.ref),
        page("en/stories/a.html", one.ref, "en"),
    )
    plan = SitePlan(pages, base_url=BASE, addresses={one.ref: "stories/a.html"}, folders=BOTH)
    files = made(plan, exhibition(one))
    feed = parsed(files["en/feed.xml"])
    title, summary = feed.find(f"{ATOM}entry/{ATOM}title"), feed.find(f"{ATOM}entry/{ATOM}summary")
    assert title is not None and title.get(XML_LANG) == "zh-Hans"
    assert summary is not None and (summary.text, summary.get(XML_LANG)) == ("Words", None)
    assert texts(feed, "entry/id") == [f"{BASE}/en/#story/a"]
    assert "feed.xml" in files


@given(st.text(min_size=1))
def test_no_text_breaks_out_of_the_feed(words: str) -> None:
    """Whatever an editor writes is read back from the feed as the same text, less what XML cannot carry."""
    feed = feed_of(story("a", "2024", title=Text(words)))
    assert len(feed.findall(f"{ATOM}entry")) == 1
    assert [text or "" for text in texts(feed, "entry/title")] == [re.sub("\r\n?", "\n", carriable(words))]


def test_the_sitemap_names_translations_of_each_other() -> None:
    """Pages that exist in several languages name all of them; redirects and pages of one language name none."""
    redirect = page("old.html", Ref("story", "a"), in_sitemap=False)
    pages = (page("a.html"), page("en/a.html", lang="en"), page("b.html"), redirect)
    root = parsed(made(SitePlan(pages, base_url=BASE, folders=BOTH), exhibition())["sitemap.xml"])
    found = {
        str(url.findtext(f"{MAP}loc")): {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        for url in root
    }
    pair = {"zh-Hans": f"{BASE}/a.html", "en": f"{BASE}/en/a.html"}
    assert found == {f"{BASE}/a.html": pair, f"{BASE}/en/a.html": pair, f"{BASE}/b.html": {}}


def test_a_large_sitemap_is_split() -> None:
    """No file holds more addresses than allowed; `sitemap.xml` then names the files."""
    plan = SitePlan(tuple(page(f"p{number}.html") for number in range(5)), base_url=BASE, folders=CHINESE)
    files = {output.path: output.content for output in sitemaps(plan, limit=2)}
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert str(files["sitemap.xml"]).count("<loc>") == 3
    assert sum(str(files[f"sitemap-{number}.xml"]).count("<loc>") for number in (1, 2, 3)) == 5


def test_the_catalogue_tells_every_field() -> None:
    """An entry's fields stand in the catalogue as editors write them, with its addresses, files and backlinks."""
    robot = Exhibit(
        ref=Ref("exhibit", "robot"),
        path="exhibits/robot/index.md",
        title=Text("机器人", "zh-Hans", (("en", "Robot"),)),
        made=parse_date("2015-08"),
        count=8,
        images=(Image(file="a.jpg", alt=Text("")),),
        order=0.5,
        media=(Medium(kind="audio", file="a.mp3"),),
    )
    tale = story("tale", about=(robot.ref,))
    plan = SitePlan(
        (page("exhibits/robot.html", robot.ref),),
        PictureOrder(
            (derivative("exhibits/robot/a.jpg", 960), derivative("exhibits/robot/a.jpg", 480)),
        ),
        copies={"media/a.1.mp3": "exhibits/robot/a.mp3"},
        addresses={robot.ref: "exhibits/robot.html"},
        folders=CHINESE,
    )
    shown = exhibition(robot, tale, backlinks={robot.ref: (Backlink(tale.ref, "about"),)}, area_m2=16000)
    text = made(plan, shown)["catalogue.json"].decode()
    read = json.loads(text)
    assert read["entries"]["exhibit/robot"] == {
        "kind": "exhibit",
        "id": "robot",
        "addresses": {"zh-Hans": "exhibits/robot.html"},
        "backlinks": [{"entry": "story/tale", "field": "about"}],
        "fields": {
            "title": {"zh-Hans": "机器人", "en": "Robot"},
            "made": "2015-08",
            "count": 8,
            "order": 0.5,
            "images": [
                {"file": "a.jpg", "alt": {"zh-Hans": ""}, "files": ["pictures/a-480.1.jpg", "pictures/a-960.1.jpg"]}
            ],
            "media": [{"kind": "audio", "file": "a.mp3", "files": ["media/a.1.mp3"]}],
        },
    }
    assert read["entries"]["story/tale"]["fields"]["about"] == ["exhibit/robot"]
    assert read["kinds"]["story"] == {"folder": "stories", "entries": ["story/tale"], "label": {"en": "story"}}
    assert read["settings"] == {"title": {"zh-Hans": "匠心"}, "area_m2": 16000}
    assert "机器人" in text and text.endswith("}\n")


def test_nothing_that_is_withdrawn_is_named() -> None:
    """An id that is not shown is told nowhere, and a record that is nothing without it falls away."""
    gone = Ref("craftsman", "gone")
    robot = Exhibit(
        ref=Ref("exhibit", "robot"),
        path="exhibits/robot.md",
        title=Text("机"),
        makers=(gone,),
        sources=(Citation(id=Ref("source", "gone"), quote="话"),),
    )
    shown = exhibition(robot, backlinks={robot.ref: (Backlink(gone, "exhibits"),)})
    assert b"gone" not in made(plan_of(robot), shown)["catalogue.json"]


@given(st.permutations([story("a", "2024"), story("b", "2023"), story("c")]))
def test_the_order_of_files_changes_nothing(entries: list[Story]) -> None:
    """The same entries in another order make the same feed and sitemap."""
    names = ("feed.xml", "sitemap.xml")
    settings: dict[str, Any] = {"updated": parse_date("2024")}
    first = made(plan_of(*sorted(entries, key=lambda each: each.ref)), exhibition(*entries, **settings))
    other = made(plan_of(*entries), exhibition(*entries, **settings))
    assert [first[name] for name in names] == [other[name] for name in names]


def test_every_host_gets_every_header() -> None:
    """Each host's file carries the whole policy and keeps what has a digest in its name for ever."""
    files = {output.path: output.content.decode() for output in host_files() if isinstance(output.content, bytes)}
    assert files.pop(".nojekyll") == ""
    for path, text in files.items():
        assert POLICY in text, path
        assert all(name in text for name in HEADERS), path
        assert "immutable" in text and "assets" in text and "pictures" in text, path
        assert "zoom" in text and "Access-Control-Allow-Origin" in text, path
    parsed(files["web.config"])


def test_no_address_has_two_rules_for_one_header() -> None:
    """Netlify joins rules that match one address, so `_headers` sets each header once for each."""
    files = {output.path: output.content for output in host_files()}
    blocks = re.split(r"\n(?=/)", str(files["_headers"], "utf-8") if isinstance(files["_headers"], bytes) else "")
    caching = [block.split("\n")[0] for block in blocks if "Cache-Control" in block]
    assert caching == ["/assets/*", "/drawings/*", "/media/*", "/pictures/*", "/search/*", "/", "/*.html"]


def test_names_of_files_are_safe() -> None:
    """Every file is named in lower-case ASCII, but for the names hosts prescribe."""
    one = story("a", "2024")
    for path in made(plan_of(one), exhibition(one)):
        assert re.fullmatch(r"[a-z0-9._/-]+", path) or path == "_headers"


def test_absolute_addresses_have_one_slash() -> None:
    """The exhibition's address may be written with or without its last slash."""
    assert (
        absolute("https://a.example/", "b.html")
        == absolute("https://a.example", "b.html")
        == "https://a.example/b.html"
    )


def test_pages_may_name_a_feed_exactly_where_there_is_one() -> None:
    """What pages ask before they link to the feed is what decides whether it is written."""
    planned = Event(ref=Ref("event", "e"), path="e", title=Text("e"), date=parse_date("2030"), happened="planned")
    cases = [
        exhibition(),
        exhibition(planned),
        exhibition(story("a")),
        exhibition(story("a", "2024")),
        exhibition(dates=parse_date("2024")),
        exhibition(updated=parse_date("2024")),
    ]
    for shown in cases:
        files = made(plan_of(*shown.entries.values()), shown)
        assert shown.is_dated is ("feed.xml" in files)


def test_only_what_would_differ_is_made(tmp_path: Path) -> None:
    """A file is made where something that it looked up differs, or where it does not stand as it was left."""
    site: dict[str, bytes] = {}

    def keep(digests: Mapping[str, str]) -> set[str]:
        return {path for path in digests if hashlib.sha256(site.get(path, b"")).hexdigest() != digests[path]}

    def made_anew(*entries: Entry) -> set[str]:
        shown, plan = exhibition(*entries), plan_of(*entries)
        fingerprints = {entry.ref: repr(entry).encode() for entry in entries}
        told = tell({"entries": shown.entries, "by_kind": shown.by_kind, "backlinks": shown.backlinks}, fingerprints)
        imprints = Imprints(tmp_path / "documents.bin", b"frame", Witness(tmp_path / "told.bin", told))
        new = {each.path: each.content for each in export_anew(plan, shown, LABELS, Known(imprints, keep))}
        imprints.save()
        site.update({path: content for path, content in new.items() if isinstance(content, bytes)})
        assert site == made(plan, shown)
        return set(new)

    robot = Exhibit(ref=Ref("exhibit", "robot"), path="exhibits/robot.md", title=Text("机器人"))
    assert made_anew(story("a", "2015"), robot) == set(site)
    assert made_anew(story("a", "2015"), robot) == set()
    site["feed.xml"] = b"harmed"
    del site["catalogue.json"]
    assert made_anew(story("a", "2015"), robot) == {"feed.xml", "catalogue.json"}
    renamed = Exhibit(ref=robot.ref, path=robot.path, title=Text("机械臂"))
    assert made_anew(story("a", "2015"), renamed) == {"catalogue.json"}
    assert made_anew(story("a", "2016"), renamed) == {"feed.xml", "catalogue.json"}
    other = Exhibit(ref=Ref("exhibit", "lathe"), path="exhibits/lathe.md", title=Text("车床"))
    assert {"catalogue.json", "sitemap.xml"} <= made_anew(story("a", "2016"), renamed, other)
