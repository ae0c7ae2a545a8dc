"""The page with every piece of a theme: whole, well-formed, in each language, and nowhere in a built site."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest

from jiangxin.folders import bundled_themes
from jiangxin.problems import ContentError
from jiangxin.rendering.components import GALLERIES, component_page, components_view
from jiangxin.rendering.theme import read_theme
from jiangxin.wording import read_wording

LANGUAGES = ("zh-Hans", "en")


def components(name: str, lang: str) -> str:
    """Draw the page of a bundled theme."""
    output = component_page(read_theme(name, [bundled_themes()]), read_wording(lang))
    assert output.path == "components.html"
    assert isinstance(output.content, bytes)
    return output.content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["lutu", "plain"])
def test_every_piece_can_be_drawn(name: str, lang: str) -> None:
    """The page parses without an error of HTML5, names each id once, and is not for search engines."""
    html = components(name, lang)
    html5lib.HTMLParser(strict=True).parse(html)
    ids = re.findall(r' id="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert 'content="noindex"' in html
    assert html.count("<img") >= sum(GALLERIES) + 2
    assert len(re.findall(r'class="dia dia-\w+"', html)) == 6


@pytest.mark.parametrize("name", ["lutu", "plain"])
def test_every_macro_of_a_theme_is_shown(name: str) -> None:
    """A macro that the page does not use is one whose states nobody sees."""
    templates = bundled_themes() / name / "templates"
    pieces = (templates / ("parts/pieces.html" if name == "lutu" else "parts.html")).read_text("utf-8")
    page = (templates / "components.html").read_text("utf-8")
    names = re.findall(r"macro (\w+)\(", pieces)
    used = {each for each in names if f"p.{each}(" in page}
    calls = {each: set(re.findall(r"\b(\w+)(?:\||\()", body)) for each, body in _bodies(pieces)}
    while more := {inner for each in used for inner in calls[each] if inner in names} - used:
        used |= more
    assert set(names) - used <= {"head_to", "told"}  # need a whole page around them


def _bodies(pieces: str) -> list[tuple[str, str]]:
    return re.findall(r"macro (\w+)\([^%]*%\}(.*?)endmacro", pieces, re.S)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_made_values_have_every_state(lang: str) -> None:
    """Known and unknown, planned and past, with a picture and without: none is left out."""
    view = components_view(read_wording(lang))
    assert {figure.kind for figure in view.figures} == {"actual", "target", "rule", "case"}
    assert {event.state for event in view.happenings} == {"happened", "planned", "period"}
    assert {card.is_placeholder for card in view.cards} == {True, False}
    assert {bool(card.picture) for card in view.cards} == {True, False}
    assert tuple(map(len, view.galleries)) == GALLERIES
    assert any(row.is_unknown for row in view.rows)


def test_a_theme_without_the_page_is_told_so(tmp_path: Path) -> None:
    """Who asks for the page of a theme that has none learns which template is missing."""
    root = tmp_path / "bare"
    root.mkdir()
    (root / "theme.yaml").write_text("pictures: {card: {widths: [480]}}", "utf-8")
    with pytest.raises(ContentError) as caught:
        component_page(read_theme("bare", [tmp_path]), read_wording("en"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("theme.template", "themes/bare/templates/components.html")
