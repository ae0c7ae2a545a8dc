"""One content, other circumstances: the same bytes.

    python -m tests.faults.reproducible COUNT

Each variation changes what must not count: folder, time zone, locale, hash seed,
umask, processors, the files' times and order, the clock.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.faults.places import copied, started, tree


class Variation(NamedTuple):
    """What differs from the first build."""

    name: str
    folder: str = "here"
    environment: dict[str, str] = {}  # noqa: RUF012  # never changed
    options: tuple[str, ...] = ()
    umask: int = 0o022
    prepare: Callable[[Path], None] = lambda _: None


def _aged(root: Path) -> None:
    """Write every file anew in another order, and give it another time."""
    files = [path for path in (root / "content").rglob("*") if path.is_file()]
    for number, path in enumerate(sorted(files, reverse=True)):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
        os.utime(path, (9e8 + number, 9e8 - number))


def _with_clock(root: Path) -> None:
    """Set the clock that programs ask to 1999."""
    (root / "clock").mkdir()
    lines = ("import time", "time.time = lambda: 915148800.0", "time.time_ns = lambda: 915148800 * 10**9")
    (root / "clock" / "sitecustomize.py").write_text("\n".join(lines), encoding="utf-8")


VARIATIONS = (
    Variation("another folder", folder="deep/展 览/with a 'name'"),
    Variation("another time zone", environment={"TZ": "Pacific/Kiritimati"}),
    Variation("another locale", environment={"LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"}),
    Variation("another hash seed", environment={"PYTHONHASHSEED": "4242"}),
    Variation("another umask", umask=0o077),
    Variation("other processors", options=("--jobs", "4")),
    Variation("other times and order of files", prepare=_aged),
    Variation("another clock", environment={"SOURCE_DATE_EPOCH": "1", "PYTHONPATH": "clock"}, prepare=_with_clock),
)


def _together() -> Variation:
    """Give one variation that is all of them."""

    def prepare(root: Path) -> None:
        for each in VARIATIONS:
            each.prepare(root)

    environment = {key: value for each in VARIATIONS for key, value in each.environment.items()}
    return Variation("all at once", VARIATIONS[0].folder, environment, ("--jobs", "4"), 0o077, prepare)


def run(count: int, place: Path, *, all_at_once: bool = False) -> str:
    """Build under `count` variations, or under all at once; give what was seen. Raises AssertionError."""
    first = _built(Variation("as it is", options=("--jobs", "1")), place / "first")
    for number, variation in enumerate((_together(),) if all_at_once else VARIATIONS[:count]):
        assert _built(variation, place / str(number)) == first, variation.name
    return f"{min(count, len(VARIATIONS))} variations, {len(first)} files each, all the same"


def _built(variation: Variation, place: Path) -> dict[str, bytes]:
    root = copied("full", place / variation.folder)
    variation.prepare(root)
    environment = {"PATH": os.environ["PATH"], "LANG": "en_US.UTF-8", "HOME": str(place), "TZ": "UTC"}
    environment |= variation.environment
    if "PYTHONPATH" in environment:
        environment["PYTHONPATH"] = str(root / environment["PYTHONPATH"])
    before = os.umask(variation.umask)
    try:
        process = started(root, *variation.options, env=environment)
    finally:
        os.umask(before)
    _, told = process.communicate()
    assert process.returncode == 0, told.decode()
    return tree(root / "site")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(run(int(sys.argv[1]), Path(folder)))  # noqa: T201  # a command's own output
