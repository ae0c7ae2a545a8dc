"""The desk: pages in a browser on this machine, with which the files of `content/` are written.

A request passes the `gate`, is answered by `pages` (what is seen) or `calls` (what
changes something), and both ask the one `Workplace`. Forms are drawn here from
`views`; the scripts in `assets/` only carry what is typed to and fro.
"""

from jiangxin.editing.web.desk import WebDesk, open_desk

__all__ = ["WebDesk", "open_desk"]
