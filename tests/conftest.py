"""What several tests share: the demo exhibition, built once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

from jiangxin.folders import Folders

if TYPE_CHECKING:
    from jiangxin.pipeline import Built

ROOT = Path(__file__).parents[1]

# A busy machine is no reason to fail, and CI tries the same examples each time; elsewhere new ones are sought.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def _user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the tests be a user of their own, who has no settings yet."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "APPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp("settings")))
        yield


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the demo exhibition, once for all processes that test side by side; its folder is `demo_site`."""
    from jiangxin.pipeline import build  # here, so that a test of one value needs one module

    folders = _folders(tmp_path_factory)
    folders.cache.parent.mkdir(exist_ok=True)
    with FileLock(folders.cache.parent / "being-built"):
        return build(folders)


@pytest.fixture(scope="session")
def demo_site(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the built demo exhibition."""
    assert demo.published.written or demo.published.unchanged
    return _folders(tmp_path_factory).output


def _folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    own = tmp_path_factory.getbasetemp()
    base = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo"
    return Folders.of(ROOT, base / "site", base / "cache")
