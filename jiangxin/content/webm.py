"""WebM: size, duration, and tags that tell of a place (Matroska, RFC 9559).

The file is a tree of elements: an identifier and a length, both of a length of
their own, then the content. The film lies in clusters, which are passed over.
Where the tags name a place, all of them are made `Void`, an element that every
player passes over, of the same length.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from jiangxin.content.recording_file import MAX_READ_BYTES, RecordingError, RecordingFile
from jiangxin.model.frozen import frozen
from jiangxin.model.media import Blank, Header

EBML_MARK = b"\x1a\x45\xdf\xa3"

_DOC_TYPE = 0x4282
_SEGMENT = 0x18538067
_INFO, _TIMESTAMP_SCALE, _DURATION = 0x1549A966, 0x2AD7B1, 0x4489
_TRACKS, _TRACK, _VIDEO = 0x1654AE6B, 0xAE, 0xE0
_PIXEL_WIDTH, _PIXEL_HEIGHT = 0xB0, 0xBA
_DISPLAY_WIDTH, _DISPLAY_HEIGHT, _DISPLAY_UNIT = 0x54B0, 0x54BA, 0x54B2
_TAGS = 0x1254C367
_VOID = 0xEC
_SCALE_NS = 1_000_000  # of a timestamp, where the file names none


@frozen
class _Element:
    id: int
    start: int
    body: int
    end: int
    is_endless: bool  # of a live recording, which did not yet know its length


def read_webm(file: RecordingFile) -> Header:
    """Read the header of a WebM file.

    Raises RecordingError: `media.truncated`, `media.unreadable`, `media.format` (another kind of Matroska).
    """
    top = _elements(file, 0, file.size)
    head = next(top)
    kind = next((_text(file, each) for each in _elements(file, head.body, head.end) if each.id == _DOC_TYPE), "")
    if kind != "webm":
        raise RecordingError("media.format", "Matroska (MKV)" if kind == "matroska" else kind)
    segment = next((each for each in top if each.id == _SEGMENT), None)
    if segment is None:
        raise RecordingError("media.truncated")
    duration_ms, width_px, height_px = 0, 0, 0
    blanks: list[Blank] = []
    for each in _elements(file, segment.body, segment.end):
        if each.id == _INFO:
            duration_ms = _duration_ms(file, each)
        elif each.id == _TRACKS:
            width_px, height_px = _shown_size(file, each)
        elif each.id == _TAGS and _tells_place(file, each):
            blanks.append(_blank(each))
        elif each.is_endless:
            break
    return Header("webm", duration_ms, width_px, height_px, blanks=tuple(blanks))


def _duration_ms(file: RecordingFile, info: _Element) -> int:
    scale_ns, duration = _SCALE_NS, 0.0
    for each in _elements(file, info.body, info.end):
        if each.id == _TIMESTAMP_SCALE:
            scale_ns = _number(file, each)
        elif each.id == _DURATION and each.end - each.body in (4, 8):
            raw = file.at(each.body, each.end - each.body)
            duration = struct.unpack(">f" if len(raw) == 4 else ">d", raw)[0]
    milliseconds = duration * scale_ns / 1_000_000
    return int(milliseconds) if 0 < milliseconds < 1e12 else 0  # neither infinite nor no number


def _shown_size(file: RecordingFile, tracks: _Element) -> tuple[int, int]:
    for track in _elements(file, tracks.body, tracks.end):
        for each in _elements(file, track.body, track.end) if track.id == _TRACK else ():
            if each.id == _VIDEO:
                facts = {one.id: _number(file, one) for one in _elements(file, each.body, each.end) if _is_short(one)}
                coded = facts.get(_PIXEL_WIDTH, 0), facts.get(_PIXEL_HEIGHT, 0)
                shown = facts.get(_DISPLAY_WIDTH, 0), facts.get(_DISPLAY_HEIGHT, 0)
                return shown if all(shown) and not facts.get(_DISPLAY_UNIT) else coded
    return 0, 0


def _tells_place(file: RecordingFile, tags: _Element) -> bool:
    """Search the tags for one that names a place; tags too long to be searched are taken for such."""
    length = tags.end - tags.body
    if length > MAX_READ_BYTES:
        return True
    words = file.at(tags.body, length).upper()
    return b"LOCATION" in words or b"GPS" in words or b"LATITUDE" in words


def _blank(element: _Element) -> Blank:
    """Name an element to be passed over: a `Void` whose length takes eight bytes."""
    length = element.end - element.start - 9
    if length < 0:
        raise RecordingError("media.unreadable")
    return Blank(element.start, bytes((_VOID, 1)) + length.to_bytes(7, "big"), length)


def _elements(file: RecordingFile, start: int, end: int) -> Iterator[_Element]:
    """Give the elements between two places of the file, in order."""
    while start < end:
        id_length = 9 - file.number(start, 1).bit_length()
        if id_length > 4:
            raise RecordingError("media.unreadable")
        at = start + id_length
        size_length = 9 - file.number(at, 1).bit_length()
        if size_length > 8:
            raise RecordingError("media.unreadable")
        body = at + size_length
        size = file.number(at, size_length) - (1 << 7 * size_length)
        is_endless = size == (1 << 7 * size_length) - 1
        if not is_endless and body + size > end:
            raise RecordingError("media.truncated" if end == file.size else "media.unreadable")
        element = _Element(file.number(start, id_length), start, body, end if is_endless else body + size, is_endless)
        yield element
        start = element.end


def _is_short(element: _Element) -> bool:
    return element.end - element.body <= 8


def _number(file: RecordingFile, element: _Element) -> int:
    return file.number(element.body, min(element.end - element.body, 8))


def _text(file: RecordingFile, element: _Element) -> str:
    return file.at(element.body, min(element.end - element.body, 20)).decode("latin-1").rstrip("\0")
