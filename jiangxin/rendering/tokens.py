"""A theme's colours and fonts × its style sheet → the few rules that the sheet does not hold itself.

A style sheet gives each token a custom property, `--hot`, and the records name
the same values. Only where a record says otherwise is there a second sheet,
`tokens.css`, to be linked after `style.css` and before what is for print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jiangxin.model.theme import Colour
from jiangxin.patterns import pattern

STYLE, TOKENS = "style.css", "tokens.css"
PROPERTY_OF_FONT = {"display": "serif", "text": "sans", "labels": "draft", "names": "fang"}

_BLOCK = pattern(r":root(?::lang\(([\w-]+)\))?\{([^{}]*)\}")
_DECLARATION = pattern(r"--([\w-]+)\s*:\s*([^;]+)")
_BOTH = pattern(r"light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)")
_COMMENT = pattern(r"/\*.*?\*/", re.S)
_IDENTIFIER = pattern(r"-?[a-zA-Z][a-zA-Z0-9-]*")


def tokens_sheet(colours: Mapping[str, Colour], fonts: Mapping[str, tuple[str, ...]], style: str) -> str:
    """Give the style sheet for every value that `style` does not give its token itself; "" where there is none.

    `fonts` are stacks by name and language: `display`, `display_en`.
    """
    said = _said(style)
    changed = {token: each for token, each in colours.items() if said.get((token, "")) != _both(each)}
    rules = []
    if changed:
        plain = ";".join(f"--{token}:{each.light}" for token, each in changed.items())
        both = ";".join(f"--{token}:{_both(each)}" for token, each in changed.items())
        rules.append(f":root{{{plain}}}")
        rules.append(f"@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}")
    for name, stack in fonts.items():
        font, _, lang = name.partition("_")
        token, value = PROPERTY_OF_FONT[font], ",".join(map(_family, stack))
        if said.get((token, lang)) != value:
            rules.append(f":root{f':lang({lang})' if lang else ''}{{--{token}:{value}}}")
    return "".join(f"{rule}\n" for rule in rules)


def _both(colour: Colour) -> str:
    return f"light-dark({colour.light},{colour.dark})"


def _family(name: str) -> str:
    """Give a font's name as a style sheet writes it."""
    return name if _IDENTIFIER.fullmatch(name) else f'"{name}"'


def _said(style: str) -> dict[tuple[str, str], str]:
    """Read the custom properties of the root: (name, language) → value, written as this module writes it."""
    said = {}
    for lang, block in _BLOCK.findall(_COMMENT.sub("", style)):
        for name, value in _DECLARATION.findall(block):
            both = _BOTH.fullmatch(value.strip())
            stack = ",".join(_family(each.strip().strip("\"'")) for each in value.split(","))
            said[name, lang] = _both(Colour(both[1], both[2])) if both else stack
    return said
