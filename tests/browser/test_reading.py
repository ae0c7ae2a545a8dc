"""Reading made easier: easy mode, the voice, paper, forced colours, the keyboard, large text and small screens.

What a browser lays out is measured, in both languages: sizes of text and of
targets, what is shown and what is not. No browser under test has a voice, so the
voice is one of ours that says nothing and remembers all.
"""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from jiangxin.pipeline import Built
from tests.browser.conftest import COUNT_SHIFTS, moving, opened

ASSETS = Path(__file__).parents[2] / "themes" / "lutu" / "assets"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
FOUR = ("index.html", "exhibits/bada-zhenguan-zhibao.html", "timeline/index.html", "exhibits/index.html")
ENTRY = FOUR[1]
CHOOSE_EASY = "localStorage['lutu-easy'] = 'on'"

LOOKED_AT = "e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.skip, dialog, template')"
TARGETS_BELOW = f"""least => [...document.querySelectorAll('a[href], button, summary, input')].filter({LOOKED_AT})
  .filter(e => !e.closest('svg'))     // the plan's rooms: the list beside it leads to the same
  .filter(e => !e.matches('.prose a, .remark a, .lede a'))     // in the line of a sentence
  .map(e => [e, (e.closest('.card') || e).getBoundingClientRect()])     // a card is a target as a whole
  // on the caliper a year has the height of a target, and the width of WCAG 2.5.8 where many years share a line
  .filter(([e, box]) => box.height < least - .5 || box.width < (least < 60 && e.closest('.caliper') ? 24 : least) - .5)
  .map(([e, box]) => [e.textContent.trim().slice(0, 20), Math.round(box.width), Math.round(box.height)])"""
TEXTS = """() => { const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) { const words = texts.currentNode.data.trim(), parent = texts.currentNode.parentElement;
    if (words && !parent.closest('svg, template, script, [aria-hidden=true], .plate-drawn, .pic-drawn')
        && parent.checkVisibility({visibilityProperty: true})) found.push([words, getComputedStyle(parent)]) }
  return found.map(([words, style]) => ({words, size: parseFloat(style.fontSize)})) }"""
SPILL = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WEAR = "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet] }"
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACED += "p { margin-bottom: 2em !important }"
VOICES = """(langs => {
  const said = self.said = [];
  self.SpeechSynthesisUtterance = function (text) { this.text = text };
  const speech = { getVoices: () => self.silent ? [] : langs.map(lang => ({lang, localService: true})),
    speak: each => { said.push(each) }, cancel: () => { said.cancelled = (said.cancelled || 0) + 1 } };
  Object.defineProperty(self, 'speechSynthesis', {value: speech});
})"""


@pytest.fixture(scope="module")
def pages(demo: Built) -> tuple[str, ...]:
    """Give the first page of each template, and the same in English where it differs by language."""
    first: dict[tuple[str, bool], str] = {}
    for plan in demo.site_plan.pages:
        if plan.template != "redirect.html":
            first.setdefault((plan.template, plan.path.startswith("en/")), plan.path)
    return tuple(first.values())


def reader(browser: Browser, **how: Any) -> BrowserContext:
    """Give a browser whose visitor has chosen easy reading."""
    context = browser.new_context(**how)
    context.add_init_script(CHOOSE_EASY)
    return context


def test_one_switch_at_the_top_is_remembered_on_every_page(browser: Browser, demo_site: Path, served: str) -> None:
    """Seen without scrolling, pressed with one click, kept for the next page and after a reload, from disk too."""
    for root in (served, demo_site.as_uri() + "/"):
        page = browser.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type]
        page.goto(root + "index.html")
        switch = page.locator("[data-easy-switch]")
        assert switch.bounding_box()["y"] < 160  # type: ignore[index]
        assert switch.get_attribute("aria-pressed") == "false"
        switch.click()
        assert switch.get_attribute("aria-pressed") == "true"
        page.reload()
        assert page.evaluate("document.documentElement.className") == "js easy"
        page.goto(root + ENTRY)
        assert switch.get_attribute("aria-pressed") == "true"
        switch.click()
        assert not page.evaluate("document.documentElement.classList.contains('easy')")
        page.reload()
        assert switch.get_attribute("aria-pressed") == "false"
        page.context.close()


def test_where_nothing_can_be_kept_the_switches_still_switch(browser: Browser, demo_site: Path) -> None:
    """A browser that forbids storage says nothing on the console and obeys the click."""
    page = browser.new_page()
    page.add_init_script(
        "Object.defineProperty(self, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    assert opened(page, (demo_site / "index.html").as_uri()) == []
    page.locator("[data-easy-switch]").click()
    page.locator("[data-theme-switch]").click()
    assert page.evaluate("document.documentElement.className") == "js easy"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.close()


def test_without_a_script_there_is_no_switch_and_no_gap_for_one(browser: Browser, demo_site: Path) -> None:
    """What cannot work is not shown."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((demo_site / ENTRY).as_uri())
    assert page.locator(".switch").count() >= 3
    assert all(box.bounding_box() is None for box in page.locator(".switch").all())
    page.context.close()


def test_what_was_chosen_holds_from_the_first_paint(browser: Browser, served: str, pages: tuple[str, ...]) -> None:
    """With both choices kept, nothing moves while a page loads: the first paint is the chosen one."""
    context = reader(browser, viewport=PHONE)
    context.add_init_script("localStorage['lutu-theme'] = 'dark'")
    page = context.new_page()
    page.add_init_script(COUNT_SHIFTS)

    def shift_of(path: str) -> float:
        page.goto(served + path)
        page.wait_for_timeout(60)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(9, 18, 31)"
        return float(page.evaluate("self.shift"))

    assert moving(pages, shift_of) == []
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_easy_mode_is_large_in_one_column_and_leaves_nothing_out(
    browser: Browser, demo_site: Path, pages: tuple[str, ...], size: dict[str, int]
) -> None:
    """Text of 22 px and more, 1.9 high, at most 24 em wide; every word that was there is there."""
    usual, easy = browser.new_context(viewport=size), reader(browser, viewport=size)  # type: ignore[arg-type]
    before, page = usual.new_page(), easy.new_page()
    for path in pages:
        for each in (before, page):
            assert opened(each, (demo_site / path).as_uri()) == []
        shown, was = page.evaluate(TEXTS), before.evaluate(TEXTS)
        assert [text for text in shown if text["size"] < 22] == [], path
        assert {text["words"] for text in was} - {text["words"] for text in shown} <= {"简体中文", "English"}, path
        assert page.evaluate(SPILL) == 0, path
        wide = page.evaluate(
            "[...document.querySelectorAll('main p')].map(p => [p, getComputedStyle(p)]).filter(([p, style]) =>"
            " p.clientWidth > 24.1 * parseFloat(style.fontSize)).map(([p]) => p.textContent)"
        )
        assert wide == [], path
        low = page.evaluate(
            "[...document.querySelectorAll('.prose p, .lede, .sum')].map(p => getComputedStyle(p))"
            ".map(style => parseFloat(style.lineHeight) / parseFloat(style.fontSize)).filter(ratio => ratio < 1.89)"
        )
        assert low == [], path
    usual.close()
    easy.close()


def test_easy_mode_moves_nothing(browser: Browser, demo_site: Path) -> None:
    """No transition and no animation, whatever is pointed at."""
    context = reader(browser, viewport=DESK)
    page = context.new_page()
    for path in FOUR:
        page.goto((demo_site / path).as_uri())
        page.locator("main a").first.hover()
        assert page.evaluate("document.getAnimations().length") == 0, path
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_every_target_is_large_enough(browser: Browser, demo_site: Path, width: int) -> None:
    """44 px in both directions, 60 in easy mode, for all but a link in the line of a sentence."""
    size = {"width": width, "height": 900}
    for context, least in ((browser.new_context(viewport=size), 44), (reader(browser, viewport=size), 60)):  # type: ignore[arg-type]
        page = context.new_page()
        for path in FOUR + tuple(f"en/{path}" for path in FOUR):
            page.goto((demo_site / path).as_uri())
            page.evaluate(WEAR, ".bay { content-visibility: visible !important }")
            assert page.evaluate(TARGETS_BELOW, least) == [], (path, least)
        context.close()


def test_large_text_on_small_screens_loses_nothing(browser: Browser, demo_site: Path, pages: tuple[str, ...]) -> None:
    """At 320 px, which is 400 % of 1,280, and with the spacing of WCAG 1.4.12, nothing spills or is cut off."""
    context = reader(browser, viewport={"width": 320, "height": 256})
    page = context.new_page()
    cut = (
        f"[...document.querySelectorAll('p, h1, h2, h3, dd, dt, li, button, figcaption')].filter({LOOKED_AT})"
        ".filter(e => !e.matches('.sum') && ['hidden', 'clip'].includes(getComputedStyle(e).overflowY)"
        " && e.scrollHeight > e.clientHeight + 1).map(e => e.className + e.textContent.slice(0, 30))"
    )
    for path in pages:
        page.goto((demo_site / path).as_uri())
        assert page.evaluate(SPILL) == 0, path
        page.evaluate(WEAR, SPACED)
        assert page.evaluate(SPILL) == 0, path
        assert page.evaluate(cut) == [], path
    context.close()


@pytest.mark.parametrize("easy", [False, True])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, demo_site: Path, easy: bool) -> None:
    """Tab visits every control once in the order of the text, each with a visible frame and not outside the window."""
    context = reader(browser, viewport=DESK) if easy else browser.new_context(viewport=DESK)  # type: ignore[arg-type]
    page = context.new_page()
    for path in FOUR:
        page.goto((demo_site / path).as_uri())
        page.evaluate(
            "self.all = [...document.querySelectorAll('a[href], button, summary, [tabindex=\"0\"]')]"
            ".filter(e => e.checkVisibility({visibilityProperty: true}))"
        )
        for place in range(page.evaluate("self.all.length")):
            page.keyboard.press("Tab")
            at = page.evaluate(
                "[self.all.indexOf(document.activeElement), getComputedStyle(document.activeElement),"
                " document.activeElement.getBoundingClientRect(), document.activeElement.outerHTML.slice(0, 90)]"
                ".map((x, i) => i == 1 ? x.outlineStyle + parseFloat(x.outlineWidth) : i == 2 ?"
                " x.bottom > 0 && x.top < innerHeight : x)"
            )
            assert at[:3] == [place, "solid3", True], (path, at)
    context.close()


def test_forced_colours_keep_every_control_and_state(browser: Browser, demo_site: Path, served: str) -> None:
    """What a background says is also said where backgrounds are the system's."""
    context = browser.new_context(forced_colors="active", viewport=DESK)  # type: ignore[arg-type]
    page = context.new_page()
    look = "e => { const s = getComputedStyle(e); return [s.backgroundColor, s.color, s.borderTopColor].join() }"
    page.goto((demo_site / "exhibits/index.html").as_uri())
    current, other = page.locator(".chips [aria-current]").first, page.locator(".chips a:not([aria-current])").first
    assert current.evaluate(look) != other.evaluate(look)
    here, there = (page.locator(f".menu a{state}").first for state in ("[aria-current]", ":not([aria-current])"))
    edge = "e => getComputedStyle(e).borderBottomColor"
    assert here.evaluate(edge) != there.evaluate(edge)
    assert there.evaluate(edge) in ("rgb(255, 255, 255)", "rgba(255, 255, 255, 0)")
    switch = page.locator("[data-easy-switch]")
    assert switch.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    before = switch.evaluate(look)
    switch.click()
    assert switch.evaluate(look) != before
    page.goto((demo_site / "index.html").as_uri())
    assert page.locator(".button").first.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
    context.close()


def test_reduced_motion_moves_nothing(browser: Browser, demo_site: Path) -> None:
    """No animation runs and nothing takes time for a visitor who asked for none."""
    page = browser.new_page(reduced_motion="reduce", viewport=DESK)  # type: ignore[arg-type]
    for path in FOUR:
        page.goto((demo_site / path).as_uri())
        page.locator("main a").first.hover()
        assert page.evaluate("document.getAnimations().length") == 0, path
    page.close()


def with_voices(browser: Browser, address: str, *langs: str) -> Page:
    """Open a page in a browser that has a voice for each of `langs`."""
    page = browser.new_context(viewport=DESK).new_page()  # type: ignore[arg-type]
    page.add_init_script(f"{VOICES}({list(langs)!r})")
    assert opened(page, address) == []
    return page


def finish(page: Page) -> None:
    """Let the voice come to the end of what it is saying."""
    page.evaluate("self.said[self.said.length - 1].onend()")


def test_an_entry_is_read_in_order_a_breath_at_a_time(browser: Browser, demo_site: Path) -> None:
    """Name, lede and text, nothing left out, no piece longer than a Chromium says in one go, the place marked."""
    for path, lang, most in ((ENTRY, "zh-CN", 61), (f"en/{ENTRY}", "en-GB", 181)):
        page = with_voices(browser, (demo_site / path).as_uri(), "zh-HK", "zh_CN" if lang == "zh-CN" else lang)
        whole = page.evaluate(
            "[...document.querySelectorAll('main h1, main .lede, main .prose')].map(e => e.textContent).join('')"
        )
        go, stop = page.locator(".aloud button").all()
        go.click()
        assert page.locator("h1").get_attribute("class") == "is-read"
        while page.locator(".is-read").count():
            assert page.locator(".is-read").count() == 1
            finish(page)
        said = page.evaluate("self.said.map(each => [each.text, each.lang])")
        assert {spoken for _, spoken in said} == {"zh_CN" if lang == "zh-CN" else lang}
        assert max(len(text) for text, _ in said) <= most
        bare = re.compile(r"[\s\u2060]")
        assert bare.sub("", "".join(text for text, _ in said)) == bare.sub("", whole)
        assert not stop.is_visible()
        page.context.close()


def test_reading_pauses_goes_on_and_stops(browser: Browser, demo_site: Path) -> None:
    """A pause keeps the place, stopping forgets it, leaving the page is silence."""
    page = with_voices(browser, (demo_site / ENTRY).as_uri(), "zh-CN")
    go, stop = page.locator(".aloud button").all()
    go.click()
    finish(page)
    second = page.evaluate("self.said[1].text")
    assert go.inner_text() == "暂停"
    go.click()
    assert go.inner_text() == "继续"
    assert page.evaluate("self.said.cancelled") == 1
    finish(page)  # what was cut off may still report its end: it must not go on by itself
    assert page.evaluate("self.said.length") == 2
    go.click()
    assert page.evaluate("self.said[2].text") == second
    stop.click()
    assert page.locator(".is-read").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "朗读"
    go.click()
    assert page.evaluate("self.said[3].text === self.said[0].text")
    page.evaluate("self.said.cancelled = 0; dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("self.said.cancelled") == 1
    page.context.close()


def test_no_voice_no_button(browser: Browser, demo_site: Path) -> None:
    """Only a voice of this machine for the page's language brings the button, also when it comes late."""
    for langs in ((), ("en-US", "zh-HK")):
        page = with_voices(browser, (demo_site / ENTRY).as_uri(), *langs)
        assert not page.locator(".aloud").is_visible()
        page.context.close()
    page = browser.new_page()
    page.add_init_script(f"self.silent = true; {VOICES}(['zh-CN'])")
    page.goto((demo_site / ENTRY).as_uri())
    button, text = page.locator(".aloud button").first, page.locator(".prose")
    assert not button.is_visible()
    before = text.bounding_box()
    page.evaluate("self.silent = false; speechSynthesis.onvoiceschanged()")
    assert button.is_visible()
    assert text.bounding_box() == before
    assert button.bounding_box()["y"] + button.bounding_box()["height"] <= before["y"] + 1  # type: ignore[index]
    page.close()


def test_paper_gets_a_sheet_in_its_frame(browser: Browser, demo_site: Path) -> None:
    """A4, black on white even in the dark, no navigation, the title block on each page; an infographic is A3."""
    story = next(path for path in (demo_site / "stories").glob("*.html") if "story-infographic" in path.read_text())
    page = browser.new_page(color_scheme="dark", viewport=DESK)  # type: ignore[arg-type]
    for path, box in ((demo_site / ENTRY, b"594.95"), (story, b"1191.")):
        page.goto(path.as_uri())
        page.locator("[data-easy-switch]").click()
        sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+)", page.pdf(prefer_css_page_size=True))
        assert sheets and all(sheet.startswith(box) for sheet in sheets), path
        page.emulate_media(media="print")
        hidden = page.locator("nav:visible, button:visible, form:visible")
        assert hidden.count() == 0, path
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.querySelector('.imprint')).position") == "fixed"
        assert page.evaluate("getComputedStyle(document.body).boxDecorationBreak") == "clone"
        page.emulate_media(media="null")
        page.locator("[data-easy-switch]").click()
    page.close()


def test_links_on_paper_say_where_they_lead_only_outside(browser: Browser, demo_site: Path) -> None:
    """An address that a reader of paper can type is printed; one within the site is not."""
    page = browser.new_page()
    page.goto((demo_site / ENTRY).as_uri())
    page.evaluate(
        "document.querySelector('.prose a').insertAdjacentElement('afterend',"
        " Object.assign(document.createElement('a'), {href: 'https://example.org/a', textContent: 'x'}))"
    )
    page.emulate_media(media="print")
    after = "a => getComputedStyle(a, '::after').content"
    assert page.locator(".prose a").first.evaluate(after) in ("none", "normal")
    assert "https://example.org/a" in page.locator("a[href^=https]").first.evaluate(after)
    page.close()


def test_the_scripts_of_a_page_are_light(demo_site: Path) -> None:
    """All scripts of a page, also of the fullest, are at most 6 KB compressed; the one that blocks is 600 bytes."""
    scripts = {path.name: path.read_bytes() for path in (demo_site / "assets").glob("*.js")}
    weigh = {name: len(gzip.compress(script, 9, mtime=0)) for name, script in scripts.items()}
    of = {name.partition(".")[0]: size for name, size in weigh.items()}
    assert max(len(script) for name, script in scripts.items() if name.startswith("early.")) <= 600
    assert of["aloud"] <= 1536
    assert sum(of[name] for name in ("early", "theme", "aloud", "lightbox", "zoom")) <= 6144
    for page in demo_site.rglob("*.html"):  # the search's index is no script, though it comes as one
        named = re.findall(r'<script src="[^"]*?assets/([\w.-]+\.js)"', page.read_text("utf-8"))
        assert sum(weigh[name] for name in named) <= 6144, page
