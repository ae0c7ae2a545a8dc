"""The bench: what it makes of the figures that it is given, and that it counts every process."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import exhibitions, pictures
from bench.photographs import draw_photograph
from bench.processes import ROOT, CommandFailedError, Cost, median_of
from bench.stages import REST, by_stage
from bench.table import Row, between_markers, comparison, markdown, ratio
from jiangxin.cache import Cache
from jiangxin.content.load import load


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


def test_the_figures_have_their_place() -> None:
    """The document that the bench writes into has the markers that it looks for."""
    text = pictures.DOCUMENT.read_text("utf-8")
    assert "<new>" in between_markers(text, pictures.MARKER, "<new>")


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
