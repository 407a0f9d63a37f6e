"""The feet of turns at every width and size of text: nothing overlaps, nothing is cut that must be read."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.errors import Problem, ProblemKind
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.turns.foot_layout import foot_layout
from desktop.ui.transcript.turns.turn_footer import footer_for
from tests.ui.transcript.conversations import turn

STOPPED = replace(turn("half", done=False), stage=Stage.STOPPED)
TOO_LONG = Turn.new("c", "why?", "gpt-4o", "h", 1.0, parent="p").failed(Problem(ProblemKind.CONTEXT_TOO_LONG, "h"))


@pytest.mark.parametrize("points", [10.0, 18.0, 36.0])
@pytest.mark.parametrize("width", [280.0, 430.0, 900.0])
@pytest.mark.parametrize("asked", [turn("x"), STOPPED, TOO_LONG], ids=["done", "stopped", "failed"])
def test_nothing_overlaps_in_a_foot(asked: Turn, width: float, points: float, theme: Theme) -> None:
    font = QFont(theme.font)
    font.setPointSizeF(points)
    larger = Theme(LIGHT, font)
    footer = footer_for(asked, (2, 12))
    foot = foot_layout(footer, (2, 12), larger, width)
    places = [place for place in (foot.before, foot.version, foot.after, foot.icon) if place is not None]
    places += [*foot.offers, *foot.slots]
    if foot.text_height:
        places.append(QRectF(foot.text.topLeft(), foot.text.size()))
    for at, place in enumerate(places):
        assert place.bottom() <= foot.height + 1
        for other in places[at + 1 :]:
            overlap = place.intersected(other)
            assert overlap.width() < 1 or overlap.height() < 1, (place, other)


def test_a_name_from_right_to_left_keeps_its_sentence_in_order() -> None:
    waiting = Turn.new("c", "why?", "نموذج", "h", 1.0).as_waiting(())
    assert footer_for(waiting, waited_s=3).text == "Waiting for \u2068نموذج\u2069… 3 s · Esc stops"
    assert footer_for(replace(waiting, model="a\u202eb"), waited_s=3).text.startswith("Waiting for a‹U+202E›b…")


def test_the_line_is_shorter_than_all_of_it() -> None:
    footer = footer_for(turn("x"), (2, 2))
    assert footer.shown == "gpt-4o · 0.6 s · 1,562 tokens in · 214 out"
    assert footer.text == "2 of 2 · gpt-4o · first word after 0.6 s · 1,562 tokens in · 214 out"


@pytest.mark.parametrize("asked", [turn("x"), STOPPED], ids=["done", "stopped"])
def test_the_buttons_around_the_version_stand_still_while_its_digits_change(asked: Turn, theme: Theme) -> None:
    feet = [foot_layout(footer_for(asked, (at, 12)), (at, 12), theme, 600) for at in (1, 4, 9, 10, 12)]
    places = [place.left() for foot in feet for place in (foot.before, foot.after) if place is not None]
    assert len(places) == 2 * len(feet)
    assert len(set(places)) == 2
