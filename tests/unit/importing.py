"""What tests of importing share: an exhibition to import into, workbooks, and the plan of an import."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jiangxin.amending.writing import write_all
from jiangxin.folders import Folders
from jiangxin.importing.merge import Overwriting
from jiangxin.importing.plan import Plan
from jiangxin.importing.run import prepare
from jiangxin.importing.seating import Wishes
from jiangxin.problems import Problem
from jiangxin.workers import Done, Failed


def exhibition(root: Path) -> Folders:
    """Begin an exhibition of nothing but its record, in Chinese and English."""
    content = root / "content"
    content.mkdir(parents=True)
    (content / "exhibition.yaml").write_text(
        "title: 样本展\ntitle_en: A sample\nlanguages: [zh-Hans, en]\nlayout:\n"
        "  formula: '1'\n  groups:\n    - {key: main, title: 主展馆, title_en: Main hall, count: 1}\n",
        encoding="utf-8",
    )
    return Folders.of(root)


def workbook(rows: Sequence[Sequence[object]], title: str = "人物") -> bytes:
    """Give an Excel file of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def planned(folders: Folders, *paths: Path, wishes: Wishes | None = None, overwrite: Sequence[str] = ()) -> Plan:
    """Plan an import."""
    return prepare(paths, folders, wishes or Wishes(), Overwriting(frozenset(overwrite)), jobs=1)


def carried_out(folders: Folders, *paths: Path, wishes: Wishes | None = None, overwrite: Sequence[str] = ()) -> Plan:
    """Plan an import and write it."""
    made = planned(folders, *paths, wishes=wishes, overwrite=overwrite)
    write_all(folders.root, made.writings)
    return made


def problems_of(made: Plan) -> list[Problem]:
    """Give everything a plan tells that is not as it should be."""
    return [*made.problems, *(problem for step in made.steps for problem in step.problems)]


def codes_of(made: Plan) -> list[str]:
    """Give the codes of those."""
    return sorted(problem.code for problem in problems_of(made))


def work_here(task: Callable[[Any], Any], items: Sequence[Any], **_: object) -> list[Done[Any] | Failed]:
    """Work items in this process, for tests whose point is not the worker: to begin one takes a second."""
    outcomes: list[Done[Any] | Failed] = []
    for item in items:
        try:
            outcomes.append(Done(task(item)))
        except Exception as error:
            outcomes.append(Failed("error", error))
    return outcomes


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files and pictures in this process."""
    monkeypatch.setattr("jiangxin.importing.reading.run_bounded", work_here)
    monkeypatch.setattr("jiangxin.importing.photographs.run_bounded", work_here)
