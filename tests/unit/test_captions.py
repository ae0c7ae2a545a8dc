"""Captions: WebVTT and SRT in, cues out that can be shown as they are."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.content.captions import COMPLAINTS_TOLD, MAX_BYTES, _cue_text, read_all_captions, read_captions
from jiangxin.model.media import Captions, Cue
from jiangxin.problems import Problem
from tests.samples import entry

SRT = "1\n00:00:01,500 --> 00:00:04,000\n大家好\n\n2\n00:00:04,000 --> 00:00:06,250\n这是一台车床\n"
LANGUAGES = ("zh-Hans", "en")


def read(tmp_path: Path, text: str | bytes, name: str = "film.vtt") -> tuple[tuple[Cue, ...], list[Problem]]:
    """Read one file; give its cues and what was wrong."""
    problems: list[Problem] = []
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_captions(path, name, problems), problems


def markup(tmp_path: Path, text: str) -> str:
    """Give how one cue's text is written anew."""
    cues, _ = read(tmp_path, f"WEBVTT\n\n00:00.000 --> 00:01.000\n{text}\n")
    return cues[0].markup


def codes(problems: list[Problem]) -> list[tuple[str, int, bool]]:
    """Give what was wrong, on which line, and whether it blocks."""
    return [(each.code, each.line, each.blocks) for each in problems]


def test_srt_becomes_webvtt(tmp_path: Path) -> None:
    """Commas become points, numbers stay as names."""
    cues, problems = read(tmp_path, SRT, "film.srt")
    assert problems == []
    assert Captions("film.srt", "zh", cues).as_webvtt() == (
        "WEBVTT\n\n1\n00:00:01.500 --> 00:00:04.000\n大家好\n\n2\n00:00:04.000 --> 00:00:06.250\n这是一台车床\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_of_editors_tools_is_read(tmp_path: Path, encoding: str, line_end: str) -> None:
    """UTF-8 with and without a mark, UTF-16 and GB18030, with every line end, give the same cues."""
    cues, problems = read(tmp_path, SRT.replace("\n", line_end).encode(encoding), "film.srt")
    assert problems == [] and [each.markup for each in cues] == ["大家好", "这是一台车床"]


def test_what_is_no_caption_is_dropped(tmp_path: Path) -> None:
    """Notes, style sheets and regions do not reach a page; settings of a known form do."""
    text = (
        "WEBVTT 标题\nKind: captions\n\nSTYLE\n::cue { background: url(https://example.org/) }\n\nREGION\nid:a\n\n"
        "NOTE 译者\n\nname\n00:01.000 --> 00:02.000 align:start line:0 region:a onclick:x\n你好\n"
    )
    cues, problems = read(tmp_path, text)
    assert problems == []
    assert [(each.name, each.settings, each.start_ms, each.end_ms) for each in cues] == [
        ("name", "align:start line:0", 1000, 2000)
    ]
    assert "url(" not in Captions("", "zh", cues).as_webvtt()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>a</b> <i>b</i> <u>c</u>", "<b>a</b> <i>b</i> <u>c</u>"),
        ("<v.loud 罗明浩>你好", "<v.loud 罗明浩>你好</v>"),
        ("<lang en>turning</lang>", "<lang en>turning</lang>"),
        ("<ruby>匠<rt>jiàng</rt></ruby>", "<ruby>匠<rt>jiàng</rt></ruby>"),
        ("<script>x</script><img src=x onerror=y>z", "xz"),
        ("<00:00:01.000>x", "x"),
        ("a &lt;b&gt; &amp; c < d > e", "a &lt;b&gt; &amp; c &lt; d &gt; e"),
        ("1 < 2", "1 &lt; 2"),
        ("<v <b>x", "&lt;v <b>x</b>"),
        ("a\n<x>\nb", "a\nb"),
        ("a&#10;&#10;STYLE", "a\nSTYLE"),
        ('<v "罗" onclick=x><script>x', '<v "罗" onclick=x>x</v>'),
    ],
)
def test_only_tags_of_captions_remain(tmp_path: Path, written: str, shown: str) -> None:
    """Known tags are balanced and kept, others lose their brackets, all else is escaped."""
    assert markup(tmp_path, written) == shown


def test_speakers_and_plain_words_are_told_apart(tmp_path: Path) -> None:
    """A transcript needs the words without tags and readings, and who says them."""
    cues, _ = read(
        tmp_path,
        "WEBVTT\n\n00:00.000 --> 00:01.000\n<v 罗>看<b>这里</b>\n<v 王>好的</v>，<ruby>匠<rt>jiàng</rt></ruby>\n",
    )
    assert [(each.speaker, each.words) for each in cues[0].utterances] == [
        ("罗", "看这里"),
        ("王", "好的"),
        ("", "，匠"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("00:01.000 --> 00:02.000\nx", ("captions.header", 1, True)),
        ("WEBVTT\n", ("captions.empty", 0, True)),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\nstray\n", ("captions.cue", 6, True)),
        ("WEBVTT\n\n1\n00:01 --> 00:02\nx", ("captions.time", 4, True)),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nx", ("captions.backwards", 3, True)),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nx\n\n00:01.000 --> 00:02.000\ny", ("captions.order", 6, True)),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nx\n00:03.000 --> 00:04.000\ny", ("captions.joined", 5, True)),
        ("WEBVTT\n00:02.000 --> 00:03.000\nx", ("captions.joined", 2, True)),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\n<b>x", ("captions.tags", 4, False)),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nx</i>", ("captions.tags", 4, False)),
        (b"\xff\xfe\x00", ("captions.encoding", 0, True)),
        (b"\x81", ("captions.encoding", 0, True)),
        (b"x" * (MAX_BYTES + 1), ("captions.too-large", 0, True)),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path: Path, text: str | bytes, told: tuple[str, int, bool]) -> None:
    """An editor is led to the line to mend."""
    _, problems = read(tmp_path, text)
    assert codes(problems) == [told]


def test_a_file_full_of_faults_is_told_of_shortly(tmp_path: Path) -> None:
    """Whoever mends the first faults will find the others."""
    _, problems = read(tmp_path, "WEBVTT\n\n" + "stray\n\n" * 50)
    assert len(problems) == COMPLAINTS_TOLD


@pytest.mark.parametrize("piece", ["<b>", "<b", "<b>x</i>", "</b>", "<v ", "x ", "\t", "&", "{\\", "<rt>x", "&#10;"])
def test_no_text_takes_long(tmp_path: Path, piece: str) -> None:
    """A file as large as may be is read in the time of a blink, whatever is repeated in it."""
    start = time.process_time()
    for name, head in (
        ("film.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n"),
        ("film.srt", "00:00:00,000 --> 00:00:01,000 "),
    ):
        room = (MAX_BYTES - len(head)) // len(piece)
        read(tmp_path, head + piece * (room - 1) + "y", name)
    assert time.process_time() - start < 5


def test_a_silent_cue_is_left_out(tmp_path: Path) -> None:
    """Some tools write a pause as a cue without words."""
    cues, problems = read(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:02.000 --> 00:03.000\nx\n")
    assert problems == [] and len(cues) == 1


def test_translations_lie_beside_by_their_languages_code(tmp_path: Path) -> None:
    """`film.en.vtt` is the English of `film.vtt`, in whatever form; other languages are not taken."""
    (tmp_path / "exhibits").mkdir()
    for name in ("film.srt", "film.en.vtt", "film.de.vtt"):
        text = SRT if name.endswith(".srt") else "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n"
        (tmp_path / "exhibits" / name).write_text(text, "utf-8")
    files = [f"exhibits/{path.name}" for path in (tmp_path / "exhibits").iterdir()]
    problems: list[Problem] = []

    def tracks(named: str) -> dict[str, list[tuple[str, str]]]:
        work = entry(
            "exhibit", "w", f"title: 物\nhall: main\nmedia: [{{kind: video, file: film.mp4, captions: {named}}}]"
        )
        found = read_all_captions(tmp_path, [work], files, LANGUAGES, problems)
        return {path: [(each.lang, each.path) for each in captions] for path, captions in found.items()}

    both = [("zh-Hans", "exhibits/film.srt"), ("en", "exhibits/film.en.vtt")]
    assert tracks("film.srt") == {"exhibits/film.srt": both}
    assert tracks("film.en.vtt") == {"exhibits/film.en.vtt": both}
    assert tracks("other.vtt") == {} and problems == []


@given(st.text(alphabet="<>/bivclangruby &;:#.\n\\{}-0123456789WEBVTNO", max_size=200))
def test_whatever_is_written_stays_in_its_cue(text: str) -> None:
    """No text can end its cue, open another, or write a tag that is not allowed."""
    written, _, _ = _cue_text(text, True)
    assert "\n\n" not in written and "-->" not in written
    assert re.fullmatch(r"(?:[^<>]|</?(?:b|i|u|c|v|lang|ruby|rt)(?:\.[\w-]+)*(?: [^<>]*)?>)*", written)
