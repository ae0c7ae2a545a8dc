"""Indexes of people, and what they rest on: how names are said, how they are written, what few can read."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from jiangxin.cache import Cache
from jiangxin.content.markup import convert
from jiangxin.curation.curate import curate
from jiangxin.model.entry import Entry
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.library import Prose
from jiangxin.model.names import Names
from jiangxin.names.pinyin import Pinyin
from jiangxin.names.rare import rare_characters
from jiangxin.names.read import read_names
from jiangxin.names.strokes import character_of
from jiangxin.names.surnames import family_of
from jiangxin.pages import people_index
from jiangxin.pages.plan import SitePlan
from jiangxin.pages.views import CraftsmanView, GlossaryView, ListView, PeopleIndexView, StoryView
from jiangxin.rendering.ruby import with_readings
from tests.samples import HALL, entry, library
from tests.unit.exhibitions import anchors, site, targets, view

Reader = Callable[[Exhibition], Names]


@pytest.fixture
def named(tmp_path: Path) -> Reader:
    """Give what reads the names of an exhibition."""
    cache = Cache(tmp_path)
    return lambda exhibition: read_names(exhibition, cache.ledger("names"), cache.ledger("rare"))


@pytest.fixture
def pinyin(tmp_path: Path) -> Pinyin:
    """Give what says names."""
    return Pinyin(Cache(tmp_path).ledger("names"))


def people(*names: str, rest: str = "") -> list[Entry]:
    """Make people: `单雄信` or `单雄信 Shan Xiongxin`."""
    made = []
    for number, name in enumerate(names):
        chinese, _, english = name.partition(" ")
        lines = f"name: {chinese}\n" + (f"name_en: {english}\n" if english else "") + rest
        made.append(entry("craftsman", f"p{number}", lines))
    return made


def index(planned: SitePlan, path: str) -> dict[str, list[str]]:
    """Give the names of an index by its headings."""
    shown = view(planned, path, PeopleIndexView)
    return {f"{group.mark}{group.label.text}": [row.name.text for row in group.people] for group in shown.groups}


def paths(planned: SitePlan) -> set[str]:
    """Give the paths of all pages."""
    return {page.path for page in planned.pages}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("罗明浩", "Luó Mínghào"),
        ("单雄信", "Shàn Xióngxìn"),
        ("仇英", "Qiú Yīng"),
        ("解缙", "Xiè Jìn"),
        ("曾巩", "Zēng Gǒng"),
        ("区寄", "Ōu Jì"),
        ("查慎行", "Zhā Shènxíng"),
        ("朴趾源", "Piáo Zhǐyuán"),
        ("盖叫天", "Gě Jiàotiān"),
        ("覃元", "Qín Yuán"),
        ("乐毅", "Yuè Yì"),
        ("缪荃孙", "Miào Quánsūn"),
        ("任安", "Rén Ān"),
        ("华佗", "Huà Tuó"),
        ("尉迟恭", "Yùchí Gōng"),
        ("欧阳修", "Ōuyáng Xiū"),
        ("吕布", "Lǚ Bù"),
        ("李西安", "Lǐ Xī'ān"),
        ("陈鹏子", "Chén Péngzǐ"),
    ],
)
def test_a_name_is_read_as_a_name(pinyin: Pinyin, name: str, said: str) -> None:
    """The surname has its own reading, and a syllable that begins with a vowel is set off."""
    found = pinyin.of_person(name)
    assert found is not None and found.ruby == ((name, said),)


def test_what_an_editor_wrote_wins(pinyin: Pinyin) -> None:
    """The reading, the surname's length and the place in the order are the editor's."""
    found = pinyin.of_person("乐正明", "Yuèzhèng Míng")
    assert found is not None
    assert (found.family, found.ruby, found.family_letters) == ("乐正", (("乐正明", "Yuèzhèng Míng"),), "yuezheng")
    changed = pinyin.of_person("覃元", "Tán Yuán")
    assert changed is not None and [(each.letters, each.tone) for each in changed.sound] == [("tan", 2), ("yuan", 2)]
    in_parts = pinyin.of_person("买买提·艾力", "Memet Eli")
    assert in_parts is not None and in_parts.ruby == (("买买提", "Memet"), ("·", ""), ("艾力", "Eli"))


def test_nothing_is_printed_that_is_not_certain(pinyin: Pinyin) -> None:
    """No reading above part of a name, a transcribed name or a name in Latin; they are sorted all the same."""
    assert pinyin.of_person("Georg") is None
    for name, is_complete in (("陈师傅", False), ("买买提·艾力", True), ("陈", True)):
        found = pinyin.of_person(name, is_complete=is_complete)
        assert found is not None and found.ruby == () and found.sound[0].letters in ("chen", "mai")


def test_a_name_is_looked_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build asks the ledger and not the dictionary."""
    cache = Cache(tmp_path)
    first = Pinyin(cache.ledger("names")).of_person("罗明浩")
    cache.save()
    monkeypatch.setattr("jiangxin.names.pinyin._looked_up", lambda characters: pytest.fail("looked up again"))
    assert Pinyin(Cache(tmp_path).ledger("names")).of_person("罗明浩") == first


@pytest.mark.parametrize(
    ("characters", "strokes"),
    [
        ("丁卜乃", 2),
        ("万于习马", 3),
        ("王毛方邓", 4),
        ("任华庄吕刘", 6),
        ("李杨张陈", 7),
        ("罗金竺", 8),
        ("黄", 11),
        ("彭", 12),
    ],
)
def test_strokes_are_counted_as_simplified_characters_are_written(characters: str, strokes: int) -> None:
    """刘 has six and not the fifteen of 劉."""
    assert {character_of(each).strokes for each in characters} == {strokes}


def test_strokes_are_in_the_standard_s_order() -> None:
    """横 竖 撇 点 折: of the first stroke, then of the next, whatever level of the table a character is of."""
    for ordered in ("王毛方邓", "任华庄刘", "李杨张陈", "武罗竺金"):
        some = [each for each in ordered if each != "刘"]
        assert sorted(some, key=lambda each: character_of(each).place) == some


def test_a_character_without_a_table_has_no_strokes() -> None:
    """A traditional form is not counted by guessing."""
    assert character_of("劉").strokes == 0


def test_a_surname_of_two_characters_needs_a_given_name() -> None:
    """司马 alone is one character and another."""
    assert (family_of("司马光"), family_of("司马"), family_of("马光")) == ("司马", "司", "马")


def test_people_by_pinyin(named: Reader) -> None:
    """By syllable, then tone, then strokes; one surname stands together; Latin names stand under their letter."""
    some = people("张三", "章甲", "张二", "掌乙", "单雄信", "Shaw", "石一", "施二", "陈丁", "43号")
    found = index(site(*some, named=named), "craftsmen/by-name.html")
    assert found == {
        "C": ["陈丁"],
        "S": ["单雄信", "Shaw", "施二", "石一"],
        "Z": ["张二", "张三", "章甲", "掌乙"],
        "#": ["43号"],
    }


def test_people_by_their_english_names(named: Reader) -> None:
    """In English by family name, which is the first word, or the one the Chinese surname is read as."""
    some = people("陈师傅 Master Chen", "陈安 Chen An", "吕志良 Lü Zhiliang", "罗伊 Luo Yi", "曾巩 Zeng Gong")
    found = index(site(*some, named=named), "en/craftsmen/by-name.html")
    assert found == {"C": ["Chen An", "Master Chen"], "L": ["Lü Zhiliang", "Luo Yi"], "Z": ["Zeng Gong"]}


def test_people_by_strokes(named: Reader) -> None:
    """As lists of names are printed: strokes of the surname, their order, then the given name's strokes."""
    some = people("陈乙", "李四", "王五", "金工", "罗明", "竺士", "李一", "Georg")
    planned = site(*some, named=named)
    assert index(planned, "craftsmen/by-strokes.html") == {
        "4画": ["王五"],
        "7画": ["李一", "李四", "陈乙"],
        "8画": ["罗明", "竺士", "金工"],
        "#": ["Georg"],
    }
    assert "en/craftsmen/by-strokes.html" not in paths(planned)
    shown = view(planned, "craftsmen/by-strokes.html", PeopleIndexView)
    assert [other.href for other in shown.translations] == ["by-strokes.html", "../en/craftsmen/by-name.html"]


def test_an_index_that_says_nothing_is_not_made(named: Reader) -> None:
    """Nobody, or all under one heading: the wall stands alone, and nothing leads elsewhere."""
    assert not any("craftsmen" in path for path in paths(site(HALL, named=named)))
    planned = site(*people("李一", "李四"), named=named)
    assert not any("/by-" in path for path in paths(planned))
    assert view(planned, "craftsmen/index.html", ListView).others == ()


def test_indexes_lead_to_one_another(named: Reader) -> None:
    """Each names all, the wall first, and says where one is; in English there is none by strokes."""
    some = people("李一 Li Yi", "王五 Wang Wu", rest="trade: 钳工")
    planned = site(*some, entry("craftsman", "x", "name: 丁一\nname_en: Ding Yi"), named=named)
    for lang, orders in (("", ["name", "strokes", "trade"]), ("en/", ["name", "trade"])):
        for order in orders:
            shown = view(planned, f"{lang}craftsmen/by-{order}.html", PeopleIndexView)
            assert [link.href for link in shown.others] == ["index.html", *(f"by-{each}.html" for each in orders)]
            assert [link.current for link in shown.others] == [False, *(each == order for each in orders)]


def test_marks_are_links_where_somebody_stands(named: Reader) -> None:
    """Every letter is shown; those without a name lead nowhere, the others to a heading."""
    shown = view(site(*people("李一", "王五"), named=named), "craftsmen/by-name.html", PeopleIndexView)
    assert len(shown.marks) == 26
    assert {link.label.text: link.href for link in shown.marks if link.href} == {
        "L": "by-name.html#letter-l",
        "W": "by-name.html#letter-w",
    }


def test_a_long_index_is_cut_between_headings(named: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its marks lead to the page that a letter begins on, every link arrives; only what fills a page is torn."""
    monkeypatch.setattr(people_index, "MOST", 2)
    planned = site(*people("安一", "包二", "陈三", "丁四", "丁五", "丁六"), named=named)
    first = view(planned, "craftsmen/by-name.html", PeopleIndexView)
    assert {link.label.text: link.href for link in first.marks if link.href} == {
        "A": "by-name.html#letter-a",
        "B": "by-name.html#letter-b",
        "C": "by-name-2.html#letter-c",
        "D": "by-name-3.html#letter-d",
    }
    assert first.count == 6 and first.pager is not None and first.pager.count == 4
    assert [link.note for link in first.marks if link.href] == ["1", "1", "1", "3"]
    for number, people_there in ((3, 2), (4, 1)):
        (group,) = view(planned, f"craftsmen/by-name-{number}.html", PeopleIndexView).groups
        assert group.mark == "D" and len(group.people) == people_there
    parts = {page.path: set(anchors(page.view)) for page in planned.pages}
    for page in planned.pages:
        for path, fragment in targets(page.view):
            assert path in parts and (not fragment or fragment in parts[path]), (page.path, path, fragment)


def test_a_line_says_what_its_heading_does_not(named: Reader) -> None:
    """Under a trade the trade is not said again; the hall is that of the person's exhibit."""
    planned = site(
        HALL,
        *people("李一", "王五", rest="trade: 钳工\nplace: 宁波"),
        entry("craftsman", "x", "name: 丁一\nposition: 技师\ntrade: 焊工"),
        entry("exhibit", "e", "title: 物\nhall: main\nmakers: [craftsman/x]"),
        named=named,
    )
    rows = {
        row.name.text: (row.line and row.line.text, row.place and row.place.text)
        for group in view(planned, "craftsmen/by-trade.html", PeopleIndexView).groups
        for row in group.people
    }
    assert rows == {"李一": (None, "宁波"), "王五": (None, "宁波"), "丁一": ("技师", "主")}


def test_a_name_has_its_reading_on_chinese_pages_only(named: Reader) -> None:
    """The person's page shows it; the English one does not, nor do title and data for machines."""
    planned = site(*people("罗明浩 Luo Minghao", "李丽"), named=named)
    shown = view(planned, "craftsmen/p0.html", CraftsmanView)
    assert [(part.base, part.reading) for part in shown.ruby] == [("罗明浩", "Luó Mínghào")]
    assert shown.title.text == "罗明浩" and "Mínghào" not in shown.json_ld
    assert view(planned, "en/craftsmen/p0.html", CraftsmanView).ruby == ()
    untranslated = view(planned, "en/craftsmen/p1.html", CraftsmanView)
    assert (untranslated.title.text, untranslated.ruby) == ("李丽", ())


def test_terms_stand_under_letters(named: Reader) -> None:
    """By pinyin in Chinese, by title in English; the first of a letter carries its mark."""
    terms = [
        entry("term", one, f"title: {title}\ntitle_en: {english}")
        for one, title, english in (
            ("a", "榫卯", "joint"),
            ("b", "匠", "craft"),
            ("c", "415X", "415X"),
            ("d", "技", "skill"),
        )
    ]
    planned = site(*terms, named=named)
    chinese = view(planned, "glossary/index.html", GlossaryView)
    assert [(term.mark, term.title.text) for term in chinese.terms] == [
        ("J", "技"),
        ("", "匠"),
        ("S", "榫卯"),
        ("#", "415X"),
    ]
    assert {link.label.text: link.href for link in chinese.marks if link.href} == {
        "J": "index.html#d",
        "S": "index.html#a",
        "#": "index.html#c",
    }
    english = view(planned, "en/glossary/index.html", GlossaryView)
    assert [term.title.text for term in english.terms] == ["craft", "joint", "skill", "415X"]


def test_a_long_glossary_goes_on_over_pages(named: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the first language's letters, which alone are named; every link to a term finds its page."""
    monkeypatch.setattr("jiangxin.pages.term_pages.MOST_TERMS", 2)
    titles = (("a", "榫卯", "joint"), ("b", "匠", "craft"), ("c", "415X", "415X"), ("d", "技", "skill"))
    terms = [entry("term", one, f"title: {title}\ntitle_en: {english}") for one, title, english in titles]
    story = entry("story", "s", "title: 故事\nabout: [term/a, term/d]")
    planned = site(*terms, story, named=named)
    first, second = (view(planned, f"glossary/{name}.html", GlossaryView) for name in ("index", "page-2"))
    assert [[term.title.text for term in page.terms] for page in (first, second)] == [["技", "匠"], ["榫卯", "415X"]]
    assert [term.mark for term in (*first.terms, *second.terms)] == ["J", "", "S", "#"]
    assert (first.count, first.pager and first.pager.next) == (4, "page-2.html")
    letters = {"J": "index.html#d", "S": "page-2.html#a", "#": "page-2.html#c"}
    assert {link.label.text: link.href for link in first.marks if link.href} == letters
    assert {link.label.text: link.href for link in second.marks if link.href} == letters
    about = view(planned, "stories/s.html", StoryView).about
    assert [link.href for link in about] == ["../glossary/page-2.html#a", "../glossary/index.html#d"]
    english = view(planned, "en/glossary/page-2.html", GlossaryView)
    assert ([term.title.text for term in english.terms], english.marks) == (["joint", "415X"], ())


def test_rare_characters_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """In titles, in nested records and in texts; neither common nor traditional ones are rare; remembered or not."""
    some = (
        entry("craftsman", "a", "name: 张翀\nquotes: [{text: 一件鬶}]"),
        entry("exhibit", "b", "title: 竺龍啰\nhall: main"),
    )
    prose = {(some[1].ref, "zh-Hans"): Prose("<p>赟与赟，𠮷</p>", "zh-Hans")}
    shown = curate(library(HALL, *some, prose=prose))
    shown = dataclasses.replace(shown, fingerprints={ref: str(ref).encode() for ref in shown.entries})
    ledger = Cache(tmp_path).ledger("rare")
    for _ in range(2):
        assert rare_characters(shown, ledger) == sorted("翀鬶𠮷")
    assert ledger.get(str(some[0].ref).encode().hex()) == "翀鬶"


def test_a_rare_character_is_read_once_on_a_page() -> None:
    """At its first place in the main part, outside of tags, drawings, other languages and what is read already."""
    rare = {"鬶": "guī", "翀": "chōng"}
    above = '<ruby>鬶<rp>(</rp><rt lang="zh-Latn-pinyin">guī</rt><rp>)</rp></ruby>'
    html = '<title>鬶</title><p>鬶</p><main><h1 title="鬶">白陶鬶与黑陶鬶</h1><p>鬶</p></main><p>鬶</p>'
    assert with_readings(html, rare) == html.replace("白陶鬶与", f"白陶{above}与")
    aside = '<main><svg><text>鬶</text></svg><i lang="ja">鬶<i>鬶</i></i><p>鬶</p></main>'
    assert with_readings(aside, rare) == aside.replace("<p>鬶", f"<p>{above}")
    read = "<main><h1><ruby>张翀<rp>(</rp><rt>Zhāng Chōng</rt><rp>)</rp></ruby></h1><p>翀</p></main>"
    assert with_readings(read, rare) == read


def test_an_editor_s_reading_holds_for_the_page() -> None:
    """What `{鬶|guǐ}` says below is said above too."""
    html = f"<main><h1>鬶</h1>{convert('这件{鬶|guǐ}').html}</main>"
    assert '<h1><ruby>鬶<rp>(</rp><rt lang="zh-Latn-pinyin">guǐ</rt>' in with_readings(html, {"鬶": "guī"})


@pytest.mark.parametrize("text", ["{竺|<b>}", "{竺|}", "{a|b}", '{竺|x" onclick="y"}', "`{竺|zhú}`", "{竺|zhú\nx}"])
def test_only_characters_with_a_reading_are_ruby(text: str) -> None:
    """Anything else in braces is text."""
    assert "<ruby>" not in convert(text).html


def test_a_reading_is_written_in_braces() -> None:
    """Characters, a bar, their reading: ruby with brackets for browsers that know none."""
    assert convert("{罗明浩|Luó Mínghào}说").html.strip() == (
        '<p><ruby>罗明浩<rp>(</rp><rt lang="zh-Latn-pinyin">Luó Mínghào</rt><rp>)</rp></ruby>说</p>'
    )
