"""Arguments → one call → what is printed.

The only module that prints. Exit codes: 0 done, 1 the content has problems (or
the site could not be written), 2 the command was not understood. The language
of messages is `--lang`, else that of the locale.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from jiangxin import __version__
from jiangxin.folders import Folders
from jiangxin.model.kinds import KINDS
from jiangxin.model.wording import Wording
from jiangxin.problems import ContentError, Problem, in_order
from jiangxin.wording import nearest_language, read_wording, tell

if TYPE_CHECKING:
    from jiangxin.pipeline import Options
    from jiangxin.publishing.publish import PublishError

DONE, PROBLEMS, USAGE = 0, 1, 2


def console() -> NoReturn:
    """Run the console script `jiangxin`."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str], home: Path | None = None) -> int:
    """Run one command and give its exit code; without a command, build.

    `home` is the exhibition's folder where none is named (default: the current one).
    """
    wording = read_wording(_language(arguments))
    given = list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "build")
    options = _parser(wording, home or Path.cwd()).parse_args(given)
    try:
        return int(options.run(options, wording))
    except ContentError as error:
        _print_problems(error.problems, wording, is_blocked=True)
        return PROBLEMS
    except KeyboardInterrupt:
        _warn(wording("commands.interrupted"))
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _language(arguments: Sequence[str]) -> str:
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return nearest_language(arguments[index + 1])
        if argument.startswith("--lang="):
            return nearest_language(argument.removeprefix("--lang="))
    for name in ("JIANGXIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return nearest_language(value)
    return nearest_language("en")


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks the editor's language when it refuses."""

    wording: Wording

    def error(self, message: str) -> NoReturn:
        """Print the usage and what was not understood; exit 2."""
        self.print_usage(sys.stderr)
        _warn(self.wording("commands.usage", message=message))
        sys.exit(USAGE)


def _parser(wording: Wording, home: Path) -> argparse.ArgumentParser:
    _Parser.wording = wording
    parser = _Parser(prog="jiangxin", description=wording("commands.about"))
    parser.add_argument("--version", action="version", version=f"jiangxin {__version__}")
    parser.add_argument("--lang", metavar="LANG", help=wording("commands.lang"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)

    def command(name: str, run: object) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=wording(f"commands.{name}"), description=wording(f"commands.{name}"))
        sub.add_argument("--lang", metavar="LANG", default=argparse.SUPPRESS, help=wording("commands.lang"))
        sub.set_defaults(run=run)
        return sub

    def add_folder(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("folder", nargs="?", type=Path, default=home, metavar="DIR", help=wording("commands.dir"))

    for name, run in (("build", _build), ("check", _check), ("serve", _serve)):
        sub = command(name, run)
        add_folder(sub)
        _add_build_options(sub, wording)
        if name == "serve":
            sub.add_argument("--port", type=int, default=8000, help=wording("commands.port"))
    new = command("new", _new)
    new.add_argument("kind", metavar="KIND", choices=[*KINDS], help=", ".join(KINDS))
    new.add_argument("id", metavar="ID", help=wording("commands.id"))
    add_folder(new)
    command("new-exhibition", _new_exhibition).add_argument(
        "folder", type=Path, metavar="DIR", help=wording("commands.new-dir")
    )
    clean = command("clean", _clean)
    add_folder(clean)
    _add_places(clean, wording)
    return parser


def _add_places(sub: argparse.ArgumentParser, wording: Wording) -> None:
    sub.add_argument("--output", type=Path, metavar="DIR", help=wording("commands.output"))
    sub.add_argument("--cache", type=Path, metavar="DIR", help=wording("commands.cache"))


def _add_build_options(sub: argparse.ArgumentParser, wording: Wording) -> None:
    _add_places(sub, wording)
    sub.add_argument("--theme", metavar="NAME", help=wording("commands.theme"))
    sub.add_argument("--base-url", metavar="URL", type=_web_address, help=wording("commands.base-url"))
    sub.add_argument("--drafts", action="store_true", help=wording("commands.drafts"))
    sub.add_argument("--strict", action="store_true", help=wording("commands.strict"))
    sub.add_argument("--jobs", type=_positive, metavar="N", help=wording("commands.jobs"))
    sub.add_argument("--quiet", "-q", action="store_true", help=wording("commands.quiet"))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _web_address(text: str) -> str:
    if not text.startswith(("http://", "https://")) or any(mark in text for mark in " \"'<>"):
        raise ValueError(text)
    return text


def _build(options: argparse.Namespace, wording: Wording) -> int:
    from jiangxin.pipeline import build
    from jiangxin.progress import showing_progress
    from jiangxin.publishing.publish import PublishError
    from jiangxin.summary import summarise

    folders = _folders(options)
    started = time.perf_counter()
    try:
        with showing_progress(wording, quiet=options.quiet) as progress:
            built = build(folders, _options(options), progress)
    except PublishError as error:
        _print_problems([_unwritten(error, folders)], wording, is_blocked=True)
        return PROBLEMS
    _print_problems(built.warnings, wording, is_blocked=False)
    if not options.quiet:
        print(summarise(built, folders, wording, time.perf_counter() - started))
    return DONE


def _check(options: argparse.Namespace, wording: Wording) -> int:
    from jiangxin.cache import Cache
    from jiangxin.pipeline import read
    from jiangxin.progress import showing_progress
    from jiangxin.workers import default_jobs

    folders = _folders(options)
    cache = Cache(folders.cache)
    with showing_progress(wording, quiet=options.quiet) as progress:
        library, found = read(folders, cache, _options(options), options.jobs or default_jobs(), progress)
    cache.save()
    problems = in_order(found)
    _print_problems(problems, wording, is_blocked=False)
    blocking = sum(problem.blocks for problem in problems)
    if not options.quiet:
        key = "clean" if not problems else "found"
        print(
            wording(
                f"commands.checked.{key}",
                entries=len(library.entries),
                problems=blocking,
                warnings=len(problems) - blocking,
            )
        )
    return PROBLEMS if blocking or (options.strict and problems) else DONE


def _serve(options: argparse.Namespace, wording: Wording) -> int:
    from jiangxin.pipeline import build
    from jiangxin.publishing.publish import PublishError
    from jiangxin.server import Rebuilt, serve
    from jiangxin.summary import summarise

    folders = _folders(options)

    def rebuild() -> Rebuilt:
        started = time.perf_counter()
        try:
            built = build(folders, _options(options))
        except ContentError as error:
            return Rebuilt(False, "\n\n".join(tell(problem, wording) for problem in error.problems))
        except PublishError as error:
            return Rebuilt(False, tell(_unwritten(error, folders), wording))
        return Rebuilt(True, summarise(built, folders, wording, time.perf_counter() - started))

    def announce(text: str) -> None:
        print(text, flush=True)

    watched = [folders.content, *(theme for theme in folders.themes if theme.is_dir())]
    try:
        serve(folders.output, rebuild, watched, options.port, announce)
    except OSError as error:
        _warn(wording("commands.no-port", port=options.port, reason=error.strerror or str(error)))
        return PROBLEMS
    return DONE


def _new(options: argparse.Namespace, wording: Wording) -> int:
    from jiangxin.content.blank import blank
    from jiangxin.content.scalars import ID
    from jiangxin.model.kinds import LISTED

    if not ID.fullmatch(options.id):
        _print_problems([Problem("file.name", options.id, facts={"found": options.id})], wording, is_blocked=True)
        return USAGE
    folders = _folders(options)
    cls = KINDS[options.kind]
    text = blank(options.kind, options.id, wording, wording.lang)
    if options.kind in LISTED:
        print(wording("commands.paste", folder=f"content/{cls.folder}/"))
        print(text)
        return DONE
    path = folders.content / cls.folder / f"{options.id}.md"
    if path.exists() or (folders.content / cls.folder / options.id).exists():
        _warn(wording("commands.exists", path=path))
        return PROBLEMS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(wording("commands.written", path=path))
    return DONE


def _new_exhibition(options: argparse.Namespace, wording: Wording) -> int:
    from jiangxin.content.starter import copy_starter

    target = options.folder.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        _warn(wording("commands.not-empty", path=target))
        return PROBLEMS
    copy_starter(target, wording.lang)
    print(wording("commands.started", path=target, folder=options.folder))
    return DONE


def _clean(options: argparse.Namespace, wording: Wording) -> int:
    from jiangxin.publishing.publish import PublishError
    from jiangxin.publishing.remove import remove_built

    folders = _folders(options)
    try:
        count = remove_built(folders.output, folders.cache)
    except PublishError as error:
        _print_problems([_unwritten(error, folders)], wording, is_blocked=True)
        return PROBLEMS
    print(wording("commands.cleaned", count=count))
    return DONE


def _folders(options: argparse.Namespace) -> Folders:
    return Folders.of(options.folder, getattr(options, "output", None), getattr(options, "cache", None))


def _options(options: argparse.Namespace) -> Options:
    from jiangxin.pipeline import Options

    return Options(options.theme, options.base_url, options.drafts, options.strict, options.jobs)


def _unwritten(error: PublishError, folders: Folders) -> Problem:
    """Give the problem for a site that could not be written."""
    return Problem(error.code, str(folders.output), facts=error.facts)


def _print_problems(problems: Sequence[Problem], wording: Wording, *, is_blocked: bool) -> None:
    for problem in problems:
        mark = "✗" if problem.blocks else "!"
        _warn(f"{mark} {tell(problem, wording)}")
    if is_blocked:
        blocking = sum(problem.blocks for problem in problems)
        _warn(wording("commands.blocked", problems=blocking, warnings=len(problems) - blocking))


def _warn(text: str) -> None:
    print(text, file=sys.stderr)
