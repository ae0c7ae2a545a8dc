"""The promises of SECURITY.md, each tried a few times; by hand each is tried hundreds of times (see CONTRIBUTING)."""

from __future__ import annotations

import os
import signal
import sys
import time
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError

from jiangxin.folders import Folders
from jiangxin.pipeline import Options, build
from tests.browser.conftest import launched
from tests.colour_card import png
from tests.faults import bad_inputs, disk, fuzz, injection, kill, reproducible, together
from tests.faults.places import copied, held_by, left_after, makers_of, members, numerous, started, tree

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are told apart by /proc")


@linux
def test_a_build_killed_at_any_moment_leaves_whole_pages(tmp_path: Path) -> None:
    """Pages are whole with all that they load, no process is left, and the next build makes what a clean one does."""
    assert kill.run(3, 1, tmp_path)


@linux
def test_a_full_disk_harms_no_site(tmp_path: Path) -> None:
    """Wherever the disk is full, the site stands as it stood, and is made once there is room."""
    assert disk.run(3, tmp_path)


def test_two_builds_at_once(tmp_path: Path) -> None:
    """One builds and the other is turned away or waits its turn; the site is one of the two, whole."""
    assert together.run(2, tmp_path)


def test_circumstances_do_not_count(tmp_path: Path) -> None:
    """All variations at once make the same bytes; one by one they are tried by hand."""
    assert reproducible.run(0, tmp_path, all_at_once=True)


def test_bad_inputs_are_told(tmp_path: Path) -> None:
    """Each is a problem with file and line, hides no other, and costs little."""
    assert bad_inputs.run(30, 1, tmp_path)


def test_whatever_is_written_is_a_value_or_a_problem(tmp_path: Path) -> None:
    """Nothing that Hypothesis makes of such texts' own pieces raises anything else."""
    assert fuzz.run(100, 1, tmp_path)


def test_nothing_that_content_says_runs(tmp_path: Path) -> None:
    """One round of vectors in every field and place: nothing runs, nobody is asked."""
    assert len(injection.VECTORS) >= 250
    with launched() as browser:
        assert injection.run(1, tmp_path, browser)


FAULTS = (
    "<img src=x onerror='pwn()'>",
    "<script>pwn()</script>",
    "<a href='javascript:pwn()'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<b onclick='x()'>x</b>",
    "<b style='color:red'>x</b>",
    "<img src='https://example.org/x.png'>",
    "<svg><a xlink:href='javascript:pwn()'></a></svg>",
    "<iframe></iframe>",
    "<script type='application/ld+json'>{</script>",
)


def test_the_judge_sees_what_runs(tmp_path: Path) -> None:
    """A page that holds what no page may hold does not pass."""
    with launched() as browser:
        for fault in FAULTS:
            (tmp_path / "a.html").write_text(f"<!doctype html><title>x</title>{fault}", encoding="utf-8")
            with pytest.raises((AssertionError, PlaywrightError)):
                injection.judge(tmp_path, browser)


@linux
@pytest.mark.parametrize("what", ["pages", "picture"])
def test_no_process_outlives_a_build(what: str, tmp_path: Path) -> None:
    """Whatever a build that is killed was at, all that worked for it ends with it."""
    if what == "pages":
        root = numerous(tmp_path, 400)
    else:
        root = copied("tiny", tmp_path)
        file = root / "content" / "exhibits" / "lathe.md"
        file.write_text(file.read_text("utf-8").replace("---\n", "---\nimages: [{file: p.png, alt: 图}]\n", 1), "utf-8")
        (root / "content" / "exhibits" / "p.png").write_bytes(
            png((9_000, 9_000), 8, 6, zlib.compress(bytes(9_000 * 36_001), 1))
        )
    with started(root, "--jobs", "2") as builder:
        try:
            until = time.monotonic() + 60
            while not _are_at_work(builder.pid, what) and builder.poll() is None and time.monotonic() < until:
                time.sleep(0.01)
            assert builder.poll() is None, builder.communicate()
        finally:
            builder.kill()
            builder.wait()  # for itself only: those that work for it hold its output open
        assert left_after(builder.pid, 1.0) == []


@linux
def test_a_process_that_is_killed_takes_nothing_with_it(tmp_path: Path) -> None:
    """Whoever made pages and is ended, as by a system that lacks memory: others make them, and the site is the same."""
    root = numerous(tmp_path, 800)
    folders = Folders.of(root, tmp_path / "clean", tmp_path / "clean-cache")
    build(folders, Options(jobs=1))
    with started(root, "--jobs", "2") as builder:
        until = time.monotonic() + 60
        makers: list[int] = []
        while len(makers) < 2 and builder.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
            if (root / "site").is_dir():  # before pages are made, others come and go that read content
                makers = makers_of(builder.pid)
        assert len(makers) >= 2, builder.communicate()
        while not any((root / "site" / "exhibits").glob(".sample-*.jiangxin-new")) and builder.poll() is None:
            time.sleep(0.005)  # until it has begun
        os.kill(makers[0], signal.SIGKILL)
        said, problems = builder.communicate()
        assert builder.returncode == 0, (said, problems)
    assert tree(root / "site") == tree(folders.output)
    assert not [*(root / "site").rglob(".*.jiangxin-new")]


def _are_at_work(session: int, what: str) -> bool:
    """Say whether two processes make pages, or one has begun to decode a large picture."""
    if what == "pages":
        return len(members(session)) >= 3
    return any(held_by(member) > 120_000_000 for member in members(session) if member != session)
