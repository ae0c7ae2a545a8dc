"""Library → contact sheet: each entry's pictures with all that is known of them.

It takes a library as it was read, problems and all: a picture that is missing or
broken is told of elsewhere and has no frame. Drafts are shown, since their
pictures are still to be chosen; who withdrew is not.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from jiangxin.contact.advice import advised
from jiangxin.contact.views import ContactSheet, Focus, Frame, Group, Said, Use
from jiangxin.curation.check_pictures import unused
from jiangxin.curation.check_relations import body_path
from jiangxin.curation.curate import curators_order
from jiangxin.images.derivative import plan_derivatives
from jiangxin.model.entry import EVERY_KIND, Entry, Image, Ref
from jiangxin.model.library import Library
from jiangxin.model.people import Craftsman
from jiangxin.model.picture import Derivative, Photograph, PictureSize
from jiangxin.model.text import Phrase, Text

THUMBNAIL = PictureSize("contact", (480,), "")  # a width that sites are made of too, and so most often in the cache

_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".avif", ".heic", ".heif", ".bmp", ".svg")
_FOCUS = re.compile(r"(\d{1,3}(?:\.\d+)?)% (\d{1,3}(?:\.\d+)?)%")
_MAX_PERCENT = 100.0

_Shown = tuple[Use, str, str]  # how it is shown, path under content/, place that says so


def contact_sheet(library: Library, lang: str) -> ContactSheet:
    """Give the contact sheet of a library, its words in `lang` (BCP 47) where they are written in it."""
    numbers = count(1)
    in_text = _pictures_in_text(library)
    groups = []
    for entry in sorted((one for one in library.entries if not _is_withdrawn(one)), key=_in_the_sites_order):
        frames = tuple(_frames(library.photographs, entry, in_text[entry.ref], lang, numbers))
        if frames:
            title = _phrase(entry.title, lang) or Phrase(entry.id, lang)
            line = min(entry.lines.values(), default=1)
            groups.append(Group(entry.kind_name, title, f"content/{entry.path}:{line}", frames))
    title = _phrase(library.settings.title, lang) or Phrase("", lang)
    return ContactSheet(title, advised(groups), tuple(_unused_pictures(library)))


def thumbnail_of(photograph: Photograph) -> Derivative:
    """Give the small file that stands for a photograph on the sheet: its narrowest modern one."""
    return plan_derivatives(photograph, THUMBNAIL)[0]


def _in_the_sites_order(entry: Entry) -> tuple[int, bool, float]:
    """Order by kind, then as lists do."""
    return (EVERY_KIND.index(entry.kind_name), *curators_order(entry))


def _is_withdrawn(entry: Entry) -> bool:
    return isinstance(entry, Craftsman) and entry.withdrawn


def _frames(
    photographs: Mapping[str, Photograph],
    entry: Entry,
    in_text: Iterable[_Shown],
    lang: str,
    numbers: Iterator[int],
) -> Iterator[Frame]:
    """Give the frames of an entry: its gallery as it was written, its text, its films."""
    shown = set()
    for index, image in enumerate(entry.images):
        photograph = photographs.get(_beside(entry, image.file))
        if photograph:
            shown.add(photograph.path)
            yield _gallery_frame(entry, index, image, photograph, lang, next(numbers))
    for use, path, place in (*in_text, *_posters(entry)):
        photograph = photographs.get(path)
        if photograph and path not in shown:
            shown.add(path)
            yield _other_frame(use, place, photograph, next(numbers))


def _gallery_frame(entry: Entry, index: int, image: Image, photograph: Photograph, lang: str, number: int) -> Frame:
    return Frame(
        number=number,
        use="gallery",
        place=_place(entry, f"images[{index}].focus" if image.focus else f"images[{index}]"),
        photograph=photograph,
        thumbnail=thumbnail_of(photograph),
        focus=_focus(image.focus, is_chosen=True) or _focus(photograph.focus, is_chosen=False),
        alt=_phrase(image.alt, lang),
        caption=_phrase(image.caption, lang),
        credit=_said(image.credit, photograph.creator),
        rights=_said(image.rights, photograph.rights or photograph.licence),
        is_lead=image is entry.lead,
        has_zoom=image.zoom,
        has_download=image.download,
    )


def _other_frame(use: Use, place: str, photograph: Photograph, number: int) -> Frame:
    return Frame(
        number=number,
        use=use,
        place=place,
        photograph=photograph,
        thumbnail=thumbnail_of(photograph),
        focus=None,
        alt=None,
        caption=None,
        credit=_said(None, photograph.creator),
        rights=_said(None, photograph.rights or photograph.licence),
    )


def _pictures_in_text(library: Library) -> Mapping[Ref, list[_Shown]]:
    entries = {entry.ref: entry for entry in library.entries}
    found: dict[Ref, list[_Shown]] = defaultdict(list)
    for (ref, lang), prose in library.prose.items():
        for link in prose.links:
            if link.is_picture and ref in entries:
                place = f"{body_path(entries[ref], lang, library)}:{link.line}"
                found[ref].append(("text", _beside(entries[ref], link.target), place))
    return found


def _posters(entry: Entry) -> Iterator[_Shown]:
    for index, medium in enumerate(entry.media):
        yield "poster", _beside(entry, medium.poster), _place(entry, f"media[{index}].poster")


def _unused_pictures(library: Library) -> Iterator[str]:
    for problem in unused(library):
        if problem.path.lower().endswith(_ENDINGS):
            yield problem.path.removeprefix("content/")


def _beside(entry: Entry, name: str | None) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), name or ""))


def _place(entry: Entry, field: str) -> str:
    return f"content/{entry.path}:{entry.line_of(field)}"


def _phrase(text: Text | None, lang: str) -> Phrase | None:
    return text.in_language(lang) if text is not None else None


def _said(by_editor: str | None, by_file: str) -> Said | None:
    if by_editor:
        return Said(by_editor)
    return Said(by_file, is_of_file=True) if by_file else None


def _focus(written: str | None, *, is_chosen: bool) -> Focus | None:
    """Give the focus as numbers; None where `written` is none."""
    found = _FOCUS.fullmatch(written or "")
    if not found:
        return None
    x, y = (min(float(part), _MAX_PERCENT) for part in found.groups())
    return Focus(x, y, is_chosen)
