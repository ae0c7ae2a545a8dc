"""Pictures as pages show them: an entry's lead, its gallery, and pictures in a text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from jiangxin.model.entry import Entry, Image
from jiangxin.model.picture import Derivative, Photograph
from jiangxin.model.text import Phrase
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import Picture, PictureSource

_MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}
_FALLBACKS = ("jpeg", "png")


def lead_of(sheet: Sheet, entry: Entry, size: str = "card") -> Picture | None:
    """Give the picture that stands for an entry, without a number; None where it has no photograph."""
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
    """Give one picture of an entry at a named size, or None where its photograph is missing."""
    photograph = sheet.edition.darkroom.photograph(entry, image.file)
    derivatives = sheet.edition.darkroom.derivatives(photograph, size) if photograph else ()
    if photograph is None or not derivatives:
        return None
    fallback = largest_fallback(derivatives)
    return Picture(
        id=f"ph-{place}",
        number=number,
        sources=sources_of(sheet, derivatives),
        src=sheet.asset(fallback.path),
        full=sheet.asset(fallback.path if size == "card" else _largest_on_offer(sheet, photograph).path),
        width_px=fallback.width_px,
        height_px=fallback.height_px,
        sizes=sheet.edition.darkroom.sizes_attribute(size),
        alt=sheet.phrase(image.alt) or Phrase("", sheet.lang),
        caption=sheet.phrase(image.caption),
        credit=image.credit or "",
        rights=image.rights or "",
        colour=photograph.colour,
        focus=image.focus or "",
        people=sheet.links(image.people),
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


def _largest_on_offer(sheet: Sheet, photograph: Photograph) -> Derivative:
    return largest_fallback(sheet.edition.darkroom.derivatives(photograph, "plate"))


def _with_lead_first(entry: Entry) -> list[Image]:
    lead = entry.lead
    return [image for image in (lead, *(image for image in entry.images if image is not lead)) if image is not None]
