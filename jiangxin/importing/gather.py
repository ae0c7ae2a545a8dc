"""What an editor names → the files in it: folders and zips are opened, and every file is accounted for.

Nothing is ever unpacked to where a zip says; a name in it is only how the plan
calls the file. Windows writes Chinese names in GBK and does not say so.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from jiangxin.content.source import SourceError
from jiangxin.importing.material import SourceFile
from jiangxin.problems import Problem

MAX_FILES = 5_000
MAX_FILE_BYTES = 200_000_000
MAX_ZIP_BYTES = 4_000_000_000

SHEETS = (".xlsx", ".csv", ".tsv")
MANUSCRIPTS = (".docx",)
CAPTIONS = (".txt",)
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".heif", ".avif")
_OLD = {".xls": ".xlsx", ".et": ".xlsx", ".doc": ".docx", ".wps": ".docx", ".ods": ".xlsx", ".odt": ".docx"}
_MACROS = {".xlsm": ".xlsx", ".xltm": ".xlsx", ".docm": ".docx", ".dotm": ".docx"}
_IGNORED = ("thumbs.db", "desktop.ini")
_IS_UTF8 = 0x800
_IS_ENCRYPTED = 0x1


def gather(paths: Sequence[Path]) -> tuple[list[SourceFile], list[Problem]]:
    """Give every file that can be imported, and a problem for each that cannot."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for path in paths:
        before = len(files) + len(problems)
        try:
            for file in _files_of(path):
                if len(files) == MAX_FILES:
                    raise SourceError(Problem("import.too-many-files", path.name, facts={"allowed": str(MAX_FILES)}))
                _sort(file, files, problems)
            if len(files) + len(problems) == before:
                problems.append(Problem("import.nothing", path.name))
        except SourceError as error:
            problems.append(error.problem)
        except OSError as error:
            problems.append(Problem("import.unreadable", path.name, facts={"found": error.strerror or str(error)}))
    return files, problems


def _sort(file: SourceFile, files: list[SourceFile], problems: list[Problem]) -> None:
    if file.ending in (*SHEETS, *MANUSCRIPTS, *CAPTIONS, *PICTURES):
        files.append(file)
    elif wanted := _OLD.get(file.ending):
        problems.append(Problem("import.old-format", file.name, facts={"found": file.ending, "allowed": wanted}))
    elif wanted := _MACROS.get(file.ending):
        problems.append(Problem("import.macros", file.name, facts={"allowed": wanted}))
    elif file.ending == ".zip":
        problems.append(Problem("import.zip-in-zip", file.name))
    else:
        allowed = " ".join((*MANUSCRIPTS, *SHEETS, *CAPTIONS, ".zip", *PICTURES))
        problems.append(Problem("import.ending", file.name, facts={"found": file.ending, "allowed": allowed}))


def _files_of(path: Path) -> Iterator[SourceFile]:
    if path.is_dir():
        for child in _below(path):
            name = f"{path.resolve().name}/{child.relative_to(path).as_posix()}"
            yield from _one(child, name)
    elif path.is_file():
        yield from _one(path, path.name)
    else:
        raise SourceError(Problem("import.no-such-file", str(path)))


def _below(folder: Path) -> Iterator[Path]:
    for child in sorted(folder.iterdir()):
        if _is_ignored(child.name) or child.is_symlink():
            continue
        if child.is_dir():
            yield from _below(child)
        elif child.is_file():
            yield child


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _IGNORED


def _one(path: Path, name: str) -> Iterator[SourceFile]:
    if path.suffix.lower() == ".zip":
        yield from _in_zip(path, name)
    else:
        yield SourceFile(name, partial(_read, path, name))


def _read(path: Path, name: str) -> bytes:
    with path.open("rb") as file:
        return _bounded(file.read, name)


def _bounded(read: Callable[[int], bytes], name: str) -> bytes:
    data = read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(name, MAX_FILE_BYTES)
    return data


def _too_large(name: str, limit: int) -> SourceError:
    return SourceError(Problem("import.too-large", name, facts={"allowed": f"{limit // 1_000_000} MB"}))


def _in_zip(path: Path, name: str) -> Iterator[SourceFile]:
    try:
        with zipfile.ZipFile(path) as opened:
            members = [member for member in opened.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError(Problem("import.no-zip", name)) from error
    if len(members) > MAX_FILES:
        raise SourceError(Problem("import.too-many-files", name, facts={"allowed": str(MAX_FILES)}))
    if sum(member.file_size for member in members) > MAX_ZIP_BYTES:
        raise _too_large(name, MAX_ZIP_BYTES)
    shown = {}
    for member in members:
        parts = [part for part in name_in_zip(member).replace("\\", "/").split("/") if part not in ("", ".", "..")]
        if parts and "__MACOSX" not in parts and not _is_ignored(parts[-1]):
            shown[f"{name}/{'/'.join(parts)}"] = member
    for each in sorted(shown):
        yield SourceFile(each, partial(_read_member, path, shown[each], each))


def name_in_zip(member: zipfile.ZipInfo) -> str:
    """Give a member's name as it was meant: UTF-8 where it says or is so, else GBK."""
    if member.flag_bits & _IS_UTF8:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _read_member(path: Path, member: zipfile.ZipInfo, name: str) -> bytes:
    """Read a member, which never gives more than its head declares."""
    if member.flag_bits & _IS_ENCRYPTED:
        raise SourceError(Problem("import.password", name))
    if member.file_size > MAX_FILE_BYTES:
        raise _too_large(name, MAX_FILE_BYTES)
    try:
        with zipfile.ZipFile(path) as opened, opened.open(member) as file:
            return _bounded(file.read, name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError) as error:
        raise SourceError(Problem("import.no-zip", name)) from error
