"""A text that is no YAML → the line where its writer slipped, and how it probably should read.

A parser says where it could not go on, which is often a line below the mistake,
and why in words for programmers. Here the lines around that place are looked at
for what people do who write YAML by hand, once in a while: a tab, a Chinese
colon, a bracket that does not end. Only a text that was refused comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import yaml

from jiangxin.patterns import pattern

_SHOWN = 60
_WORD = "[A-Za-z_]+|[\u4e00-\u9fff]{1,8}"
_TAB = pattern(r" *\t")
_WIDE_BLANK = pattern("[ \u3000\xa0]*[\u3000\xa0]")
_WIDE_COLON = pattern(r"\s*(?:- )?([A-Za-z_]+：)|([\u4e00-\u9fff]{1,8}：)")
_NO_BLANK = pattern(rf"(\s*(?:- )?(?:{_WORD})):(?!//)(\S.*)")
_NO_COLON = pattern(r"(\s*(?:- )?[A-Za-z_]+)(?:\s*[=＝]\s*| +)(\S.*)")
_FIELD = pattern(r"\s*(?:- )?[^\s:]+:(?: |$)")
_VALUE = pattern(r"(\s*(?:- )?[^\s:]+: +)(\S.*?)\s*")
_OPEN_QUOTE = pattern(r"""\s*(?:- )?[^\s:]+: +(["'])(?!.*\1\s*$)""")
_HIDDEN = pattern(r"(\s*(?:- )?[^\s:#]+: +)(#[^\s#].*?)\s*")
_SIGNS = "@`%*&!"
_WIDE_BRACKETS = str.maketrans("［］【】｛｝", "[][]{}")
_DASHES = pattern(r"\s*[-‐-―─－_＿]+\s*")


class Slip(NamedTuple):
    """What is wrong: the code of its message, the number of its line from 0, what stands there, what should."""

    code: str
    place: int
    found: str
    suggestion: str = ""


Rule = Callable[[Sequence[str], int, int, str], Slip | None]


def slip_in(text: str, error: yaml.MarkedYAMLError) -> Slip:
    """Give what is wrong with a text that the parser refused with `error`."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    at = min(mark.line, len(lines) - 1) if mark else 0
    begun = min(error.context_mark.line, at) if error.context_mark else at
    why = f"{error.context} {error.problem}"
    for rule in _RULES:
        if slip := rule(lines, at, begun, why):
            return slip
    return Slip("yaml.syntax", at, _shown(lines[at]))


def slip_in_fields(text: str) -> Slip | None:
    """Give what makes no fields of a text that is YAML, or None where nobody can tell."""
    for index, line in enumerate(text.split("\n")):
        if slip := _colon([line], 0, 0, "") or _no_blank(line):
            return slip._replace(place=index)
    return None


def hidden_values(text: str) -> Iterator[Slip]:
    """Give every line whose value begins with `#`: YAML takes it for a remark, where nothing else stands."""
    if ": #" in text:
        for index, line in enumerate(text.split("\n")):
            if match := _HIDDEN.fullmatch(line):
                yield Slip("yaml.hash", index, match[2], f"{match[1].strip()} {quoted(match[2])}")


def dashes_in(text: str) -> tuple[int, str] | None:
    """Give the first line (its number from 0) that was meant to be `---`, as far as it looks, and is not."""
    for index, line in enumerate(text.split("\n")):
        if line.rstrip() != "---" and _DASHES.fullmatch(line):
            return index, line
    return None


def quoted(words: str) -> str:
    """Give words between quotation marks of YAML."""
    return f'"{words}"' if '"' not in words and "\\" not in words else "'" + words.replace("'", "''") + "'"


def _shown(line: str) -> str:
    return line.strip()[:_SHOWN]


def _tab(lines: Sequence[str], at: int, begun: int, why: str) -> Slip | None:
    return next(
        (Slip("yaml.tab", index, _shown(line)) for index, line in enumerate(lines[: at + 1]) if _TAB.match(line)), None
    )


def _blank(lines: Sequence[str], at: int, begun: int, why: str) -> Slip | None:
    found = (index for index, line in enumerate(lines[: at + 1]) if _WIDE_BLANK.match(line))
    return next((Slip("yaml.blank", index, _shown(lines[index])) for index in found), None)


def _colon(lines: Sequence[str], at: int, begun: int, why: str) -> Slip | None:
    for index, line in enumerate(lines[: at + 1]):
        if match := _WIDE_COLON.match(line):
            found = match[1] or match[2]
            return Slip("yaml.colon", index, found, f"{found[:-1]}: {line[match.end() :].strip()}".strip())
    return None


def _quote(lines: Sequence[str], at: int, begun: int, why: str) -> Slip | None:
    if "quoted scalar" in why:
        return Slip("yaml.quote", begun, _shown(lines[begun]))
    found = (index for index, line in enumerate(lines[: at + 1]) if _OPEN_QUOTE.match(line))
    return next((Slip("yaml.quote", index, _shown(lines[index])) for index in found), None)


def _bracket(lines: Sequence[str], at: int, begun: int, why: str) -> Slip | None:
    line = lines[begun]
    for opening, closing in ("[]", "{}"):
        if "flow" in why and line.count(opening) > line.count(closing):
            ascii_only = line.translate(_WIDE_BRACKETS)
            is_whole = ascii_only.count(opening) == ascii_only.count(closing)
            return Slip("yaml.bracket", begun, opening, ascii_only.strip() + ("" if is_whole else closing))
    return None


def _key(lines: Sequence[str], at: int, begun: int, why: str) -> Slip | None:
    """Tell of a line that should be a field and has no colon that counts."""
    if "simple key" not in why:
        return None
    line = lines[begun]
    if slip := _no_blank(line):
        return slip._replace(place=begun)
    match = _NO_COLON.fullmatch(line)
    return Slip("yaml.no-colon", begun, _shown(line), f"{match[1].strip()}: {match[2].strip()}" if match else "")


def _no_blank(line: str) -> Slip | None:
    match = _NO_BLANK.fullmatch(line)
    return Slip("yaml.no-blank", 0, _shown(line), f"{match[1].strip()}: {match[2].strip()}") if match else None


def _second_colon(lines: Sequence[str], at: int, begun: int, why: str) -> Slip | None:
    """Tell of a colon in a value, which makes of it a field within a field."""
    if "mapping values" not in why:
        return None
    above = next((index for index in range(at - 1, -1, -1) if lines[index].strip()), at)
    if slip := _no_blank(lines[above]):
        return slip._replace(place=above)
    if _indent(lines[at]) > _indent(lines[above]) and _VALUE.fullmatch(lines[above]) and _FIELD.match(lines[at]):
        return Slip("yaml.indent", at, _shown(lines[at]))
    value = _VALUE.fullmatch(lines[at])
    return Slip("yaml.colons", at, _shown(lines[at]), f"{value[1].strip()} {quoted(value[2])}") if value else None


def _sign(lines: Sequence[str], at: int, begun: int, why: str) -> Slip | None:
    """Tell of a value that begins with what means something else in YAML."""
    for index in (at, begun):
        value = _VALUE.fullmatch(lines[index])
        if value and value[2][0] in _SIGNS:
            return Slip("yaml.sign", index, value[2][0], f"{value[1].strip()} {quoted(value[2])}")
    return None


def _askew(lines: Sequence[str], at: int, begun: int, why: str) -> Slip | None:
    is_askew = "block" in why and "expected" in why
    return Slip("yaml.indent", at, _shown(lines[at])) if is_askew and lines[at].strip() else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_RULES: tuple[Rule, ...] = (_tab, _blank, _colon, _sign, _quote, _bracket, _key, _second_colon, _askew)
