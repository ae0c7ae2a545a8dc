"""`jiangxin check`: every problem of the content, for people, for programs, once or at every save."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Iterator, Sequence

from jiangxin.cache import Cache
from jiangxin.cli.codes import DONE, PROBLEMS
from jiangxin.cli.excerpt import visible
from jiangxin.cli.telling import print_problems, warn
from jiangxin.content.words import doubtful_words, read_words, usual_words
from jiangxin.curation.advise import advise
from jiangxin.folders import Folders
from jiangxin.model.library import Library
from jiangxin.model.wording import Wording
from jiangxin.pipeline import Options, read, theme_of
from jiangxin.problems import Problem, in_order
from jiangxin.wording import tell

JSON_VERSION = 1


def check(options: argparse.Namespace, folders: Folders, chosen: Options, wording: Wording) -> int:
    """Tell every problem and build nothing; with `--watch`, again at every save."""
    if not options.watch:
        return _check(options, folders, chosen, wording)
    from jiangxin.server.watcher import Watcher

    ended = threading.Event()
    watcher = Watcher([folders.content], folders.output)
    code = _check(options, folders, chosen, wording)
    watcher.listen(ended)
    try:
        while True:
            warn(wording("commands.watching"))
            watcher.wait_for_change(ended)
            warn(wording("commands.again"))
            code = _check(options, folders, chosen, wording)
    except KeyboardInterrupt:
        return code
    finally:
        ended.set()


def _check(options: argparse.Namespace, folders: Folders, chosen: Options, wording: Wording) -> int:
    from jiangxin.progress import showing_progress
    from jiangxin.workers import default_jobs

    cache = Cache(folders.cache)
    with showing_progress(wording, quiet=options.quiet) as progress:
        library, found = read(folders, cache, chosen, options.jobs or default_jobs(), progress)
        theme_of(library, folders, found)
    advice = [*advise(library), *_advised_words(library, folders, cache)]
    cache.save()
    problems = in_order((*found, *advice))
    blocking = sum(problem.blocks for problem in problems)
    if options.json:
        sys.stdout.write(f"{as_json(problems, wording, entries=len(library.entries))}\n")
    elif options.github:
        sys.stdout.write("".join(f"{as_github(problem, wording)}\n" for problem in problems))
    else:
        print_problems(problems, wording, is_blocked=False, root=folders.root, every=options.all)
        if not options.quiet:
            key = "found" if problems else "clean"
            warnings = len(problems) - blocking - len(advice)
            counts = {
                "entries": len(library.entries),
                "problems": blocking,
                "warnings": warnings,
                "advice": len(advice),
            }
            print(wording(f"commands.checked.{key}", **counts))
    return PROBLEMS if blocking or (options.strict and len(problems) > len(advice)) else DONE


def _advised_words(library: Library, folders: Folders, cache: Cache) -> Iterator[Problem]:
    """Advise by the word list that comes with the program, unless the exhibition's own leaves it out."""
    words, _ = read_words(folders.content, library)
    if words is None or not words.without_defaults:
        yield from doubtful_words(folders.content, library, usual_words(), cache, "advice.words")


def as_json(problems: Sequence[Problem], wording: Wording, *, entries: int) -> str:
    """Give a check as one JSON object: how many entries there are, and every problem with its sentence and facts."""
    rows = [
        {
            "severity": _severity(problem, "advice"),
            "code": problem.code,
            "path": problem.path,
            "line": problem.line,
            "field": problem.field,
            "message": _sentence(problem, wording),
            "suggestion": problem.suggestion,
            "facts": dict(sorted(problem.facts.items())),
        }
        for problem in problems
    ]
    return json.dumps({"version": JSON_VERSION, "entries": entries, "problems": rows}, ensure_ascii=False, indent=2)


def as_github(problem: Problem, wording: Wording) -> str:
    """Give a problem as a command that GitHub's runners show beside the line.

    The form, and what is escaped, is that of "Workflow commands for GitHub Actions".
    """
    place = {"file": problem.path, "line": str(problem.line) if problem.line else "", "title": problem.field}
    told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items() if value)
    return f"::{_severity(problem, 'notice')} {told}::{_escaped(_sentence(problem, wording))}"


def _severity(problem: Problem, advice: str) -> str:
    return "error" if problem.blocks else advice if problem.is_advice else "warning"


def _sentence(problem: Problem, wording: Wording) -> str:
    """Give what is wrong and what to do, without the place."""
    return visible("\n".join(line.strip() for line in tell(problem, wording).split("\n")[1:]))


def _escaped(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
