"""Pictures are made once, wherever they lie, and never again while nothing changed."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from jiangxin.cache import Cache
from jiangxin.content.measure import measure_all
from jiangxin.images.derivative import plan_derivatives, plan_original, plan_tile_set
from jiangxin.images.gather import Bench, gather_pictures
from jiangxin.images.pyramid import tile_names
from jiangxin.model.library import Mention
from jiangxin.model.output import Output
from jiangxin.model.picture import PictureOrder, PictureSize
from jiangxin.problems import Problem

SIZE = PictureSize("plate", (60, 120, 240), "100vw")


def drawn(path: Path, hue: int = 0, size: tuple[int, int] = (300, 200)) -> Path:
    """Save a picture of its own colour."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ground = Image.linear_gradient("L").resize(size)
    Image.merge("HSV", (Image.new("L", size, hue), ground, ground)).convert("RGB").save(path, quality=90)
    return path


def gathered(
    content: Path, cache: Cache, *, jobs: int = 2, extras: bool = False
) -> tuple[tuple[Output, ...], list[Problem]]:
    """Measure and gather every picture below `content`."""
    names = {str(path.relative_to(content)): Mention("content/x.md") for path in sorted(content.rglob("*.jpg"))}
    problems: list[Problem] = []
    photographs = measure_all(content, names, cache, jobs, None, problems)
    derivatives = tuple(each for photo in photographs.values() for each in plan_derivatives(photo, SIZE))
    order = PictureOrder(derivatives)
    if extras:
        tiles = tuple(plan_tile_set(photo) for photo in photographs.values())
        originals = tuple(plan_original(photo) for photo in photographs.values())
        order = dataclasses.replace(order, tile_sets=tiles, originals=originals)
    bench = Bench(content, cache, photographs, jobs)
    outputs = gather_pictures(order, bench)
    cache.save()
    return outputs, problems + bench.problems


def made(cache: Cache) -> dict[str, int]:
    """Give the files of the cache that hold pictures, whole ones only, with the time they were made."""
    return {
        str(path.relative_to(cache.folder)): path.stat().st_mtime_ns
        for kind in ("pictures", "originals", "tiles")
        for path in sorted((cache.folder / kind).rglob("*"))
        if path.suffix != ".tmp" and path.is_file()
    }


def bytes_of(output: Output) -> bytes:
    """Give what a picture's output holds."""
    assert isinstance(output.content, str)
    return Path(output.content).read_bytes()


def test_every_output_is_there(tmp_path: Path) -> None:
    """Derivatives, originals and tiles are files when the outputs are given."""
    drawn(tmp_path / "content/a.jpg", size=(700, 500))
    outputs, problems = gathered(tmp_path / "content", Cache(tmp_path / "cache"), extras=True)
    assert not problems
    assert all(isinstance(each.content, str) and Path(each.content).stat().st_size for each in outputs)
    assert len(outputs) == 4 + 1 + len(tile_names(700, 500))
    assert len({each.path for each in outputs}) == len(outputs)


def test_nothing_is_made_twice(tmp_path: Path) -> None:
    """A second run, a renamed folder, a renamed photograph and a copy of it make nothing."""
    content = tmp_path / "content"
    drawn(content / "a/one.jpg")
    drawn(content / "a/two.jpg", 90)
    gathered(content, Cache(tmp_path / "cache"), extras=True)
    before = made(Cache(tmp_path / "cache"))
    gathered(content, Cache(tmp_path / "cache"), extras=True)
    (content / "a").rename(content / "b")
    (content / "b/one.jpg").rename(content / "b/another-name.jpg")
    (content / "copy.jpg").write_bytes((content / "b/two.jpg").read_bytes())
    outputs, _ = gathered(content, Cache(tmp_path / "cache"), extras=True)
    assert made(Cache(tmp_path / "cache")) == before
    assert {each.path.split(".")[0].rpartition("-")[0] for each in outputs if each.path.endswith(".avif")} == {
        "pictures/another-name",
        "pictures/two",
        "pictures/copy",
    }


def test_the_same_for_any_number_of_jobs(tmp_path: Path) -> None:
    """The bytes do not depend on how many work."""
    for number in range(5):
        drawn(tmp_path / f"content/{number}.jpg", number * 40, (200 + number * 30, 160))
    trees = []
    for jobs in (1, 3):
        outputs, _ = gathered(tmp_path / "content", Cache(tmp_path / f"cache-{jobs}"), jobs=jobs)
        trees.append({each.path: bytes_of(each) for each in outputs})
    assert trees[0] == trees[1]


def test_one_failure_harms_no_other(tmp_path: Path) -> None:
    """A broken picture is a problem where an entry names it; all others are made."""
    drawn(tmp_path / "content/whole.jpg")
    (tmp_path / "content/broken.jpg").write_bytes(drawn(tmp_path / "x.jpg").read_bytes()[:900])
    outputs, problems = gathered(tmp_path / "content", Cache(tmp_path / "cache"))
    assert [(each.code, each.path) for each in problems] == [("picture.truncated", "content/x.md")]
    assert {each.path.split("-")[0] for each in outputs} == {"pictures/whole"}


def test_changed_meanwhile(tmp_path: Path) -> None:
    """A picture that is another by the time it is encoded is a problem, and the old name is not given to it."""
    path = drawn(tmp_path / "content/a.jpg")
    cache = Cache(tmp_path / "cache")
    photographs = measure_all(tmp_path / "content", {"a.jpg": Mention("content/a.md")}, cache, 1, None, [])
    drawn(path, 120)
    bench = Bench(tmp_path / "content", cache, photographs, 1)
    gather_pictures(PictureOrder(plan_derivatives(photographs["a.jpg"], SIZE)), bench)
    assert [each.code for each in bench.problems] == ["picture.changed"]
    assert not made(cache)


_GATHER = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from test_gather import gathered
from jiangxin.cache import Cache
gathered(Path({content!r}), Cache(Path({cache!r})))
"""


@pytest.mark.skipif(os.name == "nt", reason="a process group is ended with a signal")
def test_a_killed_run_goes_on(tmp_path: Path) -> None:
    """What was made before a kill stays and is not made again, and in the end all is as if nothing had happened."""
    for number in range(12):
        drawn(tmp_path / f"content/{number}.jpg", number * 20, (900, 700))
    program = _GATHER.format(
        here=str(Path(__file__).parent), content=str(tmp_path / "content"), cache=str(tmp_path / "cache")
    )
    cache = Cache(tmp_path / "cache")
    process = subprocess.Popen([sys.executable, "-c", program], start_new_session=True)  # noqa: S603  # our own words
    while len(made(cache)) < 6 and process.poll() is None:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    kept = made(cache)
    assert kept
    outputs, problems = gathered(tmp_path / "content", cache)
    assert not problems
    after = made(cache)
    assert {name: after[name] for name in kept} == kept
    clean, _ = gathered(tmp_path / "content", Cache(tmp_path / "clean"))
    assert [(each.path, bytes_of(each)) for each in outputs] == [(each.path, bytes_of(each)) for each in clean]
