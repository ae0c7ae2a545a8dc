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
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from jiangxin.cache import Cache, read_snapshot, write_snapshot
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
from jiangxin.search.lists import Lists, gathered, mended
from jiangxin.search.readings import Readings
from jiangxin.search.shards import Shards, row_of, write_grams, write_head, write_texts
from jiangxin.search.telling import Teller

KIND = "search"  # in the cache
_FEW = 4
_FEW_OF = 32  # to mend the lists of one document takes as long as to gather those of so many


@dataclass(slots=True)
class Kept:
    """What is kept of the search of a language: its documents' rows by their digests, its lists, its files."""

    rows: Mapping[str, bytes]
    lists: Lists
    parts: Mapping[bytes, tuple[str, str]]


class Known(NamedTuple):
    """What the last build knew: `imprints` of documents, `cache`; and whether a file stands, by path and SHA-256."""

    imprints: Imprints
    cache: Cache
    stands: Callable[[str, str], bool]


def search_outputs(
    draft: Draft, exhibition: Exhibition, wordings: Mapping[str, Wording], known: Known
) -> Iterator[Output]:
    """Give those files of the search, in every language, that do not stand already."""
    readings = Readings(known.cache.ledger("readings"))
    paths = {page.path for page in draft.pages}
    notebook = Notebook()
    seen = watched(exhibition, notebook)
    for lang in exhibition.languages:
        folder = folder_of(lang, exhibition.languages)
        shown = {ref: way for ref, way in draft.addresses.items() if folder + way.partition("#")[0] in paths}
        places = list(places_of(exhibition, shown, readings))
        file = known.cache.file(KIND, lang.lower())
        recipe = known.imprints.frame.hex()
        kept = _read(file, recipe)
        rows = _rows(places, Teller(seen, lang, wordings[lang]), notebook, known.imprints, kept.rows)
        shards = Shards(f"search/{lang.lower()}/", kept.parts)
        texts = write_texts(rows, shards)
        yield from _given_away(shards, known.stands)
        lists = _lists(rows, kept)
        grams = write_grams(lists, shards)
        yield from _given_away(shards, known.stands)
        head = {
            "count": len(rows),
            "kinds": [(first, kind, *_labels(kind, wordings[lang])) for first, kind in _kinds(places)],
            "texts": texts,
            "example": next((place.readings[0] for place in places if place.readings), ""),
            **grams,
            "folder": href(folder + SEARCH_INDEX, shards.folder),
        }
        yield Output(folder + SEARCH_INDEX, write_head(head), Stage.PAGE)
        if rows.keys() != kept.rows.keys() or shards.parts != kept.parts:
            _keep(known.cache, file, recipe, Kept(rows, lists, shards.parts))


def _rows(
    places: Sequence[Place], teller: Teller, notebook: Notebook, imprints: Imprints, known: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Give the rows of documents by their digests, in order; those that would be as they were are not told again."""
    rows: dict[str, bytes] = {}
    for place in places:
        ref = place.entry.ref
        name, given = f"{teller.lang} {ref}", "|".join((place.href, *place.readings))
        imprint = imprints.get(name, given)
        if imprint is not None and imprint.digest in known:
            rows[imprint.digest] = known[imprint.digest]
            imprints.keep(name)
            continue
        with notebook.taking() as notes:
            notebook.look("entries", ref)
            row = row_of(document_at(place, teller))
        digest = hashlib.blake2b(row, digest_size=16).hexdigest()
        rows[digest] = row
        imprints.put(name, Imprint(digest, given, tuple(sorted(map(written, notes.facts))), ()))
    return rows


def _lists(rows: Mapping[str, bytes], kept: Kept) -> Lists:
    """Give what documents are looked up by."""
    if len(rows) == len(kept.rows):
        both = zip(rows, kept.rows, strict=True)
        changed = [(number, old, new) for number, (new, old) in enumerate(both) if new != old]
        if len(changed) <= max(_FEW, len(rows) // _FEW_OF):
            return mended(kept.lists, ((number, kept.rows[old], rows[new]) for number, old, new in changed))
    return gathered(rows.values())


def _kinds(places: Sequence[Place]) -> Iterator[tuple[int, str]]:
    """Give a kind's first document and the kind, for those of a kind stand together."""
    for kind, same in groupby(enumerate(places), lambda numbered: numbered[1].entry.ref.kind):
        yield next(same)[0], kind


def _labels(kind: str, wording: Wording) -> tuple[str, str]:
    """Give the name of a kind for one entry and for many; not everyone who is shown is a craftsman."""
    one = "pages.person" if kind == "craftsman" else f"kinds.{kind}.one"
    return wording(one), wording(f"kinds.{kind}.many")


def _given_away(shards: Shards, stands: Callable[[str, str], bool]) -> Iterator[Output]:
    """Give the files there are, and keep none of them: all texts and all grams at once would be much."""
    while shards.files:
        path, (digest, content) = shards.files.popitem()
        if not stands(path, digest):
            yield Output(path, content(), Stage.ASSET)


def _read(file: Path, recipe: str) -> Kept:
    rows, lists, parts = read_snapshot(file, recipe) or ({}, ({}, {}), {})
    return Kept(rows, Lists(*lists), parts)


def _keep(cache: Cache, file: Path, recipe: str, kept: Kept) -> None:
    """Keep this for the next build; where that fails it is only slower."""
    try:
        cache.folder_of(KIND)
        told = (kept.lists.written, dict(kept.lists.traditional))
        write_snapshot(file, recipe, (dict(kept.rows), told, dict(kept.parts)))
    except OSError:
        return
