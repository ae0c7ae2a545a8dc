"""What can be found of an exhibition, and by which words and readings."""

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jiangxin.cache import Cache
from jiangxin.curation.curate import curate
from jiangxin.imprints import Imprints, Witness
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.library import Prose
from jiangxin.model.media import Captions, Cue, Utterance
from jiangxin.model.output import Output, Stage
from jiangxin.pages.facts import tell
from jiangxin.pages.plan import SitePlan, plan
from jiangxin.pages.views import SearchView
from jiangxin.search.index import Known, write_search
from jiangxin.search.readings import Readings
from jiangxin.search.telling import Teller, lines_of
from jiangxin.wording import read_wording
from tests.samples import HALL, LAYOUT, entry, library
from tests.unit.exhibitions import THEME, finished, page, view
from tests.unit.search_reader import Reader, value_of

SOURCE = entry("source", "src", "title: 头版头条\ntitle_en: Front page")
LUO = entry(
    "craftsman",
    "luo",
    "name: 罗明浩\nname_en: Luo Minghao\nalso_called: [老罗]\ntrade: 钳工\ntrade_en: fitter\nborn: 1970-05\n"
    "sources: [{id: src, quote: 摸索出来的}]\nquotes: [{text: 成了，先别动}]\nwebsite: https://example.org/\n"
    "unknown: [native_place]\ncode: A-07",
)
GONE = entry("craftsman", "gone", "name: 某甲\nwithdrawn: true")
LATHE = entry(
    "exhibit",
    "lathe",
    "title: 车床\nhall: main\nmakers: [craftsman/luo, craftsman/gone]\nsummary: 一台\nmade: '1958'\n"
    "images: [{file: a.jpg, alt: 全貌, caption: 车间里, people: [{id: gone, position: 左二}]}]\n"
    "media: [{kind: video, file: f.mp4, captions: f.vtt, title: 影片}]\nparts: [{title: 主轴箱, text: 转}]",
)
EVENT = entry("event", "e1", "title: 开工\ndate: 2003-10-17")
TERM = entry("term", "w", "title: 匠\ntext: 手艺人")
SECRET = entry("page", "secret", "title: 隐页\nhidden: true")
EVERYTHING = (HALL, SOURCE, LUO, GONE, LATHE, EVENT, TERM, SECRET)
BODY = (
    '<p>看<a href="ref:craftsman/luo"></a>的<b>手</b>。</p><ul><li>一</li></ul>'
    '<p><img alt="图样" src="picture:b.png"></p>'
)
CAPTIONS = Captions("exhibits/f.vtt", "zh-Hans", (Cue(0, 1, "x", (Utterance("", "听我说"), Utterance("", "再说"))),))


def curated(*entries: Entry, body: str = BODY) -> Exhibition:
    """Curate entries; the exhibit has a body and a film with captions."""
    prose = {(LATHE.ref, "zh-Hans"): Prose(body, "zh-Hans", fingerprint=body.encode())}
    return curate(library(*entries, settings=LAYOUT, prose=prose, captions={"exhibits/f.vtt": (CAPTIONS,)}))


def lines(one: Entry, lang: str = "zh-Hans") -> list[str]:
    """Give what an entry says."""
    return Teller(curated(*EVERYTHING), lang, read_wording(lang)).lines(one)


def planned(*entries: Entry) -> SitePlan:
    """Plan the site of entries."""
    exhibition = curated(*entries)
    return finished(plan(exhibition, THEME, {lang: read_wording(lang) for lang in exhibition.languages}))


def made(folder: Path, *entries: Entry, body: str = BODY, standing: Mapping[str, str] = {}) -> list[Output]:
    """Make the files of the search but those that stand, by path and SHA-256; the cache is in `folder`."""
    exhibition = curated(*entries, body=body)
    wordings = {lang: read_wording(lang) for lang in exhibition.languages}
    draft = plan(exhibition, THEME, wordings)
    told = tell(draft.tables, {ref: repr(one).encode() for ref, one in exhibition.entries.items()})
    cache = Cache(folder)
    imprints = Imprints(cache.folder / "documents.bin", b"frame", Witness(cache.folder / "told.bin", told))
    known = Known(imprints, cache, lambda files: {path for path in files if standing.get(path) != files[path]})
    outputs: list[Output] = []
    write_search(draft, exhibition, wordings, known, outputs.append)
    imprints.save()
    cache.save()
    return outputs


def by_path(outputs: list[Output]) -> dict[str, Any]:
    """Give the content of outputs by their paths."""
    return {output.path: output.content for output in outputs}


def read(outputs: list[Output], lang: str = "zh-Hans") -> Reader:
    """Read the index of a language."""
    files: dict[str, Any] = {output.path: output.content for output in outputs}
    head: Mapping[str, Any] = value_of(
        files["search-index.js" if lang == "zh-Hans" else f"{lang}/search-index.js"], "head"
    )
    return Reader(files, head, f"search/{lang.lower()}/")


def titles(index: Reader, query: str) -> set[str]:
    """Give the titles of what a query finds."""
    return {index.row(number)[2][0] for number in index.found(query)}


def test_an_entry_says_every_word_of_its_fields() -> None:
    """Words, quotations, dates, captions and the names it refers to, wherever they are nested."""
    assert lines(LATHE)[:4] == ["一台", "看罗明浩的手。", "一", "图样"]
    assert {"主", "罗明浩", "1958年", "全貌", "车间里", "影片", "主轴箱", "转", "听我说 再说"} <= set(lines(LATHE))
    assert {"A-07", "钳工", "摸索出来的", "成了，先别动", "1970年5月"} <= set(lines(LUO))


def test_what_is_no_word_is_not_said() -> None:
    """Files, addresses, choices, names of fields and headlines of sources are not an entry's own words."""
    said = "\n".join((*lines(LATHE), *lines(LUO)))
    for silent in ("a.jpg", "f.vtt", "example.org", "video", "native_place", "头版头条", "ref:", "b.png"):
        assert silent not in said


def test_nothing_is_told_of_those_who_are_withdrawn(tmp_path: Path) -> None:
    """Neither a name nor what a picture says of someone who is not shown is in any file."""
    outputs = made(tmp_path, *EVERYTHING)
    for output in outputs:
        assert isinstance(output.content, bytes)
        assert "某甲" not in output.content.decode() and "左二" not in output.content.decode()


def test_each_language_says_its_own_words() -> None:
    """Translated fields are told in the page's language, others in the first."""
    assert "fitter" in lines(LUO, "en") and "钳工" not in lines(LUO, "en")
    assert "Luo Minghao" in lines(LATHE, "en") and "一台" in lines(LATHE, "en")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>一<em>二</em>三</p><p>四</p>", ["一二三", "四"]),
        ("<p><ruby>罗<rt>Luó</rt></ruby>师傅</p>", ["罗师傅"]),
        ('<p>前<img alt="x &gt; y" title="说" src="picture:a.jpg">后</p>', ["前", "x > y", "说", "后"]),
        ("<p>a<br>b &amp; c</p><table><tr><td>d</td><td>e</td></tr></table>", ["a", "b & c", "d", "e"]),
        ('<p><a href="ref:story/a" title="a>b">词</a></p>', ["词"]),
    ],
)
def test_words_of_a_body(html: str, said: list[str]) -> None:
    """Blocks are lines; words inside a line stay together; readings are left out."""
    assert [line for each in lines_of(html) if (line := " ".join(each.split()))] == said


def test_what_has_a_place_is_found_there(tmp_path: Path) -> None:
    """Entries are found on their pages, parts of pages at their anchors; what an editor hides is not found."""
    index = read(made(tmp_path, *EVERYTHING))
    places = {names[0]: href for href, _, names, *_ in index.rows}
    assert places["车床"] == "exhibits/lathe.html"
    assert places["开工"] == "timeline/index.html#e1"
    assert places["匠"] == "glossary/index.html#w"
    assert "隐页" not in places
    assert index.row(0)[2][0] == "罗明浩" and index.kind(0) == "craftsman"
    assert index.head["kinds"][0] == [0, "craftsman", "人物", "人物"]
    assert index.head["example"] == "luo ming hao"
    assert titles(index, "2003年10月17日") == {"开工"}
    assert titles(index, "罗明浩") == {"罗明浩", "车床"}


def test_names_are_found_in_every_language(tmp_path: Path) -> None:
    """People are found by their Chinese name on English pages and the other way round; texts are not mixed."""
    outputs = made(tmp_path, *EVERYTHING)
    assert "罗明浩" in titles(read(outputs), "luo minghao")
    english = read(outputs, "en")
    assert titles(english, "罗明浩") == {"Luo Minghao"}
    assert titles(english, "老罗") == {"Luo Minghao"}
    assert titles(read(outputs), "fitter") == set()
    assert english.head["folder"] == "../search/en/"


def test_files_come_before_those_that_name_them(tmp_path: Path) -> None:
    """Shards are put in place before the heads, and every path is safe."""
    outputs = made(tmp_path, *EVERYTHING)
    heads = [output for output in outputs if output.path.endswith("search-index.js")]
    assert [output.path for output in heads] == ["search-index.js", "en/search-index.js"]
    assert all(output.stage is (Stage.PAGE if output in heads else Stage.ASSET) for output in outputs)
    assert all(output.path == output.path.lower() and output.path.isascii() for output in outputs)


RENAMED = entry("craftsman", "luo", "name: 罗鸣皓\nname_en: Luo Minghao\nborn: 1970-05\nalso_called: [老羅]")
NEW = entry("exhibit", "axe", "title: 斧\nhall: main")
EDITS: tuple[tuple[tuple[Entry, ...], str], ...] = (
    (EVERYTHING, BODY),
    (EVERYTHING, "<p>别的话。</p>"),
    ((HALL, SOURCE, RENAMED, GONE, LATHE, EVENT, TERM, SECRET), BODY),
    ((*EVERYTHING, NEW), BODY),
    ((HALL, SOURCE, LUO, GONE, EVENT, TERM, SECRET), BODY),
    ((TERM,), BODY),
    (EVERYTHING, BODY),
)


@pytest.mark.parametrize("slack", [0, 1_000_000])
def test_an_index_that_was_kept_is_the_same(tmp_path: Path, slack: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was edited, mended from the cache or made anew, the bytes are equal; and what is old is thrown away."""
    monkeypatch.setattr("jiangxin.search.kept._SLACK_BYTES", slack)
    for number, (entries, body) in enumerate(EDITS):
        mended = made(tmp_path / "kept", *entries, body=body)
        assert by_path(mended) == by_path(made(tmp_path / str(number), *entries, body=body))
        assert by_path(made(tmp_path / "kept", *entries, body=body)) == by_path(mended)
    piles = sorted(file.name for file in tmp_path.glob("kept/v1/search/zh-hans-*"))
    assert len(piles) == 1 and (piles != ["zh-hans-0"]) == (slack == 0)


def test_what_stands_is_not_made(tmp_path: Path) -> None:
    """A file that stands is not given; one that was lost or changed is, whole again."""
    first = by_path(made(tmp_path, *EVERYTHING))
    standing = {path: hashlib.sha256(content).hexdigest() for path, content in first.items()}
    lost = sorted(path for path in standing if path.startswith("search/zh-hans/"))[0]
    again = made(tmp_path, *EVERYTHING, standing=standing | {lost: "0" * 64})
    assert by_path(again) == {path: first[path] for path in (lost, "search-index.js", "en/search-index.js")}


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    """A file of the cache that is cut off, garbled or gone is as if it were not there."""
    first = by_path(made(tmp_path, *EVERYTHING))
    kept = [*tmp_path.rglob("search/*"), *tmp_path.rglob("documents.bin")]
    assert len(kept) == 5
    for file in kept:
        whole = file.read_bytes()
        for harmed in (b"", whole[:-1], whole[: len(whole) // 2], whole[:-9] + b"X" + whole[-8:]):
            file.write_bytes(harmed)
            assert by_path(made(tmp_path, *EVERYTHING, body="<p>改了。</p>")) != first
            file.write_bytes(harmed)
            assert by_path(made(tmp_path, *EVERYTHING)) == first
        file.unlink()
        assert by_path(made(tmp_path, *EVERYTHING)) == first


def test_readings(tmp_path: Path) -> None:
    """Names are read syllable by syllable, words of other scripts as they are."""
    readings = Readings(Cache(tmp_path).ledger("readings"))
    assert readings.of("罗明浩") == ("luo ming hao",)
    assert readings.of("吕志良") == ("lv zhi liang",)
    assert readings.of("ABS(LG121)法") == ("abs lg 121 fa",)
    assert readings.of("Luo Minghao") == ()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("单雄信", "shan xiong xin"),
        ("仇英", "qiu ying"),
        ("解缙", "xie jin"),
        ("曾巩", "zeng gong"),
        ("区寄", "ou ji"),
        ("查慎行", "zha shen xing"),
        ("朴趾源", "piao zhi yuan"),
        ("盖叫天", "ge jiao tian"),
        ("覃元", "qin yuan"),
        ("缪荃孙", "miao quan sun"),
        ("尉迟恭", "yu chi gong"),
        ("单于夫罗", "chan yu fu luo"),
        ("令狐楚", "ling hu chu"),
    ],
)
def test_surnames_are_read_as_surnames(tmp_path: Path, name: str, first: str) -> None:
    """A person's surname has its own reading first; in what is named after a person too."""
    readings = Readings(Cache(tmp_path).ledger("readings"))
    assert readings.of(name, {name})[0] == first
    assert readings.of(f"{name}工作室", {name})[0] == f"{first} gong zuo shi"


def test_other_words_are_not_surnames(tmp_path: Path) -> None:
    """What does not begin with a person's name is read as usual; a surname's usual reading is kept beside its own."""
    readings = Readings(Cache(tmp_path).ledger("readings"))
    assert readings.of("单位") == ("dan wei",)
    assert readings.of("乐嘉", {"乐嘉"}) == ("yue jia", "le jia")


def test_an_editor_knows_best(tmp_path: Path) -> None:
    """A reading that is written wins, cut into the syllables of the characters where it can be."""
    readings = Readings(Cache(tmp_path).ledger("readings"))
    assert readings.of("单雄信", {"单雄信"}, "Shàn Xióngxìn")[0] == "shan xiong xin"
    assert readings.of("吕行", set(), "Lǚ Háng")[0] == "lv hang"
    assert readings.of("罗明浩", set(), "Law Minghou")[0] == "law minghou"


def test_readings_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dictionary is not loaded for a name that was read before."""
    cache = Cache(tmp_path)
    Readings(cache.ledger("readings")).of("罗明浩")
    cache.save()
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    assert Readings(Cache(tmp_path).ledger("readings")).of("罗明浩") == ("luo ming hao",)


def test_every_language_has_its_search() -> None:
    """The search page names its index and every list; menus end with it."""
    site = planned(*EVERYTHING)
    chinese, english = view(site, "search.html", SearchView), view(site, "en/search.html", SearchView)
    assert chinese.index == english.index == "search-index.js"
    ways = {link.kind for link in chinese.ways}
    assert {"plan", "timeline", "craftsmen", "exhibits", "glossary"} <= ways
    assert not ways & {"search", "secret"}
    assert [link.kind for link in page(site, "index.html").view.navigation][-1] == "search"
    assert Ref("craftsman", "luo") in site.addresses
