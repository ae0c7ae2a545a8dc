"""The words of the interface in one language."""

from __future__ import annotations

from collections.abc import Mapping

from jiangxin.model.frozen import frozen


@frozen
class Wording:
    """Interface strings by key: `fields.makers`, `values.exhibit.kind.treasure`, `ui.skip`."""

    lang: str
    strings: Mapping[str, str]

    def __call__(self, key: str, /, **facts: object) -> str:
        """Give the string `key` with `{name}` places filled.

        Raises KeyError where the key is missing: a missing string is a defect,
        found by the tests that compare the locale files.
        """
        return self.strings[key].format(**facts) if facts else self.strings[key]

    def first(self, *keys: str) -> str:
        """Give the first of `keys` that there is; KeyError where there is none."""
        for key in keys:
            if key in self.strings:
                return self.strings[key]
        raise KeyError(keys[-1])
