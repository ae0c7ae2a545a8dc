"""Films and recordings: files that go into the site as they are, with captions and what is said in them."""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Iterable, Iterator

from jiangxin.model import entry as written
from jiangxin.model.entry import Entry
from jiangxin.model.media import Captions, Cue, Recording
from jiangxin.model.text import Phrase
from jiangxin.model.wording import Wording
from jiangxin.pages.parts import Medium, Passage, Track
from jiangxin.pages.pictures import file_size, largest_fallback
from jiangxin.pages.sheet import Sheet

PAUSE_MS = 2000  # a silence as long as this ends a paragraph

_DEFAULT_SIZE_PX = (1280, 720)  # where a film does not tell its own
_SENTENCE_ENDS = "，。、；：！？…—）》」』”’"  # after which Chinese goes on without a space


def media_of(sheet: Sheet, entry: Entry) -> tuple[Medium, ...]:
    """Give an entry's films and recordings, those whose files could be read."""
    return tuple(shown for medium in entry.media if (shown := _medium_of(sheet, entry, medium)) is not None)


def recording_href(sheet: Sheet, entry: Entry, file: str | None) -> str:
    """Give the href of a recording beside an entry, and note that the site needs it; "" where it cannot be shown."""
    recording = _recording(sheet, entry, file)
    if recording is None:
        return ""
    stem, ending = posixpath.splitext(posixpath.basename(recording.path).lower())
    plain = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "recording"
    path = f"media/{plain}.{recording.digest[:10]}{ending}"
    sheet.edition.darkroom.copy(path, recording.path)
    return sheet.asset(path)


def duration_in_words(seconds: int, wording: Wording) -> str:
    """Give a duration as people say it: `3 分 12 秒`; "" where it is not known."""
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if hours:
        return wording("pages.duration.hours", h=hours, m=minutes)
    if minutes:
        return wording("pages.duration.minutes", m=minutes, s=seconds % 60)
    return wording("pages.duration.seconds", s=seconds) if seconds else ""


def passages(captions: Captions) -> Iterator[Passage]:
    """Make paragraphs of captions: one ends where someone else speaks, or where nobody does for a while."""
    speaker, start_ms, words = "", 0, ""
    last: Cue | None = None
    for cue in captions.cues:
        for said in cue.utterances:
            is_pause = last is not None and cue is not last and cue.start_ms - last.end_ms > PAUSE_MS
            if words and (is_pause or said.speaker != speaker):
                yield Passage(Phrase(words, captions.lang), speaker, _clock(start_ms))
                words = ""
            if not words:
                speaker, start_ms = said.speaker, cue.start_ms
            words = _joined(words, said.words)
            last = cue
    if words:
        yield Passage(Phrase(words, captions.lang), speaker, _clock(start_ms))


def _medium_of(sheet: Sheet, entry: Entry, medium: written.Medium) -> Medium | None:
    recording = _recording(sheet, entry, medium.file)
    if recording is None:
        return None
    kind = medium.kind or "video"
    header = recording.header
    width_px, height_px = (header.width_px, header.height_px) if header.width_px else _DEFAULT_SIZE_PX
    seconds = max(1, round(header.duration_ms / 1000)) if header.duration_ms else 0
    named = _beside(entry, medium.captions) if medium.captions else ""
    captions = sheet.edition.exhibition.captions.get(named, ())
    return Medium(
        kind=kind,
        kind_label=sheet.wording(f"values.media.{kind}"),
        src=recording_href(sheet, entry, medium.file),
        title=sheet.phrase(medium.title),
        width_px=width_px,
        height_px=height_px,
        seconds=seconds,
        duration=duration_in_words(seconds, sheet.wording),
        format=posixpath.splitext(recording.path)[1][1:].upper(),
        size=file_size(recording.file_bytes),
        transcript=_transcript(sheet, medium, captions),
        tracks=tuple(_track(sheet, each, named) for each in captions) if kind == "video" else (),
        poster=_poster(sheet, entry, medium.poster),
    )


def _transcript(sheet: Sheet, medium: written.Medium, captions: Iterable[Captions]) -> tuple[Passage, ...]:
    """Give what is said, in the page's language where there is such: as the editor wrote it, else by the captions."""
    words = sheet.phrase(medium.transcript)
    in_page_language = next((each for each in captions if each.lang == sheet.lang), None)
    if words is not None and (words.lang == sheet.lang or in_page_language is None):
        paragraphs = (" ".join(each.split()) for each in re.split(r"\n\s*\n", words.text))
        return tuple(Passage(Phrase(each, words.lang)) for each in paragraphs if each)
    shown = in_page_language or next(iter(captions), None)
    return tuple(passages(shown)) if shown is not None else ()


def _track(sheet: Sheet, captions: Captions, named: str) -> Track:
    """Give captions as a `data:` address: browsers refuse a page from disk a track that is a file."""
    return Track(
        kind="captions" if captions.path == named else "subtitles",
        src="data:text/vtt;base64," + base64.b64encode(captions.as_webvtt().encode()).decode(),
        lang=captions.lang,
        label=sheet.wording.strings.get(f"pages.languages.{captions.lang}", captions.lang),
        is_default=captions.lang == sheet.lang,
    )


def _poster(sheet: Sheet, entry: Entry, file: str | None) -> str:
    """Give the href of a still picture, made anew like every photograph: no original is published."""
    photograph = sheet.edition.darkroom.photograph(entry, file)
    derivatives = sheet.edition.darkroom.derivatives(photograph, "lead") if photograph else ()
    return sheet.asset(largest_fallback(derivatives).path) if derivatives else ""


def _recording(sheet: Sheet, entry: Entry, file: str | None) -> Recording | None:
    return sheet.edition.exhibition.recordings.get(_beside(entry, file)) if file else None


def _beside(entry: Entry, file: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), file))


def _joined(words: str, more: str) -> str:
    return f"{words}{more}" if not words or words[-1] in _SENTENCE_ENDS else f"{words} {more}"


def _clock(milliseconds: int) -> str:
    """Give a moment of a film as players show it: `0:07`, `1:02:33`."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
