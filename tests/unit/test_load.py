"""What is remembered between builds is never seen: loading with it gives what loading without it gives."""

from __future__ import annotations

import dataclasses
import marshal
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jiangxin.cache import Cache, Roll
from jiangxin.content import apart, bodies, copies, measure, memory, reading
from jiangxin.content import load as load_
from jiangxin.content.load import load
from jiangxin.content.markup import Converted, convert
from jiangxin.content.rows import Records, packed
from jiangxin.crews import Forked
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.kinds import KINDS
from jiangxin.model.library import Library
from jiangxin.model.text import Text
from jiangxin.model.walk import references_of
from jiangxin.problems import Problem
from jiangxin.workers import Done, Failed
from tests.samples import HALL, entry

STEPS = 100

SETTINGS = "title: 展\ntitle_en: Show\nlanguages: [zh-Hans{more}]\n"
FILES = {
    "exhibition.yaml": SETTINGS.format(more=", en"),
    "halls/main.md": "---\ntitle: 主馆\ntitle_en: Main hall\nkind: hall\n---\n\n见[罗](craftsman/luo)。\n",
    "halls/main.en.md": "See [Luo](craftsman/luo) and [nobody](craftsman/nobody).\n",
    "craftsmen/luo.md": "---\nname: 罗\nhonours:\n  - {honour: model, year: 2019}\n---\n\n# 生平\n\n* 甲\n* 乙\n",
    "exhibits/a.md": "---\ntitle: 甲\nhall: main\nmakers: [luo]\nmade: 1964\nimages: [{file: a.png, alt: 图}]\n---\n"
    "\n![图](a.png)\n",
    "exhibits/b/index.md": "---\ntitle: 乙\nhall: main\nmakers: [studio/shop, luo]\norder: 2\n---\n"
    "正文，[^1]有注。\n\n[^1]: 注。\n",
    "studios/shop.md": "---\nname: 坊\nmembers: [luo]\n---\n",
    "timeline/events.yaml": "timeline:\n  - {id: one, date: 1999, title: 始, link: exhibit/a}\n"
    "  - {id: two, date: 2001-02-03, title: 成, link: luo}\n",
    "sources/books.yaml": "sources:\n  - {id: book, title: 书}\n",
}
FRONT = (
    "title: 新名",
    "title_en: New",
    "order: 1",
    "order: one",
    "makers: [luo, shop]",
    "makers: luo",
    "nonsense: 1",
    "made: 2024-02-30",
    "made: 约1980年",
    "tags: [车, 铣]",
    "summary: {text: 句, text_en: Sentence}",
    "sources: [book, {id: book, page: '3'}]",
    "status: draft",
    "unknown: [made, {text: 出处不详}]",
    "hotspots: [{x: 1, y: 2.5, text: 处, link: luo}]",
    "code: 3-07",
    "# remark",
    "title: [",
)
LINES = ("一行。", "", "[甲](exhibit/a)", "[外](x.html)", "![图](a.png)", "  * 深", "&amp; **重** `码`", "<b>", "---")
ITEMS = (
    "{id: three, date: 1988, title: 中}",
    "{id: one, date: 1900, title: 重}",
    "{date: 1900}",
    "字",
    "{id: Böse, title: 恶}",
    "{id: four, title: 四, link: shop}",
)


def run_here(task: Callable[[Any], Any], items: Sequence[Any], **_: object) -> list[Done[Any] | Failed]:
    """Work items in this process, where nothing is hostile."""
    results: list[Done[Any] | Failed] = []
    for item in items:
        try:
            results.append(Done(task(item)))
        except Exception as error:
            results.append(Failed("error", error))
    return results


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small exhibition whose files count as old as soon as they are written."""
    monkeypatch.setattr(bodies, "run_bounded", run_here)
    monkeypatch.setattr(measure, "run_bounded", run_here)
    monkeypatch.setattr(apart, "converting", lambda *_: nullcontext(lambda: None))
    monkeypatch.setattr(reading, "RACY_NS", -1)
    folder = tmp_path / "content"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    Image.new("RGB", (3, 2), "red").save(folder / "exhibits/a.png")
    return folder


def loaded(content: Path, cache: Path) -> tuple[Library, list[Problem]]:
    """Load as a build does, and save what it learnt."""
    kept = Cache(cache)
    library, problems = load(content, kept, jobs=1)
    kept.save()
    return library, problems


def plain(library: Library) -> dict[str, Any]:
    """Give all that a library says, bodies as they are read."""
    told = {each.name: getattr(library, each.name) for each in dataclasses.fields(library)}
    told["prose"] = {
        key: (prose.html, prose.lang, prose.links, prose.fingerprint) for key, prose in library.prose.items()
    }
    return told


class Editor:
    """Someone who edits at random, and a disk that damages."""

    def __init__(self, content: Path, cache: Path, chance: random.Random) -> None:
        self.content = content
        self.cache = cache
        self.chance = chance

    def act(self) -> str:
        """Do one thing; give its name."""
        things = (
            self.edit_body, self.edit_body, self.edit_front, self.edit_front, self.edit_front, self.rename, self.delete,
            self.add, self.add_twin, self.edit_list, self.edit_list, self.move_item, self.touch, self.replace_same_size,
            self.language, self.paint, self.restore, self.damage, self.damage, self.nothing,
        )  # fmt: skip
        thing = self.chance.choice(things)
        thing()
        return thing.__name__

    def text(self, pattern: str = "**/*.md") -> Path:
        """Choose a text."""
        files = sorted(self.content.glob(pattern))
        return self.chance.choice(files) if files else self.content / "exhibition.yaml"

    def change(self, path: Path, changed: Callable[[list[str]], list[str]]) -> None:
        """Change the lines of a file."""
        path.write_text("\n".join(changed(path.read_text("utf-8").split("\n"))), "utf-8")

    def edit_body(self) -> None:
        """Put a line at the end, or take it away."""
        line = self.chance.choice(LINES)
        self.change(self.text(), lambda lines: [*lines, line] if self.chance.random() < 0.7 else lines[:-1])

    def edit_front(self) -> None:
        """Put a field into the front matter."""
        field = self.chance.choice(FRONT)
        self.change(self.text(), lambda lines: [lines[0], field, *lines[1:]])

    def rename(self) -> None:
        """Give a text another name."""
        path = self.text()
        path.rename(path.with_name(f"{self.chance.choice(['luo', 'a', 'main', 'neu', 'shop'])}.md"))

    def delete(self) -> None:
        """Remove a text or a picture."""
        path = self.text("*/**/*.*")
        if path.name != "exhibition.yaml":
            path.unlink()

    def add(self) -> None:
        """Lay a text under any name into any folder: a bare id may now mean two entries."""
        folder = self.chance.choice(["exhibits", "craftsmen", "studios", "organisations", "halls", "wrong"])
        name = self.chance.choice(["luo.md", "shop.md", "c.md", "c.en.md", "luo.en.md", "a.de.md", "Bad.md"])
        (self.content / folder).mkdir(exist_ok=True)
        (self.content / folder / name).write_text(self.text().read_text("utf-8"), "utf-8")

    def add_twin(self) -> None:
        """Lay an entry twice: as a file and in a folder of its own."""
        path = self.text("*/*.md")
        twin = path.with_suffix("") / "index.md"
        twin.parent.mkdir(exist_ok=True)
        twin.write_text(path.read_text("utf-8"), "utf-8")

    def edit_list(self) -> None:
        """Put an item at the end of a list."""
        item = self.chance.choice(ITEMS)
        self.change(self.text("*/*.yaml"), lambda lines: [*lines[:-1], f"  - {item}", ""])

    def move_item(self) -> None:
        """Move a list's last item to its beginning."""
        self.change(self.text("*/*.yaml"), lambda lines: [lines[0], *lines[-2:-1], *lines[1:-2], ""])

    def touch(self) -> None:
        """Give a file another time."""
        os.utime(self.text("**/*.*"))

    def replace_same_size(self) -> None:
        """Change a text without changing its size or the time it claims."""
        path = self.text()
        head = path.stat()
        path.write_text(path.read_text("utf-8").translate({ord("甲"): "乙", ord("乙"): "甲", ord("罗"): "李"}), "utf-8")
        os.utime(path, ns=(head.st_atime_ns, head.st_mtime_ns))

    def language(self) -> None:
        """List a language more, or less."""
        more = self.chance.choice(["", ", en", ", en, de", ", [x]"])
        (self.content / "exhibition.yaml").write_text(SETTINGS.format(more=more), "utf-8")

    def paint(self) -> None:
        """Paint the picture anew, or spoil it."""
        path = self.content / "exhibits/a.png"
        Image.new("RGB", (self.chance.randint(1, 9), 2), "blue").save(path)
        if self.chance.random() < 0.3:
            path.write_bytes(path.read_bytes()[:-9])

    def restore(self) -> None:
        """Put one of the first files back."""
        name = self.chance.choice(sorted(FILES))
        (self.content / name).parent.mkdir(exist_ok=True)
        (self.content / name).write_text(FILES[name], "utf-8")

    def damage(self) -> None:
        """Cut a file of the cache, change one of its bits, or put another in its place."""
        files = sorted(path for path in self.cache.rglob("*") if path.is_file())
        if not files:
            return
        path, chance = self.chance.choice(files), self.chance
        raw = path.read_bytes()
        at = chance.randrange(len(raw) or 1)
        flipped = raw[:at] + bytes([(raw[at : at + 1] or b"\0")[0] ^ 1 << chance.randrange(8)]) + raw[at + 1 :]
        path.write_bytes(
            chance.choice([raw[:at], flipped, b"", chance.randbytes(50), chance.choice(files).read_bytes()])
        )

    def nothing(self) -> None:
        """Leave all as it is."""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_remembered_is_never_seen(content: Path, tmp_path: Path, seed: int) -> None:
    """After any edit and any damage to the cache, loading with the cache gives what loading without it gives."""
    editor = Editor(content, tmp_path / "cache", random.Random(seed))  # noqa: S311  # the same every time
    said: dict[str, bytes] = {}
    for step in range(STEPS):
        done = editor.act()
        library, problems = loaded(content, editor.cache)
        fresh, told = loaded(content, tmp_path / f"fresh-{step}")
        assert plain(library) == plain(fresh), (step, done)
        assert problems == told, (step, done)
        for each in library.entries:  # where a fingerprint is equal so is the entry, and the other way round
            if each.path.endswith(".md"):
                words = repr((library.settings.languages, dataclasses.replace(each, lines={})))
                assert said.setdefault(words, library.fingerprints[each.ref]) == library.fingerprints[each.ref]
    assert len(set(said.values())) == len(said) > STEPS / 10


def counted(monkeypatch: pytest.MonkeyPatch, of: Any, name: str) -> list[Any]:
    """Note what a function is called with first."""
    calls: list[Any] = []
    real = getattr(of, name)

    def noted(*given: Any, **named: Any) -> Any:
        calls.append(given[0])
        return real(*given, **named)

    monkeypatch.setattr(of, name, noted)
    return calls


def test_what_did_not_change_is_not_opened(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second load opens no text and writes nothing; after an edit it opens that one, converts and writes once."""
    loaded(content, tmp_path / "cache")
    opened = counted(monkeypatch, reading, "read_raw")
    written = counted(monkeypatch, Roll, "save")
    converted = counted(monkeypatch, bodies, "run_bounded")
    library, _ = loaded(content, tmp_path / "cache")
    assert (opened, written, converted) == ([], [], [])
    with (content / "halls/main.md").open("a", encoding="utf-8") as file:
        file.write("又一句。\n")
    again, _ = loaded(content, tmp_path / "cache")
    assert [Path(path).name for path in opened] == ["main.md"]
    assert (len(written), len(converted)) == (1, 1)
    key = (Ref("hall", "main"), "zh-Hans")
    assert again.fingerprints == library.fingerprints  # the body is none of the fields
    assert again.prose[key].fingerprint != library.prose[key].fingerprint
    assert "又一句" in again.prose[key].html


def test_a_text_that_changed_is_converted_while_the_others_are_taken(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy gets the one text before any entry is taken, and nobody converts it again; a touched one it does not."""
    loaded(content, tmp_path / "cache")
    told: list[str] = []

    @contextmanager
    def converting(texts: Sequence[str], _: int) -> Iterator[Callable[[], list[Any]]]:
        told.extend(texts)
        made = list(map(convert, texts))
        yield lambda: [(each.html, [*map(tuple, each.links)], [*map(tuple, each.odd)]) for each in made]
        told.append("taken")

    def taken(*_: object) -> None:
        told.append("entries")
        articles(*_)

    articles: Any = load_._Collected.articles
    monkeypatch.setattr(load_._Collected, "articles", taken)
    monkeypatch.setattr(apart, "converting", converting)
    converted = counted(monkeypatch, bodies, "run_bounded")
    (content / "exhibits/a.md").touch()
    with (content / "halls/main.md").open("a", encoding="utf-8") as file:
        file.write("又一句，见[坊](studio/shop)。\n")
    library, _ = loaded(content, tmp_path / "cache")
    assert told == ["\n见[罗](craftsman/luo)。\n又一句，见[坊](studio/shop)。\n", "entries", "taken"]
    assert converted == []
    afresh, _ = loaded(content, tmp_path / "other")
    assert plain(library) == plain(afresh)


def silent(text: str) -> Converted:
    """Convert a text; say nothing at one of them until this process is ended."""
    if "有注" in text:
        time.sleep(600)
    return convert(text)


def killed(text: str) -> Converted:
    """Convert a text, and end this process at one of them."""
    if "有注" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return convert(text)


def short_of_memory(text: str) -> Converted:
    """Convert a text, and lack the memory for one of them."""
    if "有注" in text:
        raise MemoryError
    return convert(text)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
@pytest.mark.parametrize("converting", [convert, silent, killed, short_of_memory])
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_copies_of_this_process_read_is_what_it_reads_itself(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, converting: Callable[[str], Converted]
) -> None:
    """Copies read many new texts: the same library, the same problems in their order, whatever becomes of one."""
    for number, field in enumerate(FRONT):
        body = f"[甲](exhibit/a) [外](x.html)\n\n{'[' * 300 if number % 2 else ''}"
        (content / f"exhibits/e{number}.md").write_text(f"---\ntitle: 题{number}\n{field}\n---\n{body}\n", "utf-8")
        (content / f"exhibits/e{number}.fr.md").write_text("Texte.\n", "utf-8")
    (content / "exhibits/unread.md").write_bytes(b"---\ntitle: \xff\n---\n")
    here, problems = loaded(content, tmp_path / "here")
    monkeypatch.setattr(load_, "_MANY", 0)
    monkeypatch.setattr(Forked, "is_safe", lambda: True)  # threads that only wait are beside us where tests run
    monkeypatch.setattr(copies, "_CHUNK", 4)
    if converting is silent:
        monkeypatch.setattr(copies, "MARKUP_SECONDS", 0.2)
        monkeypatch.setattr(copies, "_LOOK_S", 0.05)
    monkeypatch.setattr(copies, "convert", converting)
    read = counted(monkeypatch, reading, "read_raw")
    library, told = load(content, Cache(tmp_path / "copied"), jobs=jobs)
    assert plain(library) == plain(here)
    assert told == problems and len(problems) > 10
    if converting is convert:
        assert [Path(path).suffix for path in read] == [".yaml"] * 2  # lists, which name entries
    read.clear()
    again, told = load(content, Cache(tmp_path / "copied"), jobs=jobs)
    assert (plain(again), told, read) == (plain(here), problems, [])


def test_a_young_text_is_read_again(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written a moment before it was read may change within the same tick: its head proves nothing."""
    monkeypatch.setattr(reading, "RACY_NS", 2_000_000_000)
    loaded(content, tmp_path / "cache")
    opened = counted(monkeypatch, reading, "read_raw")
    loaded(content, tmp_path / "cache")
    assert len(opened) == len(FILES) - 1  # all but the settings, which are read each time


def test_the_pile_holds_what_is_used(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more than half of the HTML is dead it is left behind, and no build sees a difference."""
    monkeypatch.setattr(memory, "_SLACK_BYTES", 0)
    sizes = []
    for number in range(8):
        (content / "halls/main.md").write_text(f"---\ntitle: 主\nkind: hall\n---\n{number}" + "字" * 500, "utf-8")
        library, problems = loaded(content, tmp_path / "cache")
        fresh, told = loaded(content, tmp_path / f"fresh-{number}")
        assert (plain(library), problems) == (plain(fresh), told)
        piles = list((tmp_path / "cache").rglob("bodies-*"))
        sizes.append(sum(path.stat().st_size for path in piles))
        assert len(piles) == 1
    assert max(sizes) < 3 * sizes[0]


def test_a_cache_that_cannot_be_written_costs_time_only(content: Path, tmp_path: Path) -> None:
    """Where a file stands in the place of the cache, the HTML stays in memory."""
    (tmp_path / "cache").write_bytes(b"")
    library, problems = loaded(content, tmp_path / "cache")
    fresh, told = loaded(content, tmp_path / "fresh")
    assert (plain(library), problems) == (plain(fresh), told)


RICH = entry(
    "exhibit",
    "rich",
    """
title: 甲
title_en: A
order: 0
doubtful: true
made: 2024-10-17/2024-10-19
hall: main
makers: [craftsman/luo, studio/shop]
count: 3
parts: [柄, {title: 刃, text: {text: 快, text_en: Sharp}}]
images: [{file: a.png, alt: "", people: [{id: luo, position: 左}], zoom: yes}]
media: [{kind: video, file: a.mp4, title: 片}]
hotspots: [{x: 0, y: 2.5, text: 处, link: hall/main}]
sources: [book, {id: book, page: "3"}]
unknown: [trade, {text: 出处不详, text_en: Unknown}]
tags: [车, 铣]
aliases: [old/name]
""",
)


@pytest.mark.parametrize("made", [RICH, HALL], ids=lambda made: made.kind_name)
def test_a_record_is_made_from_its_row_as_it_was(made: Entry) -> None:
    """A row gives back each field, nested ones too, and nothing that was not given."""
    cls = type(made)
    values = {each.name: getattr(made, each.name) for each in dataclasses.fields(made) if "spec" in each.metadata}
    given = {name: value for name, value in values.items() if value is not None and value != () and value is not False}
    row = packed(cls, given)
    again = Records("zh-Hans").entry(cls, made.ref, made.path, made.lines, marshal.loads(marshal.dumps(row)))  # noqa: S302
    assert again == made
    assert list(references_of(again)) == list(references_of(made))


@pytest.mark.parametrize("cls", KINDS.values())
def test_an_empty_row_is_an_empty_record(cls: type[Entry]) -> None:
    """Of every kind: what was not given is what the constructor gives, and the title is the id."""
    ref = Ref(cls.kind_name, "x")
    made = Records("en").entry(cls, ref, "x.md", {}, ())
    assert made == cls(ref=ref, path="x.md", title=Text("x", "en"))


def test_a_folder_that_may_not_be_read_hides_no_other(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be looked into is told, and all else is read."""
    scandir = os.scandir

    def refusing(path: str) -> Any:
        if str(path).endswith("exhibits"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    library, problems = loaded(content, tmp_path / "cache")
    assert ("file.unread", "content/exhibits") in {(each.code, each.path) for each in problems}
    assert library.entries


def test_texts_are_read_as_if_they_were_written_otherwise(tmp_path: Path) -> None:
    """One that is given, one that is new, one that is gone: as after writing them, and nothing is kept of it."""
    content = tmp_path / "content"
    for path, text in {
        "exhibition.yaml": "title: 样本\nlanguages: [zh-Hans, en]\n",
        "craftsmen/a.md": "---\nname: 甲\n---\n正文\n",
        "craftsmen/b.md": "---\nname: 乙\n---\n",
        "craftsmen/c.md": "---\nname: 丙\nmentors: [b]\n---\n",
        "glossary/terms.yaml": "glossary:\n  - id: ci\n    title: 词\n",
    }.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    cache = Cache(tmp_path / "cache")
    before = load(content, cache, jobs=1)
    instead = {
        "exhibition.yaml": "title: 另一个\nlanguages: [zh-Hans, en]\n".encode(),
        "craftsmen/a.md": "---\nname: 甲甲\n---\n另一段\n".encode(),
        "craftsmen/b.md": None,
        "craftsmen/d.md": "---\nname: 丁\n---\n[没有](none\n".encode(),
        "craftsmen/a.en.md": b"Text\n",
        "glossary/terms.yaml": "glossary:\n  - id: ju\n    title: 句\n".encode(),
    }
    asif, problems = load(content, cache, jobs=1, instead=instead)
    names = [str(entry.title) for entry in asif.entries]
    html = {key: prose.html for key, prose in asif.prose.items()}
    again = load(content, cache, jobs=1)
    assert [entry.ref for entry in again[0].entries] == [entry.ref for entry in before[0].entries]
    assert str(again[0].entries[0].title) == "甲" and again[1] == before[1]
    for path, data in instead.items():
        if data is None:
            (content / path).unlink()
        else:
            (content / path).write_bytes(data)
    written, told = load(content, Cache(tmp_path / "other"), jobs=1)
    assert names == [str(entry.title) for entry in written.entries] and str(asif.settings.title) == "另一个"
    assert html == {key: prose.html for key, prose in written.prose.items()}
    assert sorted(problems, key=Problem.sort_key) == sorted(told, key=Problem.sort_key)
