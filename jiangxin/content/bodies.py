"""Bodies → prose, each text converted once and remembered under its digest.

What strangers wrote is converted in processes that can be ended, so that one
hostile text costs its own page only.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiangxin.cache import Cache
from jiangxin.content.markup import VERSION, Converted, MarkupError, convert
from jiangxin.model.entry import Ref
from jiangxin.model.library import Prose
from jiangxin.problems import Problem
from jiangxin.workers import Failed, run_bounded

MARKUP_SECONDS = 10.0
MEMORY_MB = 1024


@dataclass(frozen=True, slots=True)
class Body:
    """A body to be converted: the file and line it starts on."""

    ref: Ref
    lang: str
    path: str
    line: int
    text: str


def convert_all(
    bodies: Sequence[Body],
    cache: Cache,
    jobs: int,
    progress: Callable[[int, int], None] | None,
    problems: list[Problem],
) -> dict[tuple[Ref, str], Prose]:
    """Give the prose of every body by entry and language; what is refused is told in `problems`."""
    keys = [hashlib.sha256(f"{VERSION}\n{body.text}".encode()).hexdigest() for body in bodies]
    done: dict[str, Converted] = {}
    missing: dict[str, str] = {}
    for key, body in zip(keys, bodies, strict=True):
        kept = cache.get("markup", key)
        if kept is not None:
            done[key] = Converted.from_json(kept)
        else:
            missing[key] = body.text
    refused: dict[str, Problem] = {}
    results = run_bounded(
        convert,
        list(missing.values()),
        jobs=jobs,
        seconds=MARKUP_SECONDS,
        memory_mb=MEMORY_MB,
        progress=progress,
        chunk=16,
    )
    for key, result in zip(missing, results, strict=True):
        if isinstance(result, Failed):
            refused[key] = _markup_problem(result)
        else:
            done[key] = result.value
            cache.put("markup", key, result.value.to_json())
    return _as_prose(bodies, keys, done, refused, problems)


def _as_prose(
    bodies: Sequence[Body],
    keys: list[str],
    done: dict[str, Converted],
    refused: dict[str, Problem],
    problems: list[Problem],
) -> dict[tuple[Ref, str], Prose]:
    prose = {}
    for key, body in zip(keys, bodies, strict=True):
        if key in refused:
            told = refused[key]
            problems.append(dataclasses.replace(told, path=body.path, line=body.line + max(told.line - 1, 0)))
            continue
        converted = done[key]
        prose[(body.ref, body.lang)] = converted.to_prose(body.lang, body.line)
        for link in converted.odd:
            code = "picture.external" if link.is_picture else "markup.link"
            problems.append(Problem(code, body.path, body.line + link.line - 1, "", {"found": link.target[:80]}))
    return prose


def _markup_problem(result: Failed) -> Problem:
    if isinstance(result.error, MarkupError):
        return Problem(result.error.code, "", result.error.line, "", {"found": result.error.found})
    if result.error is not None:
        raise result.error
    return Problem("markup.slow", "", 1, "", {"allowed": f"{MARKUP_SECONDS:g}"})
