"""Site plan → an `info.json` beside the tiles of each picture that can be zoomed into.

For viewers elsewhere, as IIIF Image API 3.0 describes; our own pages know the
tiles from the plan. Such a viewer puts `id` before the name of each tile, so it
needs an absolute address, which is known only with `base_url`. Without one `id`
is relative to `info.json` itself, as addresses in JSON-LD may be: it stays true
wherever the site is put, and says nothing wrong of a place it was never at.

It is an asset, for pages name it; it is not drawn from the tiles' cache, since
address and rights may change while the tiles stay.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping

from jiangxin.exports.addresses import absolute
from jiangxin.images.pyramid import info
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.output import Output, Stage
from jiangxin.model.picture import TileSet
from jiangxin.pages.plan import SitePlan
from jiangxin.patterns import pattern

_LICENCE = pattern(
    r"https?://(?:www\.)?(?:"
    r"(?P<licence>creativecommons\.org/(?:licenses|publicdomain)/[a-z+-]+/\d\.\d(?:/[a-z]{2})?)"
    r"|rightsstatements\.org/(?:vocab|page)/(?P<statement>[A-Za-z-]+/\d\.\d)"
    r")(?:/(?:(?:deed|legalcode)[.\w-]*)?)?(?:\?language=[\w-]+)?"
)


def iiif(plan: SitePlan, exhibition: Exhibition) -> tuple[Output, ...]:
    """Make the `info.json` of every tile set of `plan`, in its order."""
    written = _written_rights(exhibition) if plan.pictures.tile_sets else {}
    return tuple(
        _output(tile_set, plan.base_url, _rights(tile_set, exhibition, written)) for tile_set in plan.pictures.tile_sets
    )


def licence_uri(written: str) -> str:
    """Give the URI by which programs know a licence, or "" where what was written is none that IIIF allows.

    Those of Creative Commons and rightsstatements.org begin with `http:`, though
    people copy the address of the page that explains them.
    """
    if not (found := _LICENCE.fullmatch(written.strip())):
        return ""
    return f"http://{found['licence'] or 'rightsstatements.org/vocab/' + found['statement']}/"


def _written_rights(exhibition: Exhibition) -> dict[str, list[str]]:
    """Give what editors wrote of the rights to each picture, by its path."""
    found: dict[str, list[str]] = {}
    for entry in exhibition.entries.values():
        for image in entry.images:
            source = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), image.file or ""))
            found.setdefault(source, []).append(image.rights or "")
    return found


def _rights(tile_set: TileSet, exhibition: Exhibition, written: Mapping[str, list[str]]) -> str:
    """Give the licence of a picture: what an editor wrote comes before what the file says of itself."""
    told = [*written.get(tile_set.source, ()), exhibition.photographs[tile_set.source].licence]
    return next((uri for uri in map(licence_uri, told) if uri), "")


def _output(tile_set: TileSet, base_url: str, rights: str) -> Output:
    address = absolute(base_url, tile_set.path) if base_url else f"../{posixpath.basename(tile_set.path)}"
    text = json.dumps(info(tile_set, address, rights), ensure_ascii=False, indent=2)
    return Output(f"{tile_set.path}/info.json", f"{text}\n".encode(), Stage.ASSET)
