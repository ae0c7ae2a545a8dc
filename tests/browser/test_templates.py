"""Every template in a real browser, on the fullest page of every form: sizes, colours, keys, paper, and silence.

Each page is opened once and looked at in five widths and with more space between
letters and lines; each test holds one rule against what was seen.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import COUNT_SHIFTS, WIDTHS, Specimen, moving, opened, serving
from tests.conftest import ROOT

TEMPLATES = ROOT / "themes" / "lutu" / "templates"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
PAPER: ViewportSize = {"width": 700, "height": 1000}  # what an A4 sheet leaves between its margins
SMALLEST_TEXT = 13
SMALLEST_READING = 11  # pinyin above a name
BODY_TEXT = 17
SLOW_FILES = (".woff2", ".avif", ".webp", ".jpg", ".png", ".svg")
SLOWNESS = 0.08

SHOWN = "e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.skip, dialog, template')"
LOOK = f"""() => {{
  const shown = {SHOWN}, page = document.documentElement, small = [], cut = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {{
    const words = texts.currentNode.data.trim(), parent = texts.currentNode.parentElement;
    if (!words || parent.closest('script, noscript, [aria-hidden=true]') || !shown(parent)) continue;
    if (parent.clientWidth === 1 && parent.clientHeight === 1) continue;     // for ears only
    const drawing = parent.closest('svg'), matrix = drawing && parent.getScreenCTM();
    const size = parseFloat(getComputedStyle(parent).fontSize) * (matrix ? Math.hypot(matrix.a, matrix.b) : 1);
    const kind = drawing ? 'drawn' : parent.closest('rt') ? 'ruby' : 'set';
    small.push([Math.round(size * 10) / 10, kind, words.slice(0, 20)]);
    if (drawing || parent.closest('.sum')) continue;     // a summary is whole on the page it leads to
    let box = parent;
    while (box && !['hidden', 'clip'].includes(getComputedStyle(box).overflowY)) box = box.parentElement;
    if (!box || box === page || box === document.body || box.clientWidth < 2) continue;
    range.selectNodeContents(texts.currentNode);
    const frame = box.getBoundingClientRect(), ink = range.getBoundingClientRect();
    const leading = parseFloat(getComputedStyle(parent).lineHeight) - parseFloat(getComputedStyle(parent).fontSize);
    if (ink.width && (ink.bottom - leading / 2 > frame.bottom + 1 || ink.top + leading / 2 < frame.top - 1 ||
        (box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX === 'hidden' &&
         (ink.right > frame.right + 1 || ink.left < frame.left - 1)))) cut.push(words.slice(0, 30));
  }}
  const targets = [...document.querySelectorAll('a[href], button, summary, input')].filter(shown)
    .filter(e => !e.closest('svg'))     // the plan's rooms: the list beside it leads to the same
    .filter(e => !e.matches('.prose a, .remark a, .lede a'))     // in the line of a sentence
    .map(e => [e, (e.closest('.card') || e).getBoundingClientRect()])     // a card is a target as a whole
    .map(([e, box]) => [Math.round(box.width), Math.round(box.height),
      e.matches('button, input, summary, nav:not(.caliper, .crumbs) a, .button'), e.textContent.trim().slice(0, 20)]);
  const wide = [...document.querySelectorAll('.prose p')].filter(shown);
  return {{small, cut, targets, spill: page.scrollWidth - page.clientWidth,
    body: wide.map(e => parseFloat(getComputedStyle(e).fontSize))}} }}"""
WEAR = "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet] }"
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACED += "p { margin-bottom: 2em !important }"
HEADER = """() => { const places = [...document.querySelectorAll('header.top :is(a, button)')]
    .filter(e => e.checkVisibility({visibilityProperty: true})).map(e => [e.getBoundingClientRect(), e]);
  return places.slice(1).map(([box, e], before) => [places[before][0], box, e.textContent])
    .filter(([last, box]) => !(box.top >= last.bottom - 4 || (box.left >= last.right - 1 && box.bottom > last.top + 4)))
    .map(([, , words]) => words) }"""
FOCUS = """() => {
  const faults = [], all = [...document.querySelectorAll(
    'a[href], button, summary, input, audio[controls], video[controls], [tabindex="0"]')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('dialog'));
  const bars = [...document.querySelectorAll('body *')]
    .filter(e => ['sticky', 'fixed'].includes(getComputedStyle(e).position));
  for (const each of all) {
    each.focus({focusVisible: true});
    const name = each.textContent.trim().slice(0, 20), look = getComputedStyle(each);
    if (document.activeElement !== each) { faults.push(['takes no focus', name]); continue }
    const box = each.getBoundingClientRect(), [line] = each.getClientRects();
    if (!each.closest('svg') && !(look.outlineStyle === 'solid' && parseFloat(look.outlineWidth) >= 3))
      faults.push(['no frame', name]);
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
      { faults.push(['out of sight', name]); continue }
    const x = Math.min(Math.max(line.left + Math.min(line.width, 8) / 2, 1), innerWidth - 2);
    const y = Math.min(Math.max(line.top + line.height / 2, 1), innerHeight - 2);
    const top = document.elementFromPoint(x, y), bar = top && bars.find(e => e.contains(top) && !e.contains(each));
    if (bar) faults.push(['covered by ' + bar.className, name]);
  }
  return faults }"""
# A border that a colour of its own tells apart from the ground, or a frame of its own, on whatever can be pressed.
BORDERLESS = """() => [...document.querySelectorAll('button, .button, .chips a, .index a, .pager a')]
  .filter(e => e.checkVisibility({visibilityProperty: true}))
  .filter(e => !['Top', 'Right', 'Bottom', 'Left'].some(side => { const s = getComputedStyle(e);
    return s[`border${side}Style`] !== 'none' && parseFloat(s[`border${side}Width`]) >= 1
      && s[`border${side}Color`] !== getComputedStyle(document.body).backgroundColor })).map(e => e.textContent)"""
UNSEEN_DRAWINGS = """() => [...document.querySelectorAll('main svg:not(svg svg)')].filter(e => e.clientWidth)
  .filter(e => getComputedStyle(e).color === getComputedStyle(document.body).backgroundColor)
  .map(e => e.outerHTML.slice(0, 80))"""
ON_PAPER = """() => [...document.querySelectorAll('body, main, .card, .band, .plate, .block, .quote, .panel, .bay')]
  .filter(e => e.checkVisibility()).map(e => getComputedStyle(e).backgroundColor)
  .filter(c => !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(c))"""


@dataclass(frozen=True, slots=True)
class Look:
    """What a page looks like in one width, in CSS px; `spaced` with the spacing of WCAG 1.4.12."""

    path: str
    width: int
    spaced: bool
    seen: dict[str, Any]


@pytest.fixture(scope="module")
def shown(specimens: tuple[Specimen, ...]) -> tuple[Specimen, ...]:
    """Give the specimens that stay when they are opened."""
    return tuple(one for one in specimens if one.form != "redirect")


@pytest.fixture(scope="module")
def looks(browser: Browser, shown: tuple[Specimen, ...]) -> tuple[Look, ...]:
    """Look at every specimen in every width; in the narrowest, as high as a screen of 1,280 × 1,024 at 400 %."""
    found = []
    page = browser.new_page()
    for one in shown:
        page.goto(one.address)
        for spaced, widths in ((False, WIDTHS), (True, (320, 1440))):
            if spaced:
                page.evaluate(WEAR, SPACED)
            for width in widths:
                page.set_viewport_size({"width": width, "height": 256 if width == 320 else 900})
                found.append(Look(one.path, width, spaced, page.evaluate(LOOK)))
    page.close()
    return tuple(found)


def test_no_template_is_forgotten(specimens: tuple[Specimen, ...]) -> None:
    """Every template of a page has a specimen, so whatever is added is looked at."""
    no_pages = {"base.html", "entry.html", "components.html"}  # what others extend, and the preview's own page
    pages = {path.name for path in TEMPLATES.glob("*.html")} - no_pages
    assert pages - {f"{one.form.partition(',')[0]}.html" for one in specimens} == set()


def test_nothing_sticks_out(looks: tuple[Look, ...]) -> None:
    """From a narrow phone, which is a desk at 400 %, to a wall of screens, with any spacing of the text."""
    assert [(look.path, look.width, look.spaced) for look in looks if look.seen["spill"] > 0] == []


def test_nothing_is_cut_off(looks: tuple[Look, ...]) -> None:
    """No text ends at an edge, in any width and with any spacing."""
    assert [(look.path, look.width, look.seen["cut"]) for look in looks if look.seen["cut"]] == []


def test_text_can_be_read(looks: tuple[Look, ...]) -> None:
    """Nothing is smaller than 13 px, in drawings too, unless the page is enlarged; text to read is 17 px and more."""
    small = [
        (look.path, look.width, *text)
        for look in looks
        for text in look.seen["small"]
        if text[0] < (SMALLEST_READING if text[1] == "ruby" else SMALLEST_TEXT) - 0.05
        and not (text[1] == "drawn" and look.width == min(WIDTHS))
    ]
    assert small == []
    assert min(size for look in looks for size in look.seen["body"]) >= BODY_TEXT


def test_targets_are_large_enough_for_a_thumb(looks: tuple[Look, ...]) -> None:
    """Ways and buttons are 44 px in both directions; any other link outside a sentence is 44 high and 24 wide."""
    small = [
        (look.path, look.width, *target)
        for look in looks
        if not look.spaced
        for target in look.seen["targets"]
        if target[1] < 44 or target[0] < (44 if target[2] else 24)
    ]
    assert small == []


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_header_is_walked_as_it_is_seen(browser: Browser, shown: tuple[Specimen, ...], size: ViewportSize) -> None:
    """Row by row, each from the start to the end: where the eye goes next, the Tab key goes."""
    page = browser.new_page(viewport=size)
    for one in shown:
        page.goto(one.address)
        assert page.evaluate(HEADER) == [], one.path
    page.close()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_what_has_the_focus_is_seen(browser: Browser, chinese: tuple[Specimen, ...], size: ViewportSize) -> None:
    """Everything that takes the focus has a frame then, is within the window, and under no bar that stays."""
    page = browser.new_page(viewport=size, reduced_motion="reduce")
    for one in chinese:
        if one.form != "redirect":
            page.goto(one.address)
            assert page.evaluate(FOCUS) == [], one.path
    page.close()


def test_the_first_tab_leads_to_the_content(browser: Browser, chinese: tuple[Specimen, ...]) -> None:
    """A keyboard reaches the content at once, and the focus can be seen."""
    page = browser.new_page()
    for one in chinese:
        if one.form not in ("redirect", "search"):  # who comes to search is in the field at once
            page.goto(one.address)
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.getAttribute('href')") == "#main", one.path
            assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.close()


def test_every_page_is_silent_under_http_and_from_disk(
    browser: Browser, served: str, demo_site: Path, shown: tuple[Specimen, ...]
) -> None:
    """No page says a word on the console, asks another host or misses a file: in a sub-path light, from disk dark."""
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
        page = context.new_page()
        said = opened(page, "about:blank")
        for one in shown:
            is_served = scheme == "light" and one.site == demo_site
            page.goto(f"{served}{one.path}" if is_served else one.address)
            assert said == [], one.path
        context.close()


@pytest.fixture
def slow(demo_site: Path) -> Iterator[str]:
    """Serve the demo as over a bad line: fonts and pictures come late."""
    with serving(demo_site.parent, late=SLOW_FILES, seconds=SLOWNESS) as root:
        yield f"{root}{demo_site.name}/"


def test_nothing_moves_while_a_page_loads(browser: Browser, slow: str, chinese: tuple[Specimen, ...]) -> None:
    """The layout does not shift, however late fonts and pictures come: each has its place from the first paint."""
    for size in (PHONE, DESK):
        context = browser.new_context(viewport=size)
        context.add_init_script(COUNT_SHIFTS)
        page = context.new_page()

        def shift_of(path: str, page: Page = page) -> float:
            page.goto(f"{slow}{path}")
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
            page.wait_for_timeout(60)
            return float(page.evaluate("self.shift"))

        paths = [
            one.path
            for one in chinese
            if one.site.parent.name == "demo" and (size is PHONE or "photographs" in one.form or one.form == "home")
        ]
        assert len(paths) > 2
        assert moving(paths, shift_of) == [], size
        context.close()


def test_forced_colours_lose_no_border(browser: Browser, chinese: tuple[Specimen, ...]) -> None:
    """Where colours are the system's, whatever can be pressed has a border, and drawings are seen."""
    context = browser.new_context(forced_colors="active", viewport=DESK)
    page = context.new_page()
    for one in chinese:
        if one.form != "redirect":
            page.goto(one.address)
            assert page.evaluate(BORDERLESS) == [], one.path
            assert page.evaluate(UNSEEN_DRAWINGS) == [], one.path
    context.close()


def test_paper_holds_everything(browser: Browser, chinese: tuple[Specimen, ...]) -> None:
    """On an A4 sheet, from a dark screen too, nothing sticks out, the ground is white, and no way or button is left."""
    page = browser.new_page(color_scheme="dark", viewport=PAPER)
    for one in chinese:
        if one.form != "redirect":
            page.emulate_media(media="screen")
            page.goto(one.address)
            page.emulate_media(media="print")
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
            assert page.evaluate(ON_PAPER) == [], one.path
            assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)", one.path
            assert page.locator("nav:visible:not(:has(.rooms)), button:visible, form:visible").count() == 0, one.path
    page.close()


def test_an_old_address_leads_on(browser: Browser, specimens: tuple[Specimen, ...]) -> None:
    """A redirect arrives without a script, and says where to for whoever does not follow it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for one in specimens:
        if one.form == "redirect":
            text = (one.site / one.path).read_text("utf-8")
            found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
            assert found and f'<a href="{found.group(1)}">' in text, one.path
            page.goto(one.address)
            deadline = time.monotonic() + 5
            while page.url == one.address and time.monotonic() < deadline:
                page.wait_for_timeout(20)
            assert page.url != one.address and page.locator("h1").is_visible(), one.path
    context.close()
