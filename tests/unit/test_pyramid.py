"""The names of a pyramid of tiles, and what viewers are told of it, are those of IIIF Image API 3.0 at level 0."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.exports.iiif import iiif, licence_uri
from jiangxin.images.pyramid import MAX_NAME, SIZE_MAX_PX, TILE_PX, info, scales, size_name, sizes, tile_names
from jiangxin.model.entry import Image, Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.output import Stage
from jiangxin.model.picture import Photograph, PictureOrder, TileSet
from jiangxin.model.settings import Settings
from jiangxin.model.space import Exhibit
from jiangxin.model.text import Text
from jiangxin.pages.plan import SitePlan

BY = "http://creativecommons.org/licenses/by/4.0/"
SIDES = st.one_of(st.integers(1, 5000), st.sampled_from([1, 511, 512, 513, 1023, 1024, 1025, 2047, 2048, 2049, 4097]))


def tile_set(width_px: int = 1300, height_px: int = 900) -> TileSet:
    """Give a tile set of a picture `exhibits/pot.jpg`."""
    return TileSet("exhibits/pot.jpg", "0" * 64, width_px, height_px, "key", "zoom/pot.abcdefgh")


def regions_of(width_px: int, height_px: int, scale: int) -> Iterator[tuple[int, int, int, int]]:
    """Give the regions that a viewer asks for at `scale`: the spec's own words, one by one from the corner."""
    for top in range(0, height_px, TILE_PX * scale):
        for left in range(0, width_px, TILE_PX * scale):
            yield left, top, min(TILE_PX * scale, width_px - left), min(TILE_PX * scale, height_px - top)


def test_the_files_of_a_picture_are_these() -> None:
    """A picture of 1,300 × 900 px has three levels, all of them small enough to be there as a whole."""
    assert tile_names(1300, 900) == (
        "0,0,512,512/512,512/0/default.jpg",
        "512,0,512,512/512,512/0/default.jpg",
        "1024,0,276,512/276,512/0/default.jpg",
        "0,512,512,388/512,388/0/default.jpg",
        "512,512,512,388/512,388/0/default.jpg",
        "1024,512,276,388/276,388/0/default.jpg",
        "0,0,1024,900/512,450/0/default.jpg",
        "1024,0,276,900/138,450/0/default.jpg",
        "full/325,225/0/default.jpg",
        "full/650,450/0/default.jpg",
        "full/1300,900/0/default.jpg",
        "full/max/0/default.jpg",
    )


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1, 1), (1,)),
        ((512, 512), (1,)),
        ((513, 1), (1, 2)),
        ((1024, 1024), (1, 2)),
        ((1025, 1), (1, 2, 4)),
        ((100, 5000), (1, 2, 4, 8, 16)),
        ((20000, 5000), (1, 2, 4, 8, 16, 32, 64)),
    ],
)
def test_halving_ends_with_the_first_level_that_is_one_tile(size: tuple[int, int], expected: tuple[int, ...]) -> None:
    """At an exact multiple there is no level too many, one px beyond it none too few."""
    assert scales(*size) == expected


@given(SIDES, SIDES)
def test_every_tile_that_a_viewer_asks_for_is_there_and_none_besides(width_px: int, height_px: int) -> None:
    """At each scale the tiles cover the picture once; what is named besides are its sizes."""
    named = Counter(tile_names(width_px, height_px))
    asked = {MAX_NAME, *map(size_name, sizes(width_px, height_px))}
    for scale in scales(width_px, height_px):
        covered = 0
        for left, top, width, height in regions_of(width_px, height_px, scale):
            covered += width * height
            size = f"{-(-width // scale)},{-(-height // scale)}"
            is_whole = (width, height) == (width_px, height_px)
            asked.add(f"{'full' if is_whole else f'{left},{top},{width},{height}'}/{size}/0/default.jpg")
        assert covered == width_px * height_px
    assert set(named) == asked
    assert set(named.values()) == {1}


@given(SIDES, SIDES)
def test_viewers_are_told_nothing_that_is_not_there(width_px: int, height_px: int) -> None:
    """Sizes grow, are levels, exist as files and stay within the limit, which no tile passes."""
    told: dict[str, Any] = info(tile_set(width_px, height_px), "https://museum.example/zoom/pot.abcdefgh")
    names = set(tile_names(width_px, height_px))
    whole = [(size["width"], size["height"]) for size in told["sizes"]]
    (tiles,) = told["tiles"]
    assert whole == sorted(whole)
    assert {size_name(size) for size in whole} | {MAX_NAME} <= names
    assert set(whole) <= {(-(-width_px // scale), -(-height_px // scale)) for scale in tiles["scaleFactors"]}
    assert told["maxWidth"] == max(whole[-1]) <= SIZE_MAX_PX
    sides = {int(side) for name in names if name != MAX_NAME for side in name.split("/")[1].split(",")}
    assert max(sides) <= told["maxWidth"]
    assert (tiles["width"], tiles["height"]) == (TILE_PX, TILE_PX)
    assert (told["width"], told["height"]) == (width_px, height_px)


def test_what_is_told_of_a_picture_is_this() -> None:
    """The words are those of the specification; rights are there only where they are known."""
    assert info(tile_set(), "https://museum.example/zoom/pot.abcdefgh") == {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": "https://museum.example/zoom/pot.abcdefgh",
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level0",
        "width": 1300,
        "height": 900,
        "maxWidth": 1300,
        "sizes": [{"width": 325, "height": 225}, {"width": 650, "height": 450}, {"width": 1300, "height": 900}],
        "tiles": [{"width": 512, "height": 512, "scaleFactors": [1, 2, 4]}],
    }
    assert info(tile_set(), "../pot.abcdefgh", BY)["rights"] == BY


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (BY, BY),
        (" https://creativecommons.org/licenses/by/4.0/ ", BY),
        ("https://creativecommons.org/licenses/by/4.0/deed.zh-hans", BY),
        ("https://creativecommons.org/licenses/by/4.0", BY),
        ("https://www.creativecommons.org/licenses/by-nc-sa/4.0/legalcode", BY.replace("/by/", "/by-nc-sa/")),
        ("https://creativecommons.org/licenses/by/3.0/cn/", BY.replace("4.0", "3.0/cn")),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "http://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://rightsstatements.org/page/InC/1.0/?language=en", "http://rightsstatements.org/vocab/InC/1.0/"),
        ("CC BY 4.0", ""),
        ("https://museum.example/terms", ""),
        ("https://creativecommons.org.example/licenses/by/4.0/", ""),
        ("javascript:http://creativecommons.org/licenses/by/4.0/", ""),
        ("", ""),
    ],
)
def test_rights_are_a_uri_that_programs_know(written: str, expected: str) -> None:
    """The address of the page on a licence stands for the licence; whatever else is written is no URI of rights."""
    assert licence_uri(written) == expected


def outputs(base_url: str, rights: str | None = None, licence: str = "") -> dict[str, Any]:
    """Give the `info.json` of a picture with rights by its editor and a licence of the file's own."""
    photo = Photograph("exhibits/pot.jpg", "0" * 64, 1300, 900, "jpeg", False, "#aabbcc", licence=licence)
    pot = Exhibit(
        ref=Ref("exhibit", "pot"),
        path="exhibits/pot.md",
        title=Text("壶"),
        images=(Image(file="pot.jpg", alt=Text("壶"), rights=rights, zoom=True),),
    )
    exhibition = Exhibition(
        settings=Settings(title=Text("匠心")),
        languages=("zh-Hans",),
        kinds=frozenset({"exhibit"}),
        is_dated=False,
        entries={pot.ref: pot},
        by_kind={"exhibit": (pot,)},
        backlinks={},
        prose={},
        photographs={photo.path: photo},
        recordings={},
        captions={},
        groups=(),
        hall_numbers={},
        spaces_in={},
    )
    plan = SitePlan(pages=(), pictures=PictureOrder(tile_sets=(tile_set(),)), base_url=base_url)
    (output,) = iiif(plan, exhibition)
    assert (output.path, output.stage) == ("zoom/pot.abcdefgh/info.json", Stage.ASSET)
    assert isinstance(output.content, bytes)
    told: dict[str, Any] = json.loads(output.content)
    return told


def test_the_address_is_absolute_where_the_site_knows_its_own() -> None:
    """Without one it leads from `info.json` to its own folder, wherever that lies."""
    assert outputs("https://museum.example/jx/")["id"] == "https://museum.example/jx/zoom/pot.abcdefgh"
    assert outputs("")["id"] == "../pot.abcdefgh"


def test_an_editors_word_on_rights_comes_before_the_files_own() -> None:
    """Where an editor wrote no licence, that of the file is told; where neither did, nothing is."""
    zero = "http://creativecommons.org/publicdomain/zero/1.0/"
    assert outputs("", BY, zero)["rights"] == BY
    assert outputs("", "版权所有", zero)["rights"] == zero
    assert "rights" not in outputs("", "版权所有", "")


def test_names_are_paths_that_any_host_can_keep() -> None:
    """No name needs quoting in an address, or is refused by Windows."""
    assert all(re.fullmatch(r"(full|\d+(,\d+){3})/(max|\d+,\d+)/0/default\.jpg", name) for name in tile_names(9000, 70))
