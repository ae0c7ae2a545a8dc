"""A drawing in SVG from strangers → one that only draws.

An SVG can hold programs, links and addresses of elsewhere. It is shown by `<img>`
only, where browsers run and load nothing; but a visitor may open the file itself.
So it is written anew from lists of what draws. What could act is refused, for the
editor to know that the drawing would look different; what draws nothing (the
editor's program's own notes) is left out without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from jiangxin.images.errors import PictureError
from jiangxin.images.reading.svg_lists import ACTING, ANIMATIONS, ATTRIBUTES, ELEMENTS, TEXT_ELEMENTS
from jiangxin.images.reading.svg_size import size_of_root, sized_root
from jiangxin.limits import limit, variable

MAX_SVG_BYTES = 1_000 * limit("SVG_KB")
_MAX_DEPTH = 100
_MAX_ELEMENTS = 50_000
_MAX_DRAWN = 200_000  # elements after every <use> was followed: ten uses of ten uses of ten … would never end
_HEAD_BYTES = 65_536

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML = "http://www.w3.org/XML/1998/namespace"
_LINKS = ("href", "http://www.w3.org/1999/xlink href")
_KEPT_NAMESPACED = {f"{_XML} space": "xml:space", f"{_XML} lang": "xml:lang"}
_RASTER = re.compile(r"data:image/(png|jpe?g|webp);base64,[A-Za-z0-9+/=\s]*")
_HANDLER = re.compile(r"on[a-z]+", re.IGNORECASE)
_FRAGMENT = re.compile(r"#[^\s#]*")
# In lower case. A backslash can hide any of these words, and hardly a program writes one.
_ACTING_CSS = (
    *("\\", "@import", "javascript:", "-moz-binding", "behavior:", "expression("),
    *("image-set(", "image(", "cross-fade(", "src("),
)


def is_svg(data: bytes) -> bool:
    """Tell whether the first element of `data` is an SVG drawing, whatever its file is called."""
    return _root_of(data[:_HEAD_BYTES]) is not None


def measure_svg(data: bytes) -> tuple[int, int]:
    """Give the width and height of a drawing in CSS px, from its width and height or its viewBox.

    Raises PictureError: `picture.unreadable` where it is no SVG.
    """
    root = _root_of(data[:_HEAD_BYTES])
    if root is None:
        raise PictureError("picture.unreadable")
    return size_of_root(root)


def clean_svg(data: bytes) -> bytes:
    """Give the drawing anew, in UTF-8, with nothing but what draws; the same bytes for the same drawing.

    Raises PictureError: `picture.svg-active` for what could act,
    `picture.too-large`, `picture.unreadable`.
    """
    if len(data) > MAX_SVG_BYTES:
        found, most = _megabytes(len(data)), _megabytes(MAX_SVG_BYTES)
        raise PictureError("picture.too-large", found=found, limit=most, unit="MB", variable=variable("SVG_KB"))
    if not is_svg(data):
        raise PictureError("picture.unreadable")
    cleaner = _Cleaner()
    _parse(data, cleaner.start, cleaner.end, cleaner.text)
    if cleaner.drawn() > _MAX_DRAWN:
        raise PictureError("picture.svg-active", found="use")
    return "".join(cleaner.parts).encode() + b"\n"


def _megabytes(count: int) -> str:
    return str(-(-count // 1_000_000))


class _RootFound(Exception):  # noqa: N818  # no error: the rest need not be read
    pass


def _root_of(head: bytes) -> dict[str, str] | None:
    """Give the attributes of the root element where it is an SVG's."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "svg":
            found.append(attributes)
        raise _RootFound

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    with suppress(_RootFound, expat.ExpatError, ValueError, LookupError):  # whether it was found is all that counts
        parser.Parse(head, False)
    return found[0] if found else None


def _parse(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _judge_doctype
    parser.SkippedEntityHandler = _refuse_entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PictureError("picture.unreadable") from error


def _judge_doctype(_name: str, _system: str | None, _public: str | None, has_declarations: int) -> None:
    """Pass over the line that many programs write; refuse declarations: entities can grow without end."""
    if has_declarations:
        raise PictureError("picture.svg-active", found="DOCTYPE")


def _refuse_entity(name: str, _is_parameter: bool) -> None:
    raise PictureError("picture.svg-active", found=f"&{name};")


def _local(name: str) -> str:
    """Give the local name of an SVG element, "" for any other; one without a namespace is taken for SVG."""
    space, _, local = name.rpartition(" ")
    return local if space in ("", _SVG) else ""


@dataclass(slots=True)
class _Node:
    """What of an element decides how much is drawn."""

    children: list[_Node] = field(default_factory=list)
    uses: str = ""
    weight: int | None = None


@dataclass(slots=True)
class _Cleaner:
    """Writes `parts` while a drawing is parsed."""

    parts: list[str] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)  # of the open elements, as they are written
    _nodes: list[_Node] = field(default_factory=lambda: [_Node()])
    _by_id: dict[str, _Node] = field(default_factory=dict)
    _skipped: int = 0  # how deep within an element that is left out
    _count: int = 0
    _css: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Write an element's start, or leave it out with all that it holds."""
        self._count += 1
        if self._count > _MAX_ELEMENTS or len(self._names) + self._skipped >= _MAX_DEPTH:
            raise PictureError("picture.unreadable")
        local = _local(name)
        if local.lower() in ACTING or name.startswith(f"{_XHTML} "):
            raise PictureError("picture.svg-active", found=name.rpartition(" ")[2])
        for key in attributes:
            if _HANDLER.fullmatch(key):
                raise PictureError("picture.svg-active", found=key)
        if self._skipped or local not in ELEMENTS or (local == "style" and not _is_css(attributes)):
            self._skipped += 1
            return
        written = _attributes(local, attributes)
        node = _Node(uses=written.get("href", "")[1:] if local == "use" else "")
        self._nodes[-1].children.append(node)
        self._nodes.append(node)
        self._by_id.setdefault(written.get("id", ""), node)
        tag = local
        if local == "a":  # drawn as a group
            tag = "tspan" if self._names and self._names[-1] in TEXT_ELEMENTS else "g"
        if not self._names:
            written = {"xmlns": _SVG, **written, **sized_root(attributes)}
        self._names.append(tag)
        self.parts.append(f"<{tag}{''.join(f' {key}={quoteattr(value)}' for key, value in written.items())}>")

    def end(self, _name: str) -> None:
        """Write an element's end."""
        if self._skipped:
            self._skipped -= 1
            return
        tag = self._names.pop()
        self._nodes.pop()
        if tag == "style":
            css = "".join(self._css)
            self._css.clear()
            if _acts(css):
                raise PictureError("picture.svg-active", found="style")
            self.parts.append(escape(css))
        self.parts.append(f"</{tag}>")

    def text(self, text: str) -> None:
        """Write text where text is drawn or read aloud."""
        if self._skipped or not self._names:
            return
        if self._names[-1] == "style":
            self._css.append(text)
        elif self._names[-1] in (*TEXT_ELEMENTS, "title", "desc"):
            self.parts.append(escape(text))

    def drawn(self) -> int:
        """Count the elements that are drawn once every use is followed, up to one over the limit."""

        def weigh(node: _Node) -> int:
            if node.weight is None:
                node.weight = 0  # one that uses itself is drawn by no browser
                used = self._by_id.get(node.uses) if node.uses else None
                held = [*node.children, *([used] if used else [])]
                node.weight = min(1 + sum(map(weigh, held)), _MAX_DRAWN + 1)
            return node.weight

        try:
            return weigh(self._nodes[0])
        except RecursionError:  # uses of uses, hundreds deep
            return _MAX_DRAWN + 1


def _attributes(local: str, attributes: dict[str, str]) -> dict[str, str]:
    """Give the attributes that draw, with the link as plain `href`; raise for those that could act."""
    kept: dict[str, str] = {}
    for key, value in attributes.items():
        if key in _LINKS:
            if local == "a":
                continue
            if not _is_inner(local, value):
                raise PictureError("picture.svg-active", found=key.rpartition(" ")[2])
            kept.setdefault("href", value)
            continue
        written = _KEPT_NAMESPACED.get(key, key)
        if written not in ATTRIBUTES:
            continue
        if _acts(value) or (local in ANIMATIONS and written == "attributeName" and value not in ATTRIBUTES):
            raise PictureError("picture.svg-active", found=written)
        kept[written] = value
    return kept


def _is_inner(local: str, address: str) -> bool:
    """Tell whether an address stays within the file."""
    if _FRAGMENT.fullmatch(address):
        return True
    return local in ("image", "feImage") and _RASTER.fullmatch(address) is not None


def _acts(css: str) -> bool:
    """Tell whether a style or an attribute could load something from elsewhere or run it."""
    css = css.lower()
    if any(word in css for word in _ACTING_CSS):
        return True
    addresses = (rest.partition(")")[0].strip() for rest in css.split("url(")[1:])
    return not all(_FRAGMENT.fullmatch(each.strip("\"'")) for each in addresses)


def _is_css(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "text/css").strip().lower() in ("text/css", "")
