"""Page plan → HTML.

A page is drawn from its view and its template alone. What goes wrong is the
theme's fault, never the content's: it is told with the template and the line.
"""

from __future__ import annotations

from traceback import extract_tb

import jinja2

from jiangxin.model.names import is_chinese
from jiangxin.model.output import Output, Stage
from jiangxin.pages.plan import PagePlan
from jiangxin.pages.views import EntryView
from jiangxin.patterns import pattern
from jiangxin.problems import ContentError, Problem
from jiangxin.rendering.environment import SiteEnvironment
from jiangxin.rendering.ruby import with_readings

ENTRY = "entry.html"
"""The template of every entry whose kind has none of its own."""

_TEMPLATE = pattern(r".*/([^/]+)/templates/(.+\.html)")


def render_page(environment: SiteEnvironment, plan: PagePlan) -> Output:
    """Draw one page; an entry whose kind has no template of its own by `entry.html`.

    Raises ContentError where its template cannot be read, or asks for something
    that is not there.
    """
    view = plan.make()
    try:
        names = (plan.template, ENTRY) if isinstance(view, EntryView) else (plan.template,)
        template = environment.in_language(view.lang).select_template(names)
        html: str = template.render(page=view)
    except Exception as error:
        raise ContentError([_problem(environment.theme_name, plan, error)]) from error
    if environment.rare and is_chinese(view.lang):
        html = with_readings(html, environment.rare)
    return Output(plan.path, html.encode(), Stage.PAGE)


def _problem(theme: str, plan: PagePlan, error: Exception) -> Problem:
    """Tell of an error at the place in the templates where it arose."""
    places = [(frame.filename, frame.lineno or 0) for frame in extract_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError):
        places.append((error.filename or "", error.lineno))
    template, line = plan.template, 0
    for filename, number in places:
        if found := _TEMPLATE.fullmatch(filename.replace("\\", "/")):
            theme, template, line = found[1], found[2], number
    told = error.message if isinstance(error, jinja2.TemplateError) else None
    words = told or f"{type(error).__name__}: {error}"
    path = f"themes/{theme}/templates/{template}"
    return Problem("theme.template", path, line, facts={"found": f"{words} ({plan.path})"})
