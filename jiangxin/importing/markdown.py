"""Words as they were typed → Markdown that says the same words."""

from __future__ import annotations

import re

_INLINE = re.compile(
    r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|\[(?=[^\[\]]*\](?:[\[(:]|\s*\[))|\[(?=\^)|!(?=\[)|<(?=[^>]*[:@])"
)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_READING = re.compile(r"\{(?=[^{}|]*\|)")
_LINE_START = re.compile(r"^(#{1,6}|>|[-+](?=\s|$)|~{3,}|={1,}(?=\s*$)|-{2,}|_{3,}|:(?=\s)|\|)")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """Escape what Markdown would take for its own within a line."""
    text = _ENTITY.sub("&amp;", text)
    return _READING.sub(r"\\{", _INLINE.sub(lambda found: "&lt;" if found[0] == "<" else f"\\{found[0]}", text))


def paragraph(text: str) -> str:
    """Give a paragraph whose first characters begin no heading, list or quotation. Its words are escaped already."""
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(_NUMBERED.sub(r"\1\\\2", _LINE_START.sub(_escaped_start, line)) for line in lines if line)


def _escaped_start(found: re.Match[str]) -> str:
    return (
        "&#126;" + found[0][1:]
        if found[0][0] == "~"
        else _entity(found[0])
        if found[0][0] in "=:|"
        else f"\\{found[0]}"
    )


def _entity(start: str) -> str:
    return f"&#{ord(start[0])};{start[1:]}"


def in_cell(text: str) -> str:
    """Give words for a cell of a table, where a backtick would hide a bar even if it is escaped."""
    return " ".join(text.replace("|", "\\|").replace("\\`", "&#96;").split())


def table(rows: list[list[str]]) -> str:
    """Give a table of cells that are ready; the first row is its head."""
    width = max(len(row) for row in rows)
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])
