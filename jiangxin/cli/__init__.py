"""Arguments → one call → what is printed.

The only package that prints. The language of messages is `--lang`, else that of
the locale. `arguments` parses, `commands` does, `telling` prints. Nothing heavy
is imported before it is known that there is something to do.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from jiangxin import standing
from jiangxin.cli.arguments import COMMANDS, build_options, call_of, parser_of
from jiangxin.cli.codes import DONE, PROBLEMS, USAGE
from jiangxin.folders import Folders

if TYPE_CHECKING:
    import argparse

__all__ = ["DONE", "PROBLEMS", "USAGE", "console", "main"]

_FEW_CIRCLES = 100_000_000, 20, 100  # what runs once makes values, which are in few circles: none is sought


def console(home: Path | None = None) -> NoReturn:
    """Run the command that this process was started with, as `main` does, and end with its exit code."""
    os.environ["PYTHONSAFEPATH"] = "1"  # no process that it starts imports from the folder it is given in
    code = main(sys.argv[1:], home)
    # All memory goes with the process: what modules hold is held by a circle too, and is not taken apart before.
    held: list[object] = [dict(getattr(module, "__dict__", {})) for module in sys.modules.values()]
    held.append(held)
    gc.freeze()  # and no circle is sought once more
    sys.exit(code)


def main(arguments: Sequence[str], home: Path | None = None) -> int:
    """Run one command and give its exit code; without a command, build.

    `home` is the exhibition's folder where none is named (default: the current one).
    """
    started = time.perf_counter()
    _never_fail_to_print()
    given = _with_command(arguments)
    place = home or Path.cwd()
    wanted = _wanted_language(given)
    options = build_options(given[1:], place, wanted) if given[0] == "build" else None
    try:
        if options is not None and _is_told_again(options, started):
            return DONE
        return _run(options, given, place, wanted)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _never_fail_to_print() -> None:
    r"""Print `\u7f57` where the terminal's encoding has no 罗: that is no reason to end a build."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Put `build` first where no command is named; `--lang` may stand before one."""
    before = 2 if arguments[:1] == ["--lang"] else 1 if arguments and arguments[0].startswith("--lang=") else 0
    named = arguments[before : before + 1]
    if named and (named[0] in COMMANDS or named[0] in ("-h", "--help", "--version")):
        return list(arguments)
    if arguments and not arguments[0].startswith("-"):
        return list(arguments)
    return ["build", *arguments]


def _is_told_again(options: argparse.Namespace, started: float) -> bool:
    """Tell what the last build told, where this one would do the same again; say whether that was so."""
    folders = Folders.of(options.folder, options.output, options.cache)
    told = None if options.prune else standing.recall(folders.cache, folders.output, call_of(options))
    if told is None:
        return False
    if told.warnings:
        print(told.warnings, file=sys.stderr)
    if not options.quiet:
        print(told.summary)
        print(told.where.replace("{seconds}", f"{time.perf_counter() - started:.1f}"))
    return True


def _run(options: argparse.Namespace | None, given: Sequence[str], place: Path, wanted: str) -> int:
    """Run a command with all that it needs."""
    gc.set_threshold(*_FEW_CIRCLES)
    from jiangxin.cache import VERSION
    from jiangxin.cli import commands
    from jiangxin.cli.telling import print_problems, warn
    from jiangxin.limits import misread
    from jiangxin.problems import ContentError
    from jiangxin.wording import nearest_language, read_wording, recall_wording, shown

    if options is not None:
        recall_wording(Folders.of(options.folder, options.output, options.cache).cache / VERSION)
    wording = read_wording(nearest_language(wanted))
    if options is None:
        options = parser_of(wording, place, wanted).parse_args(given)
    if wrong := misread():
        for variable, words in wrong.items():
            warn(wording("commands.no-limit", variable=variable, found=shown(words)))
        return USAGE
    try:
        return commands.RUNS[options.command](options, wording)
    except ContentError as error:
        root = Folders.of(options.folder).root if hasattr(options, "folder") else None
        print_problems(error.problems, wording, is_blocked=True, root=root, every=getattr(options, "all", False))
        return PROBLEMS
    except BrokenPipeError:
        raise
    except OSError as error:  # no place for the cache, a folder that may not be read, too many open files
        path = shown(os.fsdecode(error.filename or options.folder))
        warn(wording("commands.system", path=path, reason=error.strerror or type(error).__name__))
        return PROBLEMS
    except KeyboardInterrupt:
        warn(wording("commands.interrupted"))
        return 130


def _wanted_language(given: Sequence[str]) -> str:
    for index, argument in enumerate(given):
        if argument == "--lang" and index + 1 < len(given):
            return given[index + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    for name in ("JIANGXIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    return "en"
