"""An exhibition with something hostile in every field and place that takes it.

What a field refuses by its form is left as it was; what only the whole exhibition
refuses is told by its problems, and is taken out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from jiangxin.content.markup import MarkupError, convert
from jiangxin.model import schema
from jiangxin.model.kinds import BY_FOLDER
from jiangxin.model.schema import Shape, specs_of
from jiangxin.model.settings import Settings
from jiangxin.problems import Problem

Give = Callable[[], str]

PLACES = (
    "{}",
    "**{}**",
    "## {}",
    "> {}",
    "- {}",
    "`{}`",
    "[{}](https://example.org/)",
    "[x]({})",
    "[x](<{}>)",
    "[x](https://example.org/{})",
    '[x](https://example.org/ "{}")',
    "| {} |\n|-|\n| {} |",
    "```{}\n{}\n```",
    "{{罗|{}}}",
    "[^1]\n\n[^1]: {}",
    "![{}](none.png)",
)
"""Where something may stand in a body."""


class Poisoner:
    """Puts what `give` gives next into every slot of a content folder but those in `spared`."""

    def __init__(self, content: Path, give: Give, spared: set[tuple[str, str]]) -> None:
        self.content = content
        self.slots = 0
        self._give = give
        self._spared = spared
        self._file = ""

    def run(self) -> None:
        """Poison every file."""
        for path in sorted(self.content.rglob("*")):
            self._file = f"content/{path.relative_to(self.content).as_posix()}"
            if path.suffix == ".yaml":
                self._yaml(path)
            elif path.suffix == ".md":
                self._article(path)
            elif path.suffix == ".jpg":
                self._photograph(path)
            elif path.suffix == ".vtt" and (self._file, "") not in self._spared:
                text = path.read_text("utf-8")
                path.write_text(f"{text}\n01:00:00.000 --> 01:00:09.000\n{self._line()}\n", encoding="utf-8")

    def _yaml(self, path: Path) -> None:
        found = _read(path.read_text("utf-8"))
        if path.name == "exhibition.yaml":
            self._record(Settings, found, "")
        else:
            for folder, items in found.items():
                for item in items:
                    self._record(BY_FOLDER[folder], item, "", skip=("id",))
        path.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=10**6), encoding="utf-8")

    def _article(self, path: Path) -> None:
        _, front, body = (
            path.read_text("utf-8").split("---\n", 2) if path.read_text("utf-8")[:3] == "---" else ("",) * 3
        )
        if not front:
            path.write_text(f"{path.read_text('utf-8')}\n\n{self._markdown()}\n", encoding="utf-8")
            return
        found = _read(front)
        self._record(BY_FOLDER[path.relative_to(self.content).parts[0]], found, "")
        dumped = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=10**6)
        path.write_text(f"---\n{dumped}---\n{body}\n\n{self._markdown()}\n", encoding="utf-8")

    def _photograph(self, path: Path) -> None:
        with Image.open(path) as picture:
            exif = picture.getexif()
            exif[0x013B], exif[0x8298] = self._line(), self._line()
            picture.save(path, exif=exif)

    def _record(self, cls: type, found: dict[str, Any], prefix: str, skip: Sequence[str] = ()) -> None:
        specs = specs_of(cls)
        for key in found:
            base, _, lang = key.rpartition("_")
            name = key if key in specs else base if lang == "en" else ""
            if name in specs and key not in skip:
                found[key] = self._value(specs[name].shape, found[key], prefix + key)

    def _value(self, shape: Shape, value: Any, place: str) -> Any:
        match shape:
            case schema.Many(item):
                items = value if isinstance(value, list) else [value]
                return [self._value(item, each, f"{place}[{index}]") for index, each in enumerate(items)]
            case schema.Record(of):
                if isinstance(value, dict):
                    self._record(of, value, f"{place}.")
                return value
            case schema.Words() if isinstance(value, dict):
                return {key: self._slot(each, place, None) for key, each in value.items()}
            case schema.Words():
                return self._slot(value, place, None)
            case schema.Line(pattern):
                return self._slot(value, place, pattern)
            case _:
                return value

    def _slot(self, value: str, place: str, pattern: str | None) -> str:
        if any(file == self._file and place.startswith(spared) for file, spared in self._spared):
            return value
        poisoned = f"{value} {self._give()}" if pattern is None else value + self._give()
        if pattern is not None and not re.fullmatch(pattern, poisoned):
            return value
        self.slots += 1
        return poisoned

    def _line(self) -> str:
        self.slots += 1
        return " ".join(self._give().split())

    def _markdown(self) -> str:
        taken = []
        for place in PLACES:
            vector = self._give()
            if text := _taken(place.replace("{{", "{").replace("}}", "}").replace("{}", vector)):
                taken.append(text)
                self.slots += 1
        return "\n\n".join(taken)


def _taken(text: str) -> str:
    """Give a Markdown text, or "" where it would be refused or names an entry."""
    try:
        made = convert(text)
    except MarkupError:
        return ""
    return "" if made.odd or made.links else text


def _read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # makes strings only


def spared_by(problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """Give the slots that problems name."""
    for problem in problems:
        yield problem.path, problem.field.removesuffix("_en")
