"""The home page: the exhibition at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiangxin.drawing.art import draw_hero
from jiangxin.model.evidence import Figure as Record
from jiangxin.model.narrative import Story, Tour
from jiangxin.model.people import Craftsman
from jiangxin.model.space import Exhibit
from jiangxin.pages.cards import cards_of
from jiangxin.pages.citations import citations_of
from jiangxin.pages.corridor import covered
from jiangxin.pages.dates import show_years
from jiangxin.pages.figures import figures_of
from jiangxin.pages.floorplan import Floorplan
from jiangxin.pages.frame import frame
from jiangxin.pages.groups import group_blocks
from jiangxin.pages.parts import Link, More, Row, Section
from jiangxin.pages.relations import FIRST
from jiangxin.pages.rows import field_label
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.structured import exhibition_event
from jiangxin.pages.timeline import happening, milestones
from jiangxin.pages.urls import PLAN, TIMELINE, list_path
from jiangxin.pages.views import HomeView

DEFAULT_HERO = "匠心"
EXHIBITS, PEOPLE, STORIES, FIGURES, TOURS = 8, 12, 6, 4, 12


def home_view(sheet: Sheet, floorplan: Floorplan) -> HomeView:
    """Give the home page."""
    exhibition = sheet.edition.exhibition
    settings = exhibition.settings
    title = sheet.phrase(settings.title) or sheet.plain("")
    summary = sheet.phrase(settings.summary)
    hero = settings.hero or sheet.edition.theme.hero or DEFAULT_HERO
    treasures = _treasures(exhibition.all_of(Exhibit))
    return HomeView(
        **frame(sheet, title, description=summary.text if summary else "", data=exhibition_event(sheet)),
        subtitle=sheet.phrase(settings.subtitle),
        summary=summary,
        motto=sheet.phrase(settings.motto),
        hero_svg=draw_hero(hero).svg,
        hero_text=hero,
        formula=settings.layout.formula or "" if settings.layout else "",
        dates=sheet.date(settings.dates),
        venue=sheet.link(settings.venue),
        tally=tuple(_tally(sheet)),
        groups=group_blocks(sheet),
        rooms=floorplan.rooms(sheet),
        plan_svg=floorplan.draw(sheet),
        treasures=_treasure_section(sheet, treasures),
        exhibits=cards_of(sheet, _other_exhibits(exhibition.all_of(Exhibit), treasures)[:EXHIBITS]),
        people=cards_of(sheet, _first_people(exhibition.all_of(Craftsman))[:PEOPLE]),
        stories=cards_of(sheet, exhibition.all_of(Story)[:STORIES]),
        tours=cards_of(sheet, exhibition.all_of(Tour)[:TOURS]),
        milestones=tuple(happening(sheet, event) for event in milestones(exhibition)),
        figures=figures_of(sheet, _telling_figures(sheet)),
        rows=tuple(_rows(sheet)),
        credits=sheet.phrase(settings.credits),
        citations=citations_of(sheet, settings.sources),
    )


def _tally(sheet: Sheet) -> Iterator[Link]:
    """Give the exhibition in numbers, each leading to what it counts."""
    exhibition = sheet.edition.exhibition
    for kind in ("craftsman", "exhibit"):
        if count := len(exhibition.by_kind.get(kind, ())):
            yield Link(sheet.words(f"kinds.{kind}.many"), sheet.href(list_path(kind)), str(count), kind)
    layout = exhibition.settings.layout
    if layout and layout.formula:
        yield Link(sheet.words("pages.tally_halls"), sheet.href(PLAN), layout.formula, "plan")
    if (covers := covered(exhibition)) and exhibition.years:
        yield Link(sheet.words("pages.timeline"), sheet.href(TIMELINE), show_years(*covers, sheet.wording), "timeline")


def _treasures(exhibits: Sequence[Exhibit]) -> list[Exhibit]:
    """Give the treasures, without the record that stands for them as a set."""
    sets = {exhibit.part_of for exhibit in exhibits}
    return [exhibit for exhibit in exhibits if exhibit.kind == "treasure" and exhibit.ref not in sets]


def _treasure_section(sheet: Sheet, treasures: Sequence[Exhibit]) -> Section | None:
    """Give the treasures, with quiet places for those that their set declares and nobody names."""
    if not treasures:
        return None
    sets = sheet.edition.shown(treasure.part_of for treasure in treasures)
    whole = next((one for one in sets if isinstance(one, Exhibit)), None)
    label = sheet.title(whole).text if whole else sheet.value_label("exhibit", "kind", "treasure")
    missing = (whole.count or 0) - sum(one.part_of == whole.ref for one in treasures) if whole else 0
    way = (sheet.href_of(whole.ref) if whole else None) or sheet.href(list_path("exhibit"))
    count = len(treasures)
    is_much = count > sheet.edition.theme.per_page
    return Section(
        "treasures",
        label,
        cards_of(sheet, treasures[:FIRST] if is_much else treasures),
        placeholders=max(missing, 0),
        placeholder_label=sheet.wording("pages.not_named") if missing > 0 else "",
        href=sheet.href_of(whole.ref) if whole else None,
        more=More(sheet.wording("pages.all_of_them", n=count), way, count) if is_much else None,
    )


def _other_exhibits(exhibits: Sequence[Exhibit], treasures: Sequence[Exhibit]) -> list[Exhibit]:
    """Give what the home page shows besides the treasures and the record of their set."""
    shown = {treasure.ref for treasure in treasures} | {treasure.part_of for treasure in treasures}
    return [exhibit for exhibit in exhibits if exhibit.ref not in shown]


def _first_people(people: Sequence[Craftsman]) -> list[Craftsman]:
    return sorted(people, key=lambda person: person.role not in (None, "craftsman"))


def _telling_figures(sheet: Sheet) -> list[Record]:
    """Give the figures of the event itself before others; what came true before what is planned."""
    settings = sheet.edition.exhibition.settings
    layout_halls = {hall.ref for group in sheet.edition.exhibition.groups for hall in group.halls}
    own = {settings.venue, *layout_halls}
    figures = sheet.edition.exhibition.all_of(Record)
    scopes = {figure.scope.primary for figure in figures if figure.scope and own & set(figure.about)}

    def rank(figure: Record) -> tuple[bool, bool, bool]:
        is_own = bool(own & set(figure.about))
        return (figure.kind != "actual", not is_own, not (figure.scope and figure.scope.primary in scopes))

    return sorted(figures, key=rank)[:FIGURES]


def _rows(sheet: Sheet) -> Iterator[Row]:
    """Give the exhibition's own title block."""
    settings = sheet.edition.exhibition.settings

    def row(name: str, *values: Link | None) -> Iterator[Row]:
        shown = tuple(value for value in values if value is not None)
        if shown:
            yield Row(name, field_label(sheet.wording, "exhibition", name), shown)

    yield from row("dates", Link(sheet.plain(sheet.date(settings.dates))) if settings.dates else None)
    yield from row("venue", sheet.link(settings.venue))
    yield from row("organisers", *sheet.links(settings.organisers))
    area = sheet.phrase(settings.area_printed) or (
        sheet.plain(f"{settings.area_m2:g} m²") if settings.area_m2 else None
    )
    yield from row("area_m2", Link(area) if area else None)
