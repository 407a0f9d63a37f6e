"""BlazeFace, Google's network: pixels → places of faces, each with a score. Runs in the reader's child process only.

It was trained on photos of 192 × 192 pixels that hold faces of about a tenth to two thirds of their sides, and computes
the same at any size: it answers for each cell of CELL pixels whether a face has its middle there, and how large it is.
tools/face_network has written it in the form of ONNX.
"""

from typing import Any

import numpy

CELL = 4  # pixels for each answer
TRAINED, MULTIPLE = 192, 32  # pixels of a side: of the photos it learnt with, and what a side must be divisible by
_STEEPEST = 60.0  # the largest logit that is exponentiated


class FaceNetwork:
    """A loaded network. `session` is ONNX Runtime's."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def faces(self, image: Any, least: float) -> Any:
        """Returns the faces on an image (BGR, uint8 of shape (h, w, 3)) that have a score (0–1) of `least` or more.

        A row for each: left, top, right and bottom in pixels, and the score, in float32 of shape (n, 5). The same face
        has many.
        """
        height, width = image.shape[:2]
        tall, wide = (-(-side // MULTIPLE) * MULTIPLE for side in (height, width))
        picture = numpy.zeros((1, 3, tall, wide), numpy.float32)
        picture[0, :, :height, :width] = image[:, :, ::-1].transpose(2, 0, 1) / numpy.float32(127.5) - 1
        boxes, logits = self._session.run(["boxes", "scores"], {"picture": picture})
        scores = 1 / (1 + numpy.exp(-numpy.clip(logits[0, :, 0], -_STEEPEST, _STEEPEST)))
        (chosen,) = numpy.nonzero(scores >= least)
        columns = wide // CELL
        across = (chosen % columns + 0.5) * CELL + boxes[0, chosen, 0]
        down = (chosen // columns + 0.5) * CELL + boxes[0, chosen, 1]
        half_width, half_height = boxes[0, chosen, 2] / 2, boxes[0, chosen, 3] / 2
        edges = across - half_width, down - half_height, across + half_width, down + half_height
        return numpy.stack([*edges, scores[chosen]], axis=1).astype(numpy.float32)
