"""One `theme.yaml` → its settings, and a problem for each that is not right.

A record says only what its theme changes; what it leaves out is taken from the
next one. Like content, it is read as nodes that know their lines, so that its
maker is told the file, the line, the field, what was found and what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from pathlib import Path

from jiangxin.content.source import Listing, Node, Scalar, SourceError, Table, parse_yaml, read_text
from jiangxin.model.frozen import frozen
from jiangxin.model.kinds import KINDS
from jiangxin.model.picture import PictureSize
from jiangxin.pages.urls import LISTED
from jiangxin.patterns import pattern
from jiangxin.problems import Problem, nearest

RECORD = "theme.yaml"
COLOURS = ("paper", "paper-2", "ink", "ink-2", "line", "line-ui", "blue", "hot", "hot-ink", "focus", "wall")
TEMPERS = tuple(f"t{step}" for step in range(1, 9))
SCHEMES = ("light", "dark")
FONTS = ("display", "text", "labels", "names")
PLACES = ("plan", "timeline", *(KINDS[kind].folder for kind in (*LISTED, "figure")), "glossary")
"""What a header can lead to in every exhibition."""

_FIELDS = ("title", "extends", "per_page", "pictures", "colours", "fonts", "navigation", "hero")
_TITLE = pattern(r"title_[a-z]{2,3}(-[A-Za-z0-9]+)*")
_FONT = pattern(rf"({'|'.join(FONTS)})(_[a-z]{{2,3}})?")
_FAMILY = pattern(r"[^\s\"'\\;{}<>,/][^\"'\\;{}<>,]*")
_COLOUR = pattern(r"#?([0-9a-fA-F]{6})")
_COUNT = pattern(r"[1-9][0-9]{0,5}")
_NAME = pattern(r"[a-z0-9-]+")
_HERO = pattern(r"\S{1,4}")


@frozen
class ThemeRecord:
    """What one theme.yaml says. `colours` are by token and scheme (`hot.light`), `lines` by field."""

    path: str  # "themes/lutu/theme.yaml"
    extends: str = ""
    per_page: int | None = None
    sizes: Mapping[str, PictureSize] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)  # "hot.light" → "#e14f00"
    fonts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # "display", "display_en" → names of fonts
    navigation: tuple[str, ...] = ()
    hero: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)


def read_record(path: Path, theme: str) -> tuple[ThemeRecord, list[Problem]]:
    """Read the record at `path` of the theme so named; give it with everything that is wrong in it."""
    name = f"themes/{theme}/{RECORD}"
    try:
        table = parse_yaml(read_text(path, name), name)
    except SourceError as error:
        return ThemeRecord(name), [error.problem]
    reader = _Reader(name)
    return reader.read(table), reader.problems


class _Reader:
    """Reads one record; keeps what is wrong with it and where each field stands."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}

    def read(self, table: Table) -> ThemeRecord:
        """Give the record; what is wrong in it is left out and noted."""
        rows = self._rows(table, "", lambda key: key in _FIELDS or bool(_TITLE.fullmatch(key)), _FIELDS)
        per_page = self._word(rows, "per_page", _COUNT, "48")
        return ThemeRecord(
            self.path,
            extends=self._word(rows, "extends", _NAME, "lutu"),
            per_page=int(per_page) if per_page else None,
            sizes=self._sizes(rows),
            colours=self._colours(rows),
            fonts=self._fonts(rows),
            navigation=self._navigation(rows),
            hero=self._word(rows, "hero", _HERO, "匠心"),
            lines=self.lines,
        )

    def _sizes(self, rows: Mapping[str, Node]) -> dict[str, PictureSize]:
        """Read `pictures: {card: {widths: [480, 960], sizes: …}}`."""
        sizes = {}
        for name, node in self._rows_of(rows, "pictures", _NAME.fullmatch, ("card", "lead", "plate")).items():
            where = f"pictures.{name}"
            size = self._rows(node, where, ("widths", "sizes").__contains__, ("widths", "sizes"))
            widths = self._words(size.get("widths"), f"{where}.widths", _COUNT, "[480, 960]")
            shown = size.get("sizes", Scalar("100vw", 0))
            if not isinstance(shown, Scalar) or shown.is_empty:
                self._tell(f"{where}.sizes", shown, "(min-width: 40rem) 46vw, 92vw")
            elif widths:
                sizes[name] = PictureSize(name, tuple(sorted(map(int, widths))), " ".join(shown.text.split()))
        return sizes

    def _colours(self, rows: Mapping[str, Node]) -> dict[str, str]:
        """Read `colours: {hot: {light: e14f00, dark: f97c2f}}`; the # may be left out."""
        colours = {}
        tokens = (*COLOURS, *TEMPERS)
        for token, node in self._rows_of(rows, "colours", tokens.__contains__, tokens).items():
            where = f"colours.{token}"
            for scheme, written in self._rows(node, where, SCHEMES.__contains__, SCHEMES).items():
                found = _COLOUR.fullmatch(written.text) if isinstance(written, Scalar) else None
                if found:
                    colours[f"{token}.{scheme}"] = f"#{found[1].lower()}"
                else:
                    self._tell(f"{where}.{scheme}", written, '"#1e4c8a"')
        return colours

    def _fonts(self, rows: Mapping[str, Node]) -> dict[str, tuple[str, ...]]:
        """Read `fonts: {display: [Songti SC, serif], display_en: [Georgia, serif]}`."""
        known = self._rows_of(rows, "fonts", _FONT.fullmatch, FONTS)
        stacks = {
            name: self._words(node, f"fonts.{name}", _FAMILY, "[Songti SC, SimSun, serif]")
            for name, node in known.items()
        }
        return {name: stack for name, stack in stacks.items() if stack}

    def _navigation(self, rows: Mapping[str, Node]) -> tuple[str, ...]:
        names = self._words(rows.get("navigation"), "navigation", _NAME, "[plan, timeline]")
        for name in names:
            if name not in PLACES:
                self._unknown("navigation", self.lines["navigation"], name, PLACES)
        return names

    def _rows_of(
        self, rows: Mapping[str, Node], name: str, fits: Callable[[str], object], allowed: Iterable[str]
    ) -> dict[str, Node]:
        return self._rows(rows[name], name, fits, allowed) if name in rows else {}

    def _rows(self, node: Node, where: str, fits: Callable[[str], object], allowed: Iterable[str]) -> dict[str, Node]:
        """Give the rows of a table whose keys fit, noting where they stand; tell of every other key."""
        if not isinstance(node, Table):
            self._tell(where, node, ", ".join(f"{name}: …" for name in allowed))
            return {}
        rows = {}
        for key, (line, value) in node.rows.items():
            place = f"{where}.{key}" if where else key
            self.lines[place] = line
            if fits(key):
                rows[key] = value
            else:
                self._unknown(place, line, key, allowed)
        return rows

    def _word(self, rows: Mapping[str, Node], name: str, pattern: re.Pattern[str], example: str) -> str:
        """Give the words of a field; "" where it is not there or not right."""
        node = rows.get(name)
        if node is None:
            return ""
        if isinstance(node, Scalar) and pattern.fullmatch(node.text):
            return node.text
        self._tell(name, node, example)
        return ""

    def _words(self, node: Node | None, where: str, pattern: re.Pattern[str], example: str) -> tuple[str, ...]:
        """Give the words of a list; nothing where it is not there or one of them is not right."""
        if node is None:
            return ()
        if isinstance(node, Listing) and node.items:
            words = [item.text for item in node.items if isinstance(item, Scalar) and pattern.fullmatch(item.text)]
            if len(words) == len(node.items):
                return tuple(words)
        self._tell(where, node, example)
        return ()

    def _tell(self, where: str, found: Node, allowed: str) -> None:
        facts = {"found": _in_short(found), "allowed": allowed}
        self.problems.append(Problem("theme.broken", self.path, self.lines.get(where, found.line), where, facts))

    def _unknown(self, where: str, line: int, found: str, allowed: Iterable[str]) -> None:
        names = tuple(allowed)
        facts = {"found": found, "allowed": ", ".join(names)}
        self.problems.append(Problem("theme.unknown", self.path, line, where, facts, nearest(found, names)))


def _in_short(node: Node) -> str:
    """Give a node in a few words, as its maker wrote it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return f"[{', '.join(map(_in_short, node.items))}]"
    return f"{{{', '.join(f'{key}: {_in_short(value)}' for key, (_, value) in node.rows.items())}}}"
