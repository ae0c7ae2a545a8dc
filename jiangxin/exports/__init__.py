"""The same plan for machines: feed, sitemap, catalogue."""
