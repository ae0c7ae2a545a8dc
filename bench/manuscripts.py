"""An exhibition as values → its files, as each generator wants them written.

The same entries, texts and fields everywhere; what differs is how each says it.
Every function gives names of files below the site's folder, with their text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from bench.corpus import Entry, Ref, entries
from bench.phrases import HALLS

FOLDERS = {
    "exhibit": "exhibits",
    "craftsman": "craftsmen",
    "story": "stories",
    "studio": "studios",
    "event": "events",
}
_LISTS = {"exhibits": "展品", "craftsmen": "匠人", "stories": "故事", "studios": "工作室", "events": "大事"}
_LINK = re.compile(r"\]\(@(\w+)/(\d+)\)")
_SETTINGS = """\
title: 展览
languages: [zh-Hans]
base_url: https://example.org/
hero: 匠心
navigation: [plan, timeline, exhibits, craftsmen, stories]
layout:
  formula: 1+8+2
  groups:
    - {key: main, title: 主展馆, count: 1}
    - {key: cluster, title: 主题展馆, count: 8}
    - {key: area, title: 专区, count: 2}
"""
_SOURCES = """\
sources:
  - {id: records, title: 档案室的记录, kind: archive}
"""

Files = Iterator[tuple[str, str]]


def for_jiangxin(count: int) -> Files:
    """Give the files of this program; an event is a stop of the timeline, and a story that tells of it."""
    yield "content/exhibition.yaml", _SETTINGS
    yield "content/sources/records.yaml", _SOURCES
    for number, name in enumerate(HALLS, 1):
        group = "main" if number == 1 else "cluster" if number < 10 else "area"
        fields = [f"title: {name}", "kind: hall", f"group: {group}", f"order: {number}"]
        yield f"content/halls/{_hall(number)}.md", f"{_front_matter(fields)}{name}在平面图上的第{number}格。\n"
    stops = []
    for entry in entries(count):
        body = _LINK.sub(lambda found: f"]({_named(Ref(found[1], int(found[2])))})", entry.body)
        yield f"content/{our_folder(entry.ref)}/{entry.ref.id}.md", _front_matter(_our_fields(entry)) + body
        if entry.ref.kind == "event":
            fields = [f"id: at-{entry.ref.id}", f"title: {entry.title}", f'date: "{entry.date}"', "sources: [records]"]
            stops.append(f"  - {{{', '.join([*fields, f'link: {_named(entry.ref)}'])}}}\n")
    yield "content/timeline/stops.yaml", f"timeline:\n{''.join(stops)}"


def for_hugo(count: int) -> Files:
    """Give the content of a site for Hugo: kinds are sections, halls a taxonomy."""
    for folder, name in _LISTS.items():
        yield f"content/{folder}/_index.md", _front_matter([f"title: {name}"])
    for number, name in enumerate(HALLS, 1):
        yield f"content/halls/{_hall(number)}/_index.md", _front_matter([f"title: {name}"])
    yield "content/timeline.md", _front_matter(["title: 时间长廊", "layout: timeline"])
    for entry in entries(count):
        fields = [f"title: {quoted(entry.title)}", f"date: {entry.date}", f"halls: [{_hall(entry.hall)}]"]
        fields += [f"summary: {quoted(entry.summary)}", f"tags: [{', '.join(entry.tags)}]"]
        fields += [f"honours: [{', '.join(entry.honours)}]", f"related: [{', '.join(_addresses(entry))}]"]
        yield f"content/{_path(entry.ref)}.md", _front_matter(fields) + _with_addresses(entry.body)


def for_pelican(count: int) -> Files:
    """Give the content of a site for Pelican: kinds are categories, halls tags."""
    for entry in entries(count):
        fields = [f"title: {entry.title}", f"slug: {entry.ref.id}", f"category: {FOLDERS[entry.ref.kind]}"]
        fields += [f"tags: {_hall(entry.hall)}", f"date: {entry.date}", f"summary: {entry.summary}"]
        fields += [f"keywords: {', '.join(entry.tags)}"]
        for name, values in (("honours", entry.honours), ("related", _addresses(entry))):
            fields += [f"{name}: {', '.join(values)}"] if values else []  # a key without a value is none to Pelican
        yield f"content/{_path(entry.ref)}.md", "\n".join([*fields, "", ""]) + _with_addresses(entry.body)


def quoted(words: str) -> str:
    """Write words as YAML reads them whatever they hold."""
    return json.dumps(words, ensure_ascii=False)


def our_folder(ref: Ref) -> str:
    """Give the folder that an entry has with this program."""
    return FOLDERS["story" if ref.kind == "event" else ref.kind]


def _our_fields(entry: Entry) -> list[str]:
    kind = entry.ref.kind
    fields = [f"{'name' if kind in ('craftsman', 'studio') else 'title'}: {quoted(entry.title)}"]
    fields += [f"summary: {quoted(entry.summary)}", f"tags: [{', '.join(entry.tags)}]", "sources: [records]"]
    if kind == "exhibit":
        makers = ", ".join(map(_named, entry.related))
        fields += [f"hall: {_hall(entry.hall)}", f'made: "{entry.date.year}"', f"makers: [{makers}]", "kind: object"]
    elif kind == "craftsman":
        honours = [f"honours: [{', '.join(f'{{printed: {honour}}}' for honour in entry.honours)}]"]
        fields += [f"studio: {entry.related[0].id}", *(honours if entry.honours else [])]
    elif kind == "studio":
        fields.append(f"members: [{', '.join(member.id for member in entry.related)}]")
    else:
        fields += [f'date: "{entry.date}"', f"about: [{', '.join(map(_named, entry.related))}]"]
    return fields


def _named(ref: Ref) -> str:
    return f"{'story' if ref.kind == 'event' else ref.kind}/{ref.id}"


def _path(ref: Ref) -> str:
    return f"{FOLDERS[ref.kind]}/{ref.id}"


def _addresses(entry: Entry) -> list[str]:
    return [_path(ref) for ref in entry.related]


def _with_addresses(body: str) -> str:
    """Give a text whose links are addresses from the site's root."""
    return _LINK.sub(lambda found: f"](/{_path(Ref(found[1], int(found[2])))}/)", body)


def _hall(number: int) -> str:
    return f"hall-{number:02}"


def _front_matter(fields: Iterable[str]) -> str:
    return "\n".join(["---", *fields, "---", "", ""])
