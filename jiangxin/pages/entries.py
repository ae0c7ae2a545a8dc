"""What the pages of all kinds of entry have in common."""

from __future__ import annotations

from jiangxin.model.entry import Entry
from jiangxin.model.evidence import Source
from jiangxin.model.narrative import Page
from jiangxin.model.text import Phrase
from jiangxin.pages.art import art_of
from jiangxin.pages.citations import citations_of
from jiangxin.pages.figures import figures_about
from jiangxin.pages.frame import Frame, frame, list_link, short
from jiangxin.pages.media import media_of
from jiangxin.pages.parts import Citation, Drawn, Figure, Link, Medium, Picture, PrintedPicture, Prose, Row, Section
from jiangxin.pages.pictures import circled, pictures_of
from jiangxin.pages.prose import prose_of
from jiangxin.pages.relations import sections_of
from jiangxin.pages.rows import rows_of, unknown_of
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.structured import entry_data
from jiangxin.pages.views import EntryView


class EntryParts(Frame):
    """The fields of `EntryView`."""

    id: str
    kind: str
    kind_label: str
    type_label: str
    code: str
    number: str
    temper: int | None
    also_called: tuple[Phrase, ...]
    name_note: Phrase | None
    doubtful: bool
    summary: Phrase | None
    note: Phrase | None
    lead: Picture | None
    drawing: Drawn | None
    gallery: tuple[Picture, ...]
    media: tuple[Medium, ...]
    rows: tuple[Row, ...]
    unknown: tuple[Phrase, ...]
    body: Prose | None
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    printed_pictures: tuple[PrintedPicture, ...]
    citations: tuple[Citation, ...]
    previous: Link | None
    next: Link | None
    tags: tuple[str, ...]


def entry_parts(sheet: Sheet, entry: Entry) -> EntryParts:
    """Give what the page of any entry shows."""
    edition = sheet.edition
    lead, gallery = pictures_of(sheet, entry)
    number = edition.exhibition.hall_numbers.get(entry.ref)
    before, after = edition.neighbours.get(entry.ref, (None, None))
    return EntryParts(
        **_frame(sheet, entry, lead),
        id=entry.id,
        kind=entry.ref.kind,
        kind_label=sheet.kind_label_of(entry),
        type_label=sheet.type_label(entry),
        code=entry.code or "",
        number=f"{number:02d}" if number else "",
        temper=edition.tempers.get(entry.ref),
        also_called=sheet.phrases(entry.also_called),
        name_note=sheet.phrase(entry.name_note),
        doubtful=entry.doubtful,
        summary=sheet.phrase(entry.summary),
        note=sheet.phrase(entry.note),
        lead=lead,
        drawing=None if lead or isinstance(entry, (Page, Source)) else art_of(edition, entry),
        gallery=gallery,
        media=media_of(sheet, entry),
        rows=rows_of(sheet, entry),
        unknown=unknown_of(sheet, entry),
        body=prose_of(sheet, entry),
        sections=sections_of(sheet, entry),
        figures=figures_about(sheet, entry.ref),
        printed_pictures=printed_pictures_about(sheet, entry),
        citations=citations_of(sheet, entry.sources),
        previous=sheet.link(before),
        next=sheet.link(after),
        tags=entry.tags,
    )


def _frame(sheet: Sheet, entry: Entry, lead: Picture | None) -> Frame:
    """Give the frame of an entry's page; a person without a summary is described by name and kind."""
    title = sheet.title(entry)
    kind = entry.ref.kind
    summary = sheet.phrase(entry.summary)
    site = sheet.phrase(sheet.edition.exhibition.settings.title)
    words = (
        summary.text
        if summary
        else sheet.wording(
            "pages.description_of_entry",
            title=title.text,
            kind=sheet.type_label(entry) or sheet.kind_label_of(entry),
            site=site.text if site else "",
        )
    )
    return frame(
        sheet,
        title,
        description=short(words),
        data=entry_data(sheet, entry, lead),
        key=entry.id if kind == "page" else type(entry).folder,
        entry=entry,
        crumbs=() if kind == "page" else (list_link(sheet, kind),),
    )


def page_view(sheet: Sheet, entry: Entry) -> EntryView:
    """Give the view of a kind that adds nothing of its own."""
    return EntryView(**entry_parts(sheet, entry))


def printed_pictures_about(sheet: Sheet, entry: Entry) -> tuple[PrintedPicture, ...]:
    """Give the pictures printed with sources that are said to show an entry."""
    naming = sheet.edition.naming(entry.ref, "source", "pictures.about")
    return tuple(
        shown
        for source in naming
        if isinstance(source, Source)
        for picture, shown in zip(source.pictures, printed_pictures(sheet, source), strict=True)
        if entry.ref in picture.about
    )


def printed_pictures(sheet: Sheet, source: Source) -> tuple[PrintedPicture, ...]:
    """Give the pictures printed with a source, known by their captions."""
    link = sheet.link(source.ref)
    return tuple(
        PrintedPicture(
            number=circled(picture.number) if picture.number else "",
            caption=sheet.phrase(picture.caption) or sheet.plain(""),
            credit=picture.credit or "",
            source=link,
            about=sheet.links(picture.about),
        )
        for picture in source.pictures
    )
