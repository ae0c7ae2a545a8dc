"""A drawing as a file of its own: what a page's style sheet says to one inside it, it brings along.

As an `<img>` it is fetched once for all pages and languages, and only when it comes into sight. It takes no colour from
the page around it, but the scheme: light or dark is that of the element that shows it, the visitor's own switch
included. Engines that do not know `light-dark()` show light pages only, and so a light drawing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from jiangxin.drawing.art import RECIPE
from jiangxin.drawing.lettering import safe
from jiangxin.drawing.strokes import Drawing
from jiangxin.model.theme import Colour

_LETTERING = {"art-sur": "display", "art-year": "display", "art-line": "display", "art-num": "labels"}
_WEIGHT = {"display": ";font-weight:900", "labels": ""}


def drawn_with(fonts: Mapping[str, Sequence[str]], lang: str) -> str:
    """Give a digest of what `standalone` makes files with, besides the drawing and its colour."""
    stacks = [(font, *fonts[font]) for font in sorted(_WEIGHT) if font in fonts]
    return hashlib.sha256(repr((RECIPE, stacks, lang)).encode()).hexdigest()


def standalone(drawing: Drawing, colour: Colour | None, fonts: Mapping[str, Sequence[str]], lang: str) -> str:
    """Give the text of an SVG file: lines in `colour`, or black, and words of `lang` in the stacks of `fonts`.

    Of those, headings' and labels' are used: `display` and `labels`.
    """
    rules = [
        f".{name}{{font-family:{','.join(map(_family, fonts[font]))}{_WEIGHT[font]}}}"
        for name, font in _LETTERING.items()
        if f'class="{name}"' in drawing.svg and font in fonts
    ]
    if colour:
        dark = f"@media(prefers-color-scheme:dark){{svg{{color:{colour.dark}}}}}"
        rules += [f"svg{{color:{colour.light}}}", f"@supports(color:light-dark(#000,#fff)){{{dark}}}"]
    opening, body = drawing.svg.split(">", 1)
    return (
        f'{opening} width="{drawing.width}" height="{drawing.height}" xml:lang="{safe(lang)}" '
        f'xmlns="http://www.w3.org/2000/svg"><style>{"".join(rules)}</style>{body}'
    )


def _family(name: str) -> str:
    """Give the name of a font as a rule inside XML writes it."""
    return name if name.isalpha() else f"'{safe(name)}'"
