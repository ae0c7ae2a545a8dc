"""The corridor of time as visitors walk it: by links, keys and fingers, in both layouts, from disk and in a sub-path.

A small exhibition is made for it: thirteen years, one of them full, a short and a
long silence, two kinds of events.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from jiangxin.folders import Folders
from jiangxin.pipeline import build
from tests.browser.conftest import COUNT_SHIFTS, moving, opened, serving, soon

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
LAYOUTS = [pytest.param(DESK, id="walk"), pytest.param(PHONE, id="list")]
PAGE = "timeline/index.html"

EXHIBITION = (
    "title: 展\nlanguages: [zh-Hans, en]\nlayout:\n  formula: '1'\n  groups:\n    - {key: main, title: 主, count: 1}\n"
)
CORRIDOR = "---\ntitle: 长廊\nkind: corridor\ncovers: 2003/2016\n---\n"
YEARS = {1999: 1, 2003: 2, 2004: 1, 2007: 3, 2008: 1, 2014: 9, 2015: 1, 2016: 2, 2018: 1}

LINK = ".caliper a[href='#{}']"
STANDS = """async () => { const bays = document.querySelector('.bays'), at = bays.scrollLeft
  await new Promise(done => setTimeout(done, 200)); return bays.scrollLeft === at }"""


def events() -> Iterator[str]:
    """Give the events' YAML; every other one is an honour."""
    number = 0
    for year, count in YEARS.items():
        for place in range(count):
            number += 1
            kind = "honour" if number % 2 else "policy"
            about = f"title: 第{number}件事, kind: {kind}, text: 车间里修好了第{number}台车床，用了三个小时。"
            yield f"- {{id: e-{year}-{place}, date: {year}-{place + 1:02d}, {about}}}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the exhibition."""
    root = tmp_path_factory.mktemp("corridor")
    for name, text in {
        "exhibition.yaml": EXHIBITION,
        "halls/walk.md": CORRIDOR,
        "timeline/all.yaml": "timeline:\n" + "\n".join(events()),
    }.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    folders = Folders.of(root)
    build(folders)
    return folders.output


@pytest.fixture(scope="module")
def addresses(site: Path) -> Iterator[tuple[str, str]]:
    """Give the site's address on disk and in a sub-path of a server."""
    with serving(site.parent) as root:
        yield f"{site.as_uri()}/", f"{root}{site.name}/"


def corridor(browser: Browser, site: Path, size: dict[str, int], fragment: str = "", scripts: bool = True) -> Page:
    """Open the corridor; nothing glides, so that each step can be looked at at once."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto((site / PAGE).as_uri() + fragment)
    return page


def in_sight(page: Page, target: str) -> bool:
    """Say whether the top of a part of the page is to be seen and nothing lies over it."""
    box = page.locator(target).bounding_box()
    scale = page.locator(".caliper").bounding_box()
    size = page.viewport_size
    assert box and scale and size
    is_below = scale["y"] < size["height"] / 2
    top, end = (scale["y"] + scale["height"], size["height"]) if is_below else (0.0, scale["y"])
    return 0 <= box["x"] < size["width"] - 40 and top <= box["y"] + 1 and box["y"] + 20 < end


@pytest.mark.parametrize("size", LAYOUTS)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize(
    ("target", "heading"), [("y2014", "h2"), ("e-2014-5", "h3"), ("e-2018-0", "h3"), ("y2009", "h2")]
)
def test_a_deep_link_arrives_and_is_marked(
    browser: Browser,
    site: Path,
    size: dict[str, int],
    scripts: bool,
    target: str,
    heading: str,
) -> None:
    """A year, an event in the middle of a full one, the last, a silence: each is in sight and looks different."""
    page = corridor(browser, site, size, scripts=scripts)
    look = "one => getComputedStyle(one.querySelector(':scope > h2') || one).boxShadow"
    plain = page.locator(f"#{target}").evaluate(look)
    page.goto((site / PAGE).as_uri() + f"#{target}")
    assert soon(page, lambda: in_sight(page, f"#{target} {heading}"))
    assert page.locator(f"#{target}").evaluate(look) != plain == "none"
    page.context.close()


@pytest.mark.parametrize("size", LAYOUTS)
def test_the_caliper_leads_to_every_year_and_tells_how_much_happened(
    browser: Browser,
    site: Path,
    size: dict[str, int],
) -> None:
    """Each link arrives; the fuller a year, the higher its stack; its number is there as words."""
    page = corridor(browser, site, size)
    links = page.locator(".caliper a")
    found = [links.nth(place).get_attribute("href") for place in range(links.count())]
    assert found == [
        f"#y{year}" for year in (1999, 2000, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2014, 2015, 2016, 2017, 2018)
    ]
    for href in found:
        page.locator(f".caliper a[href='{href}']").click()
        assert soon(page, partial(in_sight, page, f"{href} h2")), href
    tall = "one => parseFloat(getComputedStyle(one).backgroundSize.split(',')[0].split(' ').pop())"
    heights = [page.locator(LINK.format(f"y{year}")).evaluate(tall) for year in (2005, 2004, 2003, 2007, 2014)]
    assert heights == sorted(heights) and len(set(heights)) > 2
    assert page.locator(LINK.format("y2014")).text_content() == "2014 9 件事"
    assert page.locator(LINK.format("y2005")).text_content() == "2005"
    page.context.close()


def test_keys_walk_the_corridor(browser: Browser, site: Path) -> None:
    """Arrows walk, Home and End reach the ends, the wheel stays the page's."""
    page = corridor(browser, site, DESK)
    region = page.get_by_role("region", name="按年份排列的长廊，方向键可走动")
    region.focus()
    start = page.evaluate("scrollY")
    at = "document.querySelector('.bays').scrollLeft"
    end = page.evaluate("(bays => bays.scrollWidth - bays.clientWidth)(document.querySelector('.bays'))")
    walked = [page.evaluate(at)]
    for _ in range(12):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(120)
        walked.append(page.evaluate(at))
    assert walked == sorted(walked) and soon(page, lambda: page.evaluate(STANDS))
    assert page.evaluate(at) > 300
    page.keyboard.press("End")
    assert (
        soon(page, lambda: page.evaluate(STANDS) and abs(page.evaluate(at) - end) <= 1)
        and page.evaluate("scrollY") == start
    )
    page.keyboard.press("Home")
    assert soon(page, lambda: page.evaluate(STANDS) and page.evaluate(at) == 0)
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 120)
    assert soon(page, lambda: page.evaluate("scrollY") > start and page.evaluate(at) == 0)
    page.context.close()


@pytest.mark.parametrize("size", LAYOUTS)
def test_what_has_the_focus_is_not_under_the_caliper(browser: Browser, site: Path, size: dict[str, int]) -> None:
    """Whatever in the bays can have the focus is beside the caliper and on the screen when it gets it."""
    page = corridor(browser, site, size)
    page.evaluate(
        """() => document.querySelectorAll('.ev').forEach(one => {
          const link = document.createElement('a'); link.href = '#'; link.textContent = '另见'; one.append(link) })"""
    )
    covered = page.evaluate(
        """async () => { const covered = []; for (const link of document.querySelectorAll('.ev > a')) {
          link.focus(); await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);
          const box = link.getBoundingClientRect(), scale = document.querySelector('.caliper').getBoundingClientRect();
          if (box.bottom > scale.top && box.top < scale.bottom || box.top < 0 || box.bottom > innerHeight
              || box.left < 0 || box.left + 24 > innerWidth)
            covered.push(link.parentElement.id) } return covered }"""
    )
    assert covered == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1440, 3840])
def test_the_page_itself_never_scrolls_sideways(browser: Browser, site: Path, width: int) -> None:
    """The walk is inside the corridor; the page stays where it is, whole and filtered, in both languages."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in (PAGE, "timeline/kind-honour.html", "en/timeline/index.html"):
        page.goto((site / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
        inside = page.evaluate("(bays => bays.scrollWidth - bays.clientWidth)(document.querySelector('.bays'))")
        assert (inside > 0) == (width >= 1024), path
    page.close()


@pytest.mark.parametrize("size", LAYOUTS)
def test_the_head_is_compact(browser: Browser, site: Path, size: dict[str, int]) -> None:
    """Title, count and filters take at most a quarter of the first screen."""
    page = corridor(browser, site, size)
    box = page.locator(".time-h").bounding_box()
    assert box and box["height"] <= size["height"] / 4
    page.context.close()


@pytest.mark.parametrize("size", LAYOUTS)
def test_nothing_moves_and_nothing_is_said(
    browser: Browser,
    addresses: tuple[str, str],
    size: dict[str, int],
) -> None:
    """Over http and from disk: no layout shift from the first paint to the end of the walk, a silent console."""

    def shift_of(address: str) -> float:
        page = browser.new_page(viewport={"width": size["width"], "height": size["height"]})
        page.add_init_script(COUNT_SHIFTS)
        assert opened(page, address + PAGE) == []
        page.evaluate(
            """async () => { const bays = document.querySelector('.bays'); bays.style.scrollBehavior = 'auto';
              for (let step = 0; step < 60; step++) { bays.scrollBy(200, 0); scrollBy(0, 100);
                await new Promise(requestAnimationFrame) } }"""
        )
        shift = float(page.evaluate("self.shift"))
        page.close()
        return shift

    assert moving(addresses, shift_of) == []


def test_the_jaws_close_around_the_years_in_sight(browser: Browser, site: Path) -> None:
    """At the start the first year is measured and the last is not; at the end it is the other way round."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((site / PAGE).as_uri())
    share = """place => { const item = [...document.querySelectorAll('.caliper li')].at(place);
      const [, right, , left] = getComputedStyle(item, '::after').clipPath.match(/-?[\\d.]+(?=%|px)/g).map(Number);
      return 100 - right - (left || 0) }"""
    assert soon(page, lambda: (page.evaluate(share, 0), page.evaluate(share, -1)) == (100, 0))
    page.evaluate("document.querySelector('.bays').scrollTo({left: 1e6, behavior: 'instant'})")
    assert soon(page, lambda: (page.evaluate(share, 0), page.evaluate(share, -1)) == (0, 100))
    page.close()
