"""Counts of an endpoint correct the estimate."""

import pytest

from desktop.core.models.image_rules import ModelView
from desktop.core.usage.calibration import TokenCalibration


def test_an_endpoint_teaches_its_own_factors() -> None:
    known = TokenCalibration()
    for _ in range(20):
        known = known.updated(0, 100, True, 150)
    assert known.expected_tokens(0, 100, True) == 150
    for _ in range(20):
        known = known.updated(1000, 100, False, 2150)
    assert known.expected_tokens(1000, 100, False) == pytest.approx(2150, abs=2)
    assert known.expected_tokens(1000, 100, True) == 1150  # a certain rule is not bent
    wild = TokenCalibration().updated(0, 1, True, 10**9)
    assert wild.text < 3


def test_what_an_unknown_model_takes_for_an_image_is_learnt_however_little_it_is() -> None:
    view = ModelView(2576, 1449, 4784, exact=False)
    known = TokenCalibration()
    for _ in range(30):
        known = known.updated(view.tokens, 10, False, 266)
    assert known.corrected(view).tokens == pytest.approx(256, abs=3)
    assert known.corrected(ModelView(1, 1, 85, exact=True)).tokens == 85
