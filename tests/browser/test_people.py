"""Indexes of people and names with their readings, as a visitor has them."""

import gzip
import re
from itertools import islice, product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, ViewportSize

from jiangxin.folders import Folders
from jiangxin.pipeline import build

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
TARGET_LEAST_PX = 44
WEIGHT_MOST = 14_000  # gzip, the page and its style sheets
NAME = "罗明浩"
INDEXES = tuple(f"{order}.html" for order in ("craftsmen/by-name", "craftsmen/by-strokes", "en/craftsmen/by-honour"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_axe_finds_nothing(browser: Browser, demo_site: Path, viewport: ViewportSize, scheme: str) -> None:
    """Each form of index is free of faults that a program can find, on a phone and a desk, by day and by night."""
    context = browser.new_context(
        viewport=viewport, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = context.new_page()
    for path in INDEXES:
        page.goto((demo_site / path).as_uri())
        found = Axe().run(page).response["violations"]
        assert not found, (path, [(each["id"], each["nodes"][0]["html"]) for each in found])
    context.close()


def test_every_line_and_mark_can_be_touched(browser: Browser, demo_site: Path) -> None:
    """Names and letters are targets of 44 px at least, at the narrowest width too."""
    page = browser.new_page(viewport={"width": 320, "height": 700})
    for path in ("craftsmen/by-name.html", "craftsmen/by-strokes.html"):
        page.goto((demo_site / path).as_uri())
        small = page.eval_on_selector_all(
            ".marks a, .roll li a",
            "(all, least) => all.filter(each => { const box = each.getBoundingClientRect();"
            " return box.width < least || box.height < least }).map(each => each.textContent)",
            TARGET_LEAST_PX,
        )
        assert not small, (path, small)
    page.close()


def test_a_mark_leads_to_its_names(browser: Browser, demo_site: Path) -> None:
    """L brings the roll of L into sight; letters without a name are no links."""
    page = browser.new_page(viewport=PHONE)
    page.goto((demo_site / "craftsmen/by-name.html").as_uri())
    assert page.locator(".marks li").count() == 26
    assert page.locator(".marks a", has_text="A").count() == 0
    page.locator(".marks a", has_text="L").click()
    assert page.locator("#letter-l h2").is_visible()
    assert 0 <= page.locator("#letter-l").evaluate("each => each.getBoundingClientRect().top") < PHONE["height"]
    page.close()


def copied(page: Page, selector: str) -> str:
    """Give what copying an element would give."""
    text: str = page.evaluate(
        "selector => { const chosen = getSelection(); chosen.selectAllChildren(document.querySelector(selector));"
        " return `${chosen}` }",
        selector,
    )
    return text.strip()


def test_a_reading_is_not_in_the_way(browser: Browser, demo_site: Path) -> None:
    """Above the name stands its pinyin; copying gives the name alone, the browser's search finds it in one piece."""
    page = browser.new_page(viewport=DESK)
    for path, selector in (
        ("craftsmen/luo-minghao.html", "h1"),
        ("craftsmen/by-name.html", "#letter-l li:nth-of-type(2) b"),
    ):
        page.goto((demo_site / path).as_uri())
        assert page.locator(f"{selector} rt").inner_text() == "Luó Mínghào"
        assert page.locator(f"{selector} rt").get_attribute("lang") == "zh-Latn-pinyin"
        assert copied(page, selector) == NAME
        assert page.evaluate(f"getSelection().removeAllRanges() || window.find('{NAME}')")
    page.close()


def test_titles_and_data_are_without_readings(demo_site: Path) -> None:
    """Neither the title, the data for machines nor the search's index say a name twice."""
    html = (demo_site / "craftsmen/luo-minghao.html").read_text("utf-8")
    head = html.partition("<body")[0]
    assert "<ruby>" not in head and "Mínghào" not in head
    assert html.count("<ruby>") == 1
    index = (*demo_site.glob("search/zh-hans/*.js"), demo_site / "search-index.js")
    assert not any("Mínghào" in path.read_text("utf-8") for path in index)


def test_an_index_of_a_hundred_and_twenty_is_light(tmp_path: Path) -> None:
    """Page and style sheets stay under 14 KB, however many letters the names fill."""
    people = tmp_path / "content" / "craftsmen"
    people.mkdir(parents=True)
    (tmp_path / "content" / "exhibition.yaml").write_text("title: 展\nlanguages: [zh-Hans]\n", "utf-8")
    surnames, given = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "伟芳敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚"
    trades = ("焊工", "钳工", "数控车工", "桥吊司机", "模具设计师", "电气工程师", "装配工")
    names = (f"{one}{two}{three}" for two, three, one in product(given, given, surnames))
    for number, name in enumerate(islice(names, 0, 120 * 7, 7)):
        fields = f"name: {name}\nposition: {trades[number % len(trades)]}\nplace: 第{number}车间"
        (people / f"p{number}.md").write_text(f"---\n{fields}\n---\n", "utf-8")
    site = tmp_path / "site"
    built = build(Folders.of(tmp_path, site, tmp_path / "cache"))
    for order in ("name", "strokes", "place"):
        page = next(one for one in built.site_plan.pages if one.path == f"craftsmen/by-{order}.html")
        html = (site / page.path).read_bytes()
        sheets = re.findall(rb'<link rel="stylesheet" href="\.\./([^"]+)"', html)
        assert len(sheets) >= 2 and html.count(b'class="temper-') == 120
        weight = sum(
            len(gzip.compress(each, 9)) for each in (html, *((site / one.decode()).read_bytes() for one in sheets))
        )
        assert weight <= WEIGHT_MOST, (order, weight)
