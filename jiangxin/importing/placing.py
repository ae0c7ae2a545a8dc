"""Pictures → the entries they belong to, each with what is said of it.

A picture belongs to the row that names its file, to the text it stands in, to the
entry that a list of captions names, or to the one whose name its file begins
with. One that nobody can place is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from jiangxin.importing.captions import Caption, from_table, from_text, picture_key
from jiangxin.importing.cells import items_of, tidy_name
from jiangxin.importing.columns import ALT, CAPTION, CREDIT, PICTURE, Table
from jiangxin.importing.holdings import key_of
from jiangxin.importing.material import Cell, Manuscript, Photograph, SourceFile
from jiangxin.importing.photographs import alike, take_photographs
from jiangxin.importing.proposals import Proposal, Shown
from jiangxin.importing.reading import Material
from jiangxin.importing.seating import Ground
from jiangxin.importing.values import Place
from jiangxin.model.entry import Ref
from jiangxin.problems import Problem, nearest


class Placing:
    """All pictures of an import. `named` gives the entries that go by a name; `to` is where loose pictures go."""

    def __init__(
        self,
        material: Material,
        tables: Sequence[Table],
        ground: Ground,
        named: Callable[[str], list[Ref]],
        to: str | None,
    ) -> None:
        self.problems: list[Problem] = []
        self._ground = ground
        self._named = named
        self._to = to
        self._used: set[str] = set()
        if to and not named(to):
            self.problems.append(Problem("import.no-target", "--to", facts={"found": to}))
        self._captions = self._read_captions(material, tables)
        readers = [(file.name, file.read) for file in material.pictures]
        for file, manuscript in material.manuscripts:
            readers += [(_inset_name(file, n), partial(_data, inset.data)) for n, inset in enumerate(manuscript.insets)]
        self.taken, problems = take_photographs(readers)
        self.problems += problems
        self._pool: defaultdict[str, list[Photograph]] = defaultdict(list)
        for file in material.pictures:
            if file.name in self.taken:
                self._pool[picture_key(file.name)].append(self.taken[file.name])
        loose = [self.taken[file.name] for file in material.pictures if file.name in self.taken]
        for each, first in alike(loose):
            same = each.origin == first.origin
            code = "import.same-picture" if same else "import.alike"
            self.problems.append(Problem(code, each.source, facts={"first": first.source}, blocks=False))

    def _read_captions(self, material: Material, tables: Sequence[Table]) -> dict[str, Caption]:
        known = {picture_key(file.name) for file in material.pictures}
        captions: dict[str, Caption] = {}
        lists = [(file.name, list(from_text(text, file.name))) for file, text in material.captions]
        lists += [(table.sheet.source, list(from_table(table, table.sheet.source))) for table in tables]
        for source, found in lists:
            for each in found:
                if not isinstance(each, Caption):
                    line, words = each
                    self.problems.append(Problem("import.no-caption", source, line, facts={"found": words[:60]}))
                elif each.key in captions:
                    facts = {"found": each.file, "first": str(captions[each.key].line)}
                    self.problems.append(Problem("import.caption-twice", source, each.line, facts=facts))
                else:
                    captions[each.key] = each
                    if each.key not in known:
                        facts = {"found": each.file}
                        near = nearest(each.key, known)
                        self.problems.append(Problem("import.no-such-picture", source, each.line, "", facts, near))
        return captions

    def of_row(self, name: str, cells: Mapping[str, list[Cell]], place: Place) -> list[Shown]:
        """Give the pictures that a row names."""
        shown = []
        said = {each: " ".join(cell.text for cell in cells.get(each, ())) for each in (ALT, CAPTION, CREDIT)}
        for file in (item for cell in cells.get(PICTURE, ()) for item in items_of(cell.text)):
            found = self._pool.get(picture_key(file), [])
            if len(found) != 1:
                code = "import.several-pictures" if found else "import.no-such-picture"
                facts = {"found": file, "allowed": "、".join(each.source for each in found)}
                near = "" if found else nearest(picture_key(file), self._pool)
                self.problems.append(Problem(code, place.source, place.line, place.field, facts, near, blocks=False))
                continue
            shown.append(self._shown(found[0], name, said[ALT], said[CAPTION], said[CREDIT]))
        return shown

    def of_text(self, ref: Ref, name: str, file: SourceFile, manuscript: Manuscript) -> list[Shown]:
        """Give the pictures that stand in a text; what could not be read is left out of it."""
        shown = []
        for number, inset in enumerate(manuscript.insets):
            photograph = self.taken.get(_inset_name(file, number))
            if photograph is not None:
                made = self._ground.wording("importing.picture-of-text", title=name, number=number + 1)
                made = "" if ref.kind == "craftsman" else made
                each = self._shown(photograph, name, inset.alt, inset.caption, inset.credit, made)
                shown.append(replace(each, inset=number))
        return shown

    def placed(self, made: list[Proposal]) -> list[Proposal]:
        """Give the proposals with the pictures that no row has named, and those of entries that stand."""
        by_ref = {each.ref: each for each in made}
        names = self._names(made)
        loose = [each for pool in self._pool.values() for each in pool if each.source not in self._used]
        seen: set[str] = set()
        for photograph in sorted(loose, key=lambda each: each.source):
            if photograph.origin in seen:
                continue  # told already: the same picture twice
            seen.add(photograph.origin)
            ref = self._ref_of(photograph, names)
            if ref is None:
                continue
            proposal = by_ref.get(ref) or Proposal(ref, "", self._name_of(ref), photograph.source, 0, {})
            shown = self._shown(photograph, proposal.name, "", "", "")
            by_ref[ref] = replace(proposal, pictures=(*proposal.pictures, shown))
        return list(by_ref.values())

    def _names(self, made: list[Proposal]) -> list[tuple[str, Ref]]:
        """Give every name a picture's file may begin with, the longest first."""
        held = self._ground.holdings.names
        names = {(name, ref) for name, refs in held.items() for ref in refs if len(name) > 1}
        names |= {(key_of(each.name), each.ref) for each in made if len(each.name) > 1}
        names |= {(ref.id, ref) for ref in (*self._ground.holdings.entries, *(each.ref for each in made))}
        return sorted(names, key=lambda pair: (-len(pair[0]), pair))

    def _ref_of(self, photograph: Photograph, names: list[tuple[str, Ref]]) -> Ref | None:
        """Find the entry a loose picture belongs to; ask where there is none, or where there are several."""
        key = picture_key(photograph.source)
        caption = self._captions.get(key)
        wanted = tidy_name(caption.of) if caption and caption.of else ""
        begins = next((name for name, _ in names if key_of(key).startswith(name)), "")
        if wanted:
            found = self._named(wanted)
        elif begins:
            found = [ref for name, ref in names if name == begins]
        else:
            found = self._named(self._to) if self._to else []
        if len(found) == 1:
            return found[0]
        code = "import.photo-several" if found else "import.photo-unplaced"
        facts = {"found": wanted or begins, "allowed": "、".join(map(str, found))}
        self.problems.append(Problem(code, photograph.source, facts=facts))
        return None

    def _name_of(self, ref: Ref) -> str:
        fields = self._ground.holdings.entries[ref].fields
        name = fields.get("name") or fields.get("title") or ref.id
        return name if isinstance(name, str) else ref.id

    def _shown(self, photograph: Photograph, name: str, alt: str, caption: str, credit: str, made: str = "") -> Shown:
        """Give a picture with its words; where nobody said what it shows, a stopgap, and tell so."""
        self._used.add(photograph.source)
        listed = self._captions.get(picture_key(photograph.source))
        if listed is not None:
            alt, caption, credit = alt or listed.alt, caption or listed.caption, credit or listed.credit
        is_made = not (alt or caption)
        if is_made:
            alt = made or self._ground.wording("importing.picture-of", name=name)
        return Shown(photograph, alt or caption, caption, credit, is_made=is_made)


def _inset_name(file: SourceFile, number: int) -> str:
    return f"{file.name}#{number + 1}"


def _data(data: bytes) -> bytes:
    return data
