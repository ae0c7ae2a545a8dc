"""Site plan → `robots.txt`: everyone may read everything, and the sitemap is there."""

from __future__ import annotations

from jiangxin.exports.addresses import absolute
from jiangxin.model.output import Output, Stage
from jiangxin.pages.plan import SitePlan


def robots(plan: SitePlan) -> Output:
    """Make `robots.txt`; it names the sitemap where `base_url` is known."""
    lines = ["User-agent: *", "Allow: /"]
    if plan.base_url:
        lines += ["", f"Sitemap: {absolute(plan.base_url, 'sitemap.xml')}"]
    return Output("robots.txt", "".join(f"{line}\n" for line in lines).encode(), Stage.EXPORT)
