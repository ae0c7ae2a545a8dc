"""Arguments → one call → what is printed.

The only package that prints. The language of messages is `--lang`, else that of
the locale. `arguments` parses, `commands` does, `telling` prints.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from jiangxin.cli import commands
from jiangxin.cli.arguments import parser_of
from jiangxin.cli.telling import DONE, PROBLEMS, USAGE, print_problems, warn
from jiangxin.problems import ContentError
from jiangxin.wording import nearest_language, read_wording

__all__ = ["DONE", "PROBLEMS", "USAGE", "console", "main"]

_RUNS = {
    "build": commands.build,
    "check": commands.check,
    "serve": commands.serve,
    "new": commands.new,
    "new-exhibition": commands.new_exhibition,
    "contact-sheet": commands.contact_sheet,
    "clean": commands.clean,
}


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
    options = parser_of(wording, home or Path.cwd(), _RUNS).parse_args(given)
    try:
        return int(options.run(options, wording))
    except ContentError as error:
        print_problems(error.problems, wording, is_blocked=True)
        return PROBLEMS
    except KeyboardInterrupt:
        warn(wording("commands.interrupted"))
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
