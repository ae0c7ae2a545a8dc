"""docs/themes.md names every value a template sees; `python -m tests.unit.test_themes_doc` writes it anew."""

import ast
import sys
from pathlib import Path

import jiangxin.pages.views

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "themes.md"
TEMPLATES = ROOT / "themes" / "lutu" / "templates"
MARK = "<!-- values -->"

HEAD = """# Themes

A theme is a folder in `themes/` (the exhibition's own, or one that comes with the program):

```
themes/<name>/
  theme.yaml      its title, picture sizes, entries on a page of a list
  templates/      Jinja templates, one for each kind of page
  assets/         style sheet, icon, scripts: every file is published under a name with its digest
  locales/        interface strings of its own, `<language>/<part>.yaml`
```

Choose one with `theme:` in `content/exhibition.yaml` or `--theme`. To change a little of the theme that comes with
the program, put a folder of the same name into the exhibition's `themes/`, with a `theme.yaml` and only the files
that differ.

A template sees one value, `page`, and nothing else: no queries, no files, no clock. So a page depends on its template
and its view only. Everything is escaped but the SVG and HTML that the program made itself (`svg`, `*_svg`, `*_html`,
`html`).

| to use | gives |
|---|---|
| `t("ui.skip")` | an interface string in the page's language |
| `asset("style.css")` | the address of an asset, from this page |
| `x \\| phrase` | the words of a `Phrase`, marked with `lang` where that is not the page's |

`theme.yaml`:

```yaml
title: 炉图
per_page: 48
sizes:            # every picture is made in exactly these widths, px
  card: {widths: [480, 960], sizes: "(min-width: 40rem) 17.5rem, 100vw"}
```

Rules the tests hold every page to: no inline script, style or handler; every address relative and naming a file; one
`h1` and no skipped level; readable without style sheet and JavaScript; nothing loaded from elsewhere.

## Templates

"""


def values() -> str:
    """Give the part of the document that is made from the views."""
    source = Path(jiangxin.pages.views.__file__).read_text("utf-8")
    lines = source.split("\n")
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    out = []
    for node in classes:
        bases = ", ".join(base.id for base in node.bases if isinstance(base, ast.Name))
        out.append(f"### `{node.name}`" + (f" (and all of `{bases}`)" if bases else ""))
        out.append(f"\n{ast.get_docstring(node)}\n")
        rows = []
        for each in node.body:
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
                line = lines[(each.end_lineno or 1) - 1]
                remark = line.partition("  # ")[2]
                kind = ast.unparse(each.annotation).replace("|", "\\|")
                rows.append(f"| `{each.target.id}` | `{kind}` | {remark.replace('|', chr(92) + '|')} |")
            elif isinstance(each, ast.FunctionDef) and each.decorator_list:
                rows.append(
                    f"| `{each.name}` | `{ast.unparse(each.returns) if each.returns else ''}` | "
                    f"{ast.get_docstring(each)} |"
                )
        if rows:
            out.append("| value | type | |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(out)


def templates() -> str:
    """Give the list of templates with the view each draws."""
    names = sorted(path.name for path in TEMPLATES.glob("*.html") if path.name != "base.html")
    return "\n".join(f"- `{name}`" for name in names) + "\n"


def document() -> str:
    """Give the whole document."""
    return (
        f"{HEAD}{templates()}\nAll extend `base.html`; pieces that several use are macros in `parts/`.\n\n"
        f"## Values\n\n{values()}"
    ).rstrip() + "\n"


def test_every_value_a_template_sees_is_documented() -> None:
    """The document is what the views say; a new field appears in both or in neither."""
    assert DOCUMENT.read_text("utf-8") == document(), "run python -m tests.unit.test_themes_doc"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
    sys.exit()
