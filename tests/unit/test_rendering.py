"""The rendering floor: a theme read, its assets named, its templates drawn, its slips told."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import html5lib
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.folders import bundled_locales, bundled_themes
from jiangxin.model.output import Stage
from jiangxin.model.text import Phrase
from jiangxin.model.wording import Wording
from jiangxin.pages.parts import Block, Card, Hotspot, Link, Medium, Passage, Picture, PictureSource, Track, Translation
from jiangxin.pages.plan import PagePlan
from jiangxin.pages.views import ExhibitView, ListView, NotFoundView, PageView, PlanView, RedirectView
from jiangxin.problems import ContentError
from jiangxin.rendering.assets import asset_outputs
from jiangxin.rendering.environment import make_environment
from jiangxin.rendering.filters import WORD_JOINER, bind_last_two, focus, heading, lang_mark, needed, phrase
from jiangxin.rendering.render import render_page
from jiangxin.rendering.theme import read_theme
from jiangxin.wording import read_wording

UNSAFE = "<script>alert(1)</script>\"'&"
LOCALES = ("zh-Hans", "en")


def frame(path: str = "a.html", lang: str = "zh-Hans", title: str = "标题") -> dict[str, object]:
    """Give the fields of the smallest page."""
    return {
        "path": path,
        "root": "../" * path.count("/"),
        "home": "index.html",
        "lang": lang,
        "title": Phrase(title, "zh-Hans"),
        "site_title": Phrase("馆名", "zh-Hans"),
        "description": title,
        "navigation": (Link(Phrase("展品", "zh-Hans"), "exhibits/index.html", kind="exhibits", current=True),),
        "footer": (),
        "translations": (),
    }


def not_found(**changed: object) -> NotFoundView:
    """Give the smallest view there is."""
    return NotFoundView(**{**frame(), "links": (), "search": "search.html", **changed})  # type: ignore[arg-type]


def draw(view: PageView, template: str) -> str:
    """Draw one page with the bundled theme."""
    theme = read_theme("lutu", [bundled_themes()])
    wordings = {lang: read_wording(lang) for lang in LOCALES}
    output = render_page(make_environment(theme, wordings), PagePlan(view.path, template, view.lang, lambda: view))
    assert isinstance(output.content, bytes)
    return output.content.decode()


def theme_in(
    folder: Path, name: str = "plain", record: str = "pictures: {card: {widths: [480]}}", **files: str
) -> Path:
    """Write a theme; `files` are given as `templates__a_html="…"`."""
    root = folder / name
    root.mkdir(parents=True, exist_ok=True)
    if record:
        (root / "theme.yaml").write_text(record, "utf-8")
    for key, text in files.items():
        path = root / key.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


# --- themes -------------------------------------------------------------------


def test_a_theme_that_is_not_there_is_told_with_the_nearest_name() -> None:
    """A wrong name is a problem of exhibition.yaml, with the theme that was probably meant."""
    with pytest.raises(ContentError) as caught:
        read_theme("lutuu", [bundled_themes()])
    (problem,) = caught.value.problems
    assert (problem.code, problem.path, problem.field) == ("theme.missing", "content/exhibition.yaml", "theme")
    assert problem.suggestion == "lutu"


@pytest.mark.parametrize("name", ["..", "../lutu", "", "."])
def test_a_theme_name_does_not_lead_out_of_its_folder(name: str) -> None:
    """A name is a name, not a path."""
    with pytest.raises(ContentError):
        read_theme(name, [bundled_themes()])


def test_the_exhibition_overrides_single_files(tmp_path: Path) -> None:
    """What the exhibition's own theme folder has wins; everything else comes from the bundled one."""
    bundled = theme_in(tmp_path / "b", assets__a_css="a{}", assets__b_css="b{}", templates__x_html="bundled")
    own = theme_in(tmp_path / "own", record="", assets__a_css="own{}")
    theme = read_theme("plain", [own, bundled])
    contents = {output.path.split(".")[0]: output.content for output in asset_outputs(theme)}
    assert contents == {"assets/a": b"own{}", "assets/b": b"b{}"}
    assert theme.digest != read_theme("plain", [bundled]).digest


def test_an_asset_is_named_by_its_content_and_a_style_sheet_by_what_it_shows(tmp_path: Path) -> None:
    """A changed picture changes the name of the style sheet that shows it; nothing else does."""
    sheet = 'a{background:url("icon.svg")}b{background:url(data:x)}'
    folder = theme_in(tmp_path, assets__icon_svg="<svg/>", assets__s_css=sheet)
    first = read_theme("plain", [folder])
    outputs = {output.path: output for output in asset_outputs(first)}
    assert re.fullmatch(r"assets/icon\.[0-9a-f]{10}\.svg", first.assets["icon.svg"])
    shown = outputs[first.assets["s.css"]]
    icon = first.assets["icon.svg"].removeprefix("assets/")
    assert shown.content == f"a{{background:url({icon})}}b{{background:url(data:x)}}".encode()
    assert shown.stage is Stage.ASSET
    assert read_theme("plain", [folder]).assets == first.assets
    theme_in(tmp_path, assets__icon_svg="<svg></svg>")
    assert read_theme("plain", [folder]).assets["s.css"] != first.assets["s.css"]


def test_a_script_loses_its_remarks_and_nothing_else(tmp_path: Path) -> None:
    """Only what stands on lines of its own goes: in a string or a pattern the same marks mean something else."""
    kept = "let a = '/* kept */', b = /\\/\\*.*/; // kept\n{}f(); /* kept */\n"
    script = "/* A story\n   of two lines. */\n" + kept.format("  /* gone */\n")
    theme = read_theme("plain", [theme_in(tmp_path, assets__s_js=script)])
    (output,) = asset_outputs(theme)
    assert output.content == kept.format("").encode()


def test_an_asset_whose_name_is_not_safe_everywhere_is_refused(tmp_path: Path) -> None:
    """Names are lower-case ASCII, for FAT and for case-blind disks."""
    with pytest.raises(ContentError):
        read_theme("plain", [theme_in(tmp_path, assets__Icon_svg="<svg/>")])


# --- templates ------------------------------------------------------------------


@pytest.mark.parametrize("text", ["{{ page.nothing }}", "{{ t('ui.nothing') }}", "{% if %}", "{{ asset('no.css') }}"])
def test_a_slip_in_a_template_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    """Nothing undefined is drawn as blank, and no traceback is shown."""
    folder = theme_in(tmp_path, templates__a_html=f"<p>\n{text}\n")
    environment = make_environment(read_theme("plain", [folder]), {"zh-Hans": Wording("zh-Hans", {})})
    with pytest.raises(ContentError) as caught:
        render_page(environment, PagePlan("a.html", "a.html", "en", not_found))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path, problem.line) == ("theme.template", "themes/plain/templates/a.html", 2)


def test_each_page_speaks_its_own_language(tmp_path: Path) -> None:
    """One environment draws pages of several languages, one after the other, without mixing them."""
    folder = theme_in(tmp_path, templates__a_html="{{ t('ui.word', n=2) }} {{ page.title|phrase }}")
    wordings = {"zh-Hans": Wording("zh-Hans", {"ui.word": "词{n}"}), "en": Wording("en", {"ui.word": "word {n}"})}
    environment = make_environment(read_theme("plain", [folder]), wordings)
    languages = ("zh-Hans", "en", "zh-Hans")
    plans = [PagePlan(f"{lang}.html", "a.html", lang, partial(not_found, lang=lang)) for lang in languages]
    drawn = [render_page(environment, one).content for one in plans]
    assert drawn == ["词2 标题".encode(), 'word 2 <span lang="zh-Hans">标题</span>'.encode(), "词2 标题".encode()]


# --- filters ---------------------------------------------------------------------


def test_a_foreign_run_is_marked_and_everything_is_escaped() -> None:
    """The span carries the language of the words; the words stay words."""
    assert phrase("en", Phrase("匠<b>", "zh-Hans")) == '<span lang="zh-Hans">匠&lt;b&gt;</span>'
    assert phrase("zh-Hans", Phrase("a&b", "zh-Hans")) == "a&amp;b"
    assert phrase("zh-Hans", None) == ""
    assert lang_mark("en", Phrase("1+8+2", "zxx")) == ""
    assert lang_mark("zh-Hans", Phrase("x", '"><script>')) == ' lang="&#34;&gt;&lt;script&gt;"'


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("时空长廊", "时空长廊"),
        ("没有现成的路", f"没有现成的{WORD_JOINER}路"),
        ("他们从零摸起。", f"他们从零摸{WORD_JOINER}起。"),
        ("Corridor of time", "Corridor of time"),
        ("", ""),
        ("。。。。。。", "。。。。。。"),
    ],
)
def test_no_character_of_a_heading_stands_alone(text: str, bound: str) -> None:
    """The last two Chinese characters stay on one line."""
    assert bind_last_two(text) == bound
    assert str(heading("zh-Hans", text)).replace(WORD_JOINER, "") == text


def test_a_focus_becomes_classes() -> None:
    """Places are rounded to the steps of the style sheet; what is no place is none."""
    assert focus("en", "64% 20%") == "fx-60 fy-20"
    assert focus("en", "100% 0%") == "fx-100 fy-0"
    assert focus("en", "50% 20%") == "fy-20"
    assert focus("en", "left") == ""


def test_what_a_text_needs_is_known_by_its_marks() -> None:
    """One mark is enough; names come in the order of the table, each with the first text that needs it."""
    table = [("a", ["<a", "<b"]), ("c", ["<c"]), ("d", ["<d", "<ab"]), ("e", []), ("f", ["a<c"]), ("g", ["<c d", "<"])]
    assert needed("en", table, ["x<b y<ab", "<a", "", "a<c d"]) == [["a", "d", "g"], [], [], ["c", "f"]]
    assert needed("en", [], ["<a"]) == [[]]


@given(st.lists(st.lists(st.text("ab", min_size=1, max_size=3), max_size=3), max_size=4), st.text("abc", max_size=9))
def test_no_mark_hides_another(marks: list[list[str]], text: str) -> None:
    """Wherever marks lie, one in another or across, each that stands in a text is found."""
    table = [(f"sheet-{number}", some) for number, some in enumerate(marks)]
    expected = [name for name, some in table if any(mark in text for mark in some)]
    assert needed("en", table, [text]) == [expected]


# --- the bundled theme --------------------------------------------------------------


def strings(lang: str) -> dict[str, str]:
    """Give the interface strings of a locale file."""
    read = yaml.safe_load((bundled_locales() / lang / "ui.yaml").read_text("utf-8"))
    assert isinstance(read, dict)
    return read


def test_every_language_has_the_same_strings_with_the_same_places() -> None:
    """A missing string is a defect, and so is a missing {n}."""
    chinese, english = (strings(lang) for lang in LOCALES)
    assert list(chinese) == list(english)
    for key in chinese:
        places = [sorted(re.findall(r"\{(\w+)\}", words[key])) for words in (chinese, english)]
        assert places[0] == places[1], key


def test_templates_ask_for_strings_that_there_are_and_for_no_others() -> None:
    """No key is missing, none is left over."""
    templates = "".join(path.read_text("utf-8") for path in (bundled_themes() / "lutu/templates").rglob("*.html"))
    asked = set(re.findall(r"t\('ui\.(\w+)'[,)]", templates))
    built = re.findall(r"t\('ui\.(\w+)' ~ \w+(?:\.\w+)*(?: ~ '(\w+)')?\)", templates)
    have = set(strings("en"))
    for stem, ending in built:
        found = {key for key in have if key.startswith(stem) and key.endswith(ending)}
        assert found, stem
        asked |= found
    assert asked == have


def test_no_template_marks_as_safe_what_is_not() -> None:
    """`|safe` stands only behind what the program drew or cleaned itself."""
    for path in (bundled_themes() / "lutu/templates").rglob("*.html"):
        for marked in re.findall(r"([\w.]+)\|safe", path.read_text("utf-8")):
            assert marked.split(".")[-1] in {"svg", "hero_svg", "plan_svg", "bars_svg", "html", "json_ld"}, path.name


def test_no_template_holds_inline_script_style_or_handler() -> None:
    """The policy forbids them, so the page would be broken."""
    for path in (bundled_themes() / "lutu/templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=| type=\"application/ld\+json\")", text), (
            path.name
        )


def test_the_page_is_whole_and_hostile_words_stay_words() -> None:
    """Strict HTML, the encoding first, one h1, the policy in place, and nothing of the content runs."""
    view = not_found(
        title=Phrase(UNSAFE, "zh-Hans"),
        site_title=Phrase(UNSAFE, "en"),
        description=UNSAFE,
        links=(Link(Phrase(UNSAFE, "zh-Hans"), "a.html?" + UNSAFE, note=UNSAFE),),
        translations=(
            Translation("en", UNSAFE, "en/404.html", False),
            Translation("zh-Hans", "中文", "404.html", True),
        ),
        canonical="https://example.org/404.html",
        licence=Phrase(UNSAFE, "zh-Hans"),
        json_ld='{"a":1}',
    )
    html = draw(view, "not-found.html")
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert html.index('<meta charset="utf-8">') < 200
    assert len(document.findall(".//h1")) == 1
    assert [script.get("type") for script in document.iter("script") if script.get("src") is None] == [
        "application/ld+json"
    ]
    assert "require-trusted-types-for 'script'" in document.find(".//meta[@http-equiv]").get("content")
    assert all(not name.startswith("on") for element in document.iter() for name in element.attrib)


def test_a_page_in_a_folder_finds_the_assets() -> None:
    """Every URL is relative and names a file."""
    html = draw(not_found(path="a/b/c.html", root="../../"), "not-found.html")
    assert re.search(r'href="\.\./\.\./assets/style\.[0-9a-f]{10}\.css"', html)
    assert not re.search(r'(?:href|src)="(?:/|[^"]*/")', html)


def test_a_redirect_goes_on_without_a_script() -> None:
    """A meta refresh and a link, both relative."""
    view = RedirectView(**frame(), target=Link(Phrase("新址", "zh-Hans"), "../b.html"))  # type: ignore[arg-type]
    html = draw(view, "redirect.html")
    assert 'http-equiv="refresh" content="0; url=../b.html"' in html
    assert '<a href="../b.html">' in html


def test_what_is_not_named_is_shown_and_leads_nowhere() -> None:
    """A placeholder is a quiet card without a link or heading."""
    known = Card("a.html", Phrase("超强路由器", "zh-Hans"), "exhibit", "展品", kicker="Z-02", temper=3)
    unnamed = Card(None, Phrase("名称未载", "zh-Hans"), "exhibit", "展品", is_placeholder=True)
    view = ListView(**frame(), kind="exhibit", count=1, cards=(known, unnamed), pager=None, others=())  # type: ignore[arg-type]
    html = draw(view, "list.html")
    assert html.count("<h2>") == 1
    assert "card-empty" in html
    assert "temper-3" in html


def picture(place: int) -> Picture:
    """Give a photograph at its place in the gallery."""
    words = Phrase(UNSAFE, "zh-Hans")
    source = PictureSource("image/avif", "../pictures/p-480.avif 480w")
    return Picture(
        f"ph-{place}", "①②③"[place - 1], (source,), "../pictures/p.jpg", "../pictures/p-full.jpg", 1600, 1200, "94vw",
        words, words, UNSAFE, UNSAFE, "#888888", "50% 20%",
    )  # fmt: skip


def test_a_photograph_has_its_size_its_words_and_a_way_to_the_full_picture() -> None:
    """No layout shift, the lead loaded first and the rest lazily, balloons that lead to their texts."""
    spot = Hotspot("①", "part-1", 30.5, 40, Phrase(UNSAFE, "zh-Hans"), None)
    view = ExhibitView(
        **frame("exhibits/a.html"),  # type: ignore[arg-type]
        id="a",
        kind="exhibit",
        kind_label="展品",
        lead=picture(1),
        gallery=(picture(2), picture(3)),
        hotspots=(spot,),
    )
    html = draw(view, "exhibit.html")
    html5lib.HTMLParser(strict=True).parse(html)
    images = re.findall(r"<img [^>]*>", html)
    assert len(images) == 3
    assert all('width="1600" height="1200"' in image for image in images)
    assert ["lazy" in image for image in images] == [False, True, True]
    assert html.count('href="../pictures/p-full.jpg"') == 3
    assert '<a href="#part-1"' in html
    assert 'x="30.5%" y="40%"' in html
    assert '<li id="part-1">' in html


def test_a_film_keeps_its_place_and_can_be_read() -> None:
    """The place has the film's shape, the track its language, and whatever is said in it is only words."""
    title, said = Phrase(UNSAFE, "zh-Hans"), Passage(Phrase(UNSAFE, "en"), speaker=UNSAFE, time="0:07")
    track = Track("captions", "data:text/vtt;base64,V0VCVlRUCg==", "zh-Hans", UNSAFE, is_default=True)
    film = Medium(
        "video",
        "影片",
        "../media/a.mp4",
        title,
        width_px=1080,
        height_px=1920,
        seconds=192,
        duration="3 分 12 秒",
        format="MP4",
        size="12.3 MB",
        transcript=(said,),
        tracks=(track,),
    )
    frame_of = frame("exhibits/a.html")
    view = ExhibitView(**frame_of, id="a", kind="exhibit", kind_label="展品", media=(film,))  # type: ignore[arg-type]
    html = draw(view, "exhibit.html")
    html5lib.HTMLParser(strict=True).parse(html)
    assert UNSAFE not in html
    assert '<svg viewBox="0 0 1080 1920"' in html and 'width="1080" height="1920"' in html and "medium-tall" in html
    assert 'srclang="zh-Hans"' in html and '<time datetime="PT192S">3 分 12 秒</time>' in html
    assert '<p lang="en"><time>0:07</time>' in html and "MP4 12.3 MB" in html


def test_the_formula_is_told_term_by_term() -> None:
    """Each group stands beside its term, linked."""
    groups = tuple(
        Block(key, Phrase(key, "zh-Hans"), f"groups/{key}.html", (), 0) for key in ("main", "cluster", "area")
    )
    view = PlanView(**frame(), svg="<svg></svg>", rooms=(), formula="1+8+2", groups=groups)  # type: ignore[arg-type]
    html = draw(view, "plan.html")
    terms = re.findall(r'<a href="groups/(\w+)\.html"><b class="num">(\w+)</b>', html)
    assert terms == [("main", "1"), ("cluster", "8"), ("area", "2")]


def test_the_style_sheet_is_light_and_asks_for_nothing_outside() -> None:
    """At most 9 KB compressed, no import, no foreign address."""
    import gzip

    theme = read_theme("lutu", [bundled_themes()])
    sheet = next(output.content for output in asset_outputs(theme) if output.path.startswith("assets/style."))
    assert isinstance(sheet, bytes)
    assert len(gzip.compress(sheet, 9)) <= 9_000
    assert b"@import" not in sheet
    assert not re.search(rb"url\((?!draft\.)", sheet)
