"""A `.docx` file → a Manuscript: Markdown, its pictures, and what was not understood.

mammoth reads Word's XML and gives plain HTML: headings, lists, tables, footnotes,
without a style of its own. Here that becomes Markdown as an editor would write it;
the paragraph under a picture is its caption.
"""

from __future__ import annotations

import importlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from jiangxin.content.source import SourceError
from jiangxin.importing import markdown
from jiangxin.importing.cells import tidy
from jiangxin.importing.material import Form, Inset, Manuscript
from jiangxin.importing.office import xml_parts
from jiangxin.importing.word_styles import STYLES
from jiangxin.problems import Problem

MAX_INSETS = 200
MAX_INSET_BYTES = 60_000_000
CAPTION_LIMIT = 80  # characters; a longer paragraph under a picture goes on with the text

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE_LIMIT = 40
_CAPTION_STARTS = re.compile(r"[▲△▼▽◆]|图\s*\d|（?图[：:为]|(?:上|下|左|右)图")
_SENTENCE_ENDS = ("。", "！", "？", "…", "；")
_CREDIT = re.compile(
    r"[（(]\s*([^（()）]{2,30}?(?:摄影|摄|供图))\s*[）)]\s*$|\s([\w·]{2,8}\s*[/／]?\s*(?:摄影|摄|供图))\s*$"
)
_STYLE_UNKNOWN = re.compile(r"Unrecognised (?:paragraph|run|table) style: '?(.*?)'? \(Style ID")
_ELEMENT_UNKNOWN = re.compile(r"An unrecognised element was ignored: \{?(?:[^}]*\})?(.*)")


def read_manuscript(data: bytes, name: str, stem: str) -> Manuscript:
    """Read a Word file; `stem` is its title where it has none.

    Raises SourceError, ImportError where mammoth is missing.
    """
    mammoth: Any = importlib.import_module("mammoth")
    xml_parts(data, name)
    insets: list[Inset] = []

    def keep(image: Any) -> Mapping[str, str]:
        with image.open() as file:
            insets.append(_inset(file, len(insets), tidy(image.alt_text or ""), name))
        return {"src": f"inset:{len(insets) - 1}"}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), style_map=STYLES, convert_image=mammoth.images.img_element(keep)
        )
        root = fromstring(f"<div>{result.value}</div>")  # noqa: S314 (mammoth's own output, without entities)
    except (SourceError, MemoryError):
        raise
    except ParseError as error:
        raise SourceError(Problem("import.no-office", name)) from error
    except Exception as error:  # the library raises nearly anything where a file is not what it says
        raise SourceError(Problem("import.no-office", name)) from error
    writer = _Writer(insets)
    title, subtitle, body = writer.write(root)
    return Manuscript(
        name,
        title or stem,
        subtitle,
        body,
        tuple(writer.insets),
        tuple(writer.forms),
        dict(writer.counts),
        tuple(_not_understood((message.message for message in result.messages), name)),
    )


def _inset(file: IO[bytes], count: int, alt: str, name: str) -> Inset:
    data = file.read(MAX_INSET_BYTES + 1)
    if count >= MAX_INSETS or len(data) > MAX_INSET_BYTES:
        facts = {"found": f"> {MAX_INSETS}", "allowed": f"{MAX_INSETS} × {MAX_INSET_BYTES // 1_000_000} MB"}
        raise SourceError(Problem("import.bomb", name, facts=facts))
    is_meant = not re.search(r"^(?:图片|picture|image|img|图像)\s*\d*$|\.\w{3,4}$|自动生成|AI-generated", alt, re.I)
    return Inset(data, alt if is_meant else "")


def _not_understood(messages: Iterator[str], name: str) -> Iterator[Problem]:
    styles, elements, others = Counter[str](), Counter[str](), Counter[str]()
    for message in messages:
        if match := _STYLE_UNKNOWN.match(message):
            styles[match[1]] += 1
        elif match := _ELEMENT_UNKNOWN.match(message):
            elements[match[1].strip("'")] += 1
        else:
            others[message[:80]] += 1
    for code, counted in (("import.style", styles), ("import.element", elements), ("import.remark", others)):
        for found, count in sorted(counted.items()):
            yield Problem(code, name, facts={"found": found, "count": str(count)}, blocks=False)


class _Writer:
    """Writes HTML of few tags as Markdown."""

    def __init__(self, insets: list[Inset]) -> None:
        self.insets = insets
        self.forms: list[Form] = []
        self.counts: Counter[str] = Counter()
        self._waiting: list[int] = []  # pictures that may have a caption below

    def write(self, root: Element) -> tuple[str, str, str]:
        """Give title, subtitle and body."""
        blocks = list(root)
        title = self._title(blocks)
        subtitle = ""
        written: list[str] = []
        for block in blocks:
            if block.get("class") == "subtitle" and not subtitle and not written:
                subtitle = _plain(block)
                self.counts["paragraphs"] += 1
            else:
                written += filter(None, self._block(block))
        return title, subtitle, "\n\n".join(written)

    def _title(self, blocks: list[Element]) -> str:
        """Take the first heading, or a first paragraph that is short and bold throughout."""
        for place, block in enumerate(blocks):
            words = _plain(block)
            if block.tag == "h1" and words:
                self.counts["headings"] += 1
                del blocks[place]
                return words
            if words:
                bold = "".join(_plain(each) for each in block if each.tag == "strong")
                if block.tag == "p" and words == bold and len(words) <= _TITLE_LIMIT:
                    self.counts["headings"] += 1
                    del blocks[place]
                    return words
                return ""
        return ""

    def _block(self, block: Element) -> Iterator[str]:
        if block.tag == "p" and self._waiting and self._is_caption(block):
            return
        if block.tag in _HEADINGS and _plain(block):
            self._waiting = []
            self.counts["headings"] += 1
            yield f"{'#' * max(2, int(block.tag[1]))} {' '.join(self._inline(block).split())}"
        elif block.tag in ("p", *_HEADINGS):
            yield from self._paragraph(block)
        elif block.tag in ("ul", "ol"):
            self._waiting = []
            yield self._footnotes(block) if _is_footnotes(block) else self._list(block)
        elif block.tag == "table":
            self._waiting = []
            self.counts["tables"] += 1
            yield self._table(block)
        elif block.tag == "blockquote":
            self._waiting = []
            inner = "\n\n".join(piece for each in block for piece in self._block(each) if piece)
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        else:  # a rule, or what a style map makes some day
            yield from (piece for each in block for piece in self._block(each))

    def _paragraph(self, block: Element) -> Iterator[str]:
        pictures = list(block.iter("img"))
        words = self._inline(block)
        if words:
            self.counts["paragraphs"] += 1
            self._waiting = []
            yield markdown.paragraph(words)
        for picture in pictures:
            number = int(picture.get("src", "inset:0").rpartition(":")[2])
            self.counts["pictures"] += 1
            self._waiting.append(number)
            yield f"![](inset:{number})"

    def _is_caption(self, block: Element) -> bool:
        """Take a paragraph under pictures for what they say, where it looks it."""
        words = _plain(block)
        if not words:
            return True  # an empty line between a picture and its caption
        is_marked = block.get("class") == "caption" or _CAPTION_STARTS.match(words) or _CREDIT.search(words)
        is_short = len(words) <= CAPTION_LIMIT and not words.endswith(_SENTENCE_ENDS) and block.find(".//img") is None
        if not is_marked and not (is_short and block.find("strong") is None):
            return False
        said = re.sub(r"^[▲△▼▽◆]\s*", "", words)
        credit = _CREDIT.search(said)
        owner = "" if credit is None else (credit[1] or credit[2]).strip()
        said = said if credit is None else said[: credit.start()].strip()
        for number in self._waiting:
            self.insets[number] = Inset(self.insets[number].data, self.insets[number].alt, said, owner)
        self._waiting = []
        self.counts["captions"] += 1
        return True

    def _list(self, block: Element, depth: int = 0) -> str:
        lines = []
        for number, item in enumerate(block.findall("li"), start=1):
            self.counts["items"] += 1
            mark = f"{number}. " if block.tag == "ol" else "- "
            inner = [each for each in item if each.tag in ("ul", "ol")]
            words = markdown.paragraph(" ".join(self._inline(item, without=("ul", "ol")).split()))
            lines.append(f"{'    ' * depth}{mark}{words}")
            lines += [self._list(each, depth + 1) for each in inner]
        return "\n".join(lines)

    def _table(self, block: Element) -> str:
        rows: list[list[str]] = []
        pairs: list[tuple[str, str]] = []
        for row in block.iter("tr"):
            cells = [each for each in row if each.tag in ("td", "th")]
            shown: list[str] = []
            for cell in cells:
                shown += [markdown.in_cell(self._inline(cell)), *[""] * (min(int(cell.get("colspan", "1")), 50) - 1)]
            rows.append(shown)
            said = ["\n".join(filter(None, map(_plain, cell))) for cell in cells]
            pairs += zip(said[::2], said[1::2], strict=False)
        if not any(rows):
            return ""
        written = markdown.table(rows)
        self.forms.append(Form(tuple(pair for pair in pairs if all(pair)), written))
        return written

    def _footnotes(self, block: Element) -> str:
        notes = []
        for item in block.findall("li"):
            number = item.get("id", "").rpartition("-")[2]
            words = [self._inline(each) for each in item if each.tag == "p"]
            said = " ".join(" ".join(words).replace("↑", "").split())
            notes.append(f"[^{number}]: {said}")
            self.counts["footnotes"] += 1
        return "\n".join(notes)

    def _inline(self, element: Element, without: tuple[str, ...] = ()) -> str:
        pieces = [markdown.escape(tidy_inline(element.text))]
        for each in element:
            if each.tag not in (*without, "img"):
                pieces.append(self._span(each))
            pieces.append(markdown.escape(tidy_inline(each.tail)))
        return re.sub(r"[ \t]+", " ", "".join(pieces)).strip() if element.tag not in _SPANS else "".join(pieces)

    def _span(self, each: Element) -> str:
        if each.tag == "br":
            return "  \n"
        if each.tag == "a" and (each.get("href") or "").startswith("#footnote-ref"):
            return ""
        if each.tag == "sup" and (note := each.find("a")) is not None and "note-" in (note.get("href") or ""):
            return f"[^{(note.get('href') or '').rpartition('-')[2]}]"
        words = self._inline(each)
        if not words.strip():
            return words
        mark = {"strong": "**", "em": "*"}.get(each.tag, "")
        if mark:
            start, end = len(words) - len(words.lstrip()), len(words.rstrip())
            return f"{words[:start]}{mark}{words[start:end]}{mark}{words[end:]}"
        href = each.get("href") or ""
        if each.tag == "a" and re.fullmatch(r"(?:https?://|mailto:)[^\s<>()\"']+", href):
            return f"[{words}]({href})"
        return words if each.tag in (*_SPANS, "a") else f"{words} "


_SPANS = ("strong", "em", "sup", "sub", "s", "u", "a", "span")


def tidy_inline(text: str | None) -> str:
    """Give a run of words without odd characters; the blanks at its ends are kept."""
    if not text:
        return ""
    head = " " if text[0].isspace() else ""
    tail = " " if text[-1].isspace() and text.strip() else ""
    return f"{head}{' '.join(tidy(text).split())}{tail}"


def _plain(element: Element) -> str:
    return " ".join(tidy("".join(element.itertext())).split())


def _is_footnotes(block: Element) -> bool:
    return all((item.get("id") or "").startswith(("footnote-", "endnote-")) for item in block.findall("li"))
