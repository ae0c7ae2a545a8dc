"""A theme's assets → files of the site, under names that carry their digest."""

from __future__ import annotations

from jiangxin.model.output import Output, Stage
from jiangxin.model.theme import Theme
from jiangxin.rendering.theme import asset_content


def asset_outputs(theme: Theme) -> tuple[Output, ...]:
    """Give every asset of the theme; they are put in place before the pages that name them."""
    return tuple(Output(path, asset_content(theme, name), Stage.ASSET) for name, path in sorted(theme.assets.items()))
