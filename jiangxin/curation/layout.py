"""The layout formula with the halls that are known: 1+8+2 is data, not code.

Two hierarchies order the halls: the group of the formula a hall belongs to, and
the space it stands in. Halls are numbered through the groups in the formula's
order; a declared hall that is not known keeps its number, so that the numbers of
the others stay when it becomes known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import HallGroup
from jiangxin.model.settings import LayoutFormula
from jiangxin.model.space import Hall


def arrange_groups(layout: LayoutFormula | None, halls: Sequence[Hall]) -> tuple[HallGroup, ...]:
    """Give the formula's groups, each with its halls in curator's order."""
    arranged = []
    number = 1
    for group in layout.groups if layout else ():
        known = tuple(hall for hall in halls if hall.group == group.key)
        unnamed = None if group.count is None else max(group.count - len(known), 0)
        arranged.append(HallGroup(group, known, unnamed, number))
        number += len(known) + (unnamed or 0)
    return tuple(arranged)


def number_halls(groups: Iterable[HallGroup]) -> Mapping[Ref, int]:
    """Give each hall of a group its number, counted through the formula."""
    return {hall.ref: group.first_number + index for group in groups for index, hall in enumerate(group.halls)}


def inside(halls: Iterable[Hall]) -> Mapping[Ref, tuple[Hall, ...]]:
    """Give the spaces that stand in each space."""
    found: dict[Ref, list[Hall]] = defaultdict(list)
    for hall in halls:
        if hall.located_in is not None:
            found[hall.located_in].append(hall)
    return {ref: tuple(each) for ref, each in found.items()}
