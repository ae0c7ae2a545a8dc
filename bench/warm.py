"""Ten thousand photographs of which nothing changed → how long a build takes to know it.

    python -m bench.warm FOLDER COUNT [--fill | --profile]

With `--fill` photographs are made and measured, and the names of their
derivatives laid into the cache: once, before what is timed. They are 2400 × 8 px,
each different: wide enough for five derivatives, of whose bytes a check sees
nothing but their names. Without an option the check is done as a build does it,
and each step's seconds on the wall and of the processor are told as JSON; with
`--profile`, what it spends most on.
"""

from __future__ import annotations

import cProfile
import io
import json
import os
import pstats
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.one_photograph import WIDTHS_PX
from jiangxin.cache import Cache
from jiangxin.content.measure import measure_all
from jiangxin.images.derivative import plan_derivatives
from jiangxin.images.gather import Bench, gather_pictures
from jiangxin.model.library import Mention
from jiangxin.model.picture import Derivative, Photograph, PictureOrder, PictureSize
from jiangxin.problems import Problem
from jiangxin.workers import default_jobs

_A_FOLDER = 100
_LONG_AGO_S = 1_700_000_000  # a file as young as the build is looked at again, and none of these is to be


class Check:
    """The check of `count` photographs in `folder`, step by step, each timed."""

    def __init__(self, folder: Path, count: int) -> None:
        self.content = folder / "content"
        self.names = [f"{number // _A_FOLDER}/{number}.jpg" for number in range(count)]
        self.problems: list[Problem] = []
        self.seconds: dict[str, tuple[float, float]] = {}
        with self._timed("open"):
            self.cache = Cache(folder / "cache")

    def measure(self) -> dict[str, Photograph]:
        """Give every photograph, from the ledger where it is known."""
        named = {name: Mention(f"content/{name}") for name in self.names}
        with self._timed("measure"):
            return measure_all(self.content, named, self.cache, default_jobs(), None, self.problems)

    def plan(self, photographs: Mapping[str, Photograph]) -> tuple[Derivative, ...]:
        """Give every derivative."""
        size = PictureSize("bench", WIDTHS_PX, "")
        with self._timed("plan"):
            return tuple(each for photograph in photographs.values() for each in plan_derivatives(photograph, size))

    def gather(self, photographs: Mapping[str, Photograph], planned: tuple[Derivative, ...]) -> None:
        """Find every derivative in the cache."""
        bench = Bench(self.content, self.cache, photographs, default_jobs())
        with self._timed("gather"):
            found = gather_pictures(PictureOrder(planned), bench)
        if self.problems or bench.problems or len(found) != len(planned):
            raise RuntimeError(f"not all is there: {(self.problems + bench.problems)[:3]}")

    def whole(self) -> None:
        """Do it all."""
        photographs = self.measure()
        self.gather(photographs, self.plan(photographs))

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        yield
        self.seconds[step] = (time.perf_counter() - wall_s, time.process_time() - cpu_s)


def fill(check: Check) -> None:
    """Make the photographs, measure them, and lay the names of their derivatives into the cache."""
    from PIL import Image

    for number, name in enumerate(check.names):
        path = check.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        colour = (number % 256, number // 256 % 256, 128)
        Image.new("RGB", (WIDTHS_PX[-1], 8), colour).save(path, "JPEG", comment=str(number).encode())
        os.utime(path, (_LONG_AGO_S, _LONG_AGO_S))
    planned = check.plan(check.measure())
    folder = check.cache.folder_of("pictures")
    for derivative in planned:
        (folder / derivative.key).touch()
    check.cache.save()


def main(folder: Path, count: int, option: str = "") -> None:
    """Do what was asked for."""
    check = Check(folder, count)
    if option == "--fill":
        fill(check)
    elif option == "--profile":
        told = io.StringIO()
        profile = cProfile.Profile()
        profile.runcall(check.whole)
        pstats.Stats(profile, stream=told).sort_stats("tottime").print_stats(20)
        sys.stdout.write(told.getvalue())
    else:
        check.whole()
        sys.stdout.write(json.dumps(check.seconds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
