"""Library → problems: everything that is wrong with the whole, found in one run.

What one file alone can get wrong was found while it was read. Here entries are
held against each other: references, circles, the layout's counts, codes and
addresses, pictures, sources. Each rule is a function from the library to
problems, and each problem names the file and the line to mend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jiangxin.curation import check_layout, check_media, check_pictures, check_relations, check_statements, reviews
from jiangxin.model.library import Library
from jiangxin.problems import Problem

Rule = Callable[[Library], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    check_relations.dangling,
    check_relations.twice,
    check_relations.in_bodies,
    check_relations.circles,
    check_relations.counts,
    check_relations.diagrams,
    check_layout.formula,
    check_layout.groups,
    check_layout.positions,
    check_layout.codes_and_aliases,
    check_layout.navigation,
    check_pictures.missing,
    check_pictures.leads,
    check_pictures.uses,
    check_pictures.unused,
    check_media.endings,
    check_media.recordings,
    check_media.transcripts,
    check_statements.unknowns,
    check_statements.sources,
    check_statements.figures,
    reviews.void_reviews,
)


def check(library: Library) -> list[Problem]:
    """Hold the library against every rule."""
    return [problem for rule in RULES for problem in rule(library)]
