"""The line width of annotations."""

from desktop.core.annotation.style import unit_of


def test_lines_are_wider_on_larger_pictures() -> None:
    assert unit_of((100, 80)) == 2.0
    assert unit_of((3840, 2160)) == 8.0
