"""A script without a guard is told so at once, before it starts a process."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """\
from jiangxin.workers import run_bounded


def build():
    print(run_bounded(abs, [-1, -2], jobs=1, seconds=60, memory_mb=1000))


{call}
"""
GUARDED = 'if __name__ == "__main__":\n    build()'


def run(folder: Path, call: str) -> subprocess.CompletedProcess[str]:
    """Run the script that calls so."""
    script = folder / "script.py"
    script.write_text(SCRIPT.format(call=call), encoding="utf-8")
    return subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("call", ["build()", "if True:\n    build()", "for each in [1]:\n    build()"])
def test_without_a_guard_the_line_is_told(tmp_path: Path, call: str) -> None:
    """Nothing is started, and the error says what to write and where."""
    done = run(tmp_path, call)
    assert done.returncode == 1
    assert done.stderr.count("RuntimeError: ") == 1
    assert "script.py, line " in done.stderr.split("RuntimeError: ")[1]
    assert 'if __name__ == "__main__":' in done.stderr


def test_with_a_guard_it_works(tmp_path: Path) -> None:
    """What stands under the guard starts its processes."""
    done = run(tmp_path, GUARDED)
    assert (done.returncode, done.stdout) == (0, "[Done(value=1), Done(value=2)]\n"), done.stderr
