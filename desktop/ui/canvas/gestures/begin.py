"""The gesture that a press begins, by the tool in use and by what lies under the pointer."""

from desktop.core.annotation.registry import kind_of
from desktop.core.geometry.rect import Point, Rect
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.ui.canvas.gestures.change import (
    CROP_ID,
    CropGesture,
    CropMoveGesture,
    CropResizeGesture,
    MoveGesture,
    ResizeGesture,
)
from desktop.ui.canvas.gestures.draw import SHAPES, DrawGesture
from desktop.ui.canvas.gestures.hit_testing import annotation_at, crop_handle_at, resize_handle_at
from desktop.ui.canvas.tools import MOVE_STEP, RESIZE_STEP, STEP_NAMES, Tool, ToolState

CropChange = CropGesture | CropMoveGesture | CropResizeGesture
Gesture = DrawGesture | MoveGesture | ResizeGesture | CropChange


def begin_gesture(image: AnnotatedImage, state: ToolState, point: Point, reach: float) -> Gesture | None:
    """The gesture that a press at `point` begins; None if the press only changes what is chosen.

    `point` and `reach` (the distance by which a press may miss) are view pixels, with the crop tool of the uncropped
    view.
    """
    if state.tool is Tool.CROP:
        return _begin_crop(image, point, reach)
    frame = image.view
    chosen = image.annotation(state.chosen)
    if chosen is not None:
        handle = resize_handle_at(chosen, frame, point, reach)
        if handle is not None:
            return ResizeGesture(image, frame, point, RESIZE_STEP, chosen.id, handle)
    if state.tool is Tool.CHOOSE:
        annotation = annotation_at(image, point, reach)
        if annotation is None or (kind_of(annotation).hit_by_area and annotation is not chosen):
            return None  # a redaction is chosen before it moves: a slip must not uncover what it hides
        return MoveGesture(image, frame, point, MOVE_STEP, annotation.id)
    if state.tool not in SHAPES or not Rect.from_size(frame.size).contains(point):
        return None  # nothing is drawn beside the image
    return DrawGesture(image, frame, point, STEP_NAMES[state.tool], new_id(), state.tool, state.style, state.number)


def _begin_crop(image: AnnotatedImage, point: Point, reach: float) -> CropChange:
    frame, step = image.uncropped_view, STEP_NAMES[Tool.CROP]
    if image.crop:
        handle = crop_handle_at(image, point, reach)
        if handle is not None:
            return CropResizeGesture(image, frame, point, step, CROP_ID, handle)
        if frame.rect_to_view(image.crop).contains(point):
            return CropMoveGesture(image, frame, point, step, CROP_ID)
    return CropGesture(image, frame, point, step, CROP_ID)
