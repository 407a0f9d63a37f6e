"""Caps that endpoints named, kept between runs."""

from pathlib import Path

from desktop.adapters.files.offered_caps import MOST_ENDPOINTS, OfferedCaps
from desktop.core.models.image_cap import ImageCap

CAP = ImageCap(1344, 2_000_000)


def test_caps_are_there_again_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "offered.json"
    OfferedCaps(file).keep("http://a/v1", {"m": CAP})
    again = OfferedCaps(file)
    assert again.cap_for("http://a/v1", "m") == CAP
    assert again.cap_for("http://a/v1", "n") is None
    assert again.cap_for("http://b/v1", "m") is None
    again.keep("http://a/v1", {})
    assert OfferedCaps(file).cap_for("http://a/v1", "m") is None


def test_a_file_with_nonsense_counts_as_empty_and_the_number_of_endpoints_is_bounded(tmp_path: Path) -> None:
    file = tmp_path / "offered.json"
    file.write_text('{"http://a/v1": {"m": "large", "n": 3}, "http://b/v1": []}')
    caps = OfferedCaps(file)
    assert caps.cap_for("http://a/v1", "m") is None
    for number in range(MOST_ENDPOINTS + 5):
        caps.keep(f"http://{number}/v1", {"m": CAP})
    assert caps.cap_for("http://3/v1", "m") is None
    assert caps.cap_for("http://54/v1", "m") == CAP
