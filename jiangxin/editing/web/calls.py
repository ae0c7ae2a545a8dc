"""What changes something: a save, a picture that comes, a new entry, one that goes, undo and redo.

Each is a POST with the desk's token (`handlers.Change`). What cannot be done is told
in the words of `check`; what was changed outside since is shown beside what was typed.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import unquote

from tornado.web import HTTPError

from jiangxin.editing.changes import PathError
from jiangxin.editing.sheet import Changes, RefusedError, Sheet, StaleError, Step
from jiangxin.editing.web.gate import ROOT
from jiangxin.editing.web.handlers import Change
from jiangxin.editing.web.telling import href_of, problem_words, value_words
from jiangxin.editing.web.views import form_of, item_of, label_of, overlaid, sheet_of, title_of
from jiangxin.limits import limit
from jiangxin.model.entry import Ref
from jiangxin.problems import ContentError

_MOST_NAME = 300


def _most_text() -> int:
    """Give how large a change may be: all texts of an entry, written out in JSON."""
    return 4 * 1024 * limit("TEXT_KB")


class Told(Change):
    """A change that is told in JSON and answered in JSON."""

    def prepare(self) -> None:
        """Take no more than an entry may be."""
        self.most_bytes = _most_text()
        super().prepare()

    async def post(self, *path: str) -> None:
        """Do what is asked, and answer what came of it."""
        await answering(self, lambda: self.do(self._given(), *path))

    async def do(self, given: Mapping[str, object], *path: str) -> Mapping[str, object]:
        """Do what is asked; give what is answered."""
        raise NotImplementedError

    def _given(self) -> Mapping[str, object]:
        try:
            given = json.loads(self.body or b"{}")
        except (ValueError, RecursionError):
            raise HTTPError(400) from None
        if not isinstance(given, dict):
            raise HTTPError(400)
        return given


async def answering(handler: Change, work: Callable[[], Awaitable[Mapping[str, object]]]) -> None:
    """Answer with what comes of some work, or with why it could not be done: to a browser, both are answers."""
    try:
        handler.tell(await work())
    except (RefusedError, ContentError) as error:
        told = [problem_words(each, handler.place.wording) for each in error.problems]
        handler.tell({"is": "refused", "problems": told, "error": " ".join(each["text"] for each in told)})
    except StaleError as error:
        handler.tell({"is": "stale", "both": both_of(handler, error)})
    except OSError as error:
        handler.tell({"error": error.strerror or type(error).__name__}, 507)


class Save(Told):
    """What was typed goes into the file."""

    async def do(self, given: Mapping[str, object], *path: str) -> Mapping[str, object]:
        """Save the changes of an entry that is still as it was."""
        sheet = await self.place.ask(self.place.desk.save, Ref(*path), _digest(given), _changes(given))
        return _saved(self, sheet)


class Form(Told):
    """The form of an entry as its file is now, and with changes that are not saved; nothing is changed."""

    async def do(self, given: Mapping[str, object], *path: str) -> Mapping[str, object]:
        """Draw both."""
        place, changes = self.place, _changes(given)
        sheet = await place.ask(sheet_of, place.desk, Ref(*path))
        try:
            typed = overlaid(sheet, changes)
        except PathError:
            raise HTTPError(400) from None
        drawn = [place.draw("form.html", root=ROOT, **await place.ask(form_of, each, place)) for each in (sheet, typed)]
        return {**_saved(self, sheet), "title": title_of(typed), "saved": drawn[0], "form": drawn[1]}


class New(Told):
    """An entry begins with its name."""

    async def do(self, given: Mapping[str, object], *path: str) -> Mapping[str, object]:
        """Begin it and give its page."""
        kind, title = given.get("kind"), given.get("title")
        if not isinstance(kind, str) or not isinstance(title, str):
            raise HTTPError(400)
        sheet = await self.place.ask(self.place.desk.create, kind, title)
        pending = {"pending": sheet.pending, "href": f"{href_of(sheet.ref)}?begun=1"} if sheet.pending else {}
        return {"ref": str(sheet.ref), "href": href_of(sheet.ref), **pending}


class Remove(Told):
    """An entry goes; it can be brought back."""

    async def do(self, given: Mapping[str, object], *path: str) -> Mapping[str, object]:
        """Take it out."""
        return {"step": step_words(self, await self.place.ask(self.place.desk.remove, Ref(*path)), "gone")}


class Undo(Told):
    """One saved step back."""

    async def do(self, given: Mapping[str, object], *path: str) -> Mapping[str, object]:
        """Go back, if there is where to."""
        step = await self.place.ask(self.place.desk.undo)
        return {"step": step and step_words(self, step, "undone")}


class Redo(Told):
    """One step forth again."""

    async def do(self, given: Mapping[str, object], *path: str) -> Mapping[str, object]:
        """Go forth, if there is where to."""
        step = await self.place.ask(self.place.desk.redo)
        return {"step": step and step_words(self, step, "redone")}


class AddPicture(Change):
    """A picture comes, as the bytes of its file; its name is in a header."""

    def prepare(self) -> None:
        """Take no more than a picture may be."""
        self.most_bytes = limit("PICTURE_MB") * 1024 * 1024
        super().prepare()

    async def post(self, kind: str, id_: str) -> None:
        """Keep it, and give the form of the item that it became."""
        await answering(self, lambda: self._add(Ref(kind, id_)))

    async def _add(self, ref: Ref) -> Mapping[str, object]:
        name = unquote(self.request.headers.get("X-Desk-Name", ""))[:_MOST_NAME]
        sheet = await self.place.ask(self.place.desk.add_picture, ref, name, self.body)
        item = await self.place.ask(item_of, overlaid(sheet, sheet.pending), self.place)
        return {"item": self.place.draw("item.html", root=ROOT, **item)}


def _saved(handler: Change, sheet: Sheet) -> dict[str, object]:
    place = handler.place
    return {
        "digest": sheet.digest,
        "title": title_of(sheet),
        "address": place.address_of(sheet.ref),
        "problems": [problem_words(each, place.wording) for each in sheet.problems],
    }


def step_words(handler: Change, step: Step, state: str) -> dict[str, object]:
    """Give what a page is told of a step."""
    title = title_of(step.sheet) if step.sheet else str(step.ref)
    href = href_of(step.ref) if step.sheet else ROOT
    return {"ref": str(step.ref), "title": title, "href": href, "isGone": step.sheet is None, "state": state}


def both_of(handler: Change, error: StaleError) -> list[dict[str, object]]:
    """Give each field that was changed outside or here: what the file says now, and what was typed."""
    given = json.loads(getattr(handler, "body", b"") or b"{}") if isinstance(handler, Told) else {}
    changes = given.get("changes", {})
    outside = dict.fromkeys(error.fields)
    mine = dict.fromkeys(_field_of(path) for path in changes)
    now = error.sheet
    rows: list[dict[str, object]] = []
    for name in outside | mine:
        typed = {path: value for path, value in changes.items() if _field_of(path) == name}
        rows.append(
            {
                "path": name,
                "label": label_of(now.ref.kind if now else "", name, handler.place.wording),
                "theirs": value_words(field_of(now, name)) if now else "",
                "mine": "\n".join(value_words(value) for value in typed.values()),
                "clashes": name in outside and name in mine,
            }
        )
    return rows


def field_of(sheet: Sheet, name: str) -> object:
    """Give what an entry says in a field or in one of its texts."""
    if name == "body":
        return sheet.body
    if name.startswith("body_"):
        return sheet.bodies.get(name.removeprefix("body_"), "")
    return sheet.fields.get(name)


def _field_of(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _digest(given: Mapping[str, object]) -> str:
    digest = given.get("digest")
    if not isinstance(digest, str):
        raise HTTPError(400)
    return digest


def _changes(given: Mapping[str, object]) -> Changes:
    """Give the changes, if they are what a file can say: words, lists and mappings of these."""
    changes = given.get("changes", {})
    if not isinstance(changes, dict) or not all(each is None or _is_value(each) for each in changes.values()):
        raise HTTPError(400)
    return changes


def _is_value(value: object) -> bool:
    match value:
        case str():
            return True
        case list():
            return all(map(_is_value, value))
        case dict():
            return all(map(_is_value, value.values()))
        case _:
            return False
