"""The preview server: build, serve, watch, build again, tell the browser.

Imported by the command that serves and by nothing else: Tornado costs 0.3 s.
"""

from jiangxin.server.preview import HOST, Beside, Preview
from jiangxin.server.serve import Rebuilt, serve

__all__ = ["HOST", "Beside", "Preview", "Rebuilt", "serve"]
