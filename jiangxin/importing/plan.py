"""Proposals, what stands, what was imported → a Plan: what becomes of each, and the bytes of every file it writes.

Nothing is written here; what a plan tells is exactly what carrying it out does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from jiangxin.amending.amend import CannotAmendError
from jiangxin.amending.compose import article
from jiangxin.amending.values import BODY, Value
from jiangxin.amending.writing import Writing
from jiangxin.importing.amend import amended, amended_item, appended
from jiangxin.importing.columns import title_field
from jiangxin.importing.holdings import Held, Holdings, key_of
from jiangxin.importing.merge import EVERYTHING, Change, Merge, Overwriting, merge
from jiangxin.importing.proposals import Proposal, Proposals
from jiangxin.importing.register import REGISTER, Accession, Register, write_register
from jiangxin.importing.seating import Ground
from jiangxin.model.entry import Ref
from jiangxin.model.kinds import BY_FOLDER, KINDS, LISTED
from jiangxin.problems import Problem, in_order, nearest

Outcome = Literal["created", "updated", "unchanged", "refused"]
_INSET = re.compile(r"!\[\]\(inset:(\d+)\)")
_NOTHING = Accession("", "", {})


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one proposal; `path` is relative to the exhibition's folder."""

    proposal: Proposal
    path: str
    outcome: Outcome
    changes: tuple[Change, ...]
    pictures: tuple[str, ...]  # paths of those that are written
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import does; the register is written last."""

    proposals: Proposals
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    writings: tuple[Writing, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether carrying it out would write nothing."""
        return not self.writings

    @property
    def refuses(self) -> bool:
        """Whether anything was not taken."""
        noted = (problem for step in self.steps for problem in step.problems)
        return any(problem.blocks for problem in (*self.problems, *noted))


@dataclass(slots=True)
class _Desk:
    """What the plan has come to so far."""

    holdings: Holdings
    accessions: dict[Ref, Accession]
    pictures: dict[str, str]
    lists: dict[str, bytes]
    files: set[str]
    writings: dict[str, bytes] = field(default_factory=dict)
    added: defaultdict[str, list[Mapping[str, Value]]] = field(default_factory=lambda: defaultdict(list))


def plan(proposals: Proposals, ground: Ground, overwriting: Overwriting) -> Plan:
    """Hold every proposal against what stands. Raises OSError where a file can no longer be read."""
    register = ground.register
    desk = _Desk(
        ground.holdings,
        dict(register.accessions),
        dict(register.pictures),
        dict(ground.holdings.lists),
        set(ground.holdings.files),
    )
    steps = [_step(proposal, desk, ground, overwriting) for proposal in proposals.entries]
    for path, items in desk.added.items():
        cls = BY_FOLDER[path.partition("/")[0]]
        desk.lists[path] = appended(desk.lists.get(path, b""), path, items, cls)
    for path, raw in desk.lists.items():
        if raw != ground.holdings.lists.get(path):
            desk.writings[path] = raw
    writings = [_writing(ground, f"content/{path}", data) for path, data in sorted(desk.writings.items())]
    after = Register(desk.accessions, desk.pictures)
    if after != register:
        writings.append(_writing(ground, REGISTER, write_register(after)))
    unheard = _unheard(proposals, overwriting)
    problems = in_order([*proposals.problems, *_no_longer_there(proposals, ground), *unheard])
    return Plan(proposals, tuple(steps), problems, tuple(writings))


def _writing(ground: Ground, path: str, data: bytes) -> Writing:
    place = ground.root / path
    return Writing(path, data, place.read_bytes() if place.is_file() else None)


def _no_longer_there(proposals: Proposals, ground: Ground) -> list[Problem]:
    """Tell of entries whose file is imported again and no longer names them."""
    proposed = {each.ref for each in proposals.entries}
    files = {each.file for each in proposals.entries if each.key}
    return [
        Problem("import.row-gone", each.source, facts={"found": str(ref), "key": each.key}, blocks=False)
        for ref, each in ground.register.accessions.items()
        if each.source in files and each.key and each.key[0] != "@" and ref not in proposed
        if ref in ground.holdings.entries
    ]


def _unheard(proposals: Proposals, overwriting: Overwriting) -> list[Problem]:
    """Tell of places to be overwritten that no file says anything of."""
    places = {EVERYTHING, *(str(each.ref) for each in proposals.entries)}
    return [
        Problem("import.no-place", "--overwrite", facts={"found": place}, suggestion=nearest(place, places))
        for place in sorted(overwriting.places)
        if place.partition(".")[0] not in places
    ]


def _step(proposal: Proposal, desk: _Desk, ground: Ground, overwriting: Overwriting) -> Step:
    ref, cls = proposal.ref, KINDS[proposal.ref.kind]
    held = ground.holdings.entries.get(ref)
    before = ground.register.accessions.get(ref)
    path = held.path if held is not None else _path_of(proposal, ground)
    if held is None and before is not None and not overwriting.holds_for(ref, ""):
        facts = {"found": str(ref)}
        gone = Problem("import.deleted", proposal.source, proposal.line, facts=facts)
        return Step(proposal, f"content/{path}", "refused", (), (), (gone,))
    files, images = _pictures(proposal, path, desk)
    new = dict(proposal.fields)
    body = _INSET.sub(lambda found: _in_text(found, files, proposal), proposal.body).strip("\n")
    body = re.sub(r"\n{3,}", "\n\n", body)
    if body:
        new[BODY] = body
    if images:
        new["images"] = images
    now = {} if held is None else dict(held.fields) | ({BODY: held.body} if held.body else {})
    base = before.fields if before is not None and held is not None else {}
    title = title_field(ref.kind)
    if held is not None and title not in base and key_of(proposal.name) in map(key_of, held.names):
        new.pop(title, None)  # the editor's way of writing the same name
    merged = merge(cls, ref, base, now, new, overwriting, is_whole=bool(proposal.key))
    try:
        outcome = _compose(merged, held, path, proposal, desk)
    except CannotAmendError:
        facts = {"found": "、".join(merged.written)}
        broken = Problem("import.cannot-amend", f"content/{path}", held.table.line if held else 0, facts=facts)
        return Step(proposal, f"content/{path}", "refused", (), (), (*proposal.problems, broken))
    pictures, stopgaps = _take_pictures(proposal, files, merged, desk)
    known = before or _NOTHING
    source, key = (proposal.file, proposal.key) if proposal.key else (known.source, known.key)
    desk.accessions[ref] = Accession(source, key, merged.digests)
    if outcome == "unchanged" and pictures:
        outcome = "updated"
    changes = tuple(merged.changes) if held is not None else ()
    return Step(proposal, f"content/{path}", outcome, changes, pictures, (*proposal.problems, *stopgaps))


def _compose(merged: Merge, held: Held | None, path: str, proposal: Proposal, desk: _Desk) -> Outcome:
    """Write the entry's file anew in memory. Raises CannotAmendError."""
    ref, cls = proposal.ref, KINDS[proposal.ref.kind]
    changes = {name: value for name, value in merged.written.items() if name != BODY}
    if held is None:
        fields = {name: value for name, value in changes.items() if value is not None}
        if ref.kind in LISTED:
            standing = b"" if path in desk.added else desk.lists.get(path, b"")
            appended(standing, path, [{"id": ref.id, **fields}], cls)  # can it be?
            desk.added[path].append({"id": ref.id, **fields})
        else:
            desk.writings[path] = article(cls, fields, str(merged.written.get(BODY) or "")).encode()
        return "created"
    if not merged.written:
        return "unchanged"
    if held.is_listed:
        desk.lists[path] = amended_item(held, desk.lists[path], cls, changes)
    else:
        desk.writings[path] = amended(held, cls, merged.written)
    return "updated"


def _path_of(proposal: Proposal, ground: Ground) -> str:
    """Give the place of a new entry: a list for those kept in lists, a folder for a text with pictures."""
    cls, entry_id = KINDS[proposal.ref.kind], proposal.ref.id
    if proposal.ref.kind in LISTED:
        stem = proposal.file.rpartition(".")[0] or proposal.file
        return f"{cls.folder}/{ground.naming.id_of(stem, is_person=False) or 'imported'}.yaml"
    has_insets = any(each.inset >= 0 for each in proposal.pictures)
    return f"{cls.folder}/{entry_id}/index.md" if has_insets else f"{cls.folder}/{entry_id}.md"


def _pictures(proposal: Proposal, path: str, desk: _Desk) -> tuple[dict[int, str], tuple[Value, ...]]:
    """Give the path of each picture, by its number in the proposal, and the records of `images`."""
    folder = path.rpartition("/")[0]
    paths: dict[int, str] = {}
    images: dict[str, Value] = {}
    taken = set(desk.files)
    for place, each in enumerate(proposal.pictures):
        known = desk.pictures.get(f"{proposal.ref} {each.photograph.origin}")
        if known is None:
            names = (f"{folder}/{proposal.ref.id}-{number}.{each.photograph.ending}" for number in count(1))
            known = next(name for name in names if name not in taken)
        taken.add(known)
        paths[place] = known
        file = known.rpartition("/")[2]
        said = {"alt": each.alt, "caption": each.caption, "credit": each.credit}
        images.setdefault(file, {"file": file, **{name: words for name, words in said.items() if words}})
    return paths, tuple(images.values())


def _in_text(found: re.Match[str], files: Mapping[int, str], proposal: Proposal) -> str:
    """Name a picture of the text by its file; nothing where it could not be taken."""
    for place, each in enumerate(proposal.pictures):
        if each.inset == int(found[1]):
            return f"![]({files[place].rpartition('/')[2]})"
    return ""


def _take_pictures(
    proposal: Proposal, files: Mapping[int, str], merged: Merge, desk: _Desk
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Note the pictures that are written, those not taken in before; tell which of them nobody has described.

    One that an editor deleted is written again only where its entry names it again.
    """
    named = {str(image["file"]) for image in merged.written.get("images") or () if isinstance(image, Mapping)}
    written, stopgaps = [], []
    for place, path in files.items():
        photograph = proposal.pictures[place].photograph
        key = f"{proposal.ref} {photograph.origin}"
        if key not in desk.pictures or (path not in desk.files and path.rpartition("/")[2] in named):
            desk.pictures[key] = path
            desk.files.add(path)
            desk.writings[path] = photograph.data
            written.append(f"content/{path}")
            if proposal.pictures[place].is_made:
                facts = {"found": proposal.pictures[place].alt}
                stopgaps.append(Problem("import.alt-made", photograph.source, facts=facts, blocks=False))
    return tuple(written), tuple(stopgaps)
