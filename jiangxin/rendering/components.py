"""One page with every piece of a theme in every state, for those who change a theme.

It is drawn by the theme's own `components.html` from made values, and belongs to
the preview: a published site never has it.
"""

from __future__ import annotations

from itertools import count

from jiangxin.drawing.floorplan import PlanRoom, draw_plan
from jiangxin.model.frozen import frozen
from jiangxin.model.output import Output
from jiangxin.model.text import Phrase
from jiangxin.model.theme import Theme
from jiangxin.model.wording import Wording
from jiangxin.pages import parts
from jiangxin.pages.parts import Link
from jiangxin.pages.plan import PagePlan
from jiangxin.pages.views import PageView
from jiangxin.rendering.environment import make_environment
from jiangxin.rendering.render import render_page
from jiangxin.rendering.specimens import HERE, Specimens

PATH = "components.html"
GALLERIES = (1, 2, 3, 9)


@frozen(kw_only=True)
class ComponentsView(PageView):
    """Every piece of a theme, in every state."""

    tempers: tuple[int, ...]
    lead: parts.Picture
    hotspots: tuple[parts.Hotspot, ...]
    bare: parts.Picture  # without caption and credit
    drawing: parts.Drawn
    galleries: tuple[tuple[parts.Picture, ...], ...]
    media: tuple[parts.Medium, ...]
    printed: tuple[parts.PrintedPicture, ...]
    cards: tuple[parts.Card, ...]
    sections: tuple[parts.Section, ...]
    rows: tuple[parts.Row, ...]
    unknown: tuple[Phrase, ...]
    figures: tuple[parts.Figure, ...]
    citations: tuple[parts.Citation, ...]
    quotes: tuple[parts.Quote, ...]
    byline: tuple[parts.Credit, ...]
    steps: tuple[Phrase, ...]
    prose: parts.Prose
    happenings: tuple[parts.Happening, ...]
    diagrams: tuple[parts.Diagram, ...]
    plan_svg: str
    rooms: tuple[parts.Room, ...]
    formula: str
    groups: tuple[parts.Block, ...]
    pager: parts.Pager
    others: tuple[Link, ...]
    neighbour: Link


def component_page(theme: Theme, wording: Wording) -> Output:
    """Give the page `components.html` of a theme, in the language of `wording`.

    Raises ContentError where the theme has no such template, or one of its pieces
    cannot be drawn.
    """
    environment = make_environment(theme, {wording.lang: wording})
    return render_page(
        environment, PagePlan(PATH, PATH, wording.lang, lambda: components_view(wording), in_sitemap=False)
    )


def components_view(wording: Wording) -> ComponentsView:
    """Give the made values that the page shows."""
    made = Specimens(wording, count(1))
    menu = tuple(Link(made.words(f"kinds.{kind}.many"), HERE, kind=kind) for kind in ("exhibit", "craftsman", "story"))
    title = Phrase(PATH, "zxx")
    cards = made.cards()
    sentence = made.words("ui.figures_lede")
    source = made.link("source")
    groups = tuple(
        parts.Block(f"group-{place}", made.name("hall"), HERE if place == 1 else None, cards[:place], place)
        for place in (1, 2)
    )
    return ComponentsView(
        path=PATH,
        root="",
        home=HERE,
        lang=wording.lang,
        primary=wording.lang,
        title=title,
        site_title=title,
        description=sentence.text,
        navigation=menu,
        footer=menu,
        translations=(parts.Translation(wording.lang, wording.lang, HERE, current=True),),
        breadcrumbs=(Link(made.name("hall"), HERE), Link(title, None, current=True)),
        updated="2024",
        licence=sentence,
        tempers=tuple(range(1, 9)),
        lead=made.picture(0),
        hotspots=made.hotspots(),
        bare=made.picture(3, is_bare=True),
        drawing=made.drawing(),
        galleries=tuple(made.pictures(many) for many in GALLERIES),
        media=_media(made),
        printed=(parts.PrintedPicture("1", sentence, sentence.text, source, (made.link("exhibit"),)),),
        cards=cards,
        sections=(
            parts.Section("a", made.name("exhibit").text, cards[:2], placeholders=2),
            parts.Section("b", made.name("hall").text, (), placeholders=9),
            parts.Section("c", made.name("story").text, cards, style="links", placeholders=1),
            parts.Section("d", made.name("method").text, cards[:2], more=parts.More(made.name("hall").text, HERE, 960)),
        ),
        rows=made.rows(),
        unknown=(sentence, made.name("exhibit")),
        figures=made.figures(),
        citations=made.citations(),
        quotes=made.quotes(),
        byline=(parts.Credit(wording("values.role.text"), (made.name("craftsman").text,) * 2),),
        steps=(sentence, made.name("method"), sentence),
        prose=_prose(made),
        happenings=made.happenings(),
        diagrams=made.diagrams(),
        plan_svg=_plan(made),
        rooms=made.rooms(),
        formula="1+2",
        groups=groups,
        pager=made.pager(),
        others=made.others(),
        neighbour=made.link("exhibit"),
    )


def _media(made: Specimens) -> tuple[parts.Medium, ...]:
    """Give a recording and a film without a second of either: only their places are seen."""
    said = (parts.Passage(made.words("ui.figures_lede"), speaker=made.name("craftsman").text, time="0:07"),)
    film = parts.Medium(
        kind="video",
        kind_label=made.wording("ui.media"),
        src="data:video/mp4,",
        title=made.name("exhibit"),
        width_px=1920,
        height_px=1080,
        seconds=60,
        duration="1:00",
        format="MP4",
        size="1 MB",
        transcript=said,
    )
    recording = parts.Medium("audio", made.wording("ui.media"), "data:audio/wav,", None, 0, 0, 0, "", "WAV", "1 MB")
    return (film, recording)


def _prose(made: Specimens) -> parts.Prose:
    """Give a text with everything a text can have."""
    words = made.wording("ui.figures_lede")
    name = made.wording("kinds.exhibit.one")
    row = f"<tr><td>{name}</td><td>1,234</td></tr>"
    html = (
        f'<p>{words} <a href="{HERE}">{name}</a>, <em>{name}</em>, <strong>{name}</strong>.</p>'
        f"<h2>{name}</h2><p>{words}</p><h3>{name}</h3><ul><li>{words}</li><li>{name}</li></ul>"
        f"<ol><li>{words}</li><li>{name}</li></ol><blockquote><p>{words}</p></blockquote>"
        f"<table><thead><tr><th>{name}</th><th>{name}</th></tr></thead><tbody>{row}{row}</tbody></table>"
    )
    return parts.Prose(html, made.wording.lang)


def _plan(made: Specimens) -> str:
    """Give a small plan: a corridor, a hall, one with a temper, one that is not known."""
    hall = made.wording("kinds.hall.one")
    unknown = made.wording("ui.unnamed")
    rooms = (
        PlanRoom("a", hall, "", HERE, "corridor", None, 1, 1, 2, 2),
        PlanRoom("b", hall, "01", HERE, "hall", None, 3, 1, 4, 1),
        PlanRoom("c", hall, "02", HERE, "hall", 3, 3, 2, 2, 1),
        PlanRoom("d", unknown, "03", None, "placeholder", None, 5, 2, 2, 1),
    )
    return draw_plan("specimen", rooms, label=made.wording("ui.plan"), entrance=hall)
