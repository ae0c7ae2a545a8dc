"""A picture → who made it, whose it is and under which licence; and back into a derivative.

Photographers write it where their programs let them: IPTC first, XMP next, EXIF
last. All three are a stranger's text in unsure encodings, so it comes out as one
plain line. Nothing else is ever taken from these blocks: the same ones say where
the photograph was taken and with which camera.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, TiffImagePlugin
from PIL.JpegImagePlugin import JpegImageFile

_MAX_CHARACTERS = 300
_MAX_XMP_BYTES = 1_000_000
_ARTIST, _COPYRIGHT = 0x013B, 0x8298  # in the order that EXIF wants
_TIFF_IPTC = 33723
_PHOTOSHOP_IPTC = 0x0404
_IPTC_CREATOR, _IPTC_RIGHTS, _IPTC_CHARACTERS = (2, 80), (2, 116), (1, 90)
_JOINERS = "\u200c\u200d"  # some scripts cannot be written without them

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_XMP_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_XMP_FIELDS = {
    f"{_DC} creator": "creator",
    f"{_DC} rights": "rights",
    f"{_XMP_RIGHTS} WebStatement": "licence",
    "http://creativecommons.org/ns# license": "licence",
    "http://web.resource.org/cc/ license": "licence",
}


@dataclass(frozen=True, slots=True)
class Credit:
    """Who made a picture, whose it is, and the http(s) address of its licence; "" where the file does not say."""

    creator: str = ""
    rights: str = ""
    licence: str = ""


def credit_of(picture: Image.Image) -> Credit:
    """Read the credit of an opened picture; of a PNG it may be known after decoding only. Raises nothing."""
    found = [_from_iptc(_iptc_of(picture)), _from_xmp(picture.info.get("xmp")), _from_exif(picture)]
    return Credit(
        creator=next((each.creator for each in found if each.creator), ""),
        rights=next((each.rights for each in found if each.rights), ""),
        licence=next((each.licence for each in found if each.licence), ""),
    )


def credit_blocks(credit: Credit) -> tuple[bytes, bytes]:
    """Give the EXIF block (artist, copyright) and the XMP packet to embed; b"" where there is nothing to say.

    The packet is made for the licence only, which EXIF has no place for.
    """
    return exif_block(credit), _xmp_packet(credit) if credit.licence else b""


def exif_block(credit: Credit, turn: int = 1) -> bytes:
    """Write the least EXIF block: orientation (if not 1), artist, copyright; b"" where there is none of them.

    The texts are UTF-8, of which Pillow's own writer makes "?".
    """
    entries = [(0x0112, 3, 1, struct.pack("<H", turn))] if turn != 1 else []
    for tag, text in ((_ARTIST, credit.creator), (_COPYRIGHT, credit.rights)):
        if text:
            value = text.encode() + b"\0"
            entries.append((tag, 2, len(value), value))
    if not entries:
        return b""
    at = 8 + 2 + 12 * len(entries) + 4
    directory, values = b"", b""
    for tag, kind, count, value in entries:
        where = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack("<I", at + len(values))
        if len(value) > 4:
            values += value + b"\0" * (len(value) % 2)
        directory += struct.pack("<HHI", tag, kind, count) + where
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(entries)) + directory + b"\0\0\0\0" + values


def _xmp_packet(credit: Credit) -> bytes:
    creator = f"<dc:creator><rdf:Seq><rdf:li>{escape(credit.creator)}</rdf:li></rdf:Seq></dc:creator>"
    rights = f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{escape(credit.rights)}</rdf:li></rdf:Alt></dc:rights>'
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'<rdf:Description rdf:about="" xmlns:dc="{_DC}" xmlns:xmpRights="{_XMP_RIGHTS}"'
        f" xmpRights:WebStatement={quoteattr(credit.licence)}>"
        f"{creator if credit.creator else ''}{rights if credit.rights else ''}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _iptc_of(picture: Image.Image) -> bytes:
    if isinstance(picture, JpegImageFile):
        resources = picture.info.get("photoshop")
        block = resources.get(_PHOTOSHOP_IPTC) if isinstance(resources, dict) else None
    elif isinstance(picture, TiffImagePlugin.TiffImageFile):
        block = picture.tag_v2.get(_TIFF_IPTC)
    else:
        block = None
    return block if isinstance(block, bytes) else b""


def _from_iptc(block: bytes) -> Credit:
    found: dict[tuple[int, int], list[bytes]] = {}
    for name, value in _datasets(block):
        found.setdefault(name, []).append(value)
    is_utf8 = found.get(_IPTC_CHARACTERS, [b""])[0] == b"\x1b%G"
    return Credit(
        creator=_line(", ".join(_decoded(each, is_utf8) for each in found.get(_IPTC_CREATOR, []))),
        rights=_line(_decoded(b" ".join(found.get(_IPTC_RIGHTS, [])), is_utf8)),
    )


def _datasets(block: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Give the data sets of an IPTC-IIM block: a mark, record, number, length, value, and again."""
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C:
        length = int.from_bytes(block[at + 3 : at + 5], "big")
        if length & 0x8000:  # the length of a length: for values that no line of text has
            return
        yield (block[at + 1], block[at + 2]), block[at + 5 : at + 5 + length]
        at += 5 + length


def _from_exif(picture: Image.Image) -> Credit:
    """Take Pillow's strings back to their bytes: it reads them as Latin-1, cameras and programs write anything."""
    try:
        exif = picture.getexif()
        artist, rights = exif.get(_ARTIST), exif.get(_COPYRIGHT)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, struct.error):
        return Credit()  # a broken block says nothing
    return Credit(creator=_line(_decoded(_as_written(artist))), rights=_line(_decoded(_as_written(rights))))


def _as_written(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return value.encode("latin-1", "ignore") if isinstance(value, str) else b""


def _decoded(text: bytes, is_utf8: bool = False) -> str:
    """Read text of an unknown encoding: UTF-8 cannot be met by chance, GB18030 hardly, Latin-1 is what remains."""
    if is_utf8:
        return text.decode("utf-8", "ignore")
    for encoding in ("utf-8", "gb18030"):
        try:
            return text.decode(encoding)
        except UnicodeDecodeError:
            continue
    return text.decode("latin-1")


def _line(text: str) -> str:
    """Make one plain line of at most 300 characters: no controls, nothing that turns the writing round."""
    spaced = (" " if unicodedata.category(each) in ("Cc", "Zl", "Zp") else each for each in text)
    return " ".join("".join(filter(_is_shown, spaced)).split())[:_MAX_CHARACTERS].strip()


def _is_shown(character: str) -> bool:
    if unicodedata.category(character) in ("Cf", "Cs"):
        return character in _JOINERS
    return ord(character) & 0xFFFE != 0xFFFE  # no character at all, and no XML may hold it


def _address(text: str) -> str:
    """Give an http(s) address as it is, or "" for anything else."""
    text = text.strip()
    if len(text) > _MAX_CHARACTERS or not re.fullmatch(r"https?://[!#-;=?-\[\]_a-z~]+", text, re.IGNORECASE):
        return ""
    try:
        return text if urlsplit(text).hostname else ""
    except ValueError:
        return ""


@dataclass(slots=True)
class _XmpReader:
    """Collects the fields of an XMP packet while it is parsed, from elements, resources or attributes."""

    values: dict[str, list[str]] = field(default_factory=dict)
    _element: str = ""  # the one whose text is taken, also within what it holds
    _text: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if key in _XMP_FIELDS:
                self._add(_XMP_FIELDS[key], value)
        if not self._element and name in _XMP_FIELDS:
            self._element = name
            self._add(_XMP_FIELDS[name], attributes.get(f"{_RDF} resource", ""))
        self._text = []

    def end(self, name: str) -> None:
        if self._element:
            self._add(_XMP_FIELDS[self._element], "".join(self._text))
        self._text = []
        if name == self._element:
            self._element = ""

    def text(self, text: str) -> None:
        if self._element:
            self._text.append(text)

    def _add(self, name: str, value: str) -> None:
        if value.strip():
            self.values.setdefault(name, []).append(value)


def _from_xmp(packet: object) -> Credit:
    if not isinstance(packet, bytes) or len(packet) > _MAX_XMP_BYTES:
        return Credit()
    reader = _XmpReader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(packet.strip(b"\0 \r\n\t"), True)
    except (expat.ExpatError, ValueError):
        return Credit()
    licences = (_address(each) for each in reader.values.get("licence", []))
    return Credit(
        creator=_line(", ".join(reader.values.get("creator", []))),
        rights=_line(next(iter(reader.values.get("rights", [])), "")),
        licence=next(filter(None, licences), ""),
    )


def _refuse(*_: object) -> None:
    """Stop at a DTD: no program writes one into a packet, and entities could make it grow without end."""
    raise ValueError("a DTD")
