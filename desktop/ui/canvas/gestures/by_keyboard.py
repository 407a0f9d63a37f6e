"""Edits by keyboard alone: placing something in the middle of the view, and moving or resizing by pixels."""

from dataclasses import replace

from desktop.core.annotation.registry import drag_handle, drag_handles, transform, translate
from desktop.core.geometry.rect import Point, Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.ui.canvas.gestures.begin import Gesture, begin_gesture
from desktop.ui.canvas.gestures.change import CROP_ID, CropGesture
from desktop.ui.canvas.tools import MOVE_STEP, RESIZE_STEP, STEP_NAMES, Tool, ToolState


def place_by_keyboard(image: AnnotatedImage, state: ToolState, visible: Rect) -> tuple[Gesture, Point]:
    """The gesture that Enter performs with a tool, and its end: in the middle of `visible` (view pixels)."""
    x, y = visible.center
    across, down = max(8.0, visible.width / 8), max(8.0, visible.height / 12)
    start, end = (x - across, y - down), (x + across, y + down)
    if state.tool is Tool.CROP:
        return CropGesture(image, image.uncropped_view, start, STEP_NAMES[Tool.CROP], CROP_ID), end
    gesture = begin_gesture(image, replace(state, chosen=""), start, 0.0)
    assert gesture is not None
    return gesture, end


def nudge(image: AnnotatedImage, state: ToolState, across: int, down: int, resize: bool) -> tuple[str, AnnotatedImage]:
    """The step's name and the image after the chosen annotation (with the crop tool: the crop) moved by so many view
    pixels; with `resize` only its far corner moves.
    """
    if state.tool is Tool.CROP:
        return STEP_NAMES[Tool.CROP], _nudge_crop(image, across, down, resize)
    frame, annotation = image.view, image.annotation(state.chosen)
    assert annotation is not None
    shown = transform(annotation, frame.to_view)
    corners = drag_handles(shown)
    if not resize or not corners:
        return MOVE_STEP, image.with_annotation(transform(translate(shown, across, down), frame.to_image))
    far = len(corners) // 2
    x, y = corners[far]
    resized = drag_handle(shown, far, (x + across, y + down))
    return RESIZE_STEP, image.with_annotation(transform(resized, frame.to_image))


def _nudge_crop(image: AnnotatedImage, across: int, down: int, resize: bool) -> AnnotatedImage:
    frame = image.uncropped_view
    rect = frame.rect_to_view(image.view.crop)
    if resize:
        rect = replace(rect, right=rect.right + across, bottom=rect.bottom + down)
    else:
        rect = rect.moved(across, down).moved_inside(frame.size)
    return image.cropped(frame.rect_to_image(rect))
