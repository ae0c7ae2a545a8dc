"""Photographs → an exhibition that shows each on a page of its own, and one that shows none.

Both have the same pages: what one build costs more than the other is the photographs.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.processes import ROOT, Cost, run

FILES_A_PHOTOGRAPH = 5  # AVIF at 480, 960, 1600 and 2400 px, and one JPEG

_SETTINGS = """\
title: Photographs
summary: One page for each.
languages: [en]
hero: 匠心
navigation: [exhibits]
layout:
  formula: "1"
  groups:
    - key: main
      title: Main hall
      count: 1
"""
_HALL = """\
---
title: Main hall
kind: hall
group: main
summary: All of them.
---
"""


def write_exhibition(folder: Path, pages: int, photographs: Sequence[Path]) -> None:
    """Write an exhibition of `pages` exhibits, the first of which show `photographs`, one each."""
    shutil.rmtree(folder, ignore_errors=True)
    exhibits = folder / "content" / "exhibits"
    halls = folder / "content" / "halls"
    exhibits.mkdir(parents=True)
    halls.mkdir()
    (folder / "content" / "exhibition.yaml").write_text(_SETTINGS, "utf-8")
    (halls / "main-hall.md").write_text(_HALL, "utf-8")
    for number in range(pages):
        photograph = photographs[number] if number < len(photographs) else None
        (exhibits / f"exhibit-{number + 1}.md").write_text(_exhibit(number + 1, photograph), "utf-8")
        if photograph is not None:
            os.link(photograph, exhibits / photograph.name)


def _exhibit(number: int, photograph: Path | None) -> str:
    lines = ["---", f"title: Exhibit {number}", "kind: object", "hall: main-hall", f"summary: The exhibit {number}."]
    lines.append("unknown: [made, medium, makers]")
    if photograph is not None:
        lines += ["images:", f"  - file: {photograph.name}", f"    alt: What is seen in picture {number}"]
    return "\n".join([*lines, "---", "", "A sentence about it.", ""])


def build(folder: Path, photographs: int, *options: str) -> Cost:
    """Build an exhibition from nothing; give what it cost.

    Raises CommandFailedError, also where not every file of its photographs was made.
    """
    for made in ("site", ".jiangxin"):
        shutil.rmtree(folder / made, ignore_errors=True)
    command = [sys.executable, str(ROOT / "build.py"), "build", str(folder), "--quiet", "--lang", "en", *options]
    cost = run(command, folder / "log.txt")
    return cost.and_made([*(folder / "site" / "pictures").glob("*.*")], photographs * FILES_A_PHOTOGRAPH)


def develop(photograph: Path, folder: Path) -> Cost:
    """Make the derivatives of one photograph in `folder`, in a process of its own. Raises CommandFailedError."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cost = run([sys.executable, "-m", "bench.one_photograph", str(photograph), str(folder)], folder / "log.txt")
    return cost.and_made([*folder.glob("*.avif"), *folder.glob("*.jpg")], FILES_A_PHOTOGRAPH)
