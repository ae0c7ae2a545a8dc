"""Picture files → photographs, each measured once and remembered under its bytes.

Measuring decodes a picture to its last byte, in a process that can be ended: a
bomb or a broken file costs its own picture only.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

from jiangxin.cache import Cache
from jiangxin.images.errors import picture_problem
from jiangxin.model.picture import Photograph
from jiangxin.problems import Problem
from jiangxin.workers import Failed, run_bounded

PICTURE_SECONDS = 60.0
MEMORY_MB = 2048


def measure_all(
    content: Path,
    pictures: list[str],
    cache: Cache,
    jobs: int,
    progress: Callable[[int, int], None] | None,
    problems: list[Problem],
) -> dict[str, Photograph]:
    """Give the photographs by path under `content`; what cannot be shown is told in `problems`."""
    if not pictures:
        return {}
    from jiangxin.images.probe import PROBE_VERSION

    digests = {path: cache.digest_of(content / path) for path in pictures}
    measured: dict[str, Photograph] = {}
    missing = []
    for path, digest in digests.items():
        kept = cache.get("probe", f"{PROBE_VERSION}-{digest}")
        if kept is not None:
            measured[path] = Photograph(path=path, **json.loads(kept))
        else:
            missing.append((content, path, digest))
    results = run_bounded(
        measure,
        missing,
        jobs=jobs,
        seconds=PICTURE_SECONDS,
        memory_mb=MEMORY_MB,
        progress=progress,
    )
    for (_, path, digest), result in zip(missing, results, strict=True):
        if isinstance(result, Failed):
            problems.append(picture_problem(result, path))
            continue
        measured[path] = result.value
        facts = dataclasses.asdict(result.value)
        del facts["path"]
        cache.put("probe", f"{PROBE_VERSION}-{digest}", json.dumps(facts).encode())
    return dict(sorted(measured.items()))


def measure(item: tuple[Path, str, str]) -> Photograph:
    """Measure one picture, in a worker: (content folder, path in it, digest). Raises PictureError."""
    from jiangxin.images.probe import probe

    content, path, digest = item
    return probe(content / path, path, digest)
