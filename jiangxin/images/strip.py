"""An original file → the same pixels, bit for bit, without what the camera and its owner wrote into it.

The file is taken apart into its blocks, and only those are kept that a decoder
needs for the right pixels in the right colours. What remains besides is the
orientation and the credit, in a block of our own: no program shows the picture
another way than before. What follows a picture's end (a second picture, a film,
anything) goes.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from jiangxin.images.errors import PictureError
from jiangxin.images.reading.credit import credit_of, exif_block
from jiangxin.images.reading.source import opened, turn_of

# Markers of JPEG.
_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
_WITHOUT_LENGTH = (0x00, 0x01, *range(0xD0, 0xD8))
_CODING = (*range(0xC0, 0xD0), _SOS, 0xDB, 0xDC, 0xDD)  # frames, tables, scans
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JFIF_WITHOUT_THUMBNAIL = 12
_ADOBE_BYTES = 12

_PNG_KEPT = (
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"pHYs"),
    *(b"acTL", b"fcTL", b"fdAT"),  # animation
    *(b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI"),  # colour
)
_WEBP_KEPT = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_WEBP_FRAME_HEAD_BYTES = 16
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # flags of VP8X
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def strip(data: bytes) -> bytes:
    """Give a JPEG, PNG, GIF or WebP file with the same pixels and nothing of its maker but the credit.

    An MPO becomes the JPEG that is its first picture. Raises PictureError:
    `picture.no-original` for another format, `picture.unreadable` for a damaged
    file, and what `opened` raises.
    """
    with opened(data) as picture:
        kind = picture.format or ""
        if kind == "PNG":
            picture.load()  # what it tells may follow the pixels
        block = exif_block(credit_of(picture), turn_of(picture))
    try:
        if kind in ("JPEG", "MPO"):
            return _jpeg(data, block)
        if kind == "PNG":
            return _png(data, block)
        if kind == "WEBP":
            return _webp(data, block)
        if kind == "GIF":
            return _gif(data)
    except IndexError as error:  # it ends within a block
        raise PictureError("picture.unreadable") from error
    raise PictureError("picture.no-original", format=kind)


def _jpeg(data: bytes, block: bytes) -> bytes:
    parts = [_segment(_APP1, block)] if block else []
    for marker, content, scan in _segments(data):
        if marker == _APP0 and content.startswith(b"JFIF\0"):
            parts.insert(0, _segment(marker, content[:_JFIF_WITHOUT_THUMBNAIL].ljust(14, b"\0")))
        elif marker == _APP14 and content.startswith(b"Adobe"):
            parts.append(_segment(marker, content[:_ADOBE_BYTES]))
        elif marker in _CODING or (marker == _APP2 and content.startswith(b"ICC_PROFILE\0")):
            parts.append(_segment(marker, content) + scan)
    return b"".join((b"\xff\xd8", *parts, b"\xff\xd9"))


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Give every segment up to the picture's end: marker, content, and the scan that follows it."""
    at = 2
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise PictureError("picture.unreadable")
        marker = data[at + 1]
        at += 1 if marker == 0xFF else 2
        if marker == _EOI:
            return
        if marker == 0xFF or marker in _WITHOUT_LENGTH:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        if marker == _SOI or length < 2 or at + length > len(data):
            raise PictureError("picture.unreadable")
        content, at = data[at + 2 : at + length], at + length
        scan_end = _SCAN_END.search(data, at) if marker == _SOS else None
        if marker == _SOS and scan_end is None:
            raise PictureError("picture.unreadable")
        start, at = at, scan_end.start() if scan_end else at
        yield marker, content, data[start:at]


def _png(data: bytes, block: bytes) -> bytes:
    parts = [data[:8]]
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + length]
        chunk = _chunk(kind, content)
        if data[at : at + 12 + length] != chunk:  # cut off, or its sum is wrong
            raise PictureError("picture.unreadable")
        if kind == b"IDAT" and block:
            parts.append(_chunk(b"eXIf", block.removeprefix(b"Exif\0\0")))
            block = b""
        if kind in _PNG_KEPT:
            parts.append(chunk)
        at += 12 + length
    return b"".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _webp(data: bytes, block: bytes) -> bytes:
    end = int.from_bytes(data[4:8], "little") + 8
    chunks = [(kind, content) for kind, content in _riff_chunks(data[12:end]) if kind in _WEBP_KEPT]
    is_extended = bool(chunks) and chunks[0][0] == b"VP8X"
    parts = []
    for kind, content in chunks:
        if kind == b"VP8X":
            flags = content[0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if block else 0)
            content = bytes([flags]) + content[1:10]
        elif kind == b"ANMF":
            inner = _riff_chunks(content[_WEBP_FRAME_HEAD_BYTES:])
            kept = (_riff_chunk(*each) for each in inner if each[0] in _WEBP_KEPT)
            content = content[:_WEBP_FRAME_HEAD_BYTES] + b"".join(kept)
        parts.append(_riff_chunk(kind, content))
    if block and is_extended:
        parts.append(_riff_chunk(b"EXIF", block.removeprefix(b"Exif\0\0")))
    return _riff_chunk(b"RIFF", b"WEBP" + b"".join(parts))


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + length > len(data):
            raise PictureError("picture.unreadable")
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _riff_chunk(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _gif(data: bytes) -> bytes:
    at = 13 + _table_bytes(data[10])
    parts = [data[:at]]
    while at < len(data) and data[at : at + 1] != b";":  # many end without their end mark
        start = at
        if data[start : start + 1] == b",":
            at = _after_blocks(data, start + 11 + _table_bytes(data[start + 9]))
            parts.append(data[start:at])
        elif data[start : start + 1] == b"!":
            at = _after_blocks(data, start + 2)
            parts.append(_gif_extension(data[start:at]))
        else:
            at += 1  # a stray byte, over which decoders pass
    return b"".join((*parts, b";"))


def _gif_extension(extension: bytes) -> bytes:
    """Give the part of an extension that times, clears or repeats frames, or b""."""
    if extension.startswith(b"!\xf9\x04"):
        return extension[:7] + b"\0"
    if extension.startswith(b"!\xff\x0b") and extension[3:14] in _GIF_LOOPS and extension[14:16] == b"\x03\x01":
        return extension[:18] + b"\0"
    return b""


def _table_bytes(flags: int) -> int:
    """Give the size of the colour table that follows a head with these flags."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    """Give where a chain of blocks ends: each begins with its length, the last is empty."""
    while data[at]:
        at += 1 + data[at]
    return at + 1
