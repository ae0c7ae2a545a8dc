"""What a converter of Markdown does in vain, left out: what comes out is the same, byte for byte.

Most of its time goes into looking for what a text does not hold: twelve kinds of blocks and fifteen of inline markup,
each by its regular expression. Here a kind is looked for only where the few characters stand that it cannot do
without. Blocks that hold no inline markup do not come to the inline pass, nor do any of a text whose only markup are
links and bold words in their plainest form. The tree, which has no more than a dozen kinds of elements, is written
without asking of each whether it is one of fifty others. That is done only while all that is registered is known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.serializers import RE_AMP
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from jiangxin.patterns import pattern

_Needs = Mapping[str, tuple[str, ...]]
"""What must stand in a text, one or the other, that it could hold a kind of markup, by the name of that."""

_INLINE: _Needs = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "readings": ("{",),
    "reference": ("[",),
    "link": ("](",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("://",),
    "automail": ("@",),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
_OF_REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")
"""Kinds that there are only in a text which says somewhere what is referred to."""
_BLOCKS: _Needs = {
    "empty": ("",),
    "indent": ("    ",),
    "code": ("    ",),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    "hr": ("-", "_", "*"),
    "olist": (". ",),
    "ulist": ("- ", "* ", "+ "),
    "quote": (">",),
    "footnote": ("]:",),
    "reference": ("]:",),
    "paragraph": ("",),
}
_UNEVEN = ("\t", " \n", "\r", "\x02", "\x03")
"""What blanks and ends of lines may be that are made even before a text is read."""

_NO_PARAGRAPH = r"[ \n#=\-_*+>\[\d]"  # what a line begins with, that there could be anything but a paragraph
_FIRST_LINE = pattern(_NO_PARAGRAPH)
_OTHER_LINE = pattern(rf"\n{_NO_PARAGRAPH}")
_PLAIN = pattern(r"(?<!!)\[([^\[\]]+)\]\(([a-z0-9/#-]+)\)|(?<!\*)\*\*(?![\s*])([^*]+)(?<!\s)\*\*(?!\*)")
"""Links and bold words as most are written: words and target, or words."""
_VOID = ("br", "hr", "img")
_SPECIAL = pattern("[&<>]")
_HANDLE, _APPLY = "_InlineProcessor__handleInline", "_InlineProcessor__applyPattern"


def quicken(converter: Markdown) -> None:
    """Have a converter leave out what it does in vain, as far as all that is registered is known."""
    patterns, inline = converter.inlinePatterns, converter.treeprocessors["inline"]
    if _are_known(patterns, _INLINE) and hasattr(inline, _HANDLE) and hasattr(inline, _APPLY):
        in_order = sorted(_INLINE, key=patterns.get_index_for_name)
        converter.treeprocessors.register(_Inline(converter, {name: patterns[name] for name in in_order}), "inline", 20)
    blocks = converter.parser.blockprocessors
    if _are_known(blocks, _BLOCKS):
        known = [(blocks[name], _BLOCKS[name]) for name in sorted(_BLOCKS, key=blocks.get_index_for_name)]
        converter.parser.parseBlocks = partial(_parse_blocks, known)  # type: ignore[method-assign]
        table: Any = blocks["table"]
        if hasattr(table, "_split"):
            table._split = partial(_cells, table._split)
    converter.preprocessors.register(_EvenLines(converter), "normalize_whitespace", 30)
    converter.treeprocessors.register(_Lines(converter), "prettify", 10)
    converter.treeprocessors.register(_Unescaping(converter), "unescape", 0)
    converter.serializer = written


def _are_known(registered: Any, needs: _Needs) -> bool:
    return len(registered) == len(needs) and all(name in registered for name in needs)


class _EvenLines(NormalizeWhitespace):
    """Makes blanks and ends of lines even, in texts where they are not."""

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines of a text, and two empty ones behind."""
        text = "\n".join(lines) + "\n"
        return super().run(lines) if any(mark in text for mark in _UNEVEN) else [*lines, "", ""]


def _parse_blocks(known: Sequence[tuple[BlockProcessor, tuple[str, ...]]], parent: Element, blocks: list[str]) -> None:
    """Do as the parser does with blocks; one that can only be a paragraph comes to the last processor alone."""
    paragraph = known[-1:]
    while blocks:
        block = blocks[0]
        is_other = (
            not block or "|" in block or _FIRST_LINE.match(block) or ("\n" in block and _OTHER_LINE.search(block))
        )
        for processor, marks in known if is_other else paragraph:
            for mark in marks:
                if mark in block:
                    break
            else:
                continue
            if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                break


def _cells(split: Callable[[str], list[str]], row: str) -> list[str]:
    """Give the cells of a row; a bar that is none stands behind a backslash, or in code."""
    return split(row) if "\\" in row or "`" in row else row.split("|")


class _Kind(NamedTuple):
    """A kind of inline markup: its place among all, and what must stand in a text that holds it."""

    place: int
    needs: tuple[str, ...]


class _Inline(InlineProcessor):
    """Does as the inline pass does, with blocks that hold inline markup; what cannot match is not tried."""

    def __init__(self, converter: Markdown, patterns: Mapping[str, Any]) -> None:
        super().__init__(converter)
        self.inlinePatterns = [*patterns.values()]  # type: ignore[assignment]  # read by position only
        self._apply: Callable[[Any, str, int, int], tuple[str, bool, int]] = getattr(self, _APPLY)
        setattr(self, _HANDLE, self._handled)
        all_kinds = [_Kind(place, _INLINE[name]) for place, name in enumerate(patterns)]
        self._of_all = all_kinds, _any_of(all_kinds)
        usual = [kind for kind, name in zip(all_kinds, patterns, strict=True) if name not in _OF_REFERENCES]
        self._of_usual = usual, _any_of(usual)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Work a tree in place."""
        self._kinds, is_marked_up = self._of_all if self.md.references else self._of_usual
        self._search = is_marked_up.search
        marked_up = [block for block in tree if self._search("".join(block.itertext()))]
        if marked_up and not self._are_plain(marked_up):
            some = Element(tree.tag)
            some.extend(marked_up)
            super().run(some, ancestors)
        return tree

    def _are_plain(self, blocks: Sequence[Element]) -> bool:
        """Work blocks if they hold no marks but those of plain links and bold words; say whether they are such."""
        cut: list[tuple[Element, list[str | None]]] = []
        for element in chain.from_iterable(map(Element.iter, blocks)):
            text = element.text
            if element.tail and self._search(element.tail):
                return False
            if text and self._search(text):
                pieces: list[str | None] = _PLAIN.split(text)
                if isinstance(text, AtomicString) or self._search(" ".join(filter(None, pieces))):
                    return False
                cut.append((element, pieces))
        for element, (before, *pieces) in cut:
            element.text = before
            for number, (words, target, bold, after) in enumerate(zip(*[iter(pieces)] * 4, strict=True)):
                made = Element("a", {"href": target}) if target else Element("strong")
                made.text, made.tail = words or bold, after
                element.insert(number, made)
        return True

    def _handled(self, data: str, first: int = 0) -> str:
        """Give a text with what is marked up, from a kind on, put by, as the inline pass does."""
        if isinstance(data, AtomicString) or not self._search(data):
            return data
        for place, needs in self._kinds:
            start, may_match = 0, place >= first
            while may_match and any(mark in data for mark in needs):
                data, may_match, start = self._apply(self.inlinePatterns[place], data, place, start)
        return data


def _any_of(kinds: Iterable[_Kind]) -> re.Pattern[str]:
    return re.compile("|".join(sorted({re.escape(mark) for kind in kinds for mark in kind.needs})))


class _Lines(PrettifyTreeprocessor):
    """Puts blocks on lines of their own; in texts with code, or lines that are broken, as the library does."""

    def run(self, root: Element) -> None:
        """Put line ends into the tree."""
        if next(chain(root.iter("pre"), root.iter("br")), None) is not None:
            super().run(root)
            return
        blocks = frozenset(self.md.block_level_elements)
        for element in root.iter():
            if element.tag in blocks:
                if len(element) and not (element.text or "").strip() and element[0].tag in blocks:
                    element.text = "\n"
                if not (element.tail or "").strip():
                    element.tail = "\n"


class _Unescaping(UnescapeTreeprocessor):
    """Restores what a backslash had escaped, in texts that have one."""

    def run(self, root: Element) -> None:
        """Restore the texts of the tree in place."""
        if any("\\" in line for line in self.md.lines):  # type: ignore[attr-defined]  # as the preprocessors left it
            super().run(root)


def written(root: Element) -> str:
    """Give a tree as HTML, as the library writes it."""
    pieces: list[str] = []
    waiting: list[Element | str] = [root]
    is_plain = not _SPECIAL.search("".join(root.itertext()))
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            pieces.append(element)
            continue
        tag, text, tail = element.tag, element.text or "", element.tail or ""
        if not is_plain:
            text, tail = _escaped(text), _escaped(tail)
        named = element.items()
        opening = f"{tag}{''.join(map(_named, sorted(named)))}" if named else tag
        if tag in _VOID:
            pieces.append(f"<{opening}>{tail}")
        elif len(element):
            pieces.append(f"<{opening}>{text}")
            waiting.append(f"</{tag}>{tail}")
            waiting.extend(reversed(element))
        else:
            pieces.append(f"<{opening}>{text}</{tag}>{tail}")
    return "".join(pieces)


def _named(attribute: tuple[str, str]) -> str:
    name, value = attribute
    return f' {name}="{_quoted(value)}"'


def _escaped(text: str) -> str:
    """Give a text as it stands in HTML; entities stay such."""
    return RE_AMP.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    return _escaped(value).replace('"', "&quot;")
