"""Whatever is edited, the next build makes the tree that a build from nothing would.

`python -m tests.site.test_incremental 300` makes so many random edits, one upon
the other, and stops at the first tree that differs.
"""

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from jiangxin.folders import Folders
from jiangxin.glimpse import glimpse
from jiangxin.pipeline import Audience, Built, Options, build
from jiangxin.problems import ContentError

FULL = Path(__file__).parents[1] / "golden" / "full" / "content"
PICTURES = ("pictures", "zoom", "originals", "cards", "recordings")
"""What is kept of pictures is kept under the digest of their bytes, and is dear to make: both builds may use it."""

Edit = Callable[["Editor"], None]


class Editor:
    """Someone who edits an exhibition at random, and undoes what the next build refuses."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.cache = folder / ".jiangxin" / "v1"
        self.site = folder / "site"
        self.chance = random.Random(seed)  # noqa: S311  # no secret
        self.count = 0
        shutil.copytree(FULL, self.content)

    def any_of(self, pattern: str) -> Path:
        """Give one of the files that match."""
        return self.chance.choice(sorted(path for path in self.content.glob(pattern) if path.is_file()))

    def change(self, path: Path, pattern: str, new: str) -> None:
        """Replace the first match in a file, or one of several."""
        text = path.read_text("utf-8")
        if found := [*re.finditer(pattern, text, re.M)]:
            match = self.chance.choice(found)
            path.write_text(text[: match.start()] + match.expand(new) + text[match.end() :], "utf-8")

    def new(self, stem: str) -> str:
        """Give a name that was not there before."""
        self.count += 1
        return f"{stem}-{self.count}"


def body(editor: Editor) -> None:
    """A sentence more, sometimes with a link."""
    ref = editor.chance.choice(("", "见[人](craftsman/luo)。", "见[厅](hall/main)。", "见[器](exhibit/gear)。"))
    with editor.any_of("*/**/*.md").open("a", encoding="utf-8") as file:
        file.write(f"\n\n{editor.new('一句')}{ref}\n")


def title(editor: Editor) -> None:
    """Another title."""
    editor.change(editor.any_of("*/**/*.md"), r"^title: .*$", f"title: {editor.new('新题')}")


def field(editor: Editor) -> None:
    """Another value of a field, or a field less."""
    path = editor.any_of("*/**/*.md")
    if editor.chance.random() < 0.5:
        editor.change(path, r"^(summary|trade|note|position|place|medium): .*$", rf"\1: {editor.new('新值')}")
    else:
        editor.change(path, r"^(summary|tags|note|order|hall|makers|studio|code|website|place): .*\n", "")


def order(editor: Editor) -> None:
    """Another place in the list."""
    editor.change(editor.any_of("*/**/*.md"), r"^title: .*$", rf"\g<0>\norder: {editor.chance.randrange(9)}")


def hall(editor: Editor) -> None:
    """An exhibit moves to another hall."""
    other = editor.chance.choice(sorted((editor.content / "halls").glob("*.md"))).stem
    editor.change(editor.any_of("exhibits/**/*.md"), r"^hall: .*$", f"hall: {other}")


def added(editor: Editor) -> None:
    """A new entry that names others."""
    kind = editor.chance.choice(("craftsmen", "exhibits", "stories", "studios", "organisations", "pages", "terms"))
    name = editor.new("new")
    if kind == "terms":
        editor.change(
            editor.content / "glossary" / "terms.yaml", r"^terms:\n", rf"\g<0>  - id: {name}\n    title: 新词\n"
        )
        return
    more = {
        "exhibits": "kind: object\nhall: main\nmakers: [craftsman/luo]\n",
        "craftsmen": "role: craftsman\ntrade: 焊工\n",
    }
    text = f"---\ntitle: {name}\n{more.get(kind, '')}---\n\n{name} [人](craftsman/luo)\n"
    (editor.content / kind / f"{name}.md").write_text(text, "utf-8")


def removed(editor: Editor) -> None:
    """An entry less."""
    path = editor.any_of("*/**/*.md")
    shutil.rmtree(path.parent) if path.name == "index.md" else path.unlink()


def renamed(editor: Editor) -> None:
    """An entry under another id."""
    path = editor.any_of("*/*.md")
    path.rename(path.with_name(f"{editor.new('renamed')}.md"))


def picture(editor: Editor) -> None:
    """A picture's bytes, its alternative text, its place in the list, or none."""
    path = editor.content / "craftsmen" / "luo" / "index.md"
    choice = editor.chance.randrange(3)
    if choice == 0:
        one, two = (
            editor.content / "exhibits" / "gear" / "gear.jpg",
            editor.content / "craftsmen" / "luo" / "portrait.jpg",
        )
        first, second = one.read_bytes(), two.read_bytes()
        one.write_bytes(second)
        two.write_bytes(first)
    elif choice == 1:
        editor.change(path, r"alt: .*$", f"alt: {editor.new('看见')}")
    else:
        editor.change(path, r"^( *)- file: (\S+)\n(?:\1  .*\n)*", "")


def listed(editor: Editor) -> None:
    """An event or a figure says something else, or the first of them goes to the end."""
    path = editor.any_of("*/*.yaml")
    if editor.chance.random() < 0.5:
        editor.change(path, r"^(    (?:title|summary|scope|term): ).*$", rf"\g<1>{editor.new('改')}")
        return
    head, *items = re.split(r"(?m)^(?=  - id:)", path.read_text("utf-8"))
    path.write_text(head + "".join([*items[1:], *items[:1]]), "utf-8")


def settings(editor: Editor) -> None:
    """A setting of the exhibition, or its languages."""
    path = editor.content / "exhibition.yaml"
    choice = editor.chance.randrange(4)
    if choice == 0:
        editor.change(path, r"^(title|summary|motto): .*$", rf"\1: {editor.new('展')}")
    elif choice == 1:
        editor.change(
            path, r"^languages: .*$", editor.chance.choice(("languages: [zh-Hans, en]", "languages: [en, zh-Hans]"))
        )
    elif choice == 2:
        editor.change(path, r"^navigation: .*$", "navigation: [stories, exhibits, plan]")
    else:
        editor.change(path, r"^(      title: ).*$", rf"\g<1>{editor.new('馆')}")


def theme(editor: Editor) -> None:
    """A template or a value of the exhibition's own theme."""
    own = editor.folder / "themes" / "lutu"
    (own / "templates").mkdir(parents=True, exist_ok=True)
    if editor.chance.random() < 0.5:
        (own / "templates" / "redirect.html").write_text(f"<!doctype html><p>{editor.new('there')}</p>\n", "utf-8")
    else:
        (own / "theme.yaml").write_text(f"per_page: {editor.chance.randrange(3, 9)}\n", "utf-8")


def harmed(editor: Editor) -> None:
    """A file of the site is changed, cut off or gone."""
    path = editor.chance.choice(sorted(path for path in editor.site.rglob("*.html")))
    if editor.chance.random() < 0.5:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: editor.chance.randrange(200)])


def forgetful(editor: Editor) -> None:
    """A file of the cache is cut off, garbled or gone."""
    files = sorted(path for path in editor.cache.glob("*") if path.is_file())
    path = editor.chance.choice(files)
    harm = editor.chance.randrange(3)
    raw = bytearray(path.read_bytes())
    if harm == 0 or len(raw) < 2:
        path.unlink()
    elif harm == 1:
        path.write_bytes(raw[: editor.chance.randrange(len(raw))])
    else:
        raw[editor.chance.randrange(len(raw))] ^= 1
        path.write_bytes(raw)


EDITS: tuple[Edit, ...] = (
    body,
    title,
    field,
    order,
    hall,
    added,
    removed,
    renamed,
    picture,
    listed,
    settings,
    theme,
    harmed,
    forgetful,
)


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file of a site."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copied(source: Path, target: Path) -> None:
    """Make `target` what `source` is."""
    shutil.rmtree(target, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)


def clean_tree(editor: Editor, place: Path) -> dict[str, bytes]:
    """Build from nothing but finished pictures; give the tree."""
    shutil.rmtree(place, ignore_errors=True)
    for kind in PICTURES:
        if (editor.cache / kind).is_dir():
            shutil.copytree(editor.cache / kind, place / "cache" / "v1" / kind)
    folders = Folders(editor.folder, place / "site", place / "cache")
    build(folders, Options(jobs=1))
    return tree(place / "site")


def glimpsed(editor: Editor, built: Built, before: Path) -> dict[str, bytes]:
    """Give what a glimpse shows of all texts that are not what they were `before`."""
    texts = (path for path in editor.content.rglob("*.md") if path.is_file())
    old = {path: before / path.relative_to(editor.content) for path in texts}
    saved = [path for path, was in old.items() if not was.is_file() or was.read_bytes() != path.read_bytes()]
    return glimpse(built, editor.content, saved, {page.path for page in built.draft.pages})


def edits_in_a_row(folder: Path, edits: int, seed: int) -> int:
    """Edit and build so often; give how many edits a build took. AssertionError where trees differ."""
    editor = Editor(folder / "exhibition", seed)
    folders = Folders.of(editor.folder)
    built = build(folders)
    taken = 0
    for number in range(edits):
        for name in ("content", "themes"):
            copied(editor.folder / name, folder / "before" / name)
        edit = editor.chance.choice(EDITS)
        edit(editor)
        early = glimpsed(editor, built, folder / "before" / "content")
        try:
            built = build(folders)
        except ContentError:
            for name in ("content", "themes"):
                copied(folder / "before" / name, editor.folder / name)
            continue
        taken += 1
        now, clean = tree(editor.site), clean_tree(editor, folder / "clean")
        differing = sorted(path for path in now.keys() | clean.keys() if now.get(path) != clean.get(path))
        assert not differing, (seed, number, edit.__name__, differing[:5])
        wrong = sorted(path for path, page in early.items() if now.get(path) != page)
        assert not wrong, (seed, number, edit.__name__, "glimpse", wrong[:5])
    return taken


def test_those_who_look_on_are_shown_their_pages_first(tmp_path: Path) -> None:
    """A page that someone sees is given before the site is written, and is what is written then."""
    editor = Editor(tmp_path, 1)
    folders = Folders.of(tmp_path)
    build(folders)
    person = editor.content / "craftsmen" / "li.md"
    person.write_text(person.read_text("utf-8") + "\n\n又一句。\n", "utf-8")
    before = (editor.site / "craftsmen" / "li.html").read_bytes()
    shown: dict[str, bytes] = {}

    def show(pages: Mapping[str, bytes]) -> None:
        shown.update(pages)
        assert (editor.site / "craftsmen" / "li.html").read_bytes() == before

    written = build(folders, audience=Audience(lambda: ["craftsmen/li.html", "gone.html"], show)).published.written
    assert "又一句" in shown["craftsmen/li.html"].decode()
    assert shown.keys() == {"craftsmen/li.html"} < set(written)
    assert (editor.site / "craftsmen" / "li.html").read_bytes() == shown["craftsmen/li.html"]


def test_what_pages_look_like_tells_the_search_nothing(tmp_path: Path) -> None:
    """A template that differs draws pages anew; documents of the search stand as they were told."""
    editor = Editor(tmp_path, 1)
    folders = Folders.of(tmp_path)
    build(folders)
    told = (editor.cache / "documents.bin").read_bytes()
    templates = tmp_path / "themes" / "lutu" / "templates"
    templates.mkdir(parents=True)
    (templates / "redirect.html").write_text("<!doctype html><p>there</p>\n", "utf-8")
    assert build(folders).published.written
    assert (editor.cache / "documents.bin").read_bytes() == told


@pytest.mark.parametrize("seed", [1, 2])
def test_a_build_after_edits_is_a_clean_build(tmp_path: Path, seed: int) -> None:
    """Text, fields, names, places, pictures, lists, settings, themes, harmed sites and caches: the tree is the same."""
    assert edits_in_a_row(tmp_path, 14, seed) >= 7


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
        print(edits_in_a_row(Path(made), count, int(sys.argv[2]) if len(sys.argv) > 2 else 0), "edits, no difference")  # noqa: T201
