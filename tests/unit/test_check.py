"""Rules that hold entries against each other."""

from pathlib import Path

import pytest
from PIL import Image

from jiangxin.cache import Cache
from jiangxin.content.load import load
from jiangxin.curation.check import check
from jiangxin.model.entry import Ref
from jiangxin.model.library import NamedLink, Prose
from jiangxin.problems import Problem
from tests.editing_desk import begun
from tests.samples import HALL, LAYOUT, entry, library

SETTINGS = f"{LAYOUT}languages: [zh-Hans, en]\ncard_font: a.ttf\nnavigation: [halls, about]\n"


def codes(problems: list[Problem]) -> list[tuple[str, str]]:
    """Give what was found, where, in short."""
    return [(problem.code, problem.field) for problem in problems]


def test_what_is_right_has_no_problem() -> None:
    """An exhibition without a fault has no problem at all."""
    assert check(library(HALL, entry("exhibit", "a", "title: 甲\nhall: main"))) == []


def test_a_reference_to_nothing_names_the_nearest() -> None:
    """A dangling id is told with its line and the id that was probably meant."""
    problems = check(library(HALL, entry("exhibit", "a", "title: 甲\nhall: mian")))
    assert [(each.code, each.line, each.suggestion) for each in problems] == [("ref.missing", 2, "hall/main")]


def test_a_reference_of_another_kind_is_found() -> None:
    """An id that exists under another kind is suggested with that kind."""
    person = entry("craftsman", "luo", "name: 罗")
    problems = check(library(HALL, person, entry("exhibit", "a", "title: 甲\nhall: main\nmakers: [studio/luo]")))
    assert [(each.code, each.suggestion) for each in problems] == [("ref.missing", "craftsman/luo")]


def test_a_link_in_a_body_is_a_reference() -> None:
    """Links in bodies are checked like fields, in the file and line where they stand."""
    text = {(HALL.ref, "en"): Prose("", "en", (NamedLink("craftsman/nobody", 7),))}
    problems = check(library(HALL, prose=text))
    assert [(each.code, each.path, each.line) for each in problems] == [("ref.missing", "content/halls/main.en.md", 7)]


def test_circles_are_told_once() -> None:
    """A circle of containment is one problem, whichever member one begins with."""
    first = entry("hall", "a", "title: 甲\nkind: room\nlocated_in: b")
    second = entry("hall", "b", "title: 乙\nkind: room\nlocated_in: a")
    assert codes(check(library(HALL, first, second))) == [("circle", "located_in")]
    assert codes(check(library(HALL, entry("hall", "c", "title: 丙\nkind: room\nlocated_in: c")))) == [
        ("ref.self", "located_in")
    ]


def test_a_circle_is_told_at_its_first_member() -> None:
    """Who leads into a circle from outside is not in it; it is told where the curator's order meets it first."""
    halls = [
        entry("hall", name, f"title: {name}\nkind: room\nlocated_in: {inside}")
        for name, inside in ("dc", "ab", "bc", "ca")
    ]
    problems = check(library(HALL, *halls))
    assert [(each.path, each.facts["found"]) for each in problems] == [("content/halls/a.md", "a → b → c → a")]


def test_suggestions_have_an_end() -> None:
    """However many ids lead nowhere, only so many are looked for; each is told."""
    names = [f"wrong-{number}" for number in range(150)]
    problems = check(
        library(
            HALL,
            entry("exhibit", "x", f"title: 物\nhall: main\nmakers: {[f'studio/{n}' for n in names]}"),
            entry("studio", "wrong", "name: 坊"),
        )
    )
    assert len(problems) == 150
    assert sum(bool(each.suggestion) for each in problems) == 100


def test_formula_and_counts_agree() -> None:
    """The formula's terms are the groups' counts; letters stand for counts that are not stated."""
    wrong = LAYOUT.replace("1+2", "1+3")
    assert [(each.code, each.suggestion) for each in check(library(HALL, settings=wrong))] == [
        ("layout.formula", "1+2")
    ]
    open_count = LAYOUT.replace("1+2", "1+N").replace(", count: 2", "")
    assert check(library(HALL, settings=open_count)) == []


def test_no_group_has_more_halls_than_declared() -> None:
    """More halls than declared is a fault, fewer are placeholders."""
    second = entry("hall", "second", "title: 次\nkind: hall\ngroup: main")
    assert codes(check(library(HALL, second))) == [("layout.too-many", "layout.groups[0].count")]


def test_a_group_that_is_not_there() -> None:
    """A hall's group is one of the layout's, told with the nearest."""
    problems = check(library(entry("hall", "x", "title: 甲\nkind: hall\ngroup: clutser")))
    assert [(each.code, each.suggestion) for each in problems] == [("layout.group", "cluster")]
    room = entry("hall", "r", "title: 室\nkind: room\ngroup: main")
    assert codes(check(library(room))) == [("hall.group-kind", "group")]


def test_boxes_on_the_plan_do_not_overlap() -> None:
    """Two boxes of one room share no cell, and none leaves the grid."""
    first = entry("hall", "a", "title: 甲\nkind: area\nplan: {x: 1, y: 1, width: 4, height: 2}")
    second = entry("hall", "b", "title: 乙\nkind: area\nplan: {x: 4, y: 2, width: 2, height: 2}")
    outside = entry("hall", "c", "title: 丙\nkind: area\nplan: {x: 7, y: 6, width: 4, height: 1}")
    assert codes(check(library(HALL, first, second, outside))) == [("hall.overlap", "plan"), ("hall.outside", "plan")]


def test_codes_and_addresses_belong_to_one() -> None:
    """A label's code and an old address belong to one entry; an alias cannot take a page that exists."""
    first = entry("exhibit", "a", "title: 甲\nhall: main\ncode: Z-01\naliases: [old/a]")
    second = entry("exhibit", "b", "title: 乙\nhall: main\ncode: Z-01\naliases: [old/a.html, exhibits/a]")
    assert codes(check(library(HALL, first, second))) == [
        ("code.duplicate", "code"),
        ("address.duplicate", "aliases[0]"),
        ("address.duplicate", "aliases[1]"),
    ]
    assert codes(check(library(HALL, entry("page", "plan", "title: 图")))) == [("address.duplicate", "")]


def test_pictures_that_are_named_are_there_and_the_other_way_round() -> None:
    """A missing picture is told with the nearest name beside it; a file nobody names is told too."""
    shown = entry("exhibit", "a", "title: 甲\nhall: main\nimages: [{file: foto.jpg, alt: 图}]")
    problems = check(library(HALL, shown, files=("exhibits/photo.jpg",)))
    assert [(each.code, each.suggestion, each.blocks) for each in problems] == [
        ("picture.missing", "photo.jpg", True),
        ("file.unused", "", False),
    ]


def test_unknown_names_fields_or_phrases() -> None:
    """A word under `unknown` that looks like a field must be one; a phrase may be anything."""
    right = entry("exhibit", "a", "title: 甲\nhall: main\nunknown: [makers, 全部名单, {text: 尺寸, text_en: size}]")
    assert check(library(HALL, right)) == []
    wrong = entry("exhibit", "a", "title: 甲\nhall: main\nunknown: [maker]")
    assert [(each.code, each.suggestion) for each in check(library(HALL, wrong))] == [("unknown.field", "makers")]
    both = entry("exhibit", "a", "title: 甲\nhall: main\nmedium: 铝\nunknown: [medium]")
    assert [(each.code, each.blocks) for each in check(library(HALL, both))] == [("unknown.given", False)]


def test_what_is_claimed_has_a_source() -> None:
    """Honours, quotations and figures without a source are warnings."""
    person = entry("craftsman", "p", "name: 甲\nhonours: [{printed: 劳模}]\nquotes: [好]")
    figure = entry("figure", "f", 'title: 数\nvalue: 3\nprinted: "3名"\nkind: actual')
    problems = check(library(HALL, person, figure))
    assert codes(problems) == [
        ("source.missing", "honours"),
        ("source.missing", "quotes[0]"),
        ("figure.no-source", "sources"),
    ]
    assert not any(problem.blocks for problem in problems)


def test_diagrams_hold_together() -> None:
    """Edges are pairs of nodes, and nodes have names of their own."""
    text = "title: 梯\ndiagram: {kind: ladder, nodes: [{key: a, label: 一}, {key: a, label: 二}], edges: [[a, c], [a]]}"
    assert codes(check(library(HALL, entry("programme", "p", text)))) == [
        ("diagram.key", "diagram.nodes[1].key"),
        ("diagram.edge", "diagram.edges[0]"),
        ("diagram.pair", "diagram.edges[1]"),
    ]


def test_hidden_entries_are_told_where_they_are_named() -> None:
    """A relation that will not be shown, because its end is withdrawn or a draft, is a warning."""
    person = entry("craftsman", "p", "name: 甲\nwithdrawn: true")
    shown = entry("exhibit", "a", "title: 物\nhall: main\nmakers: [craftsman/p]")
    assert [(each.code, each.blocks) for each in check(library(HALL, person, shown))] == [("ref.hidden", False)]


def test_nothing_a_browser_could_run_goes_in_as_it_is() -> None:
    """A recording is a film, a sound or captions; a page or a script named as one is refused."""
    shown = entry(
        "exhibit",
        "a",
        "title: 物\nhall: main\nmedia:\n"
        "  - {kind: video, file: x.html, captions: x.js}\n"
        "  - {kind: audio, file: a.mp3, transcript: 词}",
    )
    assert codes(check(library(HALL, shown, files=("exhibits/x.html", "exhibits/x.js", "exhibits/a.mp3")))) == [
        ("file.ending", "media[0].file"),
        ("file.ending", "media[0].captions"),
    ]


def test_a_file_that_cannot_be_read_is_one_problem() -> None:
    """References to an entry whose file is broken are not told as dangling on top of that."""
    shown = entry("exhibit", "a", "title: 甲\nhall: main\nmakers: [craftsman/broken]")
    assert check(library(HALL, shown, unread=frozenset({Ref("craftsman", "broken")}))) == []


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("title: 展\ntitle: 又一个\n", "yaml.duplicate-key"),
        ("title: [\n", "yaml.syntax"),
        (None, "exhibition.missing"),
        ("title: 展\nlangauges: [zh-Hans, en]\nlayout: 一加二\ncard_font: [3]\n", "field.unknown"),
        (SETTINGS.replace("key: main", "name: main"), "field.unknown"),
        (SETTINGS.replace("count: 1", "count: 一"), "field.number"),
    ],
)
def test_settings_that_cannot_be_read_are_told_once(tmp_path: Path, broken: str | None, told: str) -> None:
    """Nobody is told to delete translations or to mend halls because languages or layout could not be read."""
    content = written(tmp_path)
    if broken is None:
        (content / "exhibition.yaml").unlink()
    else:
        (content / "exhibition.yaml").write_text(broken, "utf-8")
    assert ("content/exhibition.yaml", told) in told_in(content)
    assert {path for path, _ in told_in(content)} == {"content/exhibition.yaml"}


@pytest.mark.parametrize(
    ("place", "becomes", "told"),
    [
        ("pages/about.md", "---\ntitle: [\n---\n", "yaml.bracket"),
        ("sources/books.yaml", "sources:\n  - {id: book, title: 书\n", "yaml.bracket"),
        ("sources/books.yaml", "sources: 书\n", "list.item"),
        ("sources/books.yaml", "books:\n  - {id: book, title: 书}\n", "list.key"),
        ("sources", "source", "file.folder"),
        ("craftsmen", "工匠", "file.folder"),
        ("craftsmen/luo-minghao.md", "罗明浩.md", "file.name"),
        ("craftsmen/luo-minghao.md", "Luo-Minghao.md", "file.name"),
        ("exhibits/lathe", "Lathe", "file.name"),
    ],
)
def test_what_cannot_be_read_is_missed_nowhere(tmp_path: Path, place: str, becomes: str, told: str) -> None:
    """A bracket in a list, or a name with a capital, is one mistake, however many entries name what is there."""
    content = written(tmp_path)
    if becomes.endswith("\n"):
        (content / place).write_text(becomes, "utf-8")
    else:
        (content / place).rename((content / place).with_name(becomes))
    assert [code for _, code in told_in(content)] == [told]


def written(folder: Path) -> Path:
    """Write an exhibition in which much is named from elsewhere, and nothing is wrong; give its `content`."""
    files = {
        "exhibition.yaml": SETTINGS,
        "a.ttf": "",
        "halls/main.md": "---\ntitle: 主馆\ntitle_en: Main hall\nkind: hall\ngroup: main\n---\n"
        "\n见[车床](exhibit/lathe)。\n",
        "halls/main.en.md": "Made by [Luo](craftsman/luo-minghao), as [told](source/book).\n",
        "pages/about.md": "---\ntitle: 关于\n---\n",
        "craftsmen/luo-minghao.md": "---\nname: 罗明浩\nsources: [book]\nimages: [{file: l.png, alt: 像}]\n---\n",
        "craftsmen/luo-minghao.en.md": "Words.\n",
        "exhibits/lathe/index.md": "---\ntitle: 车床\nhall: main\nmakers: [luo-minghao]\nsources: [book]\n"
        "images: [{file: e.png, alt: 图}]\n---\n",
        "sources/books.yaml": "sources:\n  - {id: book, title: 书}\n",
        "words.yaml": "words: []\n",
    }
    content = begun(folder, files).content
    for picture in ("craftsmen/l.png", "exhibits/lathe/e.png"):
        Image.new("RGB", (1600, 1200)).save(content / picture)
    assert told_in(content) == []
    return content


def told_in(content: Path) -> list[tuple[str, str]]:
    """Give what is wrong with an exhibition, by file."""
    library, problems = load(content, Cache(content.parent / "cache"), jobs=1)
    return sorted({(each.path, each.code) for each in (*problems, *check(library))})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sources:\n  id: book\n  title: 书\n", []),  # of one, the dash may be left out
        ("sources: 书\n", ["list.item"]),
        ("sources:\n", ["ref.missing"]),
        ("sources: []  # 13812345678\n", ["private.mobile", "ref.missing"]),
    ],
)
def test_a_list_is_never_left_out_silently(tmp_path: Path, text: str, told: list[str]) -> None:
    """What stands where a list should is an item of it or a mistake; where there is none, what names one is told."""
    content = written(tmp_path)
    (content / "sources" / "books.yaml").write_text(text, "utf-8")
    assert sorted({code for _, code in told_in(content)}) == told


def test_what_cannot_be_read_hides_no_other_mistake(tmp_path: Path) -> None:
    """An id that a broken list does not name, and one that lies in no folder, are told in the same run."""
    content = written(tmp_path)
    books = content / "sources" / "books.yaml"
    books.write_text(books.read_text("utf-8") + "  - id: paper\n    title: [\n", "utf-8")
    (content / "craftsmen").rename(content / "工匠")
    text = "---\nname: 坊\nmembers: [craftsman/luo-minghao, craftsman/lou]\nsources: [book, paper, boook]\n---\n"
    (content / "studios").mkdir()
    (content / "studios" / "shop.md").write_text(text, "utf-8")
    library, _ = load(content, Cache(tmp_path / "cache"), jobs=1)
    found = sorted(each.facts["found"] for each in check(library) if each.code == "ref.missing")
    assert found == ["craftsman/lou", "source/boook"]
