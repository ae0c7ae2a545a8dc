"""Themes are for others too: values and files of one's own, on top of a theme that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.folders import bundled_themes
from jiangxin.model.text import Phrase
from jiangxin.model.theme import Theme
from jiangxin.model.wording import Wording
from jiangxin.pages.parts import Link
from jiangxin.pages.plan import PagePlan
from jiangxin.pages.views import EntryView, PageView, RedirectView
from jiangxin.problems import ContentError, Problem
from jiangxin.rendering.assets import asset_outputs
from jiangxin.rendering.contrast import contrast
from jiangxin.rendering.environment import make_environment
from jiangxin.rendering.legibility import PAIRS, illegible
from jiangxin.rendering.render import render_page
from jiangxin.rendering.theme import read_theme
from jiangxin.rendering.theme_record import SCHEMES, ThemeRecord, read_record
from jiangxin.wording import read_wording, tell

PICTURES = "pictures: {card: {widths: [480]}}\n"


def write(root: Path, files: dict[str, str]) -> Path:
    """Write files below a folder of themes; give the folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def read(root: Path, name: str, **records: str) -> Theme:
    """Read a theme among those given as `name="its theme.yaml"`."""
    return read_theme(name, [write(root, {f"{each}/theme.yaml": text for each, text in records.items()})])


def refused(root: Path, name: str = "own", **records: str) -> tuple[Problem, ...]:
    """Give what is told of a theme that cannot be read."""
    with pytest.raises(ContentError) as caught:
        read(root, name, **records)
    return caught.value.problems


def tokens_of(theme: Theme) -> str:
    """Give the sheet of the tokens; "" where the theme has none."""
    contents = {output.path: output.content for output in asset_outputs(theme)}
    content = contents.get(theme.assets.get("tokens.css", ""), b"")
    assert isinstance(content, bytes)
    return content.decode()


def drawn(theme: Theme, template: str, view: PageView | None = None) -> str:
    """Draw a page whose template says no words of the interface."""
    environment = make_environment(theme, {"zh-Hans": Wording("zh-Hans", {})})
    content = render_page(environment, PagePlan("a.html", template, "en", lambda: view or PageView(**page())))  # type: ignore[arg-type]
    assert isinstance(content.content, bytes)
    return content.content.decode()


def page() -> dict[str, object]:
    """Give the fields of the smallest page."""
    return {
        "path": "a.html",
        "root": "",
        "home": "index.html",
        "lang": "zh-Hans",
        "title": Phrase("标题", "zh-Hans"),
        "site_title": Phrase("馆名", "zh-Hans"),
        "description": "",
        "navigation": (Link(Phrase("展品", "zh-Hans"), "exhibits/index.html"),),
        "footer": (),
        "translations": (),
    }


# --- the record -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "code", "line", "field", "suggestion"),
    [
        ("pictures: [", "yaml.bracket", 1, "", "pictures: []"),
        ("just words", "yaml.not-a-mapping", 1, "", ""),
        ("per_page: 12", "theme.broken", 0, "pictures", ""),
        ("pictures: {card: {widths: []}}", "theme.broken", 1, "pictures.card.widths", ""),
        ("pictures: {card: {widths: [0]}}", "theme.broken", 1, "pictures.card.widths", ""),
        (PICTURES + "per_page: many", "theme.broken", 2, "per_page", ""),
        (PICTURES + "colors: {}", "theme.unknown", 2, "colors", "colours"),
        (PICTURES + "colours:\n  papper: {light: f8f6ef}", "theme.unknown", 3, "colours.papper", "paper"),
        (PICTURES + "colours:\n  hot:\n    lihgt: f8f6ef", "theme.unknown", 4, "colours.hot.lihgt", "light"),
        (PICTURES + "colours:\n  hot:\n    light: red\n    dark: f97c2f", "theme.broken", 4, "colours.hot.light", ""),
        # Without quotes, YAML takes # for the beginning of a remark.
        (
            PICTURES + "colours:\n  hot:\n    light: #e14f00\n    dark: f97c2f",
            "yaml.hash",
            4,
            "",
            'light: "#e14f00"',
        ),
        (PICTURES + "colours:\n  hot: {light: e14f00}", "theme.broken", 3, "colours.hot.dark", ""),
        (PICTURES + "fonts: {disply: [serif]}", "theme.unknown", 2, "fonts.disply", "display"),
        (PICTURES + "fonts: {display: ['a;}b{']}", "theme.broken", 2, "fonts.display", ""),
        (PICTURES + "navigation: [timline]", "theme.unknown", 2, "navigation", "timeline"),
        (PICTURES + "hero: 五个大字了", "theme.broken", 2, "hero", ""),
        (PICTURES + "extends: ltu", "theme.missing", 2, "extends", ""),
    ],
)
def test_a_slip_is_told_with_file_line_and_field(
    tmp_path: Path, record: str, code: str, line: int, field: str, suggestion: str
) -> None:
    """The maker of a theme is told what is wrong where, as an editor is."""
    (problem,) = refused(tmp_path, own=record)
    assert (problem.code, problem.path, problem.line, problem.field) == (code, "themes/own/theme.yaml", line, field)
    assert problem.suggestion == suggestion


def test_everything_that_is_wrong_is_told_at_once_in_both_languages(tmp_path: Path) -> None:
    """No slip hides another, and each has words with what was found and what is allowed."""
    record = "per_page: many\ncolours: {papr: {}}\nhero: 五个大字了\npictures: {card: {widths: [x], sizes: []}}"
    problems = refused(tmp_path, own=record)
    fields = ("per_page", "colours.papr", "hero", "pictures.card.widths", "pictures.card.sizes")
    assert sorted(problem.field for problem in problems) == sorted(fields)
    for lang in ("zh-Hans", "en"):
        told = "\n".join(tell(problem, read_wording(lang)) for problem in problems)
        assert "many" in told and "48" in told and "papr" in told and "paper-2" in told and "五个大字了" in told
        assert "{found}" not in told and "{allowed}" not in told


def test_the_bundled_themes_say_the_same_in_record_and_sheet() -> None:
    """Neither asks for a second style sheet: what theme.yaml names is what style.css holds."""
    for name in ("lutu", "plain"):
        theme = read_theme(name, [bundled_themes()])
        assert tokens_of(theme) == "", name
        assert theme.colours["paper"].light != theme.colours["paper"].dark
        assert theme.hero == "匠心" and len(theme.navigation) == 5


# --- one theme on another ----------------------------------------------------------


def test_an_exhibition_changes_single_values_of_a_bundled_theme(tmp_path: Path) -> None:
    """What it does not name stays; the rest of the sheet is not told again."""
    record = "colours: {hot: {light: c8102e}}\nfonts: {display_en: [Charter, serif]}\nhero: 木作\nper_page: 7\n"
    own = write(tmp_path, {"lutu/theme.yaml": record})
    theme = read_theme("lutu", [own, bundled_themes()])
    assert (theme.hero, theme.per_page, theme.navigation[0]) == ("木作", 7, "plan")
    assert "card" in theme.sizes
    sheet = tokens_of(theme)
    assert ":root{--hot:#c8102e}" in sheet
    assert "--hot:light-dark(#c8102e,#f97c2f)" in sheet
    assert ":root:lang(en){--serif:Charter,serif}" in sheet
    assert "--paper" not in sheet and "--sans" not in sheet
    assert theme.assets["style.css"] == read_theme("lutu", [bundled_themes()]).assets["style.css"]


def test_a_theme_takes_from_its_parent_what_it_has_not(tmp_path: Path) -> None:
    """Templates, assets, words and values come from the nearest theme that has them, up to three deep."""
    files = {
        "a/theme.yaml": "extends: b\nper_page: 3",
        "b/theme.yaml": "extends: c\nhero: 乙",
        "c/theme.yaml": PICTURES + "hero: 丙\nnavigation: [plan]",
        "a/templates/x.html": "a",
        "b/templates/x.html": "b",
        "b/templates/y.html": "b",
        "c/templates/z.html": "c",
        "b/assets/one.css": "b{}",
        "c/assets/one.css": "c{}",
        "c/assets/two.css": "c{}",
        "c/locales/zh-Hans/ui.yaml": "skip: 丙\nmenu: 丙",
        "a/locales/zh-Hans/ui.yaml": "skip: 甲",
    }
    theme = read_theme("a", [write(tmp_path, files)])
    assert (theme.per_page, theme.hero, theme.navigation, list(theme.sizes)) == (3, "乙", ("plan",), ["card"])
    assert [drawn(theme, name) for name in ("x.html", "y.html", "z.html")] == ["a", "b", "c"]
    assert {output.content for output in asset_outputs(theme)} == {b"b{}", b"c{}"}
    wording = read_wording("zh-Hans", *theme.locales)
    assert (wording("ui.skip"), wording("ui.menu")) == ("甲", "丙")


def test_themes_are_not_stacked_in_a_circle_nor_too_deep(tmp_path: Path) -> None:
    """The way that was taken is told, with the line that leads on."""
    (circle,) = refused(tmp_path, "a", a="extends: b", b="title: 乙\nextends: a")
    assert (circle.code, circle.path, circle.line) == ("theme.circle", "themes/b/theme.yaml", 2)
    assert circle.facts["found"] == "a → b → a"
    (deep,) = refused(tmp_path, "a", a="extends: b", b="extends: c", c="extends: d", d=PICTURES)
    assert (deep.code, deep.path, deep.facts["found"]) == ("theme.depth", "themes/c/theme.yaml", "a → b → c → d")


def test_a_template_can_build_on_the_one_it_replaces(tmp_path: Path) -> None:
    """`lutu:entry.html` is the theme's own, and what that one extends is the exhibition's again."""
    bundled = {
        "lutu/theme.yaml": PICTURES,
        "lutu/templates/base.html": "[{% block main %}{% endblock %}]",
        "lutu/templates/entry.html": "{% extends 'base.html' %}{% block main %}entry{% endblock %}",
        "lutu/templates/hall.html": "{% extends 'entry.html' %}",
    }
    changed = {
        "lutu/templates/base.html": "({% block main %}{% endblock %})",
        "lutu/templates/entry.html": "{% extends 'lutu:entry.html' %}{% block main %}own {{ super() }}{% endblock %}",
    }
    folders = [write(tmp_path / "own", changed), write(tmp_path / "bundled", bundled)]
    theme = read_theme("lutu", folders)
    assert drawn(theme, "entry.html") == "(own entry)"
    assert drawn(theme, "hall.html") == "(own entry)"


def test_a_kind_without_a_template_is_drawn_as_an_entry(tmp_path: Path) -> None:
    """One template is enough for all kinds; pages that are no entries must have their own."""
    theme = read_theme("a", [write(tmp_path, {"a/theme.yaml": PICTURES, "a/templates/entry.html": "any"})])
    entry = EntryView(**page(), id="x", kind="studio", kind_label="工作室")  # type: ignore[arg-type]
    assert drawn(theme, "studio.html", entry) == "any"
    with pytest.raises(ContentError) as caught:
        drawn(theme, "list.html")
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("theme.template", "themes/a/templates/list.html")


def test_a_slip_in_a_parents_template_is_told_there(tmp_path: Path) -> None:
    """The path that is told is the one to open."""
    files = {
        "a/theme.yaml": "extends: b",
        "b/theme.yaml": PICTURES,
        "a/templates/x.html": "\n{% extends 'b:y.html' %}",
        "b/templates/y.html": "\n\n{{ page.nothing }}",
    }
    with pytest.raises(ContentError) as caught:
        drawn(read_theme("a", [write(tmp_path, files)]), "x.html")
    assert [(each.path, each.line) for each in caught.value.problems] == [("themes/b/templates/y.html", 3)]


# --- colours -----------------------------------------------------------------------


def colours(**changed: str) -> str:
    """Give a whole set of colours, some changed, as a theme.yaml."""
    plain = {"paper": "ffffff", "paper-2": "f4f4f4", "ink": "111111", "hot": "c00000", "t1": "dddddd"} | changed
    rows = "".join(f"  {name}: {{light: {value}, dark: {value}}}\n" for name, value in plain.items())
    return f"{PICTURES}colours:\n{rows}"


def test_colours_that_cannot_be_read_are_refused_with_one_that_can(tmp_path: Path) -> None:
    """The worst ground is told, with its ratio; the proposal holds on all grounds, in each scheme."""
    problems = refused(tmp_path, own=colours(ink="888888", t1="999999"))
    told = {problem.field: problem for problem in problems}
    assert set(told) == {f"colours.{token}.{scheme}" for token in ("ink", "t1") for scheme in ("light", "dark")}
    ink = told["colours.ink.light"]
    assert (ink.code, ink.line) == ("theme.contrast", 5)
    assert ink.facts == {"top": "ink", "ground": "paper-2", "found": "3.22", "allowed": "4.5"}


def test_who_changes_the_ground_is_told_of_the_ground(tmp_path: Path) -> None:
    """An exhibition that changes only the paper is not told of inks it never wrote."""
    own = write(tmp_path / "own", {"lutu/theme.yaml": "colours:\n  paper:\n    light: 8f8f8f\n"})
    with pytest.raises(ContentError) as caught:
        read_theme("lutu", [own, bundled_themes()])
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.field) == ("theme.contrast", 3, "colours.paper.light")
    fixed = f"colours:\n  paper:\n    light: '{problem.suggestion}'\n"
    write(tmp_path / "own", {"lutu/theme.yaml": fixed})
    assert read_theme("lutu", [own, bundled_themes()]).colours["paper"].light == problem.suggestion


def test_a_ratio_is_never_rounded_up_to_what_is_asked(tmp_path: Path) -> None:
    """4.498 is told as 4.49, for 4.50 would pass."""
    record = ThemeRecord(
        "x", colours={"paper.light": "#ffffff", "blue.light": "#777777"}, lines={"colours.blue.light": 1}
    )
    (problem,) = illegible([record])
    assert problem.facts["found"] == "4.47"
    assert contrast("#777777", "#ffffff") > 4.475


def test_every_pair_of_the_bundled_themes_is_judged() -> None:
    """No token that a pair names is missing, so that nothing is passed over."""
    for name in ("lutu", "plain"):
        theme = read_theme(name, [bundled_themes()])
        assert {token for top, ground, _ in PAIRS for token in (top, ground)} <= set(theme.colours), name


@given(
    st.sampled_from(sorted({token for top, ground, _ in PAIRS for token in (top, ground)})),
    st.integers(0, 0xFFFFFF).map("#{:06x}".format),
    st.sampled_from(SCHEMES),
)
def test_who_takes_the_proposal_is_not_told_again(token: str, colour: str, scheme: str) -> None:
    """Whatever one colour of the default theme is changed to, the colour that is proposed instead is accepted."""
    base, _ = read_record(bundled_themes() / "lutu" / "theme.yaml", "lutu")
    key = f"{token}.{scheme}"

    def told_of(value: str) -> list[Problem]:
        own = ThemeRecord("own", colours={key: value}, lines={f"colours.{key}": 1})
        return illegible([own, base])

    problems = told_of(colour)
    assert [problem.field for problem in problems] in ([], [f"colours.{key}"])
    for problem in problems:
        assert problem.suggestion
        assert told_of(problem.suggestion) == []


# --- what pages link ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lutu", "plain"])
def test_changed_values_reach_every_page_of_a_bundled_theme(tmp_path: Path, name: str) -> None:
    """The tokens come after the sheet that they outdo and before the one for print; the browser's bar is paper."""
    own = write(tmp_path, {f"{name}/theme.yaml": "colours: {paper: {light: fffffe}}"})
    theme = read_theme(name, [own, bundled_themes()])
    wordings = {"zh-Hans": read_wording("zh-Hans", *theme.locales)}
    view = RedirectView(**page())  # type: ignore[arg-type]
    content = render_page(
        make_environment(theme, wordings), PagePlan("a.html", "redirect.html", "en", lambda: view)
    ).content
    assert isinstance(content, bytes)
    sheets = re.findall(r'<link rel="stylesheet"[^>]* href="assets/(\w+)\.', content.decode())
    assert sheets.index("tokens") == sheets.index("style") + 1
    assert "print" not in sheets or sheets[-1] == "print"
    assert '<meta name="theme-color" content="#fffffe"' in content.decode()


def test_a_script_is_published_without_its_indent_but_in_templates(tmp_path: Path) -> None:
    """Blanks at the beginning of a line have no meaning, save within a template."""
    scripts = {"a.js": "if (x) {\n  y();\n\tz();\n}\n", "b.js": "x = `\n  y`;\n"}
    write(tmp_path, {f"own/assets/{name}": text for name, text in scripts.items()})
    theme = read(tmp_path, "own", own=PICTURES)
    published = {output.path: output.content for output in asset_outputs(theme)}
    assert published[theme.assets["a.js"]] == b"if (x) {\ny();\nz();\n}\n"
    assert published[theme.assets["b.js"]] == b"x = `\n  y`;\n"
