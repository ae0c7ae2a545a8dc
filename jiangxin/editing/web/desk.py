"""The desk as it is served beside a preview: its routes, and where it is opened.

The pages of the exhibition are served by the same port under another name,
`localhost`: for a browser that is another site, so their scripts can neither read
nor write anything of the desk, and bring none of its cookies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tornado.routing import HostMatches, PathMatches, Rule
from tornado.web import RedirectHandler

from jiangxin.editing.desk import Desk
from jiangxin.editing.web import calls, pages
from jiangxin.editing.web.gate import ROOT, Gate
from jiangxin.editing.web.workplace import Shown, Workplace
from jiangxin.folders import Folders
from jiangxin.model.wording import Wording
from jiangxin.pipeline import Built
from jiangxin.server import HOST, Preview

_ENTRY = r"([a-z-]{1,40})/([a-z0-9-]{1,200})"
_ROUTES = (
    (r"", pages.List),
    (r"entry/" + _ENTRY, pages.Entry),
    (r"address/" + _ENTRY, pages.Address),
    (r"find", pages.Find),
    (r"picture/(.{1,1000})", pages.Picture),
    (r"assets/([a-z.]{1,40})", pages.Asset),
    (r"new", calls.New),
    (r"form/" + _ENTRY, calls.Form),
    (r"save/" + _ENTRY, calls.Save),
    (r"add/" + _ENTRY, calls.AddPicture),
    (r"remove/" + _ENTRY, calls.Remove),
    (r"undo", calls.Undo),
    (r"redo", calls.Redo),
    (r".*", pages.Nothing),
)


class WebDesk:
    """A desk that a preview serves; `say_again` is told the next address each time one was used."""

    def __init__(self, place: Workplace, say_again: Callable[[str], None]) -> None:
        self._place = place
        self._say_again = say_again

    def show(self, built: Built) -> None:
        """Take over where a build shows what."""
        self._place.shown = Shown.of(built)

    def routes(self, preview: Preview) -> Sequence[Rule]:
        """Give the desk's routes, and leave the pages to the other name."""
        place = self._place
        place.make_ready()
        place.gate = Gate(preview.port, self._say_again)
        preview.names = ("localhost",)
        preview.framed_by = place.gate.origin
        given = {"place": place}
        return [
            *(Rule(PathMatches(f"{ROOT}{path}"), handler, given) for path, handler in _ROUTES),
            Rule(HostMatches(HOST), [Rule(PathMatches("/"), RedirectHandler, {"url": ROOT, "permanent": False})]),
        ]

    def addresses(self) -> str:
        """Give what is told at the start: where the desk is opened, and where the pages are."""
        place = self._place
        return place.wording("desk.opens", address=place.gate.address, site=f"{place.site}/")


def open_desk(folders: Folders, wording: Wording, say_again: Callable[[str], None]) -> WebDesk:
    """Give the desk of an exhibition; it speaks the language of `wording`."""
    return WebDesk(Workplace(Desk(folders), folders, wording), say_again)
