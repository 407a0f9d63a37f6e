"""Finds the faces on a picture: at several sizes, in tiles, and each one looked at once more by itself.

Runs in the reader's child process only. The figures are chosen by what was measured on photos and on screenshots.
"""

from collections.abc import Callable, Iterator
from typing import Any

import cv2
import numpy

from desktop.adapters.ocr.faces.face_network import TRAINED, FaceNetwork

FINEST, FINEST_SHARE = 1000, 0.4  # pixels of a side at which the smallest faces are looked for, or this share of it
STEP = 2.5  # between one size and the next: faces of a tenth to two thirds of TRAINED are found at each
TURNED_UP_TO = 500  # pixels of a side up to which turned faces are looked for, too: what is turned is a whole photo
TILE, OVERLAP = 640, 96  # pixels of a part that is looked at at once: half a second of work
LEAST = 0.5  # the score of a face that is looked at twice
LEAST_TWICE, LEAST_TURNED = 0.58, 0.74  # the mean of both scores, and that of a face that stands otherwise than upright
CONTEXT = 2.4  # sides of a face from its middle to the edge of what the second look sees
NEAR = 0.16  # of that: a face is the same if its middle is that near
SAME, WITHIN = 0.3, 0.7  # of two places: their common part of both, or of the smaller one, from which on they are one
ROOM = 0.3  # of a face's side, around it: it reaches from the brows to the chin


class FaceFinder:
    """The network, which `load_session` loads when faces are looked for the first time."""

    def __init__(self, load_session: Callable[[], Any]) -> None:
        self._load_session = load_session
        self._network: FaceNetwork | None = None

    def find(self, image: Any, done: Callable[[float], None]) -> list[list[int]]:
        """Returns left, top, right and bottom of each face on an image (BGR, uint8 of shape (h, w, 3)), in its pixels.

        They may lie beyond its edges. `done` is called every half second or so: a sign of life.
        """
        self._network = self._network or FaceNetwork(self._load_session())
        found = [self._seen_twice(image, faces, turns, done) for turns, faces in self._proposed(image, done)]
        faces = _without_repeats(numpy.concatenate(found))
        room = ROOM * (faces[:, 2:4] - faces[:, :2]).max(axis=1, initial=0, keepdims=True)
        edges = numpy.concatenate([faces[:, :2] - room, faces[:, 2:4] + room], axis=1)
        return [[int(edge) for edge in row] for row in numpy.rint(edges)]

    def _proposed(self, image: Any, done: Callable[[float], None]) -> Iterator[tuple[int, Any]]:
        """Yields quarter turns (counterclockwise) and the faces that are upright then, rows as FaceNetwork has them."""
        height, width = image.shape[:2]
        found: dict[int, list[Any]] = {turns: [] for turns in range(4)}
        for scale in _scales(height * width):
            small = image if scale >= 1 else resized(image, scale)
            is_small = (small.shape[0] * small.shape[1]) ** 0.5 <= TURNED_UP_TO
            for left, top, tile in _tiles(small):
                for turns in range(4 if is_small else 1):
                    faces = _turned_back(self._faces(numpy.rot90(tile, turns), LEAST), tile.shape, turns)
                    faces[:, :4] = (faces[:, :4] + numpy.array((left, top, left, top))) / scale
                    found[turns].append(faces)
                done(1.0)
        for turns, parts in found.items():
            yield turns, _without_repeats(numpy.concatenate(parts))

    def _seen_twice(self, image: Any, faces: Any, turns: int, done: Callable[[float], None]) -> Any:
        """Returns the faces that a second look at each of them alone confirms."""
        sure = []
        for at, face in enumerate(faces):
            mean = (face[4] + self._second_score(image, face, turns)) / 2
            sure.append(mean >= (LEAST_TURNED if turns else LEAST_TWICE))
            if at % 20 == 0:
                done(1.0)
        return faces[numpy.array(sure, bool)]

    def _second_score(self, image: Any, face: Any, turns: int) -> float:
        """Returns the score of a face in the middle of a picture of its surroundings; 0 if there is none."""
        half = CONTEXT * float(max(face[2] - face[0], face[3] - face[1]))
        middle, scale = ((face[0] + face[2]) / 2, (face[1] + face[3]) / 2), TRAINED / 2 / half
        left, top = (max(0, int(at - half)) for at in middle)
        part = image[top : int(middle[1] + half) + 1, left : int(middle[0] + half) + 1]
        if not part.size:
            return 0.0
        part = resized(part, scale)
        faces = _turned_back(self._faces(numpy.rot90(part, turns), 0.05), part.shape, turns)
        wanted = numpy.array([(middle[0] - left) * scale, (middle[1] - top) * scale])
        away = numpy.abs((faces[:, :2] + faces[:, 2:4]) / 2 - wanted).max(axis=1, initial=0)
        return float(faces[away < NEAR * TRAINED, 4].max(initial=0.0))

    def _faces(self, image: Any, least: float) -> Any:
        assert self._network is not None
        return self._network.faces(image, least)


def resized(image: Any, scale: float) -> Any:
    """Returns an image at another size, of one pixel at least each way."""
    height, width = (max(1, round(side * scale)) for side in image.shape[:2])
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return cv2.resize(image, (width, height), interpolation=way)


def _scales(pixels: int) -> Iterator[float]:
    """Yields the scales at which an image of so many pixels is looked at, the finest first."""
    whole = max(1.0, pixels**0.5)
    side = min(whole, max(FINEST, FINEST_SHARE * whole))
    while side > 1.25 * TRAINED:
        yield side / whole
        side /= STEP
    yield min(side, TRAINED) / whole if whole > TRAINED else 1.0


def _tiles(image: Any) -> Iterator[tuple[int, int, Any]]:
    """Yields left, top and pixels of parts of an image, which overlap."""
    height, width = image.shape[:2]
    for top in range(0, max(1, height - OVERLAP), TILE - OVERLAP):
        for left in range(0, max(1, width - OVERLAP), TILE - OVERLAP):
            yield left, top, image[top : top + TILE, left : left + TILE]


def _turned_back(faces: Any, shape: tuple[int, ...], turns: int) -> Any:
    """Returns faces on an image that was turned by quarters (counterclockwise) in pixels of the image of `shape`."""
    height, width = shape[:2]
    left, top, right, bottom, score = faces.T
    edges = {
        0: (left, top, right, bottom),
        1: (width - bottom, left, width - top, right),
        2: (width - right, height - bottom, width - left, height - top),
        3: (top, height - right, bottom, height - left),
    }[turns]
    return numpy.stack([*edges, score], axis=1)


def _without_repeats(faces: Any) -> Any:
    """Returns the faces without those that are the same as one with a higher score."""
    rest, kept = faces[numpy.argsort(-faces[:, 4], kind="stable")], []
    while len(rest):
        best, rest = rest[0], rest[1:]
        kept.append(best)
        across = numpy.minimum(rest[:, 2], best[2]) - numpy.maximum(rest[:, 0], best[0])
        down = numpy.minimum(rest[:, 3], best[3]) - numpy.maximum(rest[:, 1], best[1])
        common = numpy.maximum(across, 0) * numpy.maximum(down, 0)
        size, own = (rest[:, 2] - rest[:, 0]) * (rest[:, 3] - rest[:, 1]), (best[2] - best[0]) * (best[3] - best[1])
        one = (common > SAME * (size + own - common)) | (common > WITHIN * numpy.minimum(size, own))
        rest = rest[~one]
    return numpy.array(kept, faces.dtype).reshape(-1, 5)
