"""Rules of the space and of addresses: formula, groups, positions, codes, aliases, navigation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jiangxin.model.entry import Entry
from jiangxin.model.kinds import BY_FOLDER, LISTED
from jiangxin.model.library import Library
from jiangxin.model.space import Hall
from jiangxin.problems import Problem, nearest

_SETTINGS = "content/exhibition.yaml"
_COLUMNS, _ROWS = 8, 6


def formula(library: Library) -> Iterator[Problem]:
    """The formula's terms are the groups' counts, in order."""
    layout = library.settings.layout
    lines = library.settings_lines
    if layout is None:
        if "layout" not in library.unread_settings and any(isinstance(entry, Hall) for entry in library.entries):
            yield Problem("layout.missing", _SETTINGS, 1, "layout", blocks=False)
        return
    if layout.formula and "layout" not in library.unread_settings:
        terms = layout.formula.split("+")
        declared = [str(group.count) if group.count is not None else "N" for group in layout.groups]
        agrees = len(terms) == len(declared) and all(
            term == count or (count == "N" and term.isalpha()) for term, count in zip(terms, declared, strict=True)
        )
        if not agrees:
            yield Problem(
                "layout.formula",
                _SETTINGS,
                lines.get("layout.formula", 1),
                "layout.formula",
                {"found": layout.formula, "allowed": "+".join(declared)},
                "+".join(declared),
            )
    keys = [group.key for group in layout.groups]
    for index, key in enumerate(keys):
        if key and key in keys[:index]:
            place = f"layout.groups[{index}].key"
            yield Problem("layout.key", _SETTINGS, lines.get(place, 1), place, {"found": key})


def groups(library: Library) -> Iterator[Problem]:
    """A hall's group exists, suits it, and has no more halls than it declares."""
    layout = library.settings.layout
    keys = [group.key for group in layout.groups] if layout else []
    if "layout" in library.unread_settings and not (keys and all(keys)):
        return
    declared = {group.key: group for group in layout.groups if group.key} if layout else {}
    halls = [entry for entry in library.entries if isinstance(entry, Hall) and entry.group]
    for hall in halls:
        path, line = f"content/{hall.path}", hall.line_of("group")
        if hall.group not in declared:
            yield Problem(
                "layout.group",
                path,
                line,
                "group",
                {"found": hall.group or "", "allowed": ", ".join(declared)},
                nearest(hall.group or "", list(declared)),
            )
        elif hall.kind not in ("hall", "area", None):
            yield Problem("hall.group-kind", path, line, "group", {"found": hall.kind})
    counted = Counter(hall.group for hall in halls)
    for index, group in enumerate(layout.groups if layout else ()):
        if group.count is not None and counted[group.key] > group.count:
            place = f"layout.groups[{index}].count"
            yield Problem(
                "layout.too-many",
                _SETTINGS,
                library.settings_lines.get(place, 1),
                place,
                {"group": group.key or "", "found": str(counted[group.key]), "allowed": str(group.count)},
            )


def positions(library: Library) -> Iterator[Problem]:
    """Boxes on the plan lie on its grid, and no two of one room overlap."""
    placed: dict[tuple[object, int, int], Hall] = {}
    for hall in library.entries:
        if not isinstance(hall, Hall) or hall.plan is None:
            continue
        box = hall.plan
        if None in (box.x, box.y, box.width, box.height):
            continue
        x, y, width, height = (int(side or 1) for side in (box.x, box.y, box.width, box.height))
        path, line = f"content/{hall.path}", hall.line_of("plan")
        if x + width - 1 > _COLUMNS or y + height - 1 > _ROWS:
            yield Problem("hall.outside", path, line, "plan")
        cells = [(hall.located_in, column, row) for column in range(x, x + width) for row in range(y, y + height)]
        other = next((placed[cell] for cell in cells if cell in placed), None)
        if other is not None:
            yield Problem("hall.overlap", path, line, "plan", {"found": other.id})
        placed.update(dict.fromkeys(cells, hall))


def codes_and_aliases(library: Library) -> Iterator[Problem]:
    """A label's code and an address belong to one entry only."""
    codes: dict[str, str] = {}
    addresses: dict[str, Entry | str] = {}
    for entry in library.entries:
        if entry.kind_name not in LISTED:
            own = f"{entry.id}.html" if entry.kind_name == "page" else f"{entry.folder}/{entry.id}.html"
            addresses[own] = entry
    for folder in BY_FOLDER:
        addresses.setdefault(f"{folder}/index.html", _SETTINGS)
    for own in ("index.html", "404.html", "plan.html"):
        if isinstance(page := addresses.get(own), Entry):
            facts = {"found": own, "first": "jiangxin"}
            yield Problem("address.duplicate", f"content/{page.path}", page.line_of("id"), "", facts)
        addresses[own] = _SETTINGS
    for entry in library.entries:
        if not (entry.code or entry.aliases):
            continue
        path = f"content/{entry.path}"
        if entry.code:
            line = entry.line_of("code")
            if entry.code in codes:
                yield Problem("code.duplicate", path, line, "code", {"found": entry.code, "first": codes[entry.code]})
            codes.setdefault(entry.code, f"{path}:{line}")
        for index, alias in enumerate(entry.aliases):
            line = entry.line_of(f"aliases[{index}]")
            address = alias if alias.endswith(".html") else f"{alias}.html"
            if address in addresses:
                first = addresses[address]
                if isinstance(first, Entry):
                    first = f"content/{first.path}:{first.line_of('id')}"
                facts = {"found": address, "first": first}
                yield Problem("address.duplicate", path, line, f"aliases[{index}]", facts)
            addresses.setdefault(address, f"{path}:{line}")


def navigation(library: Library) -> Iterator[Problem]:
    """The header leads to pages that exist."""
    if "page" in library.unread_kinds:
        return
    allowed = ["plan", *BY_FOLDER, *sorted(ref.id for ref in library.refs() if ref.kind == "page")]
    for index, key in enumerate(library.settings.navigation):
        if key not in allowed:
            place = f"navigation[{index}]"
            yield Problem(
                "exhibition.navigation",
                _SETTINGS,
                library.settings_lines.get(place, 1),
                place,
                {"found": key, "allowed": ", ".join(allowed)},
                nearest(key, allowed),
            )
