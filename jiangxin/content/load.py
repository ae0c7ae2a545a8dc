"""`content/` → Library: every file read once, every record typed, every body converted, every picture measured.

What is slow is remembered under the digest of its input: a body's HTML under its
text, a picture's measure under its bytes. What strangers wrote is worked in
processes that can be ended, so that one hostile text costs its own page only.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiangxin.cache import Cache
from jiangxin.content.bodies import Body, convert_all
from jiangxin.content.captions import read_all_captions
from jiangxin.content.folder import SETTINGS, EntryFile, Found, find
from jiangxin.content.measure import measure_all, pictures_named
from jiangxin.content.parse import parse_fields
from jiangxin.content.recording import read_all_recordings
from jiangxin.content.scalars import ID, Reader
from jiangxin.content.source import (
    Article,
    Listing,
    Node,
    Scalar,
    SourceError,
    Table,
    parse_article,
    parse_yaml,
    read_text,
)
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.kinds import BY_FOLDER
from jiangxin.model.library import Library
from jiangxin.model.settings import DEFAULT_LANGUAGE, Settings
from jiangxin.model.text import Text
from jiangxin.problems import ContentError, Problem

Progress = Callable[[str, int, int], None]
"""Called with what is worked on (`text`, `picture`, `derivative`), the number done and the number in all."""


@dataclass(frozen=True, slots=True)
class _List:
    """A YAML file that lists entries."""

    path: str
    folder: str
    items: Sequence[Node]


def load(content: Path, cache: Cache, *, jobs: int, progress: Progress | None = None) -> tuple[Library, list[Problem]]:
    """Read the folder `content`.

    Gives the library of all that could be read, and the problems met. Raises
    ContentError where there is no content to speak of.
    """
    if not content.is_dir():
        raise ContentError([Problem("exhibition.none", "content")])
    found = find(content)
    problems = found.problems
    settings, settings_lines = _load_settings(content, found, problems)
    languages = settings.languages
    lists = _read_lists(content, found, problems)
    known = _known_refs(found, lists)
    entries, bodies = _load_entries(content, found, languages, known, problems)
    entries += _load_lists(lists, languages, known, problems)
    prose = convert_all(bodies, cache, jobs, _counted("text", progress), problems)
    named = pictures_named(entries, prose, bodies, found.others)
    photographs = measure_all(content, named, cache, jobs, _counted("picture", progress), problems)
    library = Library(
        settings,
        settings_lines,
        tuple(entries),
        prose,
        photographs,
        read_all_recordings(content, entries, found.others, cache, problems),
        read_all_captions(content, entries, found.others, languages, problems),
        files=tuple(sorted(found.others)),
        unread=known - {entry.ref for entry in entries},
    )
    return library, _with_named(_once_a_language(problems), entries)


def _with_named(problems: list[Problem], entries: Sequence[Entry]) -> list[Problem]:
    """Suggest the id where an editor wrote a name: `江丰电子` is `organisation/jiangfeng-dianzi`."""
    named = {
        words: str(entry.ref)
        for entry in entries
        for text in (entry.title, *entry.also_called)
        if text is not None
        for words in (text.primary, *(other for _, other in text.others))
    }
    return [
        dataclasses.replace(each, suggestion=named[each.facts["found"].rpartition("/")[2]])
        if each.code == "ref.format" and each.facts["found"].rpartition("/")[2] in named
        else each
        for each in problems
    ]


def _once_a_language(problems: list[Problem]) -> list[Problem]:
    """Tell of a language that is not listed once, with the number of places, not at every word in it."""
    unlisted = [problem for problem in problems if problem.code == "lang.unlisted"]
    kept = [problem for problem in problems if problem.code != "lang.unlisted"]
    for lang in sorted({problem.facts["found"] for problem in unlisted}):
        places = sorted((each for each in unlisted if each.facts["found"] == lang), key=Problem.sort_key)
        kept.append(dataclasses.replace(places[0], facts={**places[0].facts, "count": str(len(places))}))
    return kept


def _load_settings(content: Path, found: Found, problems: list[Problem]) -> tuple[Settings, dict[str, int]]:
    name = f"content/{SETTINGS}"
    if not found.has_settings:
        problems.append(Problem("exhibition.missing", name))
        return Settings(title=Text(""), languages=(DEFAULT_LANGUAGE,)), {}
    try:
        table = parse_yaml(read_text(content / SETTINGS, name), name)
    except SourceError as error:
        problems.append(error.problem)
        return Settings(title=Text(""), languages=(DEFAULT_LANGUAGE,)), {}
    reader = Reader(name, _languages_of(table))
    values, lines = parse_fields(reader, Settings, table)
    problems += reader.problems
    values["languages"] = values.get("languages") or (DEFAULT_LANGUAGE,)
    values.setdefault("title", Text("", reader.languages[0]))
    return Settings(**values), lines


def _languages_of(table: Table) -> tuple[str, ...]:
    """Give the languages before the settings are typed: their own words need them."""
    _, node = table.rows.get("languages", (0, None))
    items = node.items if isinstance(node, Listing) else (node,) if isinstance(node, Scalar) else ()
    return tuple(each.text for each in items if isinstance(each, Scalar)) or (DEFAULT_LANGUAGE,)


def _load_entries(
    content: Path, found: Found, languages: tuple[str, ...], known: Collection[Ref], problems: list[Problem]
) -> tuple[list[Entry], list[Body]]:
    entries: list[Entry] = []
    bodies: list[Body] = []
    firsts: dict[Ref, str] = {}
    originals = [file for file in found.entries if not file.lang]
    for file in originals:
        ref = Ref(BY_FOLDER[file.folder].kind_name, file.id)
        name = f"content/{file.path}"
        if ref in firsts:
            problems.append(Problem("id.duplicate", name, 1, "", {"found": file.id, "first": firsts[ref]}))
            continue
        firsts[ref] = name
        article = _article(content, file.path, problems)
        if article is None or article.front is None:
            continue
        reader = Reader(name, languages, known)
        values, lines = parse_fields(reader, BY_FOLDER[file.folder], article.front)
        problems += reader.problems
        entries.append(_entry(BY_FOLDER[file.folder], ref, file.path, lines, values, languages))
        if article.body.strip():
            bodies.append(Body(ref, languages[0], name, article.body_line, article.body))
    bodies += _translations(content, found, languages, firsts, problems)
    return entries, bodies


def _translations(
    content: Path, found: Found, languages: tuple[str, ...], originals: dict[Ref, str], problems: list[Problem]
) -> list[Body]:
    bodies = []
    for file in found.entries:
        if not file.lang:
            continue
        name = f"content/{file.path}"
        ref = Ref(BY_FOLDER[file.folder].kind_name, file.id)
        if file.lang not in languages[1:]:
            problems.append(
                Problem(
                    "lang.unlisted", name, 1, "", {"found": file.lang, "allowed": ", ".join(languages)}, blocks=False
                )
            )
        elif ref not in originals:
            problems.append(Problem("translation.orphan", name, 1, "", {"found": _original_of(file)}))
        elif (article := _article(content, file.path, problems, needs_front=False)) is not None:
            if article.front is not None and article.front.rows:
                key, (line, _) = next(iter(article.front.rows.items()))
                problems.append(Problem("translation.listed", name, line, key))
            bodies.append(Body(ref, file.lang, name, article.body_line, article.body))
    return bodies


def _original_of(file: EntryFile) -> str:
    return f"content/{file.path.removesuffix(f'.{file.lang}.md')}.md"


def _article(content: Path, path: str, problems: list[Problem], *, needs_front: bool = True) -> Article | None:
    name = f"content/{path}"
    try:
        return parse_article(read_text(content / path, name), name, needs_front=needs_front)
    except SourceError as error:
        problems.append(error.problem)
        return None


def _entry(
    cls: type[Entry], ref: Ref, path: str, lines: dict[str, int], values: dict[str, Any], languages: tuple[str, ...]
) -> Entry:
    values.setdefault("title", Text(ref.id, languages[0]))
    return cls(ref=ref, path=path, lines=lines, **values)


def _read_lists(content: Path, found: Found, problems: list[Problem]) -> list[_List]:
    lists = []
    for path, folder in found.lists:
        name = f"content/{path}"
        try:
            table = parse_yaml(read_text(content / path, name), name)
        except SourceError as error:
            problems.append(error.problem)
        else:
            lists.append(_List(path, folder, _items(table, folder, name, problems)))
    return lists


def _known_refs(found: Found, lists: list[_List]) -> frozenset[Ref]:
    """Give every entry there is, before any is typed."""
    in_files = {Ref(BY_FOLDER[file.folder].kind_name, file.id) for file in found.entries if not file.lang}
    in_lists = {
        Ref(BY_FOLDER[each.folder].kind_name, id_node.text)
        for each in lists
        for item in each.items
        if isinstance(item, Table) and isinstance(id_node := item.rows.get("id", (0, None))[1], Scalar)
    }
    return frozenset(in_files | in_lists)


def _load_lists(
    lists: list[_List], languages: tuple[str, ...], known: Collection[Ref], problems: list[Problem]
) -> list[Entry]:
    firsts: dict[Ref, str] = {}
    made = (
        _list_entry(node, each, Reader(f"content/{each.path}", languages, known), firsts, problems)
        for each in lists
        for node in each.items
    )
    return [entry for entry in made if entry is not None]


def _items(table: Table, folder: str, name: str, problems: list[Problem]) -> Sequence[Node]:
    if folder not in table.rows or len(table.rows) > 1:
        other = next((key for key in table.rows if key != folder), "")
        line = table.rows[other][0] if other else table.line
        problems.append(Problem("list.key", name, line, "", {"found": other or "…", "allowed": folder}))
    _, node = table.rows.get(folder, (0, None))
    return node.items if isinstance(node, Listing) else ()


def _list_entry(
    node: Node, where: _List, reader: Reader, firsts: dict[Ref, str], problems: list[Problem]
) -> Entry | None:
    name = reader.path
    cls = BY_FOLDER[where.folder]
    if not isinstance(node, Table):
        problems.append(Problem("list.item", name, node.line))
        return None
    id_line, id_node = node.rows.get("id", (node.line, None))
    if not isinstance(id_node, Scalar) or id_node.is_empty:
        problems.append(Problem("list.id", name, node.line, "id"))
        return None
    if not ID.fullmatch(id_node.text):
        problems.append(Problem("file.name", name, id_line, "id", {"found": id_node.text}))
        return None
    ref = Ref(cls.kind_name, id_node.text)
    if ref in firsts:
        problems.append(Problem("id.duplicate", name, id_line, "id", {"found": ref.id, "first": firsts[ref]}))
        return None
    firsts[ref] = f"{name}:{id_line}"
    rest = Table({key: row for key, row in node.rows.items() if key != "id"}, node.line)
    values, lines = parse_fields(reader, cls, rest)
    problems += reader.problems
    lines["id"] = id_line
    return _entry(cls, ref, where.path, lines, values, reader.languages)


def _counted(what: str, progress: Progress | None) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, total: progress(what, done, total)
