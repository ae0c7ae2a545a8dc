"""A Word or Excel file → its parts, judged before any library opens it.

Both are zips of XML. What is refused: what is none, or is locked; what grows
beyond all measure; macros; a document type, which Office never writes and
entities need.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from jiangxin.content.source import SourceError
from jiangxin.problems import Problem

MAX_PARTS = 4_000
MAX_XML_BYTES = 48_000_000
MAX_BYTES = 400_000_000

_OLE = b"\xd0\xcf\x11\xe0"  # the formats before 2007, and today's behind a password
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_DEFLATED_OR_STORED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def xml_parts(data: bytes, name: str) -> Mapping[str, bytes]:
    """Give the XML parts of an Office file by name. Raises SourceError where it must not be opened."""
    if data.startswith(_OLE):
        raise SourceError(Problem("import.locked", name))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            members = opened.infolist()
            _judge(members, name)
            parts = {each.filename: opened.read(each) for each in members if _is_xml(each.filename)}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, OSError) as error:
        raise SourceError(Problem("import.no-office", name)) from error
    for part in parts.values():
        if _DOCTYPE.search(part.replace(b"\0", b"")):  # UTF-16 has a zero beside every letter
            raise SourceError(Problem("import.doctype", name))
    return parts


def part(data: bytes, path: str) -> bytes | None:
    """Give one part of an Office file that has been judged; None where there is none of that name."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return opened.read(path) if path in opened.namelist() else None


def _judge(members: list[zipfile.ZipInfo], name: str) -> None:
    if any(each.filename.lower().endswith("vbaproject.bin") for each in members):
        raise SourceError(Problem("import.macros", name, facts={"allowed": ".xlsx / .docx"}))
    if len(members) > MAX_PARTS or any(each.compress_type not in _DEFLATED_OR_STORED for each in members):
        raise SourceError(Problem("import.no-office", name))
    xml = sum(each.file_size for each in members if _is_xml(each.filename))
    for found, limit in ((xml, MAX_XML_BYTES), (sum(each.file_size for each in members), MAX_BYTES)):
        if found > limit:
            facts = {"found": f"{found // 1_000_000} MB", "allowed": f"{limit // 1_000_000} MB"}
            raise SourceError(Problem("import.bomb", name, facts=facts))


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))
