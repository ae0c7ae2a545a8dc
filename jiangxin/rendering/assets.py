"""A theme's assets → files of the site, under names that carry their digest."""

from __future__ import annotations

from jiangxin.model.output import Output, Stage
from jiangxin.model.theme import Theme
from jiangxin.rendering.theme import asset_content

_OF_PREVIEWS = "unapproved.css"


def asset_outputs(theme: Theme, *, is_preview: bool = False) -> tuple[Output, ...]:
    """Give every asset of the theme; they are put in place before the pages that name them.

    What only marks what is not public yet is part of a preview alone.
    """
    return tuple(
        Output(path, asset_content(theme, name), Stage.ASSET)
        for name, path in sorted(theme.assets.items())
        if is_preview or name != _OF_PREVIEWS
    )
