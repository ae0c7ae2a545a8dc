"""Problems → sentences that a terminal only shows."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.problems import Problem
from jiangxin.wording import read_wording, shown, tell


def test_what_a_stranger_wrote_commands_no_terminal() -> None:
    """A file name with the codes of a terminal, a line's end or half a character is told as one harmless line."""
    name = "a\x1b[2J\n\u202egpj.\udcff"
    problem = Problem("file.name", f"content/{name}.md", 0, "", {"found": name}, name)
    told = tell(problem, read_wording("en"))
    assert told.splitlines()[0] == r"content/a\x1b[2J\n\u202egpj.\udcff.md"
    assert len(told.splitlines()) == 3
    assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs") for each in told.replace("\n", ""))
    assert told.encode()


@given(st.text())
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    """Whatever is neither a control nor invisible is shown as it was written."""
    if not any(unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp") for each in text):
        assert shown(text) == text
