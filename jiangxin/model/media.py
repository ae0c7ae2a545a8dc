"""Films and recordings as the plan knows them: read once, never decoded here."""

from __future__ import annotations

from jiangxin.model.frozen import frozen


@frozen
class Utterance:
    """Plain words of a cue, and who says them; "" where the captions do not tell."""

    speaker: str
    words: str


@frozen
class Cue:
    """Words that are shown over a film for a while.

    `markup` is WebVTT cue text that holds nothing but words and the tags
    b, i, u, c, v, lang, ruby and rt, balanced and escaped.
    """

    start_ms: int
    end_ms: int
    markup: str
    utterances: tuple[Utterance, ...]
    name: str = ""  # the cue's own name or number
    settings: str = ""  # where it stands, "line:0 align:start"


@frozen
class Captions:
    """The captions of a film in one language: at least one cue, in the order of time."""

    path: str  # under content/
    lang: str
    cues: tuple[Cue, ...]

    def as_webvtt(self) -> str:
        """Write the captions anew, as WebVTT."""
        blocks = ["WEBVTT"]
        for cue in self.cues:
            settings = f" {cue.settings}" if cue.settings else ""
            times = f"{_timestamp(cue.start_ms)} --> {_timestamp(cue.end_ms)}{settings}"
            blocks.append("\n".join((*((cue.name,) if cue.name else ()), times, cue.markup)))
        return "\n\n".join(blocks) + "\n"


@frozen
class Blank:
    """A piece of a file that is published blank: at `offset` stands `head` instead, and then `zeros` zero bytes."""

    offset: int
    head: bytes
    zeros: int


@frozen
class Header:
    """What the header of a film or a recording tells.

    `width_px` and `height_px` are those of the upright film, 0 where it has no
    picture or does not tell; `duration_ms` is 0 where the file does not tell.
    `blanks` are what the published copy leaves out, so that it tells no place.
    """

    format: str  # "mp4", "webm", "mp3", "ogg", "wav", "flac"
    duration_ms: int = 0
    width_px: int = 0
    height_px: int = 0
    codec: str = ""  # the picture's, as an MP4 names it: "avc1", "hvc1"
    is_fast_start: bool = True  # can be seen before it is there whole
    place_track: str = ""  # a track that tells the camera's way and cannot be left out: "gpmd"
    blanks: tuple[Blank, ...] = ()


@frozen
class Recording:
    """A film or a recording: a file of known bytes, and its header."""

    path: str  # under content/
    digest: str
    file_bytes: int
    header: Header


def _timestamp(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"
