"""What builds cost, beside what they cost others: `python bench/run.py`.

The same exhibition is built by this program, by Hugo and by Pelican in turns:
from nothing, with nothing changed, and after edits, each tool with templates that
make the same pages. Whole processes are counted with all that they start. What is
made for it lies in `bench/.work/`, is made once, and may be deleted.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the program beside us, installed or not

from bench.build_table import builds, growth
from bench.builds import COLD, MAKERS, SAME, STEPS, Built, measure
from bench.chart import draw_chart
from bench.choices import positive, sizes
from bench.generators import BODY, OURS, Generator
from bench.processes import ROOT, CommandFailedError
from bench.profiled import profile
from bench.table import between_markers

WORK = ROOT / "bench" / ".work"
DOCUMENT = ROOT / "docs" / "performance.md"
CHART = ROOT / "docs" / "performance" / "builds.svg"
MARKER = "builds"
SIZES, GROWTH = (1_000, 10_000), (1_000, 10_000, 100_000)


def main(arguments: Sequence[str]) -> int:
    """Run the bench and tell what it found; give 0, or 1 where it could not be run or what was built is wrong."""
    options = _parser().parse_args(arguments)
    names = [name for name in MAKERS if name.lower() in options.only]
    counts = options.entries or (GROWTH if options.growth else SIZES)
    try:
        if options.profile:
            text = "\n\n".join(profile(MAKERS[OURS](WORK, count), count, WORK) for count in counts)
        elif options.growth:
            text = growth([_measured([OURS], count, options.rounds, (COLD, SAME, _EDITED))[1] for count in counts])
        else:
            measured = [_measured(names, count, options.rounds, tuple(STEPS)) for count in counts]
            found = [each for _, all_of_size in measured for each in all_of_size]
            text = f"{_told(measured[0][0], counts, options.rounds)}\n\n{builds(found)}"
    except CommandFailedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{text}\n")
    if options.write and not (options.profile or options.growth):
        DOCUMENT.write_text(between_markers(DOCUMENT.read_text("utf-8"), MARKER, text), "utf-8")
        CHART.parent.mkdir(exist_ok=True)
        CHART.write_text(draw_chart([each for each in found if each.entries == counts[-1]]), "utf-8")
    return 0


_EDITED = next(step for step, subject in STEPS.items() if subject == BODY)


def _measured(
    names: Sequence[str], count: int, rounds: int, steps: Sequence[str]
) -> tuple[list[Generator], list[Built]]:
    sites = [MAKERS[name](WORK, count) for name in names]
    return sites, measure(sites, count, rounds, steps)


def _told(sites: Sequence[Generator], counts: Sequence[int], rounds: int) -> str:
    """Say how this is measured again, and with what."""
    entries = ",".join(str(size) for size in counts)
    versions = [f"{site.name} {site.version}" for site in sites if site.version]
    only = "" if len(sites) == len(MAKERS) else f" --only {' '.join(site.name.lower() for site in sites)}"
    command = f"python bench/run.py --entries {entries} --rounds {rounds}{only}"
    return f"`{command}`: {', '.join([f'Python {platform.python_version()}', *versions])}."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="What builds cost, beside what they cost others.")
    add = parser.add_argument
    add("--entries", type=sizes, help="numbers of entries (default 1000,10000; with --growth 100000 too)")
    add("--rounds", type=positive, default=3, help="timed rounds, of which the medians are told (default 3)")
    tools = [name.lower() for name in MAKERS]
    add("--only", nargs="+", choices=tools, default=tools, help="these generators alone")
    add("--profile", action="store_true", help="tell instead where our processor time goes, stage by stage")
    add("--growth", action="store_true", help="tell instead what an entry costs us, the more there are")
    add("--write", action="store_true", help=f"put figures and chart into {DOCUMENT.relative_to(ROOT)}")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
