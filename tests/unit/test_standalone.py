"""Drawings as files of their own: well-formed, of both schemes, lettered like headings; and ordered by the plan."""

from __future__ import annotations

import gc
import re
import weakref
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.curation.curate import curate
from jiangxin.drawing.art import RECIPE, draw_exhibit, draw_hall, draw_person, draw_story
from jiangxin.drawing.standalone import standalone
from jiangxin.drawing.strokes import Drawing
from jiangxin.model.theme import Colour, Theme
from jiangxin.pages.plan import Draft, SitePlan, plan
from jiangxin.pages.views import HomeView, ListView
from jiangxin.wording import read_wording
from tests.samples import HALL, LAYOUT, entry, library
from tests.unit.exhibitions import THEME, finished, site, view

BLUE = Colour("#1e4c8a", "#87c7ed")
FONTS = {"display": ("Songti SC", "serif"), "labels": ("Draft", "DIN Alternate"), "text": ("system-ui",)}
SVG = "{http://www.w3.org/2000/svg}"


def rules(drawing: Drawing, lang: str = "zh-Hans") -> str:
    """Give the style sheet inside the file of a drawing."""
    style = ElementTree.fromstring(standalone(drawing, BLUE, FONTS, lang)).find(f"{SVG}style")
    assert style is not None and style.text
    return style.text


@given(st.text(max_size=12), st.sampled_from(["zh-Hans", "en", '"&<']))
def test_any_words_give_a_well_formed_file(words: str, lang: str) -> None:
    """Whatever an editor writes, the file is an SVG image of the drawing's size, in the words' language."""
    for drawing in (draw_person("a", words), draw_story("a", words), draw_hall("a", "01", words)):
        tree = ElementTree.fromstring(standalone(drawing, BLUE, FONTS, lang))
        assert tree.tag == f"{SVG}svg"
        assert (tree.get("width"), tree.get("height")) == (str(drawing.width), str(drawing.height))
        assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == lang


def test_the_file_is_the_drawing() -> None:
    """Every stroke of it is there, in the same order."""
    drawing = draw_exhibit("a", trade="焊")
    assert drawing.svg.split(">", 1)[1] in standalone(drawing, BLUE, FONTS, "zxx")


def test_both_schemes_are_known_and_old_engines_stay_light() -> None:
    """Dark only where the page can be dark: in engines that know light-dark()."""
    light, _, dark = rules(draw_exhibit("a")).partition("@supports(color:light-dark(#000,#fff))")
    assert light == "svg{color:#1e4c8a}"
    assert dark == "{@media(prefers-color-scheme:dark){svg{color:#87c7ed}}}"


def test_words_are_lettered_as_on_the_page() -> None:
    """Names and sentences like headings, numbers like labels; a drawing without words brings no font."""
    heading = ".{}{{font-family:'Songti SC',serif;font-weight:900}}"
    assert heading.format("art-sur") in rules(draw_person("a", "罗"))
    assert heading.format("art-line") in rules(draw_story("a", "从零开始"))
    assert ".art-num{font-family:Draft,'DIN Alternate'}" in rules(draw_hall("a", "01", "hall"))
    assert "font" not in rules(draw_exhibit("a"))


def test_a_theme_without_colours_draws_in_black() -> None:
    """No colour is made up."""
    assert "color:" not in standalone(draw_exhibit("a"), None, FONTS, "zxx")


EXHIBITS = [entry("exhibit", f"e{place}", f"title: 焊枪{place}\ntrade: 焊接\nhall: main\n") for place in (1, 2)]
"""Two without photographs that would get the same drawing."""


@pytest.fixture(scope="module")
def planned() -> SitePlan:
    """Give a plan of them, in two languages."""
    return site(*EXHIBITS)


@pytest.fixture
def planned_draft() -> Draft:
    """Give the same before its pages are made."""
    exhibition = curate(library(HALL, *EXHIBITS, settings=LAYOUT))
    return plan(exhibition, THEME, {lang: read_wording(lang) for lang in exhibition.languages})


def test_cards_name_files_that_are_planned(planned: SitePlan) -> None:
    """A card's address leads, from its page, to a file of the plan; one file serves both languages."""
    for prefix, up in (("", ""), ("en/", "../")):
        cards = view(planned, f"{prefix}exhibits/index.html", ListView).cards
        sources = [card.drawing.src for card in cards if card.drawing]
        assert len(set(sources)) == 2
        assert {src.removeprefix(f"../{up}") for src in sources} <= set(planned.drawings)
        home = view(planned, f"{prefix}index.html", HomeView)
        assert {card.drawing.src.removeprefix(up) for card in home.exhibits if card.drawing} <= set(planned.drawings)
    assert all(re.fullmatch(r"drawings/[a-z]+-[a-z0-9-]+\.[0-9a-f]{6}\.svg", path) for path in planned.drawings)


def test_a_draft_goes_as_soon_as_nobody_needs_it() -> None:
    """What its pages have ordered leads round to it nowhere: a preview makes a draft at every save."""
    exhibition = curate(library(HALL, *EXHIBITS, settings=LAYOUT))
    draft = plan(exhibition, THEME, {lang: read_wording(lang) for lang in exhibition.languages})
    gc.collect()
    gc.disable()
    try:
        assert len([page.make() for page in draft.pages]) == len(draft.pages)
        assert draft.darkroom.drawings
        darkroom = weakref.ref(draft.darkroom)
        del draft
        assert darkroom() is None
    finally:
        gc.enable()


def drawing_of(head: str, theme: Theme = THEME, *, recipe: str = RECIPE) -> str:
    """Give the path of the drawing of a craftsman, whose text begins so, in a theme."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("jiangxin.drawing.standalone.RECIPE", recipe)
        exhibition = curate(library(HALL, entry("craftsman", "luo", head), settings=LAYOUT))
        draft = plan(exhibition, theme, {lang: read_wording(lang) for lang in exhibition.languages})
        (path,) = (path for path in finished(draft).drawings if "craftsman-luo" in path)
    return path


def test_a_file_is_named_after_all_that_it_is_drawn_from() -> None:
    """Words, colour, fonts and the recipe; what else is said of someone changes no name."""
    named = drawing_of("name: 罗明浩")
    assert drawing_of("name: 罗明远\nsummary: 焊工。") == named
    others = {
        drawing_of("name: 骆明浩"),
        drawing_of("name: 罗明浩", replace(THEME, fonts={"display": ("Kaiti",)})),
        drawing_of("name: 罗明浩", replace(THEME, colours={"ink": BLUE})),
        drawing_of("name: 罗明浩", recipe="next"),
    }
    assert len(others | {named}) == 5
    assert drawing_of("name: 罗明浩", replace(THEME, colours={"blue": BLUE}, fonts={"text": ("Kaiti",)})) == named


def test_a_page_brings_its_own_drawing_for_cards(planned_draft: Draft) -> None:
    """In the first language only; the drawing that a neighbour avoids is brought by whoever shows it."""
    brought: dict[str, str] = {}
    for one in planned_draft.pages:
        one.make()
        brought |= dict.fromkeys(planned_draft.darkroom.brought, one.path)
        planned_draft.darkroom.brought.clear()
    orders = planned_draft.darkroom.drawings
    assert {path: order.page for path, order in orders.items() if order.page}.items() <= brought.items()
    assert sorted(set(brought.values())) == ["exhibits/e1.html", "exhibits/e2.html", "halls/main.html"]
    assert sum(not order.page for order in orders.values()) == 1


def test_neighbours_are_never_of_one_family(planned: SitePlan) -> None:
    """The second of two welding torches is drawn otherwise."""
    first, second = (card.drawing for card in view(planned, "exhibits/index.html", ListView).cards)
    assert first and second and first.family != second.family
