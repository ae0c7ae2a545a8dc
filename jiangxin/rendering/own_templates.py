"""A folder of the program's own templates → an environment: pages for editors, which no theme draws.

Every value is escaped, and a name that nobody gave is an error.
"""

from __future__ import annotations

from pathlib import Path

import jinja2

from jiangxin.model.wording import Wording


def own_templates(folder: Path, wording: Wording) -> jinja2.Environment:
    """Give what renders the templates in `folder`; each can say words with `t` and knows their `lang`."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": wording, "lang": wording.lang}
    return environment
