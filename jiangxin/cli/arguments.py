"""Arguments → what they ask for, in the editor's language.

Whoever just builds is understood without a word being read from the disk; the
words are for help, and for what is not understood.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from jiangxin.cli.codes import USAGE

if TYPE_CHECKING:
    from jiangxin.model.wording import Wording

Say = Callable[[str], str]

COMMANDS = (
    "build",
    "check",
    "serve",
    "edit",
    "new",
    "new-exhibition",
    "import",
    "approve",
    "proof",
    "contact-sheet",
    "clean",
)


class _NotUnderstoodError(Exception):
    """These are no arguments of `build`, or they ask for help."""


class _Mute(argparse.ArgumentParser):
    """A parser that says nothing."""

    def error(self, message: str) -> NoReturn:
        """Leave it to the parser that speaks."""
        raise _NotUnderstoodError(message)


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks the editor's language when it refuses."""

    wording: Wording

    def error(self, message: str) -> NoReturn:
        """Print the usage and what was not understood; exit 2."""
        from jiangxin.cli.telling import warn

        self.print_usage(sys.stderr)
        warn(self.wording("commands.usage", message=message))
        sys.exit(USAGE)


def build_options(arguments: Sequence[str], home: Path, wanted: str) -> argparse.Namespace | None:
    """Give what the arguments after `build` ask for; None where they need the parser that speaks."""
    parser = _Mute(add_help=False)
    parser.add_argument("--lang")
    parser.set_defaults(command="build", wanted=wanted)
    _add_build(parser, home, lambda key: key)
    try:
        return parser.parse_args(arguments)
    except _NotUnderstoodError:
        return None


def call_of(options: argparse.Namespace) -> dict[str, object]:
    """Give what decides what a build makes and tells: two calls that are equal here do the same."""
    names = ("wanted", "theme", "base_url", "drafts", "release", "strict", "best", "all")
    return {"root": str(options.folder.resolve())} | {name: getattr(options, name) for name in names}


def parser_of(wording: Wording, home: Path, wanted: str) -> argparse.ArgumentParser:
    """Give the parser of all commands; what it parses has `command`, its name, and `wanted`, the language asked for."""
    from jiangxin import __version__
    from jiangxin.model.kinds import KINDS

    _Parser.wording = wording
    parser = _Parser(prog="jiangxin", description=wording("commands.about"))
    parser.set_defaults(wanted=wanted)
    parser.add_argument("--version", action="version", version=f"jiangxin {__version__}")
    parser.add_argument("--lang", metavar="LANG", help=wording("commands.lang"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)

    def command(name: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=wording(f"commands.{name}"), description=wording(f"commands.{name}"))
        sub.add_argument("--lang", metavar="LANG", default=argparse.SUPPRESS, help=wording("commands.lang"))
        return sub

    _add_build(command("build"), home, wording)
    for name in ("check", "serve"):
        sub = command(name)
        _add_folder(sub, home, wording)
        _add_build_options(sub, wording)
        if name == "check":
            form = sub.add_mutually_exclusive_group()
            form.add_argument("--json", action="store_true", help=wording("commands.json"))
            form.add_argument("--github", action="store_true", help=wording("commands.github"))
            sub.add_argument("--watch", action="store_true", help=wording("commands.watch"))
        if name == "serve":
            sub.add_argument("--gallery", action="store_true", help=wording("commands.gallery"))
            sub.add_argument("--port", type=int, default=8000, help=wording("commands.port"))
    edit = command("edit")
    _add_folder(edit, home, wording)
    edit.add_argument("--cache", type=Path, metavar="DIR", help=wording("commands.cache"))
    edit.add_argument("--theme", metavar="NAME", help=wording("commands.theme"))
    edit.add_argument("--port", type=int, default=8000, help=wording("commands.port"))
    edit.add_argument("--jobs", type=_positive, metavar="N", help=wording("commands.jobs"))
    new = command("new")
    new.add_argument("kind", metavar="KIND", choices=[*KINDS], help=", ".join(KINDS))
    new.add_argument("id", metavar="ID", help=wording("commands.id"))
    _add_folder(new, home, wording)
    command("new-exhibition").add_argument("folder", type=Path, metavar="DIR", help=wording("commands.new-dir"))
    _add_import(command("import"), home, wording, [*KINDS])
    _add_approve(command("approve"), home, wording)
    proof = command("proof")
    _add_folder(proof, home, wording)
    proof.add_argument("--hall", metavar="ID", default="", help=wording("commands.hall"))
    proof.add_argument("--output", dest="proofs", type=Path, metavar="DIR", help=wording("commands.proofs"))
    proof.add_argument("--cache", type=Path, metavar="DIR", help=wording("commands.cache"))
    proof.add_argument("--jobs", type=_positive, metavar="N", help=wording("commands.jobs"))
    proof.add_argument("--quiet", "-q", action="store_true", help=wording("commands.quiet"))
    contact = command("contact-sheet")
    _add_folder(contact, home, wording)
    contact.add_argument("--cache", type=Path, metavar="DIR", help=wording("commands.cache"))
    contact.add_argument("--jobs", type=_positive, metavar="N", help=wording("commands.jobs"))
    contact.add_argument("--quiet", "-q", action="store_true", help=wording("commands.quiet"))
    clean = command("clean")
    _add_folder(clean, home, wording)
    _add_places(clean, wording)
    return parser


def _add_folder(sub: argparse.ArgumentParser, home: Path, say: Say) -> None:
    sub.add_argument("folder", nargs="?", type=Path, default=home, metavar="DIR", help=say("commands.dir"))


def _add_places(sub: argparse.ArgumentParser, say: Say) -> None:
    sub.add_argument("--output", type=Path, metavar="DIR", help=say("commands.output"))
    sub.add_argument("--cache", type=Path, metavar="DIR", help=say("commands.cache"))


def _add_build(sub: argparse.ArgumentParser, home: Path, say: Say) -> None:
    _add_folder(sub, home, say)
    _add_build_options(sub, say).add_argument("--release", action="store_true", help=say("commands.release"))
    sub.add_argument("--executor", metavar="WHO", type=_executor, default="local", help=say("commands.executor"))
    sub.add_argument("--best", action="store_true", help=say("commands.best"))
    sub.add_argument("--prune", action="store_true", help=say("commands.prune"))


def _add_build_options(sub: argparse.ArgumentParser, say: Say) -> argparse._MutuallyExclusiveGroup:
    """Add what is asked of a build; give the group of those that say for whom it is."""
    audience = sub.add_mutually_exclusive_group()
    _add_places(sub, say)
    sub.add_argument("--theme", metavar="NAME", help=say("commands.theme"))
    sub.add_argument("--base-url", metavar="URL", type=_web_address, help=say("commands.base-url"))
    audience.add_argument("--drafts", action="store_true", help=say("commands.drafts"))
    sub.add_argument("--strict", action="store_true", help=say("commands.strict"))
    sub.add_argument("--jobs", type=_positive, metavar="N", help=say("commands.jobs"))
    sub.add_argument("--all", action="store_true", help=say("commands.all"))
    sub.add_argument("--quiet", "-q", action="store_true", help=say("commands.quiet"))
    return audience


def _add_approve(sub: argparse.ArgumentParser, home: Path, say: Say) -> None:
    from jiangxin.model.entry import STEPS

    sub.add_argument("entries", nargs="+", metavar="ENTRY", help=say("commands.entries"))
    sub.add_argument("--step", choices=STEPS, required=True, help=say("commands.step"))
    sub.add_argument("--by", type=_name, required=True, metavar="NAME", help=say("commands.by"))
    sub.add_argument("--on", type=_day, metavar="DATE", help=say("commands.on"))
    sub.add_argument("--in", dest="folder", type=Path, default=home, metavar="DIR", help=say("commands.dir"))
    sub.add_argument("--jobs", type=_positive, metavar="N", help=say("commands.jobs"))


def _add_import(sub: argparse.ArgumentParser, home: Path, say: Say, kinds: list[str]) -> None:
    sub.add_argument("sources", nargs="+", type=Path, metavar="FILE", help=say("commands.sources"))
    sub.add_argument("--into", dest="folder", type=Path, default=home, metavar="DIR", help=say("commands.dir"))
    sub.add_argument("--apply", action="store_true", help=say("commands.apply"))
    sub.add_argument("--ask", action="store_true", help=say("commands.ask"))
    sub.add_argument("--kind", choices=kinds, metavar="KIND", help=say("commands.kind"))
    sub.add_argument("--to", metavar="ENTRY", help=say("commands.to"))
    sub.add_argument("--create-missing", action="store_true", help=say("commands.create-missing"))
    sub.add_argument("--overwrite", action="append", default=[], metavar="PLACE", help=say("commands.overwrite"))
    sub.add_argument("--jobs", type=_positive, metavar="N", help=say("commands.jobs"))


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise ValueError(text)
    return name


def _day(text: str) -> str:
    from datetime import date

    return date.fromisoformat(text).isoformat()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _executor(text: str) -> str:
    if text in ("local", "serial"):  # nothing need be imported to know them
        return text
    from jiangxin.cluster import executor_named

    return executor_named(text)


def _web_address(text: str) -> str:
    if not text.startswith(("http://", "https://")) or any(mark in text for mark in " \"'<>"):
        raise ValueError(text)
    return text
