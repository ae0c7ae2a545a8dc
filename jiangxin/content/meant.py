"""What an editor wrote → what was probably meant: a date, a number, a field, one of a few words.

Nothing is taken for what it was not: each guess is a suggestion beside a refusal.
Fields and values are known by their labels in any language of the interface, and
by the names that columns of imported tables have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from jiangxin.model.dates import parse_date
from jiangxin.model.kinds import BY_FOLDER
from jiangxin.model.wording import Wording
from jiangxin.patterns import pattern
from jiangxin.problems import nearest
from jiangxin.wording import known_languages, read_wording

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_NUMERAL = f"[{''.join((*_DIGITS, *_TENS))}]"
_AMOUNT = pattern(rf"(?:约|近|超过?|逾|共)?\s*(?:(\d+(?:\.\d+)?)|({_NUMERAL}+))\s*([万亿]?)")
_YEAR = pattern(r"[〇零一二三四五六七八九]{4}(?=年)")
_QUOTES = "“”‘’\"'「」 "
_SEVERAL = pattern(r"\s*[，、；;,]\s*")
_BRACKETS = "【】［］[]（）() "
_FILE_OF_ENTRY = pattern(r"(?:\.{0,2}/)*([a-z]+)/([a-z0-9-]+)(?:\.md|\.html|/index\.md)?")
_WITHOUT_SCHEME = pattern(r"(?:[a-z0-9-]+\.)+(?:com|cn|org|net|edu|gov|info)(?:/\S*)?", re.I)
_NAMES = pattern(r"[、,]\s*")


def date_meant(written: str) -> str:
    """Give a date that can be read, as near as may be to one that cannot; "" where none is near."""
    text = written.strip(_QUOTES)
    text = _YEAR.sub(lambda match: "".join(str(_DIGITS[each]) for each in match[0]), text)
    text = re.sub(rf"{_NUMERAL}+(?=[月日号])", lambda match: str(_said(match[0])), text)
    return next((each for each in _dates_near(text) if _is_date(each)), "")


def _dates_near(text: str) -> Iterator[str]:
    yield text
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text):
        yield "-".join(match.groups())
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", text):
        yield "-".join(part.zfill(2) for part in match.groups() if part)
    if text.count("/") == 1:
        yield "/".join(reversed(text.split("/")))
    if match := re.match(r"\d{4}-\d{2}(?=\D|$)|\d{4}年(?:\d{1,2}月)?|\d{4}(?!\d)", text):
        yield match[0]


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def number_meant(written: str) -> str:
    """Give the number that words say, in digits: `1.6万平方米` is 16000, 五十八 is 58; "" where they say none."""
    match = _AMOUNT.match(written.strip(_QUOTES))
    if match is None:
        return ""
    times = _LARGE.get(match[3], 1)
    if match[2]:
        return str(_said(match[2]) * times)
    amount = round(float(match[1]) * times, 6)
    return f"{amount:.6f}".rstrip("0").rstrip(".")


def _said(numeral: str) -> int:
    """Give the number below ten thousand that a Chinese numeral says: 三百二十, 十五, 二〇."""
    if not any(each in _TENS for each in numeral):
        return int("".join(str(_DIGITS[each]) for each in numeral))
    whole = digit = 0
    for each in numeral:
        if each in _TENS:
            whole += (digit or 1) * _TENS[each]
            digit = 0
        else:
            digit = _DIGITS[each]
    return whole + digit


def several_meant(written: str) -> list[str]:
    """Give the values of a list that was written as one, with Chinese commas or brackets."""
    return [each for each in _SEVERAL.split(written.strip(_BRACKETS)) if each]


def field_meant(kind: str, written: str, names: Iterable[str], languages: Sequence[str]) -> str:
    """Give the field of `kind`, one of `names`, that was meant by another name; "" where none is near.

    `languages` are those that a field's translations end in.
    """
    names = tuple(names)
    plain = written.strip().lower().replace(" ", "_").replace("-", "_")
    base, _, lang = plain.rpartition("_")
    if plain in names or (base in names and lang in languages):
        return plain
    called = _called(kind)
    label = written if written in called else nearest(written, called)
    return next((name for name in called.get(label, ()) if name in names), "") or nearest(plain, names)


def choice_meant(kind: str, field: str, written: str, options: Sequence[str]) -> str:
    """Give the one of `options` that was meant, perhaps by its label; "" where none is near."""
    labelled: dict[str, str] = {}
    for wording in _wordings():
        for option in options:
            for key in (f"values.{kind}.{field}.{option}", f"values.{field}.{option}"):
                if key in wording.strings:
                    labelled.setdefault(wording.strings[key].lower(), option)
    found = written.strip(_QUOTES).lower()
    return labelled.get(found, "") or nearest(found, options) or labelled.get(nearest(found, labelled), "")


def page_meant(written: str) -> str:
    """Give the folder of entries, which is the name of their page, that was meant by their kind's; "" for none."""
    for folder, cls in BY_FOLDER.items():
        kind = cls.kind_name
        keys = (f"kinds.{kind}.one", f"kinds.{kind}.many", f"importing.kinds.{kind}")
        called = (each for wording in _wordings() for key in keys for each in _NAMES.split(wording(key).lower()))
        if written.lower() in (kind, *called):
            return folder
    return nearest(written, BY_FOLDER)


def link_meant(target: str) -> str:
    """Give what a link that leads nowhere should name: an entry for its file, an address with its scheme."""
    if match := _FILE_OF_ENTRY.fullmatch(target):
        return f"{BY_FOLDER[match[1]].kind_name}/{match[2]}" if match[1] in BY_FOLDER else ""
    return f"https://{target}" if _WITHOUT_SCHEME.fullmatch(target) else ""


@cache
def _called(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Give the fields that a name stands for in files of `kind`, by that name; a label before another name."""
    called: dict[str, list[str]] = {}
    for wording in _wordings():
        for start in (f"fields.{kind}.", "fields.", f"importing.columns.{kind}.", "importing.columns."):
            for key, words in wording.strings.items():
                name = key.removeprefix(start)
                if key.startswith(start) and "." not in name:
                    for each in _NAMES.split(words):
                        called.setdefault(each, []).append(name)
    return {words: tuple(names) for words, names in called.items()}


@cache
def _wordings() -> tuple[Wording, ...]:
    return tuple(read_wording(lang) for lang in known_languages())
