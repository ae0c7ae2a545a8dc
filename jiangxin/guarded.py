"""A script that has processes started is imported by each of them, so what it does must stand under a guard.

Without one, every process would run the script from the top, and its build within.
Python tells of that in each process, where nobody looks, and the build goes on
without them. Here it is told before the first is started.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import FrameType


def refuse_unguarded() -> None:
    """Raise RuntimeError where the script that runs now would be run again by each process that it starts."""
    main = sys.modules["__main__"]
    path, spec = getattr(main, "__file__", None), getattr(main, "__spec__", None)
    if path is None or (spec is not None and spec.name.endswith(".__main__")):
        return  # what is typed is not imported, nor is `python -m package`
    frame: FrameType | None = sys._getframe()
    while frame is not None and not (frame.f_code.co_name == "<module>" and frame.f_globals is main.__dict__):
        frame = frame.f_back
    if frame is not None and not _is_guarded(Path(path), frame.f_lineno):
        raise RuntimeError(
            f"{path}, line {frame.f_lineno}: a build starts processes, and each imports this script. "
            'Put what the script does under: if __name__ == "__main__":'
        )


def _is_guarded(path: Path, line: int) -> bool:
    """Tell whether a line of a script stands under a condition on `__name__`; yes where the script cannot be read."""
    try:
        statements = ast.parse(path.read_bytes()).body
    except (OSError, SyntaxError, ValueError):
        return True
    at = next((each for each in statements if each.lineno <= line <= (each.end_lineno or each.lineno)), None)
    named = ast.walk(at.test) if isinstance(at, ast.If) else ()
    return at is None or any(isinstance(each, ast.Name) and each.id == "__name__" for each in named)
