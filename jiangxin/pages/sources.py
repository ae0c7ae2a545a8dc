"""The page of a source: what it is, where it is doubtful, and who relies on it."""

from __future__ import annotations

from collections.abc import Iterator

from jiangxin.model.entry import Ref
from jiangxin.model.evidence import Reading as WrittenReading
from jiangxin.model.evidence import Source
from jiangxin.pages.entries import entry_parts, printed_pictures
from jiangxin.pages.parts import Link, Reading, Use
from jiangxin.pages.relations import FIRST, Relation, more_of
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.stories import credits_of
from jiangxin.pages.urls import HOME, group_path
from jiangxin.pages.views import SourceView


def source_view(sheet: Sheet, source: Source) -> SourceView:
    """Give the page of a source."""
    return SourceView(
        **entry_parts(sheet, source),
        kicker=sheet.phrase(source.kicker),
        title_printed=source.title_printed or "",
        byline=credits_of(sheet, source.byline),
        contents=sheet.phrases(source.sections),
        readings=tuple(_reading(sheet, reading) for reading in source.readings),
        gaps=sheet.phrases(source.gaps),
        notes=sheet.phrases(source.notes),
        pictures=printed_pictures(sheet, source),
        used_by=tuple(_used_by(sheet, source)),
    )


def _reading(sheet: Sheet, reading: WrittenReading) -> Reading:
    return Reading(
        printed=reading.printed or "",
        suggested=reading.suggested or "",
        certainty_label=sheet.value_label("source", "certainty", reading.certainty),
        reason=sheet.phrase(reading.reason),
    )


def uses_of(sheet: Sheet, source: Source) -> Iterator[Relation]:
    """Give everything that cites or mentions a source, kind by kind."""
    by_kind: dict[str, list[Ref]] = {}
    for ref in sheet.edition.in_order(link.source for link in sheet.edition.exhibition.backlinks.get(source.ref, ())):
        by_kind.setdefault(ref.kind, []).append(ref)
    for kind, refs in by_kind.items():
        yield Relation(f"used.{kind}", sheet.wording(f"kinds.{kind}.many"), tuple(refs), as_links=True)


def _used_by(sheet: Sheet, source: Source) -> Iterator[Use]:
    """Give what uses a source, and the exhibition itself."""
    if own := tuple(_exhibition_links(sheet, source)):
        yield Use(sheet.wording("kinds.exhibition.one"), own)
    for use in uses_of(sheet, source):
        more = more_of(sheet, source, use.key, len(use.refs))
        yield Use(use.label, sheet.links(use.refs[:FIRST] if more else use.refs), more)


def _exhibition_links(sheet: Sheet, source: Source) -> Iterator[Link]:
    exhibition = sheet.edition.exhibition
    title = sheet.phrase(exhibition.settings.title)
    if title and any(citation.id == source.ref for citation in exhibition.settings.sources):
        yield Link(title, sheet.href(HOME))
    for group in (found.group for found in exhibition.groups):
        if any(citation.id == source.ref for citation in group.sources) and (words := sheet.phrase(group.title)):
            yield Link(words, sheet.href(group_path(group.key or "")))
