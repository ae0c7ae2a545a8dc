"""What a build tells at its end: what is shown, what was written, where to look."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from jiangxin.folders import Folders
from jiangxin.model.kinds import KINDS
from jiangxin.model.wording import Wording
from jiangxin.pipeline import Built
from jiangxin.publishing.publish import Published

_COUNTED = ("craftsman", "studio", "exhibit", "method", "story", "event", "figure", "programme", "source")


def summarise(built: Built, wording: Wording) -> str:
    """Give the summary of a build."""
    exhibition, published = built.exhibition, built.published
    title = exhibition.settings.title
    counted = Counter({kind: len(exhibition.by_kind.get(kind, ())) for kind in KINDS})
    shown = wording("commands.summary.comma").join(
        wording(f"commands.summary.{'one' if counted[kind] == 1 else 'many'}.{kind}", count=counted[kind])
        for kind in _COUNTED
        if counted[kind]
    )
    lines = [
        f"{title.in_language(wording.lang) if title else ''}",
        "  " + shown,
        "  "
        + wording(
            "commands.summary.pages",
            pages=len(built.site_plan.pages),
            pictures=len({each.source for each in built.site_plan.pictures.derivatives}),
        ),
        "  "
        + (
            wording(
                "commands.summary.changed",
                written=len(published.written),
                removed=len(published.removed),
                unchanged=len(published.unchanged),
            )
            if published.written or published.removed
            else wording("commands.summary.nothing")
        ),
    ]
    if published.foreign:
        lines.append(
            "  "
            + wording("commands.summary.foreign", files=", ".join(published.foreign[:5]), count=len(published.foreign))
        )
    if built.warnings:
        lines.append("  " + wording("commands.summary.warnings", count=len(built.warnings)))
    return "\n".join(lines)


def summarise_unchanged(built: Built, wording: Wording) -> str:
    """Give the summary of the same build once more, which would write nothing."""
    published = built.published
    stands = Published((), (*published.written, *published.unchanged), (), published.foreign)
    return summarise(replace(built, published=stands), wording)


def where(folders: Folders, wording: Wording, seconds: str) -> str:
    """Give the last line: how long it took, in seconds, and where to look."""
    return "  " + wording("commands.summary.where", seconds=seconds, path=folders.output / "index.html")
