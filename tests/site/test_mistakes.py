"""Ten mistakes an editor makes in an afternoon, and exactly these ten are told."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from jiangxin.cli import PROBLEMS, main

ROOT = Path(__file__).parents[2]

MISTAKES = (
    # file, the line as it is, the line as the editor leaves it, what is told
    ("exhibits/guanjun-longfu.md", "hall: zhu-zhanguan", "hal: zhu-zhanguan", "hall"),
    ("exhibits/chaoqiang-luyouqi.md", "hall: zhu-zhanguan", "hall: zhu-zhangan", "zhu-zhanguan"),
    ("exhibits/juxin-lengdongye.md", "kind: treasure", "kind: tresure", "treasure"),
    ("craftsmen/luo-minghao.md", "name: 罗明浩", "nmae: 罗明浩", "name"),
    ("halls/zhanting-1a.md", "located_in: hangzhou-guoji-bolan-zhongxin", "located_in: zhu-zhanguan", "→"),
    ("exhibition.yaml", "dates: 2024-10-17/2024-10-19", "dates: 2024-10-19/2024-10-17", "2024-10-19/2024-10-17"),
    ("methods/bandaoti-bacai.md", "kind: product-group", "kind: 产品", "product-group"),
    ("exhibits/qibaoqi.md", "hall: zonghe-tiyan-zhuanqu", "hall: zonghe-tiyan-zhuanqu\nhall: zhu-zhanguan", "hall"),
    ("pages/visit.md", "title_en:", "images: [{file: plan.jpg}]\ntitle_en:", "alt"),
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Copy the demo's content."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


def test_ten_mistakes_are_ten_problems(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each mistake is told once, on its line, with the right value where there is one, and nothing else is."""
    expected = []
    for name, before, after, _ in MISTAKES:
        path = content / name
        lines = path.read_text("utf-8").split("\n")
        index = next(i for i, line in enumerate(lines) if line.startswith(before))
        lines[index] = lines[index].replace(before, after)
        path.write_text("\n".join(lines), encoding="utf-8")
        place = index + 2 if after.startswith("hall: zonghe") else index + 1
        expected.append(f"content/{name}:{place}")
    Image.new("RGB", (400, 300), "red").save(content / "pages" / "plan.jpg")
    (content / "stories" / "li-li-santai-diaoche.md").write_bytes("---\ntitle: 李丽\n---\n正文".encode("gb18030"))
    expected.append("content/stories/li-li-santai-diaoche.md:2")
    assert main(["check", str(content.parent), "--lang", "zh-Hans"]) == PROBLEMS
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    places = [line.split()[1] for line in captured.err.split("\n") if line.startswith(("✗", "!"))]
    print(captured.err)  # noqa: T201 (seen where the test fails)
    assert sorted(places) == sorted(expected)
    for _, _, _, word in MISTAKES:
        assert word in captured.err


def test_a_name_in_place_of_an_id_is_answered_with_the_id(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who writes a person's or a company's name where an id belongs is told the id."""
    path = content / "craftsmen" / "luo-minghao.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("organisation/jiangfeng-dianzi\n", "江丰电子\n", 1), encoding="utf-8")
    assert main(["check", str(content.parent), "--lang", "zh-Hans"]) == PROBLEMS
    told = capsys.readouterr().err
    assert "content/craftsmen/luo-minghao.md:8  employer" in told
    assert "organisation/jiangfeng-dianzi" in told
