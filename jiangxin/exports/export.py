"""Site plan + exhibition → the files for machines: feed, sitemap, robots, catalogue, host files.

Everything is a function of what comes in: no clock, no file, no network. What
needs an absolute address (feed, sitemap) is made only where `base_url` is known.
Files are known again as pages are: where nothing that they looked up differs, and
they stand as the last build left them, they are not made.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from jiangxin.exports.addresses import Addresses
from jiangxin.exports.catalogue import catalogue
from jiangxin.exports.feed import feeds
from jiangxin.exports.hosts import host_files
from jiangxin.exports.iiif import iiif
from jiangxin.exports.robots import robots
from jiangxin.exports.sitemap import sitemaps
from jiangxin.imprints import Imprint, Imprints
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.output import Output
from jiangxin.model.wording import Wording
from jiangxin.pages.facts import written
from jiangxin.pages.notebook import Notebook
from jiangxin.pages.plan import SitePlan
from jiangxin.pages.tables import watched


class Known(NamedTuple):
    """What the last build knew: `imprints` of files; and what keeps those that stand, by path and SHA-256.

    It gives the paths of the others.
    """

    imprints: Imprints
    keep: Callable[[Mapping[str, str]], set[str]]


def export(plan: SitePlan, exhibition: Exhibition, wordings: Mapping[str, Wording]) -> tuple[Output, ...]:
    """Make every file for machines, in the order of their paths.

    `wordings` names the kinds in the languages of the interface.
    """
    outputs = (output for make in _makers(plan, exhibition, wordings).values() for output in make())
    return tuple(sorted(outputs, key=lambda output: output.path))


def export_anew(
    plan: SitePlan, exhibition: Exhibition, wordings: Mapping[str, Wording], known: Known
) -> Iterator[Output]:
    """Make those files for machines that do not stand already."""
    given = _given(plan)
    notebook = Notebook()
    for name, make in _makers(plan, watched(exhibition, notebook), wordings).items():
        page = f"exports {name}"
        stands = known.imprints.known({page: given})
        files: dict[str, str] = dict(known.imprints.orders_of(stands))
        lost = known.keep(files)
        if stands and not lost:
            known.imprints.keep(stands)
            continue
        with notebook.taking() as notes:
            outputs = make()
        made = tuple((output.path, _sha256(output)) for output in outputs)
        known.imprints.put(page, Imprint("", given, tuple(sorted(map(written, notes.facts))), made))
        yield from (output for output in outputs if output.path in lost or output.path not in files)


def _makers(
    plan: SitePlan, exhibition: Exhibition, wordings: Mapping[str, Wording]
) -> dict[str, Callable[[], tuple[Output, ...]]]:
    """Give what makes each kind of files."""
    addresses = cache(lambda: Addresses.of(plan))
    return {
        "feed": lambda: feeds(plan, exhibition, addresses()),
        "sitemap": lambda: sitemaps(plan),
        "robots": lambda: (robots(plan),),
        "iiif": lambda: iiif(plan, exhibition),
        "catalogue": lambda: (catalogue(plan, exhibition, addresses(), wordings),),
        "hosts": host_files,
    }


def _given(plan: SitePlan) -> str:
    """Tell a plan apart from all others of which files would say something else."""
    told = (
        plan.base_url,
        dict(plan.folders),
        [(page.path, page.lang, page.in_sitemap) for page in plan.pages],
        [(*ref, address) for ref, address in plan.addresses.items()],
        [(each.source, each.path, each.width_px) for each in plan.pictures.derivatives],
        repr(plan.pictures.tile_sets),
        dict(plan.copies),
    )
    return hashlib.blake2b(marshal.dumps(told, 2), digest_size=16).hexdigest()  # this version says the same of equals


def _sha256(output: Output) -> str:
    assert isinstance(output.content, bytes)
    return hashlib.sha256(output.content).hexdigest()
