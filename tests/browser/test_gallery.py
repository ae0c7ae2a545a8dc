"""The gallery as visitors use it: fingers, keys, mouse, Back, no script at all, from disk and in a sub-path.

A small exhibition is made for it: one exhibit with pictures of several shapes in
its lead, its text and its gallery, one of them large enough for tiles.
"""

import gzip
import math
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from jiangxin.folders import Folders
from jiangxin.pipeline import build
from tests.browser.conftest import COUNT_SHIFTS, moving, serving, soon

ASSETS = Path(__file__).parents[2] / "themes" / "lutu" / "assets"
LIGHTBOX_MAX_BYTES = 3072
ZOOM_MAX_BYTES = 2048
SET = ["#ph-1", "", "#ph-3", "#ph-2", "#ph-4", "#ph-5"]  # in page order: lead, text (one also in the gallery), gallery
LARGE = (5000, 3300)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
PAGE = "exhibits/lathe.html"

EXHIBITION = "title: 展\nlayout:\n  formula: '1'\n  groups:\n    - {key: main, title: 主, count: 1}\n"
HALL = "---\ntitle: 主\nkind: hall\ngroup: main\n---\n"
PERSON = "---\nname: 甲\n---\n"
EXHIBIT = """---
title: 车床
kind: object
hall: main
images:
  - file: large.jpg
    alt: 车床全貌
    caption: 车床全貌，一九五八年
    credit: 某厂
    rights: CC BY 4.0
    people: [{id: jia, position: 左}]
    zoom: true
    download: true
  - {file: tall.jpg, alt: 丝杠, caption: 丝杠}
  - {file: square.jpg, alt: 卡盘}
  - {file: wide.jpg, alt: 床身, focus: "10% 90%"}
  - {file: line.png, alt: ""}
hotspots:
  - {x: 20, y: 30, text: 主轴箱}
  - {x: 70, y: 60, text: 尾座}
---
先看：

![只在文中](text.jpg "文中的图")

再看：

![卡盘](square.jpg)
"""
PICTURES = {
    "large.jpg": LARGE,
    "tall.jpg": (800, 1200),
    "square.jpg": (900, 900),
    "wide.jpg": (1600, 900),
    "text.jpg": (1200, 800),
}


def drawn(size: tuple[int, int]) -> Image.Image:
    """Draw rings that tell where in the picture one is."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for radius in range(40, min(size) // 2, 90):
        draw.ellipse(
            (size[0] // 2 - radius, size[1] // 2 - radius, size[0] // 2 + radius, size[1] // 2 + radius), outline="red"
        )
    return picture


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small exhibition; give the folder of its site."""
    home = tmp_path_factory.mktemp("gallery")
    exhibit = home / "content" / "exhibits" / "lathe"
    for folder in (exhibit, home / "content" / "halls", home / "content" / "craftsmen"):
        folder.mkdir(parents=True)
    (home / "content" / "exhibition.yaml").write_text(EXHIBITION, "utf-8")
    (home / "content" / "halls" / "main.md").write_text(HALL, "utf-8")
    (home / "content" / "craftsmen" / "jia.md").write_text(PERSON, "utf-8")
    (exhibit / "index.md").write_text(EXHIBIT, "utf-8")
    for name, size in PICTURES.items():
        drawn(size).save(exhibit / name, quality=70)
    line = Image.new("RGBA", (700, 500))
    ImageDraw.Draw(line).line((0, 0, 700, 500), fill="black", width=9)
    line.save(exhibit / "line.png")
    build(Folders.of(home, home / "site", home / "cache"))
    return home / "site"


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """Serve the site in a sub-path on this machine; give its address."""
    with serving(site.parent) as root:
        yield f"{root}{site.name}/"


class Visit:
    """A visitor before the exhibit's page."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.page: Page = context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("requestfailed", lambda request: self.said.append(f"failed: {request.url}"))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address, wait_until="load")

    def see(self, condition: str) -> None:
        """Wait until a condition holds."""
        self.page.wait_for_function(f"() => {condition}", timeout=20_000)

    def opened(self, nth: int = 0) -> "Visit":
        """Click the nth picture of the page."""
        self.page.locator("a[data-picture]").nth(nth).click(position={"x": 8, "y": 8})
        self.see("document.querySelector('dialog.look').open")
        return self

    def at(self, number: int) -> None:
        """Wait until the picture of this number is told of and stands in the window."""
        self.see(f"document.querySelector('.look-count').textContent === '{number} / {len(SET)}'")
        self.see(
            f"(track => Math.abs(track.scrollLeft - {number - 1} * track.clientWidth) < 2)"
            "(document.querySelector('.look-track'))"
        )

    def is_open(self) -> bool:
        """Tell whether the lightbox is open."""
        return bool(self.page.evaluate("document.querySelector('dialog.look').open"))

    def wait_closed(self) -> None:
        """Wait until the lightbox is closed and the address without its mark."""
        self.see("!document.querySelector('dialog.look').open && !location.hash.startsWith('#ph-')")

    def back_at(self, figure: str) -> None:
        """Wait until the link of a figure has the focus: a dialog gives it to its opener first, and then is closed."""
        self.see(f"document.activeElement.matches('#{figure} a[data-picture]')")

    def is_on_screen(self, target: str) -> bool:
        """Tell whether the top of a part of the page is."""
        box = self.page.locator(target).bounding_box()
        return box is not None and 0 <= box["y"] < DESK["height"]

    def hash(self) -> str:
        """Give the fragment of the address."""
        return str(self.page.evaluate("location.hash"))

    def frame(self, nth: int = 0) -> dict[str, float]:
        """Give where the nth picture lies in the window."""
        box = self.page.locator(".look-frame").nth(nth).bounding_box()
        assert box is not None
        return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Any]:
    """Give a way to visit the page, from disk if no address is given; its console must have stayed silent."""
    visits: list[Visit] = []

    def begin(address: str = "", mark: str = "", script: str = "", **how: Any) -> Visit:
        context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce"} | how)
        context.add_init_script(script)
        visits.append(Visit(context, (address or (site / PAGE).as_uri()) + mark))
        return visits[-1]

    yield begin
    for one in visits:
        assert one.said == [], one.address
        one.context.close()


def touch(client: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    """Put fingers on the screen, move or lift them."""
    touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


# --- the page ----------------------------------------------------------------------


def test_scripts_are_small() -> None:
    """What a page with pictures loads more than others stays within its budget."""
    assert len(gzip.compress((ASSETS / "lightbox.js").read_bytes(), 9)) <= LIGHTBOX_MAX_BYTES
    assert len(gzip.compress((ASSETS / "zoom.js").read_bytes(), 9)) <= ZOOM_MAX_BYTES


def test_only_pages_with_pictures_load_what_pictures_need(site: Path) -> None:
    """A sheet comes with a picture or its frame, others and the lightbox with one to look at, the viewer with tiles."""
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        assert ("pictures." in page) == ("<picture>" in page or 'class="pic' in page), path
        assert ("gallery." in page) == (" data-picture" in page), path
        assert ("lightbox." in page) == (" data-picture" in page), path
        assert ("zoom." in page) == (" data-zoom=" in page), path
    assert "zoom." in (site / PAGE).read_text("utf-8")


def test_pictures_come_when_they_are_needed(site: Path) -> None:
    """The lead is fetched at once and first, every other picture when it comes near."""
    images = re.findall(r"<img [^>]*>", (site / PAGE).read_text("utf-8"))
    assert 'fetchpriority="high"' in images[0] and "loading=" not in images[0]
    for image in images[1:]:
        assert 'loading="lazy"' in image and "fetchpriority" not in image
    assert all(re.search(r'width="\d+" height="\d+"', image) for image in images)


def test_a_colour_stands_where_a_picture_will_be(visit: Any, served: str) -> None:
    """Before a picture is there its place has its colour; what is partly transparent lies on paper."""
    here = visit(served + PAGE)
    colours = here.page.evaluate(
        "[...document.querySelectorAll('.gallery img')]"
        ".map(img => [img.className, getComputedStyle(img).backgroundColor])"
    )
    for name, colour in colours:
        assert colour not in ("rgba(0, 0, 0, 0)", ""), name
    assert colours[-1] == ["", "rgb(248, 246, 239)"]


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_pictures_keep_their_shapes_and_rows_end_together(visit: Any, viewport: dict[str, int]) -> None:
    """In the gallery no picture is cropped by more than 3 %, and pictures of a row are equally high."""
    here = visit(viewport=viewport)
    boxes = here.page.evaluate(
        "[...document.querySelectorAll('.gallery img')].map(img => { const r = img.getBoundingClientRect();"
        " return [r.top, r.height, r.width / r.height, img.getAttribute('width') / img.getAttribute('height'),"
        " r.right] })"
    )
    rows: dict[int, list[float]] = {}
    for top, height, shape, true, right in boxes:
        assert abs(math.log(shape / true)) < math.log(1.035)
        assert right <= viewport["width"]
        rows.setdefault(round(top), []).append(height)
    for heights in rows.values():
        assert max(heights) - min(heights) < 2


def test_nothing_moves_while_pictures_load(visit: Any, served: str) -> None:
    """The layout does not shift, neither on the page nor where a link opens a picture."""

    def shift_of(mark: str) -> float:
        page = visit(served + PAGE, mark, COUNT_SHIFTS, viewport=PHONE).page
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(150)
        return float(page.evaluate("self.shift"))

    assert moving(("", "#ph-4"), shift_of) == []


def test_without_scripts_pictures_are_links(visit: Any) -> None:
    """With JavaScript off each picture leads to its large file, and no dialog or button is left over."""
    here = visit(java_script_enabled=False)
    links = here.page.locator("a[data-picture]")
    assert links.count() == len(SET) + 1
    assert here.page.locator("dialog, .look-block").count() == 0
    links.first.click(position={"x": 8, "y": 8})
    assert re.search(r"/pictures/large-\d+\.\w+\.jpg$", here.page.url)


def test_captions_tell_who_is_where_and_whose_it_is(visit: Any) -> None:
    """A caption has number, words, people with their positions, credit, rights and the original."""
    words = visit().page.locator("#ph-1 figcaption").inner_text()
    for part in ("①", "车床全貌，一九五八年", "甲（左）", "某厂 · CC BY 4.0", "下载原件（JPEG，"):
        assert part in words


# --- the lightbox -------------------------------------------------------------------


@pytest.mark.parametrize("from_disk", [True, False])
def test_keys_turn_and_close(visit: Any, served: str, from_disk: bool) -> None:
    """Arrows, Home, End and Esc do what they do everywhere, from disk and in a sub-path."""
    here = visit("" if from_disk else served + PAGE).opened()
    here.at(1)
    turns = [("ArrowRight", 2), ("ArrowRight", 3), ("End", 6), ("ArrowRight", 6), ("ArrowLeft", 5), ("Home", 1)]
    for key, number in turns:
        here.press(key)
        here.at(number)
        assert here.hash() == SET[number - 1]
    here.press("ArrowRight", "ArrowRight", "Escape")
    here.wait_closed()
    here.back_at("ph-3")


def test_the_focus_goes_in_stays_in_and_comes_back(visit: Any) -> None:
    """The keyboard cannot leave the open lightbox, and returns to the picture that was seen last."""
    here = visit()
    here.page.locator("#ph-2 a[data-picture]").focus()
    here.press("Enter")
    here.at(4)
    for _ in range(14):
        here.press("Tab")
        assert here.page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    here.press("ArrowRight", "Escape")
    here.wait_closed()
    here.back_at("ph-4")
    for leave in (lambda: here.press("Escape"), here.page.go_back):
        here.page.evaluate("scrollTo(0, 0)")
        here.opened(0).press("End")
        here.at(6)
        leave()
        here.wait_closed()
        here.back_at("ph-5")
        assert soon(here.page, partial(here.is_on_screen, "#ph-5 a"))


def test_each_picture_is_told(visit: Any) -> None:
    """Counter, caption, and labels are there for those who do not see, and only the seen picture is."""
    here = visit().opened()
    count = here.page.locator(".look-count")
    assert count.get_attribute("aria-live") == "polite" and count.inner_text() == f"1 / {len(SET)}"
    assert "车床全貌" in here.page.locator(".look-words").inner_text()
    here.press("ArrowRight")
    here.at(2)
    assert here.page.locator(".look-words").inner_text() == "文中的图"
    assert here.page.locator(".look-track > div[aria-hidden=false]").count() == 1
    for button in here.page.locator(".look-block button").all():
        size = button.bounding_box()
        assert button.get_attribute("aria-label") and size and min(size["width"], size["height"]) >= 44


def test_a_deep_link_opens_and_back_closes(visit: Any) -> None:
    """An address with a picture's mark opens it, Back leads out of it, Forward in again; a wrong one is ignored."""
    here = visit(mark="#ph-4")
    here.at(5)
    here.press("ArrowLeft")
    here.at(4)
    here.press("Escape")
    here.wait_closed()
    here.back_at("ph-2")
    here.opened(0).press("ArrowRight", "ArrowRight")
    here.at(3)
    here.page.go_back()
    here.wait_closed()
    here.back_at("ph-3")
    here.page.go_forward()
    here.at(3)
    here.press("Escape")
    here.wait_closed()
    here.page.evaluate("location.hash = '#ph-2'")
    here.at(4)
    here.page.evaluate("location.hash = '#main'")
    here.see("!document.querySelector('dialog.look').open")
    assert here.hash() == "#main"
    assert visit(mark="#ph-99").is_open() is False


def test_a_picture_in_text_and_gallery_is_one(visit: Any) -> None:
    """What stands twice on the page is once in the set, and closing returns to where it was opened."""
    here = visit()
    here.opened(2)
    here.at(3)
    here.press("Escape")
    here.wait_closed()
    assert here.page.evaluate("!!document.activeElement.closest('.prose')")


def test_other_clicks_are_left_alone(visit: Any) -> None:
    """A click with Ctrl opens a new page of the browser, as with any link."""
    here = visit()
    with here.context.expect_page():
        here.page.locator("a[data-picture]").first.click(modifiers=["Control"], position={"x": 8, "y": 8})
    assert not here.is_open()


def test_only_neighbours_are_loaded_and_in_the_width_they_need(visit: Any, served: str) -> None:
    """The large files of a picture and its neighbours come, of the others none; a phone gets files for a phone."""
    here = visit(served + PAGE, viewport=PHONE)
    here.page.wait_for_load_state("networkidle")
    assert here.page.locator(".look-track img").count() == 0
    here.opened()
    here.at(1)
    assert here.page.locator(".look-track img").count() == 2
    here.page.wait_for_load_state("networkidle")
    widths = [int(found[1]) for url in here.asked if (found := re.search(r"-(\d+)\.\w+\.avif", url))]
    assert widths and max(widths) <= 960


def test_the_page_behind_stays(visit: Any) -> None:
    """Wheel and keys move nothing behind the lightbox."""
    here = visit().opened()
    before = here.page.evaluate("scrollY")
    for place in (".look-track", ".look-count"):
        here.page.locator(place).hover()
        here.page.mouse.wheel(0, 600)
    here.press("PageDown", "Space")
    here.page.wait_for_timeout(100)
    assert here.page.evaluate("scrollY") == before


def test_a_finger_turns(visit: Any) -> None:
    """A swipe goes to the next picture by the browser's own scrolling."""
    here = visit(viewport=PHONE, has_touch=True, is_mobile=True).opened()
    here.at(1)
    client = here.context.new_cdp_session(here.page)
    touch(client, "touchStart", (330, 300))
    for x in range(320, 60, -20):
        touch(client, "touchMove", (x, 300))
        here.page.wait_for_timeout(16)
    touch(client, "touchEnd")
    here.at(2)


def test_two_fingers_zoom(visit: Any) -> None:
    """A pinch makes the picture as much larger as the fingers go apart, and keeps what lies between them."""
    here = visit(viewport=PHONE, has_touch=True, is_mobile=True).opened()
    here.at(1)
    client = here.context.new_cdp_session(here.page)
    before = here.frame()
    middle = before["y"] + before["height"] / 2
    touch(client, "touchStart", (180, middle))
    touch(client, "touchStart", (180, middle), (220, middle))
    for half in range(25, 65, 5):
        touch(client, "touchMove", (200 - half, middle), (200 + half, middle))
    touch(client, "touchEnd")
    after = here.frame()
    assert after["width"] / before["width"] == pytest.approx(60 / 25, abs=0.35)
    kept = (200 - after["x"]) / after["width"]
    assert kept == pytest.approx((200 - before["x"]) / before["width"], abs=0.03)
    touch(client, "touchStart", (200, middle))
    touch(client, "touchMove", (140, middle))
    touch(client, "touchEnd")
    assert here.page.locator(".look-count").inner_text().startswith("1 /")


def test_mouse_and_wheel_zoom_at_their_point(visit: Any) -> None:
    """A double click and Ctrl with the wheel keep the point under the mouse; dragging pans; 0 shows all again."""
    here = visit().opened()
    before = here.frame()
    x, y = before["x"] + before["width"] * 0.25, before["y"] + before["height"] * 0.3
    here.page.mouse.dblclick(x, y)
    large = here.frame()
    assert large["width"] > before["width"] * 2
    assert (x - large["x"]) / large["width"] == pytest.approx(0.25, abs=0.01)
    assert (y - large["y"]) / large["height"] == pytest.approx(0.3, abs=0.01)
    here.page.keyboard.down("Control")
    here.page.mouse.wheel(0, -240)
    here.page.keyboard.up("Control")
    here.see(f"document.querySelector('.look-frame').clientWidth > {large['width']} * 1.5")
    assert (x - here.frame()["x"]) / here.frame()["width"] == pytest.approx(0.25, abs=0.01)
    left = here.frame()["x"]
    here.page.mouse.down()
    here.page.mouse.move(x - 120, y, steps=4)
    here.page.mouse.up()
    assert here.frame()["x"] == pytest.approx(left - 120, abs=8)
    here.press("ArrowRight")
    assert here.frame()["x"] < left - 150
    assert here.page.locator(".look-count").inner_text().startswith("1 /")
    here.press("0")
    assert here.frame()["width"] == pytest.approx(before["width"], abs=1)
    here.press("+", "-")
    assert here.frame()["width"] == pytest.approx(before["width"], abs=1)


def test_a_turned_phone_shows_the_same_picture(visit: Any) -> None:
    """Turning the phone keeps the picture, whole and in the window."""
    here = visit(viewport=PHONE).opened()
    here.press("End", "ArrowLeft")
    here.at(5)
    here.page.set_viewport_size({"width": 844, "height": 390})
    here.at(5)
    shown = here.page.locator(".look-track > div[aria-hidden=false] .look-frame").bounding_box()
    assert shown and shown["x"] >= 0 and shown["y"] >= 0
    assert shown["x"] + shown["width"] <= 844 and shown["y"] + shown["height"] <= 391


def test_motion_is_a_wish(visit: Any) -> None:
    """Turning is smooth, and instant for those who asked for less motion."""
    still = visit().opened()
    still.press("ArrowRight")
    assert still.page.evaluate("document.querySelector('.look-track').scrollLeft") == DESK["width"]
    moving = visit(reduced_motion="no-preference").opened()
    moving.press("ArrowRight")
    assert moving.page.evaluate("document.querySelector('.look-track').scrollLeft") < DESK["width"]
    moving.at(2)


# --- tiles --------------------------------------------------------------------------


def test_tiles_come_where_one_looks_closely(visit: Any, site: Path, served: str) -> None:
    """Beyond the large file, tiles of the right scale are asked for, those that are seen and no others, down to 1:1."""
    here = visit(served + PAGE).opened()
    here.at(1)
    here.page.wait_for_load_state("networkidle")
    assert not [url for url in here.asked if "/zoom/" in url]
    for _ in range(9):
        here.press("+")
    here.see(
        "document.querySelector('.look-tile') && [...document.querySelectorAll('.look-tile')].every(tile =>"
        " (box => tile.complete && box.right > 0 && box.left < innerWidth && box.bottom > 0)"
        "(tile.getBoundingClientRect()))"
    )
    assert here.frame()["width"] == pytest.approx(LARGE[0], abs=1)
    shown = here.page.evaluate(
        "[...document.querySelectorAll('.look-tile')].map(tile => [tile.src, tile.naturalWidth])"
    )
    frame = here.frame()
    seen = here.page.locator(".look-track").bounding_box()
    assert seen
    for source, width_px in shown:
        found = re.search(r"/zoom/[^/]+/(\d+),(\d+),(\d+),(\d+)/(\d+),(\d+)/0/default\.jpg$", source)
        assert found, source
        x, y, w, h, tile_w, tile_h = map(int, found.groups())
        assert (tile_w, tile_h, width_px) == (w, h, w), "at 1:1 a tile's pixel is one of the picture's"
        assert x + w <= LARGE[0] and y + h <= LARGE[1]
        assert frame["x"] + x < seen["x"] + seen["width"] and frame["x"] + x + w > seen["x"]
        assert frame["y"] + y < seen["y"] + seen["height"] and frame["y"] + y + h > seen["y"]
    covered = sum(w * h for source, _ in shown for w, h in [map(int, source.split("/")[-3].split(","))])
    assert covered >= seen["width"] * seen["height"], "no part that is seen is without its tile"
    assert len(list(site.glob("zoom/*/*,*,*,*/*,*/0/default.jpg"))) > len(shown)
    here.press("0")
    here.see("!document.querySelector('.look-tile')")


# --- hot spots ----------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_balloons_and_parts_lead_to_each_other(visit: Any, viewport: dict[str, int]) -> None:
    """A balloon lies on its point, is large enough for a thumb, and leads to its part; the part's number leads back."""
    here = visit(viewport=viewport)
    picture = here.page.locator("#ph-1 img").bounding_box()
    balloon = here.page.locator(".balloons a").nth(1)
    reach = balloon.bounding_box()
    assert picture and reach and min(reach["width"], reach["height"]) > 43.9
    assert reach["x"] + reach["width"] / 2 - picture["x"] == pytest.approx(0.7 * picture["width"], abs=2)
    assert reach["y"] + reach["height"] / 2 - picture["y"] == pytest.approx(0.6 * picture["height"], abs=2)
    assert balloon.get_attribute("aria-label") == "2 尾座"
    balloon.click()
    lit = "getComputedStyle(document.querySelectorAll('.balloons a')[1]).getPropertyValue('--disc')"
    here.see("document.querySelector('#part-2:target')")
    assert here.page.evaluate(lit) == here.page.evaluate(
        "getComputedStyle(document.body).getPropertyValue('--hot-ink')"
    )
    here.page.locator("#part-1 a.num").click()
    here.see("document.querySelector('#at-part-1:target')")
    top = here.page.locator("#at-part-1").bounding_box()
    assert top and 0 <= top["y"] <= viewport["height"]
    assert not here.is_open()


# --- for everyone -------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Any, served: str, viewport: dict[str, int], scheme: str) -> None:
    """No violation on the page, nor in the open lightbox, on a phone or a desk, by day or by night."""
    here = visit(served + PAGE, viewport=viewport, color_scheme=scheme, bypass_csp=True)  # axe reads style sheets
    for _ in range(2):
        result = Axe().run(here.page)
        assert result.violations_count == 0, result.generate_report()
        if not here.is_open():
            here.opened()
