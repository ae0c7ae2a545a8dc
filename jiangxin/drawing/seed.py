"""Parameters of a drawing from an id: the same id gives the same drawing, on any day and machine.

Each parameter has a name and is digested by itself, so that a new parameter
in a family leaves the others as they were.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TypeVar

from jiangxin.model.frozen import frozen

Option = TypeVar("Option")


@frozen
class Seed:
    """An id as the source of parameters."""

    key: str

    def between(self, name: str, low: int, high: int) -> int:
        """Give the whole number, `low` and `high` included, that the id decides for the parameter `name`."""
        digest = sha256(f"{name}\0{self.key}".encode("utf-8", "surrogatepass")).digest()
        return low + int.from_bytes(digest[:8], "big") % (high - low + 1)
