"""Theme × wordings → the place where templates are drawn.

A `SiteEnvironment` holds what all languages share: where templates lie, that
every value is escaped, that a name which is not there is an error. From it comes
one environment for each language, in which `t` speaks that language and the
filters know it. Their templates are compiled once; nothing is global.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jinja2
from jinja2.runtime import Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup

from jiangxin.model.theme import Theme
from jiangxin.model.wording import Wording
from jiangxin.rendering.compiled import CompiledTemplates, WritingGenerator, written
from jiangxin.rendering.filters import FILTERS
from jiangxin.rendering.once import Once
from jiangxin.rendering.templates import template_loader

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self' data:; manifest-src 'self'; worker-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; require-trusted-types-for 'script'"
)
"""The policy every page carries in a meta tag, so that it holds from disk too."""


class Assets:
    """Gives hrefs of a theme's assets from the page being drawn."""

    def __init__(self, assets: Mapping[str, str]) -> None:
        self._assets = assets

    @jinja2.pass_context
    def __call__(self, context: jinja2.runtime.Context, name: str) -> str:
        """Give the href of an asset; KeyError where the theme has none of that name."""
        root: str = context["page"].root
        return root + self._assets[name]


class SiteContext(jinja2.runtime.Context):
    """The names a template sees, and how it calls them.

    Nearly all that are called are a theme's own pieces, the words of a language and
    the theme's assets: nobody need ask first whether they might want the context.
    """

    @internalcode
    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls."""
        kind = type(called)
        if kind is Macro:
            piece: Any = called
            lacking = piece._argument_count - len(args)
            if kwargs or lacking < 0 or piece.catch_kwargs or piece.catch_varargs or piece.caller:
                return piece(self.eval_ctx, *args, **kwargs)
            return str.__new__(Markup, piece._func(*args, *(missing,) * lacking))  # what every template says is escaped
        if kind is Wording:
            return called(*args, **kwargs)
        return called(self, *args, **kwargs) if kind is Assets else super().call(called, *args, **kwargs)


class SiteEnvironment(jinja2.Environment):
    """The environment of a theme; pages are drawn in those of their languages."""

    context_class = SiteContext
    code_generator_class = WritingGenerator
    written = staticmethod(written)

    def __init__(
        self, theme: Theme, wordings: Mapping[str, Wording], rare: Mapping[str, str], cache_folder: Path | None
    ) -> None:
        super().__init__(
            loader=template_loader(theme.folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.theme_name = theme.name
        self.rare = rare
        self.globals |= {
            "asset": Assets(theme.assets),
            "has_asset": theme.assets.__contains__,
            "colours": theme.colours,
            "policy": Markup(CONTENT_SECURITY_POLICY),  # noqa: S704  # our own words, for an attribute in double quotes
        }
        self.filters |= {**FILTERS, "once": Once()}
        self._compiled = CompiledTemplates(self, cache_folder)
        self.bytecode_cache = self._compiled
        self._by_language = {lang: self._speaking(lang, wording) for lang, wording in wordings.items()}

    def in_language(self, lang: str) -> jinja2.Environment:
        """Give the environment for pages in `lang`."""
        return self._by_language[lang]

    def compile_all(self) -> None:
        """Compile every template that was not compiled before; what is wrong with one is told by who draws with it."""
        for name in self.list_templates(filter_func=lambda name: ":" not in name and name.endswith(".html")):
            with suppress(jinja2.TemplateError):
                self.get_template(name)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the names that a template sees beside its page: as no template has any of its own, all see the same."""
        return super().make_globals(d) if d else self.globals

    def save(self) -> None:
        """Keep the templates that were compiled for the next build."""
        self._compiled.save()

    def _speaking(self, lang: str, wording: Wording) -> jinja2.Environment:
        spoken = self.overlay()
        spoken.globals = {**self.globals, "t": wording}
        speaking = {name: partial(function, lang) for name, function in FILTERS.items()}
        spoken.filters = {**self.filters, **speaking, "once": Once()}
        return spoken


def make_environment(
    theme: Theme,
    wordings: Mapping[str, Wording],
    rare: Mapping[str, str] = MappingProxyType({}),
    *,
    cache_folder: Path | None = None,
) -> SiteEnvironment:
    """Give the environment that draws the pages of a theme in the languages of `wordings`.

    `rare` are characters that few can read, and their readings. In `cache_folder`
    compiled templates are kept from one build to the next.
    """
    return SiteEnvironment(theme, wordings, rare, cache_folder)
