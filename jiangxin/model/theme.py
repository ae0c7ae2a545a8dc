"""A theme as the plan and the renderer need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jiangxin.model.picture import PictureSize


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that was read: its picture sizes, its settings, its files.

    `folders` are searched in order for templates and assets, so that an
    exhibition's own `themes/<name>/` may override single files. `assets` maps the
    name a template uses (`style.css`) to the path in the site, which carries the
    digest (`assets/style.1f3a….css`). `digest` covers every file of the theme.
    """

    name: str
    folders: tuple[Path, ...]
    sizes: Mapping[str, PictureSize]
    per_page: int = 48  # entries on a page of a list
    assets: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""

    @property
    def locales(self) -> tuple[Path, ...]:
        """Where the theme's own interface strings lie; the exhibition's override comes last and wins."""
        return tuple(folder / "locales" for folder in reversed(self.folders))
