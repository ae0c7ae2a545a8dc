"""The plan and its list: whatever is pointed at or has the focus in one is lit in the other, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from jiangxin.folders import Folders
from jiangxin.pipeline import Built, build
from tests.faults.places import copied

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


WORDS = {"short": "主展馆在时空长廊的尽头。", "long": "主展馆在时空长廊的尽头。" * 120}


@pytest.mark.parametrize("wide", [390, 1440])
@pytest.mark.parametrize("words", ["short", "long"])
def test_a_short_text_stands_beside_the_plan_of_its_hall(
    words: str, wide: int, browser: Browser, tmp_path: Path
) -> None:
    """On a wide screen, and no lower than the plan ends; a long one, or any on a phone, stands below it."""
    root = copied("tiny", tmp_path)
    halls = root / "content" / "halls"
    Image.new("RGB", (1200, 800), "#345").save(halls / "hall.png")
    front = "---\ntitle: 主展馆\nkind: hall\ngroup: main\nimages: [{file: hall.png, alt: 展馆}]\n---\n\n"
    (halls / "main.md").write_text(f"{front}{WORDS[words]}\n", "utf-8")
    build(Folders.of(root))
    page = browser.new_page(viewport={"width": wide, "height": 900})
    page.goto((root / "site" / "halls" / "main.html").as_uri())
    plan, text = page.locator("div.plan").bounding_box(), page.locator(".prose p").bounding_box()
    page.close()
    assert plan is not None and text is not None
    if (words, wide) == ("short", 1440):
        assert text["x"] >= plan["x"] + plan["width"]
        assert plan["y"] < text["y"] and text["y"] + text["height"] < plan["y"] + plan["height"]
    else:
        assert text["y"] >= plan["y"] + plan["height"]


FILL = "room => getComputedStyle(room.querySelector('.room-fill, .room-band')).fill"


def test_where_one_stands_is_lit_beside_its_rooms(browser: Browser, demo_site: Path) -> None:
    """A hall and the room around it in the same colour, which no other has; the list lights the plan here too."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    lit = set()
    for hall in ("zhu-zhanguan", "zhanting-1a"):
        page.goto((demo_site / "halls" / f"{hall}.html").as_uri())
        fills = {room.get_attribute("data-hall"): room.evaluate(FILL) for room in page.locator(".plan .room").all()}
        lit.add(fills.pop(hall))
        assert not lit & set(fills.values())
    assert len(lit) == 1
    room = page.locator(".plan [data-hall=zhu-zhanguan]")
    cold = room.evaluate(FILL)
    page.locator(".rooms a[href='zhu-zhanguan.html']").hover()
    assert room.evaluate(FILL) != cold
    page.close()
