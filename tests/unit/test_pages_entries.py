"""What the page of an entry shows: its title block, its text, its pictures."""

import json
import re
from dataclasses import replace

import pytest

from jiangxin.model.library import Prose
from jiangxin.model.picture import Photograph, Texture
from jiangxin.model.text import Phrase
from jiangxin.pages.pictures import circled
from jiangxin.pages.views import CraftsmanView, EntryView, ExhibitView, FiguresView, SourceView, StoryView, WorkView
from tests.samples import LAYOUT, entry
from tests.unit.exhibitions import page, row, site, view

LUO = entry("craftsman", "luo", "name: 罗明浩\nname_en: Luo Minghao\ntrade: 钳工\nplace: 宁波\nplace_en: Ningbo")
STORY = entry("story", "t", "title: 故事")


def photograph(path: str) -> Photograph:
    """Give a measured picture."""
    return Photograph(path, "d" * 64, 1200, 900, "jpeg", False, "#808080")


def resolved(html: str, path: str = "stories/t.html", **photographs: Photograph) -> str:
    """Give STORY's text as its page shows it."""
    there = {each.path: each for each in photographs.values()}
    prose = {(STORY.ref, "zh-Hans"): Prose(html, "zh-Hans")}
    shown = view(site(STORY, LUO, prose=prose, photographs=there), path, EntryView).body
    assert shown is not None
    return shown.html


def test_a_missing_translation_keeps_its_language() -> None:
    """The English page shows the Chinese words, marked as Chinese; what was translated is English."""
    shown = view(site(LUO), "en/craftsmen/luo.html", CraftsmanView)
    assert shown.title == Phrase("Luo Minghao", "en")
    assert row(shown, "trade").values[0].label == Phrase("钳工", "zh-Hans")
    assert row(shown, "place").values[0].label == Phrase("Ningbo", "en")
    assert (row(shown, "trade").label, shown.primary) == ("Trade", "zh-Hans")


def test_what_the_sources_leave_open_is_a_row_of_its_own() -> None:
    """A field named as unknown says so; other unknowns are told in words; a known field is shown."""
    shown = view(
        site(entry("exhibit", "w", "title: 物\nhall: main\nmedium: 铁\nunknown: [makers, medium, 展出者]")),
        "exhibits/w.html",
        ExhibitView,
    )
    assert row(shown, "makers").is_unknown and row(shown, "makers").label == "作者"
    assert not row(shown, "medium").is_unknown
    assert [phrase.text for phrase in shown.unknown] == ["展出者"]


def test_the_title_block_follows_the_schema() -> None:
    """Every filled field is a row, in the schema's order, with its remark; nothing empty is."""
    person = entry(
        "craftsman",
        "p",
        (
            "name: 王\nposition: 技师\nemployer: organisation/f\nemployer_note: 2018年起\nborn: 1970\nage: 54\n"
            "age_as_of: 2024年\ngender: male\nname_complete: 'false'\nwebsite: https://example.org/"
        ),
    )
    shown = view(site(person, entry("organisation", "f", "name: 厂")), "craftsmen/p.html", EntryView)
    rows = {one.key: ([link.label.text for link in one.values], one.note) for one in shown.rows}
    assert rows == {
        "name_complete": (["只知部分"], ""),
        "position": (["技师"], ""),
        "employer": (["厂"], "2018年起"),
        "born": (["1970年"], ""),
        "age": (["54"], "2024年"),
        "gender": (["男"], ""),
        "website": (["https://example.org/"], ""),
    }
    assert list(rows) == ["name_complete", "position", "employer", "born", "age", "gender", "website"]
    assert row(shown, "website").values[0].href == "https://example.org/"


def test_a_remark_without_its_field_is_still_told() -> None:
    """Where the employer is not an entry, the remark on it is the value."""
    shown = view(site(entry("craftsman", "p", "name: 王\nemployer_note: 某厂")), "craftsmen/p.html", EntryView)
    assert row(shown, "employer").values[0].label.text == "某厂"


def test_a_remark_in_another_language_is_marked() -> None:
    """An untranslated remark on an English page carries its language."""
    person = entry("craftsman", "p", "name: 王\nemployer: organisation/f\nemployer_note: 2018年起")
    shown = view(site(person, entry("organisation", "f", "name: 厂")), "en/craftsmen/p.html", EntryView)
    assert row(shown, "employer").note_lang == "zh-Hans"


def test_an_honour_shows_its_year_and_its_printed_name() -> None:
    """The printed name stands by the honour where it differs; without an entry it stands alone."""
    person = entry(
        "craftsman",
        "p",
        ("name: 王\nhonours: [{honour: h, year: '2019', printed: 全国劳模}, {honour: h, printed: “大奖”}, 技术能手]"),
    )
    shown = view(site(person, entry("programme", "h", "title: 大奖")), "craftsmen/p.html", EntryView)
    assert [(link.label.text, link.note, link.href) for link in row(shown, "honours").values] == [
        ("大奖", "2019年，全国劳模", "../programmes/h.html"),
        ("大奖", "", "../programmes/h.html"),
        ("技术能手", "", None),
    ]


def test_an_unnamed_client_is_told_as_such() -> None:
    """A case keeps the words of the source for a client it does not name."""
    shown = view(
        site(entry("case", "c", "title: 例\nclient: {anonymous: 某公司}\nproblem: 难")), "cases/c.html", WorkView
    )
    client = row(shown, "client").values[0]
    assert (client.label.text, client.href, client.note) == ("某公司", None, "报道未具名")
    assert shown.problem == Phrase("难", "zh-Hans")


def test_someone_quoted_is_not_called_a_craftsman() -> None:
    """The kind's name fits the part a person plays."""
    planned = site(LUO, entry("craftsman", "q", "name: 吕\nrole: official"))
    assert view(planned, "craftsmen/luo.html", EntryView).kind_label == "匠人"
    assert view(planned, "craftsmen/q.html", EntryView).kind_label == "人物"


def test_named_links_lead_to_pages() -> None:
    """A link's words stay as they are; an empty one takes the title, from any depth."""
    html = '<p><a href="ref:craftsman/luo">他 &amp; 她</a>、<a href="ref:craftsman/luo"></a></p>'
    assert resolved(html) == (
        '<p><a href="../craftsmen/luo.html">他 &amp; 她</a>、<a href="../craftsmen/luo.html">罗明浩</a></p>'
    )


def test_a_title_in_a_text_of_another_language_is_marked() -> None:
    """On the English page, an untranslated text gets the title in English, marked as English."""
    html = '<p><a href="ref:craftsman/luo"></a></p>'
    assert resolved(html, "en/stories/t.html") == (
        '<p><a href="../craftsmen/luo.html"><span lang="en">Luo Minghao</span></a></p>'
    )


def test_what_is_withdrawn_is_plain_text() -> None:
    """A link to what is not shown leaves its words and no link."""
    gone = entry("craftsman", "gone", "name: 秘密\nwithdrawn: true")
    html = '<p><a href="ref:craftsman/gone">他</a>和<a href="ref:craftsman/gone"></a></p>'
    planned = site(STORY, gone, prose={(STORY.ref, "zh-Hans"): Prose(html, "zh-Hans")})
    shown = view(planned, "stories/t.html", StoryView).body
    assert shown is not None and shown.html == "<p>他和（未展示）</p>"
    assert not [one for one in planned.pages if "gone" in one.path or "秘密" in repr(one.view)]


def test_other_markup_is_left_alone() -> None:
    """Outside links, notes and words that look like tags stay byte for byte."""
    html = (
        '<p><a href="https://example.org/?a=1&amp;b=2" title="a &gt; b">x</a> &lt;a href="ref:x"&gt; '
        '<sup id="r"><a class="footnote-ref" href="#n">1</a></sup></p>'
    )
    assert resolved(html) == html


def test_a_picture_in_a_text_has_its_size_and_its_caption() -> None:
    """Alone in a paragraph and with a caption it is a figure; what it says is escaped once."""
    html = '<p><img src="picture:a.jpg" alt="车 &amp; 床" title="1 &lt; 2"></p>'
    shown = resolved(html, a=photograph("stories/a.jpg"))
    assert re.match(r'<figure><a href="../pictures/a-\d+\.\w+\.jpg" data-picture><picture><source ', shown)
    assert 'alt="车 &amp; 床" width="1200" height="900"' in shown
    assert shown.endswith('</a><figcaption><span class="said">1 &lt; 2</span></figcaption></figure>')


def test_a_picture_among_words_stays_among_them() -> None:
    """A figure would end the paragraph."""
    shown = resolved('<p>见 <img src="picture:a.jpg" alt="x" title="t"> 。</p>', a=photograph("stories/a.jpg"))
    assert shown.startswith('<p>见 <a href="../pictures/a-') and "<figure>" not in shown


def test_a_picture_that_is_a_link_leads_where_the_editor_says() -> None:
    """Links do not nest: only a picture that leads nowhere leads to its large file; without words it has a name."""
    image = '<img src="picture:a.jpg" alt="">'
    shown = resolved(
        f'<p><a href="https://example.org/">{image}</a> {image} <b>b</b></p>', a=photograph("stories/a.jpg")
    )
    assert shown.count("<picture>") == 2 and shown.count("data-picture") == 1
    assert shown.startswith('<p><a href="https://example.org/"><picture>')
    assert ' data-picture aria-label="看大图"><picture>' in shown


def test_a_missing_picture_leaves_nothing() -> None:
    """`check` has told the editor; the page shows no broken picture."""
    assert resolved('<p>前</p><p><img src="picture:no.jpg" alt="x"></p>') == "<p>前</p>"


IMAGES = "images: [{file: a.jpg, alt: 甲}, {file: gone.jpg, alt: 无}, {file: b.jpg, alt: 乙, lead: true, caption: 说}]"


def test_pictures_are_numbered_from_the_lead() -> None:
    """The lead comes first, missing files are skipped, and every file shown is planned once."""
    work = entry("exhibit", "w", f"title: 物\nhall: main\n{IMAGES}")
    there = {f"exhibits/{name}.jpg": photograph(f"exhibits/{name}.jpg") for name in ("a", "b")}
    planned = site(work, photographs=there)
    shown = view(planned, "exhibits/w.html", ExhibitView)
    assert shown.lead is not None and shown.drawing is None
    assert [(one.number, one.id, one.alt.text) for one in (shown.lead, *shown.gallery)] == [
        ("①", "ph-1", "乙"),
        ("②", "ph-2", "甲"),
    ]
    paths = [each.path for each in planned.pictures.derivatives]
    assert len(paths) == len(set(paths)) and {each.source for each in planned.pictures.derivatives} == set(there)
    assert shown.lead.src.removeprefix("../") in paths and shown.lead.full.removeprefix("../") in paths


def test_a_single_picture_has_no_number() -> None:
    """There is nothing to tell it from."""
    work = entry("exhibit", "w", "title: 物\nhall: main\nimages: [{file: a.jpg, alt: ''}]")
    shown = view(
        site(work, photographs={"exhibits/a.jpg": photograph("exhibits/a.jpg")}), "exhibits/w.html", ExhibitView
    )
    assert shown.lead is not None and (shown.lead.number, shown.lead.alt.text, shown.gallery) == ("", "", ())


@pytest.mark.parametrize(("form", "tiled"), [("jpeg", True), ("svg", False)])
def test_only_pixels_are_cut_into_tiles(form: str, tiled: bool) -> None:
    """A drawing that is no raster is sharp at any size, and needs none."""
    work = entry("exhibit", "w", "title: 物\nhall: main\nimages: [{file: a.jpg, alt: '', zoom: true}]")
    texture: Texture = "photograph" if form == "jpeg" else "vector"
    shown = replace(photograph("exhibits/a.jpg"), format=form, texture=texture)
    planned = site(work, photographs={"exhibits/a.jpg": shown})
    lead = view(planned, "exhibits/w.html", ExhibitView).lead
    assert lead is not None and bool(lead.zoom) == tiled == bool(planned.pictures.tile_sets)


def test_without_a_photograph_a_drawing_stands_in() -> None:
    """Pages and cards of people and works are never empty; a source has neither."""
    planned = site(LUO, entry("source", "s", "title: 报"))
    assert view(planned, "craftsmen/luo.html", EntryView).drawing is not None
    assert view(planned, "sources/s.html", SourceView).drawing is None


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "51")]
)
def test_numbers_are_circled_as_far_as_there_are_circles(number: int, shown: str) -> None:
    """Beyond fifty the plain number stands."""
    assert circled(number) == shown


def test_machines_are_told_nothing_that_ends_a_script() -> None:
    """JSON-LD is valid JSON, holds no markup, and no address where the site's own is unknown."""
    person = entry("craftsman", "p", "name: '王 </script><b>&'\nsummary: '一 <i>'")
    data = page(site(person), "craftsmen/p.html").view.json_ld
    assert not set("<>&") & set(data)
    assert json.loads(data)["name"] == "王 </script><b>&" and json.loads(data)["@type"] == "Person"
    assert "url" not in json.loads(data)


def test_an_absolute_address_needs_the_sites_own() -> None:
    """With `base_url` a page knows its canonical address and says it to machines."""
    shown = page(site(LUO, settings=f"base_url: https://example.org/x/\n{LAYOUT}"), "en/craftsmen/luo.html").view
    assert shown.canonical == "https://example.org/x/en/craftsmen/luo.html" == json.loads(shown.json_ld)["url"]
    assert page(site(LUO), "craftsmen/luo.html").view.canonical == ""


def test_every_page_is_described_shortly() -> None:
    """By its summary, else in a sentence of its own; never above 160 characters."""
    planned = site(entry("craftsman", "p", f"name: 王\nsummary: {'长' * 300}"), LUO)
    assert all(0 < len(one.view.description) <= 160 for one in planned.pages)
    assert view(planned, "craftsmen/luo.html", EntryView).description == "罗明浩（匠人），见于“展”。"


@pytest.mark.parametrize(
    ("printed", "unit", "shown"),
    [
        ("5名", "人", None),
        ("5名", "名", None),
        ("近20年", "年", None),
        ("0.055元", "元/件", "元/件"),
        ("1.38万", "家", "家"),
        ("57%", "%", None),
        ("88", "场", "场"),
    ],
)
def test_a_unit_is_not_said_twice(printed: str, unit: str, shown: str | None) -> None:
    """The unit is shown where the printed number does not name it, or a measure word of its own, already."""
    record = entry("figure", "f", f'title: 数\nvalue: 1\nprinted: "{printed}"\nunit: "{unit}"\nkind: actual')
    (figure,) = view(site(record), "figures/index.html", FiguresView).figures
    assert (figure.unit.text if figure.unit else None) == shown
