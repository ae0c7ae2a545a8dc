"""Jiangxin (匠心): a folder of Markdown, YAML and photographs → an online exhibition."""

__version__: str

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """Give the version when it is asked for: finding it costs more than to see that nothing changed."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("jiangxin")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0.1.0"
