"""What was saved is shown at once where it is words of one entry, and only then."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jiangxin.folders import Folders
from jiangxin.glimpse import glimpse
from jiangxin.pipeline import Built, Options, build

GOLDEN = Path(__file__).parents[1] / "golden"
PAGES = {"craftsmen/li.html", "en/craftsmen/li.html", "craftsmen/luo.html", "halls/main.html", "timeline.html"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Folders]:
    """Give an exhibition that was built once for all tests here; each mends what it changed."""
    folder = tmp_path_factory.mktemp("exhibition")
    shutil.copytree(GOLDEN / "full" / "content", folder / "content")
    folders = Folders.of(folder)
    return build(folders, Options(jobs=1)), folders


Save = Callable[..., dict[str, str]]


@pytest.fixture
def save(built: tuple[Built, Folders]) -> Save:
    """Give what saves a text with something in it replaced, or added at its end, and what is then seen at once."""
    last, folders = built

    def saved(name: str, old: str = "", new: str = "", *, seen: set[str] = PAGES) -> dict[str, str]:
        path = folders.content / name
        text = path.read_bytes()
        changed = re.sub(old, new, text.decode(), count=1, flags=re.M) if old else text.decode() + new
        assert not old or changed != text.decode()
        path.write_text(changed, "utf-8")
        try:
            pages = glimpse(last, folders.content, [path], seen)
        finally:
            path.write_bytes(text)
        return {path: page.decode() for path, page in pages.items()}

    return saved


def test_words_of_a_text_are_shown_on_its_pages(save: Save) -> None:
    """A sentence more stands in every language's page that is seen, and on no other page."""
    pages = save("craftsmen/li.md", new="\n\n又添了一句。\n")
    assert pages.keys() == {"craftsmen/li.html", "en/craftsmen/li.html"}
    assert all("又添了一句。" in page for page in pages.values())
    assert save("craftsmen/li.md", new="\n\n又添了一句。\n", seen={"craftsmen/luo.html"}) == {}


def test_words_of_fields_are_shown(save: Save) -> None:
    """So does another title, in the head of the page too."""
    page = save("craftsmen/li.md", "^name: .*$", "name: 另有其名")["craftsmen/li.html"]
    assert "<title>另有其名" in page
    assert "另有其名</h1>" in page


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("craftsmen/li.md", "", "\n\n见[厅](hall/none)。\n"),
        ("craftsmen/li.md", "", "\n\n![图](none.jpg)\n"),
        ("craftsmen/li.md", "", "\n\n[坏](javascript:alert)\n"),
        ("craftsmen/li.md", "^name: ", "order: 3\nname: "),
        ("craftsmen/li.md", "^name: ", "colour: red\nname: "),
        ("craftsmen/li.md", "^name: ", "name: [\n"),
        ("craftsmen/li.md", "", "\u0000"),
        ("craftsmen/li.md", "(?s)^---.*", ""),
        ("halls/main.md", "^title: .*$", "title: 别的厅"),
        ("exhibition.yaml", "^title: .*$", "title: 别的展览"),
        ("craftsmen/li.md", "", ""),
    ],
)
def test_what_is_more_than_words_is_left_to_the_build(save: Save, name: str, old: str, new: str) -> None:
    """New links and pictures, other values, faults, a name on the plan, settings, and what is not different."""
    assert save(name, old, new) == {}


def test_a_hostile_text_is_left_to_the_build(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be converted in a copy of the process, or is too long for it, is not tried again here."""
    monkeypatch.setattr("jiangxin.glimpse.convert_apart", lambda texts, memory_mb: None)
    assert save("craftsmen/li.md", new="\n\n又添了一句。\n") == {}
    monkeypatch.undo()
    assert save("craftsmen/li.md", new="\n\n" + "又添了一句。" * 20_000) == {}


def test_what_is_not_of_the_last_build_is_left_to_the_build(built: tuple[Built, Folders], tmp_path: Path) -> None:
    """A new entry, one that is gone, a file elsewhere."""
    last, folders = built
    new, elsewhere = folders.content / "craftsmen" / "new.md", tmp_path / "li.md"
    for path in (new, elsewhere):
        path.write_text("---\ntitle: 新人\n---\n\n话。\n", "utf-8")
    try:
        gone = folders.content / "craftsmen" / "gone.md"
        assert glimpse(last, folders.content, [new, elsewhere, gone], {"craftsmen/new.html", *PAGES}) == {}
    finally:
        new.unlink()


@pytest.mark.parametrize(("name", "is_seen"), [("whole", False), ("changed", True)])
def test_an_approval_is_lost_with_the_build(tmp_path: Path, name: str, *, is_seen: bool) -> None:
    """The page of an entry that was approved will say so no more; that of another says what it said."""
    shutil.copytree(GOLDEN / "reviewed" / "content", tmp_path / "content")
    last = build(Folders.of(tmp_path), Options(jobs=1, drafts=True))
    path = tmp_path / "content" / "exhibits" / f"{name}.md"
    path.write_text(path.read_text("utf-8") + "\n\n又添了一句。\n", "utf-8")
    assert bool(glimpse(last, tmp_path / "content", [path], {f"exhibits/{name}.html"})) == is_seen
