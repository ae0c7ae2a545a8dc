"""Small films and recordings for tests, made byte by byte."""

import base64
import io
import struct
import wave

# Three seconds of plain blue, 64 × 36 px, VP8: a film that browsers really play.
WEBM = base64.b64decode(
    "GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZwEAAAAAAAIXEU2bdLpNu4tTq4QVSalmU6yB"
    "oU27i1OrhBZUrmtTrIHGTbuMU6uEElTDZ1OsggEiTbuMU6uEHFO7a1OsggIB7AEAAAAAAABZAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAVSalmoCrXsYMPQkBNgIRMYXZmV0GETGF2ZkSJiECncAAAAAAAFlSua9euAQAAAAAAAE7XgQFz"
    "xYgAAAAAAAAAAZyBACK1nIN1bmSIgQCGhVZfVlA4g4EBI+ODhDuaygDgkLCBQLqBJJqBAlWwhFW5gQFV7oEA7AEA"
    "AAAAAAACAAASVMNn0HNzzWPAi2PFiAAAAAAAAAABZ8iYRaOHRU5DT0RFUkSHi0xhdmMgbGlidnB4Z8ihRaOIRFVS"
    "QVRJT05Eh5MwMDowMDowMy4wMDAwMDAwMDAAH0O2dUCE54EAo7iBAACAEAMAnQEqQAAkAAOHCIWFiJmEiBMCAdgE"
    "D/I3Dsv49qr4AP7vKUf/UREFJLD/8Qu9jVqIAKOigQPoADECAA8R/AAYCdPJozuUcAeoqqng/tDHJIN8C7tCAKOh"
    "gQfQABECAA8R/AAYABpP9AwAFPqqqID+0Mckg3wLu0IAHFO7a5G7j7OBALeK94EB8YIBd/CBAw=="
)
UPRIGHT = (1, 0, 0, 1)
TURNED = (0, 1, -1, 0)


def box(kind: bytes, *content: bytes) -> bytes:
    """Make a box of an MP4."""
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), kind) + inside


def large_box(kind: bytes, *content: bytes) -> bytes:
    """Make a box whose length takes eight bytes more."""
    inside = b"".join(content)
    return struct.pack(">I4sQ", 1, kind, 16 + len(inside)) + inside


def mp4(
    *in_movie: bytes,
    brand: bytes = b"isom",
    size_px: tuple[int, int] = (1920, 1080),
    matrix: tuple[int, int, int, int] = UPRIGHT,
    codec: bytes = b"avc1",
    is_fast_start: bool = True,
    after: bytes = b"",
) -> bytes:
    """Make an MP4 of one track that lasts 192 s; its film is no film. `in_movie` are boxes more in `moov`."""
    head = box(b"ftyp", brand, bytes(4), brand)
    movie = box(
        b"moov",
        box(b"mvhd", struct.pack(">5I", 0, 0, 0, 600, 192 * 600), bytes(80)),
        track(size_px, matrix, codec),
        *in_movie,
    )
    film = box(b"mdat", b"film" * 10)
    return head + (movie + film if is_fast_start else film + movie) + after


def track(
    size_px: tuple[int, int] = (1920, 1080),
    matrix: tuple[int, int, int, int] = UPRIGHT,
    codec: bytes = b"avc1",
    handler: bytes = b"vide",
    described: bytes = b"",
) -> bytes:
    """Make a track of an MP4."""
    a, b, c, d = (value << 16 for value in matrix)
    turned = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    shown = struct.pack(">2I", size_px[0] << 16, size_px[1] << 16)
    samples = box(b"stsd", bytes(4), struct.pack(">I", 1), box(codec, bytes(8), described))
    media = box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12)), box(b"minf", box(b"stbl", samples)))
    return box(b"trak", box(b"tkhd", bytes(40), turned, shown), media)


def webm_tagged(name: bytes, value: bytes) -> bytes:
    """Make the blue film with a tag at its end."""
    simple = b"\x67\xc8" + _sized(b"\x45\xa3" + _sized(name) + b"\x44\x87" + _sized(value))
    tags = b"\x12\x54\xc3\x67" + _sized(b"\x73\x73" + _sized(simple))
    segment = WEBM.index(b"\x18\x53\x80\x67")
    size = int.from_bytes(WEBM[segment + 5 : segment + 12], "big") + len(tags)
    return WEBM[: segment + 5] + size.to_bytes(7, "big") + WEBM[segment + 12 :] + tags


def _sized(content: bytes) -> bytes:
    """Put the length of an element's content before it."""
    return bytes([0x80 | len(content)]) + content


def wav(seconds: float) -> bytes:
    """Make a recording of silence."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * int(8000 * seconds))
    return made.getvalue()
