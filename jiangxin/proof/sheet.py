"""Library → proof sheets: one a hall, and one for what stands in none."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from jiangxin.curation.reviews import entries_by_hall, reviewed, unapproved
from jiangxin.images.derivative import plan_derivatives
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.kinds import LISTED
from jiangxin.model.library import Library
from jiangxin.model.picture import PictureSize
from jiangxin.model.text import Phrase
from jiangxin.model.wording import Wording
from jiangxin.proof.fields import Fields
from jiangxin.proof.views import Fact, Passage, Passed, Proof, ProofPicture, ProofSheet

THUMBNAIL = PictureSize("proof", (480,), "")  # a width that sites are made of too, and so most often in the cache
NO_HALL = "_no-hall"  # no id begins so

_LINK = re.compile(r'<a\s+href="ref:([^"#]*)[^"]*"[^>]*>(.*?)</a>', re.S)
_PICTURE = re.compile(r'<img\b[^>]*?\bsrc="picture:([^"]*)"[^>]*?/?>')


def proof_sheets(library: Library, wording: Wording) -> tuple[ProofSheet, ...]:
    """Give the proof sheets of a library in the words of one language."""
    return tuple(_Maker(library, wording).sheets())


class _Maker:
    def __init__(self, library: Library, wording: Wording) -> None:
        self._library = library
        self._wording = wording
        self._entries = {entry.ref: entry for entry in library.entries}
        self._titles = {
            entry.ref: entry.title.in_language(wording.lang) if entry.title else Phrase(entry.id, "")
            for entry in library.entries
        }
        self._fields = Fields(wording, self._titles)
        self._states = unapproved(library)

    def sheets(self) -> Iterator[ProofSheet]:
        title = self._library.settings.title
        site_title = title.in_language(self._wording.lang) if title else Phrase("", "")
        for hall, entries in entries_by_hall(self._library).items():
            proofs = tuple(self._proof(number, entry) for number, entry in enumerate(entries, 1))
            name = hall.id if hall else NO_HALL
            words = self._titles[hall] if hall else Phrase(self._wording("review.no-hall"), self._wording.lang)
            yield ProofSheet(name, site_title, words, _version(proofs), proofs)

    def _proof(self, number: int, entry: Entry) -> Proof:
        so_far = reviewed(self._library, entry)
        state = self._states.get(entry.ref)
        return Proof(
            number=number,
            ref=str(entry.ref),
            kind_label=self._wording(f"kinds.{entry.kind_name}.one"),
            title=self._titles[entry.ref],
            path=f"content/{entry.path}",
            is_listed=entry.kind_name in LISTED,
            version=so_far.version,
            state=self._wording(f"pages.unapproved.{state}") if state else "",
            facts=(*self._names(entry), *self._fields.facts(entry)),
            passages=(*self._fields.passages(entry), *self._bodies(entry)),
            pictures=tuple(self._pictures(entry)),
            sources=tuple(self._sources(entry)),
            reviews=tuple(
                Passed(
                    self._wording(f"values.step.{given.review.step}"),
                    str(given.review.by),
                    given.review.on.written if given.review.on else "",
                    str(given.review.of),
                    given.fault is not None,
                )
                for given in so_far.given
            ),
        )

    def _names(self, entry: Entry) -> Iterator[Fact]:
        """Give the name in the languages that the heading is not in."""
        if entry.title is not None and entry.title.others:
            names = (
                Phrase(entry.title.primary, entry.title.lang),
                *(Phrase(words, lang) for lang, words in entry.title.others),
            )
            others = tuple(name for name in names if name != self._titles[entry.ref])
            yield Fact(self._wording("fields.title"), others)

    def _bodies(self, entry: Entry) -> Iterator[Passage]:
        for lang in self._library.settings.languages:
            prose = self._library.prose.get((entry.ref, lang))
            if prose is not None and prose.html.strip():
                yield Passage(self._wording("proof.body"), html=self._on_paper(prose.html), lang=lang)

    def _on_paper(self, html: str) -> str:
        """Give the HTML with entries by their names and pictures by those of their files: nothing leads anywhere."""
        html = _PICTURE.sub(lambda found: f"<span>［{found[1]}］</span>", html)
        return _LINK.sub(lambda found: found[2].strip() or escape(self._title(unescape(found[1]))), html)

    def _title(self, name: str) -> str:
        kind, _, entry_id = name.partition("/")
        title = self._titles.get(Ref(kind, entry_id))
        return title.text if title else name

    def _pictures(self, entry: Entry) -> Iterator[ProofPicture]:
        for image in entry.images:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), image.file or ""))
            photograph = self._library.photographs.get(path)
            thumbnail = plan_derivatives(photograph, THUMBNAIL)[0] if photograph else None
            facts = tuple(self._fields.record(image, "image", ("file", "focus", "zoom", "download")))
            yield ProofPicture(image.file or "", thumbnail, facts)

    def _sources(self, entry: Entry) -> Iterator[Fact]:
        for citation in entry.sources:
            source = self._entries.get(citation.id) if citation.id else None
            title = self._titles[source.ref] if source else Phrase(str(citation.id), "")
            told = (Phrase(words, "") for words in (citation.page, citation.quote) if words)
            yield Fact(str(citation.id.id) if citation.id else "", (title, *told))


def _version(proofs: Sequence[Proof]) -> str:
    told = "".join(f"{proof.ref} {proof.version}\n" for proof in proofs)
    return hashlib.blake2b(told.encode(), digest_size=4).hexdigest()
