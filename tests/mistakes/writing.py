"""Mistakes in writing YAML and in saving a file."""

from tests.mistakes.exhibition import HERE, Mistake, exhibit, figure, front, person

YAML = (
    Mistake("a tab", "exhibits/tab.md", exhibit(f"images:\n\t- file: a.jpg{HERE}\n\t  alt: 图\n"), "", "空格"),
    Mistake("a Chinese colon", "exhibits/colon.md", front(f"title：示例{HERE}\nhall: zhanting\n"), "", "英文冒号"),
    Mistake(
        "a Chinese colon behind a Chinese name",
        "exhibits/colon-name.md",
        front(f"名称：示例{HERE}\nhall: zhanting\n"),
        "",
        "英文冒号",
    ),
    Mistake(
        "a Chinese colon within",
        "exhibits/colon-inside.md",
        exhibit(f"images:\n  - file：a.jpg{HERE}\n    alt: 图\n"),
        "",
        "英文冒号",
    ),
    Mistake(
        "no blank behind the colon",
        "exhibits/no-blank.md",
        front(f"title: 示例\nhall:zhanting{HERE}\nmade: 2024\n"),
        "",
        "空一格",
    ),
    Mistake("no colon", "exhibits/no-colon.md", front(f"title: 示例\nhall zhanting{HERE}\nmade: 2024\n"), "", "冒号"),
    Mistake(
        "an equals sign", "exhibits/equals.md", front(f"title: 示例\nhall = zhanting{HERE}\nmade: 2024\n"), "", "冒号"
    ),
    Mistake(
        "quotes that do not end", "exhibits/open-quote.md", front(f'title: "示例{HERE}\nhall: zhanting\n'), "", "引号"
    ),
    Mistake(
        "a bracket that does not end",
        "exhibits/open-bracket.md",
        exhibit(f"tags: [焊接, 钳工{HERE}\nmade: 2024\n"),
        "",
        "tags: [焊接, 钳工]",
    ),
    Mistake(
        "a Chinese bracket at the end",
        "exhibits/wide-bracket.md",
        exhibit(f"tags: [焊接, 钳工］{HERE}\nmade: 2024\n"),
        "",
        "]",
    ),
    Mistake(
        "brackets of Chinese",
        "exhibits/wide-brackets.md",
        exhibit(f"makers: 【zhang-jia】{HERE}\n"),
        "makers[0]",
        "[zhang-jia]",
    ),
    Mistake(
        "a Chinese comma",
        "exhibits/wide-comma.md",
        exhibit(f"makers: [craftsman/zhang-jia，craftsman/li-yi]{HERE}\n"),
        "makers[0]",
        "英文逗号",
    ),
    Mistake(
        "an enumeration comma",
        "exhibits/pause.md",
        exhibit(f"people: zhang-jia、li-yi{HERE}\n"),
        "people[0]",
        "英文逗号",
    ),
    Mistake("two colons", "exhibits/two-colons.md", front(f"title: 匠心: 示例{HERE}\nhall: zhanting\n"), "", "引号"),
    Mistake(
        "Word's quotes around two colons",
        "exhibits/curly.md",
        front(f"title: “匠心: 示例”{HERE}\nhall: zhanting\n"),
        "",
        "引号",
    ),
    Mistake("a star at the beginning", "exhibits/star.md", exhibit(f"note: *示例*{HERE}\n"), "", "引号"),
    Mistake("an exclamation mark at the beginning", "exhibits/tag.md", exhibit(f"note: !示例{HERE}\n"), "", "引号"),
    Mistake("a sign that YAML keeps", "exhibits/at.md", exhibit(f"note: @示例{HERE}\n"), "", "引号"),
    Mistake(
        "a number sign at the beginning",
        "exhibits/hash.md",
        front(f"title: #1 示例{HERE}\nhall: zhanting\n"),
        "",
        "引号",
    ),
    Mistake(
        "a line that begins with a blank",
        "exhibits/indented.md",
        front(f"title: 示例\n hall: zhanting{HERE}\n"),
        "",
        "空格",
    ),
    Mistake(
        "a line that begins with a Chinese blank",
        "exhibits/wide-blank.md",
        exhibit(f"images:\n　- file: a.jpg{HERE}\n"),
        "",
        "空格",
    ),
    Mistake(
        "an item that stands askew",
        "exhibits/askew.md",
        exhibit(f"images:\n  - file: a.jpg\n   alt: 图{HERE}\n"),
        "",
        "对齐",
    ),
    Mistake(
        "a second line that is not indented",
        "exhibits/second-line.md",
        exhibit(f"summary: 第一行，\n第二行。{HERE}\nmade: 2024\n"),
        "",
        "空格",
    ),
    Mistake("a field twice", "exhibits/twice.md", exhibit(f"hall: chang-lang{HERE}\n"), "hall", "删"),
    Mistake("fields as a list", "exhibits/as-list.md", front(f"- title: 示例{HERE}\n- hall: zhanting\n"), "", "冒号"),
    Mistake("no front matter", "exhibits/no-front.md", f"# 示例展品{HERE}\n\n正文。\n", "", "---"),
    Mistake(
        "blanks before ---", "exhibits/blank-front.md", f"  ---{HERE}\ntitle: 示例\nhall: zhanting\n---\n", "", "---"
    ),
    Mistake(
        "the dash that Word makes of ---", "exhibits/dash.md", f"——{HERE}\ntitle: 示例\nhall: zhanting\n——\n", "", "---"
    ),
    Mistake(
        "no closing ---", "exhibits/not-closed.md", f"---{HERE}\ntitle: 示例\nhall: zhanting\n\n正文。\n", "", "---"
    ),
    Mistake(
        "a closing line of dashes",
        "exhibits/dash-end.md",
        f"---\ntitle: 示例\nhall: zhanting\n———{HERE}\n\n正文。\n",
        "",
        "---",
    ),
)

VALUES = (
    Mistake("30 February", "exhibits/february.md", exhibit(f"made: 2024年2月30日{HERE}\n"), "made", "2024-10-17"),
    Mistake("a month of one digit", "exhibits/short-month.md", exhibit(f"made: 2024-9{HERE}\n"), "made", "2024-09"),
    Mistake("a date without marks", "exhibits/plain-date.md", exhibit(f"made: 20241017{HERE}\n"), "made", "2024-10-17"),
    Mistake(
        "a date in Chinese numerals",
        "exhibits/numerals.md",
        exhibit(f"made: 二〇二四年十月{HERE}\n"),
        "made",
        "2024年10月",
    ),
    Mistake("a date with a remark", "exhibits/remark.md", exhibit(f"made: 2024年国庆前后{HERE}\n"), "made", "2024"),
    Mistake(
        "Word's quotes around a date",
        "exhibits/quoted-date.md",
        exhibit(f"made: “2024-10-17”{HERE}\n"),
        "made",
        "2024-10-17",
    ),
    Mistake(
        "a range the wrong way round",
        "exhibits/reversed.md",
        exhibit(f"made: 2024-10-19/2024-10-17{HERE}\n"),
        "made",
        "2024-10-17/2024-10-19",
    ),
    Mistake(
        "a number with 万",
        "figures/wan.yaml",
        figure("wan", f"    sources: [shi-li]\n    value: 1.6万{HERE}\n    printed: 1.6万平方米\n"),
        "value",
        "16000",
    ),
    Mistake(
        "a number with a unit",
        "tours/unit.md",
        front(f"title: 示例路线\nstops: [hall/zhanting]\nminutes: 45分钟{HERE}\n"),
        "minutes",
        "45",
    ),
    Mistake("a number in words", "craftsmen/words.md", person(f"age: 五十八{HERE}\n"), "age", "58"),
    Mistake("yes in words of one's own", "exhibits/flag.md", exhibit(f"doubtful: 有点{HERE}\n"), "doubtful", "是"),
)

ENCODINGS = (
    Mistake(
        "GB 18030", "exhibits/gb.md", "---\ntitle: 示例\nhall: zhanting\n---\n".encode("gb18030"), "", "UTF-8", line=2
    ),
    Mistake(
        "UTF-16, Notepad's “Unicode”",
        "exhibits/utf-16.md",
        "---\ntitle: 示例\nhall: zhanting\n---\n".encode("utf-16"),
        "",
        "UTF-8",
        line=1,
    ),
    Mistake(
        "a control character from a PDF", "exhibits/control.md", exhibit("note: 示\x0b例\n").encode(), "", "删", line=4
    ),
    Mistake("nothing in it", "exhibits/empty.md", "", "", "删"),
)
