"""One photograph, measured and encoded in one process: what a worker does, with the start of Python.

    python -m bench.one_photograph PHOTOGRAPH FOLDER [--profile]

With `--profile` it tells as JSON where the processor time went, in seconds by
function. What costs is a few long calls into C, so profiling costs nothing.
"""

from __future__ import annotations

import cProfile
import json
import sys
import time
from pathlib import Path

from jiangxin.images.derivative import plan_derivatives
from jiangxin.images.encode import encode
from jiangxin.images.probe import probe
from jiangxin.model.picture import PictureSize

WIDTHS_PX = (480, 960, 1600, 2400)


def develop(source: Path, folder: Path) -> None:
    """Measure the photograph at `source` and make its derivatives in `folder`."""
    photograph = probe(source, source.name)
    encode(source, plan_derivatives(photograph, PictureSize("bench", WIDTHS_PX, "")), folder)


def profiled(source: Path, folder: Path) -> dict[str, float]:
    """Do the same; give the processor time in seconds that was spent in each function itself, by name."""
    profile = cProfile.Profile(time.process_time)
    profile.runcall(develop, source, folder)
    spent: dict[str, float] = {}
    for entry in profile.getstats():
        name = entry.code if isinstance(entry.code, str) else entry.code.co_name
        spent[name] = spent.get(name, 0.0) + entry.inlinetime
    return spent


if __name__ == "__main__":
    if "--profile" in sys.argv:
        sys.stdout.write(json.dumps(profiled(Path(sys.argv[1]), Path(sys.argv[2]))))
    else:
        develop(Path(sys.argv[1]), Path(sys.argv[2]))
