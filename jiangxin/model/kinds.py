"""The kinds of entry there are, by name and by folder."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jiangxin.model.entry import EVERY_KIND, Entry
from jiangxin.model.evidence import Figure, Source
from jiangxin.model.narrative import Event, Page, Story, Term, Tour
from jiangxin.model.people import Craftsman, Organisation, Studio
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.work import Case, Method, Programme, Result

KINDS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        cls.kind_name: cls
        for cls in (
            Hall,
            Craftsman,
            Studio,
            Organisation,
            Exhibit,
            Method,
            Case,
            Result,
            Programme,
            Story,
            Event,
            Figure,
            Source,
            Term,
            Tour,
            Page,
        )
    }
)
assert tuple(KINDS) == EVERY_KIND

BY_FOLDER: Mapping[str, type[Entry]] = MappingProxyType({cls.folder: cls for cls in KINDS.values()})

LISTED = ("event", "figure", "source", "term")
"""Kinds kept as records of YAML lists rather than as a file each."""
