"""Who made a picture and whose it is comes out of it as plain lines, and goes back into a derivative."""

from __future__ import annotations

import io
import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jiangxin.images.reading.credit import Credit, credit_blocks, credit_of, exif_block

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NAMES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:cc="http://creativecommons.org/ns#"'
)


def dataset(record: int, number: int, value: bytes) -> bytes:
    """Write a data set of IPTC."""
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value


def with_iptc(*datasets: bytes, **options: object) -> bytes:
    """Write a JPEG with an IPTC block, in Photoshop's wrapping."""
    block = b"".join(datasets)
    resource = b"8BIM\x04\x04\0\0" + len(block).to_bytes(4, "big") + block + b"\0" * (len(block) % 2)
    content = b"Photoshop 3.0\0" + resource
    whole = with_blocks("JPEG", **options)
    return whole[:2] + b"\xff\xed" + (len(content) + 2).to_bytes(2, "big") + content + whole[2:]


def with_blocks(kind: str, **options: object) -> bytes:
    """Write a picture with an EXIF or XMP block."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, kind, **options)
    return buffer.getvalue()


def read(data: bytes) -> Credit:
    """Read the credit of a picture file."""
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return credit_of(picture)


def packet(body: str, attributes: str = "") -> bytes:
    """Write an XMP packet."""
    return (
        f'<?xpacket begin="\ufeff" id="W5M0"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {NAMES}>'
        f"<rdf:Description {attributes}>{body}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    ).encode()


def exif(artist: bytes = b"", rights: bytes = b"") -> bytes:
    """Write an EXIF block by way of Pillow."""
    block = Image.Exif()
    if artist:
        block[0x013B] = artist
    if rights:
        block[0x8298] = rights
    return block.tobytes()


MAKER = "<dc:creator><rdf:Seq><rdf:li>罗明浩</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>"
OWNER = (
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 博物馆</rdf:li>'
    '<rdf:li xml:lang="en">© Museum</rdf:li></rdf:Alt></dc:rights>'
)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_round_trip(kind: str) -> None:
    """What is written into a derivative of any format is read from it again."""
    credit = Credit("罗明浩 <a> & 'b'", "© 博物馆", LICENCE)
    exif_bytes, xmp_bytes = credit_blocks(credit)
    options = {"exif": exif_bytes} | ({} if kind == "PNG" else {"xmp": xmp_bytes})
    found = read(with_blocks(kind, **options))
    assert (found.creator, found.rights) == (credit.creator, credit.rights)
    assert found.licence == ("" if kind == "PNG" else LICENCE)
    ET.fromstring(xmp_bytes)
    assert len(xmp_bytes) < 900


def test_nothing_to_say() -> None:
    """Without a credit there are no blocks, without a licence no packet."""
    assert credit_blocks(Credit()) == (b"", b"")
    exif_bytes, xmp_bytes = credit_blocks(Credit(creator="A"))
    assert exif_bytes
    assert xmp_bytes == b""
    assert b"dc:rights>" not in credit_blocks(Credit(creator="A", licence=LICENCE))[1]


@pytest.mark.parametrize("turn", [1, 6])
@pytest.mark.parametrize("creator", ["", "A", "Abc", "Abcd", "罗"])
def test_exif_block(turn: int, creator: str) -> None:
    """The block holds what it was given, short texts and long ones, and no more."""
    block = exif_block(Credit(creator=creator), turn)
    wanted = ({0x0112: turn} if turn != 1 else {}) | ({0x013B: creator} if creator else {})
    read_back = Image.Exif()
    if block:
        read_back.load(block)
    found = {tag: v.encode("latin-1").decode() if isinstance(v, str) else v for tag, v in read_back.items()}
    assert found == wanted
    assert bool(block) == bool(wanted)


def test_order() -> None:
    """IPTC comes before XMP, XMP before EXIF, each for itself."""
    data = with_iptc(dataset(2, 80, b"Iptc"), xmp=packet(MAKER + OWNER), exif=exif(b"Exif", b"(c) Exif"))
    assert read(data) == Credit("Iptc", "© 博物馆", "")
    assert read(with_blocks("JPEG", xmp=packet(MAKER), exif=exif(b"Exif", b"(c) E"))) == Credit(
        "罗明浩, B", "(c) E", ""
    )
    assert read(with_blocks("JPEG", exif=exif(b"Exif", b"(c) Exif"))) == Credit("Exif", "(c) Exif", "")
    assert read(with_blocks("BMP")) == Credit()


@pytest.mark.parametrize(
    ("mark", "text", "wanted"),
    [
        (b"\x1b%G", "罗明浩".encode(), "罗明浩"),
        (b"", "罗明浩".encode(), "罗明浩"),
        (b"", "罗明浩".encode("gb18030"), "罗明浩"),
        (b"", "Café é".encode("latin-1"), "Café é"),
        (b"\x1b%G", b"A\xff", "A"),
    ],
)
def test_iptc_encodings(mark: bytes, text: bytes, wanted: str) -> None:
    """IPTC is read in the encoding that it names, else in the one that it fits."""
    datasets = ([dataset(1, 90, mark)] if mark else []) + [dataset(2, 80, text), dataset(2, 116, text)]
    found = read(with_iptc(*datasets))
    assert (found.creator, found.rights) == (wanted, wanted)


def test_several_makers() -> None:
    """Several makers stand in one line."""
    assert read(with_iptc(dataset(2, 80, b"A"), dataset(2, 80, b"B"))).creator == "A, B"


def test_iptc_of_tiff() -> None:
    """A TIFF holds IPTC in a tag of its own."""
    from PIL import TiffImagePlugin

    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags.tagtype[33723] = 7
    tags[33723] = dataset(2, 80, b"Scanner") + dataset(2, 116, b"Archive")
    assert read(with_blocks("TIFF", tiffinfo=tags)) == Credit("Scanner", "Archive", "")


@pytest.mark.parametrize("text", ["罗明浩".encode(), "罗明浩".encode("gb18030")])
def test_exif_encodings(text: bytes) -> None:
    """EXIF knows ASCII only, and programs write what they like."""
    assert read(with_blocks("JPEG", exif=exif(text))).creator == "罗明浩"


@pytest.mark.parametrize(
    ("body", "attributes"),
    [
        (f"<xmpRights:WebStatement>{LICENCE}</xmpRights:WebStatement>", ""),
        ("", f'xmpRights:WebStatement="{LICENCE}"'),
        (f'<cc:license rdf:resource="{LICENCE}"/>', ""),
        (f'<cc:license rdf:resource="urn:x"/><cc:license> {LICENCE}\n</cc:license>', ""),
    ],
)
def test_licence(body: str, attributes: str) -> None:
    """The licence is found as an element, an attribute or a resource."""
    assert read(with_blocks("JPEG", xmp=packet(body, attributes))).licence == LICENCE


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "data:text/html,x", "//elsewhere", "CC BY 4.0", "http://", "https://[x", "ftp://a/b"),
        *("http://a b", "http://a/&quot;x", "http://a/&lt;x", "https://a/" + "x" * 300, "http://例.cn/\u202e", ""),
    ],
)
def test_no_licence(address: str) -> None:
    """What is no http(s) address is no licence."""
    assert read(with_blocks("JPEG", xmp=packet(f"<cc:license>{address}</cc:license>"))).licence == ""


def test_plain_lines() -> None:
    """Controls, signs that turn the writing round and line breaks go; joiners that some scripts need stay."""
    text = "\uffffA\u0000\u0007B\r\nC \u202eD\u2066E\ufeff\u200eF \u0915\u094d\u200d\u0937 "
    found = read(with_iptc(dataset(1, 90, b"\x1b%G"), dataset(2, 80, text.encode())))
    assert found.creator == "A B C DEF \u0915\u094d\u200d\u0937"
    assert read(with_blocks("JPEG", exif=exif("明".encode() * 900))).creator == "明" * 300


@pytest.mark.parametrize(
    "xmp",
    [
        b"<x>",
        b"",
        b"\xff\xfe\x00",
        b'<!DOCTYPE x [<!ENTITY a "evil">]>' + packet("<dc:creator>&a;</dc:creator>").partition(b"?>")[2],
        packet(MAKER + "<!--" + "x" * 1_000_000 + "-->"),
    ],
)
def test_useless_packet(xmp: bytes) -> None:
    """A packet that is broken, vast or declares entities says nothing."""
    picture = Image.new("RGB", (2, 2))
    picture.info["xmp"] = xmp
    assert credit_of(picture) == Credit()


def test_neighbours_are_not_taken() -> None:
    """Of all that a packet holds only the credit is taken."""
    body = f"<dc:title>secret</dc:title>{MAKER}<dc:subject><rdf:Bag><rdf:li>secret</rdf:li></rdf:Bag></dc:subject>"
    assert read(with_blocks("JPEG", xmp=packet(body))) == Credit("罗明浩, B", "", "")


@given(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=300))
def test_any_blocks(iptc: bytes, xmp: bytes, exif_bytes: bytes) -> None:
    """Whatever the blocks hold, plain lines come out, and can be written."""
    data = with_iptc(iptc)
    with Image.open(io.BytesIO(data)) as picture:
        picture.info |= {"xmp": xmp, "exif": exif_bytes}
        found = credit_of(picture)
    credit_blocks(found)
    for line in (found.creator, found.rights):
        assert len(line) <= 300
        assert not any(unicodedata.category(each) in ("Cc", "Cs") for each in line)


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text(creator: str, rights: str) -> None:
    """Whatever a packet's letters, they come out as plain lines and are read back the same."""
    from xml.sax.saxutils import escape

    from jiangxin.images.reading.credit import _line

    creator, rights = _line(creator), _line(rights)
    _, xmp = credit_blocks(Credit(creator, rights, LICENCE))
    picture = Image.new("RGB", (2, 2))
    picture.info["xmp"] = xmp
    assert escape(creator).encode() in xmp
    assert credit_of(picture) == Credit(creator, rights, LICENCE)
