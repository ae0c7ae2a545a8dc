"""What cameras and programs write into a picture beside its pixels, each word of it marked so that it is found again.

Every text holds `SECRET`, every number is one of `NUMBERS`; `traces_in` finds
both in the bytes of any file.
"""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

MARK = "SECRET"
NUMBERS = (987654321, 876543219)  # of the place
CREATOR, RIGHTS = "Li Li", "(c) Museum"  # the only words that may stay

_ASCII, _SHORT, _LONG, _RATIONAL, _UNDEFINED, _BYTE = 2, 3, 4, 5, 7, 1
_SIZES = {_ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8, _UNDEFINED: 1, _BYTE: 1}
Field = tuple[int, int, bytes]  # tag, type, value


def traces_in(data: bytes) -> list[str]:
    """Give every mark that stands in `data`, in whatever encoding."""
    marks = {f"{MARK} {name}": MARK.encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be")}
    marks |= {f"{number} {order}": struct.pack(f"{order}I", number) for number in NUMBERS for order in "<>"}
    return [name for name, mark in marks.items() if mark in data]


def directory(fields: list[Field], at: int, following: int = 0) -> bytes:
    """Write a directory of TIFF or EXIF that stands at byte `at`, with its values behind it."""
    head, values = struct.pack("<H", len(fields)), b""
    start = at + 2 + 12 * len(fields) + 4
    for tag, kind, value in fields:
        where = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack("<I", start + len(values))
        if len(value) > 4:
            values += value + bytes(len(value) % 2)
        head += struct.pack("<2HI", tag, kind, len(value) // _SIZES[kind]) + where
    return head + struct.pack("<I", following) + values


def exif(orientation: int = 1) -> bytes:
    """Write all that a camera does: maker, serial number, owner, place, its own notes, and a thumbnail with its own."""
    camera: list[Field] = [
        (0x9003, _ASCII, b"2024:10:17 SECRET\0"),
        (0x927C, _UNDEFINED, b"MAKER SECRET note\0"),
        (0x9286, _UNDEFINED, b"UNICODE\0" + "SECRET comment".encode("utf-16-le")),
        (0xA430, _ASCII, b"SECRET owner\0"),
        (0xA431, _ASCII, b"SECRET serial\0"),
    ]
    place: list[Field] = [
        (1, _ASCII, b"N\0"),
        (2, _RATIONAL, struct.pack("<6I", 22, 1, 16, 1, NUMBERS[0], 1)),
        (3, _ASCII, b"E\0"),
        (4, _RATIONAL, struct.pack("<6I", 114, 1, 9, 1, NUMBERS[1], 1)),
        (29, _ASCII, b"SECRET day\0"),
    ]
    buffer = io.BytesIO()
    Image.new("RGB", (16, 12), "teal").save(buffer, "JPEG", comment=b"SECRET thumbnail")
    small = buffer.getvalue()

    def first(camera_at: int, place_at: int) -> list[Field]:
        return [
            (0x010F, _ASCII, b"SECRET maker\0"),
            (0x0112, _SHORT, struct.pack("<H", orientation)),
            (0x0131, _ASCII, b"SECRET software\0"),
            (0x013B, _ASCII, CREATOR.encode() + b"\0"),
            (0x8298, _ASCII, RIGHTS.encode() + b"\0"),
            (0x8769, _LONG, struct.pack("<I", camera_at)),
            (0x8825, _LONG, struct.pack("<I", place_at)),
            (0x9C9C, _BYTE, "SECRET words".encode("utf-16-le")),
        ]

    camera_at = 8 + len(directory(first(0, 0), 8))
    place_at = camera_at + len(directory(camera, camera_at))
    small_at = place_at + len(directory(place, place_at))

    def second(at: int) -> bytes:
        values = ((0x0103, _SHORT, 6, "<H"), (0x0201, _LONG, at, "<I"), (0x0202, _LONG, len(small), "<I"))
        return directory([(tag, kind, struct.pack(form, value)) for tag, kind, value, form in values], small_at)

    body = directory(first(camera_at, place_at), 8, small_at) + directory(camera, camera_at)
    body += directory(place, place_at) + second(small_at + len(second(0))) + small
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + body


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="SECRET latitude"'
    b' xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="SECRET number"'
    b' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="SECRET city"/></rdf:RDF></x:xmpmeta>'
)


def jpeg(data: bytes) -> bytes:
    """Put into a JPEG what APP segments and comments can hold, and something behind its end."""
    sets = b"".join(
        struct.pack(">3BH", 0x1C, 2, number, len(word)) + word
        for number, word in ((90, b"SECRET city"), (120, b"SECRET caption"), (25, b"SECRET keyword"))
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(sets)) + sets + bytes(len(sets) % 2)
    segments = (
        (0xE1, exif()),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0SECRET extension"),
        (0xED, b"Photoshop 3.0\0" + resource),
        (0xE0, b"JFXX\0\x10SECRET thumbnail"),
        (0xEC, b"Ducky SECRET"),
        (0xFE, b"SECRET comment"),
    )
    inside = b"".join(struct.pack(">2BH", 0xFF, marker, len(each) + 2) + each for marker, each in segments)
    return data[:2] + inside + data[2:] + b"SECRET behind"


def png(data: bytes) -> bytes:
    """Put every kind of text chunk, the time and EXIF into a PNG, before its pixels and behind them."""
    early = (
        png_chunk(b"tEXt", b"Comment\0SECRET text")
        + png_chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"SECRET profile"))
        + png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
        + png_chunk(b"eXIf", exif().removeprefix(b"Exif\0\0"))
    )
    late = png_chunk(b"tEXt", b"Software\0SECRET program") + png_chunk(b"prVt", b"SECRET own")
    return data[:33] + early + data[33:-12] + late + data[-12:] + b"SECRET behind"


def gif(data: bytes) -> bytes:
    """Put XMP and a comment into a GIF that has a colour table."""
    head = 13 + (3 << (data[10] & 7) + 1)
    trailer = bytes((1, *range(255, -1, -1), 0))  # ends the packet for those that count blocks
    own = b"!\xff\x0bXMP DataXMP" + XMP + trailer + b"!\xfe\x0eSECRET comment\0"
    return data[:head] + own + data[head:] + b"SECRET behind"


def webp(data: bytes) -> bytes:
    """Put a chunk that nobody knows into a WebP."""
    own = b"OWN " + struct.pack("<I", 10) + b"SECRET own"
    return b"RIFF" + struct.pack("<I", len(data) - 8 + len(own)) + data[8:] + own


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """Write a chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
