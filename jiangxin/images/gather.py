"""What the pages ask for → picture files, each made once and kept under its key.

A key carries the digest of its source and its recipe, so what is in the cache
is right. What is missing is made in workers, one photograph a task, the largest
first, and no more at once than memory holds. A build that was killed goes on
where it stopped: each file is in the cache from the moment it is whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from jiangxin.cache import Cache, write_whole
from jiangxin.crews import Hired
from jiangxin.folders import lying_at
from jiangxin.images.elsewhere import PictureKit, PictureTask
from jiangxin.images.errors import PictureError, picture_problem
from jiangxin.images.pyramid import tile_names
from jiangxin.model.frozen import frozen
from jiangxin.model.output import Output, Stage
from jiangxin.model.picture import Derivative, Original, Photograph, PictureOrder, TileSet
from jiangxin.problems import Problem
from jiangxin.workers import Failed, run_bounded

Progress = Callable[[str, int, int], None]
Wanted = Derivative | TileSet | Original
_Task = tuple[str, Path, tuple[Wanted, ...], Path]

_SECONDS = 180.0
_MEMORY_MB = 2048
_TILING_SECONDS = 900.0
_TILING_MEMORY_MB = 4096  # 450 megapixels, decoded
_IN_FLIGHT_BYTES = 3_000_000_000
# What a worker holds: the source as it is decoded, and the encoder's work on the widest level.
_BYTES_A_PIXEL = 5
_ENCODER_BYTES = 180_000_000
_SCALED_PIXELS = 40_000_000  # a JPEG is scaled while it is decoded, seldom to more than this


@frozen
class Bench:
    """Where pictures are made, from what, how many at once, by whom; `problems` gathers those that cannot be."""

    content: Path
    cache: Cache
    photographs: Mapping[str, Photograph]
    jobs: int
    progress: Progress | None = None
    hired: Hired | None = None
    problems: list[Problem] = field(default_factory=list)

    def told(self, what: str) -> Callable[[int, int], None] | None:
        """Give what is called with the numbers done and in all."""
        report = self.progress
        return None if report is None else lambda done, total: report(what, done, total)


def gather_pictures(order: PictureOrder, bench: Bench) -> tuple[Output, ...]:
    """Give the outputs of all derivatives, originals and tiles; the problems are in the bench."""
    made = _made(bench, "pictures", order.derivatives, _pixels_of_derivatives)
    stripped = _made(bench, "originals", order.originals, lambda photo: 0)
    cut = _made(bench, "tiles", order.tile_sets, lambda photo: photo.width_px * photo.height_px)
    return (
        *(Output(each.path, made[each.key], Stage.ASSET) for each in order.derivatives),
        *(Output(each.path, stripped[each.key], Stage.ASSET) for each in order.originals),
        *(
            Output(f"{each.path}/{name}", f"{cut[each.key]}/{name}", Stage.ASSET)
            for each in order.tile_sets
            for name in tile_names(each.width_px, each.height_px)
        ),
    )


def _made(bench: Bench, kind: str, wanted: Sequence[Wanted], pixels: Callable[[Photograph], int]) -> dict[str, str]:
    """Give the place of each in the cache, by key, once it is there; `pixels` says how many are decoded at once."""
    places = bench.cache.files(kind, {each.key for each in wanted})
    absent = bench.cache.missing(kind, places)
    if not absent:
        return places
    by_digest: dict[str, dict[str, Wanted]] = defaultdict(dict)
    for each in wanted:
        if each.key in absent:
            by_digest[each.digest].setdefault(each.key, each)
    folder = bench.cache.folder_of(kind)
    tasks = []
    for some in by_digest.values():
        items = tuple(some.values())
        size = pixels(bench.photographs[items[0].source])
        tasks.append((size, (kind, lying_at(bench.content, items[0].source), items, folder)))
    tasks.sort(key=lambda task: (-task[0], str(task[1][1])))
    if kind == "pictures" and bench.hired is not None:
        _make_elsewhere(bench, bench.hired, [task for _, task in tasks])
        absent = bench.cache.missing(kind, places)
        tasks = [task for task in tasks if any(each.key in absent for each in task[1][2])]
    is_tiling = kind == "tiles"
    results = run_bounded(
        _make,
        [task for _, task in tasks],
        jobs=bench.jobs,
        seconds=_TILING_SECONDS if is_tiling else _SECONDS,
        memory_mb=_TILING_MEMORY_MB if is_tiling else _MEMORY_MB,
        progress=bench.told(kind),
        costs=[_ENCODER_BYTES + _BYTES_A_PIXEL * size for size, _ in tasks],
        budget=_IN_FLIGHT_BYTES,
    )
    for (_, (_, _, items, _)), result in zip(tasks, results, strict=True):
        if isinstance(result, Failed):
            bench.problems.append(picture_problem(result, items[0].source))
    return places


def _make_elsewhere(bench: Bench, hired: Hired, tasks: Sequence[_Task]) -> None:
    """Have derivatives made by who is hired; what fails there is not there, and is made at home."""
    is_seen = bool(tasks) and hired.sees(tasks[0][1])

    def sent() -> Iterator[PictureTask]:
        for _, source, items, _ in tasks:
            data = None if is_seen else source.read_bytes()
            yield PictureTask(str(source), data, tuple(each for each in items if isinstance(each, Derivative)))

    told = bench.told("pictures")
    for done, (_, made) in enumerate(hired.work(PictureKit(), sent()), start=1):
        for key, content in made.items():
            write_whole(tasks[0][3] / key, content, durable=True)
        if told is not None:
            told(done, len(tasks))


def _pixels_of_derivatives(photo: Photograph) -> int:
    pixels = photo.width_px * photo.height_px
    return min(pixels, _SCALED_PIXELS) if photo.format == "jpeg" else pixels


def _make(task: _Task) -> None:
    """Make the files of one photograph, in a worker. Raises PictureError."""
    kind, source, items, folder = task
    if kind == "pictures":
        from jiangxin.images.encode import encode

        encode(source, [each for each in items if isinstance(each, Derivative)], folder)
        return
    from jiangxin.images.reading.source import digest_of_bytes, source_bytes

    for each in items:
        if isinstance(each, TileSet):
            from jiangxin.images.tiler import make_tiles

            make_tiles(source, each, folder / each.key)
        elif isinstance(each, Original):
            from jiangxin.images.strip import strip

            data = source_bytes(source)
            if digest_of_bytes(data) != each.digest:
                raise PictureError("picture.changed")
            write_whole(folder / each.key, strip(data), durable=True)
