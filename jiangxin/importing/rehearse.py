"""What `check` would say once a plan is carried out: the content is put together beside itself, read and checked."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from jiangxin.cache import Cache
from jiangxin.folders import Folders
from jiangxin.importing.plan import Plan
from jiangxin.pipeline import Options, read
from jiangxin.problems import ContentError, Problem, in_order
from jiangxin.workers import default_jobs

_TEXTS = (".md", ".yaml", ".yml")
_NAMED = re.compile(r"[^\s/()\[\]{},:\"']+\.\w{2,5}")


def rehearse(plan: Plan, folders: Folders, jobs: int | None = None) -> tuple[Problem, ...]:
    """Give the problems that there will be in the files the plan writes. Raises OSError."""
    if plan.changes_nothing:
        return ()
    touched = {writing.path for writing in plan.writings}
    touched |= {path.rpartition("/")[0] for path in touched if path.endswith("/index.md")}
    with tempfile.TemporaryDirectory(prefix="jiangxin-") as name:
        staged = Folders.of(Path(name))
        ignored = _ignored(plan)
        shutil.copytree(folders.content, staged.content, copy_function=shutil.copyfile, ignore=ignored, symlinks=True)
        for writing in plan.writings:
            place = staged.root / writing.path
            place.parent.mkdir(parents=True, exist_ok=True)
            if writing.data is not None:
                place.write_bytes(writing.data)
        try:
            _, problems = read(staged, Cache(staged.cache), Options(), jobs or default_jobs())
        except ContentError as error:
            return error.problems
    return in_order(each for each in problems if each.path in touched)


def _ignored(plan: Plan) -> Callable[[str, list[str]], set[str]]:
    """Leave out what the loader leaves out, and every picture and film that no file of the plan names."""
    texts = ((writing.data or b"").decode() for writing in plan.writings if writing.path.endswith(_TEXTS))
    named = {name for text in texts for name in _NAMED.findall(text)}

    def ignored(folder: str, names: list[str]) -> set[str]:
        return {
            name
            for name in names
            if name.startswith((".", "~$"))
            or (not name.endswith(_TEXTS) and name not in named and not Path(folder, name).is_dir())
        }

    return ignored
