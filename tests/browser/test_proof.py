"""Proof sheets on paper and previews on screens: nothing is cut off, every page says what it is."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ViewportSize

from jiangxin.cli import DONE, main
from jiangxin.folders import Folders
from jiangxin.pipeline import Options, build
from tests.browser.conftest import opened
from tests.conftest import ROOT

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
A4_PT = (595, 842)
MARGIN_PT = 25  # the narrowest of the page is 13 mm
LONG = "".join(f"第{number}段，" + "样文很长，要排好几页，一个字也不能少。" * 12 + "\n\n" for number in range(1, 61))


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sheet of a hall with a long text, a wide table, a long word and a tall picture."""
    root = tmp_path_factory.mktemp("proof")
    shutil.copytree(ROOT / "tests" / "golden" / "reviewed" / "content", root / "content")
    table = "| 甲 | 乙 | 丙 | 丁 | 戊 |\n|---|---|---|---|---|\n" + "| " + " | ".join(["格" * 40] * 5) + " |\n"
    text = f"{LONG}- 样项\n- 样项二\n\n> 样引文\n\n{table}\n{'x' * 400}\n\n末段完。\n"
    front = "---\ntitle: 长样品\nhall: main\nsummary: 样摘要\n---\n"
    (root / "content" / "exhibits" / "long.md").write_text(f"{front}\n{text}", "utf-8")
    assert main(["proof", str(root), "--lang", "zh-Hans", "--quiet"]) == DONE
    return root / "proofs" / "main.html"


@pytest.fixture(scope="module")
def printed(browser: Browser, sheet: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Give the sheet as it is printed."""
    page = browser.new_page()
    assert opened(page, sheet.as_uri()) == []
    path = tmp_path_factory.mktemp("printed") / "sheet.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    page.close()
    document = pypdfium2.PdfDocument(path)
    yield document
    document.close()


def texts(document: Any) -> list[str]:
    """Give the words of every page, without blanks."""
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_every_page_is_a4_and_says_of_which_version_it_is(printed: Any, sheet: Path) -> None:
    """The version stands on each page, and an entry begins on a new one."""
    html = sheet.read_text("utf-8")
    versions = re.findall(r'class="running">.*?<b class="version">(\w{8})</b>', html)
    pages = texts(printed)
    assert all(tuple(map(round, page.get_size())) == A4_PT for page in printed)
    found = [re.findall("|".join(versions), text)[:1] for text in pages[1:]]
    assert all(found)
    in_order = list(dict.fromkeys(each[0] for each in found))
    assert in_order == versions[1:], "one after the other, none beside another"
    assert len(pages) > len(versions) + 3, "the long text takes pages of its own"


def test_nothing_is_cut_off(printed: Any) -> None:
    """Every character is inside the margins, every paragraph is there, the first and the last."""
    whole = "".join(texts(printed))
    assert whole.count("排") == 60 * 12, "once in every sentence"
    assert whole.count("格") == 5 * 40
    assert whole.count("x" * 400) == 1
    for words in ("第1段", "第60段", "样项二", "样引文", "末段完。"):
        assert words in whole, words
    width, height = A4_PT
    for number, page in enumerate(printed, 1):
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        shown = [box for box in boxes if box[2] > box[0]]
        assert min(box[0] for box in shown) >= MARGIN_PT, number
        assert max(box[2] for box in shown) <= width - MARGIN_PT, number
        assert min(box[1] for box in shown) >= MARGIN_PT / 2, number
        assert max(box[3] for box in shown) <= height - MARGIN_PT, number


def test_paragraphs_are_numbered_through(browser: Browser, sheet: Path) -> None:
    """Each has a number of its own, in the margin, on screens too; nothing is wider than the page."""
    page = browser.new_page(viewport=DESK)
    page.goto(sheet.as_uri())
    selector = ".entry .n, .body > p, .body li, .body blockquote p, .body tr"
    raised = "all => all.map(one => getComputedStyle(one).counterIncrement)"
    assert set(page.locator(selector).evaluate_all(raised)) == {"n 1"}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a preview with what is not approved."""
    folder = tmp_path_factory.mktemp("preview")
    golden = ROOT / "tests" / "golden" / "reviewed"
    build(Folders.of(golden, folder / "site", folder / "cache"), Options(drafts=True))
    return folder / "site"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["390", "1440"])
def test_a_watermark_is_seen_and_takes_no_contrast(
    browser: Browser, preview: Path, viewport: ViewportSize, scheme: Any
) -> None:
    """Its words stand in the window, the page is no wider for it, nothing under it is hard to read."""
    for path in ("exhibits/changed.html", "en/stories/draft.html", "index.html", "timeline/index.html"):
        page = browser.new_page(viewport=viewport, color_scheme=scheme)
        assert opened(page, (preview / path).as_uri()) == [], path
        marks = page.locator(".watermark span")
        if marks.count():
            box = marks.bounding_box()
            assert box is not None
            assert box["x"] >= 0 and box["x"] + box["width"] <= viewport["width"], path
            assert box["y"] + box["height"] <= viewport["height"] + 1, path
        else:
            assert page.locator(".unapproved:visible").count(), path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert Axe().run(page).response["violations"] == [], path
        page.close()


def test_a_watermark_is_on_every_printed_page(browser: Browser, preview: Path, tmp_path: Path) -> None:
    """Its words are on paper too, once large behind the text and once at the head."""
    page = browser.new_page()
    page.goto((preview / "stories" / "draft.html").as_uri())
    page.pdf(path=tmp_path / "draft.pdf", prefer_css_page_size=True)
    page.close()
    document = pypdfium2.PdfDocument(tmp_path / "draft.pdf")
    assert all(text.count("仅供内部") >= 2 for text in texts(document))
    document.close()
