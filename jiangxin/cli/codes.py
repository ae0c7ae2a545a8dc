"""Exit codes."""

DONE, PROBLEMS, USAGE = 0, 1, 2
"""Done; the content has problems (or the site could not be written); not understood."""
