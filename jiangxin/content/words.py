"""A word list × the texts of `content/` → every place where the house would write otherwise.

Chinese has no blanks between words, so the list holds words and never single characters; of several that
begin at one place the longest is read, and one that is allowed (第一线) covers the one inside it (第一).
Quotations, titles of works, addresses and the names that entries go by are other people's words: they are
passed over, unless a rule says `everywhere`. What was found in a text is kept under its digest and the
list's; a list that changes is held against every text again.
"""

from __future__ import annotations

import bisect
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from jiangxin.cache import Cache
from jiangxin.content.folder import SETTINGS, WORDS, Instead
from jiangxin.content.memory import recipe
from jiangxin.content.parse import parse_fields
from jiangxin.content.scalars import Reader
from jiangxin.content.source import SourceError, as_text, parse_yaml, read_text
from jiangxin.folders import bundled_words
from jiangxin.model.entry import Ref
from jiangxin.model.library import Library
from jiangxin.model.settings import DEFAULT_LANGUAGE
from jiangxin.model.walk import references_of
from jiangxin.model.words import AvoidedWords, WordList, WrittenName
from jiangxin.patterns import pattern
from jiangxin.problems import Problem, nearest

_MOST_PLACES = 200  # in one text; who has more mends the list
_AROUND = 40  # characters kept on either side, in which a longer name may stand
_NOT_OURS = pattern(
    r"“[^”\n]*”|‘[^’\n]*’|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》|`[^`\n]*`"
    r"|https?://[^\s)>\]]+|\]\([^)\n]*\)|^[ \t]*[>#].*$",
    re.M,
)
"""What stands in quotation marks or is quoted as a whole, titles, addresses, remarks."""
_FRONT = pattern(r"\A---[^\n]*\n.*?^(?:---|\.\.\.)[^\S\n]*$", re.M | re.S)
_KEY = pattern(r"(?:^[ \t]*(?:- )?|[{,][ \t]*)([a-z_]+?)(?:_[a-z]{2,3}(?:-[A-Za-z]+)?)?:(?=\s|$)", re.M)
_OPENS = pattern(r"[ \t]*(?:- )?[a-z_-]+:[ \t]+[\[{]")  # a field whose value goes on in brackets
_NAMES = frozenset(
    ("title", "name", "also_called", "sources", "source", "quote", "quotes", "honours", "byline", "outlet")
)
_NAMES |= {"id", "file", "url", "website", "credit", "rights", "printed", "kicker", "readings", "pictures", "tags"}
"""Fields that say what others say, or what somebody is called."""


class Place(NamedTuple):
    """A word that was found: the number of its rule, its line, and what stands around it."""

    rule: int
    line: int
    before: str
    found: str
    after: str


class HouseWords:
    """A word list, ready to be held against texts."""

    def __init__(self, words: WordList) -> None:
        self.rules: tuple[AvoidedWords | WrittenName, ...] = (*words.avoid, *words.names)
        self._allowed = frozenset((*words.allow, *(str(name.write) for name in words.names)))
        self._rule_of = {
            word.casefold(): number
            for number, rule in enumerate(self.rules)
            for word in (rule.words if isinstance(rule, AvoidedWords) else rule.wrong)
        }
        self.digest = hashlib.blake2b(
            f"{recipe()}{words!r}".encode("utf-8", "surrogatepass"), digest_size=8
        ).hexdigest()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Every word, the longest first; Latin ones stand alone."""
        every = sorted({*self._allowed, *self._rule_of}, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(_alone, every)) or r"(?!)", re.IGNORECASE)

    def places(self, text: str, *, is_list: bool) -> Iterator[Place]:
        """Give the places in a text where the house would write otherwise; `is_list`: there is no body in it."""
        if not self._pattern.search(text):
            return
        ours = _NOT_OURS.sub(lambda found: " " * len(found[0]), text)
        front = _FRONT.match(text)
        end = len(text) if is_list else front.end() if front else 0
        lines = [0, *(found.end() for found in re.finditer("\n", text))]
        for found in self._pattern.finditer(text):
            number = self._rule_of.get(found[0].casefold())
            if number is None:
                continue
            start, stop = found.span()
            is_ours = ours[start:stop] == found[0] and not (start < end and _is_name(text, start))
            if is_ours or self.rules[number].everywhere:
                line = bisect.bisect_right(lines, start)
                yield Place(number, line, text[max(0, start - _AROUND) : start], found[0], text[stop : stop + _AROUND])


def read_words(content: Path, library: Library) -> tuple[WordList | None, list[Problem]]:
    """Read the exhibition's own list; None where it has none. Problems name the file and the line."""
    path = content / WORDS
    if not path.exists():
        return None, []
    name = f"content/{WORDS}"
    try:
        words, lines, problems = _parsed(read_text(path, name), name)
    except SourceError as error:
        return None, [error.problem]
    known, lacks = library.refs(), library.lacks()
    for place, _, ref in references_of(words):
        if lacks(ref):
            near = nearest(str(ref), map(str, known))
            problems.append(Problem("ref.missing", name, lines.get(place, 1), place, {"found": str(ref)}, near))
    return words, problems


def usual_words() -> HouseWords:
    """Give the list that comes with the program."""
    words, _, problems = _parsed(bundled_words().read_text("utf-8"), bundled_words().name, is_ours=True)
    assert not problems  # it is ours
    return HouseWords(words)


def doubtful_words(
    content: Path,
    library: Library,
    words: HouseWords,
    cache: Cache,
    code: str,
    instead: Instead = MappingProxyType({}),
) -> Iterator[Problem]:
    """Tell of every place in `content` where the house would write otherwise, as problems `code`."""
    found = list(_found(content, library, words, cache, instead))
    if not found:
        return
    names = _Names(library)
    entries = _entries_by_line(library)
    for path, place in found:
        rule = words.rules[place.rule]
        is_exempt = bool(rule.exempt) and _entry_at(entries.get(path, ()), place.line) in rule.exempt
        if not is_exempt and (rule.everywhere or not names.cover(place)):
            yield _problem(code, path, rule, place)


def _found(
    content: Path, library: Library, words: HouseWords, cache: Cache, instead: Instead
) -> Iterator[tuple[str, Place]]:
    """Give every place with the path of its text; what is known of a text is not looked for again."""
    ledger = cache.ledger("words")
    for path, digest in (*library.texts.items(), (SETTINGS, b"")):
        if path.startswith("sources/"):
            continue
        key = f"{words.digest}{digest.hex()}"
        rows = ledger.get(key) if digest else None
        if rows is None:
            try:
                data = instead.get(path)
                text = read_text(content / path, path) if data is None else as_text(data, path)
            except SourceError:  # told where it is read
                continue
            rows = list(islice(words.places(text, is_list=not path.endswith(".md")), _MOST_PLACES))
            if digest:
                ledger.put(key, rows)
        yield from ((path, Place(*row)) for row in rows)


def _parsed(text: str, name: str, *, is_ours: bool = False) -> tuple[WordList, dict[str, int], list[Problem]]:
    reader = Reader(name, (DEFAULT_LANGUAGE,))
    values, lines = parse_fields(reader, WordList, parse_yaml(text, name, is_ours=is_ours))
    return WordList(**values), lines, reader.problems


def _problem(code: str, path: str, rule: AvoidedWords | WrittenName, place: Place) -> Problem:
    instead = str(rule.write) if isinstance(rule, WrittenName) else rule.instead or ""
    kind = "name" if isinstance(rule, WrittenName) else "avoid"
    facts = {"found": place.found, "reason": rule.reason or "", "instead": instead}
    kind += "-why" if rule.reason else ""
    return Problem(f"{code}.{kind}", f"content/{path}", place.line, "", facts, instead, blocks=False)


def _alone(word: str) -> str:
    """Give the pattern of a word; a Latin letter or a digit at its end has no other beside it."""
    before = r"(?<![A-Za-z0-9])" if word[:1].isascii() and word[:1].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if word[-1:].isascii() and word[-1:].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"


def _is_name(text: str, at: int) -> bool:
    """Say whether a place in YAML belongs to a field of names or of others' words, or to one inside such a field."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start:at]
    keys = [found[1] for found in _KEY.finditer(line)]
    if keys and (keys[-1] in _NAMES or (_OPENS.match(line) and keys[0] in _NAMES)):
        return True
    depth = _indent(line) + line.lstrip().startswith("- ")
    for above in reversed(text[:start].split("\n")[-_MOST_PLACES:]):
        if not depth:
            break
        key, indent = _KEY.match(above), _indent(above)
        is_item = above.lstrip().startswith("- ")
        if key and indent + 2 * is_item < depth and key[1] in _NAMES:
            return True
        if above.strip() and indent < depth:
            depth = indent + is_item  # what a list belongs to may stand right above its dashes
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Names:
    """Every name that an entry goes by, and which of them hold a word."""

    def __init__(self, library: Library) -> None:
        titles = [library.settings.title, *(entry.title for entry in library.entries)]
        texts = [*titles, *(text for entry in library.entries for text in entry.also_called)]
        self._names = {
            words
            for text in texts
            if text is not None
            for words in (text.primary, *(other for _, other in text.others))
        }
        self._holding: dict[str, list[str]] = {}

    def cover(self, place: Place) -> bool:
        """Say whether a word stands inside the name of an entry."""
        if place.found not in self._holding:
            self._holding[place.found] = [name for name in self._names if place.found in name and name != place.found]
        around = f"{place.before}{place.found}{place.after}"
        start = len(place.before)
        stop = start + len(place.found)
        return any(
            found.start() <= start and stop <= found.end()
            for name in self._holding[place.found]
            for found in re.finditer(re.escape(name), around)
        )


def _entries_by_line(library: Library) -> Mapping[str, list[tuple[int, Ref]]]:
    """Give the entries of each file with the lines on which they begin."""
    found: dict[str, list[tuple[int, Ref]]] = {}
    for entry in library.entries:
        found.setdefault(entry.path, []).append((min(entry.lines.values(), default=1), entry.ref))
        for lang in library.settings.languages[1:]:
            found.setdefault(f"{entry.path.removesuffix('.md')}.{lang}.md", []).append((1, entry.ref))
    return found


def _entry_at(entries: list[tuple[int, Ref]] | tuple[()], line: int) -> Ref | None:
    """Give the entry that a line of a file belongs to."""
    return next(
        (ref for first, ref in sorted(entries, reverse=True) if first <= line), entries[0][1] if entries else None
    )
