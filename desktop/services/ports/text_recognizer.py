"""Text recognition."""

from collections.abc import Callable
from typing import Protocol

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrResult


class TextRecognizer(Protocol):
    """Recognizes the text of pixels. Blocks; raises OcrError.

    Faces are looked for, too, where the settings say so or with `with_faces`.
    """

    def read(
        self, pixels: PixelBuffer, progress: Callable[[float], None] = ..., with_faces: bool = False
    ) -> OcrResult: ...
    def stop(self) -> None: ...
    def interrupt(self) -> None: ...
