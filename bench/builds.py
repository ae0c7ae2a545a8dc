"""Sites → what it costs to build them: from nothing, of what was built before, and after each edit.

Every generator has its turn at each step, round after round. The first round is
not timed: the memory is watched in it, and the system comes to know the files. A
round is a working day: a build from nothing, one of nothing new, and then edits
on top of each other, which its end takes back. What was built is proved each
time, outside what is timed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import generators
from bench.generators import BODY, OURS, TEMPLATE, TITLE, Edit, Generator, put_aside, remove_aside
from bench.memory import watching
from bench.processes import Cost, run
from bench.proofs import digest_of, pages_of, prove_edit, prove_same, prove_texts

COLD, SAME = "from nothing", "nothing changed"
STEPS: Mapping[str, str | None] = {
    COLD: None,
    SAME: None,
    "one text edited": BODY,
    "one title edited": TITLE,
    "base template edited": TEMPLATE,
}
"""The steps of a round, and what is edited before each."""

MAKERS = {OURS: generators.jiangxin, generators.HUGO: generators.hugo, generators.PELICAN: generators.pelican}


@dataclass(slots=True)
class Built:
    """What a step cost one generator at one number of entries, round by round, and what came of it."""

    step: str
    tool: str
    entries: int
    pages: int = 0
    peak_mib: float = 0.0
    costs: list[Cost] = field(default_factory=list)


def measure(sites: Sequence[Generator], count: int, rounds: int, steps: Sequence[str] = tuple(STEPS)) -> list[Built]:
    """Give what each of `steps` cost each generator on its site of `count` entries, in `rounds` timed rounds.

    Raises CommandFailedError, also where a page lacks its text or the edit, and
    where one of our sites is not what a clean build makes.
    """
    found = {(step, site.name): Built(step, site.name, count) for step in steps for site in sites}
    proof = _Proof(count)
    for number in range(rounds + 1):
        with ExitStack() as edited:
            for step in steps:
                for site in sites:
                    if step == COLD:
                        site.forget()
                    subject = STEPS[step]
                    edit = site.edits()[subject] if subject else None
                    if edit:
                        edited.enter_context(applied(edit))
                    built = found[step, site.name]
                    if number:
                        built.costs.append(_build(site))
                    else:
                        built.peak_mib = _peak_mib(site)
                        built.pages = pages_of(site)
                    proof.of(site, step, edit)
        sys.stderr.write(f"{count:,} entries: {f'round {number} of {rounds}' if number else 'proved'}\n")
    for site in sites:
        remove_aside(site.folder.parent)
    return list(found.values())


@contextmanager
def applied(edit: Edit) -> Iterator[None]:
    """Make an edit, and take it back at the end."""
    before = edit.path.read_bytes()
    edit.apply()
    try:
        yield
    finally:
        edit.path.write_bytes(before)


class _Proof:
    """That what was built is what was to be built; what a clean build of ours gives is built once for each step."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._read: set[str] = set()
        self._clean: dict[str, str] = {}

    def of(self, site: Generator, step: str, edit: Edit | None) -> None:
        """Prove what one generator built in one step. Raises CommandFailedError."""
        if site.name not in self._read:
            prove_texts(site, self._count)
            self._read.add(site.name)
        if edit:
            prove_edit(site, edit)
        if site.name == OURS:
            clean = step if edit else COLD
            if clean not in self._clean:
                self._clean[clean] = _digest_of_clean(site)
            prove_same(site.output, self._clean[clean])


def _build(site: Generator) -> Cost:
    return run(site.command, _log(site))


def _peak_mib(site: Generator) -> float:
    with watching() as peak:
        _build(site)
    return peak.mib


def _digest_of_clean(site: Generator) -> str:
    """Build a site of ours as it is now in folders that hold nothing; give its digest, and put it aside."""
    clean = site.folder.with_name(f"{site.folder.name}-clean")
    put_aside(clean, site.folder.parent)
    output = clean / "site"
    run([*site.command, "--output", str(output), "--cache", str(clean / "cache")], _log(site))
    digest = digest_of(output)
    put_aside(clean, site.folder.parent)
    return digest


def _log(site: Generator) -> Path:
    return site.folder.with_name(f"{site.folder.name}.txt")
