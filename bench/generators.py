"""A number of entries → the sites that hold them, each ready to be built by its generator.

What an editor wrote is written once, and anew where the bench that writes it
changed. Templates, and the files that edits change, are put right each time: a
run that was broken off leaves its edits.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench import corpus
from bench.corpus import Ref
from bench.manuscripts import FOLDERS, Files, for_hugo, for_jiangxin, for_pelican, our_folder, quoted
from bench.peers import install_hugo, make_environment
from bench.processes import ROOT

BODY, TITLE, TEMPLATE = "body", "title", "template"
OURS, HUGO, PELICAN = "Jiangxin", "Hugo", "Pelican"

_STORY, _EXHIBIT = Ref("story", 1), Ref("exhibit", 1)
_PEER_SITES = Path(__file__).with_name("peer_sites")
_OUR_THEME = ROOT / "themes" / "lutu"
_STAMP = ".written-by"
_ASIDE = "aside"
_WRITERS = ("corpus.py", "phrases.py", "manuscripts.py")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one file: `old`, which stands in it, becomes `new`; built, `shown` stands in the page of `page`."""

    path: Path
    old: str
    new: str
    shown: str
    page: Ref

    def apply(self) -> None:
        """Make the change. Raises ValueError where the file is not as it should be."""
        text = self.path.read_text("utf-8")
        if text.count(self.old) != 1:
            raise ValueError(f"{self.path}: {self.old!r} should stand there once")
        self.path.write_text(text.replace(self.old, self.new), "utf-8")


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator, and a site that it builds."""

    name: str
    version: str
    folder: Path
    command: tuple[str, ...]
    output: Path
    kept: tuple[Path, ...]  # what is kept for the next build
    page_of: Callable[[Ref], Path]
    base_template: Path
    title_as_written: Callable[[str], str]

    def forget(self) -> None:
        """Put all that builds have made aside."""
        for made in (self.output, *self.kept):
            put_aside(made, self.folder.parent)

    def edits(self) -> Mapping[str, Edit]:
        """Give the edits that are timed, by what is edited."""
        story, exhibit = (self.folder / "content" / FOLDERS[ref.kind] / f"{ref.id}.md" for ref in (_STORY, _EXHIBIT))
        text = story.read_text("utf-8")
        title = corpus.title(_EXHIBIT)
        renamed = f"{title}（改）"
        old, new = (f"title: {self.title_as_written(each)}\n" for each in (title, renamed))
        return {
            BODY: Edit(story, text, f"{text}\n这一句是后来添上的。\n", "这一句是后来添上的。", _STORY),
            TITLE: Edit(exhibit, old, new, renamed, _EXHIBIT),
            TEMPLATE: Edit(
                self.base_template, "</footer>", "<p>每一页都添上的。</p>\n</footer>", "每一页都添上的。", _STORY
            ),
        }


def put_aside(folder: Path, work: Path) -> None:
    """Move a folder, if there is such, out of the way of what is built next.

    It is not removed before all is measured: where many files were removed, a file system may for minutes be slow to
    make new ones (ext4 looks at all that it has just freed), and the next build would pay for the last.
    """
    if folder.exists():
        aside = work / _ASIDE
        aside.mkdir(exist_ok=True)
        folder.rename(aside / f"{len([*aside.iterdir()])}-{folder.name}")


def remove_aside(work: Path) -> None:
    """Remove what was put aside."""
    shutil.rmtree(work / _ASIDE, ignore_errors=True)


def jiangxin(work: Path, count: int) -> Generator:
    """Give this program and its site; the theme lies in the exhibition, so that it can be edited."""
    folder = _write(work / f"jiangxin-{count}", for_jiangxin, count)
    theme = folder / "themes" / "lutu"
    _copy(_OUR_THEME, theme)
    command = (sys.executable, str(ROOT / "build.py"), "build", str(folder), "--quiet", "--lang", "en")
    output = folder / "site"
    return Generator(
        name=OURS,
        version="",
        folder=folder,
        command=command,
        output=output,
        kept=(folder / ".jiangxin",),
        page_of=lambda ref: output / our_folder(ref) / f"{ref.id}.html",
        base_template=theme / "templates" / "base.html",
        title_as_written=quoted,
    )


def hugo(work: Path, count: int) -> Generator:
    """Give Hugo and its site. Raises CommandFailedError where it cannot be installed."""
    binary, version = install_hugo(work)
    folder = _write(work / f"hugo-{count}", for_hugo, count)
    _copy(_PEER_SITES / "hugo", folder)
    output, cache = folder / "public", folder / "cache"
    return Generator(
        name=HUGO,
        version=version,
        folder=folder,
        command=(str(binary), "--quiet", "--source", str(folder), "--cacheDir", str(cache)),
        output=output,
        kept=(cache, folder / "resources"),
        page_of=lambda ref: output / FOLDERS[ref.kind] / ref.id / "index.html",
        base_template=folder / "layouts" / "baseof.html",
        title_as_written=quoted,
    )


def pelican(work: Path, count: int) -> Generator:
    """Give Pelican and its site. Raises CommandFailedError where it cannot be installed."""
    environment = make_environment(work / "environment-pelican", "pelican[markdown]")
    folder = _write(work / f"pelican-{count}", for_pelican, count)
    _copy(_PEER_SITES / "pelican", folder)
    output = folder / "output"
    settings = str(folder / "pelicanconf.py")
    return Generator(
        name=PELICAN,
        version=environment.says("from importlib.metadata import version; print(version('pelican'))"),
        folder=folder,
        command=(str(environment.python), "-m", "pelican", "--quiet", "--settings", settings),
        output=output,
        kept=(folder / "cache",),
        page_of=lambda ref: output / FOLDERS[ref.kind] / ref.id / "index.html",
        base_template=folder / "theme" / "templates" / "base.html",
        title_as_written=str,
    )


def _write(folder: Path, files: Callable[[int], Files], count: int) -> Path:
    """Write the content of a site where it is not there as it is written today; give the folder."""
    written_by = hashlib.sha256(b"".join(Path(__file__).with_name(name).read_bytes() for name in _WRITERS))
    stamp = folder / _STAMP
    with suppress(FileNotFoundError):
        if stamp.read_text("utf-8") == written_by.hexdigest():
            _put_right(folder, files, count)
            return folder
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files(count):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    stamp.write_text(written_by.hexdigest(), "utf-8")
    return folder


def _put_right(folder: Path, files: Callable[[int], Files], count: int) -> None:
    """Write the two entries anew that edits change."""
    edited = {f"content/{FOLDERS[ref.kind]}/{ref.id}.md" for ref in (_STORY, _EXHIBIT)}
    for name, text in files(count):
        if name in edited:
            (folder / name).write_text(text, "utf-8")
            edited.remove(name)
        if not edited:
            return


def _copy(source: Path, folder: Path) -> None:
    """Bring every file of `source` into `folder` that is not there with the same bytes."""
    for path in sorted(source.rglob("*")):
        target = folder / path.relative_to(source)
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes()
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)
