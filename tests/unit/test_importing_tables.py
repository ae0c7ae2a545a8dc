"""Tables of every sort find their kind, their columns and their entries; every row is accounted for."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from jiangxin.importing.rehearse import rehearse
from jiangxin.importing.seating import Wishes
from tests.office_files import docx, gbk_zip, paragraph, photograph, picture, zipped
from tests.office_files import table as table_of
from tests.unit.importing import carried_out, codes_of, exhibition, here, planned, problems_of, workbook

pytestmark = pytest.mark.usefixtures(here.__name__)


def csv(path: Path, text: str) -> Path:
    """Write a table."""
    path.write_text(text, encoding="utf-8")
    return path


def fields_of(folder: Path, *paths: Path, wishes: Wishes | None = None) -> dict[str, object]:
    """Plan an import and give the fields of each entry by its name."""
    made = planned(exhibition(folder), *paths, wishes=wishes)
    return {str(step.proposal.ref): dict(step.proposal.fields) for step in made.steps}


def test_merged_heads_and_two_rows_of_them(tmp_path: Path) -> None:
    """A title above, a head of two rows, a unit merged over several people: each finds its column."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["样本名单"], ["序号", "姓名", "基本情况"], ["", "", "单位", "工种"], [1, "张甲", "示例厂", "钳工"]):
        sheet.append(row)
    sheet.append([2, "李乙", None, "电工"])
    for place in ("A1:D1", "A2:A3", "B2:B3", "C2:D2", "C4:C5"):
        sheet.merge_cells(place)
    book.save(tmp_path / "a.xlsx")
    found = fields_of(tmp_path / "ex", tmp_path / "a.xlsx", wishes=Wishes(create_missing=True))
    assert found["craftsman/zhang-jia"] == {"name": "张甲", "employer": "organisation/shili-chang", "trade": "钳工"}
    assert found["craftsman/li-yi"] == {"name": "李乙", "employer": "organisation/shili-chang", "trade": "电工"}


@pytest.mark.parametrize(
    ("name", "head", "ref"),
    [
        ("a.csv", "姓名,工种", "craftsman/yang-ben"),
        ("a.csv", "展品名称,材质", "exhibit/yangben"),
        ("大事记.csv", "名称,日期", "event/yangben"),
        ("工作室.csv", "名称,领衔人", "studio/yangben"),
        ("a.csv", "Name,Trade,Employer", "craftsman/yang-ben"),
        ("organisations.csv", "Name,Website", "organisation/yangben"),
    ],
)
def test_what_a_table_lists_is_known_by_its_name_and_its_head(tmp_path: Path, name: str, head: str, ref: str) -> None:
    """The file's name decides where it says something, else the columns do."""
    assert list(fields_of(tmp_path / "ex", csv(tmp_path / name, f"{head}\n样本,\n"))) == [ref]


def test_translations_stand_in_columns_of_their_own(tmp_path: Path) -> None:
    """姓名（英文） and trade_en are translations, where the exhibition has the language."""
    table = csv(tmp_path / "a.csv", "姓名,姓名（英文）,工种,trade_en\n张甲,Zhang Jia,钳工,fitter\n")
    expected = {"name": "张甲", "name_en": "Zhang Jia", "trade": "钳工", "trade_en": "fitter"}
    assert fields_of(tmp_path / "ex", table) == {"craftsman/zhang-jia": expected}


def test_two_people_of_one_name_are_asked_for(tmp_path: Path) -> None:
    """A second row of one name is not taken, unless the rows have ids; a name that two bear is not guessed."""
    table = csv(tmp_path / "a.csv", "姓名,工种\n张甲,钳工\n张甲,电工\n")
    made = planned(exhibition(tmp_path / "ex"), table)
    assert [(each.code, each.line) for each in problems_of(made)] == [("import.row-twice", 3)]
    assert [step.proposal.fields["trade"] for step in made.steps] == ["钳工"]
    table = csv(tmp_path / "a.csv", "编号,姓名,师傅\nzhang-jia,张甲,\nzhang-jia-2,张甲,\nli-yi,李乙,张甲\n")
    made = planned(exhibition(tmp_path / "ey"), table)
    assert [step.proposal.ref.id for step in made.steps] == ["zhang-jia", "zhang-jia-2", "li-yi"]
    (asked,) = problems_of(made)
    assert asked.code == "import.several" and asked.facts["allowed"] == "craftsman/zhang-jia、craftsman/zhang-jia-2"


def test_answers_are_read_from_the_editors_file(tmp_path: Path) -> None:
    """What the editor wrote about columns and names holds, and a slip in it is told with its line."""
    folders = exhibition(tmp_path / "ex")
    (folders.root / "imports").mkdir()
    (folders.root / "imports" / "mingdan.yaml").write_text(
        "sheets:\n  table:\n    kind: craftsman\n    columns:\n      谁: name\n      干什么: trade\n      备注: note\n"
        "      别的: traed\nanswers:\n  某厂: new\n  某人: '-'\n",
        encoding="utf-8",
    )
    table = csv(tmp_path / "名单.csv", "谁,干什么,备注,单位,师傅\n张甲,钳工,好,某厂,某人\n")
    made = planned(folders, table)
    expected = {"name": "张甲", "trade": "钳工", "note": "好", "employer": "organisation/mouchang"}
    assert dict(made.steps[0].proposal.fields) == expected
    assert [(each.code, each.path, each.line, each.suggestion) for each in problems_of(made)] == [
        ("field.unknown", "imports/mingdan.yaml", 8, "trade")
    ]


def test_photographs_find_their_entry(tmp_path: Path) -> None:
    """By the row that names them, a list of captions, the name they begin with, or --to; else they are asked for."""
    names = ("张甲.jpg", "乙/李乙-车间.jpg", "IMG_1.JPG", "IMG_2.jpg", "IMG_3.jpg")
    files = {name: photograph(number, wide=300 + number) for number, name in enumerate(names)}
    files["图说.csv"] = "文件名,图说,摄影,所属条目\nIMG_1,样本图说,某某,李乙\n".encode("gb18030")
    (tmp_path / "照片.zip").write_bytes(gbk_zip(files))
    people = csv(tmp_path / "a.csv", "姓名,照片\n张甲,IMG_2.jpg\n李乙,没有.jpg\n")
    made = planned(exhibition(tmp_path / "ex"), people, tmp_path / "照片.zip")
    shown = {
        step.proposal.name: [each.photograph.source.rpartition("/")[2] for each in step.proposal.pictures]
        for step in made.steps
    }
    assert shown == {"张甲": ["IMG_2.jpg", "张甲.jpg"], "李乙": ["IMG_1.JPG", "李乙-车间.jpg"]}
    said = made.steps[1].proposal.pictures[0]
    assert (said.alt, said.caption, said.credit) == ("样本图说", "样本图说", "某某")
    assert codes_of(made).count("import.photo-unplaced") == 1
    assert codes_of(made).count("import.no-such-picture") == 1
    made = planned(exhibition(tmp_path / "ey"), people, tmp_path / "照片.zip", wishes=Wishes(to="李乙"))
    assert "import.photo-unplaced" not in codes_of(made)


COLLECTION = """\
objectid,title,format,filename,creator,date,description,subject,location,latitude,longitude,source,rights,image_alt_text
demo_001,样本物件一,image/jpeg,demo_001.jpg,示例作者,1975-06,"一段说明。",工具; 钳工,某地,30,120,示例馆,CC0,桌上的样本
demo_002,Sample object two,image/jpeg,demo_002.jpg,,circa 1980,Some words.,tools,,,,,CC0,
demo_003,,image/jpeg,demo_003.jpg,,,,,,,,,,
"""


def test_the_metadata_of_collectionbuilder_comes_over(tmp_path: Path) -> None:
    """Each row is an exhibit under its objectid, or told; what has no field here is told by column."""
    table = csv(tmp_path / "metadata.csv", COLLECTION)
    (tmp_path / "demo_001.jpg").write_bytes(photograph(1))
    made = planned(exhibition(tmp_path / "ex"), table, tmp_path / "demo_001.jpg")
    assert [str(step.proposal.ref) for step in made.steps] == ["exhibit/demo-001", "exhibit/demo-002"]
    first = made.steps[0].proposal
    assert first.fields == {
        "title": "样本物件一",
        "made": "1975-06",
        "tags": ("工具", "钳工"),
        "credit_line": "示例馆",
        "rights": "CC0",
        "unknown": ("hall",),
    }
    assert (first.body, first.pictures[0].alt) == ("一段说明。", "桌上的样本")
    left = next(each for each in problems_of(made) if each.code == "import.columns-left")
    assert left.facts["found"] == "format、location、latitude、longitude"
    rows = {step.proposal.line for step in made.steps} | {each.line for each in problems_of(made) if each.blocks}
    assert rows == {2, 3, 4}


TIMELINE = """\
Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,\
Media Thumbnail,Type,Group,Background
,,,,,,,,,样本时间线,欢迎,,,,,title,,
2019,5,,,,,,,2019年五月,样本事件一,<p>一段 <b>说明</b> &amp; 更多。</p><script>x()</script>,https://example.org/a.jpg,某,图,,,竞赛,
2020,1,2,,2021,,,,,样本时段,,,,,,era,,#fff
x,,,,,,,,,日期不对,,,,,,,,
"""


def test_the_spreadsheet_of_timelinejs_comes_over(tmp_path: Path) -> None:
    """Each row is an event in one list, or told; its date is as precise as its columns, its text without tags."""
    folders = exhibition(tmp_path / "ex")
    made = carried_out(folders, csv(tmp_path / "timeline.csv", TIMELINE))
    assert (folders.content / "timeline" / "timeline.yaml").read_text("utf-8") == (
        "timeline:\n"
        "  - id: yangben-shijian-yi\n    title: 样本事件一\n    date: 2019-05\n"
        "    text: 一段 说明 & 更多。\n    tags: [竞赛]\n"
        "  - id: yangben-shiduan\n    title: 样本时段\n    date: 2020-01-02/2021\n    happened: period\n"
        "  - id: riqi-budui\n    title: 日期不对\n    unknown: [date]\n"
    )
    told = {(each.code, each.line) for each in problems_of(made)}
    assert told == {
        ("import.timeline-title", 2),
        ("import.picture-elsewhere", 3),
        ("field.date", 5),
        ("import.unknown", 5),
        ("import.columns-left", 1),
    }
    again = planned(folders, tmp_path / "timeline.csv")
    assert again.changes_nothing and [step.outcome for step in again.steps] == ["unchanged"] * 3


def test_a_row_added_to_a_list_is_put_behind_the_others(tmp_path: Path) -> None:
    """An event that is new comes to the same list; one that changed changes in its place, remarks stay."""
    folders = exhibition(tmp_path / "ex")
    carried_out(folders, csv(tmp_path / "大事记.csv", "日期,事件\n2019,甲事\n2020,乙事\n"))
    place = folders.content / "timeline" / "dashi-ji.yaml"
    place.write_text(place.read_text("utf-8").replace("  - id: yishi", "  # 待核\n  - id: yishi"), encoding="utf-8")
    made = carried_out(folders, csv(tmp_path / "大事记.csv", "日期,事件\n2019-05,甲事\n2020,乙事\n2021,丙事\n"))
    assert [step.outcome for step in made.steps] == ["updated", "unchanged", "created"]
    assert place.read_text("utf-8") == (
        "timeline:\n  - id: jiashi\n    title: 甲事\n    date: 2019-05\n  # 待核\n"
        "  - id: yishi\n    title: 乙事\n    date: 2020\n  - id: bingshi\n    title: 丙事\n    date: 2021\n"
    )


def test_what_was_not_stated_is_stated_by_now(tmp_path: Path) -> None:
    """A required field that comes later is no longer unknown; what an editor wrote as unknown stays."""
    folders = exhibition(tmp_path / "ex")
    carried_out(folders, csv(tmp_path / "大事记.csv", "日期,事件\n,甲事\n,乙事\n"))
    place = folders.content / "timeline" / "dashi-ji.yaml"
    assert place.read_text("utf-8").count("unknown: [date]") == 2
    assert not planned(folders, tmp_path / "大事记.csv").steps[0].changes
    place.write_text(
        place.read_text("utf-8").replace("乙事\n    unknown: [date]", "乙事\n    unknown: [date, place]"), "utf-8"
    )
    carried_out(folders, csv(tmp_path / "大事记.csv", "日期,事件\n2019,甲事\n2020,乙事\n"))
    assert place.read_text("utf-8") == (
        "timeline:\n  - id: jiashi\n    title: 甲事\n    date: 2019\n"
        "  - id: yishi\n    title: 乙事\n    date: 2020\n    unknown: [date, place]\n"
    )
    assert planned(folders, tmp_path / "大事记.csv").changes_nothing


def test_an_entry_written_by_hand_is_taken_up(tmp_path: Path) -> None:
    """Where the editor's entry says what the list says, the list may change it later; else the editor's word stays."""
    folders = exhibition(tmp_path / "ex")
    (folders.content / "craftsmen").mkdir()
    place = folders.content / "craftsmen" / "jia.md"
    place.write_text("---\nname: “张 甲”\nalso_called: [老张]\ntrade: 钳工\nplace: 某地\n---\n", encoding="utf-8")
    made = carried_out(folders, csv(tmp_path / "a.csv", "姓名,工种,工作地\n张甲,钳工,别处\n"))
    (step,) = made.steps
    assert (str(step.proposal.ref), step.outcome) == ("craftsman/jia", "unchanged")
    assert {(each.field, each.verdict) for each in step.changes} == {("place", "conflict")}
    carried_out(folders, csv(tmp_path / "a.csv", "姓名,工种,工作地\n老张,焊工,别处\n"))
    assert "trade: 焊工\nplace: 某地\n" in place.read_text("utf-8")


def test_what_is_private_is_told_before_it_is_written(tmp_path: Path) -> None:
    """A telephone number in a text that comes in is announced with the file and the line it would stand on."""
    folders = exhibition(tmp_path / "ex")
    made = planned(folders, csv(tmp_path / "a.csv", "姓名,简介,手机号\n张甲,请拨13800000000,13900000000\n"))
    told = [(each.code, each.path, each.line, each.facts["found"]) for each in rehearse(made, folders, 1)]
    assert told == [("private.mobile", "content/craftsmen/zhang-jia.md", 5, "13800000000")]


def test_a_rehearsal_takes_along_what_the_plan_names(tmp_path: Path) -> None:
    """An entry that changes keeps its pictures in the rehearsal; those of others are not carried about."""
    folders = exhibition(tmp_path / "ex")
    carried_out(folders, csv(tmp_path / "a.csv", "姓名,照片\n张甲,甲.jpg\n"), picture_file(tmp_path / "甲.jpg"))
    made = planned(folders, csv(tmp_path / "a.csv", "姓名,工种\n张甲,钳工\n"))
    assert not made.changes_nothing and not rehearse(made, folders, 1)
    (folders.content / "craftsmen" / "zhang-jia-1.jpg").unlink()
    assert [each.code for each in rehearse(made, folders, 1)] == ["picture.missing"]


def picture_file(path: Path) -> Path:
    """Write a photograph."""
    path.write_bytes(photograph(1))
    return path


def test_a_form_in_word_is_a_person(tmp_path: Path) -> None:
    """A form of labels and answers fills the fields; what stands around it is the text, and the table goes."""
    form = table_of([["姓 名", "张　甲", "性 别", "女"], ["工 种", "钳工", "手机号", "略"], ["主要事迹", "一段事迹。"]])
    (tmp_path / "推荐表.docx").write_bytes(docx(paragraph("样本推荐表", "1") + form + paragraph("表后一段。")))
    (step,) = planned(exhibition(tmp_path / "ex"), tmp_path / "推荐表.docx").steps
    assert step.proposal.fields == {"name": "张甲", "gender": "female", "trade": "钳工"}
    assert (str(step.proposal.ref), step.proposal.body) == ("craftsman/zhang-jia", "一段事迹。\n\n表后一段。")
    pasted = form.replace("</w:tc></w:tr>", f"{picture(1)}</w:tc></w:tr>", 1)
    (tmp_path / "推荐表.docx").write_bytes(docx(pasted, [photograph(1)]))
    (step,) = planned(exhibition(tmp_path / "ez"), tmp_path / "推荐表.docx").steps
    assert [each.alt for each in step.proposal.pictures] == ["张甲的照片"]
    assert step.proposal.body == "一段事迹。"
    other = table_of([["年份", "事项"], ["2019", "样本"]])
    (tmp_path / "推荐表.docx").write_bytes(docx(paragraph("样本", "1") + other))
    (step,) = planned(exhibition(tmp_path / "ey"), tmp_path / "推荐表.docx").steps
    assert (step.proposal.ref.kind, step.proposal.body.count("|")) == ("story", 9)


def test_portraits_pasted_into_a_table_are_those_of_its_rows(tmp_path: Path) -> None:
    """A picture that Excel lays over a row belongs to it, and one that WPS puts into a cell to that cell's row."""
    import openpyxl
    from openpyxl.drawing.image import Image as Pasted

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["姓名", "照片", "工种"], ["张甲", None, "钳工"], ["李乙", '=DISPIMG("ID_0A",1)', "电工"]):
        sheet.append(row)
    sheet.add_image(Pasted(io.BytesIO(photograph(1))), "B2")
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as file:
        parts: dict[str, bytes | str] = {name: file.read(name) for name in file.namelist()}
    cells = parts["xl/worksheets/sheet1.xml"]
    assert isinstance(cells, bytes)
    formula = b'<c r="B3" t="str"><f>_xlfn.DISPIMG("ID_0A",1)</f><v>=DISPIMG("ID_0A",1)</v></c>'
    parts["xl/worksheets/sheet1.xml"] = re.sub(rb'<c r="B3".*?</c>', lambda _: formula, cells)
    parts["xl/cellimages.xml"] = (
        '<etc:cellImages><etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_0A"/></xdr:nvPicPr>'
        '<xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>'
    )
    parts["xl/_rels/cellimages.xml.rels"] = (
        '<Relationships><Relationship Id="rId1" Type="image" Target="media/wps.jpeg"/></Relationships>'
    )
    parts["xl/media/wps.jpeg"] = photograph(2)
    (tmp_path / "名单.xlsx").write_bytes(zipped(parts))
    folders = exhibition(tmp_path / "ex")
    made = carried_out(folders, tmp_path / "名单.xlsx")
    assert [dict(step.proposal.fields) for step in made.steps] == [
        {"name": "张甲", "trade": "钳工"},
        {"name": "李乙", "trade": "电工"},
    ]
    assert [step.pictures for step in made.steps] == [
        ("content/craftsmen/zhang-jia-1.jpg",),
        ("content/craftsmen/li-yi-1.jpg",),
    ]
    assert planned(folders, tmp_path / "名单.xlsx").changes_nothing


def test_a_place_that_cannot_be_overwritten_is_told(tmp_path: Path) -> None:
    """A slip in --overwrite is not passed over in silence."""
    table = csv(tmp_path / "a.csv", "姓名\n张甲\n")
    made = planned(exhibition(tmp_path / "ex"), table, overwrite=["craftsman/zhang-jai.trade", "all"])
    assert [(each.code, each.blocks) for each in problems_of(made)] == [("import.no-place", True)]


def test_a_column_of_running_numbers_is_no_column_of_ids(tmp_path: Path) -> None:
    """编号 001 is told and left; only what can be an id is one."""
    table = csv(tmp_path / "a.csv", "编号,姓名\n001,张甲\n002,李乙\n")
    made = planned(exhibition(tmp_path / "ex"), table)
    assert [step.proposal.ref.id for step in made.steps] == ["zhang-jia", "li-yi"]
    assert codes_of(made) == ["import.no-ids"]


def test_a_workbook_of_two_sheets_names_across_them(tmp_path: Path) -> None:
    """A person named in one sheet is the one that another sheet lists."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook([["姓名"], ["张甲"]])))
    other = book.create_sheet("工作室")
    other.append(["名称", "领衔人", "成立时间"])
    other.append(["张甲工作室", "张甲", "2015"])
    book.save(tmp_path / "a.xlsx")
    found = fields_of(tmp_path / "ex", tmp_path / "a.xlsx")
    assert found["studio/zhangjia-gongzuo-shi"] == {"name": "张甲工作室", "leader": "zhang-jia", "founded": "2015"}
