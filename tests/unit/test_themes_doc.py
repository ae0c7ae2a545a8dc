"""docs/themes.md names every value a template sees, and what it shows works.

Above its mark it is written by hand; `python -m tests.unit.test_themes_doc` writes the rest anew.
"""

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from jiangxin.folders import Folders, bundled_themes
from jiangxin.pages import views
from jiangxin.pages.parts import cards, people, pictures, statements, words
from jiangxin.pipeline import Options, build
from jiangxin.rendering.theme import read_theme

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "themes.md"
TEMPLATES = ROOT / "themes" / "lutu" / "templates"
MARK = "<!-- values -->"


def values() -> str:
    """Give the part of the document that is made from the views."""
    return "\n".join(
        line for module in (views, words, pictures, cards, people, statements) for line in _values_of(module)
    )


def _values_of(module: ModuleType) -> Iterator[str]:
    source = Path(module.__file__ or "").read_text("utf-8")
    lines = source.split("\n")
    for node in (each for each in ast.parse(source).body if isinstance(each, ast.ClassDef)):
        bases = ", ".join(base.id for base in node.bases if isinstance(base, ast.Name))
        yield f"### `{node.name}`" + (f" (and all of `{bases}`)" if bases else "")
        yield f"\n{ast.get_docstring(node)}\n"
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
            yield "| value | type | |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def templates() -> str:
    """Give the list of templates with the view each draws."""
    names = sorted(path.name for path in TEMPLATES.glob("*.html") if path.name != "base.html")
    return "\n".join(f"- `{name}`" for name in names) + "\n"


def written() -> str:
    """Give the part of the document that is written by hand."""
    return DOCUMENT.read_text("utf-8").partition(MARK)[0]


def document() -> str:
    """Give the whole document."""
    return (
        f"{written()}{MARK}\n## Templates\n\n{templates()}\nAll extend `base.html`; pieces that several use are macros "
        f"in `parts/`.\n\n## Values\n\n{values()}"
    ).rstrip() + "\n"


def test_every_value_a_template_sees_is_documented() -> None:
    """The document is what the views say; a new field appears in both or in neither."""
    assert DOCUMENT.read_text("utf-8") == document(), "run python -m tests.unit.test_themes_doc"


def test_the_theme_of_ones_own_is_built_as_it_is_shown(tmp_path: Path) -> None:
    """Who copies the example's three files has a theme: its colours, its sheet after the others, its characters."""
    files = re.findall(r"`(themes/muzuo/[\w/.]+)`:\n\n```\w+\n(.*?)```", written(), re.S)
    assert [Path(name).suffix for name, _ in files] == [".yaml", ".html", ".css"]
    for name, text in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    shutil.copytree(ROOT / "tests" / "golden" / "tiny" / "content", tmp_path / "content")
    folders = Folders.of(tmp_path)
    build(folders, Options(theme="muzuo"))
    home = (folders.output / "index.html").read_text("utf-8")
    sheets = re.findall(r'rel="stylesheet" href="assets/(\w+)\.', home)
    assert sheets == ["style", "tokens", "muzuo"]
    assert "--hot:#8a4b16" in next((folders.output / "assets").glob("tokens.*.css")).read_text("utf-8")
    assert 'content="#fbf6ec"' in home


def test_the_change_of_a_few_values_is_right_as_it_is_shown(tmp_path: Path) -> None:
    """The first example passes every check of a theme, and its fields are all that there are."""
    example = next(text for text in re.findall(r"```yaml\n(.*?)```", written(), re.S) if text.startswith("colours"))
    (tmp_path / "lutu").mkdir()
    (tmp_path / "lutu" / "theme.yaml").write_text(example, "utf-8")
    theme = read_theme("lutu", [tmp_path, bundled_themes()])
    assert (theme.colours["hot"].light, theme.hero) == ("#c8102e", "木作")


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
    sys.exit()
