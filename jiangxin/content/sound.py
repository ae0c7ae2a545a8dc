"""Recordings without a picture: MP3, Ogg, WAV and FLAC, by their first bytes; only their duration is asked for."""

from __future__ import annotations

from jiangxin.content.recording_file import RecordingError, RecordingFile
from jiangxin.model.media import Header

_LAST_PAGES_BYTES = 130_000  # an Ogg page is at most 65 kB
_SEARCH_BYTES = 4096
_MAX_CHUNKS = 1000

# kbit/s of Layer III by the header's four bits, 0 where they mean nothing.
_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_BITRATES_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_RATES = (44_100, 48_000, 32_000)


def looks_like_mp3(head: bytes) -> bool:
    """Tell whether `head` begins with an ID3 tag or the header of a Layer III frame."""
    return head.startswith(b"ID3") or _is_frame(head[:4])


def read_mp3(file: RecordingFile) -> Header:
    """Read an MP3: its number of frames where an encoder left it, else reckoned from the first frame's rate."""
    head = file.at(0, min(file.size, 10))
    start = 0
    if head.startswith(b"ID3") and len(head) == 10:
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
    found = file.at(start, min(max(file.size - start, 0), _SEARCH_BYTES))
    at = next((at for at in range(len(found) - 3) if _is_frame(found[at : at + 4])), None)
    if at is None:
        return Header("mp3")
    is_first_version = found[at + 1] >> 3 & 3 == 3
    halvings = {3: 0, 2: 1, 0: 2}[found[at + 1] >> 3 & 3]
    rate = _RATES[found[at + 2] >> 2 & 3] >> halvings
    tag = max(found.find(b"Xing", at, at + 200), found.find(b"Info", at, at + 200))
    if tag > 0 and found[tag + 7 : tag + 8] and found[tag + 7] & 1:
        frames = int.from_bytes(found[tag + 8 : tag + 12], "big")
        return Header("mp3", frames * (1152 if is_first_version else 576) * 1000 // rate)
    bitrate = (_BITRATES if is_first_version else _BITRATES_LOW)[found[at + 2] >> 4]
    return Header("mp3", (file.size - start - at) * 8 // bitrate)


def read_ogg(file: RecordingFile) -> Header:
    """Read an Ogg file of Opus or Vorbis; its last page tells how far it goes. Raises RecordingError for others."""
    head = file.at(0, min(file.size, 100))
    if (at := head.find(b"OpusHead")) > 0:
        rate, skipped = 48_000, int.from_bytes(head[at + 10 : at + 12], "little")
    elif (at := head.find(b"\x01vorbis")) > 0:
        rate, skipped = int.from_bytes(head[at + 12 : at + 16], "little"), 0
    else:
        raise RecordingError("media.format", "Ogg")
    length = min(file.size, _LAST_PAGES_BYTES)
    tail = file.at(file.size - length, length)
    last = tail.rfind(b"OggS")
    samples = int.from_bytes(tail[last + 6 : last + 14], "little") - skipped
    return Header("ogg", samples * 1000 // rate if rate and 0 < samples < 1 << 50 else 0)


def read_wav(file: RecordingFile) -> Header:
    """Read a WAV file: the length of its data by the bytes of a second."""
    at, bytes_a_second = 12, 0
    for _ in range(_MAX_CHUNKS):
        if at + 8 > file.size:
            break
        head = file.at(at, 8)
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"fmt ":
            bytes_a_second = int.from_bytes(file.at(at + 16, 4), "little")
        elif head[:4] == b"data":
            if at + 8 + length > file.size:
                raise RecordingError("media.truncated")
            return Header("wav", length * 1000 // bytes_a_second if bytes_a_second else 0)
        at += 8 + length + length % 2
    raise RecordingError("media.truncated")


def read_flac(file: RecordingFile) -> Header:
    """Read a FLAC file: its first block tells the rate and the number of samples."""
    facts = file.number(18, 8)
    rate, samples = facts >> 44, facts & (1 << 36) - 1
    return Header("flac", samples * 1000 // rate if rate else 0)


def _is_frame(head: bytes) -> bool:
    """Tell whether four bytes are the header of a Layer III frame with a rate that there is."""
    return (
        len(head) == 4
        and head[0] == 0xFF
        and head[1] >> 5 == 7
        and head[1] >> 3 & 3 != 1  # a version that is not
        and head[1] >> 1 & 3 == 1  # Layer III
        and 0 < head[2] >> 4 < 15
        and head[2] >> 2 & 3 != 3
    )
