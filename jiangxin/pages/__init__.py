"""Exhibition × theme → SitePlan: every address, every view, before anything is drawn."""
