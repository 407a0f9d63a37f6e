"""Rules by which models look at images."""

from desktop.core.model_catalog import model_named
from desktop.core.models.image_cap import ImageCap
from desktop.core.models.image_rules import UnknownRule


def test_a_model_nobody_has_heard_of_gets_the_original_up_to_the_cap() -> None:
    model = model_named("llava:13b")
    assert not model.has_known_rule
    for detail in ("auto", "high"):
        seen = model.view_of((1920, 1080), detail)
        assert (seen.width, seen.height, seen.exact) == (1920, 1080, False)
    assert model.view_of((3840, 2160), "auto").width == 2576
    assert model.view_of((3840, 2160), "low").width == 512


def test_a_cap_of_its_own_is_kept() -> None:
    seen = UnknownRule(ImageCap(1344, 1_000_000)).view_of((3000, 3000), "high")
    assert (seen.width, seen.height) == (1000, 1000)
    assert seen.tokens == 36 * 36
    assert UnknownRule(ImageCap(300, 1_000_000)).view_of((3000, 3000), "low").width == 300


def test_claude_counts_squares_of_28_pixels_within_its_budget() -> None:
    seen = model_named("claude-opus-4-8").view_of((1000, 1000), "auto")
    assert (seen.width, seen.tokens) == (1000, 36 * 36)  # published: 1,296
    large = model_named("claude-opus-4-8").view_of((3840, 2160), "auto")
    assert large.width <= 2576
    assert large.tokens <= 4784
    assert model_named("claude-sonnet-4-6").view_of((3840, 2160), "auto").tokens <= 1568
