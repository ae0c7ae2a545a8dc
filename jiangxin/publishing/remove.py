"""The built site → nothing of it: what `clean` does.

Only files that the record names are removed; what others put into the folder stays.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from jiangxin.cache import Cache
from jiangxin.folders import CONTACT_SHEET, PREVIEW
from jiangxin.publishing.disk import disk_errors, remove_files
from jiangxin.publishing.lock import hold_lock, hold_site
from jiangxin.publishing.names import RECORD
from jiangxin.publishing.record import COPIED, PUBLISHED, Pending, read_record
from jiangxin.publishing.survey import survey
from jiangxin.standing import NOTE


def remove_built(folder: Path, cache_folder: Path) -> int:
    """Remove the site in `folder` and all that is cached; give the number of files that left the site.

    Raises PublishError: `output.write`, `build.locked`.
    """
    if not cache_folder.is_dir() and not folder.is_dir():
        return 0
    folder = folder.resolve()
    with hold_lock(cache_folder), hold_site(folder), disk_errors(folder):
        pending = Pending(cache_folder, folder)
        record = read_record(folder)
        found = survey(folder)
        ours = ((record or {}).keys() | (pending.read() or set())) & (found.files.keys() | found.others)
        removed = [*ours, *found.leftovers, *([RECORD] if record is not None else [])]
        remove_files(folder, removed)
        if not found.others and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        pending.drop()
        for name in (PUBLISHED, COPIED, NOTE):
            (cache_folder / name).unlink(missing_ok=True)
        Cache(cache_folder).clear()
        if (cache_folder / CONTACT_SHEET / "index.html").is_file():
            shutil.rmtree(cache_folder / CONTACT_SHEET)
        if read_record(cache_folder / PREVIEW) is not None:
            shutil.rmtree(cache_folder / PREVIEW)
    _remove_shell(cache_folder)
    return len(removed)


def _remove_shell(cache_folder: Path) -> None:
    """Remove the cache's folder where nothing but our own marks is left in it."""
    if {child.name for child in cache_folder.iterdir()} <= {"lock", "CACHEDIR.TAG", ".gitignore"}:
        shutil.rmtree(cache_folder)
