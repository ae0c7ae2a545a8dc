"""What is told of reviews: what keeps an exhibition from being released, and what was approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from jiangxin.curation.reviews import Given, Lack
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.library import Library
from jiangxin.model.wording import Wording
from jiangxin.wording import shown

if TYPE_CHECKING:
    from jiangxin.editing.approve import Approval, Approved


def told_unreviewed(library: Library, lacks: Mapping[Ref | None, Sequence[Lack]], wording: Wording) -> str:
    """Give every entry that keeps the exhibition from being released, hall by hall, with who approved it so far."""
    titles = {entry.ref: _title(entry, wording) for entry in library.entries}
    lines = []
    for hall, entries in lacks.items():
        title = titles[hall] if hall is not None else wording("review.no-hall")
        lines.append(wording("review.in-hall", title=title, count=len(entries)))
        for lack in entries:
            lines.append(f"✗ content/{lack.entry.path}:{lack.entry.line_of('title')}  {_title(lack.entry, wording)}")
            lines += [f"    {line}" for line in _told(lack, wording)]
    return "\n".join([*lines, wording("review.unreleased", count=sum(map(len, lacks.values())))])


def told_approved(approved: Sequence[Approved], approval: Approval, wording: Wording) -> str:
    """Give what was approved, entry by entry, and what is asked for next."""
    step = wording(f"values.step.{approval.step}")
    lines = []
    for entry, version, missing in approved:
        said = wording("review.approved", step=step, by=approval.by, on=approval.on, version=version)
        lines.append(f"✓ {entry.ref}  {_title(entry, wording)}\n    {said}")
        lines.append(f"    {_missing(missing, wording) if missing else wording('review.complete')}")
    return "\n".join(lines)


def _told(lack: Lack, wording: Wording) -> Iterator[str]:
    """Say who approved an entry so far, and what it lacks."""
    yield from (_given(given, wording) for given in lack.reviewed.given if given.fault != "again")
    if lack.reviewed.missing:
        yield _missing(lack.reviewed.missing, wording)
    else:
        yield wording("review.still-in-review")


def _given(given: Given, wording: Wording) -> str:
    review = given.review
    step = wording(f"values.step.{review.step}")
    said = wording(
        "review.given",
        step=step,
        by=shown(str(review.by)),
        on=review.on.written if review.on else "",
        version=review.of,
    )
    return f"{said}{wording(f'review.{given.fault}')}" if given.fault else said


def _missing(missing: Sequence[str], wording: Wording) -> str:
    steps = wording("review.comma").join(wording(f"values.step.{step}") for step in missing)
    return wording("review.missing", steps=steps)


def _title(entry: Entry, wording: Wording) -> str:
    return shown(entry.title.in_language(wording.lang).text) if entry.title else entry.id
