"""Locale files → the words of the interface, and problems → sentences.

A locale is a folder of YAML files, `locales/<language>/<part>.yaml`; the key of a
string is the part and the path inside it: `ui.skip`, `fields.exhibit.makers`. A
theme may bring more files, which win over the program's own. What was read of a
file is known by the digest of its bytes, within a process and, where a build asks
for it, from one build to the next: there are some twenty in each language, and an
edit rarely touches one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from jiangxin.cache import read_snapshot, write_snapshot
from jiangxin.folders import bundled_locales
from jiangxin.libraries import version_of
from jiangxin.model.wording import Wording
from jiangxin.patterns import pattern
from jiangxin.problems import Problem

FALLBACK = "en"
_LABELLED = ("field.choice", "ref.kind")

# What a terminal obeys, what turns the writing round, what is no character at all: file names may hold any of it.
_COMMANDING = pattern(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")

KEPT = "wording.bin"  # in the cache's folder
_File = tuple[str, bytes]  # its part, and the digest of its bytes
_known: dict[_File, Mapping[str, str]] = {}
_read: set[_File] = set()
_kept: dict[Path, set[_File]] = {}  # by the folder of the cache


def known_languages() -> tuple[str, ...]:
    """Give the languages there are interface strings for."""
    return tuple(sorted(folder.name for folder in bundled_locales().iterdir() if folder.is_dir()))


def nearest_language(wanted: str) -> str:
    """Give the interface language for a BCP 47 code or a POSIX locale: `zh_CN.UTF-8` is `zh-Hans`."""
    code = wanted.split(".")[0].replace("_", "-").lower()
    for known in known_languages():
        if known.lower() == code or known.lower().split("-")[0] == code.split("-")[0]:
            return known
    return FALLBACK


def read_wording(lang: str, *folders: Path) -> Wording:
    """Read the interface strings of `lang`, the program's and those in `folders` (a theme's `locales/`)."""
    strings: dict[str, str] = {}
    name = nearest_language(lang)
    for folder in (bundled_locales(), *folders):
        for path in sorted((folder / name).glob("*.yaml")):
            strings.update(_strings_of(path))
    return Wording(lang, strings)


def recall_wording(folder: Path) -> None:
    """Know what locale files said at the last build, as `keep_wording` left it in `folder`."""
    found = {(part, digest): strings for part, digest, strings in read_snapshot(folder / KEPT, _recipe()) or ()}
    _known.update(found)
    _kept[folder] = set(found)


def keep_wording(folder: Path) -> None:
    """Keep in `folder` what the files said that this process read; where that fails the next build is only slower."""
    if _read <= _kept.get(folder, set()):
        return
    with suppress(OSError):
        write_snapshot(folder / KEPT, _recipe(), [(*file, _known[file]) for file in sorted(_read)])
        _kept[folder] = set(_read)


def _strings_of(path: Path) -> Mapping[str, str]:
    """Give the strings of a locale file by their keys. Raises OSError, and YAMLError where it is not YAML."""
    raw = path.read_bytes()
    file = (path.stem, blake2b(raw, digest_size=16).digest())
    if file not in _known:
        import yaml  # a build that follows an edit knows every file

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        read = yaml.load(raw.decode(), Loader=loader)  # noqa: S506 (the safe loader, in C where it can be)
        _known[file] = dict(_flatten(path.stem, read or {}))
    _read.add(file)
    return _known[file]


def _recipe() -> str:
    """Name what strings depend on besides the file."""
    return f"1-{version_of('PyYAML')}"


def _flatten(prefix: str, value: object) -> Iterable[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flatten(f"{prefix}.{key}", inner)
    else:
        yield prefix, str(value)


def tell(problem: Problem, wording: Wording) -> str:
    """Give one problem as the editor reads it: place, field, what is wrong, what to do."""
    path, field = shown(problem.path), shown(problem.field)
    place = f"{path}:{problem.line}" if problem.line else path
    facts = {name: shown(_in_words(value, wording)) for name, value in problem.facts.items()}
    if problem.code in _LABELLED:
        facts["allowed"] = _with_labels(problem, wording)
    sentence = wording(f"problems.{problem.code}").format_map(_Facts(facts | {"field": field}))
    lines = [f"{place}  {field}" if field else place, sentence]
    if "variable" in facts:
        lines.append(wording("problems.raise", variable=facts["variable"]))
    if problem.suggestion:
        lines.append(wording("problems.suggestion", suggestion=shown(problem.suggestion)))
    return "\n    ".join(lines)


def shown(text: str) -> str:
    r"""Give a stranger's text as one line that a terminal only shows: `\x1b` for what would command it."""
    return _COMMANDING.sub(lambda match: ascii(match[0])[1:-1], text)


def _with_labels(problem: Problem, wording: Wording) -> str:
    """Give the words that are allowed, each with what it means in the language of the interface."""
    kind, field = problem.facts.get("kind", ""), problem.field.rpartition(".")[2].partition("[")[0]
    labelled = []
    for word in problem.facts.get("allowed", "").split(", "):
        keys = (f"values.{kind}.{field}.{word}", f"values.{field}.{word}")
        key = f"kinds.{word}.one" if problem.code == "ref.kind" else next((k for k in keys if k in wording.strings), "")
        label = wording.strings.get(key, "")
        is_plain = not label or label.lower() == word
        labelled.append(word if is_plain else wording("problems.labelled", word=word, label=label))
    return ", ".join(labelled)


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _in_words(value: str, wording: Wording) -> str:
    """Give the word for a shape that was expected or found (`scalar`, `list`, `table`, `words`)."""
    return wording.strings.get(f"problems.shapes.{value}", value)
