"""The version of a library is the one that an import would give."""

import sys
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path

import pytest

from jiangxin.libraries import version_of


def test_the_version_is_that_of_the_metadata() -> None:
    """Of every library that is installed, however its name is written."""
    names = {each.metadata["Name"] for each in distributions()}
    assert {"Markdown", "PyYAML"} <= names
    assert {name: version_of(name) for name in names} == {name: version(name) for name in names}
    assert version_of("pyyaml") == version_of("PyYAML") == version_of("Py.YAML".replace(".", ""))
    with pytest.raises(PackageNotFoundError):
        version_of("no-such-library-anywhere")


def test_the_first_folder_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands before another on the path hides it; a folder that is not there hides nothing."""
    for place, told in (("a", "1.0"), ("b", "2.0")):
        (tmp_path / place / f"Some_Library-{told}.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / place) for place in ("absent", "a", "b")])
    assert version_of("some-library") == "1.0"
