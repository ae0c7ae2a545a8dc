"""A site is the same whoever makes it: this process, others of this machine, a cluster that loses a worker midway."""

import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from distributed import LocalCluster

from jiangxin import cluster, pipeline, press
from jiangxin.cluster import executor_named, hired_by
from jiangxin.content.load import Progress
from jiangxin.crews import Forked, Hired
from jiangxin.folders import Folders
from jiangxin.images.derivative import plan_derivatives
from jiangxin.images.elsewhere import PictureKit, PictureTask
from jiangxin.model.picture import Photograph, PictureSize
from jiangxin.page_kit import Batch, PageKit, PageTask
from jiangxin.pipeline import Options, build
from jiangxin.problems import ContentError, Problem
from jiangxin.versions import versions
from jiangxin.wording import read_wording, tell

GOLDEN = Path(__file__).parents[1] / "golden" / "full"


@pytest.fixture(scope="module")
def exhibition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an exhibition in two languages, with pictures."""
    folder = tmp_path_factory.mktemp("exhibition")
    shutil.copytree(GOLDEN / "content", folder / "content")
    for number in range(40):
        text = f"---\ntitle: 样件{number}\nhall: main\n---\n\n第 {number} 件样件的说明。\n"
        (folder / "content" / "exhibits" / f"sample-{number}.md").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(exhibition: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the site as one process makes it."""
    return tree(made(exhibition, tmp_path_factory.mktemp("serial"), "serial"))


@pytest.fixture
def two_workers() -> Iterator[LocalCluster]:
    """Give a cluster of two processes; one that ends is started again."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as found:  # type: ignore[no-untyped-call]
        yield found


@pytest.fixture
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have others work on an exhibition of any size, in small portions."""
    monkeypatch.setattr(press, "_ALONE", 1)
    monkeypatch.setattr(press, "_ALONE_ELSEWHERE", 1)
    monkeypatch.setattr(press, "_BATCH", 4)


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the numbers of pages that this process makes, as it makes them."""
    numbers: list[int] = []
    work = PageKit.work

    def noted(kit: PageKit, task: PageTask, /) -> Batch:
        numbers.extend(task.numbers)
        return work(kit, task)

    monkeypatch.setattr(PageKit, "work", noted)
    return numbers


def made(exhibition: Path, place: Path, executor: str = "local", progress: Progress | None = None) -> Path:
    """Build from nothing into a folder; give the site."""
    folders = Folders.of(exhibition, place / "site", place / "cache")
    built = build(folders, Options(jobs=2, executor=executor), progress)
    assert not [problem for problem in built.warnings if problem.code.startswith("cluster.")], built.warnings
    return folders.output


def tree(site: Path) -> dict[str, bytes]:
    """Give every file of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def the_refusal(executor: str) -> Problem:
    """Give what is told where a cluster cannot be had."""
    with pytest.raises(ContentError) as caught, hired_by(executor):
        pass
    (problem,) = caught.value.problems
    assert all(tell(problem, read_wording(lang)) for lang in ("zh-Hans", "en"))
    return problem


def test_a_worker_that_is_killed_midway_takes_nothing_with_it(
    exhibition: Path,
    expected: dict[str, bytes],
    two_workers: LocalCluster,
    any_size: None,
    at_home: list[int],
    tmp_path: Path,
) -> None:
    """Pages and pictures are made by the cluster, and are those that one process makes."""
    pids = [worker.process.pid for worker in two_workers.workers.values()]
    killed: list[int] = []

    def kill(what: str, done: int, total: int) -> None:
        if what == "pages" and not killed and done < total:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    site = made(exhibition, tmp_path, f"dask:{two_workers.scheduler_address}", kill)
    assert killed and not at_home
    assert tree(site) == expected


def test_every_drawing_is_one_that_a_page_shows(expected: dict[str, bytes]) -> None:
    """An entry's own page brings its drawing along, and it stays where a card shows it: not where all show another."""
    pages = b"".join(content for path, content in expected.items() if path.endswith(".html"))
    drawings = {path for path in expected if path.startswith("drawings/")}
    assert drawings == {f"drawings/{name.decode()}" for name in re.findall(rb'src="(?:\.\./)*drawings/([^"]+)"', pages)}


def test_processes_that_begin_with_nothing_make_the_same(
    exhibition: Path, expected: dict[str, bytes], any_size: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """So do those of a system that cannot fork, and those that are forked."""
    for place, may_fork in enumerate((True, False)):
        monkeypatch.setattr(Forked, "is_safe", lambda may_fork=may_fork: may_fork)
        assert tree(made(exhibition, tmp_path / str(place))) == expected


def test_what_was_lost_is_made_at_home(
    exhibition: Path, expected: dict[str, bytes], any_size: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A cluster that gives up after a few tasks costs nothing but time, and is told of; drawings are brought along."""

    class Faltering(Hired):
        """Works every third task, and loses the drawings of the first."""

        def work(self, kit, tasks):  # type: ignore[no-untyped-def]
            some = [task for number, task in enumerate(tasks) if number % 3 == 0]
            for number, (task, result) in enumerate(super().work(kit, some)):
                if isinstance(kit, PageKit) and number == 0:
                    result.drawings.clear()
                yield task, result
            self.failures.append("gone")

    with ThreadPoolExecutor(1) as pool:

        @contextmanager
        def hired(executor: str) -> Iterator[Hired]:
            yield Faltering(pool, 1)

        monkeypatch.setattr(pipeline, "hired_by", hired)
        folders = Folders.of(exhibition, tmp_path / "site", tmp_path / "cache")
        built = build(folders, Options(jobs=1, executor="dask:there:1"))
    assert tree(folders.output) == expected
    (told,) = (problem for problem in built.warnings if problem.code == "cluster.lost")
    assert told.facts == {"found": "gone"} and not told.blocks


def test_a_picture_that_cannot_be_made_is_told_at_home(tmp_path: Path) -> None:
    """Elsewhere nothing is made of it."""
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    photograph = Photograph("broken.jpg", "0" * 64, 30, 20, "jpeg", False, "")
    wanted = plan_derivatives(photograph, PictureSize("card", (10, 20), "100vw"))
    assert PictureKit().work(PictureTask(str(broken), None, wanted)) == {}
    assert PictureKit().work(PictureTask("broken.jpg", b"no picture", wanted)) == {}


@pytest.mark.parametrize(
    "text", ["local", "serial", "dask:127.0.0.1:8786", "dask:tcp://a-host.example:8786", "dask:tls://[::1]:1"]
)
def test_executors_have_names(text: str) -> None:
    """They are those that are told in the help."""
    assert executor_named(text) == text


@pytest.mark.parametrize("text", ["", "dask", "dask:", "dask:host", "dask:host:port", "ray:host:1", "dask:http://h:1"])
def test_any_other_name_is_refused(text: str) -> None:
    """An address has a host and a port."""
    with pytest.raises(ValueError, match="^" + re.escape(text) + "$"):
        executor_named(text)


def test_without_the_library_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In both languages."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    problem = the_refusal("dask:127.0.0.1:1")
    assert problem.code == "cluster.not-installed"
    assert "pip install 'jiangxin[dask]'" in tell(problem, read_wording("zh-Hans"))


def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """And it is not waited for ever."""
    monkeypatch.setattr(cluster, "_CONNECT_S", 0.2)
    problem = the_refusal("dask:127.0.0.1:1")
    assert problem.code == "cluster.unreachable" and problem.path == "--executor dask:127.0.0.1:1"


def test_a_cluster_without_workers_is_told() -> None:
    """Its tasks would wait for ever."""
    with LocalCluster(n_workers=0, processes=True, dashboard_address=None) as empty:  # type: ignore[no-untyped-call]
        assert the_refusal(f"dask:{empty.scheduler_address}").code == "cluster.empty"


def test_workers_with_other_versions_are_refused(two_workers: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told what differs, and how."""
    monkeypatch.setattr(cluster, "versions", lambda: {**versions(), "Pillow": "1.0"})
    problem = the_refusal(f"dask:{two_workers.scheduler_address}")
    assert problem.code == "cluster.differs"
    assert (problem.facts["what"], problem.facts["here"]) == ("Pillow", "1.0")
    assert problem.facts["found"] == versions()["Pillow"]
