"""The styles of annotations: line widths, colours that differ for everyone, and changes."""

import itertools
import math

from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.registry import bounds, hit_test, restyle
from desktop.core.annotation.style import COLORS, OWN_PATTERNS, WIDTHS, LinePattern, MarkStyle, StyleChange, unit_of
from desktop.core.geometry.rect import Rect
from tests.helpers.look.sights import SIGHTS, linear, seen


def test_lines_are_wider_on_larger_pictures() -> None:
    assert unit_of((100, 80)) == 2.0
    assert unit_of((3840, 2160)) == 8.0


def test_the_colour_blind_tell_all_colours_apart_and_white_letters_can_be_read_on_each() -> None:
    for sight in SIGHTS:
        for one, other in itertools.combinations(COLORS, 2):
            assert math.dist(seen(one, sight), seen(other, sight)) >= 25, (sight, one, other)
    for color in COLORS:
        red, green, blue = linear(color)
        assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 2.95


def test_who_sees_no_colours_tells_lines_apart_by_their_pattern_or_as_light_and_dark() -> None:
    for one, other in itertools.combinations(COLORS, 2):
        lighter, darker = sorted((seen(one, "usual")[0], seen(other, "usual")[0]), reverse=True)
        assert OWN_PATTERNS[one] is not OWN_PATTERNS[other] or lighter - darker >= 25, (one, other)


def test_a_colour_brings_its_pattern_until_another_one_is_chosen() -> None:
    red, amber, green = COLORS[:3]
    style = MarkStyle().changed(StyleChange(amber))
    assert (style.color, style.pattern) == (amber, LinePattern.DASHED)
    assert style.changed(StyleChange(green)).pattern is LinePattern.DOTTED
    assert style.changed(StyleChange(width=3.0)).pattern is LinePattern.DASHED
    own = style.changed(StyleChange(pattern=LinePattern.DOTTED))
    assert own.changed(StyleChange(red)).pattern is LinePattern.DOTTED
    assert MarkStyle().changed(StyleChange("#123456")).pattern is LinePattern.SOLID
    area = Rect(10, 10, 90, 60)
    assert restyle(Box("1", area), StyleChange(amber)) == Box("1", area, amber, pattern=LinePattern.DASHED)
    chosen = Box("1", area, red, pattern=LinePattern.DOTTED)
    assert restyle(chosen, StyleChange(amber)) == Box("1", area, amber, pattern=LinePattern.DOTTED)
    kept = Box("1", area, amber)  # drawn before colours had patterns
    assert restyle(kept, StyleChange(green)) == Box("1", area, green)


def test_a_chosen_pattern_stays_though_it_is_that_of_a_colour() -> None:
    red, amber, green = COLORS[:3]
    style = MarkStyle().changed(StyleChange(amber)).changed(StyleChange(pattern=LinePattern.SOLID))
    for color in (red, green, amber):
        style = style.changed(StyleChange(color))
        assert style.pattern is LinePattern.SOLID, color
    for _ in LinePattern:
        style = style.changed(style.next_pattern)
    assert style.changed(StyleChange(green)).pattern is LinePattern.SOLID
    assert style.changed(StyleChange(width=3.0)).changed(StyleChange(green)).pattern is LinePattern.SOLID


def test_a_change_is_taken_as_far_as_the_kind_has_a_style() -> None:
    change = StyleChange("#123456", 3.0, LinePattern.DOTTED)
    area = Rect(10, 10, 90, 60)
    assert restyle(Box("1", area), change) == Box("1", area, "#123456", 3.0, LinePattern.DOTTED)
    assert restyle(TextNote("1", (1, 2), "x"), change) == TextNote("1", (1, 2), "x", "#123456", 3.0)
    assert restyle(Redaction("1", area), change) == Redaction("1", area)
    assert restyle(Box("1", area, "#123456"), StyleChange(width=3.0)) == Box("1", area, "#123456", 3.0)


def test_a_wider_mark_is_hit_and_painted_further_out() -> None:
    box = Box("1", Rect(100, 100, 200, 200))
    wide = restyle(box, StyleChange(width=3.0))
    assert not hit_test(box, (95.0, 150.0), 2.0, 1.0)
    assert hit_test(wide, (95.0, 150.0), 2.0, 1.0)
    assert bounds(wide, 2.0) == Rect(94, 94, 206, 206)


def test_the_keys_step_through_widths_and_patterns() -> None:
    style = MarkStyle()
    assert style.changed(style.stepped(1)).width == WIDTHS[2]
    assert style.changed(style.stepped(9)).width == WIDTHS[-1]
    assert style.changed(style.stepped(-9)).width == WIDTHS[0]
    patterns = []
    for _ in LinePattern:
        style = style.changed(style.next_pattern)
        patterns.append(style.pattern)
    assert patterns == [LinePattern.DASHED, LinePattern.DOTTED, LinePattern.SOLID]
