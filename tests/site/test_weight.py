"""How much has to arrive before a page is seen: budgets for every page of the demo, and for a corridor of 2,000 events.

Counted is what gzip -9 leaves of the HTML and of the style sheets in its head: those a browser waits for before it
paints (HTML Standard, “render-blocking”; a sheet in the body holds back only what comes after it). Sheets for paper,
and for easy reading that nobody chose, are not waited for. Scripts are counted apart, the search's index not at all.
"""

import gzip
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from jiangxin.folders import Folders
from jiangxin.pipeline import Built, build

FIRST_PAINT_MAX_BYTES = 14_336  # what a server sends before it waits for an answer: ten packets
SCRIPTS_MAX_BYTES = 6_144
SHEETS_MAX_BYTES = 13_312  # with those that sections further down bring along
SHEETS_IN_HEAD_MAX = 5

# A page of long texts is as heavy as its words. Whose words alone weigh this much is held to what is around them.
LONG_WORDS_BYTES = 6_144
AROUND_WORDS_MAX_BYTES = 6_144
SHEETS_OF_LONG_WORDS_MAX_BYTES = 6_656

EVENTS = 2_000
CORRIDOR_MAX_BYTES = 40_960

_SHEET = re.compile(r'<link rel="stylesheet"(?: media="([^"]*)")? href="([^"]+)"')
_SCRIPT = re.compile(r'<script src="([^"]+)"')
_UNREAD = re.compile(r"<(script|svg|template)\b.*?</\1>", re.S)


@dataclass(frozen=True)
class Weight:
    """A page's bytes after gzip -9."""

    template: str
    path: str
    page: int
    words: int
    in_head: tuple[int, ...]
    sheets: int  # of the head and of the body
    scripts: int

    @property
    def first_paint(self) -> int:
        """Give what has to arrive before the page is seen."""
        return self.page + sum(self.in_head)

    def __str__(self) -> str:
        return (
            f"{self.template:20} {self.first_paint:6} = {self.page:6} + {sum(self.in_head):5} in {len(self.in_head)}"
            f"  words {self.words:5}  all sheets {self.sheets:5}  scripts {self.scripts:5}  {self.path}"
        )


def packed(content: bytes) -> int:
    """Give the bytes that gzip -9 leaves."""
    return len(gzip.compress(content, 9, mtime=0))


@cache
def packed_file(path: Path) -> int:
    """Give the bytes that gzip -9 leaves of a file."""
    return packed(path.read_bytes())


def sheets_of(text: str, page: Path) -> Iterator[int]:
    """Give the weight of every sheet that a part of a page links for a screen."""
    for medium, href in _SHEET.findall(text):
        if medium in ("", "all", "screen"):
            yield packed_file((page.parent / href).resolve())


def words_of(text: str) -> str:
    """Give what there is to read on a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", _UNREAD.sub("", text))).split())


def weight_of(site: Path, path: str, template: str) -> Weight:
    """Weigh a page with what it links."""
    page = site / path
    text = page.read_text("utf-8")
    # Made from the content like the page itself, and loaded when the page is there.
    scripts = [href for href in _SCRIPT.findall(text) if "search-index" not in href]
    return Weight(
        template,
        path,
        packed(text.encode()),
        packed(words_of(text).encode()),
        tuple(sheets_of(text.partition("</head>")[0], page)),
        sum(sheets_of(text, page)),
        sum(packed_file((page.parent / href).resolve()) for href in scripts),
    )


def table(weights: list[Weight]) -> str:
    """Give the heaviest page of each template, one a line."""
    heaviest: dict[str, Weight] = {}
    for each in sorted(weights, key=lambda weight: weight.first_paint):
        heaviest[each.template] = each
    return "\n" + "\n".join(str(heaviest[template]) for template in sorted(heaviest))


@pytest.fixture(scope="module")
def weights(demo: Built, demo_site: Path) -> list[Weight]:
    """Weigh every page of the demo."""
    return [weight_of(demo_site, plan.path, plan.template) for plan in demo.site_plan.pages]


def test_a_page_is_seen_with_the_first_packets(weights: list[Weight]) -> None:
    """HTML and what it waits for fit into 14 KB, on every page of every template in every language."""
    heavy = [each for each in weights if each.first_paint > FIRST_PAINT_MAX_BYTES and each.words <= LONG_WORDS_BYTES]
    assert not heavy, table(heavy) + "\n" + table(weights)


def test_around_long_texts_there_is_little_else(weights: list[Weight]) -> None:
    """A page whose own words weigh more than 6 KB is as light as others without them."""
    long = [each for each in weights if each.words > LONG_WORDS_BYTES]
    assert long, "the demo has long texts"
    heavy = [
        each
        for each in long
        if each.page - each.words > AROUND_WORDS_MAX_BYTES or sum(each.in_head) > SHEETS_OF_LONG_WORDS_MAX_BYTES
    ]
    assert not heavy, table(heavy)


def test_sheets_are_few_and_small(weights: list[Weight]) -> None:
    """A page waits for few sheets, and all that it ever loads are no more than one large one."""
    assert all(1 <= len(each.in_head) <= SHEETS_IN_HEAD_MAX for each in weights), table(weights)
    assert max(each.sheets for each in weights) <= SHEETS_MAX_BYTES, table(weights)


def test_scripts_are_small(weights: list[Weight]) -> None:
    """All scripts of a page together stay within 6 KB."""
    assert max(each.scripts for each in weights) <= SCRIPTS_MAX_BYTES, table(weights)


def events() -> Iterator[str]:
    """Give the events of 76 years as YAML, each with a day, a kind, a name and a sentence."""
    for number in range(EVENTS):
        year, kind = 1949 + number * 76 // EVENTS, ("honour", "policy", "contest", "meeting")[number % 4]
        day = f"{year}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        words = f"title: 第{number}件事, kind: {kind}, text: 车间里修好了第{number}台车床，用了三个小时。"
        yield f"- {{id: e-{year}-{number}, date: {day}, {words}}}"


def test_a_corridor_of_two_thousand_events_is_light(tmp_path: Path) -> None:
    """With every sheet it has, it stays within 40 KB, and no event is left out."""
    files = {
        "exhibition.yaml": "title: 展\nlanguages: [zh-Hans, en]\nlayout:\n  formula: '1'\n  groups:\n"
        "    - {key: main, title: 主, count: 1}\n",
        "halls/walk.md": "---\ntitle: 长廊\nkind: corridor\ncovers: 1949/2024\n---\n",
        "timeline/all.yaml": "timeline:\n" + "\n".join(events()),
    }
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    folders = Folders.of(tmp_path)
    build(folders)
    for page in ("timeline/index.html", "en/timeline/index.html"):
        weight = weight_of(folders.output, page, "timeline.html")
        assert (folders.output / page).read_text("utf-8").count('<li class="ev') == EVENTS
        assert weight.page + weight.sheets <= CORRIDOR_MAX_BYTES, weight
