"""A new exhibition: the smallest content that builds, with remarks on what to write where."""

from __future__ import annotations

import shutil
from pathlib import Path

from jiangxin.content.workspace import workspace_files
from jiangxin.folders import bundled_starter
from jiangxin.wording import known_languages, read_wording


def copy_starter(target: Path, lang: str) -> None:
    """Copy the starter in the language `lang` to `target`, which is absent or empty. Raises OSError.

    With it goes what a program for writing files needs to know of ours.
    """
    source = bundled_starter() / lang
    if not source.is_dir():
        source = bundled_starter() / "en"
    shutil.copytree(source, target, dirs_exist_ok=True, copy_function=shutil.copyfile)
    files = workspace_files(read_wording(lang), [read_wording(each) for each in known_languages()])
    for path, text in files.items():
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
