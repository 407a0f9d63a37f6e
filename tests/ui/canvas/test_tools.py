"""The tables of tools and annotations are complete."""

from typing import get_args

from desktop.core.annotation.kinds.spotlight import Spotlight
from desktop.core.annotation.registry import ANNOTATION_KINDS, Annotation
from desktop.ui.canvas.annotation_painter import PAINTERS
from desktop.ui.canvas.gestures.draw import SHAPES
from desktop.ui.canvas.tools import MARK_NAMES, STEP_NAMES, TOOLS, Tool
from desktop.ui.icons import STROKES


def test_every_tool_stands_in_the_table_once_with_an_icon() -> None:
    assert [spec.tool for spec in TOOLS] == list(Tool)
    assert STEP_NAMES.keys() == set(Tool)
    assert all(spec.icon in STROKES for spec in TOOLS)


def test_every_tool_that_is_not_handled_otherwise_draws_by_a_drag() -> None:
    assert SHAPES.keys() | {Tool.CHOOSE, Tool.CROP, Tool.NOTE} == set(Tool)


def test_every_annotation_is_painted_and_has_a_word_for_a_screen_reader() -> None:
    assert PAINTERS.keys() | {Spotlight} == set(get_args(Annotation))  # the shade of all spotlights is painted at once
    assert MARK_NAMES.keys() == {kind.name for kind in ANNOTATION_KINDS}
    assert all(MARK_NAMES.values()) and len(set(MARK_NAMES.values())) == len(ANNOTATION_KINDS)
