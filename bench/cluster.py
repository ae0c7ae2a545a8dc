"""What a build costs this machine when others make its pages and pictures: `python bench/cluster.py`.

A cluster of Dask is started beside, in processes that are not counted. The builds
with it and without are made in turns, and must make the same. Only processor time
is told: on one machine workers take from a build what they save it elsewhere.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the program beside us, installed or not

from bench import exhibitions
from bench.choices import positive
from bench.generators import jiangxin, remove_aside
from bench.pictures import DOCUMENT, WORK, draw_photographs
from bench.processes import CommandFailedError, environment, run
from bench.proofs import digest_of, prove_same
from bench.table import between_markers, markdown

MARKER = "cluster"

_Build = Callable[[Sequence[str]], tuple[float, Path]]
"""A build with more options → the CPU seconds of this machine, and the folder that was built."""

_WORKERS = """\
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=int(sys.argv[1]), threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def main(arguments: Sequence[str]) -> int:
    """Run the bench and tell what it found; give 0, or 1 where it could not be run or what was built differs."""
    options = _parser().parse_args(arguments)
    try:
        turns = {
            f"{options.entries:,} entries without pictures, from nothing": _of_entries(options.entries),
            f"one of {options.photos} photographs of 12 MP": _of_photographs(options.photos),
        }
        with _workers(options.workers) as address:
            found = {what: _compared(build, options.rounds, address) for what, build in turns.items()}
    except CommandFailedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    text = cluster_table(found)
    sys.stdout.write(f"{text}\n")
    if options.write:
        command = f"`python bench/cluster.py --entries {options.entries} --photos {options.photos}`:"
        told = between_markers(DOCUMENT.read_text("utf-8"), MARKER, f"{command}\n\n{text}")
        DOCUMENT.write_text(told, "utf-8")
    return 0


def cluster_table(found: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Give the medians of what each costs this machine in CPU seconds, made here and made elsewhere, in Markdown."""
    lines = [
        (what, *(f"{statistics.median(costs):.2f}" for costs in zip(*pairs, strict=True)))
        for what, pairs in found.items()
    ]
    return markdown([("CPU s of this machine", "made here", "made elsewhere"), *lines], words=1)


def _compared(build: _Build, rounds: int, address: str) -> list[tuple[float, float]]:
    """Build here and elsewhere in turns; give the CPU seconds of both. Raises CommandFailedError."""
    found = []
    for number in range(rounds):
        here_s, site = build(())
        digest = digest_of(site)
        elsewhere_s, site = build(("--executor", f"dask:{address}"))
        prove_same(site, digest)
        found.append((here_s, elsewhere_s))
        sys.stderr.write(f"round {number + 1} of {rounds}\n")
    remove_aside(WORK)
    return found


def _of_entries(count: int) -> _Build:
    site = jiangxin(WORK, count)

    def build(options: Sequence[str]) -> tuple[float, Path]:
        site.forget()
        return run([*site.command, *options], WORK / "cluster.txt").cpu_s, site.output

    return build


def _of_photographs(count: int) -> _Build:
    """Give a build of photographs, of which each is counted for what it costs more than the same without."""
    shown, hidden = WORK / "exhibition", WORK / "exhibition-without"
    exhibitions.write_exhibition(shown, count, draw_photographs(count))
    exhibitions.write_exhibition(hidden, count, [])

    def build(options: Sequence[str]) -> tuple[float, Path]:
        cost = exhibitions.build(shown, count, *options).minus(exhibitions.build(hidden, 0, *options), count)
        return cost.cpu_s, shown / "site"

    return build


@contextmanager
def _workers(count: int) -> Iterator[str]:
    """Have workers stand by; give the address of who tells them what to do. Raises CommandFailedError."""
    command = [sys.executable, "-c", _WORKERS, str(count)]
    with subprocess.Popen(  # noqa: S603  # our own words
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), text=True
    ) as workers:
        assert workers.stdin is not None and workers.stdout is not None
        address = workers.stdout.readline().strip()
        if not address:
            raise CommandFailedError("no cluster: pip install 'jiangxin[dask]'")
        try:
            yield address
        finally:
            workers.stdin.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="What a build costs this machine when others make pages and pictures.")
    add = parser.add_argument
    add("--entries", type=positive, default=10_000, help="number of entries (default 10,000)")
    add("--photos", type=positive, default=6, help="photographs of 12 megapixels (default 6)")
    add("--rounds", type=positive, default=3, help="rounds, of which the medians are told (default 3)")
    add("--workers", type=positive, default=2, help="processes that work elsewhere (default 2)")
    add("--write", action="store_true", help=f"put the figures into {DOCUMENT.name}")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
