"""Films and recordings → what their headers tell, remembered under their bytes.

A recording goes into the site as it is, so it is judged by its first bytes
against an allow-list: what is not known to be a film or a sound does not go in,
whatever it is called. Its header says how large its place on a page must be and
how long it lasts. The one thing left out is where it was made.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
import stat
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path, PurePosixPath

from jiangxin.cache import Cache
from jiangxin.content.mp4 import looks_like_mp4, read_mp4
from jiangxin.content.recording_file import RecordingError, RecordingFile
from jiangxin.content.sound import looks_like_mp3, read_flac, read_mp3, read_ogg, read_wav
from jiangxin.content.webm import EBML_MARK, read_webm
from jiangxin.folders import lying_at
from jiangxin.limits import limit, variable
from jiangxin.model.entry import Entry
from jiangxin.model.media import Blank, Header, Recording
from jiangxin.model.narrative import Tour
from jiangxin.model.output import Output, Stage
from jiangxin.problems import Problem

RECORDING_VERSION = "1"
"""Part of the cache's key: raise it where a header is read otherwise."""

MAX_BYTES = 1_000_000 * limit("RECORDING_MB")
_CHUNK_BYTES = 1_000_000

_READERS: tuple[tuple[Callable[[bytes], bool], Callable[[RecordingFile], Header]], ...] = (
    (looks_like_mp4, read_mp4),
    (lambda head: head.startswith(EBML_MARK), read_webm),
    (lambda head: head.startswith(b"OggS"), read_ogg),
    (lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE", read_wav),
    (lambda head: head.startswith(b"fLaC"), read_flac),
    (looks_like_mp3, read_mp3),
)
# What is often taken for a film, but is none that browsers play; by its first bytes.
_OTHER_FORMATS = (
    (b"#!AMR", "AMR"),
    (b"0&\xb2u", "WMV / WMA"),
    (b"FLV\x01", "FLV"),
    (b"FORM", "AIFF"),
    (b".RMF", "RealMedia"),
    (b"MThd", "MIDI"),
    (b"\0\0\x01\xba", "MPEG"),
    (b"\0\0\x01\xb3", "MPEG"),
    (b"RIFF", "AVI"),
    (b"G@", "MPEG-TS"),
    (b"PK\x03\x04", "ZIP"),
    (b"<", "HTML"),
)


def read_all_recordings(
    content: Path, entries: Sequence[Entry], files: Collection[str], cache: Cache, problems: list[Problem]
) -> dict[str, Recording]:
    """Read the header of each film and recording that entries name, among `files` (paths under `content`).

    Gives them by path; what cannot go into the site is absent and told in `problems`.
    """
    recordings = {}
    for path in sorted(_named(entries) & set(files)):
        try:
            recordings[path] = read_recording(content, path, cache)
        except RecordingError as refused:
            facts = {"found": refused.found or "?", "allowed": f"{MAX_BYTES // 1_000_000} MB"}
            if refused.code == "media.too-large":
                facts["variable"] = variable("RECORDING_MB")
            problems.append(Problem(refused.code, f"content/{path}", facts=facts))
    return recordings


def read_recording(content: Path, path: str, cache: Cache) -> Recording:
    """Read one recording, or remember it.

    Raises RecordingError: `media.too-large`, `media.format`, `media.truncated`, `media.unreadable`.
    """
    try:
        file = lying_at(content, path)
        found = file.lstat()
        if not stat.S_ISREG(found.st_mode):
            raise RecordingError("media.unreadable")
        if found.st_size > MAX_BYTES:
            raise RecordingError("media.too-large", f"{found.st_size // 1_000_000} MB")
        digest = cache.digest_of(file)
        key = f"{RECORDING_VERSION}-{digest}"
        kept = cache.get("recording", key)
        header = _from_json(kept) if kept is not None else read_header(file)
    except OSError as error:
        raise RecordingError("media.unreadable") from error
    if kept is None:
        cache.put("recording", key, _as_json(header))
    return Recording(path, digest, found.st_size, header)


def read_header(path: Path) -> Header:
    """Read what the header of a film or a recording tells; raises RecordingError, OSError."""
    with path.open("rb") as opened:
        file = RecordingFile(opened)
        head = file.at(0, min(file.size, 16))
        for is_such, read in _READERS:
            if is_such(head):
                return read(file)
    found = next((name for start, name in _OTHER_FORMATS if head.startswith(start)), "")
    raise RecordingError("media.format", found)


def recording_outputs(
    copies: Mapping[str, str], recordings: Mapping[str, Recording], content: Path, cache: Cache
) -> tuple[Output, ...]:
    """Give the recordings of the site: the files themselves, or where those tell a place, copies that do not.

    `copies` says, by path in the site, which recording under `content` goes there. Raises OSError where a copy
    cannot be written.
    """
    outputs = []
    for path, source in copies.items():
        recording, file = recordings[source], lying_at(content, source)
        if recording.header.blanks:
            kept = cache.file("recordings", f"{RECORDING_VERSION}-{recording.digest}")
            if not kept.is_file():
                cache.folder_of("recordings")
                write_without_place(file, recording.header.blanks, kept)
            file = kept
        outputs.append(Output(path, file, Stage.ASSET))
    return tuple(outputs)


def write_without_place(source: Path, blanks: Sequence[Blank], target: Path) -> None:
    """Copy a recording to `target` with `blanks` left out: it is there whole or not at all. Raises OSError."""
    beside = target.with_name(f".{target.name}.tmp")
    try:
        shutil.copyfile(source, beside)
        with beside.open("r+b") as file:
            for blank in blanks:
                file.seek(blank.offset)
                file.write(blank.head)
                for start in range(0, blank.zeros, _CHUNK_BYTES):
                    file.write(bytes(min(_CHUNK_BYTES, blank.zeros - start)))
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _named(entries: Sequence[Entry]) -> set[str]:
    named: set[str] = set()
    for entry in entries:
        folder = PurePosixPath(entry.path).parent
        named.update(str(folder / medium.file) for medium in entry.media if medium.file)
        if isinstance(entry, Tour):
            named.update(str(folder / stop.audio) for stop in entry.stops if stop.audio)
    return named


def _as_json(header: Header) -> bytes:
    facts = dataclasses.asdict(header)
    facts["blanks"] = [[blank.offset, blank.head.hex(), blank.zeros] for blank in header.blanks]
    return json.dumps(facts).encode()


def _from_json(kept: bytes) -> Header:
    facts = json.loads(kept)
    blanks = tuple(Blank(offset, bytes.fromhex(head), zeros) for offset, head, zeros in facts.pop("blanks"))
    return Header(**facts, blanks=blanks)
