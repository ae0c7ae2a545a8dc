"""Advice: what an editor would say before it is printed. It never blocks, and `check` alone gives it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from jiangxin.cli import main

SETTINGS = "title: 展\nlanguages: [zh-Hans, en]\n"
PERSON = "---\nname: 甲乙\nsources: [report]\nimages:\n- {file: a.jpg, alt: 手}\n---\n"
REPORT = "sources:\n- {id: report, title: 一篇报道}\n"


def advice(folder: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str | int]) -> list[str]:
    """Check an exhibition with `files` (a number is the width of a photograph); give what is advised, and where."""
    files = {"exhibition.yaml": SETTINGS, "sources/all.yaml": REPORT, **files}
    for path, content in files.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            file.write_text(content, "utf-8")
        else:
            Image.effect_noise((content, content // 2), 80).save(file)
    assert main(["check", "--lang", "en", "--strict", "--quiet", str(folder)]) == 0
    lines = capsys.readouterr().err.split("\n")
    assert not any(line.startswith(("✗", "!")) for line in lines)
    return [line.removeprefix("· content/") for line in lines if line.startswith("·")]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"craftsmen/x/index.md": PERSON, "craftsmen/x/a.jpg": 1200}, []),
        ({"craftsmen/x/index.md": PERSON, "craftsmen/x/a.jpg": 900}, ["craftsmen/x/index.md:5  images[0].file"]),
        ({"craftsmen/x.md": "---\nname: 甲乙\n---\n"}, ["craftsmen/x.md:2  name"]),
        ({"pages/x.md": f"---\ntitle: 页\nsummary: {'字' * 61}\n---\n"}, ["pages/x.md:3  summary"]),
        ({"pages/x.md": f"---\ntitle: 页\nsummary: {'字' * 60}\n---\n"}, []),
        ({"pages/x.md": f"---\ntitle: 页\nsummary: 短\nsummary_en: {'word ' * 49}\n---\n"}, ["pages/x.md:3  summary"]),
        ({"pages/x.md": "---\ntitle: 页,又一页\n---\n"}, ["pages/x.md:2  title"]),
        ({"pages/x.md": "---\ntitle: 页（一），ABS(LG121)\n---\n"}, []),
        ({"stories/x.md": "---\ntitle: 事\n---\n没有人。\n"}, ["stories/x.md:2  title"]),
        ({"stories/x.md": "---\ntitle: 事\nkind: comment\n---\n没有人。\n"}, []),
    ],
)
def test_advice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str | int], told: list[str]
) -> None:
    """Small pictures, people without sources, long summaries, half-width marks, stories of nobody."""
    assert advice(tmp_path, capsys, files) == told


def test_people_in_a_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A person in `about`, or linked to in the text, is enough."""
    files: dict[str, str | int] = {
        "craftsmen/x.md": "---\nname: 甲乙\nsources: [report]\n---\n",
        "stories/about.md": "---\ntitle: 事\nabout: [craftsman/x]\n---\n",
        "stories/linked.md": "---\ntitle: 事\n---\n[他](craftsman/x)。\n",
    }
    assert advice(tmp_path, capsys, files) == []


def test_one_photograph_under_two_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same bytes twice, and three times, are told once each."""
    page = "---\ntitle: 页\nimages:\n- {file: a.jpg, alt: 手}\n---\n"
    files: dict[str, str | int] = {f"pages/{name}/index.md": page for name in "xyz"}
    files["pages/x/a.jpg"] = 1300
    advice(tmp_path, capsys, {"pages/x/a.jpg": 1300, "pages/x/index.md": page})
    photograph = (tmp_path / "content/pages/x/a.jpg").read_bytes()
    for name in "yz":
        (tmp_path / f"content/pages/{name}").mkdir()
        (tmp_path / f"content/pages/{name}/a.jpg").write_bytes(photograph)
    del files["pages/x/a.jpg"]
    assert advice(tmp_path, capsys, files) == ["pages/z/index.md:4  images[0].file"] * 2


def test_people_are_not_turns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """人 beside 人次 is worth a second look."""
    figure = "- {{id: f{0}, title: 数{0}, value: 3000, printed: {1}, unit: {2}, kind: actual, sources: [report]}}\n"
    rows = [("a", "3000人次", "人"), ("b", "3000人次", "人次"), ("c", "3000人", "人次"), ("d", "3000人", "人")]
    text = "figures:\n" + "".join(figure.format(*row) for row in rows)
    told = advice(tmp_path, capsys, {"figures/all.yaml": text})
    assert [place.partition("  ")[0] for place in told] == ["figures/all.yaml:2", "figures/all.yaml:4"]
