"""Site plan + exhibition → the files for machines: feed, sitemap, robots, catalogue, host files.

Everything is a function of what comes in: no clock, no file, no network. What
needs an absolute address (feed, sitemap) is made only where `base_url` is known.
"""

from __future__ import annotations

from collections.abc import Mapping

from jiangxin.exports.addresses import Addresses
from jiangxin.exports.catalogue import catalogue
from jiangxin.exports.feed import feeds
from jiangxin.exports.hosts import host_files
from jiangxin.exports.iiif import iiif
from jiangxin.exports.robots import robots
from jiangxin.exports.sitemap import sitemaps
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.output import Output
from jiangxin.model.wording import Wording
from jiangxin.pages.plan import SitePlan


def export(plan: SitePlan, exhibition: Exhibition, wordings: Mapping[str, Wording]) -> tuple[Output, ...]:
    """Make every file for machines, in the order of their paths.

    `wordings` names the kinds in the languages of the interface.
    """
    addresses = Addresses.of(plan)
    outputs = (
        *feeds(plan, exhibition, addresses),
        *sitemaps(plan),
        robots(plan),
        *iiif(plan, exhibition),
        catalogue(plan, exhibition, addresses, wordings),
        *host_files(),
    )
    return tuple(sorted(outputs, key=lambda output: output.path))
