"""Text in several languages: what an editor wrote, and how a page asks for it.

A `Text` keeps the exhibition's first language and its translations side by
side. A page asks for one language and gets a `Phrase`: the words and the
language they are really in, so that a missing translation falls back visibly
and is marked with the right `lang` attribute.
"""

from __future__ import annotations

from jiangxin.model.frozen import frozen


@frozen
class Phrase:
    """Words to be shown, and the language (BCP 47) they are in.

    The name of an entry that is not public yet has a `mark`, in the page's language, that is shown beside it.
    """

    text: str
    lang: str
    mark: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@frozen
class Text:
    """One text: `primary` in the language `lang`, `others` as (language, words)."""

    primary: str
    lang: str = "zh-Hans"
    others: tuple[tuple[str, str], ...] = ()

    def in_language(self, lang: str) -> Phrase:
        """Give the words in `lang`; where there are none, the primary ones."""
        if lang != self.lang:
            for code, words in self.others:
                if code == lang:
                    return Phrase(words, code)
        return Phrase(self.primary, self.lang)

    def __str__(self) -> str:
        return self.primary
