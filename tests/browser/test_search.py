"""The search as visitors use it, held against the truth: every document that holds what was typed, and no other."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from jiangxin.cache import Cache
from jiangxin.pipeline import Built
from jiangxin.search.documents import Document, document_at, places_of
from jiangxin.search.folding import fold, tokens
from jiangxin.search.readings import Readings
from jiangxin.search.shards import write_head
from jiangxin.search.telling import Teller
from jiangxin.wording import read_wording
from tests.unit.search_reader import stands_in, write_shards

ASSETS = Path(__file__).parents[2] / "themes" / "lutu" / "assets"
INDEX_MAX_BYTES = 150_000
FILE_MAX_BYTES = 8_000
QUERY_MAX_BYTES = 60_000
DRAWN = 200
SHOWN_FIRST = 10
NAMED = (
    *("罗明浩", "明浩", "羅明浩", "luominghao", "lmh", "罗明浩 宁波"),
    *("匠心", "国工", "徒弟与师承", "ABS(LG121)", "匠", "1"),
)
TYPICAL = (
    *("罗明浩", "匠心", "国工", "ABS(LG121)", "lmh", "工匠精神", "宁波市总工会", "匠", "全国劳动模范", "羅明皓焊接"),
    *("师傅带徒弟一起在车间里反复试验新的工艺", "3.2 毫米", "luo", "1", "qqq"),
)
EVERY_HIT = (
    "async written => { const found = await jiangxin.search(written);"
    " do await found.look(); while (found.queue.length); return found.hits.map(hit => hit.i) }"
)


@pytest.fixture(params=["http", "disk"])
def root(request: pytest.FixtureRequest, served: str, demo_site: Path) -> str:
    """Give the site's address: in a sub-path of a server, and on disk."""
    return served if request.param == "http" else f"{demo_site.as_uri()}/"


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Any]:
    """Give a way to open pages, whose console must stay silent."""
    pages: list[tuple[Page, list[str]]] = []

    def begin(address: str, **how: Any) -> Page:
        page = browser.new_context(**{"reduced_motion": "reduce"} | how).new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
        page.goto(address, wait_until="load")
        pages.append((page, said))
        return page

    yield begin
    for page, said in pages:
        assert said == [], page.url
        page.context.close()


class Truth:
    """What is to be found, told from the documents alone."""

    def __init__(self, documents: tuple[Document, ...]) -> None:
        self.documents = documents
        self.said = ["\n".join(map(fold, (document.title, *document.names, *document.lines))) for document in documents]

    def of(self, query: str) -> set[int]:
        """Give the documents that hold each word of a query, or whose names are typed so."""
        words = [fold(word) for word in query.split()]
        typed = re.sub("[ '’]", "", query.lower())
        return {
            number
            for number, document in enumerate(self.documents)
            if all(stands_in(self.said[number], word) for word in words)
            or any(_is_typed(reading, typed) for reading in document.readings)
        }

    def draw(self, count: int) -> list[str]:
        """Draw pieces of texts as they are written, from a word's beginning on."""
        chance = random.Random(7)  # noqa: S311 (a test's choice, the same each time)
        drawn: list[str] = []
        while len(drawn) < count:
            document = chance.choice(self.documents)
            line = chance.choice((document.title, *document.names, *document.lines))
            start = chance.randrange(len(line))
            piece = line[start : start + chance.randint(1, 9)].strip()
            if tokens(fold(piece)) and stands_in(fold(line), fold(piece)):
                drawn.append(piece)
        return drawn


def _is_typed(reading: str, typed: str) -> bool:
    full = reading.replace(" ", "")
    initials = "".join(syllable[0] for syllable in reading.split())
    return (len(typed) > 2 and full.startswith(typed)) or (len(typed) > 1 and typed in (initials, full))


@pytest.fixture(scope="module")
def truths(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Truth]:
    """Give the truth of each language."""
    readings = Readings(Cache(tmp_path_factory.mktemp("cache")).ledger("readings"))
    places = list(places_of(demo.exhibition, demo.site_plan.addresses, readings))
    tellers = {lang: Teller(demo.exhibition, lang, read_wording(lang)) for lang in ("zh-Hans", "en")}
    return {lang: Truth(tuple(document_at(place, teller) for place in places)) for lang, teller in tellers.items()}


def titles(page: Page) -> list[str]:
    """Give the titles that are shown."""
    return page.locator(".found-list h2").all_inner_texts()


def sought(page: Page, written: str) -> list[str]:
    """Type a query and wait until all that is found is shown, for then it is in the address; give the titles."""
    page.locator("input[name=q]").fill(written)
    page.wait_for_function("q => new URL(location.href).searchParams.get('q') === q", arg=written)
    return titles(page)


def told(page: Page, pattern: str) -> str:
    """Wait until the page tells something, and give it."""
    page.wait_for_function(
        "pattern => new RegExp(pattern).test(document.querySelector('.found-status').textContent)", arg=pattern
    )
    return page.locator(".found-status").inner_text()


# --- the truth -----------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "path"), [("zh-Hans", "search.html"), ("en", "en/search.html")])
def test_everything_is_found_and_nothing_else(
    open_page: Any, root: str, truths: dict[str, Truth], lang: str, path: str
) -> None:
    """For named queries and 200 drawn from the texts, recall and precision are 1."""
    truth = truths[lang]
    page = open_page(root + path)
    wrong = {
        query: (sorted(found - expected), sorted(expected - found))
        for query in (*NAMED, *truth.draw(DRAWN))
        if (found := set(page.evaluate(EVERY_HIT, query))) != (expected := truth.of(query))
    }
    assert not wrong


def test_the_named_are_found(open_page: Any, root: str) -> None:
    """A person comes first, by name, part of the name, pinyin, initials and traditional characters."""
    page = open_page(root + "search.html")
    for query in ("罗明浩", "明浩", "luominghao", "LUO MINGHAO", "luó míng hào", "lmh", "羅明浩"):
        assert sought(page, query)[0] == "罗明浩", query
    assert sought(page, "ABS(LG121)") == sought(page, "ａｂｓ（lg121）") != []


def test_an_index_of_many_files_is_found_through_its_tables(
    open_page: Any, demo_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where tables are cut into files, the same is found, in the same order, and a query still needs few of them."""
    monkeypatch.setattr("jiangxin.search.shards.TEXT_BYTES", 4_000)
    documents = tuple(_entry(number) for number in range(900))
    files, head = write_shards(documents, "search/zh-hans/")
    kinds = [(first, kind, kind, kind) for first, kind in head["kinds"]]
    files["search-index.js"] = write_head(head | {"folder": "search/zh-hans/", "kinds": kinds, "example": "jiang"})
    files["search.html"] = (demo_site / "search.html").read_bytes()
    files |= {f"assets/{path.name}": path.read_bytes() for path in (demo_site / "assets").iterdir() if path.is_file()}
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert any("/it" in path for path in files) and any("/ig" in path for path in files)
    page = open_page((tmp_path / "search.html").as_uri())
    truth = Truth(documents)
    for query in ("工匠", "匠", "第80项", "第8", "jiang899", *truth.draw(20)):
        assert set(page.evaluate(EVERY_HIT, query)) == truth.of(query) != set(), query
    first = open_page(f"{page.url}?q=工匠精神")
    told(first, "约 900 条")
    assert titles(first)[0] == "工匠精神"
    assert first.locator("script[src*='search/']").count() < 20


def _entry(number: int) -> Document:
    """Make one of many documents; only the last is called what many names contain."""
    own = "".join(chr(0x3400 + number * each * each % 5987) for each in range(300))
    if number == 899:
        return Document("工匠精神", "a.html", "term", (), ("jiang 899",), (own, "精神"))
    return Document(f"工匠精神第{number}项", "a.html", "story", (), (), (own[:150] + "工匠", own[150:]))


# --- the page -------------------------------------------------------------------------


def test_hits_are_told_marked_and_lead_there(open_page: Any, root: str) -> None:
    """The number is told, the words are marked in an excerpt, the link arrives."""
    page = open_page(root + "search.html?q=罗明浩")
    status = page.locator(".found-status")
    assert re.fullmatch(r"共 \d+ 条", told(page, "条"))
    assert status.get_attribute("role") == "status"
    assert page.locator(".found-list .sum mark").first.inner_text() == "罗明浩"
    assert page.locator(".found-list .kick").first.inner_text() == "人物"
    page.locator(".found-list a").first.click()
    page.wait_for_url("**/craftsmen/luo-minghao.html")
    assert page.locator("h1").inner_text().replace("\u2060", "").startswith("罗明浩")


def test_a_query_is_in_the_address(open_page: Any, root: str) -> None:
    """What is typed can be linked to, with the kind one has narrowed it down to."""
    page = open_page(root + "search.html")
    everything = sought(page, "工匠")
    assert "q=%E5%B7%A5%E5%8C%A0" in page.url
    chip = page.locator(".found-kinds a", has_text="单位")
    count = int(chip.locator("small").inner_text())
    chip.click()
    page.wait_for_function("() => /kind=organisation/.test(location.search)")
    told(page, rf"^共 {count} 条$")
    some = titles(page)
    assert len(some) == min(count, SHOWN_FIRST) and some != everything
    assert page.locator(".found-kinds [aria-current]").inner_text().startswith("单位")
    again = open_page(page.url)
    told(again, rf"^共 {count} 条$")
    again.wait_for_timeout(200)
    assert titles(again) == some and again.locator("input[name=q]").input_value() == "工匠"


def test_more_is_shown_when_asked_for(open_page: Any, root: str, truths: dict[str, Truth]) -> None:
    """The list goes on until everything that was counted is shown."""
    page = open_page(root + "search.html?q=工匠")
    count = len(truths["zh-Hans"].of("工匠"))
    told(page, rf"^共 {count} 条$")
    more = page.locator(".found-more")
    while more.is_visible():
        before = len(titles(page))
        more.click()
        page.wait_for_function("n => document.querySelectorAll('.found-list li').length > n", arg=before)
    assert len(titles(page)) == count


def test_nothing_found_helps_on(open_page: Any, root: str) -> None:
    """What is near is shown under a heading of its own; examples are names of this exhibition that lead somewhere."""
    page = open_page(root + "search.html?q=罗明皓")
    sentence = told(page, "没有找到“罗明皓”")
    assert page.locator(".found-near").inner_text() == "相近结果"
    assert "罗明浩" in titles(page)[:3]
    full, initials = re.findall("[a-z]+", sentence)
    first = sought(page, full)[0]
    assert first in sought(page, initials)
    assert sought(page, "qqq") == []
    assert page.locator(".found-ways a").count() > 5 and page.locator(".found-ways").is_visible()
    assert not page.locator(".found-near").is_visible() and not page.locator(".found-more").is_visible()


def test_words_that_nowhere_stand_together_find_what_is_near(open_page: Any, root: str) -> None:
    """A name and a craft typed without a space are not found as such, but the person is near."""
    page = open_page(root + "search.html?q=罗明浩焊接")
    told(page, "没有找到“罗明浩焊接”")
    page.wait_for_selector(".found-list li")
    assert page.locator(".found-near").is_visible()
    assert "罗明浩" in titles(page)[:3]
    assert not page.locator(".found-more").is_visible()


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("2024年10月", "２０２４年１０月"),
        ("罗明浩", "羅明浩"),
        ("师傅", "師傅"),
        ("abs(lg121)", "ＡＢＳ（ＬＧ１２１）"),
        ("lv zhiliang", "lü zhiliang"),
    ],
)
def test_it_is_found_however_it_is_written(open_page: Any, root: str, written: str, also: str) -> None:
    """Width, capitals, traditional characters and diacritics make no difference, nor to the order."""
    page = open_page(root + "search.html")
    one = sought(page, written)
    assert one and not page.locator(".found-near").is_visible()
    assert sought(page, also) == one and not page.locator(".found-near").is_visible()


def test_a_number_with_its_unit_is_found_with_and_without_a_space(
    open_page: Any, root: str, truths: dict[str, Truth]
) -> None:
    """A number and its unit are one word or two: what the texts say in metres, years and yuan is found either way."""
    said = "\n".join(truths["zh-Hans"].said)
    measures = sorted(set(re.findall(r"[0-9.]+(?:米|万元|年|月)", said)))
    assert measures
    page = open_page(root + "search.html")
    for measure in measures[:8]:
        number, unit = re.findall(r"[0-9.]+|[^0-9.]+", measure)
        assert set(page.evaluate(EVERY_HIT, measure)) == truths["zh-Hans"].of(measure) != set()
        assert set(page.evaluate(EVERY_HIT, f"{number} {unit}")) >= truths["zh-Hans"].of(measure)


def test_the_best_come_first(open_page: Any, root: str, truths: dict[str, Truth]) -> None:
    """Equal to a name, beginning with it, within a name, only in the text: in this order, of however many."""
    page = open_page(root + "search.html")
    documents = truths["zh-Hans"].documents
    for query in ("工作室", "创新", "罗明浩", "匠心", "技术"):
        order = page.evaluate(EVERY_HIT, query)
        worth = []
        for number in order:
            names = [fold(name) for name in (documents[number].title, *documents[number].names)]
            begins = any(name.startswith(query) for name in names)
            worth.append(3 if query in names else 2 if begins else 1 if any(query in name for name in names) else 0)
        assert worth == sorted(worth, reverse=True), query


def test_what_is_counted_is_what_is_there(open_page: Any, root: str, truths: dict[str, Truth]) -> None:
    """A count that is not sure says so, and is right once all is shown."""
    page = open_page(root + "search.html?q=工作室")
    count = len(truths["zh-Hans"].of("工作室"))
    assert count > SHOWN_FIRST
    assert told(page, "条").startswith("约")
    more = page.locator(".found-more")
    while more.is_visible():
        before = len(titles(page))
        more.click()
        page.wait_for_function("n => document.querySelectorAll('.found-list li').length > n", arg=before)
    assert told(page, "共") == f"共 {count} 条"
    assert len(titles(page)) == count


def test_keys_lead_through_the_results(open_page: Any, root: str) -> None:
    """Down goes into the results and through them, up comes back, Esc clears."""
    page = open_page(root + "search.html?q=罗明浩")
    told(page, "条")
    page.wait_for_selector(".found-list li")
    field = page.locator("input[name=q]")
    field.focus()
    keys = page.keyboard
    active = "[...document.querySelectorAll('.found-list a')].indexOf(document.activeElement)"
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1)):
        keys.press(key)
        assert page.evaluate(active) == place
    keys.press("ArrowDown")
    keys.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q" and field.input_value() == "罗明浩"
    keys.press("Escape")
    page.wait_for_function("() => !document.querySelector('.found-list li')")
    assert field.input_value() == "" and "q=" not in page.url
    assert page.locator(".found-ways").is_visible()


def test_an_unfinished_input_is_not_sought(open_page: Any, root: str) -> None:
    """While an input method composes, nothing is looked for; when it is done, at once."""
    page = open_page(root + "search.html")
    page.evaluate(
        "() => { const q = document.querySelector('input[name=q]'); q.value = 'luo ming';"
        " q.dispatchEvent(new InputEvent('input', {isComposing: true, bubbles: true})) }"
    )
    page.wait_for_timeout(400)
    assert titles(page) == [] and page.locator(".found-status").inner_text() == ""
    page.evaluate(
        "() => { const q = document.querySelector('input[name=q]'); q.value = '罗明浩';"
        " q.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true})) }"
    )
    told(page, "条")


def test_foreign_words_are_marked(open_page: Any, root: str) -> None:
    """On an English page Chinese titles and excerpts say that they are Chinese."""
    page = open_page(root + "en/search.html?q=罗明浩")
    told(page, r"\d")
    page.wait_for_selector(".found-list mark")
    for mark in page.locator(".found-list mark").all():
        assert mark.evaluate("mark => mark.closest('[lang]').lang") == "zh-Hans"


def test_a_missing_file_is_told(browser: Browser, served: str) -> None:
    """Where the index cannot be loaded, the page says so and still shows the ways."""
    for missing in ("**/search-index.js", "**/search/zh-hans/g*.js"):
        page = browser.new_page()
        page.route(missing, lambda route: route.abort())
        page.goto(f"{served}search.html?q=罗明浩")
        told(page, "索引没有载入")
        assert page.locator(".found-ways").is_visible()
        page.close()


def test_without_scripts_the_page_says_so_and_leads_on(open_page: Any, root: str) -> None:
    """With JavaScript off there are the lists and a sentence."""
    page = open_page(root + "search.html", java_script_enabled=False)
    assert "JavaScript" in page.locator(".found-ways").inner_text()
    assert page.locator(".found-ways li a").count() > 5
    for hidden in (".found-kinds", ".found-near", ".found-more"):
        assert not page.locator(hidden).is_visible()


def test_only_our_own_files_may_become_scripts(browser: Browser, served: str) -> None:
    """Trusted Types hold: no page may make a script address of a string."""
    page = browser.new_page()
    page.goto(f"{served}search.html")
    assert page.evaluate(
        "() => { try { document.createElement('script').src = 'x.js'; return false } catch { return true } }"
    )
    page.close()


def test_results_fit_every_screen(open_page: Any, root: str) -> None:
    """Nothing sticks out of the page, and chips and fields are large enough for a thumb."""
    for width in (320, 390, 1440):
        page = open_page(root + "search.html?q=工匠", viewport={"width": width, "height": 800})
        told(page, "条")
        page.wait_for_selector(".found-list li")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        for target in page.locator(".found-kinds a, .find input, .find button").all():
            box = target.bounding_box()
            assert box and min(box["width"], box["height"]) >= 44


# --- weight ---------------------------------------------------------------------------


def weight(content: bytes) -> int:
    """Give how many bytes travel."""
    return len(gzip.compress(content, 9))


def test_the_index_is_small(demo_site: Path) -> None:
    """Head and grams of a language stay within the budget of a thousand pages, each file is small, all are named."""
    for head, folder in (("search-index.js", "zh-hans"), ("en/search-index.js", "en")):
        files = sorted((demo_site / "search" / folder).glob("*.js"))
        grams = sum(weight(path.read_bytes()) for path in files if path.name.startswith("g"))
        assert weight((demo_site / head).read_bytes()) + grams <= INDEX_MAX_BYTES
        assert max(weight(path.read_bytes()) for path in files) <= FILE_MAX_BYTES
        told = json.loads(re.sub(r'^jiangxin\("head",|\)\n$', "", (demo_site / head).read_text("utf-8")))
        named = {f"{name}.js" for _, name in (*told["grams"], *told["texts"])} | {f"{told['rest']}.js"}
        assert named == {path.name for path in files}


@pytest.mark.parametrize("query", TYPICAL)
def test_a_first_query_is_light(browser: Browser, served: str, demo_site: Path, query: str) -> None:
    """All that a query loads until nothing more comes, scripts and head included, stays within its budget."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    page.goto(f"{served}search.html?q={query}", wait_until="networkidle")
    told(page, r"\d|没有")
    page.wait_for_load_state("networkidle")
    files = [path for path in asked if path.endswith(".js")]
    assert sum(weight((demo_site / path).read_bytes()) for path in files) <= QUERY_MAX_BYTES
    assert "search-index.js" in files and any(path.startswith("search/zh-hans/g") for path in files)
    page.close()
