"""Outputs → the site on disk: what differs is written, whole at every moment."""
