"""Library → Exhibition: relations in both directions, nothing hidden left."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.curation.curate import curate
from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Backlink
from jiangxin.model.library import NamedLink, Prose
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.walk import references_of
from tests.samples import HALL, entry, library

LUO = entry("craftsman", "luo", "name: 罗明浩\nstudio: s\nquotes: [{text: 好, addressed_to: craftsman/li}]")
LI = entry("craftsman", "li", "name: 李丽\nmentors: [luo]")
STUDIO = entry("studio", "s", "name: 室")
WORK = entry("exhibit", "w", "title: 物\nhall: main\nmakers: [craftsman/luo, studio/s]\ncode: 1-01")


def test_relations_are_read_from_both_ends() -> None:
    """What is written once is found from the other end, nested fields and bodies too."""
    prose = {(WORK.ref, "zh-Hans"): Prose("", "zh-Hans", (NamedLink("craftsman/li", 3),))}
    exhibition = curate(library(HALL, LUO, LI, STUDIO, WORK, prose=prose))
    assert exhibition.backlinks[LUO.ref] == (Backlink(LI.ref, "mentors"), Backlink(WORK.ref, "makers"))
    assert set(exhibition.backlinks[LI.ref]) == {Backlink(LUO.ref, "quotes.addressed_to"), Backlink(WORK.ref, "body")}
    assert exhibition.backlinks[HALL.ref] == (Backlink(WORK.ref, "hall"),)


def test_who_is_withdrawn_is_nowhere() -> None:
    """A withdrawn person leaves every relation; a statement that needs the person goes, the rest stays."""
    gone = entry("craftsman", "luo", "name: 罗明浩\nwithdrawn: true")
    tour = entry("tour", "t", "title: 路\nstops: [{at: craftsman/luo, text: 看}, {at: exhibit/w, text: 看}]")
    exhibition = curate(library(HALL, gone, LI, STUDIO, WORK, tour))
    assert LUO.ref not in exhibition.entries
    assert all(ref != LUO.ref for each in exhibition.entries.values() for _, _, ref in references_of(each))
    shown = exhibition.entries[tour.ref]
    assert [place for place, _, _ in references_of(shown)] == ["stops[0].at"]
    work = exhibition.entries[WORK.ref]
    assert isinstance(work, Exhibit)
    assert work.makers == (STUDIO.ref,)


def test_drafts_are_in_previews_only() -> None:
    """A draft is shown with `drafts`, and only then."""
    draft = dataclasses.replace(WORK, status="draft")
    assert draft.ref not in curate(library(HALL, LUO, LI, STUDIO, draft)).entries
    assert draft.ref in curate(library(HALL, LUO, LI, STUDIO, draft), drafts=True).entries


def test_halls_are_numbered_through_the_formula() -> None:
    """Declared halls that are not known keep their numbers."""
    cluster = entry("hall", "c", "title: 丙\nkind: hall\ngroup: cluster")
    exhibition = curate(library(HALL, cluster))
    assert exhibition.hall_numbers == {HALL.ref: 1, cluster.ref: 2}
    assert [(len(group.halls), group.unnamed, group.first_number) for group in exhibition.groups] == [
        (1, 0, 1),
        (1, 1, 2),
    ]


def test_spaces_stand_in_spaces() -> None:
    """The second hierarchy, by room, is read from above too."""
    room = entry("hall", "r", "title: 室\nkind: room")
    inner = entry("hall", "i", "title: 内\nkind: area\nlocated_in: r")
    assert curate(library(HALL, room, inner)).spaces_in[room.ref] == (inner,)


def test_the_corridor_is_in_order() -> None:
    """Events stand by earliest, then by latest day; a year is told once."""
    dates = {"a": "2024", "b": "2003", "c": "2024-01-01", "d": "2024-10-17/2024-10-19", "e": "2024-10"}
    events = [entry("event", key, f'title: 事\ndate: "{date}"') for key, date in dates.items()]
    years = curate(library(HALL, *events)).years
    assert [(year.year, [event.id for event in year.events]) for year in years] == [
        (2003, ["b"]),
        (2024, ["c", "a", "e", "d"]),
    ]


@given(st.permutations(["c", "a", "b"]), st.lists(st.integers(0, 5), min_size=3, max_size=3))
def test_order_decides_and_ties_keep_their_place(ids: list[str], orders: list[int]) -> None:
    """Entries stand by `order`; equal ones as they were read."""
    halls = [
        entry("hall", key, f"title: 馆\nkind: area\norder: {order}") for key, order in zip(ids, orders, strict=True)
    ]
    shown = curate(library(*halls)).by_kind["hall"]
    assert [hall.ref for hall in shown] == [
        Ref("hall", key) for _, key in sorted(zip(orders, ids, strict=True), key=lambda pair: pair[0])
    ]
    assert all(isinstance(hall, Hall) for hall in shown)


def test_what_loses_a_relation_has_another_fingerprint() -> None:
    """An entry is told apart from itself with a reference less; what lost nothing keeps its fingerprint."""
    prints = {each.ref: bytes([number] * 16) for number, each in enumerate((HALL, LUO, LI, STUDIO, WORK))}
    whole = curate(library(HALL, LUO, LI, STUDIO, WORK, fingerprints=prints))
    assert whole.fingerprints == prints
    gone = entry("craftsman", "luo", "name: 罗明浩\nwithdrawn: true")
    less = curate(library(HALL, gone, LI, STUDIO, WORK, fingerprints=prints)).fingerprints
    assert {ref for ref in less if less[ref] != prints[ref]} == {LI.ref, WORK.ref}
    assert LUO.ref not in less
    assert {len(each) for each in less.values()} == {16}
