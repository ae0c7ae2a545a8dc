"""Library → advice: what is not wrong, and would be better otherwise.

A good editor looks over a page before it is printed; these are the things that
one would say. Advice never blocks, is no warning, and is given by `check` alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from jiangxin.curation.check_pictures import named_files
from jiangxin.model.entry import Entry
from jiangxin.model.evidence import Figure
from jiangxin.model.library import Library
from jiangxin.model.narrative import Story
from jiangxin.model.people import Craftsman
from jiangxin.model.schema import attribute_of, specs_of
from jiangxin.model.text import Text
from jiangxin.problems import Problem

Advice = Callable[[Library], Iterator[Problem]]

_WALL_LEAST_PX = 1200  # the longer side; a card on the wall of a fast telephone takes three pixels for one
_TIMES = 3
_SUMMARY_MOST = 120  # columns, of which a Chinese character takes two: a card shows four lines of a telephone
_HAN = "\u3400-\u9fff"
_HALF_WIDTH = re.compile(f"(?<=[{_HAN}])[,;:?!](?=[{_HAN}])|(?<=[{_HAN}])\\((?=[{_HAN}])|(?<=[{_HAN}])\\)(?=[{_HAN}])")
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_PEOPLE, _TURNS = "人", "人次"


def advise(library: Library) -> list[Problem]:
    """Give all advice on a library."""
    return [problem for rule in _ALL for problem in rule(library)]


def small_pictures(library: Library) -> Iterator[Problem]:
    """The picture that stands for an entry is large enough for the wall."""
    for entry in library.entries:
        index = next((number for number, image in enumerate(entry.images) if image.lead), 0)
        if not entry.images or not entry.images[index].file:
            continue
        photo = library.photographs.get(_path_of(entry, str(entry.images[index].file)))
        if photo and photo.texture == "photograph" and max(photo.width_px, photo.height_px) < _WALL_LEAST_PX:
            facts = {"found": f"{photo.width_px} × {photo.height_px}", "allowed": str(_WALL_LEAST_PX)}
            yield _advice("small-picture", entry, f"images[{index}].file", facts)


def repeated_pictures(library: Library) -> Iterator[Problem]:
    """The same photograph does not lie there twice under two names, nor illustrate three entries."""
    uses: defaultdict[str, list[tuple[Entry, str, str]]] = defaultdict(list)
    for entry in library.entries:
        for place, name in named_files(entry):
            path = _path_of(entry, name)
            if place.startswith("images") and path in library.photographs:
                uses[library.photographs[path].digest].append((entry, place, path))
    for same in uses.values():
        entry, place, path = same[-1]
        if len({used.ref for used, _, _ in same}) >= _TIMES:
            yield _advice("picture-often", entry, place, {"found": path, "count": str(len(same))})
        if other := next((each for _, _, each in same if each != path), ""):
            yield _advice("picture-twice", entry, place, {"found": path, "first": other})


def stories_without_people(library: Library) -> Iterator[Problem]:
    """A story is about someone."""
    for entry in library.entries:
        if isinstance(entry, Story) and entry.kind in (None, "report", "interview"):
            prose = (library.prose.get((entry.ref, lang)) for lang in library.settings.languages)
            links = [link.target for each in prose if each is not None for link in each.links]
            named = [*map(str, entry.about), *links]
            if not any(target.startswith("craftsman/") for target in named):
                yield _advice("no-people", entry, "about" if entry.about else _written(entry, "title"))


def people_without_sources(library: Library) -> Iterator[Problem]:
    """What is said of a living person can be traced."""
    for entry in library.entries:
        if isinstance(entry, Craftsman) and not entry.sources and not entry.withdrawn:
            yield _advice("no-source", entry, _written(entry, "title"))


def long_summaries(library: Library) -> Iterator[Problem]:
    """A summary is read on a card, where more is cut off."""
    for entry in library.entries:
        for words in _versions(entry.summary):
            columns = sum(2 if "\u2e80" <= char <= "\uffef" else 1 for char in words)
            if columns > _SUMMARY_MOST * (1 if re.search(f"[{_HAN}]", words) else 2):
                yield _advice("long-summary", entry, "summary", {"count": str(len(words))})
                break


def people_and_turns(library: Library) -> Iterator[Problem]:
    """人 and 人次 are two measures: a thousand visits may be a hundred people."""
    for entry in library.entries:
        if isinstance(entry, Figure) and entry.unit is not None and entry.printed:
            unit, is_turns = entry.unit.primary, _TURNS in entry.printed
            if (unit == _PEOPLE and is_turns) or (unit == _TURNS and _PEOPLE in entry.printed and not is_turns):
                yield _advice("people-and-turns", entry, "unit", {"found": unit, "first": entry.printed})


def half_width_marks(library: Library) -> Iterator[Problem]:
    """Between Chinese characters stand Chinese marks."""
    for entry in library.entries:
        for name in ("title", "summary"):
            for words in _versions(getattr(entry, name)):
                if found := _HALF_WIDTH.search(words):
                    around = words[max(0, found.start() - 4) : found.end() + 4]
                    yield _advice(
                        "half-width", entry, _written(entry, name), {"found": around}, around.translate(_WIDE)
                    )


_ALL: tuple[Advice, ...] = (
    small_pictures,
    repeated_pictures,
    stories_without_people,
    people_without_sources,
    long_summaries,
    people_and_turns,
    half_width_marks,
)


def _advice(name: str, entry: Entry, place: str, facts: dict[str, str] | None = None, suggestion: str = "") -> Problem:
    line = entry.line_of(place)
    return Problem(f"advice.{name}", f"content/{entry.path}", line, place, facts or {}, suggestion, blocks=False)


def _written(entry: Entry, attribute: str) -> str:
    """Give the name that a field has in files."""
    cls = type(entry)
    return next(name for name in specs_of(cls) if attribute_of(cls, name) == attribute)


def _versions(text: Text | None) -> tuple[str, ...]:
    return () if text is None else (text.primary, *(other for _, other in text.others))


def _path_of(entry: Entry, name: str) -> str:
    folder = entry.path.rpartition("/")[0]
    return f"{folder}/{name}" if folder else name
