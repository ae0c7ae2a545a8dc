"""Hundreds of bad inputs: each is a problem with its file and line, in bounded time and memory, and none hides another.

    python -m tests.faults.bad_inputs COUNT [SEED]

Every input is put into a small exhibition that has one ordinary mistake of its own,
which must be told as well.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import NamedTuple

from jiangxin.cli import PROBLEMS, main
from tests.faults.mistakes import Bad, bad_inputs
from tests.faults.places import copied

SECONDS = 10.0
MEMORY_MB = 1024
OTHER = "content/craftsmen/jia.md:"


class Cost(NamedTuple):
    """What the worst input took."""

    seconds: float
    megabytes: int


def run(count: int, seed: int, place: Path) -> str:
    """Put in `count` bad inputs, each by itself; give what was seen. Raises AssertionError."""
    every = list(bad_inputs())
    chosen = random.Random(seed).sample(every, count) if count < len(every) else every  # noqa: S311
    template = copied("tiny", place / "tiny")
    jia = template / "content" / "craftsmen" / "jia.md"
    jia.write_text(jia.read_text("utf-8").replace("---\n", "---\nnmae: x\n", 1), encoding="utf-8")
    worst = Cost(0, 0)
    for bad in chosen:
        cost = _judged(bad, template, place)
        worst = Cost(max(worst.seconds, cost.seconds), max(worst.megabytes, cost.megabytes))
    return f"{len(chosen)} of {len(every)} bad inputs told; at most {worst.seconds:.1f} s and {worst.megabytes} MB"


def _judged(bad: Bad, template: Path, place: Path) -> Cost:
    root = place / "root"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(template, root)
    bad.put(root / "content")
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        _check_and_exit(root, place)
    _, status, spent = os.wait4(child, 0)
    cost = Cost(time.monotonic() - begun, spent.ru_maxrss // 1024)
    told = (place / "told").read_text("utf-8", "surrogateescape")
    assert os.waitstatus_to_exitcode(status) == PROBLEMS, (bad.name, told)
    assert "Traceback" not in told, (bad.name, told)
    assert _begins(bad, told), (bad.name, told)
    assert OTHER in told, f"{bad.name} hides another mistake: {told}"
    assert cost.seconds <= SECONDS, (bad.name, cost)
    assert cost.megabytes <= MEMORY_MB, (bad.name, cost)
    return cost


def _begins(bad: Bad, told: str) -> bool:
    """Say whether a problem begins as it should; what names a place exactly is no pattern."""
    is_pattern = "(" in bad.told or r"\d" in bad.told
    return re.search(rf"(?m)^[✗!] {bad.told if is_pattern else re.escape(bad.told)}", told) is not None


def _check_and_exit(root: Path, place: Path) -> None:
    code = 99
    with (place / "told").open("w", encoding="utf-8", errors="surrogateescape") as told:
        sys.stdout = sys.stderr = told
        try:
            arguments = ["build", str(root), "--cache", str(place / "cache"), "--lang", "en", "--jobs", "1", "--quiet"]
            code = main(arguments)
        except BaseException:  # whatever it is, it is to be seen
            traceback.print_exc()
    os._exit(code)


if __name__ == "__main__":
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as folder:
        print(run(count, seed, Path(folder)))  # noqa: T201  # a command's own output
