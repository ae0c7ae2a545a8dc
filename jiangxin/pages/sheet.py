"""One page being planned: it knows its place, so it can name any other page from there."""

from __future__ import annotations

from collections.abc import Iterable

from jiangxin.model.dates import When
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.people import Craftsman
from jiangxin.model.text import Phrase, Text
from jiangxin.model.wording import Wording
from jiangxin.pages.dates import show_date
from jiangxin.pages.edition import Edition
from jiangxin.pages.parts import Link
from jiangxin.pages.urls import href


@frozen
class Sheet:
    """A page at `path`, counted from the site's root (`en/craftsmen/luo-minghao.html`)."""

    edition: Edition
    path: str

    @property
    def lang(self) -> str:
        """Give the page's language."""
        return self.edition.lang

    @property
    def wording(self) -> Wording:
        """Give the words of the interface."""
        return self.edition.wording

    @property
    def folder(self) -> str:
        """Give the folder the page lies in; hrefs are the same for all pages of a folder."""
        return self.path.rpartition("/")[0]

    def href(self, path: str) -> str:
        """Give the href of a page of the same language."""
        return href(self.path, self.edition.folder + path)

    def asset(self, path: str) -> str:
        """Give the href of a file counted from the site's root."""
        return href(self.path, path)

    def href_of(self, ref: Ref | None) -> str | None:
        """Give the href of an entry, or None where it is not shown."""
        address = self.edition.addresses.get(ref) if ref is not None else None
        return self.href(address) if address is not None else None

    def phrase(self, text: Text | None) -> Phrase | None:
        """Give a text in the page's language; None where nothing was written."""
        return text.in_language(self.lang) if text is not None and text.primary else None

    def phrases(self, texts: Iterable[Text]) -> tuple[Phrase, ...]:
        """Give texts in the page's language."""
        return tuple(text.in_language(self.lang) for text in texts)

    def words(self, key: str, /, **facts: object) -> Phrase:
        """Give words of the interface as a phrase."""
        return Phrase(self.wording(key, **facts), self.wording.lang)

    def line(self, words: str) -> Phrase:
        """Give an untranslated line as a phrase in the exhibition's first language."""
        return Phrase(words, self.edition.primary)

    def plain(self, words: str) -> Phrase:
        """Give a number or a date, which is in the page's own language."""
        return Phrase(words, self.lang)

    def title(self, entry: Entry) -> Phrase:
        """Give an entry's name."""
        return self.edition.title(entry)

    def date(self, when: When | None) -> str:
        """Give a date in words; "" where there is none."""
        return show_date(when, self.wording) if when is not None else ""

    def kind_label(self, kind: str) -> str:
        """Give the name of a kind for one entry."""
        return self.wording(f"kinds.{kind}.one")

    def kind_label_of(self, entry: Entry) -> str:
        """Give the name of an entry's kind; someone who is only quoted is not called a craftsman."""
        if isinstance(entry, Craftsman) and entry.role not in (None, "craftsman"):
            return self.wording("pages.person")
        return self.kind_label(entry.ref.kind)

    def value_label(self, kind: str, field_name: str, option: str | None) -> str:
        """Give the words of a choice; "" where nothing was chosen."""
        if not option:
            return ""
        return self.wording.first(f"values.{kind}.{field_name}.{option}", f"values.{field_name}.{option}")

    def type_label(self, entry: Entry) -> str:
        """Give an entry's own kind in words, such as “treasure” or “interview”; "" where it has none."""
        if isinstance(entry, Craftsman):
            return self.value_label("craftsman", "role", entry.role)
        return self.value_label(entry.ref.kind, "kind", getattr(entry, "kind", None))

    def link(self, ref: Ref | None, note: str = "") -> Link | None:
        """Give the link to an entry, or None where it is not shown."""
        entry = self.edition.exhibition.entries.get(ref) if ref is not None else None
        return Link(self.title(entry), self.href_of(ref), note, entry.ref.kind) if entry is not None else None

    def links(self, refs: Iterable[Ref | None]) -> tuple[Link, ...]:
        """Give links to those entries that are shown, each once, in the order given."""
        return tuple(link for ref in dict.fromkeys(refs) if (link := self.link(ref)) is not None)
