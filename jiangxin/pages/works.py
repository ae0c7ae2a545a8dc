"""The pages of what was made: exhibits, methods, cases, results."""

from __future__ import annotations

from jiangxin.model.entry import Part as WrittenPart
from jiangxin.model.space import Exhibit
from jiangxin.model.work import Case, Method
from jiangxin.pages.entries import entry_parts
from jiangxin.pages.parts import Hotspot, Part
from jiangxin.pages.pictures import circled
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import ExhibitView, WorkView


def exhibit_view(sheet: Sheet, exhibit: Exhibit) -> ExhibitView:
    """Give the page of an exhibit, with the balloons of its lead picture and its parts."""
    return ExhibitView(
        **entry_parts(sheet, exhibit),
        hotspots=tuple(
            Hotspot(
                number=circled(number),
                id=f"part-{number}",
                x=float(spot.x or 0),
                y=float(spot.y or 0),
                text=sheet.phrase(spot.text) or sheet.plain(""),
                link=sheet.link(spot.link),
            )
            for number, spot in enumerate(exhibit.hotspots, start=1)
        ),
        parts=parts_of(sheet, exhibit.parts),
    )


def method_view(sheet: Sheet, method: Method) -> WorkView:
    """Give the page of a method: what it answers, how it goes, what came of it."""
    return WorkView(
        **entry_parts(sheet, method),
        problem=sheet.phrase(method.problem),
        steps=sheet.phrases(method.steps),
        solution=sheet.phrase(method.solution),
        items=sheet.phrases(method.items),
        outcome=sheet.phrase(method.result),
    )


def case_view(sheet: Sheet, case: Case) -> WorkView:
    """Give the page of a case: the problem, what was done, what came of it."""
    return WorkView(
        **entry_parts(sheet, case),
        problem=sheet.phrase(case.problem),
        solution=sheet.phrase(case.solution),
        outcome=sheet.phrase(case.outcome),
    )


def parts_of(sheet: Sheet, parts: tuple[WrittenPart, ...]) -> tuple[Part, ...]:
    """Give the parts of a whole."""
    return tuple(Part(sheet.phrase(part.title) or sheet.plain(""), sheet.phrase(part.text)) for part in parts)
