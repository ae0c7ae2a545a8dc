"""A review that was passed → the lines that say so, in the files of the entries it was of.

All or nothing: where one entry cannot be approved, every reason is told and no file is touched. What is
written is the approval, the status where there is one, and nothing else of the file.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jiangxin.amending.compose import scalar
from jiangxin.amending.spans import CannotAmendError
from jiangxin.amending.values import Value
from jiangxin.amending.writing import Writing, write_all
from jiangxin.cache import Cache
from jiangxin.content.source import Table
from jiangxin.content.version import version_of
from jiangxin.curation.reviews import Reviewed, reviewed, same_person, steps_asked
from jiangxin.folders import Folders
from jiangxin.importing.amend import amended, amended_item
from jiangxin.importing.holdings import Held, read_holdings
from jiangxin.model.entry import STEPS, Entry, Ref
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.library import Library
from jiangxin.pipeline import Options, read
from jiangxin.problems import ContentError, Problem, nearest
from jiangxin.workers import default_jobs


class Approval(NamedTuple):
    """What somebody approves: one of the three steps, who, and on which day (ISO 8601)."""

    step: str
    by: str
    on: str


class Approved(NamedTuple):
    """An entry that was approved: its version, and the steps that are still asked for."""

    entry: Entry
    version: str
    missing: tuple[str, ...]


def approve(named: Sequence[str], approval: Approval, folders: Folders, jobs: int | None = None) -> list[Approved]:
    """Write an approval into every entry that is named.

    A name is `exhibit/gear` or the path of a file in `content/`, which stands for every entry in it; behind it may
    stand the version that was read, `exhibit/gear@3f9c21ab`. Raises ContentError with every reason for which one
    cannot be approved, WriteError where a file cannot be written.
    """
    library, problems = read(folders, Cache(folders.cache), Options(drafts=True), jobs or default_jobs())
    holdings = read_holdings(folders.content)
    entries = {entry.ref: entry for entry in library.entries}
    wanted: dict[Ref, str] = {}
    refused: list[Problem] = []
    for name in named:
        found, _, version = name.partition("@")
        refs = _refs(found, entries)
        wanted |= dict.fromkeys(refs, version)
        if not refs:
            known = [*map(str, entries), *(f"content/{entry.path}" for entry in library.entries)]
            refused.append(Problem("review.unknown", found, facts={"found": found}, suggestion=nearest(found, known)))
    broken = {problem.path for problem in problems if problem.blocks}
    approved: list[Approved] = []
    originals: dict[str, bytes] = {}
    made: dict[str, bytes] = {}
    for ref, version in wanted.items():
        entry, held = entries[ref], holdings.entries.get(ref)
        so_far = reviewed(library, entry)
        reasons = list(_reasons(entry, so_far, approval, version, steps_asked(library)))
        if f"content/{entry.path}" in broken or held is None or not _is_same(library, held):
            reasons.append(_problem("review.faulty", entry))
        if held is not None and not reasons:
            steps = steps_asked(library) or STEPS
            missing = tuple(step for step in steps if step != approval.step and not so_far.is_passed(step))
            originals[held.path] = held.raw
            try:
                made[held.path] = _with_approval(held, made, so_far, approval, is_last=not missing)
            except CannotAmendError:
                reasons.append(_problem("review.cannot-amend", entry, found=_in_one_line(approval, so_far.version)))
            approved.append(Approved(entry, so_far.version, missing))
        refused += reasons
    if refused:
        raise ContentError(refused)
    write_all(folders.root, [Writing(f"content/{path}", data, originals[path]) for path, data in made.items()])
    return approved


def _refs(found: str, entries: Mapping[Ref, Entry]) -> list[Ref]:
    """Give the entries that a name stands for."""
    kind, _, entry_id = found.partition("/")
    if (ref := Ref(kind, entry_id)) in entries:
        return [ref]
    path = posixpath.normpath(found.replace("\\", "/"))
    return [entry.ref for entry in entries.values() if path.endswith(f"content/{entry.path}")]


def _reasons(
    entry: Entry, so_far: Reviewed, approval: Approval, version: str, asked: Sequence[str]
) -> Iterator[Problem]:
    """Say why an entry cannot be approved."""
    before = [step for step in asked or STEPS if STEPS.index(step) < STEPS.index(approval.step)]
    left = [step for step in before if not so_far.is_passed(step)]
    if version and version != so_far.version:
        yield _problem("review.other-version", entry, found=version, now=so_far.version)
    if entry.status == "draft":
        yield _problem("review.draft", entry)
    if so_far.is_passed(approval.step):
        yield _problem("review.passed", entry, step=f"step.{approval.step}", now=so_far.version)
    if left:
        yield _problem("review.early", entry, step=f"step.{approval.step}", first=f"step.{left[0]}")
    for given in so_far.given:
        review = given.review
        if given.fault is None and review.step != approval.step and same_person(str(review.by), approval.by):
            facts = {"by": approval.by, "step": f"step.{approval.step}", "first": f"step.{review.step}"}
            yield _problem("review.same-person", entry, **facts)


def _problem(code: str, entry: Entry, **facts: str) -> Problem:
    place = "reviews" if "reviews" in entry.lines else "name" if "name" in entry.lines else "title"
    return Problem(code, f"content/{entry.path}", entry.line_of(place), "reviews", facts)


def _in_one_line(approval: Approval, version: str) -> str:
    """Give an approval as an editor may write it into an entry that stands on one line."""
    return f"{{step: {approval.step}, by: {scalar(approval.by)}, on: {approval.on}, of: {scalar(version)}}}"


def _is_same(library: Library, held: Held) -> bool:
    """Say whether a file says what was read a moment ago."""
    rows = {name: row for name, row in held.table.rows.items() if name != "id" or not held.is_listed}
    return library.versions[held.ref].startswith(version_of(Table(rows, held.table.line), held.body))


def _with_approval(
    held: Held, made: Mapping[str, bytes], so_far: Reviewed, approval: Approval, *, is_last: bool
) -> bytes:
    """Give an entry's file, `made` by now of the entries before, with the approval in it. Raises CannotAmendError."""
    rows: list[Mapping[str, Value]] = [
        {"step": str(review.step), "by": str(review.by), "on": review.on.written, "of": str(review.of)}
        for review in (given.review for given in so_far.given if given.fault != "again")
        if review.on is not None and review.step != approval.step
    ]
    rows.append({"step": approval.step, "by": approval.by, "on": approval.on, "of": so_far.version})
    rows.sort(key=lambda row: STEPS.index(str(row["step"])))
    changes: dict[str, Value | None] = {"reviews": tuple(rows)}
    if "status" in held.fields:
        changes["status"] = "approved" if is_last else "review"
    cls = KINDS[held.ref.kind]
    if held.ref.kind in LISTED:
        return amended_item(held, made.get(held.path, held.raw), cls, changes)
    return amended(held, cls, changes)
