"""What the commands do that write what editors own: one call each, and what is printed of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from jiangxin.cli.codes import DONE, PROBLEMS, USAGE
from jiangxin.cli.telling import print_problems, warn
from jiangxin.folders import Folders
from jiangxin.model.kinds import KINDS
from jiangxin.model.wording import Wording
from jiangxin.problems import ContentError, Problem

if TYPE_CHECKING:
    from jiangxin.amending.writing import WriteError


def new(options: argparse.Namespace, wording: Wording) -> int:
    """Begin an entry, or print an item to be pasted where entries are lists; a name gives the id that it makes."""
    from jiangxin.content.blank import blank
    from jiangxin.importing.begin import begin
    from jiangxin.model.kinds import LISTED

    folders = Folders.of(options.folder)
    begun = begin(options.kind, options.id, folders)
    if begun is None:
        print_problems([Problem("file.name", options.id, facts={"found": options.id})], wording, is_blocked=True)
        return USAGE
    cls = KINDS[options.kind]
    text = blank(options.kind, begun.id, wording, wording.lang, begun.known)
    if options.kind in LISTED:
        print(wording("commands.paste", folder=f"content/{cls.folder}/"))
        print(text)
        return DONE
    path = folders.content / cls.folder / f"{begun.id}.md"
    if path.exists() or (folders.content / cls.folder / begun.id).exists():
        warn(wording("commands.exists", path=path))
        return PROBLEMS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(wording("commands.written", path=path))
    print(wording("commands.see", folder=options.folder))
    return DONE


def new_exhibition(options: argparse.Namespace, wording: Wording) -> int:
    """Begin an exhibition in a folder that is empty or not there."""
    from jiangxin.content.starter import copy_starter

    target = options.folder.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        warn(wording("commands.not-empty", path=target))
        return PROBLEMS
    copy_starter(target, wording.lang)
    print(wording("commands.started", path=target, folder=options.folder))
    return DONE


def import_files(options: argparse.Namespace, wording: Wording) -> int:
    """Plan what Word files, tables and photographs become, tell it, and with `--apply` write it."""
    from jiangxin.amending.writing import WriteError, write_all
    from jiangxin.importing.merge import Overwriting
    from jiangxin.importing.rehearse import rehearse
    from jiangxin.importing.run import prepare, questions
    from jiangxin.importing.seating import Wishes
    from jiangxin.importing.telling import tell_plan

    folders = Folders.of(options.folder)
    wishes = Wishes(options.kind, options.to, options.create_missing)
    overwriting = Overwriting(frozenset(options.overwrite))
    try:
        made = prepare(options.sources, folders, wishes, overwriting, options.jobs)
        if options.ask:
            asked = questions(made, folders, wording)
            write_all(folders.root, asked)
            paths = ", ".join(each.path for each in asked)
            print(wording("importing.asked", paths=paths) if asked else wording("importing.nothing-asked"))
            return DONE
        print(tell_plan(made, rehearse(made, folders, options.jobs), wording))
        if made.changes_nothing:
            print(wording("importing.nothing-to-do"))
        elif options.apply:
            write_all(folders.root, made.writings)
            print(wording("importing.applied", count=len(made.writings)))
        else:
            print(wording("importing.plan"))
    except WriteError as error:
        print_problems([_not_written(error)], wording, is_blocked=False)
        return PROBLEMS
    return PROBLEMS if made.refuses else DONE


def approve(options: argparse.Namespace, wording: Wording) -> int:
    """Write into entries that somebody approved them as they are now."""
    from datetime import datetime

    from jiangxin.amending.writing import WriteError
    from jiangxin.cli.reviewing import told_approved
    from jiangxin.editing.approve import Approval, approve

    folders = Folders.of(options.folder)
    today = datetime.now().astimezone().date()  # an editor's statement, which goes into content
    approval = Approval(options.step, options.by, options.on or today.isoformat())
    try:
        approved = approve(options.entries, approval, folders, options.jobs)
    except ContentError as error:
        print_problems(error.problems, wording, is_blocked=False, root=folders.root, every=True)
        warn(wording("commands.not-approved"))
        return PROBLEMS
    except WriteError as error:
        print_problems([_not_written(error)], wording, is_blocked=False)
        return PROBLEMS
    print(told_approved(approved, approval, wording))
    return DONE


def _not_written(error: WriteError) -> Problem:
    """Give the problem for a file of the content that could not be written."""
    facts = {"reason": error.reason, "found": ", ".join(error.written)}
    return Problem("import.changed" if error.reason == "changed" else "import.write", error.path, facts=facts)
