"""Files → material: each is read in a process that can be ended, for strangers wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from typing import NamedTuple

from jiangxin.content.source import SourceError
from jiangxin.importing.delimited import decode, read_delimited
from jiangxin.importing.gather import CAPTIONS, MANUSCRIPTS, PICTURES, SHEETS
from jiangxin.importing.manuscript import read_manuscript
from jiangxin.importing.material import Manuscript, Sheet, SourceFile
from jiangxin.importing.workbook import read_workbook
from jiangxin.problems import Problem
from jiangxin.workers import Done, default_jobs, run_bounded

_SECONDS = 60.0
_MEMORY_MB = 1_500
_LIBRARIES = {".xlsx": "openpyxl", ".docx": "mammoth"}


@dataclass(slots=True)
class Material:
    """What all files say; pictures are only named yet."""

    sheets: list[Sheet] = field(default_factory=list)
    manuscripts: list[tuple[SourceFile, Manuscript]] = field(default_factory=list)
    captions: list[tuple[SourceFile, str]] = field(default_factory=list)
    pictures: list[SourceFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Task(NamedTuple):
    name: str
    ending: str
    stem: str
    data: bytes


_Opened = tuple[list[Sheet], Manuscript | None, str, dict[str, bytes], list[Problem]]


def read_material(files: Iterable[SourceFile], jobs: int | None = None) -> Material:
    """Read every file; one that cannot be read is a problem."""
    material = Material()
    tasks: list[_Task] = []
    readers: list[SourceFile] = []
    for file in files:
        if file.ending in PICTURES:
            material.pictures.append(file)
            continue
        library = _LIBRARIES.get(file.ending)
        if library and find_spec(library) is None:
            material.problems.append(Problem("import.no-library", file.name, facts={"found": file.ending}))
            continue
        try:
            tasks.append(_Task(file.name, file.ending, file.stem, file.read()))
            readers.append(file)
        except SourceError as error:
            material.problems.append(error.problem)
        except OSError as error:
            facts = {"found": error.strerror or str(error)}
            material.problems.append(Problem("import.unreadable", file.name, facts=facts))
    results = run_bounded(_read, tasks, jobs=jobs or default_jobs(), seconds=_SECONDS, memory_mb=_MEMORY_MB)
    for file, result in zip(readers, results, strict=True):
        if isinstance(result, Done):
            sheets, manuscript, captions, pictures, problems = result.value
            material.problems += problems
            material.sheets += sheets
            for name, data in pictures.items():
                material.pictures.append(SourceFile(f"{file.name}/{name}", partial(_given, data)))
            if manuscript is not None:
                material.manuscripts.append((file, manuscript))
            if captions:
                material.captions.append((file, captions))
            if not (sheets or manuscript or captions or problems):
                material.problems.append(Problem("import.empty", file.name))
        elif result.error is not None:
            raise result.error
        else:
            material.problems.append(Problem(f"import.failed-{result.reason}", file.name))
    return material


def _read(task: _Task) -> _Opened:
    """Read one file, in a worker; what it is refused for is a problem."""
    try:
        return _opened(task)
    except SourceError as error:
        return [], None, "", {}, [error.problem]


def _opened(task: _Task) -> _Opened:
    if task.ending == ".xlsx":
        sheets, pictures, problems = read_workbook(task.data, task.name)
        return sheets, None, "", pictures, problems
    if task.ending in MANUSCRIPTS:
        return [], read_manuscript(task.data, task.name, task.stem), "", {}, []
    if task.ending in CAPTIONS:
        return [], None, decode(task.data, task.name), {}, []
    assert task.ending in SHEETS
    return read_delimited(task.data, task.name), None, "", {}, []


def _given(data: bytes) -> bytes:
    return data
