"""The page of a story, and bylines."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from math import ceil

from jiangxin.model.evidence import Figure
from jiangxin.model.narrative import Byline, Story
from jiangxin.model.narrative import Panel as WrittenPanel
from jiangxin.pages.cards import cards_of
from jiangxin.pages.entries import entry_parts
from jiangxin.pages.figures import figures_of
from jiangxin.pages.parts import Credit, Panel, Prose
from jiangxin.pages.pictures import circled
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import StoryView
from jiangxin.patterns import pattern

CHARACTERS_A_MINUTE = 400  # Chinese; a Latin word counts as two
_TAG = pattern(r"<[^>]*>")
_CHINESE = pattern(r"[\u3400-\u9fff]+")
_LATIN = pattern(r"[A-Za-z0-9][A-Za-z0-9'’.-]*")


def story_view(sheet: Sheet, story: Story) -> StoryView:
    """Give the page of a story."""
    parts = entry_parts(sheet, story)
    return StoryView(
        **parts,
        story_kind=story.kind or "report",
        kicker=sheet.phrase(story.kicker),
        deck=sheet.phrase(story.deck),
        byline=credits_of(sheet, story.byline),
        date=sheet.date(story.date),
        iso=story.date.iso() if story.date else "",
        about=cards_of(sheet, sheet.edition.shown(story.about)),
        panels=tuple(_panel(sheet, panel, number) for number, panel in enumerate(story.panels, start=1)),
        minutes=reading_minutes(parts["body"]),
    )


def credits_of(sheet: Sheet, byline: Iterable[Byline]) -> tuple[Credit, ...]:
    """Give the lines of a byline: a role and the names, or the words as printed where no names are set apart."""
    return tuple(
        Credit(sheet.value_label("story", "role", line.role), line.names or ((line.printed,) if line.printed else ()))
        for line in byline
    )


def reading_minutes(body: Prose | None) -> int:
    """Give the reading time, at least a minute."""
    text = unescape(_TAG.sub(" ", body.html)) if body else ""
    characters = sum(map(len, _CHINESE.findall(text))) + 2 * len(_LATIN.findall(text))
    return max(1, ceil(characters / CHARACTERS_A_MINUTE))


def _panel(sheet: Sheet, panel: WrittenPanel, number: int) -> Panel:
    figures = [entry for entry in sheet.edition.shown(panel.figures) if isinstance(entry, Figure)]
    return Panel(
        number=circled(number),
        title=sheet.phrase(panel.title) or sheet.plain(""),
        text=sheet.phrase(panel.text),
        items=sheet.phrases(panel.items),
        figures=figures_of(sheet, figures),
        links=sheet.links(panel.links),
    )
