"""A theme as the plan and the renderer need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from jiangxin.model.frozen import frozen
from jiangxin.model.picture import PictureSize


@frozen
class Colour:
    """A colour of a theme in both schemes, as "#rrggbb"."""

    light: str
    dark: str


@frozen
class Theme:
    """A theme that was read: its picture sizes, its settings, its files.

    `folders` are searched in order for templates and assets: the exhibition's own
    `themes/<name>/`, the bundled one, then those of the themes it is built on; the
    last part of each is the name of the theme it belongs to. `assets` maps the name
    a template uses (`style.css`) to the path in the site, which carries the digest
    (`assets/style.1f3a….css`); `generated` holds the bytes of assets that lie in no
    folder. `digest` covers every file of the theme.
    """

    name: str
    folders: tuple[Path, ...]
    sizes: Mapping[str, PictureSize]
    per_page: int = 48  # entries on a page of a list
    assets: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    colours: Mapping[str, Colour] = field(default_factory=dict)  # by token: "paper", "t1"
    navigation: tuple[str, ...] = ()  # the header's entries where the exhibition names none
    hero: str = ""  # the home page's characters where the exhibition has none
    generated: Mapping[str, bytes] = field(default_factory=dict)
    fonts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by name and language: "display", "display_en"

    @property
    def locales(self) -> tuple[Path, ...]:
        """Where the theme's own interface strings lie; the exhibition's override comes last and wins."""
        return tuple(folder / "locales" for folder in reversed(self.folders))
