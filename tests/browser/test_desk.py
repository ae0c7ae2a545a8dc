"""The desk as editors use it: typing, dropping, linking, going back; beside other editors and hostile pages."""

from __future__ import annotations

import base64
import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, Page, Request, Response, Route, ViewportSize, expect

from jiangxin.editing.desk import Desk
from jiangxin.editing.sheet import Sheet
from jiangxin.editing.sources import class_of
from jiangxin.importing.holdings import digest_of
from jiangxin.model.kinds import KINDS
from jiangxin.model.schema import Flag, specs_of
from tests.browser.conftest import opened, soon
from tests.conftest import ROOT
from tests.editing_desk import PERSON, Running, begun, running

PHONE: ViewportSize = {"width": 390, "height": 844}
TABLET: ViewportSize = {"width": 1024, "height": 800}
DESK: ViewportSize = {"width": 1440, "height": 900}
PATIENCE_MS = 30_000
SAVED = "已保存"
JIA = "craftsmen/yang-jia.md"
AFTER_PAUSE_MS = 1500  # longer than the desk waits after a letter before it saves
TYPING = "(field, words) => { field.value = words; field.dispatchEvent(new Event('input', { bubbles: true })) }"

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run a desk with the pages of a small exhibition."""
    with running(begun(tmp_path_factory.mktemp("desk")), pages=True) as started:
        yield started


@pytest.fixture
def page(browser: Browser, desk: Running) -> Iterator[Page]:
    """Open the desk; the files are as they were at the start, the console stays silent, and no other host is asked."""
    (desk.content / JIA).write_text(PERSON, encoding="utf-8")
    desk.settle()
    with inside(browser, desk) as (page, said):
        yield page
        own = (f"request: http://localhost:{desk.port}/", "request: ws://localhost")
        cut_off = ("/save/", "/form/", "ERR_FAILED")  # by a test
        assert [each for each in said if not each.startswith(own) and not any(word in each for word in cut_off)] == []


@contextmanager
def inside(
    browser: Browser, desk: Running, viewport: ViewportSize = DESK, **options: object
) -> Iterator[tuple[Page, list[str]]]:
    """Open the desk in a browser of its own; give its page and what its console said."""
    context = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    address = desk.opened_again[-1] if desk.opened_again else desk.address
    said = opened(page, address)
    assert page.url == f"{desk.origin}/_desk/"
    yield page, said
    context.close()


def see(page: Page, desk: Running, ref: str = "craftsman/yang-jia") -> None:
    """Open the page of an entry."""
    page.goto(f"{desk.origin}/_desk/entry/{ref}")


def field(page: Page, name: str) -> Locator:
    """Give what is typed into, of a field."""
    return page.locator(f"[data-name='{name}'] :is(input:not([type=checkbox]), textarea, select)").first


def state(page: Page) -> Locator:
    """Give the line that tells whether all is saved."""
    return page.locator("[data-state]")


def picture(name: str, size: tuple[int, int] = (640, 480)) -> FilePayload:
    """Give a picture file as a browser hands it over."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(file, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


def drop(page: Page, target: str, *files: FilePayload) -> None:
    """Drop files as a hand does."""
    given = [{"name": each["name"], "data": base64.b64encode(each["buffer"]).decode()} for each in files]
    held = page.evaluate_handle(
        """files => {
          const held = new DataTransfer()
          for (const file of files) {
            const bytes = Uint8Array.from(atob(file.data), each => each.charCodeAt(0))
            held.items.add(new File([bytes], file.name, { type: 'image/jpeg' }))
          }
          return held
        }""",
        given,
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event(target, event, {"dataTransfer": held})


def test_a_person_from_the_name_to_the_page(page: Page, desk: Running) -> None:
    """Begin a person, say a sentence, drop and choose pictures, link a studio by pinyin, see the real page, go back."""
    page.get_by_role("combobox", name="类别").select_option("craftsman")
    page.get_by_label("名称或标题").fill("样例丁")
    page.get_by_role("button", name="新建", exact=True).click()
    page.wait_for_url("**/entry/craftsman/*")
    ref = page.url.rpartition("/entry/")[2]
    file = f"craftsmen/{ref.partition('/')[2]}.md"
    field(page, "summary").fill("一句样例的介绍")
    expect(state(page)).to_have_text(SAVED)
    seen = page.frame_locator("[data-seen]")
    expect(seen.get_by_text("一句样例的介绍").first).to_be_visible()

    drop(page, "[data-drop]", picture("一.jpg"))
    expect(page.locator("[data-pictures] [data-item]")).to_have_count(1)
    expect(state(page)).to_contain_text("还没有保存")
    page.locator("[data-name=alt] :is(input:not([type=checkbox]), textarea)").nth(0).fill("一片灰")
    expect(state(page)).to_have_text(SAVED)
    page.locator("input[type=file]").set_input_files([picture("二.jpg", (480, 640))])
    expect(page.locator("[data-pictures] [data-item]")).to_have_count(2)
    page.locator("[data-name=alt] :is(input:not([type=checkbox]), textarea)").nth(1).fill("又一片灰")
    expect(state(page)).to_have_text(SAVED)
    assert "alt: 一片灰" in desk.text_of(file)
    expect(seen.get_by_role("img", name="一片灰").first).to_be_visible()

    relation = page.locator("[data-name=studio] [role=combobox]")
    relation.fill("yangligongzuoshi")
    option = page.locator("[data-name=studio] [role=option]")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(option).to_contain_text("样例工作室")
    assert relation.get_attribute("aria-activedescendant") == option.get_attribute("id")
    relation.press("Enter")
    expect(page.locator("[data-name=studio] [data-chip]")).to_contain_text("样例工作室")
    expect(state(page)).to_have_text(SAVED)
    assert "studio: yangli-gongzuoshi" in desk.text_of(file)
    expect(seen.get_by_role("link", name="样例工作室").first).to_be_visible()

    page.locator("[data-undo]").click()
    expect(page.locator("[data-name=studio] [data-chip]")).to_have_count(0)
    assert "studio" not in desk.text_of(file)
    page.locator("[data-redo]").click()
    expect(page.locator("[data-name=studio] [data-chip]")).to_have_count(1)
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    expect(page.locator("[data-name=studio] [data-chip]")).to_have_count(0)


def test_typing_is_saved_and_nothing_moves(page: Page, desk: Running) -> None:
    """Many quick keys are one save or two; the caret and the words stay where they are while it is saved."""
    see(page, desk)
    saves: list[str] = []

    def on_request(request: Request) -> None:
        if "/save/" in request.url:
            saves.append(request.url)

    page.on("request", on_request)
    box = field(page, "summary")
    box.click()
    box.press("Home")
    for key in "一二三四五六七八":
        page.keyboard.insert_text(key)
        page.wait_for_timeout(20)
    caret = "document.activeElement.id + ':' + document.activeElement.selectionStart"
    before = page.evaluate(caret)
    expect(state(page)).to_have_text(SAVED)
    assert page.evaluate(caret) == before
    assert before.endswith(":8")
    assert 1 <= len(saves) <= 2
    assert desk.text_of(JIA) == PERSON.replace("一句介绍", "一二三四五六七八一句介绍")
    page.keyboard.insert_text("九")
    page.keyboard.press("Control+z")
    expect(state(page)).to_have_text(SAVED)
    assert box.input_value() == "一二三四五六七八一句介绍", "in a text the browser goes back by itself"


def test_looking_writes_nothing(page: Page, desk: Running) -> None:
    """Opening an entry, its folds and its list, and leaving, leaves every byte."""
    before = {path: path.read_bytes() for path in desk.content.rglob("*") if path.is_file()}
    see(page, desk)
    for fold in page.locator("details.section > summary").all():
        fold.click()
    field(page, "summary").focus()
    page.keyboard.press("Tab")
    page.wait_for_timeout(1200)
    page.goto(f"{desk.origin}/_desk/")
    assert {path: path.read_bytes() for path in desk.content.rglob("*") if path.is_file()} == before


READ = """async () => {
  const { plain, readForm } = await import('/_desk/assets/reading.js')
  const form = readForm(document.querySelector('[data-form]'))
  const said = Object.entries(form).map(([name, node]) => [name, plain(node)])
  return Object.fromEntries(said.filter(([, value]) => value !== undefined))
}"""


def test_a_form_says_what_the_file_says(browser: Browser, tmp_path: Path) -> None:
    """Of every kind, the fullest entry: what its form reads, unknown fields and lists in lists too, is the file's."""
    shutil.copytree(ROOT / "tests" / "golden" / "full" / "content", tmp_path / "content")
    with running(begun(tmp_path, {})) as desk, inside(browser, desk) as (page, _):
        editing = Desk(desk.folders)
        fullest: dict[str, Sheet] = {}
        for each in editing.entries():
            sheet = editing.open(each.ref)
            if each.kind not in fullest or len(repr(sheet.fields)) > len(repr(fullest[each.kind].fields)):
                fullest[each.kind] = sheet
        assert len(fullest) > len(KINDS) / 2
        for sheet in fullest.values():
            see(page, desk, str(sheet.ref))
            read = page.evaluate(READ)
            body = {"body": sheet.body} if sheet.body else {}
            texts = body | {f"body_{lang}": text for lang, text in sheet.bodies.items()}
            assert {name: read.pop(name, None) for name in texts} == texts
            specs = specs_of(class_of(sheet.ref.kind))
            shapes = {name: specs[name].shape if name in specs else None for name in sheet.fields}
            said = {name: value for name, value in sheet.fields.items() if value != "false" or shapes[name] != Flag()}
            assert {name: digest_of(read[name], shapes[name]) for name in said} == {
                name: digest_of(value, shapes[name]) for name, value in said.items()
            }
            assert read.keys() == said.keys()


def test_an_entry_that_needs_more_than_a_name(page: Page, desk: Running) -> None:
    """A hall is written once its kind is chosen too; until then the form holds it, and says what is missing."""
    page.get_by_role("combobox", name="类别").select_option("hall")
    page.get_by_label("名称或标题").fill("样例馆")
    page.get_by_role("button", name="新建", exact=True).click()
    page.wait_for_url("**/entry/hall/*")
    expect(state(page)).to_contain_text("要改")
    expect(field(page, "title")).to_have_value("样例馆")
    assert field(page, "kind").get_attribute("aria-invalid") == "true"
    assert not list(desk.content.glob("halls/*"))
    field(page, "kind").select_option("room")
    expect(state(page)).to_have_text(SAVED)
    (written,) = desk.content.glob("halls/*.md")
    assert "title: 样例馆" in written.read_text("utf-8")


def test_a_problem_stands_beside_its_field(page: Page, desk: Running) -> None:
    """What cannot be saved is told at the field, by name to a reader; the words stay, also in this tab's memory."""
    see(page, desk)
    page.locator("details.section > summary", has_text="其他资料").click()
    box = field(page, "born")
    box.fill("去年春天")
    expect(state(page)).to_contain_text("有 1 处要改")
    assert box.get_attribute("aria-invalid") == "true"
    told = page.locator(f"#{(box.get_attribute('aria-describedby') or '').split()[-1]}")
    expect(told).to_contain_text("要改")
    assert desk.text_of(JIA) == PERSON
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/_desk/form/**", lambda route: route.abort(), times=1)
    page.reload()
    expect(state(page)).to_contain_text("编辑台停了")
    page.reload()
    expect(field(page, "born")).to_have_value("去年春天")
    expect(state(page)).to_contain_text("有 1 处要改")
    field(page, "born").fill("1990")
    expect(state(page)).to_have_text(SAVED)
    assert "1990" in desk.text_of(JIA)
    expect(page.locator("[aria-invalid]")).to_have_count(0)


def test_leaving_with_something_unsaved_is_asked_about(page: Page, desk: Running) -> None:
    """A tab that holds what is not in the file asks before it goes."""
    see(page, desk)
    asked = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert page.evaluate(asked) is False
    field(page, "name").fill("")
    expect(state(page)).to_contain_text("要改")
    assert page.evaluate(asked) is True
    field(page, "name").fill("样例甲")
    expect(state(page)).to_have_text(SAVED)
    assert page.evaluate(asked) is False


def test_a_lost_update_is_refused_and_resolved(page: Page, desk: Running) -> None:
    """A file that somebody changed meanwhile is not overwritten: both versions are shown, and the editor chooses."""
    see(page, desk)
    outside = PERSON.replace("一句介绍", "别处写的").replace("正文一段。", "别处的正文。")
    (desk.content / JIA).write_text(outside, encoding="utf-8")
    field(page, "summary").fill("我写的")
    dialog = page.get_by_role("dialog", name="文件在别处改过了")
    expect(dialog).to_be_visible()
    assert desk.text_of(JIA) == outside
    row = dialog.locator("tr", has_text="提要")
    expect(row).to_contain_text("别处写的")
    expect(row).to_contain_text("我写的")
    expect(dialog.locator("tr", has_text="正文")).to_contain_text("别处的正文。")
    dialog.get_by_role("button", name="两边都改的，用我写的").click()
    expect(state(page)).to_have_text(SAVED)
    assert desk.text_of(JIA) == outside.replace("别处写的", "我写的")
    expect(field(page, "body")).to_have_value("别处的正文。")

    (desk.content / JIA).write_text(outside, encoding="utf-8")
    field(page, "summary").fill("我又写的")
    page.get_by_role("button", name="用文件里的").click()
    expect(field(page, "summary")).to_have_value("别处写的")
    expect(state(page)).to_have_text(SAVED)
    assert desk.text_of(JIA) == outside


def test_a_lost_update_is_asked_about_once(page: Page, desk: Running) -> None:
    """The question takes the focus out of the form: that saves nothing, nor does leaving a field before the answer."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/_desk/save/" in request.url else None)
    see(page, desk)
    (desk.content / JIA).write_text(PERSON.replace("一句介绍", "别处写的"), encoding="utf-8")
    field(page, "summary").fill("我写的")
    dialog = page.get_by_role("dialog", name="文件在别处改过了")
    expect(dialog).to_be_visible()
    page.keyboard.press("Control+s")
    page.wait_for_timeout(AFTER_PAUSE_MS)
    assert len(asked) == 1
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(state(page)).to_contain_text("等您选择")
    field(page, "summary").press("End")
    field(page, "summary").press("Tab")
    page.wait_for_timeout(AFTER_PAUSE_MS)
    assert len(asked) == 1
    expect(dialog).to_be_hidden()

    page.get_by_role("button", name="去选择").click()
    dialog.get_by_role("button", name="两边都改的，用我写的").click()
    expect(state(page)).to_have_text(SAVED)
    assert len(asked) == 3
    assert desk.text_of(JIA) == PERSON.replace("一句介绍", "我写的")


def test_what_is_typed_while_the_desk_answers_is_kept(page: Page, desk: Running) -> None:
    """An editor types on while a lost update is told, while its form is drawn, and while a step is undone."""

    def typed_before(answer: str, name: str, words: str) -> None:
        def handle(route: Route) -> None:
            given = route.fetch()
            field(page, name).evaluate(TYPING, words)
            route.fulfill(response=given)

        page.route(f"**/_desk/{answer}", handle, times=1)

    see(page, desk)
    (desk.content / JIA).write_text(PERSON.replace("正文一段。", "别处的正文。"), encoding="utf-8")
    typed_before("save/**", "trade", "样例工")
    field(page, "summary").fill("我写的")
    dialog = page.get_by_role("dialog", name="文件在别处改过了")
    expect(dialog).to_contain_text("样例工")
    typed_before("form/**", "place", "样例市")
    dialog.get_by_role("button", name="合在一起").click()
    expect(state(page)).to_have_text(SAVED)
    assert [each for each in ("我写的", "别处的正文。", "样例工", "样例市") if each not in desk.text_of(JIA)] == []

    typed_before("undo", "position", "样例员")
    page.get_by_role("button", name="撤销").click()
    expect(field(page, "position")).to_have_value("样例员")
    expect(state(page)).to_have_text(SAVED)
    assert "样例员" in desk.text_of(JIA)
    assert [each for each in ("我写的", "样例工", "样例市") if each in desk.text_of(JIA)] == []


def test_a_desk_that_stopped_is_told_and_tried_again(page: Page, desk: Running) -> None:
    """Without an answer the words stay and the state says so; once there is one, they are saved."""
    see(page, desk)
    page.route("**/_desk/save/**", lambda route: route.abort())
    field(page, "summary").fill("断了线")
    expect(state(page)).to_contain_text("编辑台停了")
    assert desk.text_of(JIA) == PERSON
    page.unroute("**/_desk/save/**")
    expect(state(page)).to_have_text(SAVED)
    assert "断了线" in desk.text_of(JIA)


def test_the_focus_is_set_by_a_click_and_by_keys(page: Page, desk: Running) -> None:
    """A click on the picture says where it matters, arrows move it, the file says the same; items move."""
    for name in ("eins.jpg", "zwei.jpg"):
        (desk.content / "craftsmen" / name).write_bytes(picture(name)["buffer"])
    images = "images:\n  - {file: eins.jpg, alt: 其一}\n  - {file: zwei.jpg, alt: 其二} # 留着\n"
    (desk.content / JIA).write_text(PERSON.replace("studio:", f"{images}studio:"), encoding="utf-8")
    see(page, desk)
    first = page.locator("[data-pictures] [data-item]").first
    point = first.locator("[data-point]")
    expect(point.locator("img")).to_have_js_property("complete", True)
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
    expect(state(page)).to_have_text(SAVED)
    first.locator("[data-aim]").press("Shift+ArrowRight")
    first.locator("[data-aim]").press("ArrowUp")
    expect(state(page)).to_have_text(SAVED)
    assert '{file: eins.jpg, alt: 其一, focus: "35% 74%"}' in desk.text_of(JIA)
    assert "# 留着" in desk.text_of(JIA)
    first.get_by_role("button", name="下移").click()
    expect(state(page)).to_have_text(SAVED)
    text = desk.text_of(JIA)
    assert text.index("zwei.jpg") < text.index("eins.jpg")


def test_the_marks_of_the_text(page: Page, desk: Running) -> None:
    """Buttons write Markdown around what is chosen; a link is found by name; the browser's undo takes it back."""
    see(page, desk)
    box = field(page, "body")
    box.click()
    box.press("Control+a")
    page.locator("[data-mark=bold]").first.click()
    expect(box).to_have_value("**正文一段。**")
    box.press("Control+z")
    expect(box).to_have_value("正文一段。")
    box.press("Control+a")
    page.locator("[data-mark=link]").first.click()
    dialog = page.get_by_role("dialog", name="链接")
    dialog.get_by_role("combobox").fill("样例乙")
    expect(dialog.get_by_role("option", selected=True)).to_contain_text("样例乙")
    dialog.get_by_role("combobox").press("Enter")
    expect(box).to_have_value("[正文一段。](craftsman/yang-yi)")
    expect(state(page)).to_have_text(SAVED)
    assert "[正文一段。](craftsman/yang-yi)" in desk.text_of(JIA)
    expect(page.frame_locator("[data-seen]").get_by_role("link", name="正文一段。")).to_be_visible()


def test_the_page_beside_keeps_its_place(page: Page, desk: Running) -> None:
    """After a save the real page is new and scrolled as far as it was."""
    see(page, desk)
    frame = page.frame_locator("[data-seen]")
    expect(frame.locator("h1")).to_be_visible()
    inner = frame.locator("html")
    inner.evaluate("() => scrollTo({top: 300, behavior: 'instant'})")
    page.wait_for_timeout(300)
    place = inner.evaluate("() => scrollY")
    assert place > 100
    field(page, "summary").fill("新的一句")
    expect(frame.get_by_text("新的一句").first).to_be_visible()
    desk.settle()
    assert soon(page, lambda: abs(inner.evaluate("() => scrollY") - place) < 60)


def test_an_entry_goes_and_comes_back(page: Page, desk: Running) -> None:
    """Deleting is asked about, leads to the list, and is undone from there."""
    see(page, desk, "craftsman/yang-yi")
    page.get_by_role("button", name="删除这个条目").click()
    page.get_by_role("dialog").get_by_role("button", name="删除这个条目").click()
    page.wait_for_url("**/_desk/")
    expect(state(page)).to_contain_text("删除了")
    assert not (desk.content / "craftsmen" / "yang-yi.md").exists()
    page.locator("[data-undo]").click()
    page.wait_for_url("**/entry/craftsman/yang-yi")
    assert (desk.content / "craftsmen" / "yang-yi.md").exists()


def test_the_list_finds_by_name_and_pinyin(page: Page, desk: Running) -> None:
    """What is typed narrows the list at once, and the address says it."""
    page.get_by_label("查找").fill("yangliyi")
    expect(page.locator(".row")).to_have_count(1)
    expect(page.locator(".row")).to_contain_text("样例乙")
    assert "q=yangliyi" in page.url
    page.get_by_label("查找").press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entry/craftsman/yang-yi")


HOSTILE = """<!doctype html><meta charset=utf-8><body><script>
const desk = 'http://127.0.0.1:%(port)d', done = []
const tries = [
  () => fetch(desk + '/_desk/', {credentials: 'include'}),
  () => fetch(desk + '/_desk/undo', {method: 'POST', credentials: 'include'}),
  () => fetch(desk + '/_desk/undo', {method: 'POST', credentials: 'include', headers: {'X-Desk-Token': 'x'}}),
  () => fetch(desk + '/_desk/undo', {method: 'POST', credentials: 'include', mode: 'no-cors', body: '{}'}),
  () => fetch(desk + '/_desk/remove/craftsman/yang-yi', {method: 'POST', credentials: 'include', mode: 'no-cors'}),
]
for (const action of ['undo', 'remove/craftsman/yang-yi', 'new', 'save/craftsman/yang-jia']) {
  for (const enctype of ['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded']) {
    tries.push(() => new Promise(done => {
      const form = document.createElement('form'), frame = document.createElement('iframe')
      frame.name = action + enctype     // one for each form: a second one would stop the first
      Object.assign(form, {action: desk + '/_desk/' + action, method: 'post', enctype, target: frame.name})
      form.innerHTML = '<input name=\\'{"kind":"craftsman","title":"x","a":"\\' value=\\'"}\\'>'
      document.body.append(form, frame)
      frame.onload = () => done()
      form.submit()
      setTimeout(done, 3000)
    }))
  }
}
;(async () => {
  for (const attempt of tries) {
    try { const answer = await attempt(); done.push(answer ? answer.type + answer.status : 'sent') }
    catch (error) { done.push('failed') }
  }
  window.done = done
})()
</script>"""


@contextmanager
def elsewhere(port: int) -> Iterator[str]:
    """Serve a hostile page of another origin on this machine; give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Give the page."""
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((HOSTILE % {"port": port}).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_of_elsewhere_moves_nothing(browser: Browser, desk: Running, host: str) -> None:
    """With the cookie in the browser, fetches and forms of another page of this machine are refused."""
    before = {path: path.read_bytes() for path in desk.content.rglob("*") if path.is_file()}
    with inside(browser, desk) as (page, _), elsewhere(desk.port) as address:
        other = page.context.new_page()
        answers: list[int] = []

        def on_response(answer: Response) -> None:
            if "/_desk/" in answer.url:
                answers.append(answer.status)

        other.on("response", on_response)
        other.goto(f"http://{address.replace('127.0.0.1', host)}/")
        other.wait_for_function("window.done")
        told = other.evaluate("window.done")
        assert all(each in ("failed", "sent", "opaque0") for each in told), told
        for _ in range(100):  # forms are sent and not waited for
            if len(answers) >= 12:
                break
            other.wait_for_timeout(50)
        assert len(answers) >= 12
        assert set(answers) <= {403, 405}
        assert {path: path.read_bytes() for path in desk.content.rglob("*") if path.is_file()} == before


def test_the_pages_of_the_exhibition_reach_nothing_of_the_desk(browser: Browser, desk: Running) -> None:
    """A script in a page of the exhibition, framed or open, sees neither the desk's page nor its answers."""
    with inside(browser, desk) as (page, _):
        see(page, desk)
        frame = page.frame_locator("[data-seen]")
        expect(frame.locator("h1")).to_be_visible()
        inner = next(each for each in page.frames if "localhost" in each.url)
        reach = f"""async () => {{
          const seen = []
          try {{ seen.push(parent.document.title) }} catch (error) {{ seen.push('barred') }}
          for (const path of ['', 'undo']) {{
            try {{ seen.push((await fetch('{desk.origin}/_desk/' + path, {{credentials: 'include'}})).status) }}
            catch (error) {{ seen.push('barred') }}
          }}
          try {{ top.location = 'http://localhost/' ; seen.push('moved') }} catch (error) {{ seen.push('barred') }}
          return seen
        }}"""
        assert inner.evaluate(reach) == ["barred"] * 4
        assert page.evaluate("document.querySelector('[data-seen]').contentDocument") is None


@pytest.mark.parametrize("viewport", [PHONE, TABLET, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, desk: Running, viewport: ViewportSize, scheme: str) -> None:
    """No violation on any screen, by day or by night: list, entry, a problem, open folds, a box that finds."""
    with inside(browser, desk, viewport, color_scheme=scheme, bypass_csp=True) as (page, _):
        check(page)
        see(page, desk)
        for fold in page.locator("details > summary").all():
            if fold.is_visible():
                fold.click()
        field(page, "born").fill("去年春天")
        expect(state(page)).to_contain_text("要改")
        combo = page.locator("[data-name=mentors] [role=combobox]")
        combo.fill("样例")
        expect(page.locator("[data-name=mentors] [role=option]").first).to_be_visible()
        check(page)
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
        field(page, "born").fill("")
        expect(state(page)).to_have_text(SAVED)


def check(page: Page) -> None:
    """Let axe look at the desk's own page; the page beside it has tests of its own."""
    page.wait_for_timeout(1000)  # what was hovered cools
    result = Axe().run(page, context={"exclude": [["iframe"]]})
    assert result.violations_count == 0, result.generate_report()


def test_by_keyboard_alone(page: Page, desk: Running) -> None:
    """Skip link, toolbar and list answer keys; each thing that is focused is seen."""
    see(page, desk)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("[data-mark=heading]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-mark=bold]").first).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("[data-mark=picture]").first).to_be_focused()
    page.locator("details.section > summary", has_text="排序与地址").click()
    tags = page.locator("[data-name=tags]")
    for word in ("甲", "乙"):
        tags.locator("[data-add]").focus()
        page.keyboard.press("Enter")
        page.keyboard.insert_text(word)
    expect(state(page)).to_have_text(SAVED)
    tags.locator("[data-up]").nth(1).focus()
    page.keyboard.press("Enter")
    expect(state(page)).to_have_text(SAVED)
    assert "乙" in desk.text_of(JIA)
    assert desk.text_of(JIA).index("乙") < desk.text_of(JIA).index("甲", desk.text_of(JIA).index("tags"))


def test_two_tabs_on_a_phone(browser: Browser, desk: Running) -> None:
    """On a narrow screen the form and the page are two tabs, chosen by arrows too."""
    with inside(browser, desk, PHONE) as (page, _):
        see(page, desk)
        expect(page.locator("#paper")).to_be_visible()
        expect(page.locator("#seen")).to_be_hidden()
        page.get_by_role("tab", name="填写").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name="看网页")).to_be_focused()
        expect(page.locator("#seen")).to_be_visible()
        expect(page.locator("#paper")).to_be_hidden()


def test_without_script_it_says_so(browser: Browser, desk: Running) -> None:
    """Without JavaScript the page says that it needs it, and that the files can be written by hand."""
    with inside(browser, desk, java_script_enabled=False) as (page, _):
        expect(page.locator(".needs")).to_contain_text("JavaScript")
