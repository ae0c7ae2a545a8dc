"""Films and recordings: judged by their first bytes, measured by their headers, published without a place."""

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangxin.cache import Cache
from jiangxin.content import recording as recording_module
from jiangxin.content.mp4 import read_mp4
from jiangxin.content.recording import (
    read_all_recordings,
    read_header,
    read_recording,
    recording_outputs,
    write_without_place,
)
from jiangxin.content.recording_file import MAX_READS, RecordingError, RecordingFile
from jiangxin.model.media import Header
from jiangxin.problems import Problem
from tests.films import TURNED, WEBM, box, large_box, mp4, track, wav, webm_tagged
from tests.samples import entry

PLACE = b"+31.2304+121.4737/"
XYZ = box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7), PLACE)
TITLE = box(b"\xa9nam", struct.pack(">HH", 5, 0x15C7), b"Lathe")
KEYS = (b"com.apple.quicktime.make", b"com.apple.quicktime.location.ISO6709", b"com.apple.quicktime.title")
QUICKTIME_KEYS = box(
    b"keys", bytes(4), struct.pack(">I", len(KEYS)), *(struct.pack(">I4s", 8 + len(key), b"mdta") + key for key in KEYS)
)


def item(number: int, value: bytes) -> bytes:
    """Make an item of a list: its type is a number in the list of keys."""
    return box(struct.pack(">I", number), box(b"data", struct.pack(">II", 1, 0), value))


def header(tmp_path: Path, data: bytes) -> Header:
    """Read the header of a file of these bytes."""
    path = tmp_path / "recording"
    path.write_bytes(data)
    return read_header(path)


def published(tmp_path: Path, data: bytes) -> bytes:
    """Give the bytes that are published of a recording; they are read without a complaint, and tell nothing more."""
    found = header(tmp_path, data)
    write_without_place(tmp_path / "recording", found.blanks, tmp_path / "copy")
    copied = (tmp_path / "copy").read_bytes()
    again = header(tmp_path, copied)
    assert len(copied) == len(data) and again.blanks == ()
    assert (again.width_px, again.duration_ms) == (found.width_px, found.duration_ms)
    return copied


def test_a_films_place_and_length_are_in_its_header(tmp_path: Path) -> None:
    """Size, duration and codec are told without decoding; a phone held upright films upright."""
    assert header(tmp_path, mp4()) == Header("mp4", 192_000, 1920, 1080, "avc1")
    upright = header(tmp_path, mp4(matrix=TURNED))
    assert (upright.width_px, upright.height_px) == (1080, 1920)
    assert header(tmp_path, WEBM) == Header("webm", 3000, 64, 36)


def test_a_film_in_fragments_tells_its_length_elsewhere(tmp_path: Path) -> None:
    """Where `mvhd` says nothing, `mehd` does."""
    data = mp4(box(b"mvex", box(b"mehd", struct.pack(">II", 0, 600 * 5))))
    zero = data.replace(struct.pack(">5I", 0, 0, 0, 600, 192 * 600), struct.pack(">5I", 0, 0, 0, 600, 0))
    assert header(tmp_path, zero).duration_ms == 5000
    unknown = data.replace(struct.pack(">5I", 0, 0, 0, 600, 192 * 600), struct.pack(">5I", 0, 0, 0, 600, 0xFFFFFFFF))
    assert header(tmp_path, unknown).duration_ms == 5000


def test_a_film_that_must_be_there_whole_is_known(tmp_path: Path) -> None:
    """The index after the film makes visitors wait."""
    assert header(tmp_path, mp4()).is_fast_start
    assert not header(tmp_path, mp4(is_fast_start=False)).is_fast_start


def test_sounds_tell_their_length(tmp_path: Path) -> None:
    """WAV by bytes a second, MP3 by its frames or its rate, FLAC and Ogg by samples."""
    assert header(tmp_path, wav(3.5)) == Header("wav", 3500)
    streaminfo = (44_100 << 44 | 44_100 * 7).to_bytes(8, "big")
    assert header(tmp_path, b"fLaC\x80\0\0\x22" + bytes(10) + streaminfo + bytes(16)) == Header("flac", 7000)
    frame = b"\xff\xfb\x90\x00"  # 128 kbit/s, 44.1 kHz
    assert header(tmp_path, frame + bytes(16_000 * 3 - 4)) == Header("mp3", 3000)
    tagged = b"ID3\x03\0\0\0\0\x01\x00" + bytes(128) + frame + bytes(32) + b"Xing\0\0\0\x01" + struct.pack(">I", 100)
    assert header(tmp_path, tagged) == Header("mp3", 100 * 1152 * 1000 // 44_100)
    opus = b"OggS\0\x02" + bytes(22) + b"OpusHead\x01\x01" + struct.pack("<H", 312) + bytes(7)
    last = b"OggS\0\x04" + struct.pack("<Q", 48_000 * 2 + 312) + bytes(20)
    assert header(tmp_path, opus + last) == Header("ogg", 2000)
    assert header(tmp_path, b"ID3\x03\0\0\0\0\0\0") == Header("mp3")


@pytest.mark.parametrize(
    ("data", "code", "found"),
    [
        (b"", "media.format", ""),
        (b"<!doctype html><p>404", "media.format", "HTML"),
        (b"#!AMR\n\x3c", "media.format", "AMR"),
        (b"RIFF\0\0\0\0AVI LIST", "media.format", "AVI"),
        (b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska", "media.format", "Matroska (MKV)"),
        (mp4(brand=b"qt  "), "media.format", "QuickTime"),
        (mp4(brand=b"heic"), "media.format", "heic"),
        (b"OggS\0\x02" + bytes(22) + b"\x80theora", "media.format", "Ogg"),
        (mp4()[:-1], "media.truncated", ""),
        (mp4(is_fast_start=False)[:100], "media.truncated", ""),
        (box(b"ftyp", b"isom", bytes(4), b"isom"), "media.truncated", ""),
        (box(b"ftyp", b"isom", bytes(4)) + b"\0\0\0\x04moov", "media.unreadable", ""),
        (WEBM[:-1], "media.truncated", ""),
        (wav(1)[:-1], "media.truncated", ""),
    ],
)
def test_what_browsers_do_not_play_is_refused(tmp_path: Path, data: bytes, code: str, found: str) -> None:
    """By its first bytes, whatever it is called; and what is not whole."""
    with pytest.raises(RecordingError) as refused:
        header(tmp_path, data)
    assert (refused.value.code, refused.value.found) == (code, found)


@pytest.mark.parametrize(
    "told",
    [
        box(b"udta", XYZ),
        box(b"udta", TITLE, box(b"loci", bytes(6), PLACE)),
        large_box(b"udta", large_box(b"\xa9xyz", PLACE)),
        box(b"udta", TITLE, box(b"CNTH", PLACE)),
        box(b"udta", b"\0\0\0\x40broken" + PLACE),
        box(b"meta", box(b"hdlr", bytes(8), b"mdta", bytes(12)), QUICKTIME_KEYS, box(b"ilst", item(2, PLACE))),
        box(b"udta", box(b"meta", bytes(4), box(b"hdlr", bytes(24)), box(b"ilst", box(b"\xa9xyz", PLACE)))),
        box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), b"exif:GPSLatitude" + PLACE),
        box(b"gps ", PLACE),
    ],
)
@pytest.mark.parametrize("is_fast_start", [True, False])
def test_no_published_film_tells_where_it_was_made(tmp_path: Path, told: bytes, is_fast_start: bool) -> None:
    """Whichever box a camera wrote the place into, the copy is as long and has zeros there."""
    data = mp4(told, is_fast_start=is_fast_start)
    copied = published(tmp_path, data)
    assert PLACE in data and PLACE not in copied and b"free" in copied
    assert (b"Lathe" in data) == (b"Lathe" in copied)
    beside = mp4(after=told)
    assert PLACE not in published(tmp_path, beside)


def test_what_people_wrote_about_a_film_stays(tmp_path: Path) -> None:
    """Title, maker and rights are no place: the copy is the file itself."""
    words = box(b"meta", box(b"hdlr", bytes(24)), QUICKTIME_KEYS, box(b"ilst", item(1, b"Maker"), item(3, b"Title")))
    spherical = box(b"uuid", bytes.fromhex("ffcc8263f8554a938814587a02521fdd"), b"<rdf/>")
    data = mp4(box(b"udta", TITLE, box(b"cprt", bytes(6), b"rights")), words, spherical)
    assert header(tmp_path, data).blanks == ()


def test_only_the_place_leaves_a_list_of_keys(tmp_path: Path) -> None:
    """Its neighbours keep their numbers and their words."""
    words = box(b"ilst", item(1, b"Maker"), item(2, PLACE), item(3, b"Title"))
    copied = published(tmp_path, mp4(box(b"meta", box(b"hdlr", bytes(24)), QUICKTIME_KEYS, words)))
    assert PLACE not in copied and b"Maker" in copied and b"Title" in copied


def test_a_webms_tags_go_where_they_name_a_place(tmp_path: Path) -> None:
    """All of them become one element that is passed over; other tags stay."""
    assert PLACE not in published(tmp_path, webm_tagged(b"LOCATION", PLACE))
    assert header(tmp_path, webm_tagged(b"TITLE", b"Lathe")).blanks == ()


@pytest.mark.parametrize("codec", [b"gpmd", b"camm", b"djmd"])
def test_a_track_of_places_is_known(tmp_path: Path, codec: bytes) -> None:
    """What cannot be left out of the file is told, so that it can be refused."""
    assert header(tmp_path, mp4(track(codec=codec, handler=b"meta"))).place_track == codec.decode()
    assert header(tmp_path, mp4(track(codec=b"tmcd", handler=b"tmcd"))).place_track == ""


def test_a_phones_data_track_is_refused_only_for_places(tmp_path: Path) -> None:
    """The same kind of track holds faces and places; the first are no place."""
    faces = track(codec=b"mebx", handler=b"meta", described=b"com.apple.quicktime.detected-face")
    places = track(codec=b"mebx", handler=b"meta", described=b"com.apple.quicktime.location.ISO6709")
    assert header(tmp_path, mp4(faces)).place_track == ""
    assert header(tmp_path, mp4(places)).place_track == "mebx"


def test_reading_is_bounded(tmp_path: Path) -> None:
    """A file of boxes without end costs so many reads and no more."""
    path = tmp_path / "many.mp4"
    path.write_bytes(box(b"ftyp", b"isom", bytes(4), b"isom") + box(b"free") * (MAX_READS + 1))
    with path.open("rb") as opened, pytest.raises(RecordingError, match=r"media\.unreadable"):
        read_mp4(RecordingFile(opened))


@settings(max_examples=300)
@given(
    st.sampled_from([mp4(box(b"udta", XYZ)), WEBM, wav(0.01), b"OggS" + bytes(24) + b"OpusHead" + bytes(30)]),
    st.data(),
)
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, whole: bytes, data: st.DataObject) -> None:
    """Whatever is changed in a file, it is read or refused."""
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, min(len(broken), 700) - 1))] = data.draw(
            st.sampled_from([0, 1, 8, 127, 128, 255])
        )
    path = tmp_path_factory.getbasetemp() / "broken"
    path.write_bytes(broken)
    try:
        found = read_header(path)
    except RecordingError:
        return
    assert found.duration_ms >= 0 and found.width_px >= 0
    write_without_place(path, found.blanks, path.with_name("mended"))
    assert path.with_name("mended").stat().st_size == len(broken)


def test_a_header_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read is remembered under the file's bytes, its blanks too."""
    (tmp_path / "film.mp4").write_bytes(mp4(box(b"udta", XYZ)))
    cache = Cache(tmp_path / "cache")
    first = read_recording(tmp_path, "film.mp4", cache)
    assert first.header.blanks and first.file_bytes == len(mp4(box(b"udta", XYZ)))
    monkeypatch.setattr(recording_module, "read_header", None)
    assert read_recording(tmp_path, "film.mp4", cache) == first


def test_only_what_entries_name_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Films of entries and sounds of tours; what is refused is told by file, the others remain."""
    for folder, name, data in [
        ("exhibits", "a.mp4", mp4()),
        ("exhibits", "b.mp4", b"GIF89a"),
        ("tours", "c.wav", wav(1)),
    ]:
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_bytes(data)
    files = ["exhibits/a.mp4", "exhibits/b.mp4", "exhibits/unnamed.mp4", "tours/c.wav"]
    work = entry(
        "exhibit", "w", "title: 物\nhall: main\nmedia: [{kind: video, file: a.mp4}, {kind: video, file: b.mp4}]"
    )
    tour = entry("tour", "t", "title: 线\nstops: [{at: exhibit/w, audio: c.wav}, {at: exhibit/w, audio: missing.wav}]")
    problems: list[Problem] = []
    cache = Cache(tmp_path / "cache")
    assert list(read_all_recordings(tmp_path, [work, tour], files, cache, problems)) == [
        "exhibits/a.mp4",
        "tours/c.wav",
    ]
    assert [(each.code, each.path) for each in problems] == [("media.format", "content/exhibits/b.mp4")]
    monkeypatch.setattr(recording_module, "MAX_BYTES", 100)
    problems.clear()
    assert read_all_recordings(tmp_path, [tour], files, cache, problems) == {}
    assert [each.code for each in problems] == ["media.too-large"]


def test_a_link_is_no_recording(tmp_path: Path) -> None:
    """Nothing outside the content is read."""
    (tmp_path / "film.mp4").write_bytes(mp4())
    (tmp_path / "link.mp4").symlink_to(tmp_path / "film.mp4")
    with pytest.raises(RecordingError, match=r"media\.unreadable"):
        read_recording(tmp_path, "link.mp4", Cache(tmp_path / "cache"))


def test_the_site_gets_the_file_itself_or_its_clean_copy(tmp_path: Path) -> None:
    """A film that tells a place is copied once, without it; every other goes in as it is."""
    (tmp_path / "a.mp4").write_bytes(mp4())
    (tmp_path / "b.mp4").write_bytes(mp4(box(b"udta", XYZ)))
    cache = Cache(tmp_path / "cache")
    recordings = {name: read_recording(tmp_path, name, cache) for name in ("a.mp4", "b.mp4")}
    plain, clean = recording_outputs({"media/a.mp4": "a.mp4", "media/b.mp4": "b.mp4"}, recordings, tmp_path, cache)
    assert (plain.path, plain.content) == ("media/a.mp4", tmp_path / "a.mp4")
    assert isinstance(clean.content, Path) and PLACE not in clean.content.read_bytes()
    written = clean.content.stat().st_mtime_ns
    assert recording_outputs({"media/b.mp4": "b.mp4"}, recordings, tmp_path, cache) == (clean,)
    assert clean.content.stat().st_mtime_ns == written
