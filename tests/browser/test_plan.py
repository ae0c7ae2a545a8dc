"""The plan and its list: whatever is pointed at or has the focus in one is lit in the other, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from jiangxin.pipeline import Built

LOOKS = """pairs => pairs.map(([line, room]) => [getComputedStyle(line).backgroundImage,
  getComputedStyle(room.querySelector('.room-fill, .room-band')).fill])"""


@pytest.fixture(params=["schematic", "positioned"])
def plan(request: pytest.FixtureRequest, browser: Browser, demo_site: Path, full: tuple[Built, Path]) -> Iterator[Page]:
    """Open a plan whose halls were given no position, and one whose halls were."""
    site = demo_site if request.param == "schematic" else full[1]
    context = browser.new_context(java_script_enabled=False, reduced_motion="reduce")
    page = context.new_page()
    page.goto((site / "plan.html").as_uri())
    yield page
    context.close()


def rooms(page: Page) -> list[tuple[Locator, Locator]]:
    """Give every space that is in both: its line in the list and its room on the plan."""
    lines = page.locator(".rooms [data-room]")
    places = [line.get_attribute("data-room") for line in lines.all()]
    assert len(places) == len(set(places)) > 3
    pairs = [
        (page.locator(f".rooms [data-room='{place}']"), page.locator(f".plan [data-room='{place}']"))
        for place in places
    ]
    return [(line, room) for line, room in pairs if room.count()]


def test_each_room_is_one_line(plan: Page) -> None:
    """Whatever is drawn is in the list, and what both lead to is the same."""
    drawn = plan.locator(".plan [data-hall]").count()
    pairs = rooms(plan)
    assert len(pairs) == drawn > 3
    for line, room in pairs:
        assert line.get_attribute("href") == room.get_attribute("href")


def test_a_line_lights_its_room_and_a_room_its_line(plan: Page) -> None:
    """Pointed at or focused: that one, and no other."""
    pairs = rooms(plan)
    handles = [[line.element_handle(), room.element_handle()] for line, room in pairs]
    cold = plan.evaluate(LOOKS, handles)

    def lit() -> list[tuple[int, bool, bool]]:
        return [
            (number, one[0] != was[0], one[1] != was[1])
            for number, (one, was) in enumerate(zip(plan.evaluate(LOOKS, handles), cold, strict=True))
            if one != was
        ]

    for number, (line, room) in enumerate(pairs):
        for part in (line, room):
            part.hover(position={"x": 12, "y": 12} if part is line else None)
            assert (number, True, True) in lit() and len(lit()) == 1, (number, part is line, lit())
            plan.mouse.move(0, 0)
            if part.get_attribute("href"):
                part.evaluate("e => e.focus({focusVisible: true})")
                assert lit() == [(number, True, True)], (number, part is line)
                part.evaluate("e => e.blur()")
