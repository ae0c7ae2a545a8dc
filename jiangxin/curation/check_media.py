"""Rules of films and recordings: files that browsers play, that phones can load, and that everyone can follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from jiangxin.curation.check_pictures import all_named_files
from jiangxin.model.library import Library
from jiangxin.model.narrative import Tour
from jiangxin.problems import Problem

LARGE_BYTES = 50_000_000  # a visitor with a phone waits for it, and pays for it

_ENDINGS = {
    "mp4": (".mp4", ".m4a"),
    "webm": (".webm",),
    "mp3": (".mp3",),
    "ogg": (".ogg", ".opus"),
    "wav": (".wav",),
    "flac": (".flac",),
}
_ALLOWED = {
    "file": tuple(ending for endings in _ENDINGS.values() for ending in endings),
    "audio": tuple(ending for endings in _ENDINGS.values() for ending in endings),
    "captions": (".vtt", ".srt"),
}
_CODECS = ("avc1", "avc3", "av01", "vp08", "vp09")  # H.264, AV1, VP8 and VP9 are played by all browsers


def endings(library: Library) -> Iterator[Problem]:
    """Only recordings and their captions go into the site as they are: nothing that a browser could run."""
    for entry, place, name in all_named_files(library):
        field = place.rpartition(".")[2]
        allowed = _ALLOWED.get(field, ()) if not place.startswith("images") else ()
        if allowed and PurePosixPath(name).suffix.lower() not in allowed:
            facts = {"found": name, "allowed": ", ".join(allowed)}
            yield Problem("file.ending", f"content/{entry.path}", entry.line_of(place), place, facts)


def recordings(library: Library) -> Iterator[Problem]:
    """A recording is what its ending says, can be played while it loads, and tells no place."""
    for recording in library.recordings.values():
        name, header = f"content/{recording.path}", recording.header
        allowed = _ENDINGS[header.format]
        if PurePosixPath(recording.path).suffix.lower() not in allowed:
            yield Problem("media.mislabelled", name, facts={"found": header.format, "allowed": ", ".join(allowed)})
        if header.place_track:
            yield Problem("media.place-track", name, facts={"found": header.place_track})
        if recording.file_bytes > LARGE_BYTES:
            facts = {
                "found": f"{recording.file_bytes // 1_000_000} MB",
                "allowed": f"{LARGE_BYTES // 1_000_000} MB",
            }
            yield Problem("media.large", name, facts=facts, blocks=False)
        if header.codec and header.codec not in _CODECS:
            yield Problem("media.codec", name, facts={"found": header.codec}, blocks=False)
        if not header.is_fast_start:
            yield Problem("media.slow-start", name, blocks=False)


def transcripts(library: Library) -> Iterator[Problem]:
    """What is said can be read too, by those who cannot hear it."""
    for entry in library.entries:
        if not (entry.media or isinstance(entry, Tour)):
            continue
        silent = [
            f"media[{index}]"
            for index, medium in enumerate(entry.media)
            if medium.file and not medium.captions and not medium.transcript
        ]
        if isinstance(entry, Tour):
            silent += [f"stops[{index}]" for index, stop in enumerate(entry.stops) if stop.audio and not stop.text]
        for place in silent:
            yield Problem("media.no-transcript", f"content/{entry.path}", entry.line_of(place), place, blocks=False)
