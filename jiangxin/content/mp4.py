"""MP4: size, duration, order, and what tells of a place (ISO/IEC 14496-12).

Such a file is a tree of boxes: four bytes of length, four of a type, then the
content. Only boxes on the way to what is asked are opened, never the film
itself, so a film costs the same however long it is.

Cameras write where they stood into boxes of many makers. Only what is known to
tell no place is kept; the rest is named as `Blank`: its length stays, its type
becomes `free` and its content zeros, so that nothing in the file moves and
every player passes over it.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiangxin.content.recording_file import MAX_READ_BYTES, RecordingError, RecordingFile
from jiangxin.model.frozen import frozen
from jiangxin.model.media import Blank, Header

_BRANDS = frozenset(
    b"isom,iso2,iso3,iso4,iso5,iso6,iso7,iso8,iso9,mp41,mp42,mp71,avc1,av01,dash,cmfc,cmf2,"
    b"MSNV,mmp4,f4v ,M4A ,M4B ,M4V ,M4VH,M4VP,XAVC,3gp4,3gp5,3gp6,3gp7".split(b",")
)
_QUICKTIME_STARTS = (b"moov", b"mdat", b"wide", b"free", b"skip")  # QuickTime had no `ftyp` at first

# Boxes of a file, of `moov` and of `trak` that stay; `udta`, `meta` and `uuid` are looked into.
_KEPT_BOXES = frozenset(
    b"ftyp styp moov mdat moof mfra sidx ssix emsg prft pdin free skip wide "
    b"mvhd iods trak mvex ctab rmra pssh tkhd tref trgr edts mdia load tapt clip matt txas imap".split()
)
# What people write about a film, and what players need: it stays.
_KEPT_WORDS = frozenset(
    b"aART auth chpl cprt cpil desc disk dscp free gnre hinf hnti kind kywd ldes ludt name perf pgap skip stik "
    b"tagc tags titl tmpo trkn".split()
) | frozenset(
    b"\xa9" + name for name in b"nam ART alb aut cmt cpy day des dir enc gen inf mak mod prd swr too wrt".split()
)
_KEPT_KEYS = frozenset(
    b"title artist author album copyright description comment information displayname keywords publisher producer "
    b"director creationdate date make model software encoder tool major_brand minor_version compatible_brands "
    b"version fps".split()
)
_SPHERICAL = bytes.fromhex("ffcc8263f8554a938814587a02521fdd")  # how a film all around is to be shown
_MAX_KEY_BYTES = 1000
# Tracks in which cameras and drones write their way, second by second.
_PLACE_TRACKS = (b"gpmd", b"camm", b"djmd", b"dbgi", b"rtmd", b"gps ")


@frozen
class _Box:
    kind: bytes
    start: int
    body: int
    end: int


@frozen
class _Track:
    handler: bytes
    codec: bytes
    width_px: int
    height_px: int
    tells_place: bool


def looks_like_mp4(head: bytes) -> bool:
    """Tell whether a file that begins with `head` (16 bytes) is built of boxes, as MP4 and QuickTime are."""
    return head[4:8] == b"ftyp" or head[4:8] in _QUICKTIME_STARTS


def read_mp4(file: RecordingFile) -> Header:
    """Read the header of an MP4 file.

    Raises RecordingError: `media.truncated`, `media.unreadable`, or `media.format` for QuickTime and unknown brands.
    """
    boxes = list(_boxes(file, 0, file.size, is_outermost=True))
    _check_brand(file, boxes[0])
    movie = next((box for box in boxes if box.kind == b"moov"), None)
    if movie is None:  # it is written last, so it is missing where recording or copying was broken off
        raise RecordingError("media.truncated")
    film = next((box for box in boxes if box.kind == b"mdat"), movie)
    inside = list(_boxes(file, movie.body, movie.end))
    in_tracks = [list(_boxes(file, box.body, box.end)) for box in inside if box.kind == b"trak"]
    tracks = [_track(file, each) for each in in_tracks]
    picture = max(
        (track for track in tracks if track.handler == b"vide"),
        key=lambda track: track.width_px * track.height_px,
        default=None,
    )
    blanks = [blank for level in (boxes, inside, *in_tracks) for blank in _places(file, level)]
    return Header(
        "mp4",
        duration_ms=_duration_ms(file, inside),
        width_px=picture.width_px if picture else 0,
        height_px=picture.height_px if picture else 0,
        codec=_words(picture.codec) if picture else "",
        is_fast_start=movie.start <= film.start,
        place_track=next((_words(track.codec) for track in tracks if track.tells_place), ""),
        blanks=tuple(sorted(blanks, key=lambda blank: blank.offset)),
    )


def _check_brand(file: RecordingFile, first: _Box) -> None:
    if first.kind != b"ftyp":
        raise RecordingError("media.format", "QuickTime")
    brands = file.at(first.body, min(first.end - first.body, 400))
    listed = {brands[at : at + 4] for at in range(0, len(brands), 4) if at != 4}
    if not listed & _BRANDS:
        raise RecordingError("media.format", "QuickTime" if brands.startswith(b"qt") else _words(brands[:4]))


def _duration_ms(file: RecordingFile, movie: list[_Box]) -> int:
    header = _first(movie, b"mvhd")
    scale, ticks = 0, 0
    if header is not None:
        is_long = file.number(header.body, 1) == 1
        scale = file.number(header.body + (20 if is_long else 12), 4)
        ticks = _ticks(file, header.body + (24 if is_long else 16), is_long)
    extended = _first(movie, b"mvex")
    if not ticks and extended is not None:  # a film in fragments
        whole = _first(list(_boxes(file, extended.body, extended.end)), b"mehd")
        if whole is not None:
            ticks = _ticks(file, whole.body + 4, file.number(whole.body, 1) == 1)
    return ticks * 1000 // scale if scale else 0


def _ticks(file: RecordingFile, offset: int, is_long: bool) -> int:
    """Read a duration; all ones stand for an unknown one."""
    length = 8 if is_long else 4
    ticks = file.number(offset, length)
    return 0 if ticks == (1 << 8 * length) - 1 else ticks


def _track(file: RecordingFile, inside: list[_Box]) -> _Track:
    media = _inside(file, inside, b"mdia")
    described = _first(_inside(file, _inside(file, media, b"minf"), b"stbl"), b"stsd")
    handler = _first(media, b"hdlr")
    codec = file.at(described.body + 12, 4) if described and described.end - described.body >= 16 else b""
    width_px, height_px = _shown_size(file, _first(inside, b"tkhd"))
    tells_place = codec in _PLACE_TRACKS
    if codec == b"mebx" and described is not None:
        tells_place = b"location" in file.at(described.body, min(described.end - described.body, MAX_READ_BYTES))
    return _Track(file.at(handler.body + 8, 4) if handler else b"", codec, width_px, height_px, tells_place)


def _shown_size(file: RecordingFile, header: _Box | None) -> tuple[int, int]:
    """Give the size of a track, px, as a phone held upright meant it: its matrix may turn it by a quarter."""
    if header is None:
        return 0, 0
    matrix = header.body + (52 if file.number(header.body, 1) == 1 else 40)
    width_px, height_px = file.number(matrix + 36, 4) >> 16, file.number(matrix + 40, 4) >> 16
    is_turned = file.number(matrix, 4) == 0 and file.number(matrix + 16, 4) == 0 and file.number(matrix + 4, 4) != 0
    return (height_px, width_px) if is_turned else (width_px, height_px)


def _places(file: RecordingFile, boxes: list[_Box]) -> Iterator[Blank]:
    """Give what is to be blank among the boxes of a file, of `moov` or of a `trak`."""
    for box in boxes:
        if box.kind in (b"udta", b"meta"):
            yield from _looked_into(file, box)
        elif box.kind == b"uuid":
            if box.end - box.body < 16 or file.at(box.body, 16) != _SPHERICAL:
                yield _blank(file, box)
        elif box.kind not in _KEPT_BOXES:
            yield _blank(file, box)


def _looked_into(file: RecordingFile, box: _Box) -> list[Blank]:
    try:
        return list(_user_data(file, box) if box.kind == b"udta" else _metadata(file, box))
    except RecordingError:  # no film needs it, so what cannot be read need not be there
        return [_blank(file, box)]


def _user_data(file: RecordingFile, box: _Box) -> Iterator[Blank]:
    for each in _boxes(file, box.body, box.end):
        if each.kind == b"meta":
            yield from _metadata(file, each)
        elif each.kind not in _KEPT_WORDS:
            yield _blank(file, each)


def _metadata(file: RecordingFile, box: _Box) -> Iterator[Blank]:
    """Look into `meta`: its items are named by four letters, or by the number of a key in a list of keys."""
    if box.end - box.body < 8:
        return
    is_quicktime = file.at(box.body + 4, 4) == b"hdlr"  # which has no version there
    inside = list(_boxes(file, box.body + (0 if is_quicktime else 4), box.end))
    keys = _keys(file, _first(inside, b"keys"))
    for each in inside:
        if each.kind == b"ilst":
            for item in _boxes(file, each.body, each.end):
                number = int.from_bytes(item.kind, "big")
                key = keys[number - 1].rpartition(b".")[2] if 0 < number <= len(keys) else b""
                if key not in _KEPT_KEYS and item.kind not in _KEPT_WORDS:
                    yield _blank(file, item)
        elif each.kind not in (b"hdlr", b"mhdr", b"keys", b"free", b"skip"):
            yield _blank(file, each)


def _keys(file: RecordingFile, box: _Box | None) -> list[bytes]:
    keys: list[bytes] = []
    at = box.body + 8 if box else 0
    while box and at + 8 <= box.end:
        length = file.number(at, 4)
        if not 8 <= length <= _MAX_KEY_BYTES or at + length > box.end:
            raise RecordingError("media.unreadable")
        keys.append(file.at(at + 8, length - 8))
        at += length
    return keys


def _blank(file: RecordingFile, box: _Box) -> Blank:
    """Name a box to be passed over: `free` in place of its type, zeros in place of its content."""
    rest_of_head = file.at(box.start + 8, box.body - box.start - 8)
    return Blank(box.start + 4, b"free" + rest_of_head, box.end - box.body)


def _boxes(file: RecordingFile, start: int, end: int, *, is_outermost: bool = False) -> Iterator[_Box]:
    """Give the boxes between two places of the file, in order."""
    while start + 8 <= end:
        head = file.at(start, 8)
        size, body = int.from_bytes(head[:4], "big"), start + 8
        if size == 0:
            if not is_outermost:
                return  # zeros end a list of QuickTime
            size = end - start
        elif size == 1:
            size, body = file.number(body, 8), body + 8
        if size < body - start:
            raise RecordingError("media.unreadable")
        if start + size > end:
            raise RecordingError("media.truncated" if is_outermost else "media.unreadable")
        yield _Box(head[4:], start, body, start + size)
        start += size


def _first(boxes: list[_Box], kind: bytes) -> _Box | None:
    return next((box for box in boxes if box.kind == kind), None)


def _inside(file: RecordingFile, boxes: list[_Box], kind: bytes) -> list[_Box]:
    box = _first(boxes, kind)
    return list(_boxes(file, box.body, box.end)) if box else []


def _words(kind: bytes) -> str:
    return kind.decode("latin-1").strip()
