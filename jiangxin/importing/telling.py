"""A Plan → what the editor reads: every row, text and picture, and what becomes of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from jiangxin.amending.values import BODY, Value
from jiangxin.importing.columns import PICTURES, Table
from jiangxin.importing.plan import Plan, Step
from jiangxin.model.wording import Wording
from jiangxin.problems import Problem
from jiangxin.wording import tell

_MARKS = {"created": "+", "updated": "~", "unchanged": "=", "refused": "✗"}
_SHOWN = 40  # characters of a value


def tell_plan(plan: Plan, rehearsed: Sequence[Problem], wording: Wording) -> str:
    """Give the whole plan in words."""
    lines: list[str] = []
    groups: defaultdict[str, list[Step]] = defaultdict(list)
    for step in plan.steps:
        groups[step.proposal.source].append(step)
    tables = {_label(table): table for table in plan.proposals.tables}
    left = defaultdict(list)
    for problem in plan.problems:
        left[problem.path].append(problem)
    for source in dict.fromkeys([*groups, *tables, *left]):
        lines += [source, *_head(tables.get(source), plan.proposals.texts.get(source), wording)]
        for step in groups.get(source, ()):
            lines += _step(step, wording)
        for problem in left.get(source, ()):
            lines.append(_indented(f"{'✗' if problem.blocks else '?'} {_without_path(problem, source, wording)}"))
        lines.append("")
    if rehearsed:
        lines.append(wording("importing.rehearsed"))
        lines += [_indented(f"{'✗' if each.blocks else '!'} {tell(each, wording)}") for each in rehearsed]
        lines.append("")
    return "\n".join([*lines, _sum(plan, wording)])


def _label(table: Table) -> str:
    return f"{table.sheet.source} › {table.sheet.name}" if table.sheet.name else table.sheet.source


def _head(table: Table | None, counts: Mapping[str, int] | None, wording: Wording) -> Iterator[str]:
    if table is not None:
        kind = wording("importing.captions") if table.kind == PICTURES else wording(f"kinds.{table.kind}.one")
        columns = wording("importing.comma").join(f"{title} → {name}" for title, name in table.columns if name)
        yield _indented(wording("importing.table", kind=kind, rows=len(table.rows()), head=table.head))
        yield _indented(wording("importing.columns-are", columns=columns))
    if counts:
        parts = (wording(f"importing.parts.{name}", count=count) for name, count in sorted(counts.items()) if count)
        yield _indented(wording("importing.text", parts=wording("importing.comma").join(parts)))


def _step(step: Step, wording: Wording) -> Iterator[str]:
    proposal = step.proposal
    place = wording("importing.row", row=proposal.line) if proposal.line else wording("importing.whole")
    verdict = wording(f"importing.outcomes.{step.outcome}")
    yield _indented(f"{_MARKS[step.outcome]} {place} {verdict} {proposal.ref} {proposal.name}  {step.path}")
    for change in step.changes:
        told = wording(
            f"importing.changes.{change.verdict}",
            field=_named(change.field, proposal.ref.kind, wording),
            now=_shown(change.now, wording),
            new=_shown(change.new, wording),
            place=f"{proposal.ref}.{change.field.partition('/')[0]}",
        )
        yield _indented(told, 2)
    for path in step.pictures:
        yield _indented(wording("importing.picture", path=path), 2)
    for problem in step.problems:
        mark = "✗" if problem.blocks else "?"
        yield _indented(f"{mark} {_without_path(problem, proposal.source, wording)}", 2)


def _named(field: str, kind: str, wording: Wording) -> str:
    """Give a field as it is labelled and as files call it: `工种 trade`; of a picture, its file."""
    base, _, file = field.partition("/")
    key = base if f"fields.{base}" in wording.strings or f"fields.{kind}.{base}" in wording.strings else ""
    base = base if key else base.rpartition("_")[0] or base
    label = wording.strings.get(f"fields.{kind}.{base}", wording.strings.get(f"fields.{base}", ""))
    if field == BODY:
        label = wording("importing.body")
    return wording("importing.field", label=label, field=file or field) if label else field


def _without_path(problem: Problem, source: str, wording: Wording) -> str:
    """Tell a problem below its file: the row is enough of a place."""
    told = tell(problem, wording)
    _, _, rest = told.partition("\n")
    if problem.path != source:
        return told
    row = wording("importing.row", row=problem.line) if problem.line else ""
    where = " ".join(part for part in (row, problem.field) if part)
    words = " ".join(line.strip() for line in rest.split("\n"))
    return f"{where}{wording('importing.colon')}{words}" if where else words


def _shown(value: Value | None, wording: Wording) -> str:
    if value is None:
        return wording("importing.nothing")
    said = value if isinstance(value, str) else ", ".join(_parts(value))
    line = " ".join(said.split())
    return f"“{line[:_SHOWN]}…”" if len(line) > _SHOWN else f"“{line}”"


def _parts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _parts(each)


def _indented(text: str, depth: int = 1) -> str:
    return "\n".join("  " * depth + line for line in text.split("\n"))


def _sum(plan: Plan, wording: Wording) -> str:
    outcomes = Counter(step.outcome for step in plan.steps)
    everything = [*plan.problems, *(problem for step in plan.steps for problem in step.problems)]
    refused = sum(problem.blocks for problem in everything)
    conflicts = sum(change.verdict == "conflict" for step in plan.steps for change in step.changes)
    return wording(
        "importing.sum",
        created=outcomes["created"],
        updated=outcomes["updated"],
        unchanged=outcomes["unchanged"],
        conflicts=conflicts,
        asked=len(everything) - refused,
        refused=refused,
        pictures=sum(len(step.pictures) for step in plan.steps),
    )
