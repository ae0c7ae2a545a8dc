"""The whole import on one page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jiangxin.amending.writing import Writing
from jiangxin.cache import Cache
from jiangxin.content.source import SourceError
from jiangxin.folders import Folders
from jiangxin.importing.answers import write_answers
from jiangxin.importing.columns import vocabulary
from jiangxin.importing.gather import gather
from jiangxin.importing.holdings import read_holdings
from jiangxin.importing.merge import Overwriting
from jiangxin.importing.naming import Naming
from jiangxin.importing.plan import Plan, plan
from jiangxin.importing.propose import propose
from jiangxin.importing.reading import read_material
from jiangxin.importing.register import FOLDER, read_register
from jiangxin.importing.seating import Ground, Wishes
from jiangxin.model.wording import Wording
from jiangxin.problems import ContentError
from jiangxin.wording import known_languages, read_wording


def prepare(
    paths: Sequence[Path],
    folders: Folders,
    wishes: Wishes,
    overwriting: Overwriting,
    jobs: int | None = None,
) -> Plan:
    """Read what `paths` name and plan what becomes of it. Raises ContentError where there is no exhibition."""
    holdings = read_holdings(folders.content)
    try:
        register = read_register(folders.root)
    except SourceError as error:
        raise ContentError([error.problem]) from error
    files, problems = gather(paths)
    material = read_material(files, jobs)
    material.problems[:0] = problems
    words = vocabulary([read_wording(lang) for lang in known_languages()], holdings.languages[1:])
    naming = Naming(Cache(folders.cache).ledger("names"))
    said = read_wording(holdings.languages[0])  # what is written speaks the exhibition's language
    ground = Ground(folders.root, holdings, register, words, said, naming)
    return plan(propose(material, ground, wishes), ground, overwriting)


def questions(made: Plan, folders: Folders, wording: Wording) -> list[Writing]:
    """Give the files in which an editor answers and corrects: none that is there already."""
    naming = Naming(Cache(folders.cache).ledger("names"))
    tables: dict[str, list[int]] = {}
    for place, table in enumerate(made.proposals.tables):
        tables.setdefault(table.sheet.source.rpartition("/")[2], []).append(place)
    found = []
    for file in sorted({*tables, *made.proposals.asked}):
        stem = file.rpartition(".")[0] or file
        path = f"{FOLDER}/{naming.id_of(stem, is_person=False) or 'table'}.yaml"
        if not (folders.root / path).exists():
            some = [made.proposals.tables[place] for place in tables.get(file, ())]
            text = write_answers(some, made.proposals.asked.get(file, ()), file, wording)
            found.append(Writing(path, text, None))
    return found
