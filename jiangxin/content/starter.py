"""A new exhibition: the smallest content that builds, with remarks on what to write where."""

from __future__ import annotations

import shutil
from pathlib import Path

from jiangxin.folders import bundled_starter


def copy_starter(target: Path, lang: str) -> None:
    """Copy the starter in the language `lang` to `target`, which is absent or empty. Raises OSError."""
    source = bundled_starter() / lang
    if not source.is_dir():
        source = bundled_starter() / "en"
    shutil.copytree(source, target, dirs_exist_ok=True, copy_function=shutil.copyfile)
