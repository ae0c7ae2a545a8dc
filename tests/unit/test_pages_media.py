"""Films and recordings on pages, and the rules they are held to."""

import base64
import dataclasses

import pytest

from jiangxin.curation.check import check
from jiangxin.curation.check_media import LARGE_BYTES
from jiangxin.curation.curate import curate
from jiangxin.model.entry import Entry
from jiangxin.model.library import Library
from jiangxin.model.media import Captions, Cue, Header, Recording, Utterance
from jiangxin.pages.media import duration_in_words, passages
from jiangxin.pages.parts import Medium
from jiangxin.pages.plan import SitePlan, plan
from jiangxin.pages.views import EntryView, TourView
from jiangxin.wording import read_wording
from tests.samples import HALL, entry, library
from tests.unit.exhibitions import THEME, finished, view

FILM = Recording("exhibits/Film 1.MP4", "0123456789abcdef", 12_345_678, Header("mp4", 192_400, 1080, 1920, "avc1"))


def cue(start_ms: int, end_ms: int, words: str, speaker: str = "") -> Cue:
    """Make a cue of plain words."""
    return Cue(start_ms, end_ms, words, (Utterance(speaker, words),))


CHINESE = Captions("exhibits/f.vtt", "zh-Hans", (cue(0, 1000, "你好"), cue(1500, 2000, "看这里")))
ENGLISH = Captions("exhibits/f.en.srt", "en", (cue(0, 1000, "Hello"),))


def filled(*entries: Entry, recordings: tuple[Recording, ...] = (FILM,), tracks: tuple[Captions, ...] = ()) -> Library:
    """Make a library with recordings, and with captions under the name of the first."""
    captions = {tracks[0].path: tracks} if tracks else {}
    files = (*(each.path for each in recordings), *(each.path for each in tracks))
    there = {each.path: each for each in recordings}
    return library(HALL, *entries, recordings=there, captions=captions, files=files)


def work(fields: str = "", kind: str = "video") -> Entry:
    """Make an exhibit with one film."""
    return entry("exhibit", "w", f"title: 物\nhall: main\nmedia: [{{kind: {kind}, file: 'Film 1.MP4'{fields}}}]")


def planned(found: Library) -> SitePlan:
    """Plan the site of a library."""
    exhibition = curate(found)
    return finished(plan(exhibition, THEME, {lang: read_wording(lang) for lang in exhibition.languages}))


def shown(found: Library, path: str = "exhibits/w.html") -> Medium:
    """Give the film on the exhibit's page."""
    return view(planned(found), path, EntryView).media[0]


def codes(found: Library) -> list[tuple[str, str, bool]]:
    """Give what is wrong with a library's films, where, and whether it blocks."""
    return [(each.code, each.field or each.path, each.blocks) for each in check(found)]


def test_a_film_goes_into_the_site_under_a_safe_name() -> None:
    """Its address carries its digest, so no two share one; the plan says where the file comes from."""
    made = planned(filled(work()))
    film = view(made, "exhibits/w.html", EntryView).media[0]
    assert film.src == "../media/film-1.0123456789.mp4"
    assert made.copies == {"media/film-1.0123456789.mp4": "exhibits/Film 1.MP4"}
    assert (film.width_px, film.height_px, film.format, film.size) == (1080, 1920, "MP4", "12.3 MB")
    assert (film.kind_label, film.seconds, film.duration) == ("影片", 192, "3 分 12 秒")


def test_a_film_that_could_not_be_read_is_not_shown() -> None:
    """`check` tells the editor; the page has no empty frame."""
    assert view(planned(filled(work(), recordings=())), "exhibits/w.html", EntryView).media == ()


def test_a_film_without_a_size_has_the_usual_place() -> None:
    """Nothing moves when its first frame arrives."""
    sound = dataclasses.replace(FILM, header=Header("mp4"))
    film = shown(filled(work(), recordings=(sound,)))
    assert (film.width_px, film.height_px, film.seconds, film.duration) == (1280, 720, 0, "")


def test_each_language_of_the_captions_is_a_track() -> None:
    """As data, so that it works from disk; that of the page's language is shown at once."""
    found = filled(work(", captions: f.vtt"), tracks=(CHINESE, ENGLISH))
    chinese, english = shown(found).tracks
    assert (chinese.kind, chinese.lang, chinese.is_default) == ("captions", "zh-Hans", True)
    assert (english.kind, english.lang, english.is_default, english.label) == ("subtitles", "en", False, "English")
    start, _, data = english.src.partition(",")
    assert start == "data:text/vtt;base64"
    assert base64.b64decode(data).decode() == "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHello\n"
    assert [each.is_default for each in shown(found, "en/exhibits/w.html").tracks] == [False, True]


def test_a_recording_has_a_transcript_instead_of_tracks() -> None:
    """Nothing is shown over a sound."""
    sound = shown(filled(work(", captions: f.vtt", kind="audio"), tracks=(CHINESE,)))
    assert sound.tracks == () and [each.words.text for each in sound.transcript] == ["你好 看这里"]


def test_a_transcript_is_in_the_pages_language_where_it_can_be() -> None:
    """The editor's own words come first, unless only the captions are in the page's language."""
    both = filled(work(', captions: f.vtt, transcript: "一\\n\\n二 \\n三"'), tracks=(CHINESE, ENGLISH))
    assert [(each.words.text, each.time) for each in shown(both).transcript] == [("一", ""), ("二 三", "")]
    english = shown(both, "en/exhibits/w.html").transcript
    assert [(each.words.text, each.words.lang, each.time) for each in english] == [("Hello", "en", "0:00")]
    one = filled(work(", captions: f.vtt"), tracks=(CHINESE,))
    assert shown(one, "en/exhibits/w.html").transcript[0].words.lang == "zh-Hans"
    assert shown(filled(work())).transcript == ()


def test_a_paragraph_ends_with_a_pause_or_a_speaker() -> None:
    """Cues that follow each other are one; those of someone else, or after two seconds of silence, begin another."""
    cues = (
        cue(0, 1000, "我是罗明浩。", "罗"),
        cue(2900, 4000, "这是车床", "罗"),
        cue(4000, 5000, "它很老", "罗"),
        cue(7001, 8000, "很老", "罗"),
        cue(8000, 9000, "多老？", "问"),
        cue(3_723_000, 3_724_000, "1980"),
    )
    assert [(each.speaker, each.time, each.words.text) for each in passages(Captions("", "zh", cues))] == [
        ("罗", "0:00", "我是罗明浩。这是车床 它很老"),
        ("罗", "0:07", "很老"),
        ("问", "0:08", "多老？"),
        ("", "1:02:03", "1980"),
    ]


@pytest.mark.parametrize(
    ("seconds", "chinese", "english"),
    [(0, "", ""), (9, "9 秒", "9 s"), (60, "1 分 0 秒", "1 min 0 s"), (3 * 3600 + 240, "3 小时 4 分", "3 h 4 min")],
)
def test_a_duration_is_said_as_people_say_it(seconds: int, chinese: str, english: str) -> None:
    """In hours and minutes, minutes and seconds, or seconds."""
    for lang, words in (("zh-Hans", chinese), ("en", english)):
        assert duration_in_words(seconds, read_wording(lang)) == words


def test_a_tours_recording_is_there_or_not_offered() -> None:
    """The stop's audio is a recording like every other."""
    sound = Recording("tours/a.mp3", "fedcba9876543210", 1, Header("mp3"))
    tour = entry(
        "tour", "t", "title: 线\nstops: [{at: hall/main, text: 这里, audio: a.mp3}, {at: hall/main, audio: b.mp3}]"
    )
    stops = view(planned(filled(tour, recordings=(sound,))), "tours/t.html", TourView).stops
    assert [each.audio for each in stops] == ["../media/a.fedcba9876.mp3", ""]


def test_everyone_can_follow_a_film() -> None:
    """Without captions and transcript there is a warning; one of them will do."""
    assert codes(filled(work())) == [("media.no-transcript", "media[0]", False)]
    assert codes(filled(work(", transcript: 词"))) == []
    assert codes(filled(work(", captions: f.vtt"), tracks=(CHINESE, ENGLISH))) == []
    sound = Recording("tours/a.mp3", "f", 1, Header("mp3"))
    tour = entry(
        "tour", "t", "title: 线\nstops: [{at: hall/main, text: 这里, audio: a.mp3}, {at: hall/main, audio: a.mp3}]"
    )
    assert codes(filled(tour, recordings=(sound,))) == [("media.no-transcript", "stops[1]", False)]


@pytest.mark.parametrize(
    ("recording", "code", "blocks"),
    [
        (dataclasses.replace(FILM, header=Header("webm")), "media.mislabelled", True),
        (dataclasses.replace(FILM, header=Header("mp4", place_track="gpmd")), "media.place-track", True),
        (dataclasses.replace(FILM, file_bytes=LARGE_BYTES + 1), "media.large", False),
        (dataclasses.replace(FILM, header=Header("mp4", codec="hvc1")), "media.codec", False),
        (dataclasses.replace(FILM, header=Header("mp4", is_fast_start=False)), "media.slow-start", False),
    ],
)
def test_what_visitors_cannot_play_is_told(recording: Recording, code: str, blocks: bool) -> None:
    """By the file it concerns; what is only slow or rare does not block."""
    found = filled(work(", transcript: 词"), recordings=(recording,))
    assert codes(found) == [(code, "content/exhibits/Film 1.MP4", blocks)]


def test_a_translation_of_captions_is_used() -> None:
    """No entry names it, but it is no stray file; one in a language that is not listed is."""
    found = filled(work(", captions: f.vtt"), tracks=(CHINESE, ENGLISH))
    stray = dataclasses.replace(found, files=(*found.files, "exhibits/f.de.vtt"))
    assert codes(stray) == [("file.unused", "content/exhibits/f.de.vtt", False)]
