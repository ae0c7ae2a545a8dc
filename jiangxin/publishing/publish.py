"""All outputs of a build at once → the site on disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jiangxin.model.output import Output
from jiangxin.publishing.errors import PublishError
from jiangxin.publishing.publication import Publication, Published

__all__ = ["PublishError", "Published", "publish"]


def publish(outputs: Iterable[Output], folder: Path, cache_folder: Path) -> Published:
    """Make `folder` hold `outputs` and their record `SHA256SUMS`, and nothing else of ours. Raises as `Publication`."""
    with Publication(folder, cache_folder) as publication:
        for output in outputs:
            publication.offer(output)
        return publication.finish()
