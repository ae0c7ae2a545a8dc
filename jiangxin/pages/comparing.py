"""Which figures are to be read beside each other, told from both ends, and on which page each stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jiangxin.model.entry import Ref
from jiangxin.model.evidence import Figure
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.text import Text

CHARTED = ("series", "plan-and-result")
"""Relations whose figures may be drawn in one chart, where the unit is the same."""


@frozen
class Beside:
    """Another figure, how it relates, and the remark that was written on either side."""

    other: Figure
    relation: str
    note: Text | None


@frozen
class Comparing:
    """All comparisons of the exhibition, read from both ends."""

    beside: Mapping[Ref, tuple[Beside, ...]]
    charts: Mapping[Ref, tuple[Figure, ...]]  # figures of one series, by time; for each of its members
    pages: Sequence[tuple[Figure, ...]]  # the list of figures, page by page
    page_numbers: Mapping[Ref, int]


def compare_figures(exhibition: Exhibition, per_page: int) -> Comparing:
    """Read every comparison from both ends and lay the figures out on pages, none torn from its neighbours."""
    figures = exhibition.all_of(Figure)
    beside = _both_ways(figures)
    pages = _paged(_by_theme(figures, clusters(figures, _ties(beside))), per_page)
    numbers = {figure.ref: number for number, page in enumerate(pages, start=1) for figure in page}
    return Comparing(beside, _charts(figures, beside), pages, numbers)


def clusters(figures: Iterable[Figure], ties: Mapping[Ref, Iterable[Ref]]) -> list[list[Figure]]:
    """Give the figures in groups that hang together, in the order of each group's first."""
    by_ref = {figure.ref: figure for figure in figures}
    seen: set[Ref] = set()
    found = []
    for ref in by_ref:
        if ref in seen:
            continue
        seen.add(ref)
        group, waiting = [], [ref]
        while waiting:
            current = waiting.pop(0)
            group.append(by_ref[current])
            for other in ties.get(current, ()):
                if other not in seen and other in by_ref:
                    seen.add(other)
                    waiting.append(other)
        found.append(group)
    return found


def _both_ways(figures: Iterable[Figure]) -> dict[Ref, tuple[Beside, ...]]:
    by_ref = {figure.ref: figure for figure in figures}
    own: dict[Ref, dict[Ref, Beside]] = {ref: {} for ref in by_ref}
    theirs: dict[Ref, dict[Ref, Beside]] = {ref: {} for ref in by_ref}
    for figure in by_ref.values():
        for compared in figure.compare:
            other = by_ref.get(compared.id) if compared.id else None
            if other is None or other is figure:
                continue
            relation = compared.relation or "different-thing"
            own[figure.ref].setdefault(other.ref, Beside(other, relation, compared.note))
            theirs[other.ref].setdefault(figure.ref, Beside(figure, relation, compared.note))
    return {ref: tuple({**theirs[ref], **own[ref]}.values()) for ref in by_ref}


def _ties(beside: Mapping[Ref, tuple[Beside, ...]]) -> dict[Ref, list[Ref]]:
    return {ref: [other.other.ref for other in others] for ref, others in beside.items()}


def _charts(figures: Iterable[Figure], beside: Mapping[Ref, tuple[Beside, ...]]) -> dict[Ref, tuple[Figure, ...]]:
    figures = tuple(figures)
    units = {figure.ref: figure.unit.primary if figure.unit else "" for figure in figures}
    ties = {
        ref: [one.other.ref for one in others if one.relation in CHARTED and units[one.other.ref] == units[ref]]
        for ref, others in beside.items()
    }
    charts = {}
    for group in clusters(figures, ties):
        if len(group) > 1 and all(figure.value is not None for figure in group):
            by_time = tuple(sorted(group, key=_time))
            charts.update({figure.ref: by_time for figure in group})
    return charts


def _time(figure: Figure) -> tuple[bool, str]:
    return (figure.period is None, figure.period.earliest().isoformat() if figure.period else "")


def _by_theme(figures: Iterable[Figure], groups: list[list[Figure]]) -> list[list[Figure]]:
    """Bring groups of one theme together, themes in the order of their first figure."""
    themes: dict[str, int] = {}
    for figure in figures:
        themes.setdefault(_theme(figure), len(themes))
    return sorted(groups, key=lambda group: themes[_theme(group[0])])


def _theme(figure: Figure) -> str:
    if figure.about:
        return str(figure.about[0])
    return figure.scope.primary if figure.scope else ""


def _paged(groups: list[list[Figure]], per_page: int) -> tuple[tuple[Figure, ...], ...]:
    pages: list[list[Figure]] = [[]]
    for group in groups:
        if pages[-1] and len(pages[-1]) + len(group) > per_page:
            pages.append([])
        pages[-1].extend(group)
    return tuple(tuple(page) for page in pages if page)
