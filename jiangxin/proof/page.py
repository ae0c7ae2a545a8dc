"""Proof sheet → one HTML file that needs no other: its style in it under its own digest, its pictures as data."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from jiangxin.model.picture import Derivative
from jiangxin.model.wording import Wording
from jiangxin.proof.views import ProofSheet
from jiangxin.rendering.own_templates import own_templates

_HERE = Path(__file__).resolve().parent
_MEDIA = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif", "svg": "image/svg+xml"}
REVIEWS = ("first", "second", "final")
READINGS = ("one", "two", "three")


def sheet_page(sheet: ProofSheet, wording: Wording, pictures: Mapping[Derivative, bytes]) -> bytes:
    """Give the file of a sheet; `pictures` are the bytes of its thumbnails, those that could be made."""
    style = (_HERE / "proof.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = own_templates(_HERE, wording)
    html = environment.get_template("proof.html").render(
        sheet=sheet,
        style=Markup(style),  # noqa: S704  # our own
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'",
        pictures={each: _address(each, content) for each, content in pictures.items()},
        signatures=[wording(f"values.step.{step}") for step in REVIEWS]
        + [wording(f"proof.read.{n}") for n in READINGS],
        safe=Markup,
    )
    return html.encode()


def _address(derivative: Derivative, content: bytes) -> str:
    return f"data:{_MEDIA[derivative.format]};base64,{base64.b64encode(content).decode()}"
