"""A picture file as it came → the one that is kept: upright, without place and camera, the credit still in it.

What stands upright already loses nothing but its metadata. What lay on its side,
and what no browser shows, is made anew. Made in a worker, as all pictures are.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PIL import Image

from jiangxin.content.source import SourceError
from jiangxin.images.errors import PictureError
from jiangxin.images.reading.colour import to_srgb
from jiangxin.images.reading.credit import credit_blocks, credit_of
from jiangxin.images.reading.source import (
    MAX_PIXELS,
    digest_of_bytes,
    loaded,
    opened,
    turn_of,
    upright,
    without_opaque_alpha,
)
from jiangxin.images.strip import strip
from jiangxin.importing.material import Photograph
from jiangxin.problems import Problem
from jiangxin.workers import Done, default_jobs, run_bounded

_ENDINGS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
_SECONDS = 60.0
_MEMORY_MB = 2_000
MAX_BYTES = 1_000_000_000  # of one import: they are in memory until they are written
_ALIKE_BITS = 5  # of 64: a shutter pressed twice, the same picture in two sizes
_ACROSS, _DOWN = 9, 8


class _Task(NamedTuple):
    name: str
    data: bytes


def take_photographs(
    files: Sequence[tuple[str, Callable[[], bytes]]], jobs: int | None = None
) -> tuple[dict[str, Photograph], list[Problem]]:
    """Give each picture by its name, as it will be kept, and a problem for each that cannot be."""
    tasks: list[_Task] = []
    problems: list[Problem] = []
    room = MAX_BYTES
    for name, read in files:
        if room <= 0:
            facts = {"allowed": f"{MAX_BYTES // 1_000_000} MB"}
            problems.append(Problem("import.too-many-pictures", name, facts=facts))
            continue
        try:
            tasks.append(_Task(name, read()))
            room -= len(tasks[-1].data)
        except SourceError as error:
            problems.append(error.problem)
        except OSError as error:
            problems.append(Problem("import.unreadable", name, facts={"found": error.strerror or str(error)}))
    taken: dict[str, Photograph] = {}
    results = run_bounded(_take, tasks, jobs=jobs or default_jobs(), seconds=_SECONDS, memory_mb=_MEMORY_MB)
    for task, result in zip(tasks, results, strict=True):
        if isinstance(result, Done):
            taken[task.name] = result.value
        elif isinstance(result.error, PictureError):
            facts = {"found": task.name.rpartition("/")[2]} | result.error.facts
            problems.append(Problem(result.error.code, task.name, facts=facts))
        elif result.error is not None:
            raise result.error
        else:
            problems.append(Problem("picture.failed", task.name, facts={"found": task.name, "reason": result.reason}))
    return taken, problems


def alike(photographs: Sequence[Photograph]) -> list[tuple[Photograph, Photograph]]:
    """Give each photograph that looks like an earlier one, beside the earlier."""
    pairs = []
    for place, each in enumerate(photographs):
        near = (other for other in photographs[:place] if (each.likeness ^ other.likeness).bit_count() <= _ALIKE_BITS)
        if (first := next(near, None)) is not None:
            pairs.append((each, first))
    return pairs


def _take(task: _Task) -> Photograph:
    """Make the file that is kept, in a worker. Raises PictureError."""
    with opened(task.data, MAX_PIXELS) as picture:
        kind = picture.format or ""
        pixels = loaded(picture)
        turn = turn_of(picture)
        credit = credit_of(picture)
        profile = picture.info.get("icc_profile")
    ending = _ENDINGS.get(kind, "")
    if ending and turn == 1:
        data = strip(task.data)
    else:
        ending = "jpg" if ending == "jpg" or kind in ("HEIF", "AVIF") else "png"
        standing = without_opaque_alpha(upright(to_srgb(pixels, profile), turn))
        data = _encoded(standing, ending, *credit_blocks(credit))
    return Photograph(task.name, digest_of_bytes(task.data), data, ending, _likeness(upright(pixels, turn)))


def _encoded(pixels: Image.Image, ending: str, exif: bytes, xmp: bytes) -> bytes:
    """Encode so well that the next encoding, for the site, sees no difference."""
    bare = Image.new(pixels.mode, pixels.size)  # nothing of what came with the pixels
    bare.paste(pixels)
    blocks = {name: block for name, block in (("exif", exif), ("xmp", xmp)) if block}
    buffer = io.BytesIO()
    if ending == "jpg":
        bare = bare.convert("RGB") if bare.mode == "RGBA" else bare
        bare.save(buffer, "JPEG", quality=95, subsampling="4:4:4", optimize=True, **blocks)
    else:
        bare.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _likeness(pixels: Image.Image) -> int:
    """Give 64 bits: whether each of 8 × 8 fields is brighter than the one to its right."""
    small = pixels.convert("L").resize((_ACROSS, _DOWN), Image.Resampling.BOX)
    grey = small.tobytes()
    bits = 0
    for row in range(_DOWN):
        for column in range(_ACROSS - 1):
            at = row * _ACROSS + column
            bits = bits << 1 | (grey[at] > grey[at + 1])
    return bits
