"""Arguments → what they ask for, in the editor's language."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from jiangxin import __version__
from jiangxin.cli.telling import USAGE, warn
from jiangxin.model.kinds import KINDS
from jiangxin.model.wording import Wording

Run = Callable[[argparse.Namespace, Wording], int]


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks the editor's language when it refuses."""

    wording: Wording

    def error(self, message: str) -> NoReturn:
        """Print the usage and what was not understood; exit 2."""
        self.print_usage(sys.stderr)
        warn(self.wording("commands.usage", message=message))
        sys.exit(USAGE)


def parser_of(wording: Wording, home: Path, runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Give the parser of all commands; what it parses has `run`, one of `runs`, by the command's name."""
    _Parser.wording = wording
    parser = _Parser(prog="jiangxin", description=wording("commands.about"))
    parser.add_argument("--version", action="version", version=f"jiangxin {__version__}")
    parser.add_argument("--lang", metavar="LANG", help=wording("commands.lang"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)

    def command(name: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=wording(f"commands.{name}"), description=wording(f"commands.{name}"))
        sub.add_argument("--lang", metavar="LANG", default=argparse.SUPPRESS, help=wording("commands.lang"))
        sub.set_defaults(run=runs[name])
        return sub

    def add_folder(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("folder", nargs="?", type=Path, default=home, metavar="DIR", help=wording("commands.dir"))

    for name in ("build", "check", "serve"):
        sub = command(name)
        add_folder(sub)
        _add_build_options(sub, wording)
        if name == "build":
            sub.add_argument("--best", action="store_true", help=wording("commands.best"))
            sub.add_argument("--prune", action="store_true", help=wording("commands.prune"))
        if name == "serve":
            sub.add_argument("--gallery", action="store_true", help=wording("commands.gallery"))
            sub.add_argument("--port", type=int, default=8000, help=wording("commands.port"))
    new = command("new")
    new.add_argument("kind", metavar="KIND", choices=[*KINDS], help=", ".join(KINDS))
    new.add_argument("id", metavar="ID", help=wording("commands.id"))
    add_folder(new)
    command("new-exhibition").add_argument("folder", type=Path, metavar="DIR", help=wording("commands.new-dir"))
    contact = command("contact-sheet")
    add_folder(contact)
    contact.add_argument("--cache", type=Path, metavar="DIR", help=wording("commands.cache"))
    contact.add_argument("--jobs", type=_positive, metavar="N", help=wording("commands.jobs"))
    contact.add_argument("--quiet", "-q", action="store_true", help=wording("commands.quiet"))
    clean = command("clean")
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
