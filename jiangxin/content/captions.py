"""Captions, WebVTT or SRT → cues that can be shown as they are.

The file is read with bounds, in whatever encoding editors' tools write. Cues
are checked as they are met, every complaint with its line. What is no caption
(notes, style sheets, regions) is dropped, tags that WebVTT does not know lose
their brackets, and what remains is written anew: no byte of the file itself
goes into a page.
"""

from __future__ import annotations

import codecs
import html
import re
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from jiangxin.folders import lying_at
from jiangxin.limits import limit, variable
from jiangxin.model.entry import Entry
from jiangxin.model.media import Captions, Cue, Utterance
from jiangxin.patterns import pattern
from jiangxin.problems import Problem

ENDINGS = (".vtt", ".srt")
MAX_BYTES = 1_000 * limit("CAPTIONS_KB")
MAX_NESTING = 16
COMPLAINTS_TOLD = 10  # for one file: who mends the first will look at the others

_ARROW = "-->"
_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = pattern(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s+(\S.*))?\s*")
_SETTING = pattern(r"(?:vertical|line|position|size|align):[a-z0-9.,%-]{1,30}")
_NO_CUE = pattern(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_CONTROL = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_TAG = pattern(r"<(/?[A-Za-z0-9][^<>]*)>")
_NAME = pattern(r"(/?)(b|i|u|c|v|lang|ruby|rt)((?:\.[\w-]+)*)(?:\s+(.*))?", re.DOTALL)
_OVERRIDE = pattern(r"\{\\[^{}]*\}")  # {\an8}: what subtitle editors write into SRT
_MAY_STAY_OPEN = ("v", "lang", "rt")


class _UnreadableError(Exception):
    """The file is not text that could hold captions; carries the problem's code."""


@dataclass(slots=True)
class _Desk:
    """Where one file is read: its name, and what is wrong with it."""

    name: str
    complaints: list[Problem] = field(default_factory=list)

    def tell(self, code: str, line: int, found: str = "", *, blocks: bool = True) -> None:
        if len(self.complaints) < COMPLAINTS_TOLD:
            self.complaints.append(Problem(code, self.name, line, "", {"found": found[:60]}, blocks=blocks))


def read_all_captions(
    content: Path,
    entries: Sequence[Entry],
    files: Collection[str],
    languages: Sequence[str],
    problems: list[Problem],
) -> dict[str, tuple[Captions, ...]]:
    """Read the captions that entries name, and their translations beside them (`film.vtt`, `film.en.vtt`).

    `files` are the paths under `content` that there are, `languages` those of the exhibition, the first one first.
    Gives, by the path of the file that is named, its captions in the order of `languages`; a file that is missing
    or cannot be used is absent. What is wrong is told in `problems`, by file and line.
    """
    named = {
        str(PurePosixPath(entry.path).parent / medium.captions)
        for entry in entries
        for medium in entry.media
        if medium.captions and medium.captions.lower().endswith(ENDINGS)
    }
    there = set(files)
    tracks: dict[str, tuple[Captions, ...]] = {}
    for path in sorted(named & there):
        read = [
            Captions(each, lang, cues)
            for lang, each in _in_languages(path, there, languages).items()
            if (cues := read_captions(lying_at(content, each), f"content/{each}", problems))
        ]
        if read:
            tracks[path] = tuple(read)
    return tracks


def read_captions(path: Path, name: str, problems: list[Problem]) -> tuple[Cue, ...]:
    """Read one file; `name` is how `problems` call it. Gives no cue where none can be used."""
    desk = _Desk(name)
    try:
        text = _decoded(_bounded(path))
    except _UnreadableError as refused:
        facts = {"allowed": f"{MAX_BYTES // 1000} kB"}
        if str(refused) == "captions.too-large":
            facts["variable"] = variable("CAPTIONS_KB")
        problems.append(Problem(str(refused), name, facts=facts))
        return ()
    cues = _parsed(text, desk)
    problems += desk.complaints
    return cues


def _parsed(text: str, desk: _Desk) -> tuple[Cue, ...]:
    """Read WebVTT or SRT, lines ended by LF; what is wrong is told at `desk`."""
    is_webvtt = re.match(r"WEBVTT(?:[ \t\n]|$)", text) is not None
    if not is_webvtt and desk.name.lower().endswith(".vtt"):
        desk.tell("captions.header", 1, text.partition("\n")[0])
        return ()
    cues: list[Cue] = []
    for line, block in _blocks(text):
        if is_webvtt and line == 1:
            _check_header(block, desk)
            continue
        if is_webvtt and _NO_CUE.match(block[0]) and _ARROW not in "".join(block[:2]):
            continue
        cue = _cue(line, block, is_webvtt, desk)
        if cue is None:
            continue
        if cues and cue.start_ms < cues[-1].start_ms:
            desk.tell("captions.order", line, cue.name or block[0])
        cues.append(cue)
    if not cues and not desk.complaints:
        desk.tell("captions.empty", 0)
    return tuple(cues)


def _check_header(block: list[str], desk: _Desk) -> None:
    """A cue that follows the header without an empty line would go under with it."""
    for line, words in enumerate(block, 1):
        if _ARROW in words:
            desk.tell("captions.joined", line, words)


def _in_languages(path: str, there: Collection[str], languages: Sequence[str]) -> Mapping[str, str]:
    """Give the captions file of each language: the one named, and those that differ from it by a language's code."""
    named = PurePosixPath(path)
    lang = named.stem.rpartition(".")[2]
    if lang not in languages:
        lang = languages[0]
    stem = named.stem.removesuffix(f".{lang}")
    found = {}
    for each in languages:
        names = [f"{stem}.{each}{ending}" for ending in ENDINGS]
        if each == languages[0]:
            names += [f"{stem}{ending}" for ending in ENDINGS]
        beside = path if each == lang else next((p for n in names if (p := str(named.parent / n)) in there), None)
        if beside is not None:
            found[each] = beside
    return found


def _bounded(path: Path) -> bytes:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise _UnreadableError("file.special")
    with path.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise _UnreadableError("captions.too-large")
    return raw


def _decoded(raw: bytes) -> str:
    """Decode UTF-8, UTF-16 with its mark, or GB18030, in which Chinese subtitle tools write."""
    is_utf_16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    raise _UnreadableError("captions.encoding")


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the runs of lines between empty ones, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate((*text.split("\n"), ""), 1):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield number - len(block), block
            block = []


def _cue(line: int, block: list[str], is_webvtt: bool, desk: _Desk) -> Cue | None:
    at = 0 if _ARROW in block[0] else 1
    if len(block) <= at or _ARROW not in block[at]:
        desk.tell("captions.cue", line, block[0])
        return None
    times = _TIMES.fullmatch(block[at])
    if times is None:
        desk.tell("captions.time", line + at, block[at])
        return None
    start, end = _milliseconds(*times.groups()[:4]), _milliseconds(*times.groups()[4:8])
    if start >= end:
        desk.tell("captions.backwards", line + at, block[at])
        return None
    words = block[at + 1 :]
    joined = next((index for index, each in enumerate(words) if _ARROW in each), None)
    if joined is not None:
        desk.tell("captions.joined", line + at + 1 + joined, words[joined])
        return None
    markup, utterances, is_balanced = _cue_text("\n".join(words), is_webvtt)
    if not is_balanced:
        desk.tell("captions.tags", line + at + 1, words[0], blocks=False)
    if not any(each.words for each in utterances):
        return None  # a pause that some tools write down
    settings = " ".join(each for each in (times[9] or "").split() if _SETTING.fullmatch(each)) if is_webvtt else ""
    return Cue(start, end, markup, utterances, block[0] if at else "", settings)


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    return (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))


def _cue_text(text: str, is_webvtt: bool) -> tuple[str, tuple[Utterance, ...], bool]:
    """Give a cue's text written anew, its plain words by speaker, and whether its tags were balanced."""
    if not is_webvtt:
        text = _OVERRIDE.sub("", text)
    written: list[str] = []
    spoken: list[tuple[str, list[str]]] = [("", [])]
    opened: list[str] = []
    is_balanced = True
    for index, piece in enumerate(_TAG.split(text)):
        if not index % 2:
            words = html.unescape(piece) if is_webvtt else piece
            written.append(html.escape(words, quote=False))
            if "rt" not in opened:  # the reading of a character is not said twice
                spoken[-1][1].append(words)
        elif tag := _NAME.fullmatch(piece):
            is_end, name, classes, annotation = tag.groups()
            if is_end:
                is_balanced &= _close(name, opened, written)
            elif len(opened) == MAX_NESTING:
                is_balanced = False
                continue
            else:
                label = " ".join(html.unescape(annotation or "").split())
                written.append(f"<{name}{classes}{' ' if label else ''}{html.escape(label, quote=False)}>")
                opened.append(name)
            if name == "v":
                spoken.append(("" if is_end else label, []))
    is_balanced &= all(name in _MAY_STAY_OPEN for name in opened)
    written += (f"</{name}>" for name in reversed(opened))
    said = ((speaker, " ".join("".join(words).split("\n")).strip()) for speaker, words in spoken)
    lines = (line.strip() for line in "".join(written).split("\n"))
    markup = "\n".join(line for line in lines if line)  # an empty line, left by a dropped tag, would end the cue
    return markup, tuple(Utterance(*each) for each in said if each[1]), is_balanced


def _close(name: str, opened: list[str], written: list[str]) -> bool:
    """Write the end of a tag and of what was opened inside it; tell whether that is how it was meant."""
    if name not in opened:
        return False
    is_balanced = True
    while (inner := opened.pop()) != name:
        written.append(f"</{inner}>")
        is_balanced &= inner in _MAY_STAY_OPEN
    written.append(f"</{name}>")
    return is_balanced
