"""Pictures as the plan knows them: measured, never decoded here."""

from __future__ import annotations

from typing import Literal

from jiangxin.model.frozen import frozen

Texture = Literal["photograph", "graphic", "lettering", "vector"]
"""What a picture is to an encoder: a photograph; a flat drawing, whose colours must not bleed; one with
sharp lettering, which only lossless files keep; or a drawing that is no raster at all (SVG)."""


@frozen
class Photograph:
    """A picture file that was opened and measured.

    `path` is relative to `content/`; `width_px` and `height_px` are those of the
    upright picture, after its orientation was applied.
    """

    path: str
    digest: str
    width_px: int
    height_px: int
    format: str  # "jpeg", "png", "webp", "gif", "tiff", "avif", "bmp", "heif", "svg"
    has_alpha: bool
    colour: str  # average colour, "#rrggbb"
    texture: Texture = "photograph"
    focus: str = "50% 50%"  # where the eye goes first; an editor's own word comes before it
    is_animated: bool = False
    file_bytes: int = 0
    creator: str = ""  # what the file itself says of who made it,
    rights: str = ""  # whose it is,
    licence: str = ""  # and the address of its licence


@frozen
class PictureSize:
    """A named size of the theme: the widths it needs and how wide it is shown."""

    name: str
    widths_px: tuple[int, ...]
    sizes: str  # the HTML `sizes` attribute


@frozen
class Derivative:
    """One file made from a photograph: recipe and name, no pixels.

    `key` names it in the cache. It depends on the photograph's bytes and the
    recipe, never on where the photograph lies: one that was renamed or copied
    costs nothing.
    """

    source: str  # path of the photograph, relative to content/
    digest: str  # digest of the photograph's bytes
    source_px: tuple[int, int]  # width and height of the photograph, upright
    width_px: int
    height_px: int
    format: str  # "avif" | "webp" | "jpeg" | "png" | "svg"
    texture: Texture
    is_best: bool  # made slowly and smaller, for a release
    key: str
    path: str  # where it goes in the site: pictures/<stem>-<width>.<hash>.<ending>


@frozen
class TileSet:
    """A photograph cut into tiles, so that it can be looked at to its last pixel (IIIF Image API 3.0, level 0)."""

    source: str
    digest: str
    width_px: int
    height_px: int
    key: str
    path: str  # the folder in the site: zoom/<stem>.<hash>


@frozen
class Original:
    """A file that is published as it was made, but for what it tells of its maker's camera and whereabouts."""

    source: str
    digest: str
    format: str
    key: str
    path: str  # pictures/<stem>.<hash>.<ending>


@frozen
class ShareCard:
    """The picture that stands for a page where others link to it: 1200 × 630 px, with its title."""

    path: str  # cards/<page>.jpg
    lang: str
    title: str
    kicker: str  # what the page is of: 展品, 人物
    site_title: str
    background: Derivative | None  # the page's lead picture, as it lies in the cache
    focus: str = "50% 50%"
    temper: int = 0  # 1 to 8: the tempering colour of the page's hall; 0 where it has none


@frozen
class PictureOrder:
    """Everything that the pages ask for of pictures, each once."""

    derivatives: tuple[Derivative, ...] = ()
    tile_sets: tuple[TileSet, ...] = ()
    originals: tuple[Original, ...] = ()
    cards: tuple[ShareCard, ...] = ()
