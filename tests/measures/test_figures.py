"""Shares and ranks."""

from __future__ import annotations

import pytest

from scheduler.domain.units import ClientId
from scheduler.measures.figures import Share, nearest_rank, pooled, spread
from scheduler.measures.plain import plain


def test_nearest_rank_takes_an_observed_value() -> None:
    """The median of 4 values is the second, their 90th percentile the fourth."""
    values = [4, 1, 3, 2]
    assert nearest_rank(values, 500) == 2
    assert nearest_rank(values, 900) == 4
    assert nearest_rank([], 500) is None


def test_the_ninetieth_of_ten_values_is_the_ninth() -> None:
    """Nine of ten values lie at or below the ninth."""
    found = spread(list(range(1, 11)))
    assert (found.least, found.p10, found.median, found.p90, found.greatest) == (1, 1, 5, 9, 10)


def test_unknown_values_are_not_counted() -> None:
    """Of 3 and two unknowns there is one value."""
    found = spread([None, 3, None])
    assert (found.count, found.median) == (1, 3)
    assert spread([None]).median is None


def test_a_share_of_nothing_is_unknown() -> None:
    """0 of 0 is no share; 0 of 4 is 0."""
    assert Share(numerator=0, denominator=0).share is None
    assert Share(numerator=0, denominator=4).share == 0


def test_pooled_shares_weigh_by_their_counts() -> None:
    """1 of 2 and 0 of 3 are 1 of 5."""
    halves = (Share(numerator=1, denominator=2), Share(numerator=0, denominator=3))
    assert pooled(halves) == Share(numerator=1, denominator=5)


def test_a_share_in_json_stands_beside_its_counts() -> None:
    """1 of 3 rounds to six places; ids become keys."""
    found = plain({ClientId("c1"): Share(numerator=1, denominator=3)})
    assert found == {"c1": {"numerator": 1, "denominator": 3, "share": 0.333333}}


def test_what_has_no_plain_form_is_refused() -> None:
    """An object of no known kind is not guessed at."""
    with pytest.raises(TypeError, match="no plain form"):
        plain(object())
