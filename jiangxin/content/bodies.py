"""Bodies → prose, each text converted once and remembered under its digest.

What strangers wrote is converted in processes that can be ended, so that one
hostile text costs its own page only. The HTML is fetched when it is asked for:
most pages are not drawn again.
"""

from __future__ import annotations

import dataclasses
import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from jiangxin.content.folder import Instead, TextFile
from jiangxin.content.meant import link_meant
from jiangxin.content.memory import BodyRow, Memory
from jiangxin.content.reading import key_of, read_body
from jiangxin.content.source import SourceError
from jiangxin.limits import limit, variable
from jiangxin.model.entry import Ref
from jiangxin.model.library import NamedLink, Prose
from jiangxin.problems import ContentError, Problem
from jiangxin.workers import Done, Failed, run_bounded

if TYPE_CHECKING:
    from jiangxin.content.markup import Converted

MARKUP_SECONDS = float(limit("BODY_SECONDS"))
MEMORY_MB = limit("BODY_MB")
_CHUNK = 32
_FEW_CHARACTERS = 200_000  # to convert so many takes as long as to start a pool
_BATCH = 1_000  # the HTML of so many is in memory before it is laid on the disk


class Body(NamedTuple):
    """A body to be converted: the file, the line it starts on, the digest of its text."""

    ref: Ref
    lang: str
    file: TextFile
    line: int
    key: bytes


class Bodies:
    """The bodies of one build: those that are known, and those that are converted now."""

    def __init__(self, content: Path, memory: Memory, jobs: int, instead: Instead = MappingProxyType({})) -> None:
        self._content = content
        self._instead = instead
        self._memory = memory
        self._jobs = jobs
        self._rows: dict[bytes, tuple[Any, ...]] = {}  # each a `BodyRow`; those that were known, the very same
        self._held: dict[bytes, str] = {}  # HTML that lies in no file
        self._refused: dict[bytes, Problem] = {}
        self._is_for_pool = False  # a copy of this process did not end well already
        self._changed: set[bytes] = set()  # bodies that were edited while they were read: nothing of them is kept

    @property
    def rows(self) -> dict[bytes, tuple[Any, ...]]:
        """What is known now of the bodies that were asked for, and can be kept."""
        return {key: row for key, row in self._rows.items() if row[0] is not None}

    def knows(self, key: bytes) -> bool:
        """Say whether the body of a text with this digest need not be converted."""
        return key in self._memory.bodies

    def take(self, converted: Iterable[tuple[bytes, str, bytes]]) -> None:
        """Take bodies that were converted elsewhere: the digest of each, its HTML, and its links, packed."""
        self._lay({key: (html, links) for key, html, links in converted})

    @contextmanager
    def converting(self, texts: Mapping[bytes, str]) -> Iterator[None]:
        """Have a few texts, by their digests, converted in a copy of this process while what is within is done.

        What the copy does not give is converted when its prose is asked for.
        """
        few = {key: text for key, text in texts.items() if not self.knows(key)}
        if not few or sum(map(len, few.values())) > _FEW_CHARACTERS:
            yield
            return
        from jiangxin.content.apart import converting

        with converting([*few.values()], MEMORY_MB) as answer:
            yield
            rows = answer()
        if rows is None:
            self._is_for_pool = True
        else:
            self.take((key, html, marshal.dumps(tuple(links))) for key, (html, *links) in zip(few, rows, strict=True))

    def prose(
        self, bodies: Sequence[Body], progress: Callable[[int, int], None] | None, problems: list[Problem]
    ) -> dict[tuple[Ref, str], Prose]:
        """Give the prose of every body by entry and language; what is refused is told in `problems`."""
        known = self._memory.bodies
        made, self._rows = self._rows, {}
        missing: dict[bytes, Body] = {}
        for body in bodies:
            if body.key in known:
                self._rows[body.key] = known[body.key]
            elif body.key in made:
                self._rows[body.key] = made[body.key]
            else:
                missing.setdefault(body.key, body)
        self._convert(list(missing.values()), progress)
        return dict(self._as_prose(bodies, problems))

    def _as_prose(self, bodies: Sequence[Body], problems: list[Problem]) -> Iterator[tuple[tuple[Ref, str], Prose]]:
        for body in bodies:
            above = body.line - 1
            name = f"content/{body.file.path}"
            if body.key in self._refused:
                refused = self._refused[body.key]
                problems.append(dataclasses.replace(refused, path=name, line=above + max(refused.line, 1)))
                continue
            _, packed = self._rows[body.key]
            good, odd = marshal.loads(packed)  # noqa: S302  # we wrote it; it builds values and runs nothing
            links = tuple([NamedLink(target, line + above, is_picture) for target, line, is_picture in good])
            yield (body.ref, body.lang), Prose(partial(self._html, body), body.lang, links, body.key)
            for target, line, is_picture in odd:
                code = "picture.external" if is_picture else "markup.link"
                problems.append(Problem(code, name, above + line, "", {"found": target[:80]}, link_meant(target)))

    def _convert(self, missing: Sequence[Body], progress: Callable[[int, int], None] | None) -> None:
        for start in range(0, len(missing), _BATCH):
            some = missing[start : start + _BATCH]
            told = None if progress is None else _from(progress, start, len(missing))
            results = self._converted([self._text(body) for body in some], told)
            done: dict[bytes, tuple[str, bytes]] = {}
            for body, result in zip(some, results, strict=True):
                if isinstance(result, Failed):
                    self._refused[body.key] = _markup_problem(result)
                else:
                    done[body.key] = result.value.html, packed_links(result.value)
            self._lay(done)

    def _converted(
        self, texts: list[str], progress: Callable[[int, int], None] | None
    ) -> Sequence[Done[Converted] | Failed]:
        # Imported here: most builds convert nothing, and the library takes as long to import as they take.
        from jiangxin.content.apart import convert_apart
        from jiangxin.content.markup import convert

        if not self._is_for_pool and sum(map(len, texts)) <= _FEW_CHARACTERS:
            done = convert_apart(texts, MEMORY_MB)
            if done is not None:
                if progress is not None:
                    progress(len(texts), len(texts))
                return [Done(each) for each in done]
        return run_bounded(
            convert,
            texts,
            jobs=self._jobs,
            seconds=MARKUP_SECONDS,
            memory_mb=MEMORY_MB,
            progress=progress,
            chunk=_CHUNK,
        )

    def _lay(self, done: Mapping[bytes, tuple[str, bytes]]) -> None:
        """Keep the HTML of bodies, with their links, on the disk; where that cannot be, in memory."""
        kept = {} if self._instead else done
        places = self._memory.lay({key: html for key, (html, _) in kept.items() if key not in self._changed})
        for key, (html, links) in done.items():
            self._rows[key] = tuple(BodyRow(places.get(key), links))
            if key not in places:
                self._held[key] = html

    def _text(self, body: Body) -> str:
        """Read a body: to hold all that are to be converted would take more memory than this takes time."""
        try:
            text = read_body(self._content, body.file, body.line, self._instead)
        except SourceError as error:  # it could be read a moment ago
            raise ContentError([error.problem]) from error
        if key_of(text) != body.key:
            self._changed.add(body.key)
        return text

    def _html(self, body: Body) -> str:
        """Give the HTML of a body; where what is kept of it is damaged, it is converted again."""
        if body.key not in self._held:
            if (kept := self._memory.html(body.key)) is not None:
                return kept.decode()
            (result,) = self._converted([self._text(body)], None)
            if isinstance(result, Failed):
                raise ContentError([dataclasses.replace(_markup_problem(result), path=f"content/{body.file.path}")])
            self._held[body.key] = result.value.html
        return self._held[body.key]


def packed_links(made: Converted) -> bytes:
    """Give the links of a body, those that lead somewhere and those that do not, as they are kept."""
    return marshal.dumps(tuple([tuple(link) for link in each] for each in (made.links, made.odd)))


def _markup_problem(result: Failed) -> Problem:
    from jiangxin.content.markup import MarkupError

    if isinstance(result.error, MarkupError):
        return Problem(result.error.code, "", result.error.line, "", result.error.facts)
    if result.error is not None:
        raise result.error
    if result.reason == "memory":
        return Problem("markup.memory", "", 1, "", {"allowed": f"{MEMORY_MB:,}", "variable": variable("BODY_MB")})
    return Problem("markup.slow", "", 1, "", {"allowed": f"{MARKUP_SECONDS:g}", "variable": variable("BODY_SECONDS")})


def _from(progress: Callable[[int, int], None], start: int, total: int) -> Callable[[int, int], None]:
    return lambda done, _: progress(start + done, total)
