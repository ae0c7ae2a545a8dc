"""Names that are new are looked up by another process, and said as they would be here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.places import numerous, tree

BUILD = """
import sys
from jiangxin.cli import main

if __name__ == "__main__":
    code = main(["build", sys.argv[1], "-q", "--output", sys.argv[2], "--cache", sys.argv[3], "--jobs", sys.argv[4]])
    print(code, "pypinyin" in sys.modules)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_many_names_are_looked_up_elsewhere(tmp_path: Path) -> None:
    """The process that builds has no dictionary, then or later, and the site is the same."""
    root = numerous(tmp_path, 220)

    def told(jobs: str, site: str, cache: str) -> str:
        arguments = [sys.executable, "-c", BUILD, str(root), str(tmp_path / site), str(tmp_path / cache), jobs]
        return subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603

    assert told("1", "here", "cache-here") == "0 True"
    assert told("2", "elsewhere", "cache") == "0 False"
    assert tree(tmp_path / "here") == tree(tmp_path / "elsewhere")
    (root / "content" / "exhibits" / "sample-1.md").write_text(
        "---\ntitle: 样品 1\nhall: main\n---\n\n另外。\n", "utf-8"
    )
    assert told("2", "elsewhere", "cache") == "0 False"
