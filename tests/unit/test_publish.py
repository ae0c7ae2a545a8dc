"""The site is whole at every moment, holds what was planned, and nothing of others is lost."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from jiangxin.model.output import Output, Stage
from jiangxin.publishing import beside
from jiangxin.publishing.errors import PublishError
from jiangxin.publishing.lock import hold_lock
from jiangxin.publishing.names import RECORD, is_temporary
from jiangxin.publishing.publication import Prepared, Publication
from jiangxin.publishing.publish import Published, publish
from jiangxin.publishing.record import parse_record, record_text
from jiangxin.publishing.remove import remove_built
from jiangxin.standing import Look, look_at


def page(path: str, text: str = "") -> Output:
    """Give a page whose text is its path, or another."""
    return Output(path, (text or path).encode(), Stage.PAGE)


class Place:
    """A folder for the site and one for the cache."""

    def __init__(self, tmp_path: Path) -> None:
        self.site = tmp_path / "site"
        self.cache = tmp_path / "cache"

    def publish(self, *outputs: Output) -> Published:
        """Publish outputs."""
        return publish(outputs, self.site, self.cache)

    def tree(self) -> dict[str, bytes]:
        """Give all files of the site but the record."""
        files = [path for path in self.site.rglob("*") if path.is_file()]
        found = {path.relative_to(self.site).as_posix(): path.read_bytes() for path in files}
        found.pop(RECORD, None)
        return found

    def state(self) -> dict[str, tuple[int, int]]:
        """Give time and inode of every file and folder of the site."""
        paths = [self.site, *self.site.rglob("*")]
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in paths}

    def code_of(self, *outputs: Output) -> tuple[str, dict[str, str]]:
        """Give code and facts of the error that publishing must raise."""
        with pytest.raises(PublishError) as caught:
            self.publish(*outputs)
        return caught.value.code, caught.value.facts


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Give an empty place."""
    return Place(tmp_path)


def test_first_and_second(place: Place) -> None:
    """The second run with the same outputs writes nothing at all, not even the record or a folder."""
    outputs = (page("index.html"), page("works/a.html"), Output("style.css", b"x", Stage.ASSET))
    first = place.publish(*outputs)
    assert first == Published(("index.html", "style.css", "works/a.html"), (), (), ())
    before = place.state()
    second = place.publish(*reversed(outputs))
    assert second == Published((), ("index.html", "style.css", "works/a.html"), (), ())
    assert place.state() == before
    assert not (place.cache / "pending.json").exists()


def test_only_what_differs(place: Place) -> None:
    """Only what differs is written, what is no longer planned is removed, and so are folders it leaves empty."""
    place.publish(page("index.html"), page("a/b/c.html"), page("a/d.html"), page("e.html"))
    untouched = (place.site / "index.html").stat().st_mtime_ns
    result = place.publish(page("index.html"), page("a/d.html", "new"), page("f.html"))
    assert result == Published(("a/d.html", "f.html"), ("index.html",), ("a/b/c.html", "e.html"), ())
    assert place.tree() == {"index.html": b"index.html", "a/d.html": b"new", "f.html": b"f.html"}
    assert not (place.site / "a" / "b").exists()
    assert (place.site / "index.html").stat().st_mtime_ns == untouched


@pytest.mark.parametrize("harm", ["edit", "same-length", "truncate", "delete", "link"])
def test_healing(place: Place, harm: str, tmp_path: Path) -> None:
    """What was changed, cut off, lost or replaced in the site comes back."""
    outputs = (page("index.html", "right"), page("b.html"))
    place.publish(*outputs)
    victim = place.site / "index.html"
    other = tmp_path / "other"
    other.write_text("mine")
    if harm == "link":
        victim.unlink()
        victim.symlink_to(other)
    elif harm == "delete":
        victim.unlink()
    else:
        victim.write_text({"edit": "wrong text", "same-length": "wrong", "truncate": ""}[harm])
    assert place.publish(*outputs).written == ("index.html",)
    assert not victim.is_symlink()
    assert victim.read_text() == "right"
    assert other.read_text() == "mine"


def test_record(place: Place) -> None:
    """The record names every file with its SHA-256, sorted, as `sha256sum -c` reads it."""
    place.publish(page("b.html"), page("a/c.html"), Output("a.css", b"x", Stage.ASSET))
    text = (place.site / RECORD).read_text()
    assert parse_record(text) == {path: hashlib.sha256(data).hexdigest() for path, data in place.tree().items()}
    assert [line.split("  ")[1] for line in text.splitlines()[1:]] == ["a.css", "a/c.html", "b.html"]
    if program := shutil.which("sha256sum"):
        command = [program, "-c", "--strict", "--quiet", RECORD]
        assert subprocess.run(command, cwd=place.site, check=False).returncode == 0  # noqa: S603  # our own words
        (place.site / "b.html").write_text("wrong")
        assert subprocess.run(command, cwd=place.site, check=False, capture_output=True).returncode  # noqa: S603


@pytest.mark.parametrize("name", ["thesis.txt", "folder/photo.jpg", RECORD])
def test_folder_of_others(place: Place, name: str) -> None:
    """A folder with files in it that we did not write is refused and untouched, even with a SHA256SUMS of others."""
    path = place.site / name
    path.parent.mkdir(parents=True)
    path.write_text("0" * 64 + "  thesis.txt\n")
    (place.site / "thesis.txt").write_text("mine")
    before = place.state()
    assert place.code_of(page("index.html")) == ("output.foreign", {"path": str(place.site)})
    assert place.state() == before


def test_hidden_files_do_not_count(place: Place) -> None:
    """A folder with nothing but hidden things (`.git`) is taken, and they stay."""
    (place.site / ".git").mkdir(parents=True)
    (place.site / ".git" / "HEAD").write_text("ref")
    (place.site / ".DS_Store").write_text("")
    assert place.publish(page("index.html")).foreign == (".DS_Store", ".git")
    place.publish()
    assert (place.site / ".git" / "HEAD").read_text() == "ref"


def test_foreign_files_stay(place: Place) -> None:
    """A file that others put into the site is named, never removed."""
    place.publish(page("a/b.html"), page("index.html"))
    (place.site / "a" / "notes.txt").write_text("mine")
    (place.site / "CNAME").write_text("mine")
    result = place.publish(page("index.html"))
    assert result.foreign == ("CNAME", "a/notes.txt")
    assert place.tree() == {"index.html": b"index.html", "a/notes.txt": b"mine", "CNAME": b"mine"}


def test_foreign_file_in_the_way(place: Place) -> None:
    """A foreign file under a planned name is not written over, unless it is what would be written."""
    place.publish(page("index.html"))
    (place.site / "robots.txt").write_text("mine")
    assert place.code_of(page("index.html", "new"), page("robots.txt")) == ("output.foreign", {"path": "robots.txt"})
    assert place.tree() == {"index.html": b"index.html", "robots.txt": b"mine"}
    place.publish(page("index.html", "new"), page("robots.txt", "mine"))
    assert place.publish(page("index.html")).removed == ("robots.txt",)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_not_followed(place: Place, tmp_path: Path) -> None:
    """A link in the site never leads a write or a removal out of it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_text("mine")
    place.publish(page("works/a.html"), page("index.html"))
    shutil.rmtree(place.site / "works")
    (place.site / "works").symlink_to(outside)
    assert place.code_of(page("works/a.html", "new")) == ("output.foreign", {"path": "works"})
    place.publish(page("index.html"))
    assert (outside / "a.html").read_text() == "mine"


def test_record_cannot_lead_out(place: Place, tmp_path: Path) -> None:
    """A record that was tampered with makes us remove nothing outside the site."""
    place.publish(page("index.html"))
    (tmp_path / "mine.txt").write_text("mine")
    with (place.site / RECORD).open("a") as record:
        record.write(f"{'0' * 64}  ../mine.txt\n{'0' * 64}  {tmp_path}/mine.txt\n")
    place.publish(page("index.html"))
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert "mine.txt" not in (place.site / RECORD).read_text()


@pytest.mark.parametrize("path", ["../mine.txt", "/etc/mine", "a/../../mine", "a\\..\\mine", ".git/HEAD", ""])
def test_record_names_only_what_we_write(path: str) -> None:
    """A line of a record that names what we would never write is passed over."""
    text = record_text({"index.html": "0" * 64}) + f"{'0' * 64}  {path}\n"
    assert parse_record(text) == {"index.html": "0" * 64}


def test_file_becomes_folder_and_back(place: Place) -> None:
    """A file may become a folder and a folder a file from one build to the next."""
    place.publish(page("a"), page("b/c.html"))
    place.publish(page("a/d.html"), page("b"))
    assert place.tree() == {"a/d.html": b"a/d.html", "b": b"b"}
    (place.site / "a" / "mine.txt").write_text("mine")
    assert place.code_of(page("a")) == ("output.foreign", {"path": "a/mine.txt"})


UNSAFE_ANYWHERE = (
    "",
    "/a",
    "a/",
    "a//b",
    "../a",
    "a/../b",
    "./a",
    "a/.",
    ".hidden",
    "a/.htaccess",
    "a\\b",
    "a\0",
    "a\nb",
)
UNSAFE_SOMEWHERE = ("A.html", "罗.html", "a b", "a:b", "con", "a/nul.html", "com1.txt", "a.", "x" * 101, "a\0", RECORD)


@pytest.mark.parametrize("path", [*UNSAFE_ANYWHERE, *UNSAFE_SOMEWHERE])
def test_unsafe_paths(place: Place, path: str) -> None:
    """A path that some disk, server or archive could not keep is a mistake of the program."""
    with pytest.raises(ValueError, match="output"):
        place.publish(page(path))
    assert not place.site.exists()


def test_safe_paths(place: Place) -> None:
    """Ordinary names, and the few special ones that servers want, are taken."""
    paths = ["_headers", ".htaccess", ".nojekyll", "x" * 100, "a-b_c/1.2.html", "pictures/a-480.abcdefgh.avif"]
    assert place.publish(*map(page, paths)).written == tuple(sorted(paths))


@pytest.mark.parametrize("paths", [("a.html", "a.html"), ("a", "a/b.html"), ("a/b", "a/b/c/d.html")])
def test_clashes(place: Place, paths: Sequence[str]) -> None:
    """Two outputs for one file, or one that is the folder of another, are a mistake of the program."""
    with pytest.raises(ValueError, match="output"):
        place.publish(*map(page, paths))


def test_cached_file_is_copied(place: Place, tmp_path: Path) -> None:
    """A picture from the cache is copied: to change it in the site does not change the cache."""
    cached = tmp_path / "cached.avif"
    cached.write_bytes(b"x" * 3_000_000)
    output = Output("pictures/a.avif", cached, Stage.ASSET)
    assert place.publish(output).written == ("pictures/a.avif",)
    assert place.publish(output).written == ()
    (place.site / "pictures" / "a.avif").write_bytes(b"y")
    assert cached.read_bytes() == b"x" * 3_000_000
    assert place.publish(output).written == ("pictures/a.avif",)
    cached.unlink()
    assert place.code_of(output)[0] == "output.write"


def test_umask_rules(place: Place) -> None:
    """Files have the mode that the umask gives, not that of a temporary file."""
    before = os.umask(0o022)
    try:
        place.publish(page("index.html"))
    finally:
        os.umask(before)
    assert (place.site / "index.html").stat().st_mode & 0o777 == 0o644
    assert (place.site / RECORD).stat().st_mode & 0o777 == 0o644


def test_order(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assets are in place before pages, pages before exports, all of them before removals, the record last."""
    place.publish(page("old.html"))
    steps: list[str] = []
    replace, unlink = os.replace, Path.unlink

    def replacing(source: str | Path, target: str | Path) -> None:
        steps.append(Path(target).name)
        replace(source, target)

    def unlinking(self: Path, missing_ok: bool = False) -> None:
        steps.append(f"-{self.name}")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(os, "replace", replacing)
    monkeypatch.setattr(Path, "unlink", unlinking)
    place.publish(Output("feed.xml", b"", Stage.EXPORT), page("a.html"), Output("z.css", b"", Stage.ASSET))
    before = ["pending.json", "pending.json"]  # that we write, and then what
    assert steps == [*before, "z.css", "a.html", "feed.xml", "-old.html", RECORD, "-pending.json", "published.bin"]


class Killed(BaseException):
    """The process is no more."""


@contextmanager
def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Let nothing happen on disk any more from the given call on, as if the process had been killed there."""
    count = [0]
    with monkeypatch.context() as patch:
        for owner, name in ((os, "open"), (os, "write"), (os, "replace"), (Path, "unlink"), (Path, "rmdir")):
            patch.setattr(owner, name, _until(step, count, getattr(owner, name)))
        yield count


def _until(step: int, count: list[int], original: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **options: Any) -> Any:
        count[0] += 1
        if count[0] >= step:
            raise Killed
        return original(*args, **options)

    return call


def version(number: int) -> tuple[Output, ...]:
    """Give a small site in one of its versions: a page names an asset of its version."""
    asset = Output(f"style-{number}.css", f"css {number}".encode() * 9, Stage.ASSET)
    pages = (page(f"works/{name}.html", f"{name} style-{number}.css") for name in "abc")
    return (asset, *pages, page(f"only/in/{number}.html", f"style-{number}.css"), page("same.html"))


def test_killed_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a build is killed, every page is whole and its assets exist; the next build mends all."""
    whole = {(output.path, output.content) for number in (1, 2) for output in version(number)}
    step, is_killed = 0, True
    while is_killed:
        step, is_killed = step + 1, False
        place = Place(tmp_path / str(step))
        place.publish(*version(1))
        with killed_at(step, monkeypatch):
            try:
                place.publish(*version(2))
            except Killed:
                is_killed = True
        tree = {path: data for path, data in place.tree().items() if not path.endswith(".jiangxin-new")}
        assert tree.items() <= whole, step
        for path, data in tree.items():
            if path.startswith("works/"):
                assert data.decode().split()[1] in tree, (step, path)
        place.publish(*version(3))
        assert place.tree() == {output.path: output.content for output in version(3)}, step
    assert step > 20


@pytest.mark.parametrize("is_cache_gone", [False, True])
def test_killed_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_cache_gone: bool) -> None:
    """Wherever the very first build is killed, the next one knows the folder as its own, without the cache, too."""
    step, is_killed = 0, True
    while is_killed:
        step, is_killed = step + 1, False
        place = Place(tmp_path / str(step))
        with killed_at(step, monkeypatch):
            try:
                place.publish(*version(1))
            except Killed:
                is_killed = True
        if is_cache_gone:
            shutil.rmtree(place.cache, ignore_errors=True)
        place.publish(*version(2))
        assert place.tree() == {output.path: output.content for output in version(2)}, step
    assert step > 10


def test_what_a_killed_build_did_not_write_stays(place: Place) -> None:
    """An unfinished record makes nobody's file ours: only what is byte for byte what it names is."""
    place.site.mkdir()
    (place.site / "notes.html").write_text("mine")
    (place.site / "ours.html").write_text("ours")
    digests = {"notes.html": "0" * 64, "ours.html": hashlib.sha256(b"ours").hexdigest()}
    (place.site / ".SHA256SUMS.jiangxin-new").write_text(record_text(digests))
    assert place.publish(page("index.html")).foreign == ("notes.html",)
    assert place.tree() == {"index.html": b"index.html", "notes.html": b"mine"}


def test_killed_twice(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What two killed builds in a row left behind is known as ours by the third."""
    move_in, unlink = Publication._move_in, Path.unlink

    def die_before_the_record(self: Any, path: str) -> None:
        if path == RECORD:
            raise Killed
        move_in(self, path)

    def only_leftovers(self: Path, missing_ok: bool = False) -> None:
        if is_temporary(self.name):
            unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Publication, "_move_in", die_before_the_record)
        patch.setattr(Path, "unlink", only_leftovers)
        for number in (1, 2):
            with pytest.raises(Killed):
                place.publish(*version(number))
    assert {"only/in/1.html", "only/in/2.html"} <= place.tree().keys()
    place.publish(*version(3))
    assert place.tree() == {output.path: output.content for output in version(3)}


@pytest.mark.parametrize("at", range(1, 7))
def test_disk_full(place: Place, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """A full disk is told, and leaves the old site as it was, with nothing beside it."""
    place.publish(*version(1))
    before = place.tree()
    write, count = os.write, [0]

    def full(descriptor: int, data: bytes) -> int:
        count[0] += 1
        if count[0] >= at:
            raise OSError(28, "No space left on device")
        return write(descriptor, data)

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        code, facts = place.code_of(*version(2))
    assert (code, facts["reason"]) == ("output.write", "No space left on device")
    assert place.tree() == before
    place.publish(*version(2))
    assert place.tree() == {output.path: output.content for output in version(2)}


def test_read_only_disk(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that cannot be written is told, and leaves the old site."""
    place.publish(*version(1))
    before = place.state()

    def refuse(*_: object) -> int:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        code, facts = place.code_of(*version(1), page("new.html"))
    assert (code, facts["reason"]) == ("output.write", "Read-only file system")
    assert place.state().keys() == before.keys()


def test_site_is_a_file(place: Place) -> None:
    """A file where the site or the cache should be is told and kept."""
    place.site.write_text("mine")
    assert place.code_of(page("index.html"))[0] == "output.write"
    assert place.site.read_text() == "mine"


def test_lock(place: Place) -> None:
    """While another build holds the lock, a build says so and touches nothing; within its own build it may publish."""
    place.publish(page("index.html"))
    held, finish = threading.Event(), threading.Event()

    def other_build() -> None:
        with hold_lock(place.cache):
            held.set()
            finish.wait(20)

    thread = threading.Thread(target=other_build)
    thread.start()
    held.wait(20)
    try:
        assert place.code_of(page("index.html", "new")) == ("build.locked", {"path": str(place.cache / "lock")})
    finally:
        finish.set()
        thread.join()
    with hold_lock(place.cache):
        place.publish(page("index.html", "new"))
    assert place.tree() == {"index.html": b"new"}


def test_lock_dies_with_its_process(place: Place) -> None:
    """The lock of another process holds, and ends when that process is killed."""
    program = "import sys, pathlib, time; from jiangxin.publishing.lock import hold_lock\n"
    program += f"with hold_lock(pathlib.Path({str(place.cache)!r})): print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:  # noqa: S603  # our own words
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        assert place.code_of(page("index.html"))[0] == "build.locked"
        process.kill()
        process.wait()
    assert place.publish(page("index.html")).written == ("index.html",)


def test_lock_of_a_site(place: Place, tmp_path: Path) -> None:
    """Builds with caches of their own do not write one site at once, nor is it removed under one that writes."""
    place.publish(page("index.html"))
    with Publication(place.site, tmp_path / "other cache"):
        assert place.code_of(page("index.html", "new")) == ("build.locked", {"path": str(place.site)})
        with pytest.raises(PublishError) as caught:
            remove_built(place.site, place.cache)
        assert caught.value.code == "build.locked"
    assert place.publish(page("index.html", "new")).written == ("index.html",)


def test_clean(place: Place) -> None:
    """Cleaning removes what we wrote, and nothing else."""
    place.publish(page("index.html"), page("a/b.html"))
    (place.site / "a" / "notes.txt").write_text("mine")
    assert remove_built(place.site, place.cache) == 3
    assert place.tree() == {"a/notes.txt": b"mine"}
    (place.site / "a" / "notes.txt").unlink()
    (place.site / "a").rmdir()
    place.publish(page("index.html"))
    assert remove_built(place.site, place.cache) == 2
    assert not place.site.exists()
    assert remove_built(place.site, place.cache) == 0


def test_clean_spares_others(place: Place) -> None:
    """A folder without a record of ours is not cleaned."""
    place.site.mkdir()
    (place.site / "index.html").write_text("mine")
    (place.site / RECORD).write_text("0" * 64 + "  index.html\n")
    assert remove_built(place.site, place.cache) == 0
    assert place.tree() == {"index.html": b"mine"}


def test_what_is_offered_waits_on_the_disk(place: Place) -> None:
    """What is offered is beside its place at once and moved in at the end; without an end, all is as it was."""
    place.publish(*version(1))
    before = place.tree()
    with Publication(place.site, place.cache) as publication:
        for output in version(2):
            publication.offer(output)
        publication.settle()
        assert before.items() < place.tree().items()
    assert place.tree() == before
    assert not (place.cache / "pending.json").exists()


def test_what_several_prepare_is_whole(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes may write the same file at once: what lies at its place is whole, whoever was the last."""
    drawing = Output("drawings/a.svg", b"<svg/>", Stage.ASSET)
    replace = os.replace
    raced: list[Any] = []

    def race(source: Any, target: Any) -> None:
        if not raced:
            raced.append(target)
            monkeypatch.setattr("jiangxin.publishing.beside.os.getpid", lambda: -1)
            assert publication.prepare(drawing, is_shared=True) == prepared_first
        replace(source, target)

    with Publication(place.site, place.cache) as publication:
        prepared_first = Prepared(hashlib.sha256(b"<svg/>").hexdigest(), is_new=True)
        monkeypatch.setattr("jiangxin.publishing.beside.os.replace", race)
        publication.accept(drawing.path, drawing.stage, publication.prepare(drawing, is_shared=True))
        assert publication.wants(drawing.path)
        publication.finish()
    assert raced
    assert {path.name for path in (place.site / "drawings").iterdir()} == {"a.svg"}
    assert (place.site / "drawings" / "a.svg").read_bytes() == drawing.content


def test_what_is_withdrawn_was_never_there(place: Place) -> None:
    """What was prepared and is not wanted after all leaves nothing, nor is what stands at its place kept for it."""
    place.publish(*version(1))
    kept, gone = Output("drawings/a.svg", b"<svg/>", Stage.ASSET), version(1)[0]
    with Publication(place.site, place.cache) as publication:
        for output in (kept, *version(1)[1:]):
            publication.offer(output)
        for output in (Output("drawings/b.svg", b"<svg/>", Stage.ASSET), gone):
            publication.withdraw(output.path, publication.prepare(output))
        assert publication.finish().removed == (gone.path,)
    assert place.tree().keys() == {kept.path, *(output.path for output in version(1)[1:])}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file is waited for by itself")
@pytest.mark.parametrize(("count", "together"), [(20, 0), (200, 1)])
def test_all_is_on_the_disk_before_anything_is_moved(
    place: Place, monkeypatch: pytest.MonkeyPatch, count: int, together: int
) -> None:
    """Few files are waited for one by one; of many the rest is, together, and once."""
    steps: list[str] = []

    def noted(name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def doing(*args: Any) -> Any:
            steps.append(name)
            return do(*args)

        return doing

    monkeypatch.setattr(beside, "force_to_disk", noted("one", beside.force_to_disk))
    monkeypatch.setattr(beside, "_force_all_to_disk", noted("all", beside._force_all_to_disk))
    monkeypatch.setattr(Publication, "_move_in", noted("move", Publication._move_in))
    place.publish(*(page(f"{number}.html") for number in range(count)))
    before = steps[: steps.index("move")]
    assert before.count("all") == together
    assert before.count("one") == (64 if together else count + 1)  # and the record
    assert steps.count("move") == count + 1
    assert steps.count("all") == together


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file is waited for by itself")
def test_a_disk_that_loses_many_files_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system could not write leaves the site as it stood."""
    place.publish(page("index.html"))
    before = place.tree()

    class Libc:
        def __init__(self, *_: object, **__: object) -> None:
            """Stand for the system's library."""

        def syncfs(self, _descriptor: int) -> int:
            """Say that something was lost."""
            ctypes.set_errno(errno.EIO)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", Libc)
    code, facts = place.code_of(*(page(f"{number}.html") for number in range(100)))
    assert code == "output.write"
    assert facts["reason"] == os.strerror(errno.EIO)
    monkeypatch.undo()
    assert place.tree() == before


def test_a_finished_site_looks_as_it_is_known_to(place: Place) -> None:
    """What a publication knows of the site it made is what is seen there; where it does not know enough, nothing."""

    def look_after(*outputs: Output) -> Look | None:
        with Publication(place.site, place.cache) as publication:
            for output in outputs:
                publication.offer(output)
            publication.finish()
        return publication.look

    pages = [page("index.html"), page("a/b/c.html"), page("a/d.html"), page("e/f.html")]
    for outputs in (pages, pages[:2], [pages[3], page("a")], [page("a/d.html", "other"), pages[1]]):
        assert look_after(*outputs) == look_at([place.site], 0)
    (place.site / "strange").write_text("not ours", "utf-8")
    assert look_after(*pages) is None


def test_what_stands_is_kept_only_as_it_was(place: Place) -> None:
    """A file may be kept without its bytes where it is the one that is meant, and only there."""
    place.publish(page("index.html"), page("b.html"))
    right, wrong = (hashlib.sha256(text).hexdigest() for text in (b"index.html", b"other"))
    with Publication(place.site, place.cache) as publication:
        assert publication.keep({"index.html": wrong}) == {"index.html"}
        assert publication.keep({"new.html": ""}) == {"new.html"}
        assert not publication.keep({"index.html": right})
        assert publication.finish() == Published((), ("index.html",), ("b.html",), ())
    assert place.tree() == {"index.html": b"index.html"}
    assert place.publish(page("index.html")) == Published((), ("index.html",), (), ())
