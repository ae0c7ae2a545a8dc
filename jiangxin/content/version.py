"""What an entry says → a digest by which an approval is of a certain text.

It must be the same after years and with another release of the program, so it is taken of what the file
says, not of what the program makes of it: every field but those that are about the approval, in no
certain order, and the text. Remarks, blank lines and quotation marks of YAML say nothing.
"""

from __future__ import annotations

import hashlib
import json

from jiangxin.content.source import Listing, Node, Scalar, Table

ABOUT_APPROVAL = ("status", "reviews")
_BYTES = 16


def version_of(fields: Table, body: str) -> bytes:
    """Give the digest of an entry's fields and its text, 16 bytes."""
    said = {name: _said(node) for name, (_, node) in fields.rows.items() if name not in ABOUT_APPROVAL}
    told = json.dumps([said, body.strip()], ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(told.encode(), digest_size=_BYTES).digest()


def _said(node: Node) -> object:
    match node:
        case Scalar():
            return node.text.strip()
        case Listing():
            return [_said(each) for each in node.items]
        case Table():
            return {name: _said(each) for name, (_, each) in node.rows.items()}
