"""Pictures as the plan knows them: measured, never decoded here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture file that was opened and measured.

    `path` is relative to `content/`; `width_px` and `height_px` are those of the
    upright picture, after its orientation was applied.
    """

    path: str
    digest: str
    width_px: int
    height_px: int
    format: str
    has_alpha: bool
    colour: str  # average colour, "#rrggbb"


@dataclass(frozen=True, slots=True)
class PictureSize:
    """A named size of the theme: the widths it needs and how wide it is shown."""

    name: str
    widths_px: tuple[int, ...]
    sizes: str  # the HTML `sizes` attribute


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file made from a photograph: recipe and name, no pixels."""

    source: str  # path of the photograph, relative to content/
    digest: str  # digest of the photograph's bytes
    width_px: int
    height_px: int
    format: str  # "avif" | "jpeg" | "png"
    path: str  # where it goes in the site: pictures/<stem>-<width>.<hash>.<ending>
