"""The base services are made as the policy says."""

import pytest
from PySide6.QtCore import QCoreApplication

from desktop.composition.base_services import build_base_services
from desktop.core.settings.policy.policy import Policy


@pytest.mark.parametrize(
    ("policy", "seconds"), [(Policy(), 45.0), (Policy((("reader_rest_s", 5.0),)), 5.0)], ids=["none", "sooner"]
)
def test_the_reader_rests_as_soon_as_the_policy_says(policy: Policy, seconds: float, qapp: QCoreApplication) -> None:
    services = build_base_services({}, policy)
    assert services.ocr_queue.idle_s == seconds
