"""`python -m tests.browser.editors_guide [FOLDER]`: the pictures of docs/editors.zh-CN.md, made by going its way.

A folder of samples is imported, asked about, written, edited at the desk, checked
and built; what the terminal says and what the browser shows is photographed. The
people in it are plainly samples.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import openpyxl
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import launched
from tests.conftest import ROOT
from tests.office_files import docx, paragraph, picture

PICTURES = ROOT / "docs" / "editors"
MOST_BYTES = 60_000
QUALITIES = (82, 72, 62, 52, 42)
SECONDS = 60
COMMAND = (sys.executable, "-m", "jiangxin")

PEOPLE = (
    ("示例单位人员名单",),
    ("序号", "姓名", "单位", "工种", "出生年月", "荣誉", "师傅", "简介", "照片", "备注"),
    (
        1,
        "张甲",
        "示例电子厂",
        "钳工",
        "1980年5月",
        "示例工匠；示例能手",
        "",
        "示例简介：在示例车间做了二十年。",
        "甲.jpg",
    ),
    (
        2,
        "李乙",
        "示例电子厂",
        "电工",
        "1992年3月",
        "示例能手",
        "张甲",
        "示例简介：跟张甲学会了看图纸。",
        "乙.jpg",
        "电话未核",
    ),
)
MISTAKES = (  # in the file of a person: a line as it is, and as an editor in a hurry leaves it
    ("trade: 钳工", "trade：钳工"),
    ("born: 1992年3月", "born: 去年三月"),
)
WINDOW = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #f4f2ec; }
main { margin: 16px; border-radius: 8px; overflow: hidden; background: #1d2126; box-shadow: 0 2px 10px #0004; }
header { padding: 7px 12px; background: #2c3138; color: #aab2bb; font: 12px sans-serif; }
pre { margin: 0; padding: 12px 16px 16px; color: #e4e6e8; font: 14px/1.55 "Noto Sans Mono CJK SC", monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; }
b { color: #fff; } i { color: #f0a35e; font-style: normal; }
</style><main><header>%s</header><pre>%s</pre></main>"""


def materials(folder: Path) -> None:
    """Write what an office would hand in: a list of people, a story, photographs of a telephone."""
    folder.mkdir()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "人物"
    for row in PEOPLE:
        sheet.append(list(row))
    book.save(folder / "人物名单.xlsx")
    story = paragraph("一篇示例故事", "1") + paragraph("示例车间里，张甲带着李乙，一步一步看图纸。")
    story += picture(1) + paragraph("▲ 示例车间（某某 摄）") + paragraph("小标题", "2") + paragraph("故事还没有写完。")
    (folder / "一线故事.docx").write_bytes(docx(story, [workpiece(7)]))
    for number, name in enumerate(("甲.jpg", "乙.jpg"), 3):
        (folder / name).write_bytes(workpiece(number))


def workpiece(number: int) -> bytes:
    """Give a picture in place of a photograph: a gear on a bench, another one for each number."""
    wide, high = 1280, 960
    image = Image.linear_gradient("L").resize((wide, high)).convert("RGB")
    image = Image.blend(image, Image.new("RGB", (wide, high), (214 - 9 * number, 196, 168 + 6 * number)), 0.72)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 700, wide, high), fill=(92, 74, 58))
    middle, teeth = (640, 430), 12 + number
    for tooth in range(teeth):
        turn = 360 * tooth / teeth
        draw.pieslice((300, 90, 980, 770), turn, turn + 180 / teeth, fill=(70, 78, 88))
    for radius, shade in ((285, (70, 78, 88)), (210, (96, 106, 118)), (80, (60, 66, 74)), (46, (200, 190, 172))):
        box = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
        draw.ellipse(box, fill=shade)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


class Way:
    """The way of the guide: an exhibition that grows, and the pictures taken on the way."""

    def __init__(self, root: Path, pictures: Path, browser: Browser) -> None:
        self.root = root / "my-exhibition"
        self.pictures = pictures
        self.browser = browser
        self.root.mkdir()
        self.run("new-exhibition", ".")
        materials(self.root / "资料")

    def run(self, *words: str) -> str:
        """Run a command of the program in the exhibition's folder; give all that it says."""
        command = [*COMMAND, *words, "--lang", "zh-Hans"]
        done = subprocess.run(  # noqa: S603 (our own words)
            command, cwd=self.root, capture_output=True, text=True, timeout=SECONDS * 5, check=False
        )
        said = (done.stderr + done.stdout).replace(f"{self.root}/", "").rstrip()
        return re.sub(r"\d+\.\d (?=秒|s\b)", "0.3 ", said)  # which alone differs from one day to the next

    def terminal(self, name: str, command: str, said: str, lines: int = 40) -> None:
        """Photograph a terminal in which a command was run; of what it said, so many lines."""
        self.window(name, "终端", f"$ {command}", said, lines)

    def window(self, name: str, title: str, first: str, said: str, lines: int) -> None:
        """Photograph a window of words: its title, a line that stands out, and so many of the others."""
        shown = said.split("\n")
        cut = [*shown[:lines], *(["……"] if len(shown) > lines else [])]
        marked = (re.sub(r"^(\s*)([✗!?·])", r"\1<i>\2</i>", escape(line, quote=False)) for line in cut)
        page = self.browser.new_page(viewport={"width": 860, "height": 200}, device_scale_factor=2)
        page.set_content(WINDOW % (escape(title), "\n".join([f"<b>{escape(first)}</b>", *marked])))
        self.keep(name, page.screenshot(full_page=True))
        page.close()

    def keep(self, name: str, png: bytes) -> None:
        """Write a picture as small as its letters allow."""
        with Image.open(io.BytesIO(png)) as image:
            made = next((data for data in forms_of(image.convert("RGB")) if len(data) <= MOST_BYTES), None)
        if made is None:
            raise ValueError(f"{name} takes more than {MOST_BYTES} bytes")
        (self.pictures / f"{name}.webp").write_bytes(made)

    def imported(self) -> None:
        """Plan, be asked, answer, write."""
        self.terminal("plan", "jiangxin import 资料", self.run("import", "资料"), 24)
        self.run("import", "资料", "--ask")
        (asked,) = (path for path in (self.root / "imports").glob("*.yaml") if "answers:" in path.read_text("utf-8"))
        first, said = asked.read_text("utf-8").split("\n", 1)
        self.window("questions", f"imports/{asked.name}", first, said, 40)
        answered = re.sub(r"^(\s+示例[^:\n]*):.*$", r"\1: new", asked.read_text("utf-8"), flags=re.M)
        asked.write_text(answered, encoding="utf-8")
        self.terminal(
            "applied", "jiangxin import 资料 --apply", "\n".join(self.run("import", "资料", "--apply").split("\n")[-9:])
        )

    def checked(self) -> None:
        """Make two mistakes, be told of them, and mend them."""
        files = [self.root / "content" / "craftsmen" / name for name in ("zhang-jia.md", "li-yi.md")]
        texts = [path.read_text("utf-8") for path in files]
        for path, text, (right, wrong) in zip(files, texts, MISTAKES, strict=True):
            assert right in text, text
            path.write_text(text.replace(right, wrong), encoding="utf-8")
        told = self.run("check").split("\n")
        self.terminal("check", "jiangxin check", "\n".join(told), 16)
        for path, text in zip(files, texts, strict=True):
            path.write_text(text, encoding="utf-8")

    def edited(self) -> None:
        """Work at the desk: the list, a person beside the real page, a picture, a relation, a problem."""
        with self.desk() as page:
            self.keep("desk", page.screenshot())
            page.get_by_role("combobox", name="类别").select_option("studio")
            page.get_by_label("名称或标题").fill("示例工作室")
            page.get_by_role("button", name="新建", exact=True).click()
            page.wait_for_url("**/entry/studio/*")
            page.goto(f"{page.url.partition('/_desk/')[0]}/_desk/entry/craftsman/zhang-jia")
            field(page, "summary").fill("示例钳工，带出了示例徒弟李乙。")
            expect(page.frame_locator("[data-seen]").get_by_text("带出了示例徒弟").first).to_be_visible()
            page.evaluate("scrollTo(0, 0)")
            self.keep("desk-person", page.screenshot())
            section(page, "[data-pictures]")
            self.keep("desk-picture", page.locator("[data-pictures]").first.screenshot())
            box = section(page, "[data-name=studio]").locator("[role=combobox]")
            box.fill("shili")
            expect(page.locator("[data-name=studio] [role=option]").first).to_be_visible()
            self.keep("desk-relation", around(page, page.locator("[data-name=studio]").first, 240))
            box.fill("")
            born = section(page, "[data-name=born]").locator("input").first
            born.fill("去年春天")
            expect(page.locator("[data-state]")).to_contain_text("要改")
            self.keep("desk-problem", around(page, page.locator("[data-name=born]").first, 120))
            born.fill("1980-05")
            expect(page.locator("[data-state]")).to_have_text("已保存")

    @contextmanager
    def desk(self) -> Iterator[Page]:
        """Open the desk as `jiangxin edit` does."""
        quiet = os.environ | {"BROWSER": "true", "PYTHONUNBUFFERED": "1"}
        command = [*COMMAND, "edit", "--lang", "zh-Hans", "--port", "0"]
        with subprocess.Popen(  # noqa: S603 (our own words)
            command, cwd=self.root, env=quiet, stdout=subprocess.PIPE, text=True
        ) as desk:
            ended = threading.Timer(SECONDS * 3, desk.kill)
            ended.start()
            assert desk.stdout is not None
            address = next(found[0] for line in desk.stdout if (found := re.search(r"http\S+key=\S+", line)))
            threading.Thread(target=desk.stdout.read, daemon=True).start()  # that it may go on talking
            page = self.browser.new_page(viewport={"width": 1280, "height": 800}, device_scale_factor=2)
            page.goto(address)
            try:
                yield page
            finally:
                page.close()
                desk.kill()
                ended.cancel()

    def proved(self) -> None:
        """Make proof sheets, and look at the lower part of one: it begins where 李乙 names 张甲."""
        self.run("proof")
        texts = {path: path.read_text("utf-8") for path in sorted((self.root / "proofs").rglob("*.html"))}
        sheet = next(path for path, text in texts.items() if "craftsman/zhang-jia" in text)
        page = self.browser.new_page(viewport={"width": 900, "height": 620}, device_scale_factor=2)
        page.goto(sheet.as_uri())
        page.get_by_text("craftsman/zhang-jia").first.evaluate("each => each.scrollIntoView()")
        page.evaluate("scrollBy(0, -30)")
        self.keep("proof", page.screenshot())
        page.close()

    def published(self) -> None:
        """Build, and look at the person's page and at what is handed over."""
        self.terminal("built", "jiangxin build", self.run("build"), 14)
        page = self.browser.new_page(viewport={"width": 1280, "height": 860}, device_scale_factor=2)
        page.goto((self.root / "site" / "craftsmen" / "zhang-jia.html").as_uri())
        page.wait_for_load_state("networkidle")
        self.keep("page", page.screenshot())
        page.close()


def forms_of(image: Image.Image) -> Iterator[bytes]:
    """Give a picture as WebP, the best first: letters of few colours as they are, all else as a photograph."""
    buffer = io.BytesIO()
    image.quantize(96).convert("RGB").save(buffer, "WEBP", method=6, lossless=True)
    yield buffer.getvalue()
    for quality in QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", method=6, quality=quality)
        yield buffer.getvalue()


def field(page: Page, name: str) -> Locator:
    """Give what is typed into, of a field."""
    return page.locator(f"[data-name='{name}'] :is(input:not([type=checkbox]), textarea, select)").first


def section(page: Page, selector: str) -> Locator:
    """Unfold what a field lies in, bring it into view, and give it."""
    page.evaluate("document.querySelectorAll('details.section').forEach(each => { each.open = true })")
    found = page.locator(selector).first
    found.scroll_into_view_if_needed()
    return found


def around(page: Page, what: Locator, below: int) -> bytes:
    """Photograph a part of the page with so many pixels below it."""
    what.evaluate("each => each.scrollIntoView({ block: 'center' })")
    box = what.bounding_box()
    assert box is not None
    area = {"x": max(0, box["x"] - 16), "y": max(0, box["y"] - 24), "width": box["width"] + 32}
    return page.screenshot(clip={**area, "height": box["height"] + 24 + below})  # type: ignore[arg-type]


def main() -> None:
    """Go the way, and write the pictures."""
    pictures = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, launched() as browser:
        way = Way(Path(made), pictures, browser)
        way.imported()
        way.edited()
        way.checked()
        way.proved()
        way.published()


if __name__ == "__main__":
    main()
