"""What is seen at the desk: the list, the page of an entry, what a search finds, small pictures, the desk's own files.

Nothing here changes anything; a GET that a page of elsewhere might provoke does no harm.
"""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlencode

from tornado.web import HTTPError

from jiangxin.editing.desk import Desk
from jiangxin.editing.sheet import EXHIBITION, Listed, RefusedError, Sheet
from jiangxin.editing.web.gate import ROOT
from jiangxin.editing.web.handlers import Guarded, NotLetInError
from jiangxin.editing.web.telling import href_of, problem_words
from jiangxin.editing.web.views import NO_ENTRY, form_of, sheet_of, title_of
from jiangxin.editing.web.workplace import ASSETS
from jiangxin.limits import limit
from jiangxin.model.entry import Ref
from jiangxin.model.kinds import KINDS

_ON_A_PAGE = 100
_FOUND_AT_MOST = 20
_MOST_WORDS = 200
_TURN_SECONDS = 0.1
_TURNS = 100
_SHOWN = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
}
_MADE = {**_SHOWN, ".svg": "image/svg+xml"}


class List(Guarded):
    """Every entry of a kind, or those that a word finds; here a browser is let in too."""

    def is_open(self) -> bool:
        """A key may come in the address."""
        return bool(self.get_query_argument("key", ""))

    async def get(self) -> None:
        """Let a browser in that brings the key; show the list to one that was let in."""
        if key := self.get_query_argument("key", ""):
            if self.place.gate.admits(key):
                self.set_header("Set-Cookie", self.place.gate.cookie)
            elif not self.place.gate.is_known(self.request):
                raise NotLetInError("unknown")
            self.redirect(ROOT)
            return
        words = self.get_query_argument("q", "")[:_MOST_WORDS]
        entries = await self.place.ask(self.place.desk.entries)
        counts = {kind: sum(each.kind == kind for each in entries) for kind in (EXHIBITION.kind, *KINDS)}
        asked = self.get_query_argument("kind", "")
        chosen = asked if asked in counts else "craftsman"
        found = entries
        if words:
            found = await self.place.ask(self.place.desk.find, words, ())
        else:
            found = tuple(each for each in entries if each.kind == chosen)
        self.show("list.html", **self._view(found, counts, chosen, words))

    def _view(self, found: Sequence[Listed], counts: Mapping[str, int], chosen: str, words: str) -> dict[str, object]:
        wording = self.place.wording
        begin = _whole(self.get_query_argument("from", ""))
        some = found[begin : begin + _ON_A_PAGE]

        def page(start: int) -> str:
            return f"{ROOT}?{urlencode({'q': words, 'from': start} if words else {'kind': chosen, 'from': start})}"

        return {
            "title": self.place.title,
            "kinds": [
                {
                    "name": kind,
                    "one": wording(f"kinds.{kind}.one"),
                    "many": wording(f"kinds.{kind}.many"),
                    "count": count,
                    "can_begin": kind in KINDS,
                    "href": f"{ROOT}?{urlencode({'kind': kind})}",
                }
                for kind, count in counts.items()
            ],
            "chosen": chosen,
            "words": words,
            "rows": [self._row(each) for each in some],
            "counted": wording("desk.list.found" if words else "desk.list.count", count=len(found)),
            "previous": page(max(0, begin - _ON_A_PAGE)) if begin else "",
            "next": page(begin + _ON_A_PAGE) if begin + _ON_A_PAGE < len(found) else "",
            "handed": {"root": ROOT, "token": self.place.gate.token, "chosen": chosen, "words": self.place.words()},
        }

    def _row(self, each: Listed) -> dict[str, object]:
        wording = self.place.wording
        status = each.status if each.status in ("draft", "review") else ""
        return {
            "title": each.title or each.ref.id,
            "href": href_of(each.ref),
            "path": each.path,
            "kind": wording(f"kinds.{each.kind}.one"),
            "state": status,
            "status": wording(f"values.status.{status}") if status else "",
            "problems": wording("desk.list.problems", count=each.blocking) if each.blocking else "",
        }


class Entry(Guarded):
    """The page of an entry: its form, and beside it the page of the exhibition that shows it."""

    async def get(self, kind: str, id_: str) -> None:
        """Show it; one that is begun and not on the disk yet is empty."""
        place = self.place
        ref = Ref(kind, id_)
        try:
            sheet = await place.ask(sheet_of, place.desk, ref, bool(self.get_query_argument("begun", "")))
        except RefusedError as error:
            if any(each.code == NO_ENTRY for each in error.problems):
                raise HTTPError(404) from error
            raise
        form = await place.ask(form_of, sheet, place)
        self.show("entry.html", **self._view(sheet), **form)

    def _view(self, sheet: Sheet) -> dict[str, object]:
        place, ref = self.place, sheet.ref
        return {
            "title": title_of(sheet),
            "kind": ref.kind,
            "kind_one": place.wording(f"kinds.{ref.kind}.one"),
            "kind_many": place.wording(f"kinds.{ref.kind}.many"),
            "path": f"content/{sheet.path}",
            "address": place.address_of(ref),
            "can_go": ref != EXHIBITION,
            "handed": {
                "root": ROOT,
                "token": place.gate.token,
                "ref": str(ref),
                "kinds": " ".join(KINDS),
                "problems": [problem_words(each, place.wording) for each in sheet.problems],
                "most": limit("PICTURE_MB") * 1024 * 1024,
                "words": place.words(),
            },
        }


class Address(Guarded):
    """Where a new entry's page stands, once there is one: the answer waits for the build that makes it."""

    async def get(self, kind: str, id_: str) -> None:
        """Give the address, or "" where the wait was in vain."""
        ref, turns = Ref(kind, id_), 0
        while not (address := self.place.address_of(ref)) and turns < _TURNS:
            turns += 1
            await asyncio.sleep(_TURN_SECONDS)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps({"address": address}))


class Find(Guarded):
    """The entries that a word finds, for a box in which relations are chosen."""

    async def get(self) -> None:
        """Give the first of them."""
        place = self.place
        words = self.get_query_argument("q", "")[:_MOST_WORDS]
        kinds = [kind for kind in self.get_query_argument("kinds", "").split() if kind in KINDS]
        found = await place.ask(_found, place.desk, words, kinds)
        told = [
            {
                "ref": str(each.ref),
                "id": each.ref.id,
                "title": each.title or each.ref.id,
                "kind": place.wording(f"kinds.{each.kind}.one"),
                "href": href_of(each.ref),
            }
            for each in found[:_FOUND_AT_MOST]
        ]
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps({"found": told}, ensure_ascii=False))


def _found(desk: Desk, words: str, kinds: Sequence[str]) -> Sequence[Listed]:
    return desk.find(words, kinds) if words else [each for each in desk.entries() if each.kind in kinds]


class Picture(Guarded):
    """A small picture of a photograph below `content/`: the one that a page shows, else the file itself."""

    async def get(self, path: str) -> None:
        """Give it, by the exact names that stand there, if it is one that every browser only shows."""
        self.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        name = unquote(path)
        shown = self.place.shown.pictures.get(name)
        if shown is not None:
            self._give(self.place.folders.output, shown, _MADE)
        else:
            self._give(self.place.folders.content, name, _SHOWN)

    def _give(self, root: Path, name: str, types: Mapping[str, str]) -> None:
        kind = types.get(PurePosixPath(name).suffix.lower())
        found = exactly(root, name)
        if kind is None or found is None:
            raise HTTPError(404)
        try:
            content = found.read_bytes()
        except OSError:  # it went between the look and the reading
            raise HTTPError(404) from None
        self.set_header("Content-Type", kind)
        self.finish(content)


class Asset(Guarded):
    """The desk's own scripts, sheet and sign."""

    def get(self, name: str) -> None:
        """Give one by its exact name."""
        if name not in ASSETS:
            raise HTTPError(404)
        kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0] or ""
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish(ASSETS[name])


class Nothing(Guarded):
    """What is not there."""

    def get(self) -> None:
        """Say so."""
        raise HTTPError(404)


def exactly(root: Path, name: str) -> Path | None:
    """Give the plain file that a path names below `root`, by the exact names that stand there and through no link."""
    here = root
    for part in name.split("/"):
        try:
            names = {entry.name for entry in here.iterdir()}
        except OSError:
            return None
        here = here / part
        if part not in names or here.is_symlink():
            return None
    return here if here.is_file() else None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
