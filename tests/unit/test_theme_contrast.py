"""Contrast by the formula of WCAG 2: known values, and proposals that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.rendering.contrast import contrast, luminance, nearest_passing

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the best known near miss
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
        ("#e14f00", "#f8f6ef", 3.65),
    ],
)
def test_ratios_are_those_that_are_known(one: str, other: str, ratio: float) -> None:
    """The formula gives what published tables and other tools give."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_a_ratio_is_the_same_both_ways_and_has_bounds(one: str, other: str) -> None:
    """Nothing has less contrast than itself, nothing more than black on white."""
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.000001
    assert contrast(one, one) == 1
    assert 0 <= luminance(one) <= 1


@given(COLOURS, COLOURS, st.sampled_from((3.0, 4.5)))
def test_on_one_ground_there_is_always_a_proposal_and_it_passes(colour: str, ground: str, least: float) -> None:
    """Black or white can be read on any ground; what is proposed is no further away than either."""
    proposed = nearest_passing(colour, [(ground, least)])
    assert contrast(proposed, ground) >= least
    if contrast(colour, ground) >= least:
        assert proposed == colour


@given(COLOURS, st.lists(st.tuples(COLOURS, st.sampled_from((3.0, 4.5))), min_size=1, max_size=12))
def test_a_proposal_passes_on_every_ground(colour: str, needs: list[tuple[str, float]]) -> None:
    """What is proposed holds everywhere; nothing is proposed only where neither black nor white would hold."""
    proposed = nearest_passing(colour, needs)
    if proposed:
        assert all(contrast(proposed, ground) >= least for ground, least in needs)
    else:
        assert all(any(contrast(end, ground) < least for ground, least in needs) for end in ("#000000", "#ffffff"))


def test_a_proposal_is_near() -> None:
    """A grey that misses by a hair becomes the next darker grey, not black."""
    assert nearest_passing("#777777", [("#ffffff", 4.5)]) == "#767676"
