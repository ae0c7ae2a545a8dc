"""Contact sheet → the files of its page.

No rule of a style sheet may stand in a page under our policy, so where each
picture is looked at is a sheet of its own, `focus.css`: two custom properties a
frame, which the script then moves.
"""

from __future__ import annotations

from pathlib import Path

import jinja2

from jiangxin.contact.advice import LEAST_SIDE_PX
from jiangxin.contact.views import ContactSheet
from jiangxin.model.wording import Wording
from jiangxin.pages.pictures import file_size
from jiangxin.rendering.own_templates import own_templates

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

_HERE = Path(__file__).resolve().parent


def page_files(sheet: ContactSheet, wording: Wording) -> dict[str, bytes]:
    """Give the files of the sheet's page by name, all but the thumbnails, which it looks for in `pictures/`."""
    html = _environment(wording).get_template("sheet.html").render(sheet=sheet)
    return {
        "index.html": html.encode(),
        "focus.css": _focus_rules(sheet).encode(),
        **{name: (_HERE / name).read_bytes() for name in ("sheet.css", "sheet.js")},
    }


def _environment(wording: Wording) -> jinja2.Environment:
    environment = own_templates(_HERE, wording)
    environment.globals |= {
        "policy": CONTENT_SECURITY_POLICY,
        "least_px": LEAST_SIDE_PX,
    }
    environment.filters["file_size"] = file_size
    return environment


def _focus_rules(sheet: ContactSheet) -> str:
    """Give one rule a frame; nothing but numbers reaches it."""
    return "".join(
        f"#p{frame.number}{{--x:{frame.focus.x:g}%;--y:{frame.focus.y:g}%}}\n" for frame in sheet.frames if frame.focus
    )
