"""The words of `docs/content.md` around its tables, with examples that the tests load."""

from __future__ import annotations

OPENING = """\
# Content

<!-- Written by jiangxin/content/reference.py: change that, then run `python -m tests.unit.test_reference`. -->

Everything an exhibition shows lies in `content/`, in plain text files that any editor opens. This page says what may
stand in them. `jiangxin new KIND ID` begins an entry with every field explained; `docs/schema/` holds the same rules as
JSON Schema, for completion in an editor; `jiangxin check` says what is wrong, with file, line and remedy.

## Folders
"""

WRITING = """\
## An entry

An entry is a Markdown file, `<folder>/<id>.md`: its fields between two lines `---`, then its text. Or it is a folder
of its own, `<folder>/<id>/index.md`. The id is the file's name: lower-case ASCII letters, digits, single hyphens. It is
part of the address, so it stays.

```markdown
---
# content/exhibits/guanjun-longfu.md
title: “冠军龙服”
title_en: The champion dragon suit
hall: zhu-zhanguan
kind: treasure
images:
  - file: longfu.jpg
    alt: 展柜里的“冠军龙服”
    alt_en: The dragon suit in its showcase
unknown: [makers, medium]
sources:
  - {id: src-tanying, quote: 北京冬奥会中国队“冠军龙服”}
---

北京冬奥会中国队的“冠军龙服”，是[](exhibit/bada-zhenguan-zhibao)之一。

![领口的龙纹](longfu-lingkou.jpg)
```

- **Translations.** The first of the exhibition's languages stands in the field itself, another beside it:
  `title_en`, `summary_en`. A list's translations run beside it, item by item (`steps_en`), or inside it
  (`{text: 第一步, text_en: Step one}`). The text in English is `<id>.en.md` (or `index.en.md`), without fields. What is
  not translated is shown in the first language and marked as such.
- **Pictures, films and recordings** lie beside the entry and are named without a path. `alt` says what a picture shows
  and may not be missing; `alt: ""` says that it only decorates. More in [Pictures](pictures.md).
- **Links** in a text name entries: `[罗明浩](craftsman/luo-minghao)`. Where nothing stands in the brackets, the entry's
  title does: `[](craftsman/luo-minghao)`. `![…](photo.jpg)` shows a picture that lies beside the entry.
- **Readings.** `{竺|zhú}` in a text prints a reading above its characters (not inside a table). Two are there by
  themselves on Chinese pages: that of a person's name, which `pinyin` puts right, and that of a rare character where it
  first stands. Rare is what neither GB 2312 nor levels one and two of the Table of General Standard Chinese Characters
  (通用规范汉字表) have.
- **HTML** is not read: it is shown as it was typed.

## Values

{values}

**Unknown is a value of its own.** `unknown: [makers, medium]` is shown as “not stated in the sources”, never as a
blank; a phrase may stand there too (`{text: 五件展品的名称, text_en: the names of five exhibits}`). A required field
may be unknown as well. Declared and known counts are two numbers: with `count: 8` and three members known, five
places stay open.

**Relations are written once and read from both ends.** An exhibit names its makers; each maker's page then names the
exhibit. A reference to an entry that does not exist is an error; one to a draft or to a person withdrawn is not shown.

**Numbers keep what the source prints.** A figure has its `value` for programs and `printed` for people, so that 万, 余
and 近 survive. Figures are never added up; those that disagree stand side by side.

**Sources.** `sources:` lists ids, or `{id, quote, page}`. Honours, quotations and figures without one give a warning.
"""

VALUES = (
    (
        "words",
        "Text, translated by `<field>_<language>`. Quotation marks are needed only where YAML would read "
        "something else, as around `a: b` or ` #`.",
    ),
    ("line", "A name or a code, the same in every language."),
    ("one of …", "One of the words listed."),
    (
        "date",
        "As precise as it is known: `2015`, `2015-08`, `2024-10-17`, `2024-10-17/2024-10-19` (from, to), `2024~` "
        "(about), `2024?` (uncertain), `199X` (the nineties), `/2003` (until), `2003/` (since); also `2019年5月`, "
        "`2018.06—2020.3`, `约1985`. No day is ever shown that was not written.",
    ),
    ("number", "`16000`, `16,000`, `0.5`."),
    ("true or false", "`true`, `false`, `yes`, `no`, `是`, `否`; absent is false."),
    (
        "→ kind",
        "A reference: the id of an entry, `zhu-zhanguan`. Where several kinds fit, the kind stands before it: "
        "`craftsman/luo-minghao`.",
    ),
    ("file", "The name of a file beside the entry."),
    ("list of …", "A YAML list; one value alone is a list of one."),
    ("a record", "Fields of its own, described below. “Or only its `file`” says that one value stands for that field."),
)

LISTS = """\
## Lists

{kinds} are kept as lists, in any number of YAML files in
their folder. Each file holds one list under the folder's name, each item has an `id`.

```yaml
# content/timeline/2024.yaml
timeline:
  - id: evt-2024-10-kaimu
    title: 浙江省首届职工创新交流活动举行
    title_en: Zhejiang's first workers' innovation exchange opens
    date: 2024-10-17/2024-10-19
    kind: meeting
    sources: [src-tanying]
```

```yaml
# content/figures/area.yaml
figures:
  - id: fig-mianji
    title: 活动面积
    title_en: Floor area
    value: 16000
    printed: 超1.6万平方米
    unit: 平方米
    unit_en: square metres
    qualifier: over
    period: 2024
    kind: actual
    sources:
      - {id: src-tanying, quote: 面积超1.6万平方米}
```

```yaml
# content/sources/articles.yaml
sources:
  - id: src-jiangxin-jiazhi
    title: 让匠心有价值：宁波的激励“加法”
    kind: feature
    date: 2025
    readings:
      - {printed: 甬工面新记, suggested: 甬工创新记, certainty: open}
```

```yaml
# content/glossary/terms.yaml
glossary:
  - id: wuxiao
    title: “五小”
    title_en: Five smalls
    unknown: [text]
```
"""

LAYOUT = """\
## The layout

Two orders hold for a space: the group of the formula it belongs to (`group`), and the space it stands in
(`located_in`).
The formula's terms are the groups' counts. A group with fewer halls than it counts shows the missing ones as unnamed;
one with more is an error. `N` stands for a count that is not stated. Any formula will do: `1+3`, `2+6+1+N`.

```yaml
# content/exhibition.yaml
title: 匠心
title_en: Craftsmanship
languages: [zh-Hans, en]
layout:
  formula: 1+8+2
  groups:
    - {key: main, title: 主展馆, title_en: Main hall, count: 1}
    - {key: cluster, title: 产业集群主题展馆, title_en: Industry-cluster halls, count: 8}
    - {key: area, title: 专区, title_en: Areas, count: 2}
```
"""

DIAGRAMS = """\
## Diagrams

A programme may have a diagram. It is drawn, and told as a list. Without `edges`, each node leads to the next.
"""

WORDS = """\
## House words

`content/words.yaml` says what is not written here, and how names are written. `check` and `build` warn of every place,
with its line, the reason and what to write instead. Of words that begin at one place the longest is read: 第一线 in
`allow` covers 第一, and no single character need be listed. What stands in quotation marks, in `>` quotations, in 《》,
in sources, quotations, titles and names, and inside the name of an entry, is passed over, unless a rule says
`everywhere`.

```yaml
# content/words.yaml
avoid:
  - words: [最大, 第一]
    instead: 写出数字和出处
    reason: 名次和“最”要有出处
    except: [story/first-day]
names:
  - write: 浙江省总工会
    not: [省总工会, 浙江总工会]
allow: [第一届, 第一线]
```

A short list of superlatives comes with the program; `check` advises by it, no build does. `without_defaults: true`
leaves it out.

"""

REVIEWS = """\
## Reviews

`reviews_required: 3` in `exhibition.yaml` asks for three reviews (一审, 二审, 终审) of every entry; 2 for the first and
the final one, 1 for the final one. What lacks one is left out of the public site and shown, marked, by `--drafts`;
`build --release` refuses while anything is missing. `jiangxin approve` writes the lines:

```sh
jiangxin approve exhibit/guanjun-longfu --step first --by NAME
jiangxin approve content/exhibits/*.md --step second --by NAME --on 2024-10-17
```

`of` is the version that was approved: it changes with every field but `status` and `reviews`, with the text and its
translations, and with the bytes of the pictures and recordings. An approval of another version is void, and told. One
person takes one step. `status: draft` keeps an entry out whatever its reviews say; the last approval turns
`status: review` into `approved`. Who approved is in no page.
"""

NAMES = "Every entry may have these fields. People, studios and organisations have a `name`, all others a `title`."

EXAMPLES = {
    "ladder": (
        "Steps that one climbs.",
        """\
  nodes:
    - {key: a, label: 技术能手, label_en: Technical Expert, link: programme/jishu-nengshou}
    - {key: b, label: 宁波工匠, label_en: Ningbo Craftsman}
    - {key: c, label: 大国工匠, label_en: Craftsman of the Nation}""",
    ),
    "network": (
        "Members that work together, in numbers.",
        """\
  nodes:
    - {key: city, label: 市劳模工匠学院, label_en: City academy, count: 1}
    - {key: special, label: 市特色工匠学院, label_en: Special-field academies, count: 6}
    - {key: county, label: 县工匠学院, label_en: County academies, count: 10}
    - {key: company, label: 企业工匠堂, label_en: Enterprise craftsman halls, count: N, qualifier: nearly}
  edges: [[city, special], [city, county], [city, company]]""",
    ),
    "hub": (
        "One in the middle, the others around it.",
        """\
  nodes:
    - {key: head, label: 学院总部, label_en: Headquarters, count: 1}
    - {key: bases, label: 实训基地, label_en: Training bases, count: N}
    - {key: projects, label: 改革项目, label_en: Reform projects, count: X}""",
    ),
    "chain": (
        "One after the other.",
        """\
  nodes:
    - {key: a, label: 启航, label_en: Setting sail}
    - {key: b, label: 领航, label_en: Piloting}
    - {key: c, label: 蓄水池, label_en: Reservoir}""",
    ),
    "ring": (
        "One after the other, and round again.",
        """\
  nodes:
    - {key: a, label: 参与, label_en: Taking part}
    - {key: b, label: 评价, label_en: Evaluation}
    - {key: c, label: 转化, label_en: Use}
    - {key: d, label: 奖励, label_en: Reward}""",
    ),
    "tree": (
        "From few to many.",
        """\
  nodes:
    - {key: a, label: 改革体系, label_en: Reform systems, count: 6}
    - {key: b, label: 具体举措, label_en: Measures, count: 24}
    - {key: c, label: 重点任务, label_en: Key tasks, count: 66}""",
    ),
}
