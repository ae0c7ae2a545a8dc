"""Derivatives → files of the site, each made once and kept under its name.

The name of a derivative carries the digest of its source and its recipe, so a
file that is in the cache is the right one. Those that are missing are made in
workers, one photograph a task, the largest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jiangxin.images.errors import picture_problem
from jiangxin.model.output import Output, Stage
from jiangxin.model.picture import Derivative
from jiangxin.problems import Problem
from jiangxin.workers import Failed, run_bounded

if TYPE_CHECKING:
    from jiangxin.cache import Cache

SECONDS = 180.0
MEMORY_MB = 2048
_KIND = "pictures"


def gather_pictures(
    derivatives: Sequence[Derivative],
    content: Path,
    cache: Cache,
    jobs: int,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[tuple[Output, ...], list[Problem]]:
    """Give the outputs of all derivatives, and a problem for each photograph that could not be encoded."""
    places = {derivative: cache.file(_KIND, PurePosixPath(derivative.path).name) for derivative in derivatives}
    missing: dict[str, list[Derivative]] = defaultdict(list)
    for derivative, place in places.items():
        if not place.is_file() or place.stat().st_size == 0:
            missing[derivative.source].append(derivative)
    order = sorted(missing, key=lambda source: -max(each.width_px * each.height_px for each in missing[source]))
    folder = cache.folder_of(_KIND) if missing else content
    tasks = [(content / source, tuple(missing[source]), folder) for source in order]
    report = None if progress is None else lambda done, total: progress("derivative", done, total)
    results = run_bounded(_encode, tasks, jobs=jobs, seconds=SECONDS, memory_mb=MEMORY_MB, progress=report)
    problems = [
        picture_problem(result, source)
        for source, result in zip(order, results, strict=True)
        if isinstance(result, Failed)
    ]
    outputs = tuple(Output(derivative.path, place, Stage.ASSET) for derivative, place in places.items())
    return outputs, problems


def _encode(task: tuple[Path, tuple[Derivative, ...], Path]) -> None:
    from jiangxin.images.encode import encode

    source, derivatives, folder = task
    encode(source, derivatives, folder)
