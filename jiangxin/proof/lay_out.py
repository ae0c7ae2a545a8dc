"""An exhibition's folder → its proof sheets on the disk."""

from __future__ import annotations

from pathlib import Path

from jiangxin.cache import Cache, write_whole
from jiangxin.content.load import Progress
from jiangxin.folders import Folders
from jiangxin.images.gather import Bench, gather_pictures
from jiangxin.model.frozen import frozen
from jiangxin.model.picture import Derivative, PictureOrder
from jiangxin.model.wording import Wording
from jiangxin.pipeline import Options, read
from jiangxin.problems import ContentError, Problem, in_order, nearest
from jiangxin.proof.page import sheet_page
from jiangxin.proof.sheet import proof_sheets
from jiangxin.proof.views import ProofSheet
from jiangxin.workers import default_jobs


@frozen
class LaidOut:
    """The sheets that were written, by the file of each, and every problem that was met."""

    pages: tuple[tuple[Path, ProofSheet], ...]
    problems: tuple[Problem, ...]


def lay_out(
    folders: Folders,
    output: Path,
    wording: Wording,
    hall: str = "",
    jobs: int | None = None,
    progress: Progress | None = None,
) -> LaidOut:
    """Write the proof sheets of the exhibition in `folders` into `output`, or only that of one hall.

    Problems of the content are given, and none keeps the rest from being shown. Raises ContentError where
    there is no exhibition or no such hall, OSError where the folder cannot be written.
    """
    cache = Cache(folders.cache)
    jobs = jobs or default_jobs()
    library, problems = read(folders, cache, Options(drafts=True), jobs, progress)
    sheets = proof_sheets(library, wording)
    if hall:
        names = [sheet.name for sheet in sheets]
        sheets = tuple(sheet for sheet in sheets if sheet.name == hall.removeprefix("hall/"))
        if not sheets:
            raise ContentError([Problem("proof.no-hall", hall, facts={"found": hall}, suggestion=nearest(hall, names))])
    bench = Bench(folders.content, cache, library.photographs, jobs, progress)
    pictures = [picture.thumbnail for sheet in sheets for proof in sheet.proofs for picture in proof.pictures]
    wanted = {each.path: each for each in pictures if each is not None}
    made: dict[Derivative, bytes] = {}
    for output_file in gather_pictures(PictureOrder(derivatives=tuple(wanted.values())), bench):
        content = output_file.content
        if output_file.path in wanted:
            made[wanted[output_file.path]] = content if isinstance(content, bytes) else Path(content).read_bytes()
    cache.save()
    output.mkdir(parents=True, exist_ok=True)
    pages = tuple((output / f"{sheet.name}.html", sheet) for sheet in sheets)
    for path, sheet in pages:
        write_whole(path, sheet_page(sheet, wording, made))
    return LaidOut(pages, in_order([*problems, *bench.problems]))
