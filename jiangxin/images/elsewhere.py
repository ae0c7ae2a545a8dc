"""A photograph's derivatives, made by processes that see none of our folders: bytes → bytes.

The photograph was measured here, and so was decoded to its end once already:
nobody elsewhere needs to bound it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from jiangxin.images.errors import PictureError
from jiangxin.model.picture import Derivative


class PictureTask(NamedTuple):
    """A photograph, as its bytes or where it can be read, and the files that are wanted of it."""

    place: str
    data: bytes | None
    derivatives: tuple[Derivative, ...]


class PictureKit:
    """Makes derivatives."""

    def work(self, task: PictureTask, /) -> dict[str, bytes]:
        """Give the files by their keys; none where they cannot be made, which is told by who tries it at home."""
        import tempfile

        from jiangxin.images.encode import encode

        with tempfile.TemporaryDirectory(prefix="jiangxin-") as folder:
            source = Path(task.place)
            if task.data is not None:
                source = Path(folder, "source" + source.suffix)
                source.write_bytes(task.data)
            made = Path(folder, "made")
            made.mkdir()
            try:
                encode(source, task.derivatives, made)
            except PictureError:
                return {}
            return {file.name: file.read_bytes() for file in made.iterdir()}
