"""Rules of the plates that stand where a photograph is missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.drawing.art import (
    FAMILIES,
    RECIPE,
    Drawing,
    Motif,
    draw,
    draw_event,
    draw_exhibit,
    draw_hall,
    draw_hero,
    draw_page,
    draw_person,
    draw_story,
    draw_studio,
    size_of,
)
from jiangxin.drawing.families import ANY, KINDS, WORDS, draw_family
from jiangxin.drawing.fragment import ROOMS
from jiangxin.drawing.seed import Seed
from jiangxin.drawing.standalone import standalone
from jiangxin.drawing.strokes import hatch, number, sheet
from jiangxin.model.theme import Colour

WORDS_OF_EDITORS = st.one_of(
    st.text(max_size=60), st.sampled_from(["<b>&amp;\"'", "👩‍🔧🏽焊接", "第 41 次：成了，先别动。", "\x00\ud800é", ""])
)

PLATES: dict[str, Callable[[str], Drawing]] = {
    "exhibit": lambda words: draw_exhibit(words, trade=words, kind=words),
    "person": lambda words: draw_person("k", words),
    "story": lambda words: draw_story("k", words),
    "event": lambda words: draw_event("k", words),
    "studio": lambda words: draw_studio("k", words, words),
    "hall": lambda words: draw_hall("k", words, words),
    "page": draw_page,
    "hero": draw_hero,
}


def check_is_clean(svg: str) -> ElementTree.Element:
    """Refuse what a strict content security policy or a second drawing on the page would not bear."""
    tree = ElementTree.fromstring(svg)
    for element in tree.iter():
        assert element.tag not in {"style", "script", "image", "use", "foreignObject"}
        for name, value in element.attrib.items():
            assert name != "style" and not name.startswith("on")
            assert name != "id" or value == "molten"
            if name in {"d", "x", "y", "cx", "cy", "r", "width", "height", "viewBox", "font-size"}:
                assert not re.search(r"\.\d\d|nan|inf|e-", value), value
    return tree


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("key", ["a", "超强路由器", "z-9"])
def test_every_family_draws_a_clean_sheet(family: str, key: str) -> None:
    """Every family gives well-formed SVG without style, script, ids or long decimals."""
    tree = check_is_clean(sheet(family, draw_family(family, Seed(key))).svg)
    assert tree.get("class") == f"art art-{family}"
    assert tree.get("aria-hidden") == "true" and tree.get("focusable") == "false"
    assert tree.get("width") is None and tree.get("height") is None


@pytest.mark.parametrize("family", FAMILIES)
def test_no_family_invents_a_number(family: str) -> None:
    """A drawing of an exhibit carries no text, so nobody takes a made-up dimension for a real one."""
    assert "<text" not in draw_family(family, Seed("a"), 70)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("key", [f"exhibit-{place}" for place in range(12)])
def test_a_family_keeps_within_its_sheet(family: str, key: str) -> None:
    """No corner of a path that is written in whole coordinates lies outside 400 × 300."""
    for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", draw_family(family, Seed(key))):
        assert -0.1 <= float(x) <= 400.1 and -0.1 <= float(y) <= 300.1


@pytest.mark.parametrize("plate", PLATES)
@given(words=WORDS_OF_EDITORS)
def test_any_words_give_well_formed_svg(plate: str, words: str) -> None:
    """Whatever an editor writes, each plate is well-formed and clean."""
    check_is_clean(PLATES[plate](words).svg)


@pytest.mark.parametrize("plate", PLATES)
def test_the_same_words_give_the_same_plate(plate: str) -> None:
    """A plate is a function of its words."""
    assert PLATES[plate]("罗明浩") == PLATES[plate]("罗明浩")


def test_viewbox_and_size_agree() -> None:
    """A drawing tells the size of its viewBox."""
    for words in ("罗", "匠心", "匠心独运"):
        for plate in PLATES.values():
            drawing = plate(words)
            box = ElementTree.fromstring(drawing.svg).get("viewBox")
            assert box == f"0 0 {drawing.width} {drawing.height}"
    assert draw_person("a", "罗").width * 5 == draw_person("a", "罗").height * 4


MOTIFS = [
    *(Motif(family, (key,)) for family in FAMILIES for key in ("exhibit-a", "exhibit-b", "exhibit-c")),
    *(Motif("stand", ("exhibit-a", count)) for count in (2, 8, 70)),
    *(Motif("person", (f"craftsman-{name}", name)) for name in ("罗", "欧阳", "Stone", "")),
    *(
        Motif("story", ("story-a", words))
        for words in ("第 41 次：成了，先别动。第二句。", "It held. Do not move.", "")
    ),
    *(Motif("studio", (f"studio-{trade}", number, trade)) for trade in ("焊工", "木作", "") for number in ("07", "")),
    *(Motif("hall", ("hall-a", number, kind)) for kind in ROOMS for number in ("03", "")),
    *(Motif("event", ("event-a", year)) for year in ("2016", "")),
    Motif("page", ("page-a",)),
]
DRAWN = "abc4f920615d73f2"  # all of these, drawn and written as files


def test_what_is_drawn_otherwise_has_another_recipe() -> None:
    """A file is named after its motif and the recipe: where this fails, raise `RECIPE`, and note what is drawn now."""
    fonts = {"display": ("Songti SC", "serif"), "labels": ("Draft",)}
    files = [standalone(draw(motif), Colour("#1e4c8a", "#87c7ed"), fonts, "zh-Hans") for motif in MOTIFS]
    assert (RECIPE, sha256("\n".join(files).encode()).hexdigest()[:16]) == ("1", DRAWN)


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_motif_knows_what_will_be_drawn(motif: Motif) -> None:
    """Its family and its size, so that a card keeps room for it."""
    drawing = draw(motif)
    assert (drawing.family, (drawing.width, drawing.height)) == (motif.family, size_of(motif))


def test_ids_reach_many_families() -> None:
    """Without words or kind, ids alone reach at least twelve families."""
    assert len({draw_exhibit(f"exhibit-{place}").family for place in range(400)}) >= 12


@given(
    key=st.text(max_size=8),
    trade=st.sampled_from(["", "焊工", "测量", "陶艺"]),
    kind=st.sampled_from(["object", "treasure", "landmark", "hands-on", "collective-display", "live-activity"]),
)
def test_a_family_beside_is_not_repeated(key: str, trade: str, kind: str) -> None:
    """The family to avoid is never drawn."""
    first = draw_exhibit(key, trade=trade, kind=kind)
    assert draw_exhibit(key, trade=trade, kind=kind, avoid=first.family).family != first.family


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("薄壁铝合金焊接工装", "weld"),
        ("超强路由器", "circuit"),
        ("桥吊模型", "crane"),
        ("自行式机器人", "robot"),
        ("智能仿生手", "hand"),
        ("浙江省无人机行业应用职业技能竞赛决赛", "drone"),
        ("巨芯冷冻液", "vessel"),
        ("创新之火", "flame"),
        ("北京冬奥会中国队“冠军龙服”", "garment"),
        ("东阳木雕", "knives"),
        ("榫卯", "joinery"),
        ("青瓷", "vase"),
        ("注塑模具", "mould"),
        ("十大省级先进职业操作法", "stand"),
        ("Welding", "weld"),
    ],
)
def test_words_decide_first(words: str, family: str) -> None:
    """A word of the trade or title decides the family, whatever the kind."""
    assert draw_exhibit("k", trade=words, kind="live-activity").family == family


@pytest.mark.parametrize("words", ["客户服务组织", "体育锻炼", "深刻变化", "总裁"])
def test_half_a_word_decides_nothing(words: str) -> None:
    """A character inside another word does not choose a trade."""
    assert draw_exhibit("k", trade=words) == draw_exhibit("k")


def test_every_named_family_exists() -> None:
    """The tables of words and kinds name only families that can be drawn."""
    named = {name for names, _ in WORDS for name in names.split()} | {n for names in KINDS.values() for n in names}
    assert named | set(ANY) <= set(FAMILIES)


def test_a_stand_has_a_cell_for_each_thing() -> None:
    """Seventy studios are seventy cells."""
    svg = draw_exhibit("studios", kind="collective-display", count=70).svg
    assert max(path.count("Z") for path in re.findall(r' d="([^"]*)"', svg)) == 70


def test_a_surname_stands_in_its_plate() -> None:
    """One character is written as one, a double surname as two under each other."""
    assert re.findall(r'class="art-sur"[^>]*>([^<]+)<', draw_person("a", "罗").svg) == ["罗"]
    assert re.findall(r'class="art-sur"[^>]*>([^<]+)<', draw_person("a", "欧阳").svg) == ["欧", "阳"]
    assert "<text" not in draw_person("a", "").svg


def test_a_story_shows_its_first_sentence() -> None:
    """The plate holds the first sentence, sign by sign, short numbers in one square, without its full stop."""
    written = re.findall(r">([^<>]+)</text>", draw_story("s", "第 41 次：成了，先别动。第二句。").svg)
    assert "".join(written) == "第41次：成了，先别动"


def test_a_long_sentence_ends_in_an_ellipsis() -> None:
    """What finds no square is cut visibly."""
    assert "︙" in draw_story("s", "长" * 200).svg


def test_the_hero_takes_up_to_four_characters() -> None:
    """Each of up to four characters stands in its own square and runs through the molten gradient."""
    for characters in ("匠", "匠心", "工匠心", "匠心独运", "匠心独运者"):
        svg = draw_hero(characters).svg
        assert svg.count('class="hero-ch"') == svg.count('fill="url(#molten)"') == min(len(characters), 4)
        assert all(f'class="m{stop}"' in svg for stop in range(4))


def test_lengths_have_one_decimal_and_no_minus_zero() -> None:
    """Numbers are written the same on every machine."""
    assert [number(value) for value in (1.0, -0.04, 2.25, 1 / 3, -7.96)] == ["1", "0", "2.2", "0.3", "-8"]


def test_hatching_leaves_holes_open() -> None:
    """Where two regions overlap no section line is drawn."""
    square = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
    assert hatch(square) and hatch(square, square) == ""
