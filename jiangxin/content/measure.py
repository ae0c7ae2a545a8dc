"""Picture files → photographs, each measured once and remembered under its bytes.

Measuring decodes a picture to its last byte, in a process that can be ended: a
bomb or a broken file costs its own picture only. Ten thousand that are known
cost a look at each file's head and one ledger.
"""

from __future__ import annotations

import dataclasses
import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jiangxin.cache import Cache, Ledger
from jiangxin.content.bodies import Body
from jiangxin.folders import lying_at
from jiangxin.images.errors import PictureError, picture_problem
from jiangxin.limits import limit
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.library import Mention, Prose
from jiangxin.model.picture import Photograph
from jiangxin.problems import Problem
from jiangxin.workers import Failed, run_bounded

# To be raised by hand when `probe` tells something else of the same bytes.
PROBE = "2"
PICTURE_SECONDS = float(limit("PICTURE_SECONDS"))
MEMORY_MB = limit("PICTURE_MEMORY_MB")

_FACTS = tuple(field.name for field in dataclasses.fields(Photograph) if field.name not in ("path", "digest"))
_SAVED_EVERY = 200  # so much work is lost at most where a build is killed


def pictures_named(
    entries: Sequence[Entry], bodies: Iterable[Body], prose: Mapping[tuple[Ref, str], Prose], files: Collection[str]
) -> dict[str, Mention]:
    """Give those of `files` that entries or their bodies show as pictures, each with the first place that does."""
    if not files:
        return {}
    named: dict[str, Mention] = {}

    def note(folder: str, name: str, path: str, line: int, place: str = "") -> None:
        picture = posixpath.normpath(posixpath.join(folder, name))
        if picture in there:
            named.setdefault(picture, Mention(f"content/{path}", line, place))

    there = frozenset(files)
    folders = {entry.ref: posixpath.dirname(entry.path) for entry in entries}
    for entry in entries:
        shown = [(f"images[{index}].file", image.file) for index, image in enumerate(entry.images)]
        shown += [(f"media[{index}].poster", medium.poster) for index, medium in enumerate(entry.media)]
        for place, name in shown:
            if name:
                note(folders[entry.ref], name, entry.path, entry.line_of(place), place)
    for body in bodies:
        written = prose.get((body.ref, body.lang))
        for link in written.links if written and body.ref in folders else ():
            if link.is_picture:
                note(folders[body.ref], link.target, body.file.path, link.line)
    return named


def measure_all(
    content: Path,
    named: Mapping[str, Mention],
    cache: Cache,
    jobs: int,
    progress: Callable[[int, int], None] | None,
    problems: list[Problem],
) -> dict[str, Photograph]:
    """Give the photographs by path under `content`; what cannot be shown is told in `problems`.

    `named` says which files are pictures: those that an entry shows, whatever
    their ending is, and where it does.
    """
    if not named:
        return {}
    pictures = sorted(named)
    ledger = cache.ledger("photographs")
    digests = _digests(content, pictures, named, cache, jobs, problems)
    missing: dict[str, tuple[Path, str, str]] = {}  # by digest: the same bytes are measured once
    measured: dict[str, Photograph] = {}
    for path, digest in digests.items():
        if facts := ledger.get(f"{PROBE}-{digest}"):
            measured[path] = Photograph(path, digest, *facts)
        else:
            missing.setdefault(digest, (content, path, digest))
    results = dict(zip(missing, _measure(list(missing.values()), ledger, jobs, progress), strict=True))
    for path, digest in digests.items():
        result = results.get(digest)
        if isinstance(result, Failed):
            problems.append(picture_problem(result, path, named[path]))
        elif result is not None:
            measured[path] = Photograph(path, digest, *result.value)
    return measured


def _digests(
    content: Path,
    pictures: Sequence[str],
    named: Mapping[str, Mention],
    cache: Cache,
    jobs: int,
    problems: list[Problem],
) -> dict[str, str]:
    """Give the digest of every picture that can be read; the others are told in `problems`."""
    try:
        files = [f"{content}/{path}" if path.isascii() else str(lying_at(content, path)) for path in pictures]
        return dict(zip(pictures, cache.digests_of(files, jobs), strict=True))
    except OSError:  # one went since it was found, or may not be read: which?
        digests = {}
        for path in pictures:
            try:
                digests[path] = cache.digest_of(str(lying_at(content, path)))
            except OSError:
                problems.append(picture_problem(Failed("error", PictureError("picture.unreadable")), path, named[path]))
        return digests


def _measure(
    items: list[tuple[Path, str, str]], ledger: Ledger, jobs: int, progress: Callable[[int, int], None] | None
) -> list[Any]:
    """Measure what is not known, some at a time; what was measured is on the disk before the next."""
    results = []
    for start in range(0, len(items), _SAVED_EVERY):
        some = items[start : start + _SAVED_EVERY]
        told = None if progress is None else _from(progress, start, len(items))
        done = run_bounded(measure, some, jobs=jobs, seconds=PICTURE_SECONDS, memory_mb=MEMORY_MB, progress=told)
        for (_, _, digest), result in zip(some, done, strict=True):
            if not isinstance(result, Failed):
                ledger.put(f"{PROBE}-{digest}", result.value)
        ledger.save()
        results += done
    return results


def _from(progress: Callable[[int, int], None], start: int, total: int) -> Callable[[int, int], None]:
    return lambda done, _: progress(start + done, total)


def measure(item: tuple[Path, str, str]) -> tuple[Any, ...]:
    """Measure one picture, in a worker: (content folder, path in it, digest) → its facts. Raises PictureError."""
    from jiangxin.images.probe import probe

    content, path, digest = item
    photo = probe(lying_at(content, path), path, digest)
    return tuple(getattr(photo, name) for name in _FACTS)
