"""Compiled templates kept between builds: nothing is compiled twice, and nothing runs that this user did not sign."""

from __future__ import annotations

import marshal
import os
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from markupsafe import Markup, escape

from jiangxin.folders import settings_folder
from jiangxin.model.text import Phrase
from jiangxin.model.wording import Wording
from jiangxin.pages.plan import PagePlan
from jiangxin.pages.views import NotFoundView, PageView
from jiangxin.problems import ContentError
from jiangxin.rendering import compiled, once
from jiangxin.rendering.compiled import FILE, KEY_FILE, signing_key, written
from jiangxin.rendering.environment import make_environment
from jiangxin.rendering.render import render_page
from jiangxin.rendering.theme import read_theme

BASE = "<p>{% block words %}{{ page.title }}{% endblock %}</p>"
PAGE = "{% extends 'base.html' %}"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a user of its own."""
    folder = tmp_path / "settings"
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(folder))
    found = settings_folder()
    assert found is not None and found.is_relative_to(folder)
    return found


@pytest.fixture
def compiles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list in which the name of every template is noted that is compiled."""
    names: list[str] = []
    compile_ = jinja2.Environment.compile

    def noted(self: jinja2.Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_(self, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    return names


def theme_in(folder: Path, **templates: str) -> Path:
    """Write a theme `plain` and give the folder of themes; templates are given as `page="…"`."""
    for name, text in templates.items():
        path = folder / "plain/templates" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "plain/theme.yaml").write_text("pictures: {card: {widths: [480]}}\n", "utf-8")
    return folder


def build(*themes: Path, cache: Path | None = None, langs: tuple[str, ...] = ("en", "zh-Hans")) -> list[str]:
    """Draw one page in each language as a build would; give their HTML."""
    environment = make_environment(
        read_theme("plain", list(themes)), {lang: Wording(lang, {}) for lang in langs}, cache_folder=cache
    )
    views = [
        NotFoundView(
            path="a.html",
            root="",
            home="",
            lang=lang,
            title=Phrase("A & B", "en"),
            site_title=Phrase("", ""),
            description="",
            navigation=(),
            footer=(),
            translations=(),
            links=(),
            search="",
        )
        for lang in langs
    ]
    plans = [PagePlan(f"{view.lang}.html", "page.html", view.lang, partial(identity, view)) for view in views]
    outputs = [render_page(environment, plan) for plan in plans]
    environment.save()
    return [output.content.decode() for output in outputs if isinstance(output.content, bytes)]


def identity(view: PageView) -> PageView:
    """Give a view as it is."""
    return view


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Give a theme of two templates."""
    return theme_in(tmp_path / "themes", base=BASE, page=PAGE)


@pytest.fixture
def cache(tmp_path: Path, theme: Path, compiles: list[str]) -> Path:
    """Give the cache after a first build."""
    assert build(theme, cache=tmp_path / "cache") == ["<p>A &amp; B</p>"] * 2
    assert compiles == ["page.html", "base.html"]
    compiles.clear()
    return tmp_path / "cache"


def test_a_second_build_compiles_nothing(theme: Path, cache: Path, compiles: list[str]) -> None:
    """What was compiled once is not compiled again, and says the same."""
    assert build(theme, cache=cache) == ["<p>A &amp; B</p>"] * 2
    assert compiles == []


def test_a_changed_template_is_compiled_again_and_only_it(theme: Path, cache: Path, compiles: list[str]) -> None:
    """Its source decides, not its time."""
    theme_in(theme, base=BASE.replace("p>", "b>"))
    for _ in range(2):
        assert build(theme, cache=cache) == ["<b>A &amp; B</b>"] * 2
    assert compiles == ["base.html"]


def test_an_exhibitions_own_template_wins_and_the_one_below_is_still_found(
    tmp_path: Path, theme: Path, cache: Path, compiles: list[str]
) -> None:
    """Two templates of one name are two: the code of one is never taken for the other."""
    own = theme_in(tmp_path / "own", base="{% extends 'plain:base.html' %}{% block words %}own{% endblock %}")
    for _ in range(2):
        assert build(own, theme, cache=cache) == ["<p>own</p>"] * 2
    assert compiles == ["base.html"]
    assert build(theme, cache=cache) == ["<p>A &amp; B</p>"] * 2
    assert compiles == ["base.html"]


@pytest.mark.parametrize("place", [0, 31, 32, 100, -1])
def test_a_file_that_was_tampered_with_is_compiled_anew_and_replaced(
    theme: Path, cache: Path, compiles: list[str], place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One other bit, in the signature or behind it, and nothing of the file is unpacked."""
    file = cache / FILE
    written = bytearray(file.read_bytes())
    written[place] ^= 1
    file.write_bytes(written)
    with monkeypatch.context() as closed:
        closed.setattr(compiled, "marshal", SimpleNamespace(dumps=marshal.dumps, loads=pytest.fail))
        assert build(theme, cache=cache) == ["<p>A &amp; B</p>"] * 2
    assert compiles == ["page.html", "base.html"]
    build(theme, cache=cache)
    assert len(compiles) == 2


@pytest.mark.parametrize("length", [0, 10, 32, 200])
def test_a_file_that_was_cut_off_is_compiled_anew(theme: Path, cache: Path, compiles: list[str], length: int) -> None:
    """A full disk costs time, nothing else."""
    file = cache / FILE
    file.write_bytes(file.read_bytes()[:length])
    assert build(theme, cache=cache) == ["<p>A &amp; B</p>"] * 2
    assert compiles == ["page.html", "base.html"]


def test_what_another_user_signed_is_not_run(
    tmp_path: Path, theme: Path, cache: Path, compiles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that comes with an exhibition is ignored and replaced."""
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "other"))
    build(theme, cache=cache)
    assert compiles == ["page.html", "base.html"]
    build(theme, cache=cache)
    assert len(compiles) == 2


@pytest.mark.parametrize("changed", ["python", "jinja", "options"])
def test_code_for_another_version_is_not_run(
    theme: Path, cache: Path, compiles: list[str], monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    """Python, Jinja and the options decide what a template is compiled to, as its source does."""
    if changed == "python":
        monkeypatch.setattr(compiled, "MAGIC_NUMBER", b"none")
    elif changed == "jinja":
        monkeypatch.setattr(jinja2, "__version__", "0")
    else:
        monkeypatch.setattr(compiled, "_OPTIONS", ("trim_blocks",))
    assert build(theme, cache=cache) == ["<p>A &amp; B</p>"] * 2
    assert compiles == ["page.html", "base.html"]


def test_the_key_is_the_users_alone(cache: Path, settings: Path) -> None:
    """It is random, nobody else may read it, and it does not lie in the cache."""
    key = (settings / KEY_FILE).read_bytes()
    assert len(key) == 32 and len(set(key)) > 8 and signing_key() == key
    assert [path.name for path in cache.iterdir()] == [FILE]
    if os.name == "posix":
        assert (settings / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in settings.iterdir()] == [KEY_FILE]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize("mode", [0o640, 0o606, 0o620])
def test_a_key_that_others_can_reach_signs_nothing(
    theme: Path, cache: Path, settings: Path, compiles: list[str], mode: int
) -> None:
    """Templates are compiled each time then, and nothing is said."""
    (settings / KEY_FILE).chmod(mode)
    for _ in range(2):
        assert build(theme, cache=cache) == ["<p>A &amp; B</p>"] * 2
    assert len(compiles) == 4


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")
def test_a_key_behind_a_link_signs_nothing(tmp_path: Path, cache: Path, settings: Path) -> None:
    """Who can put a link there would choose the key."""
    assert cache.is_dir()
    (settings / KEY_FILE).rename(tmp_path / "elsewhere")
    (settings / KEY_FILE).symlink_to(tmp_path / "elsewhere")
    assert signing_key() is None


def test_a_damaged_key_is_made_anew(cache: Path, settings: Path) -> None:
    """It only ever protects what can be made again."""
    assert cache.is_dir()
    old = (settings / KEY_FILE).read_bytes()
    (settings / KEY_FILE).write_bytes(old[:5])
    new = signing_key()
    assert new is not None and len(new) == 32 and new[:5] != old[:5]


@pytest.mark.parametrize("place", ["", "relative/folder"])
def test_without_a_place_for_the_key_nothing_is_kept(
    tmp_path: Path, theme: Path, compiles: list[str], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No home, or one that depends on where one stands: compiled each time."""
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, place)
    for _ in range(2):
        build(theme, cache=tmp_path / "cache")
    assert len(compiles) == 4
    assert not (tmp_path / "cache").exists()


def test_where_the_key_cannot_be_written_nothing_is_kept(
    tmp_path: Path, theme: Path, compiles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in the way of the folder is no error."""
    (tmp_path / "file").write_text("", "utf-8")
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    assert build(theme, cache=tmp_path / "cache") == ["<p>A &amp; B</p>"] * 2
    assert not (tmp_path / "cache").exists()


def test_a_template_that_is_gone_is_not_kept(theme: Path, cache: Path) -> None:
    """The file does not grow for ever."""
    theme_in(theme, page="{{ page.title }}")
    (theme / "plain/templates/base.html").unlink()
    before = (cache / FILE).stat().st_size
    build(theme, cache=cache)
    assert (cache / FILE).stat().st_size < before
    assert b"base.html" not in (cache / FILE).read_bytes()


def test_an_error_in_a_kept_template_is_told_with_its_line(tmp_path: Path, compiles: list[str]) -> None:
    """Code from the cache knows its file and lines as code compiled now does."""
    theme = theme_in(tmp_path / "themes", page="<p>\n{% if page.lang == 'en' %}\n{{ page.nothing }}{% endif %}")
    build(theme, cache=tmp_path / "cache", langs=("zh-Hans",))
    assert compiles == ["page.html"]
    with pytest.raises(ContentError) as caught:
        build(theme, cache=tmp_path / "cache", langs=("en",))
    assert compiles == ["page.html"]
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("themes/plain/templates/page.html", 3)


def test_no_language_is_compiled_into_a_template(tmp_path: Path) -> None:
    """A filter of a constant is worked out for each page: it speaks that page's language."""
    theme = theme_in(tmp_path / "themes", page="{{ 'en'|code }}")
    assert build(theme, cache=tmp_path / "cache") == ["", ' lang="en"']
    assert build(theme, cache=tmp_path / "cache", langs=("zh-Hans", "en")) == [' lang="en"', ""]


class Safe:
    """An object that knows its own HTML."""

    def __html__(self) -> str:
        return "<b>"


def test_what_is_written_is_escaped_as_markupsafe_escapes() -> None:
    """Whatever it is: text, text that is safe already, a phrase, a number, nothing."""
    for value in ("<&>\"'", "匠心", "", Markup("<i>&amp;"), Phrase("<a>", "en"), 3, 2.5, None, True, Safe(), ["<"]):
        assert written(value) == str(escape(value))
    with pytest.raises(jinja2.UndefinedError):
        written(jinja2.StrictUndefined(name="nothing"))


def test_a_template_writes_nothing_unescaped(tmp_path: Path) -> None:
    """Nor a piece, a block that was kept in a variable, or text that is joined."""
    page = (
        "{% macro piece(x) %}[{{ x }}]{% endmacro %}{% set kept %}{{ page.title }}{% endset %}"
        "{{ piece('<') }}{{ piece('<'|safe) }}{{ kept }}{{ '<' ~ page.title }}{{ kept ~ '<' }}"
    )
    theme = theme_in(tmp_path / "themes", page=page)
    assert build(theme, langs=("en",)) == ["[&lt;][<]A &amp; B&lt;A &amp; BA &amp; B&lt;"]


def test_what_has_a_value_gives_it_in_one_way(tmp_path: Path) -> None:
    """Attributes of attributes, keys, what a loop knows; what is neither is nothing, and may be asked about."""
    page = (
        "{% set kept = {'a': {'b': 0}, 'items': 'no key'} %}"
        "{{ page.title.text }} {{ kept.a.b }} {{ kept.items is callable }}"
        "{% for each in 'xy' %} {{ loop.index }}{{ loop.changed(each) }}{% endfor %}"
        " {{ page.nothing is defined }} {{ kept.nothing|default('-') }}"
    )
    theme = theme_in(tmp_path / "themes", page=page)
    assert build(theme, langs=("en",)) == ["A &amp; B 0 True 1True 2True False -"]
    theme = theme_in(tmp_path / "themes", page="{{ page.title.nothing }}")
    with pytest.raises(ContentError):
        build(theme, langs=("en",))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("piece(1)", "1 2 "),
        ("piece(1, '<')", "1 &lt; "),
        ("piece(1, b=3)", "1 3 "),
        ("many(1, 2, c=3)", "1 (2,) {&#39;c&#39;: 3}"),
        ("around(1)", None),
        ("piece()", None),
        ("piece(1, 2, 3)", None),
        ("piece(1, c=3)", None),
    ],
)
def test_pieces_are_called_as_jinja_calls_them(tmp_path: Path, call: str, said: str | None) -> None:
    """With all they take, with less and by name; what they do not take is an error."""
    page = (
        "{% macro piece(a, b=2) %}{{ a }} {{ b }} {% endmacro %}"
        "{% macro many(a) %}{{ a }} {{ varargs }} {{ kwargs }}{% endmacro %}"
        "{% macro around(a) %}{{ a }}{{ caller() }}{% endmacro %}"
    )
    theme = theme_in(tmp_path / "themes", page=f"{page}{{{{ {call} }}}}")
    if said is not None:
        assert build(theme, langs=("en",)) == [said]
    else:
        with pytest.raises(ContentError):
            build(theme, langs=("en",))


@pytest.mark.parametrize(
    "page",
    [
        "{% extends 'base.html' %}{% block words %}{{ super() }}{{ self.m()}}{% endblock %}{% block m %}{% endblock %}",
        "{% if page.path %}{% extends 'base.html' %}{% endif %}a{% block words %}b{% endblock %}",
        "{% if not page.path %}{% extends 'base.html' %}{% endif %}a{% block words %}b{% endblock %}c",
        "a{% include 'part.html' without context %}b{% include 'part.html' without context %}c",
        "{% block all %}a{% include 'part.html' without context %}b{% endblock %}c",
        "a{% include 'other.html' %}b{% set kept %}{% include 'other.html' %}{% endset %}c{{ kept }}",
        "a{% include 'none.html' ignore missing without context %}b{% include 'none.html' ignore missing %}c",
        "{% for x in 'ab' %}{{ x }}{% block own scoped %}{{ x }}{{ loop.index }}{% endblock %}{% else %}-{% endfor %}",
        "{% for x in [[1], [2]] recursive %}{{ x }}{% if x is iterable %}{{ loop(x) }}{% endif %}{% endfor %}",
        "{% macro around() %}<{{ caller(1) }}>{% endmacro %}a{% call(x) around() %}{{ x }}{% endcall %}b",
        "a{% filter upper %}b{{ page.title }}{% endfilter %}{% with x = 1 %}{{ x }}{% endwith %}",
    ],
)
def test_what_is_gathered_is_in_the_order_of_jinja(tmp_path: Path, page: str) -> None:
    """What a template, its blocks, its parents and what it includes say, as stock Jinja says it."""
    parts = {"base": f"({BASE}{{% block m %}}m{{% endblock %}})", "part": "p{{ 1 }}", "other": "{{ page.path }}"}
    theme = theme_in(tmp_path / "themes", page=page, **parts)
    stock = jinja2.Environment(
        autoescape=True, loader=jinja2.FileSystemLoader(theme / "plain/templates"), keep_trailing_newline=True
    )
    view = SimpleNamespace(path="a.html", title=Phrase("A & B", "en"))
    assert build(theme, langs=("en",)) == [stock.get_template("page.html").render(page=view)]


def test_a_piece_is_drawn_once_for_the_same_values(tmp_path: Path) -> None:
    """For the very same: not for others that are equal, in another piece, or in another language."""
    pieces = (
        "{% macro piece(x, y=0) %}{{ t.lang }}{{ x }}{{ y }} {% endmacro %}{% macro other(x) %}-{{ x }} {% endmacro %}"
    )
    page = (
        "{% import 'pieces.html' as p %}"
        "{% for x in [page.title, page.title, page.path] %}{{ p.piece|once(x) }}{{ p.other|once(x) }}{% endfor %}"
        "{{ p.piece|once(page.path, 1) }}{{ p.piece|once(page.path, true) }}"
    )
    theme = theme_in(tmp_path / "themes", page=page, pieces=pieces)
    title, path = "{0}A &amp; B0 -A &amp; B ", "{0}a.html0 -a.html {0}a.html1 {0}a.htmlTrue "
    assert build(theme) == [(title * 2 + path).format(lang) for lang in ("en", "zh-Hans")]


def test_what_was_drawn_once_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked again it is not drawn; of very much the first is given up, and drawn again when it is asked for."""
    monkeypatch.setattr(once, "_MOST", 2)
    drawn: list[str] = []

    def piece(value: str) -> Markup:
        drawn.append(value)
        return escape(value)

    draw = once.Once()
    a, b, c = "a", "b", "c"
    assert [draw(piece, value) for value in (a, b, a, c, b, a)] == [a, b, a, c, b, a]
    assert drawn == [a, b, c, a]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no root without a drive")
def test_settings_lie_where_each_system_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """One place a system; a relative one is none."""
    for name, value in {"HOME": "/h", "XDG_CONFIG_HOME": "relative", "APPDATA": "/a"}.items():
        monkeypatch.setenv(name, value)
    found = {}
    for system in ("linux", "darwin", "win32"):
        monkeypatch.setattr(sys, "platform", system)
        found[system] = settings_folder()
    assert found == {
        "linux": Path("/h/.config/jiangxin"),
        "darwin": Path("/h/Library/Application Support/jiangxin"),
        "win32": Path("/a/jiangxin"),
    }
