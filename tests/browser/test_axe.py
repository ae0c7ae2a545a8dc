"""Every template, judged by axe: what a machine can know of accessibility.

It takes as long as all other tests of templates, hence a file of its own.
"""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.base import AXE_FILE_PATH  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import Specimen

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
AXE_RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"


def test_axe_finds_nothing(browser: Browser, specimens: tuple[Specimen, ...]) -> None:
    """No rule of WCAG 2.2 AA is broken, on a phone and on a desk, in light and dark colours.

    All rules are tried in Chinese on a light phone and in English on a dark desk,
    and in Chinese those of colours and places in dark as well.
    """
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")  # colours change at once
    page = context.new_page()
    script = Path(AXE_FILE_PATH).read_text("utf-8")
    everything = f"axe.run(document, {{resultTypes: ['violations'], runOnly: {AXE_RULES}}})"
    of_looks = "axe.run(document, {resultTypes: ['violations'], runOnly: ['color-contrast', 'target-size']})"
    for one in specimens:
        if one.form == "redirect":  # it does not stay
            continue
        is_chinese = one.lang == "zh-Hans"
        page.set_viewport_size(PHONE if is_chinese else DESK)
        page.emulate_media(color_scheme="light" if is_chinese else "dark")
        page.goto(one.address)
        page.evaluate(script)
        assert _violations(page, everything) == [], one.path
        if is_chinese:
            page.emulate_media(color_scheme="dark")
            assert _violations(page, of_looks) == [], (one.path, "dark")
    context.close()


def _violations(page: Page, script: str) -> list[tuple[str, str]]:
    return [(found["id"], node["html"]) for found in page.evaluate(script)["violations"] for node in found["nodes"]]
