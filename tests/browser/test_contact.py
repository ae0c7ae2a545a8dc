"""The contact sheet as editors use it: from disk, with a mouse, a finger and keys, on paper, and without its script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

from jiangxin.contact.lay_out import lay_out
from jiangxin.folders import Folders
from jiangxin.wording import read_wording

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
WIDE = (2000, 1200)

EXHIBITION = "title: 展\nlayout:\n  formula: '1'\n  groups:\n    - {key: main, title: 主, count: 1}\n"
HALL = "---\ntitle: 主\nkind: hall\ngroup: main\n---\n"
LATHE = """---
title: 车床
kind: object
hall: main
images:
  - file: wide.jpg
    alt: 车床全貌
    credit: 某厂
    rights: CC BY 4.0
    focus: 20% 30%
    lead: true
  - {file: tall.jpg, alt: 丝杠, caption: 丝杠}
---

看：

![卡盘](text.jpg "卡盘")
"""
VICE = "---\ntitle: 台钳\nkind: object\nhall: main\nimages:\n  - {file: small.jpg, alt: 台钳, credit: 某厂}\n---\n"
PICTURES = {
    "wide.jpg": WIDE,
    "tall.jpg": (1200, 2000),
    "text.jpg": (1800, 1200),
    "small.jpg": (600, 400),
    "left.jpg": WIDE,
}


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Lay out a small exhibition; give the address of its sheet on the disk."""
    root = tmp_path_factory.mktemp("展")
    files = {"exhibition.yaml": EXHIBITION, "halls/main.md": HALL, "exhibits/lathe.md": LATHE, "exhibits/vice.md": VICE}
    for name, text in files.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, size in PICTURES.items():
        picture = Image.linear_gradient("L").resize(size).convert("RGB")
        picture.save(root / "content" / "exhibits" / name)
    return lay_out(Folders.of(root), read_wording("zh-Hans")).page.as_uri()


@pytest.fixture
def page(browser: Browser, sheet: str) -> Iterator[Page]:
    """Open the sheet from disk on a desk; nothing may be said in the console, and nothing asked of a network."""
    context = browser.new_context(viewport=DESK)
    opened = context.new_page()
    told, asked = listen(opened)
    opened.goto(sheet)
    yield opened
    assert told == []
    assert all(address.startswith("file:") for address in asked)
    context.close()


def listen(page: Page) -> tuple[list[str], list[str]]:
    """Collect what the console says and what is asked for."""
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return told, asked


def frame(page: Page, number: int) -> Locator:
    """Give a frame by its number on the sheet."""
    return page.locator(f"#p{number}")


def point_at(field: Locator, across: float, down: float) -> tuple[float, float]:
    """Give the point of the window that lies at a share of the picture."""
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box
    return box["x"] + box["width"] * across, box["y"] + box["height"] * down


def positions(one: Locator) -> set[str]:
    """Give where the crops of a frame are looked at, as the browser computed it."""
    found: list[str] = one.locator(".crops img").evaluate_all("all => all.map(i => getComputedStyle(i).objectPosition)")
    assert len(found) == 3
    return set(found)


def test_a_click_moves_the_focus_and_the_crops_follow(page: Page) -> None:
    """A click at a point gives the line for that point; the crops and the mark say so; undo takes it back."""
    one = frame(page, 1)
    assert positions(one) == {"20% 30%"}
    page.mouse.click(*point_at(one.locator(".field"), 0.75, 0.4))
    assert one.locator("code").inner_text() == "focus: 75% 40%"
    assert positions(one) == {"75% 40%"}
    assert one.locator(".by").inner_text() == "已改动"
    one.locator(".undo").click()
    assert one.locator("code").inner_text() == "focus: 20% 30%"
    assert positions(one) == {"20% 30%"}
    assert page.locator(".bar").is_hidden()


def test_a_drag_ends_at_the_edge_where_it_leaves_the_picture(page: Page) -> None:
    """The ring follows the mouse, and outside the picture it stays on its edge."""
    one = frame(page, 2)
    page.mouse.move(*point_at(one.locator(".field"), 0.5, 0.5))
    page.mouse.down()
    page.mouse.move(*point_at(one.locator(".field"), 0.25, 0.8), steps=4)
    assert one.locator("code").inner_text() == "focus: 25% 80%"
    page.mouse.move(*point_at(one.locator(".field"), -0.3, 0.1), steps=4)
    page.mouse.up()
    assert one.locator("code").inner_text() == "focus: 0% 10%"
    page.mouse.move(*point_at(one.locator(".field"), 0.5, 0.5))
    assert one.locator("code").inner_text() == "focus: 0% 10%", "the button was let go"


def test_keys_move_by_one_and_with_shift_by_ten(page: Page) -> None:
    """The ring is a button with a name that says where it is."""
    aim = frame(page, 1).locator(".aim")
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowRight", "ArrowUp", "ArrowUp"):
        aim.press(key)
    assert frame(page, 1).locator("code").inner_text() == "focus: 31% 29%"
    assert "31% 29%" in (aim.get_attribute("aria-label") or "")
    for _ in range(5):
        aim.press("Shift+ArrowLeft")
    assert frame(page, 1).locator("code").inner_text() == "focus: 0% 29%"


def test_a_tap_sets_the_focus(browser: Browser, sheet: str) -> None:
    """A finger taps; elsewhere on the picture it scrolls the page."""
    with opened(browser, sheet, viewport=PHONE, has_touch=True, is_mobile=True) as context:
        page = context.pages[0]
        page.touchscreen.tap(*point_at(frame(page, 1).locator(".field"), 0.6, 0.7))
        assert frame(page, 1).locator("code").inner_text() == "focus: 60% 70%"
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_list_names_file_and_line_of_each_that_moved(page: Page) -> None:
    """The bar holds the changed ones in the order of the sheet, to be copied together."""
    page.mouse.click(*point_at(frame(page, 2).locator(".field"), 0.5, 0.25))
    page.mouse.click(*point_at(frame(page, 1).locator(".field"), 0.1, 0.9))
    wanted = (
        "content/exhibits/lathe.md:10  exhibits/wide.jpg\n    focus: 10% 90%\n"
        "content/exhibits/lathe.md:12  exhibits/tall.jpg\n    focus: 50% 25%"
    )
    assert page.locator(".bar textarea").input_value() == wanted
    page.evaluate("navigator.clipboard.writeText = async text => { window.taken = text }")
    page.locator(".copy-all").click()
    page.wait_for_function("window.taken")
    assert page.evaluate("window.taken") == wanted
    assert page.locator(".copy-all").inner_text() == "已复制"


def test_without_a_clipboard_the_line_is_selected(page: Page) -> None:
    """Where a page from disk may not write to the clipboard, the words are ready to be copied by hand."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    frame(page, 1).locator(".copy").click()
    assert page.evaluate("getSelection().toString()") == "focus: 20% 30%"
    assert "Ctrl+C" in page.locator(".told").inner_text()


def test_filters_leave_what_has_every_mark(page: Page) -> None:
    """Guesses only, then guesses of small pictures; entries with nothing left go too, and the count is told."""
    shown = page.locator(".frame:visible")
    assert shown.count() == 4
    page.get_by_label("焦点是推测的").check()
    assert shown.evaluate_all("all => all.map(one => one.id)") == ["p2", "p4"]
    page.get_by_label("偏小的").check()
    assert shown.evaluate_all("all => all.map(one => one.id)") == ["p4"]
    assert page.locator(".group:not(.unused):visible").count() == 1
    assert page.locator("[data-shown]").inner_text() == "显示 1 / 4 张"


def test_leaving_with_moved_focuses_is_asked_about(page: Page) -> None:
    """What was moved and not copied would be lost; what was taken back is not asked about."""
    asked = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert page.evaluate(asked) is False
    frame(page, 1).locator(".aim").press("ArrowRight")
    assert page.evaluate(asked) is True
    frame(page, 1).locator(".aim").press("ArrowLeft")
    assert page.evaluate(asked) is False


def test_without_script_all_is_shown_and_nothing_pretends_to_work(browser: Browser, sheet: str) -> None:
    """Frames, crops and crosses stand where they belong; buttons and filters are away."""
    with opened(browser, sheet, viewport=DESK, java_script_enabled=False) as context:
        page = context.pages[0]
        assert page.locator(".frame:visible").count() == 4
        assert page.locator(".only:visible, .copy:visible, .bar:visible").count() == 0
        assert frame(page, 1).locator(".aim").is_disabled()


def test_the_policy_holds(browser: Browser, sheet: str) -> None:
    """Neither an inline style nor markup from a string has an effect: the meta tag is honoured from disk."""
    with opened(browser, sheet, viewport=DESK) as context:
        effects = context.pages[0].evaluate("""() => {
          const refused = []
          document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective))
          const style = document.createElement('style')
          style.textContent = 'body{display:none}'
          document.head.append(style)
          let markup = 'assigned'
          try { document.createElement('div').innerHTML = '<b>' } catch { markup = 'refused' }
          const shown = getComputedStyle(document.body).display
          return new Promise(done => setTimeout(() => done([shown, markup, refused]), 50))
        }""")
    assert effects[:2] == ["block", "refused"]
    assert "style-src-elem" in effects[2]


@pytest.mark.parametrize("viewport", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, sheet: str, viewport: ViewportSize, scheme: str) -> None:
    """No violation on a phone or a desk, by day or by night, with one focus moved and the list open."""
    with opened(browser, sheet, viewport=viewport, color_scheme=scheme, bypass_csp=True) as context:
        page = context.pages[0]
        frame(page, 1).locator(".aim").press("ArrowRight")
        page.locator(".bar summary").click()
        page.wait_for_timeout(1000)  # hovered buttons cool
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()


def test_on_paper_controls_are_away_and_three_stand_side_by_side(page: Page) -> None:
    """A4 in print: the frames of an entry share the width, and nothing is printed that can only be clicked."""
    page.set_viewport_size({"width": 703, "height": 1000})  # 210 mm less margins
    page.emulate_media(media="print")
    assert page.locator(".only:visible, .acts:visible, .how:visible").count() == 0
    tops = [frame(page, number).bounding_box() for number in (1, 2, 3)]
    assert len({round(box["y"]) for box in tops if box}) == 1


def opened(browser: Browser, sheet: str, **options: object) -> BrowserContext:
    """Open the sheet in a context of its own."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.new_page().goto(sheet)
    return context
