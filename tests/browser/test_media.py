"""Films and recordings in a real browser: captions from disk too, nothing that moves, nothing that tells a place.

A small exhibition is made for it: a film with captions in two languages and a
still of another shape, a sound, and a tour with a sound at its stop.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from jiangxin.folders import Folders
from jiangxin.pipeline import build
from tests.browser.conftest import COUNT_SHIFTS, moving, opened, serving
from tests.films import wav, webm_tagged

PLACE = b"+31.2304+121.4737/"
PAGES = ("exhibits/lathe.html", "en/exhibits/lathe.html", "tours/walk.html")

EXHIBITION = (
    "title: 展\ntitle_en: Show\nlanguages: [zh-Hans, en]\n"
    "layout:\n  formula: '1'\n  groups:\n    - {key: main, title: 主, title_en: Main, count: 1}\n"
)
HALL = "---\ntitle: 主\nkind: hall\ngroup: main\n---\n"
EXHIBIT = """---
title: 车床
hall: main
media:
  - {kind: video, file: film.webm, title: 开动, captions: film.srt, poster: still.png}
  - {kind: video, file: again.webm, title: 再来, captions: film.srt}
  - {kind: audio, file: hum.wav, title: 声音, transcript: 嗡嗡}
---
"""
TOUR = "---\ntitle: 路线\nstops: [{at: exhibit/lathe, text: 听, audio: stop.wav}]\n---\n"
TRACK = """() => {
  const video = document.querySelector("video"), track = video.querySelector("track[default]");
  const words = [...track.track.cues].map(cue => cue.text);
  return [track.readyState, track.srclang, words, video.querySelectorAll("track").length];
}"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the exhibition; give its site."""
    root = tmp_path_factory.mktemp("films")
    content = root / "content"
    (content / "exhibits" / "lathe").mkdir(parents=True)
    for path, words in {
        "exhibition.yaml": EXHIBITION,
        "halls/main.md": HALL,
        "exhibits/lathe/index.md": EXHIBIT,
        "exhibits/lathe/film.srt": "1\n00:00:00,000 --> 00:00:02,000\n大家好\n",
        "exhibits/lathe/film.en.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Luo>Hello & welcome\n",
        "tours/walk.md": TOUR,
    }.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(words, "utf-8")
    film = webm_tagged(b"LOCATION", PLACE)
    for path, data in {
        "exhibits/lathe/film.webm": film,
        "exhibits/lathe/again.webm": film,
        "exhibits/lathe/hum.wav": wav(2),
        "tours/stop.wav": wav(1),
    }.items():
        (content / path).write_bytes(data)
    Image.new("RGB", (600, 600), "#1e4c8a").save(content / "exhibits" / "lathe" / "still.png")
    built = build(Folders.of(root, root / "site", root / "cache"))
    assert built.warnings == ()
    return root / "site"


@pytest.fixture(scope="module")
def served(made: Path) -> Iterator[str]:
    """Serve the site in a sub-path on this machine; give its address."""
    with serving(made.parent) as root:
        yield f"{root}{made.name}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page as on a phone, which counts what moves."""
    made = browser.new_page(viewport={"width": 390, "height": 844})
    made.add_init_script(COUNT_SHIFTS)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("path", "lang", "words"),
    [
        ("exhibits/lathe.html", "zh-Hans", "大家好"),
        ("en/exhibits/lathe.html", "en", "<v Luo>Hello &amp; welcome</v>"),
    ],
)
@pytest.mark.parametrize("from_disk", [True, False])
def test_captions_are_there_under_the_policy(
    page: Page, made: Path, served: str, path: str, lang: str, words: str, from_disk: bool
) -> None:
    """From disk and under http the track in the page's language is loaded and shown, and the console is silent."""
    said = opened(page, (made / path).as_uri() if from_disk else f"{served}{path}")
    page.wait_for_function("document.querySelector('track[default]').readyState > 1")
    assert page.evaluate(TRACK) == [2, lang, [words], 2]
    assert said == []


def test_a_film_plays_though_its_place_was_taken_out(page: Page, made: Path) -> None:
    """The published copy is whole for a browser, and holds no place."""
    for film in (made / "media").iterdir():
        assert PLACE not in film.read_bytes()
    page.goto((made / PAGES[0]).as_uri())
    assert page.evaluate(
        "async () => { const film = document.querySelector('video'); film.muted = true; await film.play();"
        " await new Promise(done => film.addEventListener('timeupdate', done, {once: true}));"
        " return [film.error, film.videoWidth, film.videoHeight, Math.round(film.duration)] }"
    ) == [None, 64, 36, 3]


def test_nothing_moves_when_films_arrive(page: Page, served: str) -> None:
    """A film has its place from the first paint, whatever the shape of its still."""

    def shift_of(path: str) -> float:
        page.goto(f"{served}{path}")
        page.evaluate(
            "document.querySelectorAll('video, audio').forEach(each => { each.preload = 'auto'; each.load() })"
        )
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(300)
        return float(page.evaluate("self.shift"))

    assert moving(PAGES, shift_of) == []
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{served}{PAGES[0]}")
        shapes = page.evaluate(
            "[...document.querySelectorAll('video')].map(each => each.offsetWidth / each.offsetHeight)"
        )
        assert shapes == pytest.approx([64 / 36, 64 / 36], rel=0.01)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_what_is_said_can_be_read_without_scripts(browser: Browser, made: Path) -> None:
    """The transcript opens, the files are links, and the controls are the browser's own."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((made / PAGES[0]).as_uri())
    assert page.locator("video[controls], audio[controls]").count() == 3
    words = page.locator(".medium details").first
    assert not words.locator("p").first.is_visible()
    words.locator("summary").click()
    assert words.locator("p").first.inner_text() == "0:00 大家好"
    for href in [each.get_attribute("href") for each in page.locator(".medium figcaption a").all()]:
        assert href is not None and (made / "exhibits" / href).resolve().is_file()
    context.close()
