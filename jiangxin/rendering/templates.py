"""A theme's folders → where its templates are found.

A template is named as it lies in `templates/`, and the first folder that has it
wins. Who changes one and wants the one below it names it with its theme:
`{% extends 'lutu:entry.html' %}` is the template as the theme itself has it,
whatever the exhibition changed. So a change can be a single block.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jinja2


def template_loader(folders: Sequence[Path]) -> jinja2.BaseLoader:
    """Give the loader for templates in `folders`, each named after its theme, the first winning."""
    places = [folder / "templates" for folder in folders]
    # The last folder of a name is the theme itself; those before it are an exhibition's changes.
    below = {folder.name: jinja2.FileSystemLoader(places[index:]) for index, folder in enumerate(folders)}
    return jinja2.ChoiceLoader([jinja2.PrefixLoader(below, delimiter=":"), jinja2.FileSystemLoader(places)])
