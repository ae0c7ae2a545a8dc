"""What each command does: one call, and what is printed of it."""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jiangxin import standing
from jiangxin.cache import VERSION
from jiangxin.cli.arguments import call_of
from jiangxin.cli.codes import DONE, PROBLEMS
from jiangxin.cli.telling import print_problems, told, warn
from jiangxin.cli.writing import approve, import_files, new, new_exhibition
from jiangxin.folders import Folders
from jiangxin.model.wording import Wording
from jiangxin.problems import ContentError, Problem
from jiangxin.wording import keep_wording, tell

if TYPE_CHECKING:
    from jiangxin.editing.web import WebDesk
    from jiangxin.pipeline import Audience, Built, Options
    from jiangxin.publishing.publish import PublishError


_SOME_CIRCLES = 50_000, 20, 100  # who serves goes on for hours, and what each build leaves behind adds up


def build(options: argparse.Namespace, wording: Wording) -> int:
    """Build the exhibition and tell what was built."""
    from jiangxin.pipeline import UnreviewedError, build
    from jiangxin.progress import showing_progress
    from jiangxin.publishing.publish import PublishError
    from jiangxin.summary import summarise, summarise_unchanged, where

    folders = _folders(options)
    started = time.perf_counter()
    try:
        with showing_progress(wording, quiet=options.quiet) as progress:
            built = build(folders, _options(options), progress)
    except UnreviewedError as error:
        from jiangxin.cli.reviewing import told_unreviewed

        warn(told_unreviewed(error.library, error.lacks, wording))
        return PROBLEMS
    except PublishError as error:
        print_problems([_unwritten(error, folders)], wording, is_blocked=True)
        return PROBLEMS
    warnings = told(built.warnings, wording, folders.root, every=options.all)
    if warnings:
        warn(warnings)
    if not options.quiet:
        print(summarise(built, wording))
        print(where(folders, wording, f"{time.perf_counter() - started:.1f}"))
    keep_wording(folders.cache / VERSION)
    next_time = standing.Told(warnings, summarise_unchanged(built, wording), where(folders, wording, "{seconds}"))
    standing.remember(folders.cache, folders.output, call_of(options), built.inputs, next_time, built.site)
    return DONE


def check(options: argparse.Namespace, wording: Wording) -> int:
    """Tell every problem of the content and build nothing."""
    from jiangxin.cli.checking import check

    return check(options, _folders(options), _options(options), wording)


def serve(options: argparse.Namespace, wording: Wording) -> int:
    """Show the exhibition on this machine and build it anew at every save."""
    folders = _folders(options)
    if options.drafts and options.output is None:
        folders = folders._replace(output=folders.preview)  # not in the folder that is put on a host
    return _serve(options, wording, folders, _options(options))


def edit(options: argparse.Namespace, wording: Wording) -> int:
    """Open the desk: forms that write the files, beside the pages that come of them."""
    from jiangxin.editing.web import open_desk
    from jiangxin.pipeline import Options

    def say_again(address: str) -> None:
        print(wording("commands.open-again", address=address), flush=True)

    folders = _folders(options)
    folders = folders._replace(output=folders.preview)
    chosen = Options(theme=options.theme, drafts=True, jobs=options.jobs)
    return _serve(options, wording, folders, chosen, open_desk(folders, wording, say_again))


def _serve(
    options: argparse.Namespace, wording: Wording, folders: Folders, chosen: Options, desk: WebDesk | None = None
) -> int:
    """Build as `chosen` and serve, with the desk beside the pages where there is one, until interrupted."""
    from jiangxin.content.markup import convert
    from jiangxin.glimpse import glimpse
    from jiangxin.pipeline import build
    from jiangxin.publishing.publish import PublishError
    from jiangxin.server import Rebuilt, serve
    from jiangxin.summary import summarise, where

    last: Built | None = None  # which a glimpse is made from; none where that build was refused

    def rebuild(audience: Audience) -> Rebuilt:
        nonlocal last
        started = time.perf_counter()
        try:
            built = build(folders, chosen, audience=audience)
            pages = _components(built) if getattr(options, "gallery", False) else {}
        except ContentError as error:
            last = None
            return Rebuilt(False, told(error.problems, wording, folders.root))
        except PublishError as error:
            last = None
            return Rebuilt(False, tell(_unwritten(error, folders), wording))
        last = built
        if desk is not None:
            desk.show(built)
        seconds = f"{time.perf_counter() - started:.1f}"
        return Rebuilt(True, f"{summarise(built, wording)}\n{where(folders, wording, seconds)}", pages)

    def at_once(saved: Collection[Path], seen: Collection[str]) -> Mapping[str, bytes]:
        return glimpse(last, folders.content.resolve(), saved, seen) if last else {}

    def announce(text: str) -> None:
        print(text, flush=True)

    gc.set_threshold(*_SOME_CIRCLES)
    convert("")  # what is ready here is ready in every copy of this process that converts a text
    watched = [folders.content, *(theme for theme in folders.themes if theme.is_dir())]
    try:
        serve(folders.output, rebuild, watched, options.port, announce, glimpse=at_once, beside=desk)
    except OSError as error:
        warn(wording("commands.no-port", port=options.port, reason=error.strerror or str(error)))
        return PROBLEMS
    return DONE


def _components(built: Built) -> dict[str, bytes]:
    """Give the page that shows every piece of the theme, for the preview only. Raises ContentError."""
    from jiangxin.rendering.components import component_page

    page = component_page(built.theme, built.wordings[built.exhibition.languages[0]])
    return {page.path: page.content} if isinstance(page.content, bytes) else {}


def proof(options: argparse.Namespace, wording: Wording) -> int:
    """Lay out the texts of each hall to be printed, read and signed, and tell where they are."""
    from jiangxin.progress import showing_progress
    from jiangxin.proof.lay_out import lay_out

    folders = _folders(options)
    output = (options.proofs or folders.proofs).resolve()
    try:
        with showing_progress(wording, quiet=options.quiet) as progress:
            laid = lay_out(folders, output, wording, options.hall, options.jobs, progress)
    except OSError as error:
        warn(wording("commands.no-proof", reason=str(error)))
        return PROBLEMS
    print_problems(laid.problems, wording, is_blocked=False)
    for path, sheet in laid.pages:
        print(wording("commands.proofed", title=sheet.title, entries=len(sheet.proofs), path=path))
    return DONE


def contact_sheet(options: argparse.Namespace, wording: Wording) -> int:
    """Lay out every picture on one page and tell where it is."""
    from jiangxin.contact.lay_out import lay_out
    from jiangxin.progress import showing_progress

    folders = _folders(options)
    try:
        with showing_progress(wording, quiet=options.quiet) as progress:
            laid = lay_out(folders, wording, options.jobs, progress)
    except OSError as error:
        warn(wording("commands.no-contact-sheet", reason=str(error)))
        return PROBLEMS
    print_problems(laid.problems, wording, is_blocked=False)
    print(wording("commands.laid-out", pictures=len(laid.sheet.frames), path=laid.page))
    return DONE


def clean(options: argparse.Namespace, wording: Wording) -> int:
    """Remove what was built and what was kept."""
    from jiangxin.publishing.publish import PublishError
    from jiangxin.publishing.remove import remove_built

    folders = _folders(options)
    try:
        count = remove_built(folders.output, folders.cache)
    except PublishError as error:
        print_problems([_unwritten(error, folders)], wording, is_blocked=True)
        return PROBLEMS
    print(wording("commands.cleaned", count=count))
    return DONE


def _folders(options: argparse.Namespace) -> Folders:
    return Folders.of(options.folder, getattr(options, "output", None), getattr(options, "cache", None))


def _options(options: argparse.Namespace) -> Options:
    from jiangxin.pipeline import Options

    return Options(
        options.theme,
        options.base_url,
        options.drafts,
        options.strict,
        options.jobs,
        getattr(options, "executor", "local"),
        best=getattr(options, "best", False),
        prune=getattr(options, "prune", False),
        release=getattr(options, "release", False),
    )


def _unwritten(error: PublishError, folders: Folders) -> Problem:
    """Give the problem for a site that could not be written."""
    return Problem(error.code, str(folders.output), facts=error.facts)


RUNS: Mapping[str, Callable[[argparse.Namespace, Wording], int]] = {
    "build": build,
    "check": check,
    "serve": serve,
    "edit": edit,
    "new": new,
    "new-exhibition": new_exhibition,
    "import": import_files,
    "approve": approve,
    "proof": proof,
    "contact-sheet": contact_sheet,
    "clean": clean,
}
"""What each command runs."""
