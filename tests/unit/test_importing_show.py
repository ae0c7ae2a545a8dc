"""A folder as a union office would hand it in becomes an exhibition, again and again, and no editor's word is lost."""

from __future__ import annotations

import datetime
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from jiangxin.amending import writing
from jiangxin.amending.writing import WriteError, write_all
from jiangxin.cli import DONE, PROBLEMS, main
from jiangxin.folders import Folders
from jiangxin.importing.rehearse import rehearse
from jiangxin.importing.seating import Wishes
from jiangxin.importing.telling import tell_plan
from jiangxin.pipeline import Options, build
from jiangxin.wording import read_wording
from tests.office_files import docx, gbk_zip, paragraph, photograph, picture, table
from tests.unit.importing import carried_out, codes_of, exhibition, here, planned

PLANS = Path(__file__).parents[1] / "plans"
HEAD = ["序号", "姓名", "姓名（英文）", "单位", "工种", "出生年月", "荣誉", "师傅", "简介", "照片", "备注"]
MAY = datetime.datetime(1980, 5, 1)
PEOPLE: list[list[object]] = [
    [
        1,
        "张　甲",
        "Zhang Jia",
        "示例电子厂",
        "钳工",
        datetime.datetime(1980, 5, 1),
        "示例工匠；示例能手",
        "",
        "一段简介。",
        "甲.jpg",
    ],
    [2, "单雄乙", "", "示例电子厂", "电工", "1979年3月", "示例工匠", "张甲", "另一段：带冒号 #1。", "乙"],
    [3, "李丙", "", "示例港口", "吊车司机", 31500, "", "张甲、单雄乙", "第一行\n第二行", "丙.JPG"],
    [4, "王丁", "", "示例港口", "焊工", "２０１２年", "", "", "", ""],
    [5, "赵戊", "", "", "铸工", 1991.5, "", "无名氏", "", "戊.jpg", "电话未核"],
]
PHOTOGRAPHS = (
    *("甲.jpg", "乙.jpg", "丙.jpg", "戊.jpg", "张甲-车间.jpg", "张甲-班组.jpg"),
    *("单雄乙1.jpg", "李丙 港口.jpg", "王丁.jpg", "赵戊-近照.jpg", "IMG_0001.jpg", "IMG_0002.jpg"),
)
CAPTIONS = "甲.jpg 张甲在示例车间\r\n乙.jpg：单雄乙（示例）\r\nIMG_0001.jpg 示例合影\r\n这一行没有图\r\n"


def handed_in(folder: Path, people: list[list[object]] | None = None) -> Path:
    """Write the folder: five people, three texts with pictures, twelve phone photographs in a zip from Windows."""
    folder.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "人物"
    rows: list[list[Any]] = [["样本单位劳模工匠名单（示例）"], HEAD, *(people or PEOPLE)]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:K1")
    sheet["F3"].number_format = 'yyyy"年"m"月"'
    book.save(folder / "人物名单.xlsx")
    report = (
        paragraph("一篇样本报道", "1")
        + paragraph("开头一段，有脚注。", note=2)
        + picture(1)
        + paragraph("▲ 样本图说（某某 摄）")
        + paragraph("小标题", "2")
        + paragraph("项目一", level=0)
        + table([["年份", "事项"], ["2019", "样本|事项"]])
        + paragraph("*星号* [方括号](不是链接)。")
    )
    (folder / "样本报道.docx").write_bytes(docx(report, [photograph(41)], {2: "脚注的话。"}))
    interview = paragraph("样本访谈", bold=True) + paragraph("公司样式的一段。", "x9") + picture(1, "车间里的样本")
    interview += paragraph("下面这一段是正文，讲了一件很长的事。") + picture(2)
    (folder / "样本访谈.docx").write_bytes(docx(interview, [photograph(42, 6), photograph(43)]))
    third = paragraph("没有标题的一段，句号结束。") + picture(1) + paragraph("图说三", "a6")
    (folder / "样本三.docx").write_bytes(docx(third, [photograph(44)]))
    files = {f"照片/{name}": photograph(n, n % 8 + 1) for n, name in enumerate(PHOTOGRAPHS[:-1], start=1)}
    files[f"照片/{PHOTOGRAPHS[-1]}"] = photograph(11, 11 % 8 + 1, wide=160, high=120)  # the one before, sent small
    files["照片/图说.txt"] = CAPTIONS.encode("gbk")
    (folder / "照片.zip").write_bytes(gbk_zip(files))
    return folder


WISHES = Wishes(create_missing=True, to="样本三")


def files_below(folder: Path) -> dict[str, bytes]:
    """Give every file by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def everything(folders: Folders) -> dict[str, bytes]:
    """Give what an import may write."""
    return {
        path: data for path, data in files_below(folders.root).items() if not path.startswith((".jiangxin", "site"))
    }


def test_the_folder_becomes_an_exhibition(tmp_path: Path) -> None:
    """It builds, and warns of nothing that the plan has not announced; the second import changes nothing."""
    folders, source = exhibition(tmp_path / "ex"), handed_in(tmp_path / "资料")
    made = planned(folders, source, wishes=WISHES)
    before = everything(folders)
    announced = {(each.code, each.path, each.line) for each in rehearse(made, folders, 1)}
    assert everything(folders) == before  # nothing is written by a plan
    write_all(folders.root, made.writings)
    built = build(folders, Options(jobs=1))
    assert {(each.code, each.path, each.line) for each in built.warnings} == announced
    assert {code for code, _, _ in announced} == {"source.missing"}
    people = sorted(path.name for path in (folders.content / "craftsmen").glob("*.md"))
    assert people == ["li-bing.md", "shan-xiongyi.md", "wang-ding.md", "wu-mingshi.md", "zhang-jia.md", "zhao-wu.md"]
    assert len(list(folders.content.rglob("*.jpg"))) == 16
    written = everything(folders)
    again = carried_out(folders, source, wishes=WISHES)
    assert again.changes_nothing and {step.outcome for step in again.steps} == {"unchanged"}
    assert everything(folders) == written


@pytest.mark.usefixtures(here.__name__)
def test_a_file_looks_as_if_a_careful_person_had_written_it(tmp_path: Path) -> None:
    """The schema's order, no needless quotation marks, no invented day, ids by the surname's own reading."""
    folders = exhibition(tmp_path / "ex")
    carried_out(folders, handed_in(tmp_path / "资料"), wishes=WISHES)
    assert (folders.content / "craftsmen" / "zhang-jia.md").read_text("utf-8") == (
        "---\nname: 张甲\nname_en: Zhang Jia\nemployer: organisation/shili-dianzi-chang\ntrade: 钳工\nborn: 1980-05\n"
        "honours: [示例工匠, 示例能手]\nimages:\n  - file: zhang-jia-1.jpg\n    alt: 张甲在示例车间\n"
        "    caption: 张甲在示例车间\n  - file: zhang-jia-2.jpg\n    alt: 张甲的照片\n  - file: zhang-jia-3.jpg\n"
        "    alt: 张甲的照片\n---\n\n一段简介。\n"
    )
    assert (folders.content / "stories" / "yipian-yangben-baodao" / "index.md").read_text("utf-8") == (
        "---\ntitle: 一篇样本报道\nimages:\n  - file: yipian-yangben-baodao-1.jpg\n    alt: 样本图说\n"
        "    caption: 样本图说\n    credit: 某某 摄\n---\n\n开头一段，有脚注。[^2]\n\n"
        "![](yipian-yangben-baodao-1.jpg)\n\n## 小标题\n\n- 项目一\n\n| 年份 | 事项 |\n| --- | --- |\n"
        "| 2019 | 样本\\|事项 |\n\n\\*星号\\* \\[方括号](不是链接)。\n\n[^2]: 脚注的话。\n"
    )


@pytest.mark.usefixtures(here.__name__)
def test_photographs_stand_upright_and_tell_nothing(tmp_path: Path) -> None:
    """Every photograph is turned, and none says where or with what it was taken."""
    folders = exhibition(tmp_path / "ex")
    carried_out(folders, handed_in(tmp_path / "资料"), wishes=WISHES)
    for path in folders.content.rglob("*.jpg"):
        assert b"SamplePhone" not in path.read_bytes() and b"Exif" not in path.read_bytes()
    with Image.open(folders.content / "stories" / "yangben-fangtan" / "yangben-fangtan-1.jpg") as turned:
        assert turned.size == (240, 320)
        red, green, blue = turned.convert("RGB").getpixel((238, 2))  # type: ignore[misc]
        assert (red > 200, green < 60, blue < 60) == (True, True, True)  # the corner, a quarter turn on


@pytest.mark.usefixtures(here.__name__)
def test_an_editors_word_stays_and_is_named(tmp_path: Path) -> None:
    """What the editor changed stays until the import is told to win; what only the file changed comes over."""
    folders = exhibition(tmp_path / "ex")
    carried_out(folders, handed_in(tmp_path / "资料"), wishes=WISHES)
    jia, yi = (folders.content / "craftsmen" / f"{name}.md" for name in ("zhang-jia", "shan-xiongyi"))
    jia.write_text(
        jia.read_text("utf-8").replace("trade: 钳工", "trade: 高级钳工  # 编辑").replace("一段简介", "编辑的简介"),
        "utf-8",
    )
    people = [list(row) for row in PEOPLE]
    people[0][4], people[1][4], people[2][4] = "模具钳工", "高级电工", ""
    made = carried_out(folders, handed_in(tmp_path / "资料", people), wishes=WISHES)
    changes = {(step.proposal.ref.id, each.field, each.verdict) for step in made.steps for each in step.changes}
    assert changes == {
        ("zhang-jia", "trade", "conflict"),
        ("zhang-jia", "body", "kept"),
        ("shan-xiongyi", "trade", "updated"),
        ("li-bing", "trade", "gone"),
    }
    assert "trade: 高级钳工  # 编辑\n" in jia.read_text("utf-8") and "编辑的简介" in jia.read_text("utf-8")
    assert "trade: 高级电工\n" in yi.read_text("utf-8")
    assert planned(folders, tmp_path / "资料", wishes=WISHES).changes_nothing
    carried_out(folders, tmp_path / "资料", wishes=WISHES, overwrite=["craftsman/zhang-jia.trade"])
    assert "trade: 模具钳工  # 编辑\n" in jia.read_text("utf-8") and "编辑的简介" in jia.read_text("utf-8")


@pytest.mark.usefixtures(here.__name__)
def test_what_an_editor_deleted_does_not_come_back(tmp_path: Path) -> None:
    """An entry or a picture that was taken off stays off, and its row says so."""
    folders = exhibition(tmp_path / "ex")
    carried_out(folders, handed_in(tmp_path / "资料"), wishes=WISHES)
    (folders.content / "craftsmen" / "wang-ding.md").unlink()
    (folders.content / "craftsmen" / "wang-ding-1.jpg").unlink()
    jia = folders.content / "craftsmen" / "zhang-jia.md"
    jia.write_text(jia.read_text("utf-8").replace("  - file: zhang-jia-3.jpg\n    alt: 张甲的照片\n", ""), "utf-8")
    (folders.content / "craftsmen" / "zhang-jia-3.jpg").unlink()
    made = planned(folders, tmp_path / "资料", wishes=WISHES)
    assert made.changes_nothing
    assert codes_of(made).count("import.deleted") == 1
    brought = planned(folders, tmp_path / "资料", wishes=WISHES, overwrite=["craftsman/wang-ding"])
    paths = {each.path for each in brought.writings}
    assert {"content/craftsmen/wang-ding.md", "content/craftsmen/wang-ding-1.jpg"} <= paths


@pytest.mark.usefixtures(here.__name__)
def test_a_file_sent_again_by_another_name_is_the_same(tmp_path: Path) -> None:
    """名单(1).xlsx, as a chat program saves it, updates what 名单.xlsx made."""
    folders = exhibition(tmp_path / "ex")
    carried_out(folders, handed_in(tmp_path / "资料"), wishes=WISHES)
    (tmp_path / "新").mkdir()
    shutil.copy(tmp_path / "资料" / "人物名单.xlsx", tmp_path / "新" / "人物名单(1).xlsx")
    made = planned(folders, tmp_path / "新", wishes=WISHES)
    assert {step.outcome for step in made.steps} == {"unchanged"}


@pytest.mark.usefixtures(here.__name__)
@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_the_plan_reads_as_it_should(tmp_path: Path, lang: str) -> None:
    """The plan in both languages, word for word. `python -m tests.unit.test_importing_show` writes it anew."""
    assert plan_of(tmp_path, lang) == (PLANS / f"{lang}.txt").read_text("utf-8")


def plan_of(folder: Path, lang: str) -> str:
    """Give the plan of an import upon an import, with an editor's edit in between."""
    folders = exhibition(folder / "ex")
    carried_out(folders, handed_in(folder / "资料"), wishes=Wishes())
    jia = folders.content / "craftsmen" / "zhang-jia.md"
    jia.write_text(jia.read_text("utf-8").replace("trade: 钳工", "trade: 高级钳工"), "utf-8")
    people = [[*row] for row in PEOPLE]
    people[0][4], people[1][4] = "模具钳工", "高级电工"
    people += [[6, "", "", "某厂"], [7, "钱己", "", "", "", 2019.1]]
    made = planned(folders, handed_in(folder / "资料", people))
    return tell_plan(made, rehearse(made, folders, 1), read_wording(lang)) + "\n"


@pytest.mark.usefixtures(here.__name__)
@pytest.mark.parametrize("spoil", ["folder", "changed", "move"])
def test_nothing_is_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str) -> None:
    """Before the first file is in its place nothing has changed; after that, what was written is said."""
    folders = exhibition(tmp_path / "ex")
    made = planned(folders, handed_in(tmp_path / "资料"), wishes=WISHES)
    before = everything(folders)
    if spoil == "folder":
        monkeypatch.setattr(writing, "_write_beside", failing(writing._write_beside, 9))
    elif spoil == "move":
        monkeypatch.setattr(Path, "replace", failing(Path.replace, 3))
    else:
        place = folders.root / made.writings[0].path
        place.parent.mkdir(parents=True)
        place.write_text("---\nname: 别人刚写的\n---\n", encoding="utf-8")
        before = everything(folders)
    with pytest.raises(WriteError) as told:
        write_all(folders.root, made.writings)
    now = everything(folders)
    assert {path for path in now if now[path] != before.get(path)} == set(told.value.written)
    assert len(told.value.written) == (3 if spoil == "move" else 0)


def failing(really: Callable[..., object], after: int) -> Callable[..., object]:
    """Give a function that does its work some times and then finds the disk full."""
    calls = iter(range(after))

    def does(*given: object) -> object:
        if next(calls, None) is None:
            raise OSError(28, "No space left on device")
        return really(*given)

    return does


@pytest.mark.usefixtures(here.__name__)
def test_the_command_plans_asks_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --apply nothing is written; --ask writes the questions; with the answers, --apply does it all."""
    folders = exhibition(tmp_path / "ex")
    (tmp_path / "名单.csv").write_text("姓名,单位\n张甲,示例厂\n", encoding="utf-8")
    call = ["import", str(tmp_path / "名单.csv"), "--into", str(folders.root), "--lang", "zh-Hans"]
    before = everything(folders)
    assert main(call) == DONE
    assert "还没有写任何文件" in capsys.readouterr().out and everything(folders) == before
    assert main([*call, "--ask"]) == DONE
    answers = folders.root / "imports" / "mingdan.yaml"
    assert set(everything(folders)) - set(before) == {"imports/mingdan.yaml"}
    assert "  table:\n    kind: craftsman\n    columns:\n      姓名: name\n      单位: employer\n" in answers.read_text(
        "utf-8"
    )
    answers.write_text(answers.read_text("utf-8").replace("示例厂:", "示例厂: new"), encoding="utf-8")
    assert main([*call, "--apply"]) == DONE
    assert "写好了 3 个文件" in capsys.readouterr().out
    assert "organisation/shili-chang" in (folders.content / "craftsmen" / "zhang-jia.md").read_text("utf-8")
    assert main([*call, "--apply"]) == DONE
    assert "没有要写的" in capsys.readouterr().out
    assert main(["import", str(tmp_path / "没有.csv"), "--into", str(folders.root)]) == PROBLEMS


@pytest.mark.usefixtures(here.__name__)
@pytest.mark.parametrize(
    "written",
    [
        "",
        "[" * 100_000,
        '{"entries": {"a": 1}, "pictures": {}}',
        '{"entries": {}, "pictures": {"craftsman/a 0": "../../a.jpg"}}',
        '{"entries": {}, "pictures": {"craftsman/a 0": "craftsmen/.a.jpg"}}',
    ],
)
def test_a_broken_register_stops_and_is_told(tmp_path: Path, written: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the register nobody could tell whose words stand, so nothing is planned; it names no place outside."""
    folders = exhibition(tmp_path / "ex")
    (folders.root / "imports").mkdir()
    (folders.root / "imports" / "register.json").write_text(written, encoding="utf-8")
    assert main(["import", str(handed_in(tmp_path / "资料")), "--into", str(folders.root), "--lang", "en"]) == PROBLEMS
    assert "register" in capsys.readouterr().err


if __name__ == "__main__":
    import tempfile

    PLANS.mkdir(exist_ok=True)
    for language in ("zh-Hans", "en"):
        with tempfile.TemporaryDirectory() as name:
            (PLANS / f"{language}.txt").write_text(plan_of(Path(name), language), encoding="utf-8")
    sys.exit()
