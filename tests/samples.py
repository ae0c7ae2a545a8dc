"""Small values for tests: entries and libraries made from a few lines of YAML."""

import dataclasses
from typing import Any

from jiangxin.content.parse import parse_fields
from jiangxin.content.scalars import Reader
from jiangxin.content.source import parse_yaml
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.kinds import KINDS
from jiangxin.model.library import Library
from jiangxin.model.settings import Settings

LAYOUT = """
title: 展
layout:
  formula: 1+2
  groups:
    - {key: main, title: 主, count: 1}
    - {key: cluster, title: 群, count: 2}
"""


def entry(kind: str, entry_id: str, text: str) -> Entry:
    """Make an entry from YAML."""
    reader = Reader(f"{entry_id}.md", ("zh-Hans", "en"))
    values, lines = parse_fields(reader, KINDS[kind], parse_yaml(text, "x"))
    assert not reader.problems, reader.problems
    return KINDS[kind](ref=Ref(kind, entry_id), path=f"{KINDS[kind].folder}/{entry_id}.md", lines=lines, **values)


def library(*entries: Entry, settings: str = LAYOUT, **rest: Any) -> Library:
    """Make a library around a few entries."""
    reader = Reader("content/exhibition.yaml", ("zh-Hans", "en"))
    values, lines = parse_fields(reader, Settings, parse_yaml(settings, "x"))
    assert not reader.problems, reader.problems
    return Library(dataclasses.replace(Settings(**values), languages=("zh-Hans", "en")), lines, entries, **rest)


HALL = entry("hall", "main", "title: 主\nkind: hall\ngroup: main")
