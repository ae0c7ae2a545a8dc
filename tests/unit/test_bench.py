"""The bench: what it makes of the figures that it is given, and that it counts every process."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench import cluster, exhibitions, pictures, run
from bench.build_table import builds, growth
from bench.builds import Built, applied
from bench.chart import draw_chart
from bench.choices import positive, sizes
from bench.corpus import FEWEST, KINDS, Ref, counts, entries
from bench.generators import Edit, Generator, remove_aside
from bench.manuscripts import FOLDERS, Files, for_hugo, for_jiangxin, for_pelican, our_folder
from bench.memory import descendants, held_mib
from bench.photographs import draw_photograph
from bench.processes import ROOT, CommandFailedError, Cost, environment, median_of
from bench.profiled import IMPORT, Sample, read_samples, stage_of
from bench.profiled import by_stage as by_build_stage
from bench.proofs import digest_of, pages_of, pieces_of, prove_edit, prove_same, prove_texts
from bench.serve import Served, told
from bench.stages import REST, by_stage
from bench.table import Row, between_markers, comparison, markdown, ratio
from jiangxin.cache import Cache
from jiangxin.content.load import load
from jiangxin.curation.check import check


def cost(cpu_s: float, wall_s: float = 1.0, peak_mib: float = 100.0, made_kb: float = 0.0) -> Cost:
    """Give a cost of which a test names what it is about."""
    return Cost(cpu_s, wall_s, peak_mib, made_kb)


def test_a_photograph_costs_what_its_build_costs_more() -> None:
    """The share of a photograph is the difference of two builds, divided; memory is that of the larger build."""
    assert cost(8.0, 5.0, 160.0, 1200.0).minus(cost(2.0, 2.0, 50.0), 3) == cost(2.0, 1.0, 160.0, 400.0)


def test_a_median_is_taken_of_each_figure() -> None:
    """One slow round moves no figure."""
    assert median_of([cost(1, 9, 5, 3), cost(2, 1, 6, 3), cost(90, 2, 4, 3)]) == cost(2, 2, 5, 3)


def test_ratios_are_of_rounds_and_not_of_medians() -> None:
    """Where a round slowed both tools down, its ratio says what the others say."""
    ours, theirs = [cost(1), cost(10), cost(2)], [cost(3), cost(30), cost(5)]
    assert ratio(theirs, ours) == 3.0
    with pytest.raises(ValueError, match="zip"):
        ratio(theirs[:2], ours)


def test_a_comparison_tells_medians_and_ratios() -> None:
    """Each row has its tool's medians and how many times our processor time it took."""
    ours = [cost(0.5, 0.6, 160.4, 500.0)]
    rows = [Row("alone", "ours", ours, ours), Row("alone", "theirs", [cost(2.0, 1.25, 700, 510)], ours)]
    assert comparison(rows).split("\n") == [
        "| what  | with   | CPU s | ratio | wall s | peak MiB | kB made |",
        "| ----- | ------ | ----: | ----: | -----: | -------: | ------: |",
        "| alone | ours   |  0.50 |  1.00 |   0.60 |      160 |     500 |",
        "| alone | theirs |  2.00 |  4.00 |   1.25 |      700 |     510 |",
    ]


def test_figures_take_the_place_of_the_old_ones() -> None:
    """What stands between the markers is replaced, nothing else is; writing twice is writing once."""
    table = markdown([("a", "b"), ("1", "2")], words=1)
    written = between_markers("before\n<!-- x -->\nold\n<!-- /x -->\nafter\n", "x", table)
    assert written == f"before\n<!-- x -->\n\n{table}\n\n<!-- /x -->\nafter\n"
    assert between_markers(written, "x", table) == written


@pytest.mark.parametrize(
    "document",
    [
        "no markers\n",
        "<!-- x -->\n",
        "<!-- /x -->\n<!-- x -->\n",
        "<!-- x -->\n<!-- /x -->\n<!-- x -->\n<!-- /x -->\n",
    ],
)
def test_a_document_without_one_pair_of_markers_is_refused(document: str) -> None:
    """Figures never land in a wrong place."""
    with pytest.raises(ValueError, match="markers"):
        between_markers(document, "x", "table")


@pytest.mark.parametrize("marker", [cluster.MARKER, pictures.MARKER, run.MARKER])
def test_the_figures_have_their_place(marker: str) -> None:
    """The document that the bench writes into has the markers that it looks for."""
    assert "<new>" in between_markers(pictures.DOCUMENT.read_text("utf-8"), marker, "<new>")


def test_time_is_told_by_stage() -> None:
    """What the profiler tells by function is summed up by stage, and nothing is lost."""
    spent = {
        "<method 'add' of 'AvifEncoder' objects>": 0.25,
        "<method 'finish' of 'AvifEncoder' objects>": 0.05,
        "<method 'encode' of 'ImagingEncoder' objects>": 0.03,
        "<method 'decode' of 'ImagingDecoder' objects>": 0.07,
        "<method 'resize' of 'ImagingCore' objects>": 0.2,
        "<built-in method posix.fsync>": 0.01,
        "plan_derivatives": 0.02,
    }
    told = by_stage(spent)
    assert told["encode AVIF"] == pytest.approx(0.3)
    assert (told["encode JPEG"], told["decode"], told["scale"]) == (0.03, 0.07, 0.2)
    assert (told["read and write"], told["colour"], told[REST]) == (0.01, 0.0, 0.02)
    assert sum(told.values()) == pytest.approx(sum(spent.values()))


def test_a_photograph_is_drawn_alike_each_time() -> None:
    """A number is always the same photograph, and another number another."""
    first, again, other = (draw_photograph(number, (256, 192)).tobytes() for number in (1, 1, 2))
    assert first == again != other


def test_both_exhibitions_have_the_same_pages_and_no_problem(tmp_path: Path) -> None:
    """With and without photographs the same entries are there, and none blocks the build."""
    photograph = tmp_path / "phone-1.jpg"
    draw_photograph(1, (256, 192)).save(photograph)
    refs = []
    for name, shown in (("shown", [photograph]), ("hidden", [])):
        folder = tmp_path / name
        exhibitions.write_exhibition(folder, 2, shown)
        library, problems = load(folder / "content", Cache(folder / "cache"), jobs=1, progress=None)
        assert not problems
        assert len(library.photographs) == len(shown)
        refs.append([entry.ref for entry in library.entries])
    assert refs[0] == refs[1]


def ran(script: str, log: Path) -> Cost:
    """Run `script` as the bench would; in a process of its own, for who measures adopts orphans for good."""
    measure = "import sys, pathlib, bench.processes as it; print(it.run(sys.argv[2:], pathlib.Path(sys.argv[1])))"
    command = [sys.executable, "-c", measure, str(log), sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    if done.returncode:
        raise CommandFailedError(done.stderr)
    figures = re.findall(r"=([\d.]+)", done.stdout)
    return Cost(*(float(figure) for figure in figures))


def test_an_orphan_is_counted(tmp_path: Path) -> None:
    """A process that outlives the one which started it costs as much as any other."""
    busy = "import time\nwhile time.process_time() < 0.5: pass"
    assert ran("", tmp_path / "log.txt").cpu_s < 0.4
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {busy!r}])"
    assert ran(parent, tmp_path / "log.txt").cpu_s >= 0.5


def test_a_command_that_fails_is_no_figure(tmp_path: Path) -> None:
    """What ended badly, or made less than it should have, is told and never counted."""
    with pytest.raises(CommandFailedError, match="no such thing"):
        ran("raise SystemExit('no such thing')", tmp_path / "log.txt")
    with pytest.raises(CommandFailedError, match="0 files were made"):
        cost(1).and_made([], 5)


def write(folder: Path, files: Files) -> None:
    """Write files below a folder."""
    for name, text in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def test_the_smallest_exhibition_has_every_kind_and_no_problem(tmp_path: Path) -> None:
    """What the bench has built is content as an editor should write it: neither an error nor a warning."""
    write(tmp_path, for_jiangxin(FEWEST))
    library, problems = load(tmp_path / "content", Cache(tmp_path / "cache"), jobs=1, progress=None)
    assert [*problems, *check(library)] == []
    refs = {str(entry.ref) for entry in library.entries}
    assert {f"{kind}/{kind}-00001" for kind in ("exhibit", "craftsman", "story", "studio")} < refs
    assert {"story/event-00001", "event/at-event-00001", "hall/hall-11"} < refs


def test_an_exhibition_is_the_same_each_time_and_names_only_what_is_in_it() -> None:
    """Entries come in the numbers that are asked for, each of the length of a text, and link to one another."""
    first, again = list(entries(100)), list(entries(100))
    assert first == again
    assert [sum(entry.ref.kind == kind for entry in first) for kind in KINDS] == [50, 25, 12, 6, 7]
    assert len({entry.body for entry in first}) == 100
    assert all(300 <= len(entry.body) <= 2500 for entry in first)
    there = {entry.ref for entry in first}
    assert {ref for entry in first for ref in entry.related} <= there
    linked = {Ref(kind, int(number)) for entry in first for kind, number in re.findall(r"@(\w+)/(\d+)", entry.body)}
    assert linked and linked <= there


def test_too_few_entries_are_refused() -> None:
    """An exhibition in which a kind is missing measures less, and numbers that are none are told."""
    assert min(counts(FEWEST).values()) == 1
    with pytest.raises(ValueError, match="at least 12"):
        counts(FEWEST - 1)
    assert sizes("12,1000") == (12, 1000)
    for wrong in ("11", "12,11", "many"):
        with pytest.raises(ValueError, match=wrong.rpartition(",")[2]):
            sizes(wrong)
    with pytest.raises(ValueError, match="0"):
        positive("0")


@pytest.mark.parametrize("files", [for_jiangxin, for_hugo, for_pelican])
def test_every_generator_is_given_the_same_texts(files: Callable[[int], Files]) -> None:
    """Each entry is a file of each site, with its title and all its text, and its links name what is there."""
    written = dict(files(40))
    for entry in entries(40):
        folder = our_folder(entry.ref) if files is for_jiangxin else FOLDERS[entry.ref.kind]
        text = written[f"content/{folder}/{entry.ref.id}.md"]
        assert entry.title in text
        words = "".join(text.split())
        for piece in pieces_of(entry.body):
            assert piece in re.sub(r"\*\*|\[\^\d\]|\]\([^)]*\)|\[", "", words)
        for kind, name in re.findall(r"\]\(/?(\w+)/([\w-]+)/?\)", text):
            folders = {**FOLDERS, **{each: each for each in FOLDERS.values()}}
            assert f"content/{folders[kind]}/{name}.md" in written


def test_a_text_is_taken_apart_as_it_is_read() -> None:
    """What stands for form is no piece; what is bold or linked is within its sentence; short pieces prove nothing."""
    body = (
        "先看**材料的成色**再动手。不行。\n\n## 从车间到展厅\n\n- 参见[铸铁香炉一号](@exhibit/1)的说明[^1]\n"
        "12. 描样以后量轴承\n\n| 年份 | 记录 |\n| --- | --- |\n| 1963 | 库房留样三件整 |\n\n> 先学会看再学着做。\n\n"
        "[^1]: 手却摸得到一点\n"
    )
    assert list(pieces_of(body)) == [
        *("先看材料的成色再动手", "从车间到展厅", "参见铸铁香炉一号的说明", "描样以后量轴承"),
        *("库房留样三件整", "先学会看再学着做", "手却摸得到一点"),
    ]


def a_site(folder: Path) -> Generator:
    """Give a site whose pages hold the texts of the smallest exhibition, written without a generator."""
    output = folder / "site"
    output.mkdir(parents=True)
    for entry in entries(FEWEST):
        words = "".join(f"<p>{piece[:2]}<b>{piece[2:]}</b></p>\n" for piece in (entry.title, *pieces_of(entry.body)))
        (output / f"{entry.ref.id}.html").write_text(f"<main>\n{words}</main>", "utf-8")
    page_of = lambda ref: output / f"{ref.id}.html"
    return Generator("it", "", folder, (), output, (folder / "cache",), page_of, folder / "base.html", str)


def test_a_page_without_its_text_is_found(tmp_path: Path) -> None:
    """A build that left out a sentence, or a page, is no figure."""
    site = a_site(tmp_path)
    prove_texts(site, FEWEST)
    assert pages_of(site) == FEWEST
    page = site.page_of(Ref("studio", 1))
    whole = page.read_text("utf-8")
    page.write_text(whole.replace(whole.splitlines()[-2], ""), "utf-8")
    with pytest.raises(CommandFailedError, match="studio-00001 lacks"):
        prove_texts(site, FEWEST)
    page.unlink()
    with pytest.raises(CommandFailedError, match="was not built"):
        prove_texts(site, FEWEST)


def test_an_edit_is_made_seen_and_taken_back(tmp_path: Path) -> None:
    """An edit changes the one place that it names, is looked for in its page, and leaves the file as it was."""
    site, file = a_site(tmp_path), tmp_path / "story.md"
    file.write_bytes(b"one\r\ntwo\n")
    page = site.page_of(Ref("story", 1))
    edit = Edit(file, "two", "three", "three", Ref("story", 1))
    with applied(edit):
        assert file.read_bytes().split() == [b"one", b"three"]
        with pytest.raises(CommandFailedError, match="does not show the edit 'three'"):
            prove_edit(site, edit)
        page.write_text("th<i>ree</i>", "utf-8")
        prove_edit(site, edit)
    assert file.read_bytes() == b"one\r\ntwo\n"
    for wrong in ("o", "four"):
        with pytest.raises(ValueError, match="should stand there once"):
            Edit(file, wrong, "O", "O", Ref("story", 1)).apply()


def test_what_builds_made_is_forgotten(tmp_path: Path) -> None:
    """A build from nothing finds neither the output nor what was kept, and everything else; that is removed last."""
    site = a_site(tmp_path / "it")
    for _ in range(2):
        for name in ("site", "cache", "content"):
            (site.folder / name).mkdir(exist_ok=True)
        site.forget()
        assert [path.name for path in site.folder.iterdir()] == ["content"]
    assert len([*(tmp_path / "aside").iterdir()]) == 4
    remove_aside(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["it"]


def test_a_byte_or_a_name_makes_another_site(tmp_path: Path) -> None:
    """A site is the same as another only where all files are, by name and content."""
    (tmp_path / "a").write_bytes(b"12")
    clean = digest_of(tmp_path)
    prove_same(tmp_path, clean)
    (tmp_path / "a").rename(tmp_path / "b")
    with pytest.raises(CommandFailedError, match="clean build"):
        prove_same(tmp_path, clean)
    (tmp_path / "a").write_bytes(b"13")
    (tmp_path / "b").unlink()
    with pytest.raises(CommandFailedError, match="clean build"):
        prove_same(tmp_path, clean)


def built(step: str, tool: str, count: int, *costs: Cost, peak_mib: float = 100.0) -> Built:
    """Give what a step cost in each round."""
    return Built(step, tool, count, pages=count + 46, peak_mib=peak_mib, costs=list(costs))


def test_builds_are_told_beside_hugo() -> None:
    """Medians of each figure and the median of the rounds' ratios, of both clocks; alone there is no ratio."""
    ours = built("cold", "Jiangxin", 1000, cost(3.0, 2.0), cost(9.0, 4.0), cost(4.0, 2.5), peak_mib=180.6)
    hugo = built("cold", "Hugo", 1000, cost(1.0, 1.0), cost(3.0, 1.0), cost(2.0, 1.0))
    assert builds([ours, hugo]).split("\n") == [
        "1,000 entries:",
        "",
        "| what | with     | pages | CPU s | × Hugo | wall s | × Hugo | peak MiB |",
        "| ---- | -------- | ----: | ----: | -----: | -----: | -----: | -------: |",
        "| cold | Jiangxin | 1,046 |  4.00 |   3.00 |   2.50 |   2.50 |      181 |",
        "| cold | Hugo     | 1,046 |  2.00 |   1.00 |   1.00 |   1.00 |      100 |",
    ]
    assert "| cold | Jiangxin | 1,046 |  4.00 |        |   2.50 |        |      181 |" in builds([ours])
    assert builds([ours, built("cold", "Jiangxin", 2000, cost(1.0))]).count("entries:") == 2


def test_growth_is_told_for_an_entry() -> None:
    """Time and memory are divided by the entries, and set beside the size before."""
    small = [built("cold", "Jiangxin", 1000, cost(3.0, 2.0), peak_mib=100.0)]
    large = [built("cold", "Jiangxin", 10000, cost(45.0, 10.0), peak_mib=500.0)]
    head, _, *lines = growth([small, large]).split("\n")
    assert [cell.strip() for cell in head.split("|")][3:5] == ["CPU ms an entry", "× before"]
    assert [[cell.strip() for cell in line.split("|")][1:-1] for line in lines] == [
        ["cold", "1,000", "3.000", "", "2.000", "", "100", "102.4"],
        ["cold", "10,000", "4.500", "1.50", "1.000", "0.50", "500", "51.2"],
    ]


def test_saves_are_told_by_median_and_worst() -> None:
    """The editor waits as long as the median says mostly, and as the worst says at times."""
    line = told([Served("Jiangxin", 1000, 2.34, [0.1, 0.9, 0.2], 80.4)]).split("\n")[-1]
    assert [cell.strip() for cell in line.split("|")][1:-1] == ["Jiangxin", "1,000", "3", "0.20", "0.90", "2.3", "80"]


def test_what_others_save_is_told_by_medians() -> None:
    """Each of both builds by the median of its own rounds."""
    table = cluster.cluster_table({"pages": [(3, 1), (9, 2), (4, 7)]})
    assert table.splitlines()[-1] == "| pages                 |      4.00 |           2.00 |"


def test_the_chart_holds_every_figure_to_scale() -> None:
    """Bars are as long as the seconds; ours is solid; the file is an SVG that stands alone and is always the same."""
    found = [
        built("cold", tool, 1000, cost(1.0, wall_s))
        for tool, wall_s in (("Jiangxin", 8.0), ("Hugo", 4.0), ("Pelican", 32.0))
    ]
    chart = draw_chart(found)
    assert chart == draw_chart(found)
    root = ElementTree.fromstring(chart)
    words = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"8.00 s · Jiangxin", "4.00 s · Hugo", "32.0 s · Pelican", "cold"} < set(words)
    zero = float(re.findall(r'd="M([\d.]+) ', chart)[0])
    ends = {text.split()[-1]: float(x) for x, text in re.findall(r'<text x="([\d.]+)"[^>]*>([^<]* s · \w+)<', chart)}
    lengths = {tool: end - 8 - zero for tool, end in ends.items()}  # the words stand 8 behind the bar
    assert [lengths[tool] / lengths["Hugo"] for tool in ("Jiangxin", "Pelican")] == pytest.approx([2, 8], rel=0.01)
    assert chart.count('class="ours"') == 1


def test_all_that_descends_from_a_process_is_weighed() -> None:
    """A process and what it started are found, and hold memory; one that has ended holds none."""
    sleep = "import time; time.sleep(30)"
    both = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {sleep!r}])"
    child = subprocess.Popen([sys.executable, "-c", both])  # noqa: S603
    try:
        while not (grandchildren := list(descendants(child.pid))):
            assert child.poll() is None
        assert {child.pid, *grandchildren} <= {*descendants(os.getpid())}
        assert held_mib([child.pid, *grandchildren]) > held_mib([child.pid]) > 0
        os.kill(grandchildren[0], signal.SIGKILL)
    finally:
        child.kill()
        child.wait()
    assert held_mib([child.pid]) == 0


@pytest.mark.parametrize(
    ("stack", "stage"),
    [
        (["/lib/markdown/core.py:convert", "/x/jiangxin/content/markup.py:convert"], "Markdown"),
        (["/lib/re.py:sub", "/x/jiangxin/search/folding.py:fold", "/x/jiangxin/pipeline.py:build"], "search"),
        (["/x/jiangxin/drawing/seed.py:seed", "/x/jiangxin/pages/art.py:art"], "drawings"),
        (["/lib/jinja2/runtime.py:call", "/x/jiangxin/rendering/render.py:render"], "render"),
        (["/x/jiangxin/pages/views.py:<module>", "<frozen importlib._bootstrap>:_load"], IMPORT),
        (["/lib/json.py:dumps", "/x/jiangxin/pipeline.py:build"], "all else"),
    ],
)
def test_samples_belong_to_whose_work_was_done(stack: list[str], stage: str) -> None:
    """What a library does is counted to the stage that called it, and all that an import does to imports."""
    assert stage_of(stack) == stage
    assert by_build_stage([Sample(0.5, tuple(stack)), Sample(0.25, ())])[stage] >= 0.5


def test_every_process_is_sampled(tmp_path: Path) -> None:
    """A program's functions are seen, and those of the processes that it forks; the program ends as it would."""
    script = (
        "import os, time\n"
        "def busy():\n    end = time.process_time() + 0.3\n    while time.process_time() < end: pass\n"
        "def child():\n    busy()\n"
        "busy()\nif os.fork() == 0: child(); os._exit(0)\nos.wait()\n"
    )
    variables = {**environment(ROOT / "bench" / "sampler"), "BENCH_SAMPLES": str(tmp_path)}
    subprocess.run([sys.executable, "-c", script], env=variables, timeout=60, check=True)  # noqa: S603
    stacks = [sample.stack for sample in read_samples(tmp_path)]
    assert {("<string>:busy", "<string>:<module>"), ("<string>:busy", "<string>:child")} <= {
        each[:2] for each in stacks
    }
