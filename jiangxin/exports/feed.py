"""Exhibition → an Atom feed for each language: the newest stories and events.

A feed needs absolute addresses, so there is none without `base_url`; and it
needs a date, so there is none where no date stands anywhere. Dates come from
the content alone, never from the clock: a story or an event carries its own, an
undated story that of the edition (`updated`, else the opening day). Events that
are only announced wait until they have happened.

Atom wants a full day in `updated`, even of “2015”; it gets the first day that
can be meant. `published` may be left out, and is there only where the day was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, SubElement

from jiangxin.exports.addresses import Addresses, absolute
from jiangxin.exports.xml_file import xml_file
from jiangxin.model.dates import Moment, When
from jiangxin.model.entry import Entry
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.narrative import Event, Story
from jiangxin.model.output import Output, Stage
from jiangxin.model.settings import Settings
from jiangxin.model.text import Phrase, Text
from jiangxin.pages.plan import SitePlan

NEWEST = 50
"""How many entries a feed holds."""

_ATOM = "http://www.w3.org/2005/Atom"


@frozen
class News:
    """A story or an event with the day it is filed under."""

    day: date
    entry: Entry
    published: date | None = None

    def sort_key(self) -> tuple[int, str, str]:
        """Give the feed's order: newest first, then by address."""
        return (-self.day.toordinal(), self.entry.ref.kind, self.entry.ref.id)


def feeds(plan: SitePlan, exhibition: Exhibition, addresses: Addresses) -> tuple[Output, ...]:
    """Make `feed.xml` for each language that has a home page; none without `base_url` or any date."""
    news = sorted(_news(exhibition), key=News.sort_key)
    edition = _edition(exhibition.settings)
    days = [item.day for item in news] + ([edition] if edition else [])
    if not plan.base_url or not days:
        return ()
    return tuple(
        Output(f"{folder}feed.xml", xml_file(_feed(plan, exhibition, addresses, lang, news, max(days))), Stage.EXPORT)
        for lang, folder in addresses.folders.items()
    )


def _feed(
    plan: SitePlan, exhibition: Exhibition, addresses: Addresses, lang: str, news: list[News], updated: date
) -> Element:
    settings, folder = exhibition.settings, addresses.folders[lang]
    home = absolute(plan.base_url, folder)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": lang})
    _add(feed, "id", home)
    _add_words(feed, "title", settings.title, lang)
    _add_words(feed, "subtitle", settings.subtitle, lang)
    _add(feed, "updated", _instant(updated))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{home}feed.xml"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": home})
    for name in _authors(exhibition, lang):
        _add(SubElement(feed, "author"), "name", name)
    _add_words(feed, "rights", settings.licence, lang)
    shown = ((item, addresses.get(item.entry.ref, lang)) for item in news)
    for item, address in [(item, address) for item, address in shown if address][:NEWEST]:
        _add_entry(feed, item, home, absolute(plan.base_url, address), lang)
    return feed


def _add_entry(feed: Element, item: News, home: str, address: str, lang: str) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "id", f"{home}#{item.entry.ref}")
    _add_words(entry, "title", item.entry.title, lang)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _add(entry, "updated", _instant(item.day))
    if item.published:
        _add(entry, "published", _instant(item.published))
    for byline in item.entry.byline if isinstance(item.entry, Story) else ():
        for name in byline.names if byline.role in (None, "text") else ():
            _add(SubElement(entry, "author"), "name", name)
    _add_words(entry, "summary", _summary(item.entry), lang)


def _news(exhibition: Exhibition) -> Iterator[News]:
    """Give every story and every event that has happened and can be dated."""
    edition = _edition(exhibition.settings)
    for story in exhibition.all_of(Story):
        if moment := _moment(story.date):
            yield News(moment.earliest(), story, moment.earliest() if moment.day else None)
        elif edition:
            yield News(edition, story)
    for event in exhibition.all_of(Event):
        if event.happened != "planned" and (moment := _moment(event.date)):
            yield News(moment.earliest(), event, moment.earliest() if moment.day else None)


def _summary(entry: Entry) -> Text | None:
    match entry:
        case Story():
            return entry.summary or entry.deck
        case Event():
            return entry.summary or entry.text
    return entry.summary


def _edition(settings: Settings) -> date | None:
    moment = _moment(settings.updated) or _moment(settings.dates)
    return moment.earliest() if moment else None


def _moment(when: When | None) -> Moment | None:
    return (when.start or when.end) if when else None


def _authors(exhibition: Exhibition, lang: str) -> list[str]:
    """Name the organisers; where none is known, the exhibition itself, since Atom wants an author."""
    organisers = (exhibition.get(ref) for ref in exhibition.settings.organisers)
    titles = [entry.title for entry in organisers if entry] or [exhibition.settings.title]
    return [title.in_language(lang).text for title in titles if title]


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _add_words(parent: Element, name: str, words: Text | None, lang: str) -> None:
    """Add an element of prose, marked with its language where that is not the feed's."""
    if words is None:
        return
    phrase: Phrase = words.in_language(lang)
    SubElement(parent, name, {} if phrase.lang == lang else {"xml:lang": phrase.lang}).text = phrase.text
