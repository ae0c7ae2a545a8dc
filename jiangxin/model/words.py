"""The house's word list, `words.yaml`: what is not written here, and how names are written."""

from __future__ import annotations

from typing import ClassVar

from jiangxin.model.entry import EVERY_KIND, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.schema import Line, Record, Reference, a_flag, a_line, many_of


@frozen(kw_only=True)
class AvoidedWords:
    """Words that are better not written."""

    words: tuple[str, ...] = many_of("The words, as they stand in texts.", Line(), required=True)
    instead: str | None = a_line("What to write instead.")
    reason: str | None = a_line("Why.")
    everywhere: bool = a_flag("Also in quotations, sources, names and titles.")
    exempt: tuple[Ref, ...] = many_of("Entries in which they may stand.", Reference(EVERY_KIND), written="except")


@frozen(kw_only=True)
class WrittenName:
    """A name, and how it is not to be written."""

    write: str | None = a_line("The name as it is to be written.", required=True)
    wrong: tuple[str, ...] = many_of("Ways of writing it that are wrong.", Line(), required=True, written="not")
    reason: str | None = a_line("Why.")
    everywhere: bool = a_flag("Also in quotations, sources, names and titles.")
    exempt: tuple[Ref, ...] = many_of("Entries in which they may stand.", Reference(EVERY_KIND), written="except")


@frozen(kw_only=True)
class WordList:
    """How the house writes."""

    kind_name: ClassVar[str] = "words"

    avoid: tuple[AvoidedWords, ...] = many_of("Words to avoid.", Record(AvoidedWords, short="words"))
    names: tuple[WrittenName, ...] = many_of("Names to be written so.", Record(WrittenName))
    allow: tuple[str, ...] = many_of("Longer words in which a word to avoid is meant otherwise.", Line())
    without_defaults: bool = a_flag("Leave out the short list that comes with the program.")
