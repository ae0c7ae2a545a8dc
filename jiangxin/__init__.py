"""Jiangxin (匠心): a folder of Markdown, YAML and photographs → an online exhibition."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("jiangxin")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0.1.0"

__all__ = ["__version__"]
