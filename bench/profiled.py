"""One build, sampled in all its processes → where its processor time goes: by stage, and by function."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.builds import COLD, SAME, STEPS, applied
from bench.generators import BODY, Generator
from bench.processes import Cost, run
from bench.table import markdown

_SAMPLER = Path(__file__).with_name("sampler")
_TOP = 15
_IMPORT = re.compile(r"<frozen importlib|/jinja2/loaders\.py:load$")
# The first function, from the inside out, whose file is known says whose work it is.
_STAGES = (
    ("look what stands", r"/jiangxin/standing\.py"),
    ("read", r"/jiangxin/content/(folder|source)\.py|/jiangxin/(cache|folders)\b"),
    ("parse", r"/jiangxin/content/(?!markup|bodies)|/yaml/"),
    ("Markdown", r"/jiangxin/content/(markup|bodies)|/markdown/|/nh3/"),
    ("curate", r"/jiangxin/(curation|model)/"),
    ("names", r"/jiangxin/names/"),
    ("plan", r"/jiangxin/pages/"),
    ("drawings", r"/jiangxin/drawing/"),
    ("pictures", r"/jiangxin/images/|/PIL/"),
    ("render", r"/jiangxin/rendering/|/jinja2/|/markupsafe/|/templates/|<template>"),
    ("search", r"/jiangxin/search/|/pypinyin/"),
    ("export", r"/jiangxin/exports/"),
    ("publish", r"/jiangxin/publishing/"),
    ("hand over to workers", r"/jiangxin/workers\.py|/pebble/|/multiprocessing/|/concurrent/"),
)
IMPORT, REST, UNSEEN = "import", "all else", "unseen: Python's start, workers that were ended"
_PATTERNS = tuple((stage, re.compile(pattern)) for stage, pattern in _STAGES)


@dataclass(frozen=True, slots=True)
class Sample:
    """Processor seconds, and the functions that were at work, innermost first: `file:function`."""

    seconds: float
    stack: tuple[str, ...]


def profile(site: Generator, count: int, work: Path) -> str:
    """Give where the processor time of a build of ours goes: from nothing, with nothing changed, with a text edited.

    Raises CommandFailedError.
    """
    site.forget()
    told = [_told(site, f"{COLD}, {count:,} entries", work), _told(site, f"{SAME}, {count:,} entries", work)]
    step = next(step for step, subject in STEPS.items() if subject == BODY)
    with applied(site.edits()[BODY]):
        told.append(_told(site, f"{step}, {count:,} entries", work))
    return "\n\n".join(told)


def by_stage(samples: Iterable[Sample]) -> dict[str, float]:
    """Sum up the seconds by stage, in the order of the work."""
    seconds = dict.fromkeys([IMPORT, *(stage for stage, _ in _STAGES), REST], 0.0)
    for sample in samples:
        seconds[stage_of(sample.stack)] += sample.seconds
    return seconds


def stage_of(stack: Iterable[str]) -> str:
    """Say whose work was done when these functions were at it."""
    found = REST
    for function in stack:
        if _IMPORT.search(function):
            return IMPORT
        if found == REST:
            found = next((stage for stage, pattern in _PATTERNS if pattern.search(function)), REST)
    return found


def read_samples(folder: Path) -> Iterator[Sample]:
    """Give what all processes wrote."""
    for path in sorted(folder.iterdir()):
        for line in path.read_text("utf-8").splitlines():
            seconds, *stack = line.split("\t")
            yield Sample(float(seconds), tuple(stack))


def _told(site: Generator, what: str, work: Path) -> str:
    folder = work / "samples"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cost = run(site.command, work / "profile.txt", {"BENCH_SAMPLES": str(folder)}, [_SAMPLER])
    samples = list(read_samples(folder))
    return f"{what}:\n\n{_stages(samples, cost)}\n\n{_functions(samples)}"


def _stages(samples: list[Sample], cost: Cost) -> str:
    stages = by_stage(samples)
    stages[UNSEEN] = cost.cpu_s - sum(stages.values())
    lines = [(stage, f"{spent:.2f}", f"{spent / cost.cpu_s:.0%}") for stage, spent in stages.items() if spent >= 0.005]
    return markdown([("stage", "CPU s", "share"), *lines, ("all", f"{cost.cpu_s:.2f}", "100%")], words=1)


def _functions(samples: list[Sample]) -> str:
    """Tell which functions spend most: themselves and in C, and, of the program's, with all that they call."""
    own: dict[str, float] = defaultdict(float)
    whole: dict[str, float] = defaultdict(float)
    for sample in samples:
        own[_short(sample.stack[0])] += sample.seconds
        for function in {_short(each) for each in sample.stack if "/jiangxin/" in each}:
            whole[function] += sample.seconds
    lines = [(*mine, *all_of_it) for mine, all_of_it in zip(_most(own), _most(whole), strict=False)]
    return markdown([("function itself", "CPU s", "with all it calls", "CPU s"), *lines], words=1)


def _most(seconds: Mapping[str, float]) -> list[tuple[str, str]]:
    ordered = sorted(seconds.items(), key=lambda spent: -spent[1])
    return [(function, f"{spent:.2f}") for function, spent in ordered[:_TOP]]


def _short(function: str) -> str:
    """Give `package/module.py:function` of a full path."""
    path, _, name = function.rpartition(":")
    return f"{'/'.join(Path(path).parts[-2:])}:{name}"
