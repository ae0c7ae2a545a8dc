"""Mistakes in naming other entries, and in fields and their values."""

from tests.mistakes.exhibition import HERE, Mistake, exhibit, figure, front, person

RELATIONS = (
    Mistake(
        "an id misspelt",
        "exhibits/misspelt.md",
        exhibit(f"people: [zhang-jai]{HERE}\n"),
        "people[0]",
        "craftsman/zhang-jia",
    ),
    Mistake("a name for an id", "exhibits/name.md", exhibit(f"people: [李乙]{HERE}\n"), "people[0]", "craftsman/li-yi"),
    Mistake("the name of nobody", "exhibits/nobody.md", exhibit(f"people: [王丙]{HERE}\n"), "people[0]", "新建"),
    Mistake(
        "the wrong kind", "exhibits/kind.md", exhibit(f"people: [studio/shi-li]{HERE}\n"), "people[0]", "craftsman"
    ),
    Mistake(
        "the folder for the kind",
        "exhibits/folder.md",
        front(f"title: 示例\nhall: halls/zhanting{HERE}\n"),
        "hall",
        "hall/zhanting",
    ),
    Mistake(
        "a file's name for an id",
        "exhibits/file-name.md",
        front(f"title: 示例\nhall: zhanting.md{HERE}\n"),
        "hall",
        "zhanting",
    ),
    Mistake(
        "an id of which kind?",
        "craftsmen/bare.md",
        person(f"employer: shi-li-gongsi{HERE}\n"),
        "employer",
        "organisation/shi-li-gongsi",
    ),
    Mistake(
        "in itself", "halls/self.md", front(f"title: 示例\nkind: hall\nlocated_in: self{HERE}\n"), "located_in", "删"
    ),
    Mistake(
        "one's own teacher", "craftsmen/own-teacher.md", person(f"mentors: [own-teacher]{HERE}\n"), "mentors[0]", "删"
    ),
    Mistake(
        "the same twice",
        "exhibits/same.md",
        exhibit(f"people: [zhang-jia, li-yi, zhang-jia]{HERE}\n"),
        "people[2]",
        "删",
    ),
    Mistake(
        "in a circle",
        "halls/circle-a.md",
        front(f"title: 示例甲\nkind: hall\nlocated_in: circle-b{HERE}\n"),
        "located_in",
        "删",
    ),
    Mistake("to a draft", "exhibits/to-draft.md", exhibit(f"part_of: is-draft{HERE}\n"), "part_of", "approved"),
)

ALONGSIDE = {
    "halls/circle-b.md": "title: 示例乙\nkind: hall\nlocated_in: circle-a\n",
    "exhibits/is-draft.md": "title: 示例草稿\nhall: zhanting\nstatus: draft\n",
    "exhibits/code-first.md": "title: 示例展品\nhall: zhanting\ncode: 3-08\n",
}
"""Fields of entries that must be there for a mistake to be one."""

FIELDS = (
    Mistake("a field misspelt", "exhibits/field.md", exhibit(f"summery: 示例{HERE}\n"), "summery", "summary"),
    Mistake(
        "a field in Chinese",
        "craftsmen/chinese-field.md",
        front(f"姓名: 张甲{HERE}\nsources: [shi-li]\n"),
        "姓名",
        "name",
    ),
    Mistake(
        "another field in Chinese",
        "craftsmen/chinese-field-2.md",
        person(f"工作单位: shi-li-chang{HERE}\n"),
        "工作单位",
        "employer",
    ),
    Mistake("a field there is none of", "craftsmen/no-field.md", person(f"爱好: 书法{HERE}\n"), "爱好", "正文"),
    Mistake(
        "a field with a capital", "exhibits/capital-field.md", exhibit(f"Summary: 示例{HERE}\n"), "Summary", "summary"
    ),
    Mistake(
        "a translation written otherwise",
        "exhibits/translation.md",
        exhibit(f"summary-en: A sample{HERE}\n"),
        "summary-en",
        "summary_en",
    ),
    Mistake(
        "a title for a name", "craftsmen/title.md", front(f"title: 张甲{HERE}\nsources: [shi-li]\n"), "title", "name"
    ),
    Mistake(
        "nothing behind a field that must be",
        "exhibits/nothing.md",
        front(f"title:{HERE}\nhall: zhanting\n"),
        "title",
        "填",
    ),
    Mistake(
        "a field that must be is missing",
        "exhibits/missing.md",
        front(f"title: 示例{HERE}\n"),
        "hall",
        "unknown",
        line=2,
    ),
    Mistake(
        "a list for words",
        "exhibits/list.md",
        exhibit(f"summary:\n  - 第一句{HERE}\n  - 第二句\n"),
        "summary",
        "一段文字",
    ),
    Mistake(
        "words for a set of fields",
        "halls/words.md",
        front(f"title: 示例\nkind: hall\nplan: 左上角{HERE}\n"),
        "plan",
        "字段",
    ),
    Mistake("a value in Chinese", "craftsmen/gender.md", person(f"gender: 男{HERE}\n"), "gender", "male"),
    Mistake("a value misspelt", "exhibits/value.md", exhibit(f"kind: tresure{HERE}\n"), "kind", "treasure"),
    Mistake("a state in Chinese", "exhibits/state.md", exhibit(f"status: 草稿{HERE}\n"), "status", "draft"),
    Mistake(
        "an address without https",
        "organisations/website.md",
        front(f"name: 示例厂\nwebsite: www.example.org{HERE}\n"),
        "website",
        "https://www.example.org",
    ),
    Mistake("a code with Chinese", "exhibits/code.md", exhibit(f"code: 三号{HERE}\n"), "code", "3-07"),
    Mistake("a code twice", "exhibits/code-twice.md", exhibit(f"code: 3-08{HERE}\n"), "code", "换"),
    Mistake(
        "off the plan",
        "halls/off-plan.md",
        front(f"title: 示例\nkind: hall\nplan: {{x: 9, y: 1, width: 1, height: 1}}{HERE}\n"),
        "plan.x",
        "1 – 8",
    ),
    Mistake(
        "a point beyond the picture",
        "exhibits/hotspot.md",
        exhibit(f"hotspots:\n  - {{x: 120, y: 40, text: 示例}}{HERE}\nimages: [{{file: good.jpg, alt: 渐变}}]\n"),
        "hotspots[0].x",
        "0 – 100",
    ),
    Mistake(
        "a field that is no field among the unknown",
        "exhibits/unknown.md",
        exhibit(f"unknown: [mediun]{HERE}\n"),
        "unknown[0]",
        "medium",
    ),
    Mistake("a mobile number", "craftsmen/mobile.md", person("", f"电话：13800138000。{HERE}\n"), "", "遮"),
    Mistake(
        "the wrong unit",
        "figures/unit.yaml",
        figure("unit", f"    sources: [shi-li]\n    value: 300\n    printed: 300人次\n    unit: 人{HERE}\n"),
        "unit",
        "人次",
    ),
    Mistake(
        "a long summary", "exhibits/long.md", exhibit(f"summary: {'示例文字，' * 30}{HERE}\n"), "summary", "一两句"
    ),
)
