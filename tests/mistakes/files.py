"""Mistakes with pictures, in texts, in the names of files, in lists and in the exhibition's own record."""

from tests.mistakes.exhibition import HERE, Mistake, exhibit, figure, front, person, photograph

DAMAGED = {
    "layers.psd": b"8BPS" + b"x" * 99,
    "renamed.jpg": b"PK\x03\x04" + b"x" * 99,
    "scan.pdf": b"%PDF-1.7" + b"x" * 99,
    "zero.jpg": b"",
    "cut.jpg": photograph(1307)[:9000],
}
"""Pictures that are none, by the names under which they lie beside the exhibits."""
ALONGSIDE = {
    "studios/twice.md": "name: 示例工作室\n",
    "halls/main-1.md": "title: 示例一号厅\nkind: hall\ngroup: main\n",
    "halls/main-2.md": "title: 示例二号厅\nkind: hall\ngroup: main\n",
}
"""Fields of entries that must be there for a mistake to be one."""


def _pictured(lines: str) -> str:
    return exhibit(f"images:\n{lines}")


PICTURES = (
    Mistake(
        "a picture that is not there",
        "exhibits/gone.md",
        _pictured(f"  - file: gone.jpg{HERE}\n    alt: 图\n"),
        "images[0].file",
        "旁边",
    ),
    Mistake(
        "capitals in a picture's name",
        "exhibits/case.md",
        _pictured(f"  - file: GOOD.JPG{HERE}\n    alt: 图\n"),
        "images[0].file",
        "good.jpg",
    ),
    Mistake(
        "another ending",
        "exhibits/ending.md",
        _pictured(f"  - file: good.jpeg{HERE}\n    alt: 图\n"),
        "images[0].file",
        "good.jpg",
    ),
    Mistake(
        "no ending",
        "exhibits/no-ending.md",
        _pictured(f"  - file: good{HERE}\n    alt: 图\n"),
        "images[0].file",
        "good.jpg",
    ),
    Mistake(
        "a picture of Photoshop's",
        "exhibits/layers.md",
        _pictured(f"  - file: layers.psd{HERE}\n    alt: 图\n"),
        "images[0].file",
        "JPEG",
    ),
    Mistake("no alt", "exhibits/no-alt.md", _pictured(f"  - file: good-6.jpg{HERE}\n"), "images[0].alt", "一句话"),
    Mistake("a name alone", "exhibits/only-name.md", exhibit(f"images: good-1.jpg{HERE}\n"), "images[0].alt", "一句话"),
    Mistake(
        "a Word file for a picture",
        "exhibits/renamed.md",
        _pictured(f"  - file: renamed.jpg{HERE}\n    alt: 图\n"),
        "images[0].file",
        "JPEG",
    ),
    Mistake(
        "a PDF for a picture",
        "exhibits/pdf.md",
        _pictured(f"  - file: scan.pdf{HERE}\n    alt: 图\n"),
        "images[0].file",
        "JPEG",
    ),
    Mistake(
        "a picture of no bytes",
        "exhibits/zero.md",
        _pictured(f"  - file: zero.jpg{HERE}\n    alt: 图\n"),
        "images[0].file",
        "重新",
    ),
    Mistake(
        "a picture cut off",
        "exhibits/cut.md",
        _pictured(f"  - file: cut.jpg{HERE}\n    alt: 图\n"),
        "images[0].file",
        "重新",
    ),
    Mistake(
        "a path out of content",
        "exhibits/outside.md",
        _pictured(f"  - file: ../../桌面/photo.jpg{HERE}\n    alt: 图\n"),
        "images[0].file",
        "photo.jpg",
    ),
    Mistake(
        "a path of Windows",
        "exhibits/windows.md",
        _pictured(f"  - file: C:\\照片\\photo.jpg{HERE}\n    alt: 图\n"),
        "images[0].file",
        "photo.jpg",
    ),
    Mistake(
        "a folder before the name",
        "exhibits/backslash.md",
        _pictured(f"  - file: 照片\\photo.jpg{HERE}\n    alt: 图\n"),
        "images[0].file",
        "photo.jpg",
    ),
    Mistake(
        "a picture on the web",
        "exhibits/web.md",
        _pictured(f"  - file: https://example.org/photo.jpg{HERE}\n    alt: 图\n"),
        "images[0].file",
        "旁边",
    ),
    Mistake(
        "a point in words",
        "exhibits/focus.md",
        _pictured(f"  - file: good-5.jpg\n    alt: 图\n    focus: 左上{HERE}\n"),
        "images[0].focus",
        "50% 20%",
    ),
    Mistake(
        "two that lead",
        "exhibits/lead.md",
        _pictured(
            f"  - {{file: good-4.jpg, alt: 图, lead: true}}\n  - {{file: good-2.jpg, alt: 图, lead: true}}{HERE}\n"
        ),
        "images[1].lead",
        "只留",
    ),
    Mistake("a picture nobody names", "stories/nobody-names.jpg", photograph(1300), "", "删"),
)

TEXTS = (
    Mistake(
        "a broken link",
        "exhibits/link.md",
        exhibit("", f"\n见[张甲](craftsman/zhang-jai)。{HERE}\n"),
        "",
        "craftsman/zhang-jia",
    ),
    Mistake(
        "a link to a file",
        "exhibits/link-file.md",
        exhibit("", f"\n见[张甲](../craftsmen/zhang-jia.md)。{HERE}\n"),
        "",
        "craftsman/zhang-jia",
    ),
    Mistake(
        "a link without https",
        "exhibits/link-www.md",
        exhibit("", f"\n见[网站](www.example.org)。{HERE}\n"),
        "",
        "https://www.example.org",
    ),
    Mistake(
        "a link in Chinese brackets",
        "exhibits/link-wide.md",
        exhibit("", f"\n见[张甲]（craftsman/zhang-jia）。{HERE}\n"),
        "",
        "英文括号",
    ),
    Mistake("HTML", "exhibits/html.md", exhibit("", f"\n这是<b>示例</b>。{HERE}\n"), "", "**"),
    Mistake(
        "a script",
        "exhibits/script.md",
        exhibit("", f'\n<script src="https://example.org/x.js"></script>{HERE}\n'),
        "",
        "删",
    ),
    Mistake("bold that does not end", "exhibits/bold.md", exhibit("", f"\n这是**示例。{HERE}\n\n下一段。\n"), "", "**"),
    Mistake("a Chinese number sign", "exhibits/heading.md", exhibit("", f"\n＃ 小标题{HERE}\n\n文\n"), "", "##"),
    Mistake(
        "a picture in the text that is not there",
        "exhibits/text-gone.md",
        exhibit("", f"\n![图](gone.jpg){HERE}\n"),
        "",
        "旁边",
    ),
    Mistake(
        "a picture in the text from the web",
        "exhibits/text-web.md",
        exhibit("", f"\n![图](https://example.org/a.jpg){HERE}\n"),
        "",
        "旁边",
    ),
    Mistake(
        "a picture in the text without words",
        "exhibits/text-alt.md",
        exhibit("", f"\n![](good-3.jpg){HERE}\n"),
        "",
        "一句话",
    ),
)

NAMES = (
    Mistake("a blank in a name", "exhibits/shi li.md", exhibit(""), "", "shi-li"),
    Mistake("a Chinese name", "exhibits/示例.md", exhibit(""), "", "shili"),
    Mistake("capital letters", "exhibits/ShiLi.md", exhibit(""), "", "shili"),
    Mistake("a copy", "exhibits/zhan-pin - 副本.md", exhibit(""), "", "zhan-pin-fuben"),
    Mistake("a folder that is none", "people/zhang-jia.md", person(""), "", "craftsmen", told="people"),
    Mistake(
        "the same id twice",
        "studios/twice/index.md",
        front("name: 示例工作室\n"),
        "",
        "改名",
        line=1,
        told="studios/twice.md",
    ),
    Mistake("a text file", "craftsmen/li-ding.txt", "李丁", "", ".md"),
    Mistake("Markdown that Notepad saved", "craftsmen/li-wu.md.txt", person(""), "", ".md"),
    Mistake("a Word file", "stories/gushi.docx", b"PK\x03\x04", "", "import"),
    Mistake("a table", "craftsmen/mingdan.xlsx", b"PK\x03\x04", "", "import"),
    Mistake("a list among files", "craftsmen/people.yaml", "craftsmen: []\n", "", ".md"),
    Mistake("a file among lists", "timeline/event.md", front("title: 示例\n"), "", ".yaml"),
    Mistake("a translation of nothing", "exhibits/orphan.en.md", "Text.\n", "", "exhibits/orphan.md", line=1),
    Mistake(
        "a translation into a language that is none of this site's",
        "exhibits/no-alt.fr.md",
        "Texte.\n",
        "",
        "languages",
        line=1,
    ),
    Mistake(
        "fields in a translation",
        "exhibits/only-name.en.md",
        front(f"title: A sample{HERE}\n", "Text.\n"),
        "title",
        "title_en",
    ),
)

LISTS = (
    Mistake("the wrong name of a list", "timeline/named.yaml", f"events:{HERE}\n  - id: a\n", "", "timeline:"),
    Mistake(
        "an event without a date",
        "timeline/undated.yaml",
        "timeline:\n  - id: undated\n    title: 示例\n",
        "date",
        "unknown",
        line=2,
    ),
    Mistake(
        "an item without an id",
        "timeline/no-id.yaml",
        f"timeline:\n  - title: 示例{HERE}\n    date: 2024\n",
        "id",
        "id:",
    ),
    Mistake(
        "an id in Chinese",
        "glossary/chinese-id.yaml",
        f"glossary:\n  - id: 五小{HERE}\n    title: “五小”\n",
        "id",
        "wuxiao",
    ),
    Mistake(
        "an id twice", "sources/twice.yaml", f"sources:\n  - id: shi-li{HERE}\n    title: 示例来源\n", "id", "改名"
    ),
    Mistake("an item that is a name only", "glossary/words.yaml", f"glossary:\n  - 示例词条{HERE}\n", "", "id"),
    Mistake(
        "a figure without a source",
        "figures/no-source.yaml",
        f"figures:\n  - id: no-source{HERE}\n    title: 示例\n    value: 8\n    printed: 8 个\n    kind: actual\n",
        "sources",
        "来源",
    ),
    Mistake(
        "a figure compared with itself",
        "figures/itself.yaml",
        figure(
            "itself",
            "    sources: [shi-li]\n    value: 8\n    printed: 八\n"
            f"    compare: [{{id: itself, relation: series}}]{HERE}\n",
        ),
        "compare[0].id",
        "删",
    ),
)

SETTINGS = (
    Mistake(
        "dates the wrong way round",
        "exhibition.yaml",
        f"dates: 2024-10-19/2024-10-17{HERE}\n",
        "dates",
        "2024-10-17/2024-10-19",
    ),
    Mistake("a page in Chinese", "exhibition.yaml", f"navigation: [plan, 人物]{HERE}\n", "navigation[1]", "craftsmen"),
    Mistake("a theme there is none of", "exhibition.yaml", f"theme: lutuu{HERE}\n", "theme", "lutu"),
    Mistake("a font that is not there", "exhibition.yaml", f"card_font: 思源宋体.otf{HERE}\n", "card_font", "content/"),
    Mistake(
        "an address without https",
        "exhibition.yaml",
        f"base_url: example.org{HERE}\n",
        "base_url",
        "https://example.org",
    ),
    Mistake(
        "a formula that does not agree", "exhibition.yaml", f"layout:\n  formula: 1+8{HERE}\n", "layout.formula", "1+2"
    ),
    Mistake(
        "more halls than there should be",
        "exhibition.yaml",
        f"  groups:\n    - {{key: main, title: 示例, count: 1}}{HERE}\n    - {{key: area, title: 专区, count: 2}}\n",
        "layout.groups[0].count",
        "count",
    ),
    Mistake(
        "a group that is none",
        "halls/group.md",
        front(f"title: 示例\nkind: hall\ngroup: mian{HERE}\n"),
        "group",
        "main",
    ),
)
