"""Pictures as pages show them: an entry's lead, its gallery, and pictures in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from jiangxin.images.pyramid import TILE_PX, scales
from jiangxin.model.entry import Entry, Image, Sitter
from jiangxin.model.picture import Derivative, Photograph
from jiangxin.model.text import Phrase
from jiangxin.pages.parts import Download, Link, Picture, PictureSource, Zoom
from jiangxin.pages.sheet import Sheet

_MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}
_FALLBACKS = ("jpeg", "png", "svg")
_MOVING = ("gif", "webp", "png")  # what browsers play, and what can be freed of its metadata without loss
_MOVING_MAX_BYTES = 3_000_000


def lead_of(sheet: Sheet, entry: Entry, size: str = "card") -> Picture | None:
    """Give the picture that stands for an entry, without a number; None where it has no photograph."""
    if not entry.images:
        return None
    images = _with_lead_first(entry)
    return next((shown for image in images if (shown := picture_of(sheet, entry, image, size))), None)


def pictures_of(sheet: Sheet, entry: Entry) -> tuple[Picture | None, tuple[Picture, ...]]:
    """Give an entry's lead picture and the rest of its gallery, numbered through from the lead."""
    there = [image for image in _with_lead_first(entry) if sheet.edition.darkroom.photograph(entry, image.file)]
    shown = [
        made
        for place, image in enumerate(there)
        if (
            made := picture_of(
                sheet,
                entry,
                image,
                "plate" if place else "lead",
                place + 1,
                circled(place + 1) if len(there) > 1 else "",
            )
        )
    ]
    return (shown[0], tuple(shown[1:])) if shown else (None, ())


def picture_of(
    sheet: Sheet,
    entry: Entry,
    image: Image,
    size: str,
    place: int = 1,
    number: str = "",
) -> Picture | None:
    """Give one picture of an entry at a named size, or None where its photograph is missing.

    What the editor wrote of its maker and its rights comes before what the file says.
    """
    darkroom = sheet.edition.darkroom
    photograph = darkroom.photograph(entry, image.file)
    derivatives = darkroom.derivatives(photograph, size) if photograph else ()
    if photograph is None or not derivatives:
        return None
    fallback = largest_fallback(derivatives)
    return Picture(
        id=f"ph-{place}",
        number=number,
        sources=sources_of(sheet, derivatives),
        src=sheet.asset(fallback.path),
        full=sheet.asset(fallback.path),
        width_px=fallback.width_px,
        height_px=fallback.height_px,
        sizes=darkroom.sizes_attribute(size),
        alt=sheet.phrase(image.alt) or Phrase("", sheet.lang),
        caption=sheet.phrase(image.caption),
        credit=image.credit or photograph.creator,
        rights=image.rights or photograph.rights,
        licence=photograph.licence,
        colour="" if photograph.has_alpha else photograph.colour,
        focus=image.focus or photograph.focus,
        people=tuple(link for sitter in image.people if (link := _sitter(sheet, sitter))),
        is_illustration=image.illustration,
        download=_original(sheet, photograph) if image.download else None,
        animation=_original(sheet, photograph) if _can_move(photograph) else None,
        zoom=_zoom(sheet, photograph) if image.zoom and photograph.texture != "vector" else None,
    )


def file_size(size_bytes: int) -> str:
    """Give the size of a file as visitors read it: `340 kB`, `1.2 MB`."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"


def _sitter(sheet: Sheet, sitter: Sitter) -> Link | None:
    """Give the link to someone in a picture; its note says where they stand."""
    link = sheet.link(sitter.id)
    position = sheet.phrase(sitter.position)
    return replace(link, note=position.text, note_lang=position.lang) if link and position else link


def _original(sheet: Sheet, photograph: Photograph) -> Download:
    original = sheet.edition.darkroom.original(photograph)
    return Download(sheet.asset(original.path), photograph.format.upper(), file_size(photograph.file_bytes))


def _can_move(photograph: Photograph) -> bool:
    """Tell whether a moving picture may be published beside its first frame."""
    is_light = photograph.file_bytes <= _MOVING_MAX_BYTES
    return photograph.is_animated and photograph.format in _MOVING and is_light


def _zoom(sheet: Sheet, photograph: Photograph) -> Zoom:
    tiles = sheet.edition.darkroom.tile_set(photograph)
    return Zoom(
        folder=sheet.asset(tiles.path),
        info=sheet.asset(f"{tiles.path}/info.json"),
        width_px=tiles.width_px,
        height_px=tiles.height_px,
        tile_px=TILE_PX,
        scales=scales(tiles.width_px, tiles.height_px),
    )


def sources_of(sheet: Sheet, derivatives: Iterable[Derivative]) -> tuple[PictureSource, ...]:
    """Give a `<source>` for every modern format; the fallback is the picture's own `src`."""
    modern = (made for made in derivatives if made.format not in _FALLBACKS)
    ordered = sorted(modern, key=lambda made: (made.format, made.width_px))
    return tuple(
        PictureSource(_MEDIA_TYPES[form], ", ".join(f"{sheet.asset(made.path)} {made.width_px}w" for made in group))
        for form, group in groupby(ordered, key=lambda made: made.format)
    )


def largest_fallback(derivatives: Iterable[Derivative]) -> Derivative:
    """Give the largest file that every browser can show; where there is none, the largest of all."""
    return max(derivatives, key=lambda made: (made.format in _FALLBACKS, made.width_px))


def circled(number: int) -> str:
    """Give ① to ㊿; beyond, the plain number."""
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(code + number - first)
    return str(number)


def _with_lead_first(entry: Entry) -> list[Image]:
    lead = entry.lead
    return [image for image in (lead, *(image for image in entry.images if image is not lead)) if image is not None]
