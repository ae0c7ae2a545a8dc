"""An exhibition's folder → its contact sheet on the disk.

The thumbnails are made in the cache, where a build finds most of them, and copied
beside the page: so the folder can be moved or sent as it is, and a cache that
forgets takes nothing from it. A thumbnail's name carries its digest; one that is
there is right.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from jiangxin.cache import Cache, write_whole
from jiangxin.contact.page import page_files
from jiangxin.contact.sheet import contact_sheet
from jiangxin.contact.views import ContactSheet
from jiangxin.content.load import Progress
from jiangxin.folders import Folders
from jiangxin.images.gather import Bench, gather_pictures
from jiangxin.model.frozen import frozen
from jiangxin.model.picture import PictureOrder
from jiangxin.model.wording import Wording
from jiangxin.pipeline import Options, read
from jiangxin.problems import Problem, in_order
from jiangxin.workers import default_jobs


@frozen
class LaidOut:
    """A contact sheet that was written: its page, what it shows, and every problem that was met."""

    page: Path
    sheet: ContactSheet
    problems: tuple[Problem, ...]


def lay_out(folders: Folders, wording: Wording, jobs: int | None = None, progress: Progress | None = None) -> LaidOut:
    """Write the contact sheet of the exhibition in `folders`, beside its cache.

    Problems of the content are given, and none keeps the rest from being shown.
    Raises ContentError where there is no exhibition to be read, OSError where the
    folder cannot be written.
    """
    cache = Cache(folders.cache)
    jobs = jobs or default_jobs()
    library, problems = read(folders, cache, Options(), jobs, progress)
    sheet = contact_sheet(library, wording.lang)
    bench = Bench(folders.content, cache, library.photographs, jobs, progress)
    thumbnails = dict.fromkeys(frame.thumbnail for frame in sheet.frames)
    made = gather_pictures(PictureOrder(derivatives=tuple(thumbnails)), bench)
    cache.save()

    folder = folders.contact_sheet
    pictures = {
        PurePosixPath(output.path).name: Path(output.content) for output in made if isinstance(output.content, str)
    }
    _lay_pictures(folder / "pictures", pictures)
    for name, data in page_files(sheet, wording).items():
        write_whole(folder / name, data)
    return LaidOut(folder / "index.html", sheet, in_order([*problems, *bench.problems]))


def _lay_pictures(folder: Path, wanted: dict[str, Path]) -> None:
    """Copy what is wanted and absent, and remove what earlier sheets left; what could not be made is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    there = {path.name for path in folder.iterdir()}
    for name in there - wanted.keys():
        (folder / name).unlink()
    for name in wanted.keys() - there:
        if wanted[name].is_file():
            write_whole(folder / name, wanted[name].read_bytes())
