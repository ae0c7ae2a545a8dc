"""Rules of what is stated: unknowns are fields or phrases, facts and figures have sources."""

from __future__ import annotations

from collections.abc import Iterator

from jiangxin.model.evidence import Figure
from jiangxin.model.library import Library
from jiangxin.model.people import Craftsman
from jiangxin.model.schema import attribute_of, specs_of
from jiangxin.patterns import pattern
from jiangxin.problems import Problem, nearest

_FIELD_LIKE = pattern(r"[a-z]+(_[a-z]+)*")


def unknowns(library: Library) -> Iterator[Problem]:
    """What is declared unknown is a field of the kind or a phrase, and has no value."""
    for entry in library.entries:
        specs = specs_of(type(entry))
        for index, text in enumerate(entry.unknown):
            place = f"unknown[{index}]"
            name = text.primary
            if name in specs:
                if getattr(entry, attribute_of(type(entry), name)) not in (None, (), False):
                    yield Problem(
                        "unknown.given",
                        f"content/{entry.path}",
                        entry.line_of(place),
                        place,
                        {"found": name},
                        blocks=False,
                    )
            elif _FIELD_LIKE.fullmatch(name) and not text.others:
                yield Problem(
                    "unknown.field",
                    f"content/{entry.path}",
                    entry.line_of(place),
                    place,
                    {"found": name},
                    nearest(name, specs),
                )


def sources(library: Library) -> Iterator[Problem]:
    """A person's honours and quotations come from a source."""
    for entry in library.entries:
        if not isinstance(entry, Craftsman) or entry.sources:
            continue
        if entry.honours:
            yield Problem("source.missing", f"content/{entry.path}", entry.line_of("honours"), "honours", blocks=False)
        for index, quote in enumerate(entry.quotes):
            if quote.source is None:
                place = f"quotes[{index}]"
                yield Problem("source.missing", f"content/{entry.path}", entry.line_of(place), place, blocks=False)


def figures(library: Library) -> Iterator[Problem]:
    """A figure names its source and is not compared with itself."""
    for entry in library.entries:
        if not isinstance(entry, Figure):
            continue
        path = f"content/{entry.path}"
        if not entry.sources:
            yield Problem("figure.no-source", path, entry.line_of("id"), "sources", blocks=False)
        for index, other in enumerate(entry.compare):
            if other.id == entry.ref:
                place = f"compare[{index}].id"
                yield Problem("figure.compare-self", path, entry.line_of(place), place)
