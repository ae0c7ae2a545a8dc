"""Tables of other programs, known by their heads: the metadata of CollectionBuilder, the spreadsheet of TimelineJS."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

from jiangxin.importing.cells import tidy
from jiangxin.importing.columns import ALT, CREDIT, ID, PICTURE, SKIPPED, TEXT
from jiangxin.importing.material import Cell, Sheet
from jiangxin.model.frozen import frozen
from jiangxin.problems import Problem

_COLLECTION: Mapping[str, str] = {
    "objectid": ID,
    "title": "title",
    "creator": "makers",
    "date": "made",
    "description": TEXT,
    "subject": "tags",
    "source": "credit_line",
    "rights": "rights",
    "filename": PICTURE,
    "object_location": PICTURE,
    "image_alt_text": ALT,
    "parentid": "part_of",
}
_TIMELINE = ("date", "title", "text", "place", "tags", "happened", PICTURE, "picture-caption", CREDIT)
_TIMELINE_TAKEN = {
    *("year", "month", "day", "end year", "end month", "end day", "headline", "text", "group", "type"),
    *("media", "media caption", "media credit"),
}


@frozen
class Foreign:
    """A table of another program, in our terms: what it lists, and which field each of its columns is."""

    sheet: Sheet
    kind: str
    said: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def recognise(sheet: Sheet) -> Foreign | None:
    """Know a table of another program by its first row; None where it is none."""
    _, head = sheet.rows[0]
    titles = [cell.text.casefold() for cell in head]
    if {"objectid", "title"} <= set(titles):
        return Foreign(sheet, "exhibit", {cell.text: _COLLECTION.get(cell.text.casefold(), SKIPPED) for cell in head})
    if {"year", "headline"} <= set(titles):
        return _timeline(sheet, titles)
    return None


def _timeline(sheet: Sheet, titles: list[str]) -> Foreign:
    """Put year, month and day together; what TimelineJS shows by itself, its title slide, is no event."""
    head_line, head = sheet.rows[0]
    rows: list[tuple[int, tuple[Cell, ...]]] = [(head_line, tuple(map(Cell, _TIMELINE)))]
    problems = []
    for line, cells in sheet.rows[1:]:
        said = {title: cell.text for title, cell in zip(titles, cells, strict=False)}
        kind = said.get("type", "").casefold()
        if kind == "title":
            name = said.get("headline", "")
            problems.append(Problem("import.timeline-title", sheet.source, line, facts={"found": name}))
            continue
        media = said.get("media", "")
        if media.startswith(("http://", "https://", "//")):
            problems.append(
                Problem("import.picture-elsewhere", sheet.source, line, "Media", {"found": media[:80]}, blocks=False)
            )
            media = ""
        row = {
            "date": _date(said),
            "title": _words(said.get("headline", "")),
            "text": _words(said.get("text", "")),
            "tags": said.get("group", ""),
            "happened": "period" if kind == "era" else "",
            PICTURE: media,
            "picture-caption": _words(said.get("media caption", "")) if media else "",
            CREDIT: _words(said.get("media credit", "")) if media else "",
        }
        rows.append((line, tuple(Cell(row.get(name, "")) for name in _TIMELINE)))
    left = sorted(
        cell.text
        for place, cell in enumerate(head)
        if cell.text
        and cell.text.casefold() not in _TIMELINE_TAKEN
        and any(place < len(cells) and cells[place].text for _, cells in sheet.rows[1:])
    )
    if left:
        facts = {"found": "、".join(left)}
        problems.append(Problem("import.columns-left", sheet.source, head_line, facts=facts, blocks=False))
    return Foreign(
        Sheet(sheet.source, sheet.name, tuple(rows)), "event", {name: name for name in _TIMELINE}, tuple(problems)
    )


def _date(said: Mapping[str, str]) -> str:
    """Give EDTF from the parts that are there."""
    ends = []
    for prefix in ("", "end "):
        parts = [said.get(f"{prefix}{part}", "") for part in ("year", "month", "day")]
        given = parts[: parts.index("")] if "" in parts else parts
        ends.append("-".join(part.zfill(4 if place == 0 else 2) for place, part in enumerate(given)))
    return "/".join(end for end in dict.fromkeys(ends) if end)


class _Text(HTMLParser):
    """Takes the words out of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in ("script", "style")
        self.words.append("\n" if tag in ("p", "br", "li", "div") else "")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style") and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def _words(html: str) -> str:
    if "<" not in html and "&" not in html:
        return html
    reader = _Text()
    reader.feed(html)
    reader.close()
    return tidy("".join(reader.words))
