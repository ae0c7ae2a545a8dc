"""For Pelican: an article is found by its category and slug, as articles name each other."""

from typing import Any

from pelican import signals  # type: ignore[import-not-found]  # is there where Pelican runs


def _note_articles(generator: Any) -> None:
    generator.context["by_ref"] = {f"{article.category.name}/{article.slug}": article for article in generator.articles}


def register() -> None:
    """Note the articles once all are read. Pelican calls this."""
    signals.article_generator_finalized.connect(_note_articles)
