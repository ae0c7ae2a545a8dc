"""What pictures cost, beside what they cost others: `python bench/pictures.py`.

Every tool makes the same five files of the same photographs, in turns, so that
whatever else the machine does meets all alike; whole processes are counted with
all that they start. What is made for it lies in `bench/.work/`, is made once,
and may be deleted.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the program beside us, installed or not

from bench import exhibitions
from bench.choices import positive
from bench.peers import Hugo, Pyvips
from bench.processes import ROOT, CommandFailedError, Cost, median_of, run, said_by
from bench.rounds import compare
from bench.stages import by_stage
from bench.table import Row, between_markers, comparison, markdown

WORK = ROOT / "bench" / ".work"
DOCUMENT = ROOT / "docs" / "performance.md"
MARKER = "pictures"

Steps = Mapping[str, tuple[float, float]]
"""The seconds that each step of a check takes: on the wall, and of the processor."""

_WALL, _CPU = 0, 1
_CHECK = ("open", "measure", "gather")  # planning is what a build does of every page, whatever changed
_PILLOW_VERSION = "from PIL import Image, features; print(Image.__version__, 'with libavif', features.version('avif'))"


def main(arguments: Sequence[str]) -> int:
    """Run the bench and tell what it found; give 0, or 1 where it could not be run."""
    options = _parser().parse_args(arguments)
    try:
        text = _profile(options.warm) if options.profile else _measure(options.photos, options.runs, options.warm)
    except CommandFailedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{text}\n")
    if options.write and not options.profile:
        DOCUMENT.write_text(between_markers(DOCUMENT.read_text("utf-8"), MARKER, text), "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="What pictures cost, beside what they cost others.")
    add = parser.add_argument
    add("--photos", type=positive, default=6, help="photographs of 12 megapixels in a build (default 6)")
    add("--runs", type=positive, default=5, help="rounds, of which the medians are told (default 5)")
    add("--warm", type=positive, default=10_000, help="photographs of which nothing changed (default 10,000)")
    add("--profile", action="store_true", help="tell instead where the time of one photograph goes, and of the check")
    add("--write", action="store_true", help=f"put the figures into {DOCUMENT.relative_to(ROOT)}")
    return parser


def _measure(photos: int, runs: int, warm: int) -> str:
    """Measure all; give what is to be read. Raises CommandFailedError."""
    photographs = draw_photographs(photos)
    hugo, pyvips = Hugo(WORK), Pyvips(WORK)
    rows = compare(photographs, runs, WORK, hugo, pyvips)
    promises = _promises(rows, _worker_peak_mib(), _checks(warm, runs), warm)
    versions = f"Python {platform.python_version()}, Pillow {said_by([sys.executable, '-c', _PILLOW_VERSION])}"
    return "\n\n".join(
        (
            f"`python bench/pictures.py --photos {photos} --runs {runs} --warm {warm}`: "
            f"{versions}, pyvips {pyvips.version}, Hugo {hugo.version}.",
            comparison(rows),
            markdown([("promise", "at most", "measured"), *promises], words=1),
        )
    )


def _promises(
    rows: Sequence[Row], peak_mib: float, checks: Sequence[tuple[Steps, Cost]], warm: int
) -> list[tuple[str, str, str]]:
    """Give each promise, its bound, and what was measured."""
    in_build, alone = (median_of(row.costs) for row in rows if row.costs is row.yardstick)
    check_s, check_cpu_s = (
        statistics.median(sum(steps[step][clock] for step in _CHECK) for steps, _ in checks) for clock in (_WALL, _CPU)
    )
    plan_cpu_s = statistics.median(steps["plan"][_CPU] for steps, _ in checks)
    process_cpu_s = median_of([cost for _, cost in checks]).cpu_s
    return [
        ("a 12 MP photograph in a build, CPU s", "1.0", f"{in_build.cpu_s:.2f}"),
        ("a 12 MP photograph in a process of its own, CPU s", "1.0", f"{alone.cpu_s:.2f}"),
        ("a worker at a 24 MP photograph, peak MiB", "250", f"{peak_mib:.0f}"),
        (f"{warm:,} photographs unchanged: the check, s", "0.3", f"{check_s:.2f}"),
        ("… in CPU s", "0.3", f"{check_cpu_s:.2f}"),
        (f"… planning their {exhibitions.FILES_A_PHOTOGRAPH * warm:,} files, CPU s", "", f"{plan_cpu_s:.2f}"),
        ("… both in a process of their own, CPU s", "", f"{process_cpu_s:.2f}"),
    ]


def draw_photographs(count: int) -> list[Path]:
    """Draw photographs of 12 megapixels, where they are not drawn yet; give their files. Raises CommandFailedError."""
    folder = WORK / "photographs"
    run([sys.executable, "-m", "bench.photographs", str(folder), str(count)], WORK / "photographs.txt")
    return [folder / f"phone-{number + 1}.jpg" for number in range(count)]


def _worker_peak_mib() -> float:
    """Give the MiB of the largest process of a build with one photograph of 24 megapixels."""
    folder = WORK / "exhibition-camera"
    exhibitions.write_exhibition(folder, 1, [WORK / "photographs" / "camera-1.jpg"])
    return exhibitions.build(folder, 1).peak_mib


def _checks(count: int, runs: int) -> list[tuple[Steps, Cost]]:
    """Give the steps of a check, and the whole process's cost, for each run."""
    found = []
    for _ in range(runs):
        cost, told = _warm(count)
        found.append((json.loads(told), cost))
    return found


def _warm(count: int, option: str = "") -> tuple[Cost, str]:
    """Run the check in a process of its own, the photographs made if need be; give its cost and what it says."""
    folder, log = WORK / f"warm-{count}", WORK / "warm.txt"
    command = [sys.executable, "-m", "bench.warm", str(folder), str(count)]
    if not (folder / ".done").exists():
        run([*command, "--fill"], log)
        (folder / ".done").touch()
    cost = run([*command, *([option] if option else [])], log)
    return cost, log.read_text("utf-8")


def _profile(warm: int) -> str:
    """Give where the processor time of one photograph goes, and the time of the check. Raises CommandFailedError."""
    photograph = draw_photographs(1)[0]
    log = WORK / "profile.txt"
    run([sys.executable, "-m", "bench.one_photograph", str(photograph), str(WORK / "one"), "--profile"], log)
    stages = by_stage(json.loads(log.read_text("utf-8")))
    whole = sum(stages.values())
    lines = [(stage, f"{spent * 1000:.0f}", f"{spent / whole:.0%}") for stage, spent in stages.items()]
    table = markdown([("stage", "CPU ms", "share"), *lines, ("all", f"{whole * 1000:.0f}", "100%")], words=1)
    return f"{table}\n\n{_warm(warm, '--profile')[1].strip()}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
