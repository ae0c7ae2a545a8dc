"""Draft + exhibition → the files of the search, for each language.

What a document says is told again where something that it looked up differs, as
with pages. What documents are looked up by is mended where few of them say
something else, from what was kept of the last build, and made whole otherwise; a
file that stands as it would be written is not written. What comes out does not
depend on what was kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from typing import NamedTuple

from jiangxin.cache import Cache
from jiangxin.imprints import Imprint, Imprints
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.output import Output, Stage
from jiangxin.model.wording import Wording
from jiangxin.pages.facts import written
from jiangxin.pages.notebook import Notebook
from jiangxin.pages.plan import Draft
from jiangxin.pages.tables import watched
from jiangxin.pages.urls import SEARCH_INDEX, folder_of, href
from jiangxin.search.documents import Place, document_at, places_of
from jiangxin.search.kept import Kept, LostError, Text
from jiangxin.search.leaves import Leaf, Leaves, bound, mended
from jiangxin.search.lists import gathered
from jiangxin.search.readings import Readings
from jiangxin.search.shards import Shards, row_of, write_grams, write_head, write_texts
from jiangxin.search.telling import Teller

_AT_ONCE = 500  # so many new rows are in memory before they are laid on the disk, so many files are kept at once
_FEW = 4
_FEW_OF = 32  # to mend the lists of one document takes as long as to gather those of so many


class Known(NamedTuple):
    """What the last build knew: `imprints` of documents, `cache`; and what keeps files that stand, by path and SHA-256.

    It gives the paths of the others.
    """

    imprints: Imprints
    cache: Cache
    keep: Callable[[Mapping[str, str]], set[str]]


def write_search(
    draft: Draft,
    exhibition: Exhibition,
    wordings: Mapping[str, Wording],
    known: Known,
    offer: Callable[[Output], None],
) -> None:
    """Offer those files of the search, in every language, that do not stand already."""
    given = _Given(known.keep, offer)
    readings = Readings(known.cache.ledger("readings"))
    paths = {page.path for page in draft.pages}
    notebook = Notebook()
    seen = watched(exhibition, notebook)
    for lang in exhibition.languages:
        folder = folder_of(lang, exhibition.languages)
        shown = {ref: way for ref, way in draft.addresses.items() if folder + way.partition("#")[0] in paths}
        places = list(places_of(exhibition, shown, readings))
        kept = Kept(known.cache, lang, known.imprints.frame.hex())
        teller = Teller(seen, lang, wordings[lang])
        rows = _rows(places, teller, notebook, known.imprints, kept)
        texts = _Texts(kept, rows, places, teller)
        shards = Shards(f"search/{lang.lower()}/", given.give, kept.files)
        sizes = {digest: len(row) if isinstance(row, bytes) else row[1] for digest, row in rows.items()}
        table = write_texts(sizes, shards, texts.row)
        leaves = _leaves(rows, kept, texts)
        grams = write_grams(leaves, shards, texts.leaf)
        given.flush()
        head = {
            "count": len(rows),
            "kinds": [(first, kind, *_labels(kind, wordings[lang])) for first, kind in _kinds(places)],
            "texts": table,
            "example": next((place.readings[0] for place in places if place.readings), ""),
            **grams,
            "folder": href(folder + SEARCH_INDEX, shards.folder),
        }
        offer(Output(folder + SEARCH_INDEX, write_head(head), Stage.PAGE))
        if [*rows] != [*kept.rows] or shards.parts != kept.files:
            kept.keep(rows, leaves, shards.parts)


class _Texts:
    """Gives the texts of an index; what was kept and is damaged is told or gathered again."""

    def __init__(self, kept: Kept, rows: dict[str, Text], places: Sequence[Place], teller: Teller) -> None:
        self._kept = kept
        self._rows = rows
        self._places = places
        self._teller = teller
        self._leaves: dict[str, bytes] = {}

    def row(self, digest: str) -> bytes:
        """Give the row of a document."""
        try:
            return self._kept.fetch(self._rows[digest])
        except LostError:
            place = self._places[[*self._rows].index(digest)]
            row = self._rows[digest] = row_of(document_at(place, self._teller))
            return row

    def leaf(self, leaf: Leaf) -> bytes:
        """Give the text of a leaf."""
        try:
            return self._kept.fetch(leaf.text)
        except LostError:
            if not self._leaves:
                self._leaves = {each.digest: self._kept.fetch(each.text) for each in self.gathered().leaves}
            return self._leaves[leaf.digest]

    def gathered(self) -> Leaves:
        """Give all leaves, made from the rows of all documents."""
        return bound(gathered(map(self.row, self._rows)))


def _rows(
    places: Sequence[Place], teller: Teller, notebook: Notebook, imprints: Imprints, kept: Kept
) -> dict[str, Text]:
    """Give the rows of documents by their digests, in order; those that would be as they were are not told again."""
    known = kept.rows
    rows: dict[str, Text] = {}
    new: dict[str, bytes] = {}
    given = {f"{teller.lang} {place.entry.ref}": "|".join((place.href, *place.readings)) for place in places}
    stand = {name: digest for name, digest in imprints.known(given).items() if digest in known}
    imprints.keep(stand)
    for place, name in zip(places, given, strict=True):
        if name in stand:
            digest = stand[name]
            rows[digest] = known[digest]
            continue
        ref = place.entry.ref
        with notebook.taking() as notes:
            notebook.look("entries", ref)
            row = row_of(document_at(place, teller))
        digest = hashlib.blake2b(row, digest_size=16).hexdigest()
        rows[digest] = new[digest] = row
        if len(new) == _AT_ONCE:
            rows.update(kept.lay(new))
            new.clear()
        imprints.put(name, Imprint(digest, given[name], tuple(sorted(map(written, notes.facts))), ()))
    return rows


def _leaves(rows: Mapping[str, Text], kept: Kept, texts: _Texts) -> Leaves:
    """Give what documents are looked up by."""
    if len(rows) == len(kept.rows) and kept.leaves.leaves:
        both = zip(rows, kept.rows, strict=True)
        changed = [(number, old, new) for number, (new, old) in enumerate(both) if new != old]
        if len(changed) <= max(_FEW, len(rows) // _FEW_OF):
            with suppress(LostError):
                told = [(number, kept.fetch(kept.rows[old]), texts.row(new)) for number, old, new in changed]
                return mended(kept.leaves, told, lambda leaf: kept.fetch(leaf.text))
    return texts.gathered()


def _kinds(places: Sequence[Place]) -> Iterator[tuple[int, str]]:
    """Give a kind's first document and the kind, for those of a kind stand together."""
    for kind, same in groupby(enumerate(places), lambda numbered: numbered[1].entry.ref.kind):
        yield next(same)[0], kind


def _labels(kind: str, wording: Wording) -> tuple[str, str]:
    """Give the name of a kind for one entry and for many; not everyone who is shown is a craftsman."""
    one = "pages.person" if kind == "craftsman" else f"kinds.{kind}.one"
    return wording(one), wording(f"kinds.{kind}.many")


class _Given:
    """Files that are given away: those that stand are kept many at once, the others offered."""

    def __init__(self, keep: Callable[[Mapping[str, str]], set[str]], offer: Callable[[Output], None]) -> None:
        self._keep = keep
        self._offer = offer
        self._waiting: dict[str, tuple[str, Callable[[], bytes]]] = {}

    def give(self, path: str, digest: str, content: Callable[[], bytes]) -> None:
        """Give a file: its path, its SHA-256, and what writes it."""
        self._waiting[path] = digest, content
        if len(self._waiting) == _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Give away what waits."""
        lost = self._keep({path: digest for path, (digest, _) in self._waiting.items()})
        for path, (_, content) in self._waiting.items():
            if path in lost:
                self._offer(Output(path, content(), Stage.ASSET))
        self._waiting.clear()
