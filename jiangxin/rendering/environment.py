"""Theme × wordings → the place where templates are drawn.

A `SiteEnvironment` holds what all languages share: where templates lie, that
every value is escaped, that a name which is not there is an error. From it comes
one environment for each language, in which `t` speaks that language and the
filters know it. Their templates are compiled once; nothing is global.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import jinja2
from jinja2.bccache import Bucket

from jiangxin.model.theme import Theme
from jiangxin.model.wording import Wording
from jiangxin.rendering.filters import FILTERS
from jiangxin.rendering.templates import template_loader

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self' data:; manifest-src 'self'; worker-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; require-trusted-types-for 'script'"
)
"""The policy every page carries in a meta tag, so that it holds from disk too."""


class SiteEnvironment(jinja2.Environment):
    """The environment of a theme; pages are drawn in those of their languages."""

    def __init__(self, theme: Theme, wordings: Mapping[str, Wording]) -> None:
        super().__init__(
            loader=template_loader(theme.folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_CompiledOnce(),
        )
        self.theme_name = theme.name
        self.globals |= {
            "asset": _asset_of(theme.assets),
            "has_asset": theme.assets.__contains__,
            "colours": theme.colours,
            "policy": CONTENT_SECURITY_POLICY,
        }
        self._by_language = {lang: self._speaking(lang, wording) for lang, wording in wordings.items()}

    def in_language(self, lang: str) -> jinja2.Environment:
        """Give the environment for pages in `lang`."""
        return self._by_language[lang]

    def _speaking(self, lang: str, wording: Wording) -> jinja2.Environment:
        spoken = self.overlay()
        spoken.globals = {**self.globals, "t": wording}
        spoken.filters = {**self.filters, **{name: partial(function, lang) for name, function in FILTERS.items()}}
        return spoken


def make_environment(theme: Theme, wordings: Mapping[str, Wording]) -> SiteEnvironment:
    """Give the environment that draws the pages of a theme in the languages of `wordings`."""
    return SiteEnvironment(theme, wordings)


def _asset_of(assets: Mapping[str, str]) -> Callable[..., str]:
    @jinja2.pass_context
    def asset(context: jinja2.runtime.Context, name: str) -> str:
        """Give the href of an asset from the page being drawn; KeyError where the theme has none of that name."""
        root: str = context["page"].root
        return root + assets[name]

    return asset


class _CompiledOnce(jinja2.BytecodeCache):
    """Keeps compiled templates for the languages after the first."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket of a template that was compiled before."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._code[bucket.key] = bucket.bytecode_to_string()
