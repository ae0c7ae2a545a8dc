"""A name → the id, and what else is known, of an entry that an editor begins by hand."""

from __future__ import annotations

from collections.abc import Mapping

from jiangxin.amending.compose import scalar
from jiangxin.cache import Cache
from jiangxin.content.scalars import ID
from jiangxin.folders import Folders
from jiangxin.importing.cells import tidy_name
from jiangxin.importing.columns import title_field
from jiangxin.importing.holdings import read_holdings
from jiangxin.importing.naming import Naming, next_code
from jiangxin.model.frozen import frozen


@frozen
class Begun:
    """An entry's id, and the fields that are known of it, as YAML writes them."""

    id: str
    known: Mapping[str, str]


def begin(kind: str, said: str, folders: Folders) -> Begun | None:
    """Give the beginning of an entry for an id, or for a name: its entry's id where it has one, else one that is free.

    The code is the one after the last of those that are in use. None where
    `said` holds nothing an id could be made of.
    """
    holdings = read_holdings(folders.content) if folders.content.is_dir() else None
    code = next_code(holdings.codes()) if holdings is not None else ""
    known = {"code": scalar(code)} if code else {}
    if ID.fullmatch(said):
        return Begun(said, known)
    name = tidy_name(said)
    naming = Naming(Cache(folders.cache).ledger("names"))
    is_person = kind == "craftsman"
    if not naming.id_of(name, is_person=is_person):
        return None
    standing = holdings.named(name, (kind,)) if holdings is not None else []
    if standing:
        return Begun(standing[0].id, known)
    taken = {ref.id for ref in holdings.entries if ref.kind == kind} if holdings is not None else set()
    found = naming.free_id(name, is_person=is_person, taken=taken, otherwise=kind)
    return Begun(found, {title_field(kind): scalar(name), **known})
