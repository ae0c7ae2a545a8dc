"""Who works: whoever it is, tasks that are given were worked, and those that are not can be given to another."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import pytest

from jiangxin.crews import Alone, Crew, Forked, Hired, started_anew
from jiangxin.versions import program_here, versions


@dataclass
class Doubling:
    """A kit that doubles numbers; it cannot at some, and ends its process at another."""

    refused: tuple[int, ...] = ()
    fatal: int = -1
    words: str = "twice"

    def work(self, task: int) -> tuple[str, int]:
        """Double a number."""
        if task in self.refused:
            raise ValueError(task)
        if task == self.fatal:
            os._exit(1)
        return self.words, 2 * task


@pytest.fixture
def anew() -> Iterator[Hired]:
    """Give two processes that began with nothing."""
    with started_anew(2) as hired:
        yield hired


def doubled(crew: Crew, kit: Doubling, count: int = 20) -> dict[int, tuple[str, int]]:
    """Give what a crew made of the first numbers."""
    return dict(crew.work(kit, range(count)))


def test_what_comes_out_does_not_depend_on_who_works(anew: Hired) -> None:
    """In this process, in forked ones, in ones that began with nothing, for one kit after another."""
    for words in ("twice", "anew", "again", "twice"):
        expected = {number: (words, 2 * number) for number in range(20)}
        for crew in (Alone(), Forked(2), anew):
            assert doubled(crew, Doubling(words=words)) == expected, crew


def test_who_asks_does_something_else_meanwhile() -> None:
    """Once, as soon as the forked processes are at work and before what they give is taken."""
    done: list[str] = []
    results = Forked(2, lambda: done.append("meanwhile")).work(Doubling(), range(20))
    assert next(results) == (0, ("twice", 0))
    assert done == ["meanwhile"]
    assert dict(results).keys() == {*range(1, 20)}
    assert done == ["meanwhile"]


def test_any_executor_will_do() -> None:
    """Threads, and processes of the standard library as they are."""
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2, get_context("spawn")) as processes:
        for executor in (threads, processes):
            assert doubled(Hired(executor, 3), Doubling()) == {number: ("twice", 2 * number) for number in range(20)}


def test_what_fails_is_not_given_and_is_told(anew: Hired) -> None:
    """All else is given."""
    anew.failures.clear()
    assert doubled(anew, Doubling(refused=(3, 7))).keys() == {*range(20)} - {3, 7}
    assert anew.failures == ["ValueError: 3", "ValueError: 7"] or anew.failures == ["ValueError: 7", "ValueError: 3"]


def test_who_is_lost_is_asked_no_more() -> None:
    """A process that ends takes its pool with it: what was given is whole, the rest can be worked by another."""
    with started_anew(2) as hired:
        given = doubled(hired, Doubling(fatal=5), 200)
        assert 5 not in given and len(given) < 200 and hired.failures
        assert all(made == ("twice", 2 * task) for task, made in given.items())


class Silent(Executor):
    """An executor that takes everything and answers nothing."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        """Take a task."""
        return Future()


def test_nobody_waits_for_those_who_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """While nobody answers it is asked whether they are there."""
    monkeypatch.setattr("jiangxin.crews._LOOK_S", 0.01)
    asked: list[float] = []

    def is_there() -> bool:
        asked.append(time.monotonic())
        return len(asked) < 3

    hired = Hired(Silent(), 4, is_there=is_there)
    assert doubled(hired, Doubling()) == {} and len(asked) == 3 and hired.failures == ["nobody is there"]


def test_what_a_forked_process_had_is_not_given_when_it_is_killed() -> None:
    """And nothing is raised: whoever asked gives it to another."""
    given = doubled(Forked(2), Doubling(fatal=7))
    assert 7 not in given and given == {number: ("twice", 2 * number) for number in given}


def test_another_program_works_nothing() -> None:
    """Its bytes could differ."""
    with ThreadPoolExecutor(1) as threads:
        assert doubled(Hired(threads, 2, program=program_here()), Doubling(words="same")) != {}
        other = Hired(threads, 2, program="another")
        assert doubled(other, Doubling(words="other")) == {}
        assert other.failures[0].startswith("OtherProgramError")


def test_a_process_with_threads_is_not_forked() -> None:
    """A lock that another thread holds would never be free there."""
    alone = "import sys; from jiangxin.crews import Forked; sys.exit(not Forked.is_safe())"
    assert subprocess.run([sys.executable, "-c", alone], check=False).returncode == 0  # noqa: S603  # our own words
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert not Forked.is_safe()
    finally:
        done.set()
        other.join()


def test_the_program_is_told_apart_by_its_files_and_libraries() -> None:
    """Each has its version; a library that makes pictures has those of its encoders too."""
    told = versions()
    assert told.keys() == {"jiangxin", "Python", "Jinja2", "MarkupSafe", "Pillow"}
    assert "avif" in told["Pillow"] and "None" not in told["Pillow"]
