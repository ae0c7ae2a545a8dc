"""On which page of the glossary each term stands, and the first of each letter.

A glossary is one page as long as that can be read; each language then has its own
order. A longer one goes on over pages, which have the same terms in every
language, by the letters of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.names import Names, is_chinese
from jiangxin.model.narrative import Term
from jiangxin.pages.letters import FEWEST, first_letter, latin, place_of_letter, sound_of

MOST_TERMS = 240
"""What one page holds: more is no page that anyone reads."""


@frozen
class TermPages:
    """The terms page by page; `first` has the first term of each letter where there are several of both."""

    pages: Sequence[tuple[Ref, ...]]
    first: Sequence[tuple[str, Ref]]

    def numbers(self) -> dict[Ref, int]:
        """Give the page of each term, from 1."""
        return {ref: number for number, refs in enumerate(self.pages, start=1) for ref in refs}


def term_pages(exhibition: Exhibition, names: Names) -> TermPages:
    """Lay the terms out on pages."""
    terms = exhibition.all_of(Term)
    if len(terms) <= MOST_TERMS:
        return TermPages((tuple(term.ref for term in terms),) if terms else (), ())
    ordered, first = by_letter(terms, names, exhibition.languages[0])
    pages = [ordered[start : start + MOST_TERMS] for start in range(0, len(ordered), MOST_TERMS)]
    return TermPages(
        tuple(tuple(term.ref for term in page) for page in pages),
        tuple((letter, term.ref) for letter, term in first.items()),
    )


def by_letter(terms: Sequence[Term], names: Names, lang: str) -> tuple[Sequence[Term], dict[str, Term]]:
    """Give terms in the order of a language's letters, and the first of each letter.

    Where all stand under one letter they keep their order, and no letter is given.
    """
    letters = {term.ref: first_letter(_name(term, names, lang), _title(term, lang)) for term in terms}
    if len({*letters.values()}) < FEWEST:
        return terms, {}
    ordered = sorted(terms, key=lambda term: (place_of_letter(letters[term.ref]), _sound(term, names, lang)))
    first: dict[str, Term] = {}
    for term in ordered:
        first.setdefault(letters[term.ref], term)
    return ordered, first


def _name(term: Term, names: Names, lang: str) -> Any:
    return names.terms.get(term.ref) if is_chinese(lang) else None


def _sound(term: Term, names: Names, lang: str) -> tuple[Any, ...]:
    name = _name(term, names, lang)
    return (sound_of(name) if name else [], latin(_title(term, lang)))


def _title(term: Term, lang: str) -> str:
    return term.title.in_language(lang).text if term.title is not None and term.title.primary else term.id
