"""How models look at pictures: the published figures, and what must hold for any size."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.model_catalog import known_models, model_named
from desktop.core.model_terms import DETAILS, Detail
from desktop.core.models.image_rules import fit_size
from desktop.core.models.model import max_side

SIZES = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))


@pytest.mark.parametrize(
    ("model", "detail", "size", "seen", "tokens"),
    [
        ("gpt-4o", "high", (1024, 1024), (768, 768), 765),
        ("gpt-4o", "high", (2048, 4096), (768, 1536), 1105),
        ("gpt-4o", "low", (4096, 8192), (256, 512), 85),
        ("gpt-4o", "auto", (1920, 1080), (1365, 768), 1105),
        ("gpt-4o", "auto", (3840, 2160), (1365, 768), 1105),
        ("gpt-4o", "high", (100, 50), (100, 50), 255),
        ("gpt-4o-mini", "high", (1024, 1024), (768, 768), 2833 + 4 * 5667),
        ("gpt-5", "high", (1024, 1024), (768, 768), 630),
        ("gpt-5.4", "high", (1024, 1024), (1024, 1024), 1229),
        ("gpt-5.4", "high", (2048, 2048), (1600, 1600), 3000),
    ],
)
def test_the_published_figures(
    model: str, detail: Detail, size: tuple[int, int], seen: tuple[int, int], tokens: int
) -> None:
    found = model_named(model).view_of(size, detail)
    assert (found.width, found.height) == seen
    assert found.tokens == tokens
    assert found.exact


def test_what_is_not_certain_says_so() -> None:
    assert not model_named("llava").view_of((100, 100), "high").exact
    assert not model_named("gpt-4.1-mini").view_of((100, 100), "high").exact
    assert not model_named("gpt-5.4").view_of((100, 100), "low").exact


def test_a_dated_snapshot_is_its_model() -> None:
    dated = model_named("gpt-4o-2024-08-06")
    assert dated.name == "gpt-4o-2024-08-06"
    assert dated.rule == model_named("gpt-4o").rule
    assert dated.last_day is not None


def test_the_default_model_has_a_last_day_and_a_successor_that_is_known() -> None:
    assert model_named(model_named("gpt-4o").successor).known


def test_auto_keeps_the_original_of_the_newest_models_within_their_limit() -> None:
    newest = model_named("gpt-6-sol")
    assert newest.view_of((4000, 3000), "auto").width == 4000
    huge = newest.view_of((12_000, 9_000), "auto")
    assert math.ceil(huge.width / 32) * math.ceil(huge.height / 32) <= 30_000


@given(SIZES, st.sampled_from(DETAILS), st.sampled_from(known_models()))
def test_never_larger_never_empty_and_stable(size: tuple[int, int], detail: Detail, model: object) -> None:
    seen = model.view_of(size, detail)  # type: ignore[attr-defined]
    assert 1 <= seen.width <= size[0]
    assert 1 <= seen.height <= size[1]
    again = model.view_of((seen.width, seen.height), detail)  # type: ignore[attr-defined]
    assert (again.width, again.height) == (seen.width, seen.height)


@given(SIZES, st.integers(1, 4096))
def test_fitted_fits(size: tuple[int, int], side: int) -> None:
    assert max(fit_size(size, side)) <= max(side, 1)
    assert fit_size(size, 20_000) == size


def test_cost_counts_cached_tokens_at_their_price() -> None:
    price = model_named("gpt-4o").price
    assert price is not None
    assert price.cost_usd(1_000_000, 0) == pytest.approx(2.50)
    assert price.cost_usd(1_000_000, 1_000_000, cached=500_000) == pytest.approx(1.25 + 0.625 + 10)


def test_pages_are_drawn_for_what_the_model_sees() -> None:
    assert max_side(model_named("gpt-4o"), "high") == 2 * 1086
    assert max_side(model_named("gpt-4o"), "low") == 1600
    assert max_side(model_named("gpt-6-sol"), "auto") == 4096
