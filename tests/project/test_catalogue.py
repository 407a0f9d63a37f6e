"""The catalogue of the project: nothing stale, no broken placeholder, each `.mo` made of its `.po`."""

from tools.catalogue import extracted, faults


def test_the_catalogue_fits_the_code() -> None:
    assert len(extracted()) > 1
    assert list(faults()) == []
