"""An editor's text with its named links and pictures resolved for one page.

The HTML comes from `nh3`, so it is regular: attributes are quoted and escaped,
links do not nest. Only the tags that carry a name (`ref:`, `picture:`) are
rewritten; everything else stays as it is, byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

from jiangxin.model.entry import Entry, Image, Ref
from jiangxin.pages.parts import Picture, Prose
from jiangxin.pages.picture_classes import colour_classes
from jiangxin.pages.pictures import picture_of
from jiangxin.pages.sheet import Sheet
from jiangxin.patterns import pattern

_ATTRIBUTES = r'(?:\s+[\w:-]+(?:="[^"]*")?)*'
_ATTRIBUTE = pattern(r'([\w:-]+)="([^"]*)"')
_LINK = pattern(rf"<a({_ATTRIBUTES})\s*>(.*?)</a>", re.S)
_PICTURE = pattern(rf"<img({_ATTRIBUTES})\s*/?>")
_PICTURES_ALONE = pattern(rf"<p>((?:\s*<img{_ATTRIBUTES}\s*/?>\s*)+)</p>")


def prose_of(sheet: Sheet, entry: Entry) -> Prose | None:
    """Give an entry's text in the page's language, else in the exhibition's first; None where there is none."""
    written = sheet.edition.exhibition.prose
    found = written.get((entry.ref, sheet.lang)) or written.get((entry.ref, sheet.edition.primary))
    html = found.html if found else ""
    return Prose(resolve(sheet, entry, html, found.lang), found.lang) if found and html.strip() else None


def resolve(sheet: Sheet, entry: Entry, html: str, lang: str) -> str:
    """Give the HTML with every name turned into an address.

    A name that is not shown leaves its words without a link; a picture that is
    missing leaves nothing. `lang` is the language of the text around.
    """
    if "<img" in html:
        html = _PICTURES_ALONE.sub(lambda found: _figures(sheet, entry, found), html)
        html = _PICTURE.sub(lambda found: _picture(sheet, entry, found), html)
    return _LINK.sub(lambda found: _link(sheet, found, lang), html)


def _attributes(found: re.Match[str]) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[1] or "")}


def _link(sheet: Sheet, found: re.Match[str], lang: str) -> str:
    target = _attributes(found).get("href", "")
    if not target.startswith("ref:"):
        return found[0]
    name, mark, fragment = target.removeprefix("ref:").partition("#")
    kind, _, entry_id = name.partition("/")
    link = sheet.link(Ref(kind, entry_id))
    if link is None:
        return found[2] or escape(sheet.wording("pages.not_shown"))
    words = found[2]
    if not words.strip():
        marked = f' lang="{escape(link.label.lang)}"' if link.label.lang != lang else ""
        words = f"<span{marked}>{escape(link.label.text)}</span>" if marked else escape(link.label.text)
    unapproved = f' <span class="unapproved">{escape(link.label.mark)}</span>' if link.label.mark else ""
    if link.href is None:
        return words + unapproved
    address = link.href if "#" in link.href else f"{link.href}{mark}{fragment}"
    return f'<a href="{escape(address)}">{words}</a>{unapproved}'


def _figures(sheet: Sheet, entry: Entry, found: re.Match[str]) -> str:
    """Give pictures that stand in a paragraph of their own; with a caption they are figures."""
    shown = []
    for image in _PICTURE.finditer(found[1]):
        attributes = _attributes(image)
        picture = _picture_named(sheet, entry, attributes)
        if picture is None:
            if not attributes.get("src", "").startswith("picture:"):
                shown.append(f"<p>{image[0]}</p>")
            continue
        caption = _caption(sheet, picture, attributes.get("title", ""))
        link = _enlarge(sheet, picture)
        shown.append(f"<figure>{link}{caption}</figure>" if caption else f"<p>{link}</p>")
    return "".join(shown)


def _picture(sheet: Sheet, entry: Entry, found: re.Match[str]) -> str:
    """Give a picture that stands among words; one that the editor made a link of leads where the editor says."""
    attributes = _attributes(found)
    if not attributes.get("src", "").startswith("picture:"):
        return found[0]
    picture = _picture_named(sheet, entry, attributes)
    if picture is None:
        return ""
    return _markup(picture) if _is_in_link(found) else _enlarge(sheet, picture)


def _is_in_link(found: re.Match[str]) -> bool:
    before = found.string[: found.start()]
    return max(before.rfind("<a "), before.rfind("<a>")) > before.rfind("</a>")


def _picture_named(sheet: Sheet, entry: Entry, attributes: dict[str, str]) -> Picture | None:
    file = attributes.get("src", "")
    if not file.startswith("picture:"):
        return None
    file = file.removeprefix("picture:").removeprefix("./")
    listed = next((image for image in entry.images if image.file == file), Image(file=file))
    picture = picture_of(sheet, entry, listed, "plate")
    if picture is None:
        return None
    alt = attributes.get("alt", "")
    return replace(picture, alt=sheet.line(alt)) if alt else picture


def _caption(sheet: Sheet, picture: Picture, title: str) -> str:
    """Give what the picture says and whose it is: the words in the text before those of the gallery."""
    words = title or (picture.caption.text if picture.caption else "")
    parts = [f'<span class="said">{escape(words)}</span>'] if words else []
    owned = " · ".join(escape(part) for part in (picture.credit, picture.rights) if part)
    parts += [f"<small>{owned}</small>"] if owned else []
    return f"<figcaption>{''.join(parts)}</figcaption>" if parts else ""


def _enlarge(sheet: Sheet, picture: Picture) -> str:
    """Give a picture as the way to its large file, one of the page's set."""
    named = "" if picture.alt.text else f' aria-label="{escape(sheet.wording("ui.enlarge"))}"'
    return f'<a href="{escape(picture.full)}" data-picture{named}>{_markup(picture)}</a>'


def _markup(picture: Picture) -> str:
    sources = "".join(
        f'<source type="{escape(source.type)}" srcset="{escape(source.srcset)}" sizes="{escape(picture.sizes)}">'
        for source in picture.sources
    )
    classes = colour_classes(picture.colour)
    marked = f' class="{classes}"' if classes else ""
    return (
        f'<picture>{sources}<img src="{escape(picture.src)}" alt="{escape(picture.alt.text)}"'
        f' width="{picture.width_px}" height="{picture.height_px}" decoding="async" loading="lazy"{marked}></picture>'
    )
