"""What machines are told of a page: schema.org in JSON-LD, safe inside a data block."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.narrative import Story
from jiangxin.model.people import Craftsman, Organisation, Studio
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.text import Phrase
from jiangxin.model.work import Case, Method, Result
from jiangxin.pages.parts import Card, Picture
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import HOME

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TYPES = {
    "craftsman": "Person",
    "studio": "Organization",
    "organisation": "Organization",
    "hall": "Place",
    "exhibit": "VisualArtwork",
    "method": "HowTo",
    "case": "CreativeWork",
    "result": "CreativeWork",
    "programme": "CreativeWork",
    "story": "Article",
    "source": "CreativeWork",
    "tour": "ItemList",
    "page": "WebPage",
}

Data = dict[str, object]


def data_block(data: Mapping[str, object]) -> str:
    """Give JSON in which no character can end a script element."""
    whole = {"@context": "https://schema.org", **data}
    told = _ENCODER.encode(whole)
    for mark, escape in _ESCAPES.items():
        told = told.replace(mark, escape)
    return told


def absolute(sheet: Sheet, path: str | None) -> str | None:
    """Give the absolute address of a file of the site; None where the site's address is not known."""
    base = sheet.edition.exhibition.settings.base_url
    return f"{base.rstrip('/')}/{path}" if base and path is not None else None


def web_page(sheet: Sheet, title: Phrase, description: str) -> Data:
    """Tell of a page that is about no single entry."""
    return _filled(
        {
            "@type": "WebPage",
            "name": title.text,
            "description": description,
            "inLanguage": sheet.lang,
            "url": absolute(sheet, sheet.path),
        }
    )


def item_list(sheet: Sheet, title: Phrase, cards: Iterable[Card]) -> Data:
    """Tell of a list."""
    items = [
        {"@type": "ListItem", "position": place, "name": card.title.text}
        for place, card in enumerate((card for card in cards if not card.is_placeholder), start=1)
    ]
    return _filled(
        {
            "@type": "ItemList",
            "name": title.text,
            "inLanguage": sheet.lang,
            "url": absolute(sheet, sheet.path),
            "numberOfItems": len(items),
            "itemListElement": items,
        }
    )


def exhibition_event(sheet: Sheet) -> Data:
    """Tell of the exhibition itself."""
    exhibition = sheet.edition.exhibition
    settings = exhibition.settings
    venue = exhibition.get(settings.venue)
    address = sheet.phrase(venue.place) if isinstance(venue, Hall) else None
    return _filled(
        {
            "@type": "ExhibitionEvent",
            "name": _words(sheet.phrase(settings.title)),
            "description": _words(sheet.phrase(settings.summary)),
            "inLanguage": sheet.lang,
            "startDate": settings.dates.start.iso() if settings.dates and settings.dates.start else None,
            "endDate": settings.dates.end.iso() if settings.dates and settings.dates.end else None,
            "location": _filled({"@type": "Place", "name": sheet.title(venue).text, "address": _words(address)})
            if venue
            else None,
            "organizer": [
                {"@type": "Organization", "name": link.label.text} for link in sheet.links(settings.organisers)
            ],
            "url": absolute(sheet, sheet.path),
        }
    )


def entry_data(sheet: Sheet, entry: Entry, picture: Picture | None = None) -> Data:
    """Tell of an entry by its kind's own properties."""
    data: Data = {
        "@type": _type_of(entry),
        "name": sheet.title(entry).text,
        "alternateName": [phrase.text for phrase in sheet.phrases(entry.also_called)],
        "description": _words(sheet.phrase(entry.summary)),
        "url": absolute(sheet, sheet.path),
        "image": _image(sheet, picture),
    }
    if data["@type"] in ("CreativeWork", "VisualArtwork", "Article", "HowTo", "WebPage"):
        data |= {
            "inLanguage": sheet.lang,
            "isPartOf": _filled(
                {
                    "@type": "WebSite",
                    "name": _words(sheet.phrase(sheet.edition.exhibition.settings.title)),
                    "url": absolute(sheet, sheet.edition.folder + HOME),
                }
            ),
        }
    return _filled(data | _of_kind(sheet, entry))


def _type_of(entry: Entry) -> str:
    if isinstance(entry, Exhibit) and entry.kind in ("hands-on", "collective-display", "live-activity"):
        return "Event" if entry.kind == "live-activity" else "CreativeWork"
    return _TYPES.get(entry.ref.kind, "CreativeWork")


def _of_kind(sheet: Sheet, entry: Entry) -> Data:
    match entry:
        case Craftsman():
            return {
                "jobTitle": _words(sheet.phrase(entry.position)),
                "knowsAbout": _words(sheet.phrase(entry.trade)),
                "worksFor": _named(sheet, "Organization", (entry.employer,)),
                "award": [link.label.text for link in sheet.links(held.honour for held in entry.honours)],
                "birthDate": entry.born.iso() if entry.born else None,
                "sameAs": entry.website,
            }
        case Exhibit():
            return {
                "creator": _named(sheet, "Thing", entry.makers),
                "dateCreated": entry.made.iso() if entry.made else None,
                "artMedium": _words(sheet.phrase(entry.medium)),
                "size": _words(sheet.phrase(entry.dimensions)),
                "creditText": _words(sheet.phrase(entry.credit_line)),
            }
        case Method():
            return {
                "step": [{"@type": "HowToStep", "text": phrase.text} for phrase in sheet.phrases(entry.steps)],
                "author": _named(sheet, "Thing", entry.authors),
            }
        case Story():
            return {
                "headline": sheet.title(entry).text,
                "datePublished": entry.date.iso() if entry.date else None,
                "author": [{"@type": "Person", "name": name} for line in entry.byline for name in line.names],
            }
        case Result() | Case():
            refs = entry.inventors if isinstance(entry, Result) else entry.people
            return {"creator": _named(sheet, "Thing", refs)}
        case Studio():
            return {
                "foundingDate": entry.founded.iso() if entry.founded else None,
                "parentOrganization": _named(sheet, "Organization", (entry.host,)),
                "member": _named(sheet, "Person", (entry.leader, *entry.members)),
            }
        case Organisation():
            return {
                "location": _words(sheet.phrase(entry.place)),
                "sameAs": entry.website,
                "parentOrganization": _named(sheet, "Organization", (entry.parent,)),
            }
        case _:
            return {}


def _named(sheet: Sheet, default: str, refs: Iterable[Ref | None]) -> list[Data]:
    """Name other entries; where `default` is Thing, each by the type of its own kind."""
    return [
        {
            "@type": _TYPES.get(entry.ref.kind, default) if default == "Thing" else default,
            "name": sheet.title(entry).text,
        }
        for entry in sheet.edition.shown(refs)
    ]


def _image(sheet: Sheet, picture: Picture | None) -> Data | None:
    address = absolute(sheet, picture.full.lstrip("./")) if picture else None
    if picture is None or address is None:
        return None
    return _filled(
        {
            "@type": "ImageObject",
            "contentUrl": address,
            "width": picture.width_px,
            "height": picture.height_px,
            "caption": _words(picture.caption),
            "creditText": picture.credit,
            "copyrightNotice": picture.rights,
            "license": picture.licence,
        }
    )


def _words(phrase: Phrase | None) -> str | None:
    return phrase.text if phrase else None


def _filled(data: Data) -> Data:
    """Leave out what is not known."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
