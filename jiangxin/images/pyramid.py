"""A picture's size in px → every file of its pyramid of tiles, and the `info.json` that tells viewers of them.

The names are those of the IIIF Image API 3.0 at level 0, where a server is
nothing but a folder: each level is half as large as the one below it (rounded
up), cut into tiles of 512 px, until all of it fits one tile. Besides its tiles
a level that is small enough is there as a whole, and `full/max` is the largest
of these: to ask for the whole scan would be legal otherwise, and heavy.

`derivative.TILE_RECIPE` must be raised with every change here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from jiangxin.model.picture import TileSet

TILE_PX = 512
SIZE_MAX_PX = 2048
"""How long the longer side of a level may be that is there as a whole; more than a tile, so that the limit
which `info.json` tells of never forbids one."""

Size = tuple[int, int]
"""Width and height in px."""


def scales(width_px: int, height_px: int) -> tuple[int, ...]:
    """Give how many px of the picture one px of each level stands for: 1, 2, 4, …, the last level being one tile."""
    halvings = (-(-max(width_px, height_px) // TILE_PX) - 1).bit_length()
    return tuple(2**power for power in range(halvings + 1))


def level_size(width_px: int, height_px: int, scale: int) -> Size:
    """Give the size of the level at one of the `scales`."""
    return -(-width_px // scale), -(-height_px // scale)


def sizes(width_px: int, height_px: int) -> tuple[Size, ...]:
    """Give the levels that are there as a whole, small to large.

    Never another size: viewers take sizes for levels of the pyramid.
    """
    levels = (level_size(width_px, height_px, scale) for scale in reversed(scales(width_px, height_px)))
    return tuple(level for level in levels if max(level) <= SIZE_MAX_PX)


def tile_name(width_px: int, height_px: int, scale: int, column: int, row: int) -> str:
    """Name a tile of the level at `scale`: the region of the picture that it shows, and its own size."""
    step = TILE_PX * scale
    left, top = column * step, row * step
    region = min(step, width_px - left), min(step, height_px - top)
    size = level_size(*region, scale)
    if region == (width_px, height_px):
        return size_name(size)
    return f"{left},{top},{region[0]},{region[1]}/{size[0]},{size[1]}/0/default.jpg"


def size_name(size: Size) -> str:
    """Name the whole picture at one of its `sizes`."""
    return f"full/{size[0]},{size[1]}/0/default.jpg"


MAX_NAME = "full/max/0/default.jpg"
"""The whole picture at the largest of its `sizes`, under the name that every viewer may ask for."""


def tile_names(width_px: int, height_px: int) -> tuple[str, ...]:
    """Name every picture of the folder but `info.json`, each once: tiles from large to small, then sizes."""
    tiles = (_level_names(width_px, height_px, scale) for scale in scales(width_px, height_px))
    whole = (size_name(size) for size in sizes(width_px, height_px))
    return tuple(dict.fromkeys(chain(*tiles, whole, (MAX_NAME,))))


def info(tile_set: TileSet, address: str, rights: str = "") -> dict[str, object]:
    """Describe a tile set to viewers, as the content of its `info.json`.

    `address` is that of its folder; `rights` the URI of a licence, or "".
    """
    width_px, height_px = tile_set.width_px, tile_set.height_px
    whole = sizes(width_px, height_px)
    described: dict[str, object] = {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": address,
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level0",
        "width": width_px,
        "height": height_px,
        "maxWidth": max(whole[-1]),  # without a maxHeight it bounds both sides
        "sizes": [{"width": width, "height": height} for width, height in whole],
        "tiles": [{"width": TILE_PX, "height": TILE_PX, "scaleFactors": list(scales(width_px, height_px))}],
    }
    return described | ({"rights": rights} if rights else {})


def _level_names(width_px: int, height_px: int, scale: int) -> Iterator[str]:
    columns, rows = (-(-side // TILE_PX) for side in level_size(width_px, height_px, scale))
    return (tile_name(width_px, height_px, scale, column, row) for row in range(rows) for column in range(columns))
