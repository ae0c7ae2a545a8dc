"""A walk of edits through the sample exhibition: each is what was meant, and the way back is exact."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from jiangxin.editing.desk import Desk
from jiangxin.editing.sheet import RefusedError
from jiangxin.folders import Folders

SAMPLE = Path(__file__).resolve().parents[1] / "golden/full/content"
WORDS = st.sampled_from(["样本一", "a: b #c", "一\n\n二", "it's", "-", "[甲]", "2024", "no"])


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=4)
@given(st.data())
def test_a_walk_and_the_way_back(data: st.DataObject) -> None:
    """Any word of any entry becomes another; what is read then is what was saved; undoing gives back every byte."""
    with tempfile.TemporaryDirectory() as name:
        folders = Folders.of(Path(name))
        shutil.copytree(SAMPLE, folders.content)
        before = contents(folders.content)
        desk = Desk(folders)
        refs = [each.ref for each in desk.entries()]
        states = [before]
        for _ in range(8):
            sheet = desk.open(data.draw(st.sampled_from(refs)))
            fields = [name for name, value in sheet.fields.items() if isinstance(value, str)]
            has_text = sheet.path.endswith(".md")
            field = data.draw(st.sampled_from([*fields, *(["body", "body_en"] if has_text else ["summary"])]))
            words = data.draw(WORDS)
            try:
                after = desk.save(sheet.ref, sheet.digest, {field: words})
            except RefusedError:  # no date, no id, no choice: nothing was written
                assert contents(folders.content) == states[-1]
                continue
            said = after.body if field == "body" else after.bodies["en"] if field == "body_en" else after.fields[field]
            assert said == words
            assert {**desk.open(sheet.ref).fields} == {**after.fields}
            if after.digest != sheet.digest:
                states.append(contents(folders.content))
        for state in reversed(states[:-1]):
            assert desk.undo() is not None
            assert contents(folders.content) == state
        assert desk.undo() is None
