"""What the tests of promises share: exhibitions to be harmed, builds in processes of their own, sites as trees."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from jiangxin.folders import Folders
from jiangxin.pipeline import Options, build
from jiangxin.problems import ContentError
from jiangxin.publishing.errors import PublishError

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"

_NAMED = re.compile(r"(?:href|src|data-src|srcset|imagesrcset)=\"([^\"]+)\"")
_ASSET = re.compile(r"\.(?:css|js|svg|png|jpe?g|avif|webp|woff2|ico|webmanifest|mp3|mp4)\b")


def copied(name: str, place: Path) -> Path:
    """Copy a golden exhibition's content below `place`; give `place`."""
    shutil.copytree(GOLDEN / name / "content", place / "content")
    return place


def numerous(place: Path, count: int) -> Path:
    """Copy the small exhibition and add `count` exhibits, so that pages are made by several processes."""
    copied("tiny", place)
    for number in range(count):
        text = f"---\ntitle: 样品 {number}\nhall: main\n---\n\n第 {number} 件样品的说明。\n"
        (place / "content" / "exhibits" / f"sample-{number}.md").write_text(text, encoding="utf-8")
    return place


def tree(site: Path) -> dict[str, bytes]:
    """Give every file of a site by path, but what waits beside its place."""
    files = (path for path in site.rglob("*") if path.is_file() and not path.name.endswith(".jiangxin-new"))
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def assets_of(path: str, page: bytes) -> Iterator[str]:
    """Give the files that a page loads, as paths of the site."""
    for named in _NAMED.findall(page.decode()):
        for address in (part.split()[0] for part in named.split(", ") if part.strip()):
            if _ASSET.search(address) and ":" not in address:
                yield os.path.normpath(os.path.join(os.path.dirname(path), unquote(re.split("[?#]", address)[0])))  # noqa: PTH118, PTH120


def started(root: Path, *options: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start `python build.py build` in a session of its own, whose members are all that it starts."""
    command = [sys.executable, str(ROOT / "build.py"), "build", str(root), "--lang", "en", *options]
    return subprocess.Popen(  # noqa: S603  # our own words
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, env=env
    )


def forked(folders: Folders, options: Options) -> int:
    """Begin a build in a copy of this process and a session of its own; give its number."""
    child = os.fork()
    if child:
        return child
    code = 3
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        build(folders, options)
        code = 0
    except ContentError:
        code = 1
    except PublishError as error:
        code = 2 if error.code == "build.locked" else 1
    finally:
        os._exit(code)


def members(session: int) -> list[int]:
    """Give the processes of a session that have not ended."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, _, of = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except (OSError, ValueError):
                continue
            if int(of) == session and state != "Z":
                found.append(int(entry.name))
    return found


def makers_of(build: int) -> list[int]:
    """Give the processes that a build forked and that are copies of it: they make what it asks for."""
    return [member for member in members(build) if member != build and _command(member) == _command(build)]


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def held_by(process: int) -> int:
    """Give the bytes of memory that a process holds; none where it has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except (FileNotFoundError, ProcessLookupError):
        return 0


def left_after(session: int, seconds: float) -> list[int]:
    """Give the members of a session that have not ended `seconds` later."""
    until = time.monotonic() + seconds
    while (left := members(session)) and time.monotonic() < until:
        time.sleep(0.02)
    return left
