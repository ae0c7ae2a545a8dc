"""Frames → the same frames with what could be better. Advice only: nothing here keeps a site from being built."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from jiangxin.contact.views import Advice, Frame, Group, Mark

LEAST_SIDE_PX = 1600
"""The long side from which on a picture fills the first place of a page, on a good screen too."""

_PLACES = 4  # so many are named: "photo" may stand under a thousand pictures

_Placed = tuple[str, Frame]  # the entry's title, and a picture of it


def advised(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Give the groups with every frame's advice, which looks at all frames together."""
    placed = [(group.title.text, frame) for group in groups for frame in group.frames]
    by_digest: dict[str, list[_Placed]] = defaultdict(list)
    by_alt: dict[str, list[_Placed]] = defaultdict(list)
    for title, frame in placed:
        by_digest[frame.photograph.digest].append((title, frame))
        if frame.alt:
            by_alt[frame.alt.text].append((title, frame))

    def with_advice(frame: Frame) -> Frame:
        same_picture = by_digest[frame.photograph.digest]
        same_words = by_alt[frame.alt.text] if frame.alt else []
        return dataclasses.replace(frame, advice=tuple(_advice(frame, same_picture, same_words)))

    return tuple(
        dataclasses.replace(group, frames=tuple(with_advice(frame) for frame in group.frames)) for group in groups
    )


def _advice(frame: Frame, same_picture: Sequence[_Placed], same_words: Sequence[_Placed]) -> Iterator[Advice]:
    photograph = frame.photograph
    if frame.use == "gallery" and frame.alt is None:
        yield Advice("no-alt")
    if frame.use != "poster" and frame.credit is None:
        yield Advice("uncredited")
    is_raster = photograph.texture != "vector"
    if frame.use != "poster" and is_raster and max(photograph.width_px, photograph.height_px) < LEAST_SIDE_PX:
        yield Advice("small")
    yield from _met_elsewhere("repeated", frame, same_picture)
    yield from _met_elsewhere(
        "same-alt", frame, (one for one in same_words if one[1].photograph.digest != photograph.digest)
    )


def _met_elsewhere(mark: Mark, frame: Frame, met: Iterable[_Placed]) -> Iterator[Advice]:
    """Give the advice that names the other frames, where there are any."""
    others = (f"{title} · {one.place}" for title, one in met if one.number != frame.number)
    if places := tuple(islice(others, _PLACES)):
        yield Advice(mark, places, has_more=next(others, None) is not None)
