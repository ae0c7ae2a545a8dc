"""Figures with everything that keeps them honest, and the pages that list them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from jiangxin.drawing.bars import Bar, draw_bars
from jiangxin.model.entry import Ref
from jiangxin.model.evidence import Figure as Record
from jiangxin.model.text import Phrase
from jiangxin.pages.citations import citations_of
from jiangxin.pages.comparing import Beside
from jiangxin.pages.frame import frame
from jiangxin.pages.pagers import pager
from jiangxin.pages.parts import Compared, Figure, Link
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import list_path
from jiangxin.pages.views import FiguresView


def figures_of(sheet: Sheet, records: Iterable[Record]) -> tuple[Figure, ...]:
    """Give figures in the order given; a chart stands at the first of its members only."""
    charted: set[Ref] = set()
    shown = []
    for record in records:
        chart = sheet.edition.comparing.charts.get(record.ref, ())
        is_first = bool(chart) and record.ref not in charted
        charted.update(member.ref for member in chart)
        shown.append(_figure(sheet, record, _bars(sheet, record, chart) if is_first else ""))
    return tuple(shown)


_SCALES = "万亿千百十余多"


def figures_about(sheet: Sheet, ref: Ref) -> tuple[Figure, ...]:
    """Give the figures that belong to an entry."""
    named = sheet.edition.naming(ref, "figure", "about")
    own = sheet.href_of(ref)
    return tuple(
        replace(figure, about=tuple(link for link in figure.about if link.href != own))
        for figure in figures_of(sheet, (figure for figure in named if isinstance(figure, Record)))
    )


def figures_view(sheet: Sheet, number: int) -> FiguresView:
    """Give page `number` (from 1) of the list of figures."""
    pages = sheet.edition.comparing.pages
    records, count = pages[number - 1], len(pages)
    title = sheet.words("pages.figures")
    return FiguresView(
        **frame(sheet, title, key="figures", number=number),
        count=len(sheet.edition.comparing.page_numbers),
        figures=figures_of(sheet, records),
        pager=pager(sheet, partial(list_path, "figure"), count, number),
        others=(),
    )


def _figure(sheet: Sheet, record: Record, bars_svg: str) -> Figure:
    return Figure(
        id=record.id,
        href=sheet.href_of(record.ref) or "",
        title=sheet.title(record),
        printed=record.printed or "",
        unit=_unit(sheet, record),
        qualifier=record.qualifier or "exact",
        qualifier_label=sheet.value_label("figure", "qualifier", record.qualifier or "exact"),
        scope=sheet.phrase(record.scope),
        period=_period(sheet, record),
        kind=record.kind or "actual",
        kind_label=sheet.value_label("figure", "kind", record.kind or "actual"),
        sources=citations_of(sheet, record.sources),
        compared=tuple(_compared(sheet, beside) for beside in sheet.edition.comparing.beside.get(record.ref, ())),
        about=sheet.links((*record.about, *_shown_by(sheet, record))),
        bars_svg=bars_svg,
        note=sheet.phrase(record.note) or sheet.phrase(record.summary),
    )


def _shown_by(sheet: Sheet, record: Record) -> list[Ref]:
    """Give the entries that show a figure in a panel or a diagram."""
    links = sheet.edition.exhibition.backlinks.get(record.ref, ())
    return sheet.edition.in_order(link.source for link in links if link.source.kind not in ("figure", "source"))


def _compared(sheet: Sheet, beside: Beside) -> Compared:
    other = beside.other
    return Compared(
        relation=beside.relation,
        relation_label=sheet.value_label("figure", "relation", beside.relation),
        link=Link(sheet.title(other), sheet.href_of(other.ref), kind="figure"),
        printed=other.printed or "",
        scope=sheet.phrase(other.scope),
        period=_period(sheet, other),
        sources=sheet.links(citation.id for citation in other.sources),
        note=sheet.phrase(beside.note),
    )


def _unit(sheet: Sheet, record: Record) -> Phrase | None:
    """Give the unit, unless the printed number already names it or another measure word: no “5名 人”."""
    unit = sheet.phrase(record.unit)
    printed = record.printed or ""
    if unit is None or unit.text in printed:
        return None
    is_measure_word = len(unit.text) == 1 and unit.lang == sheet.edition.exhibition.languages[0]
    names_one = printed[-1:].isalpha() and printed[-1:] not in _SCALES
    return None if is_measure_word and names_one else unit


def _period(sheet: Sheet, record: Record) -> str:
    """Give the time a figure is about, as it is meant, and marked where it was worked out."""
    words = sheet.date(record.period) or str(sheet.phrase(record.period_text) or "")
    if not words:
        return ""
    if record.period and record.period_type not in (None, "none", "at", "during"):
        words = sheet.wording(f"pages.period.{record.period_type}", date=words)
    return sheet.wording("pages.inferred", date=words) if record.period_basis == "inferred" else words


def _bars(sheet: Sheet, record: Record, chart: Iterable[Record]) -> str:
    bars = [
        Bar(_bar_label(sheet, member), float(member.value or 0), member.printed or "", member.kind or "actual")
        for member in chart
    ]
    return draw_bars(f"bars-{record.id}", bars)


def _bar_label(sheet: Sheet, member: Record) -> str:
    return sheet.date(member.period) or sheet.title(member).text
