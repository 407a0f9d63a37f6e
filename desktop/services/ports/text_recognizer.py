"""Text recognition."""

from collections.abc import Callable
from typing import Protocol

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrResult


class TextRecognizer(Protocol):
    """Recognizes the text of pixels. Blocks; raises OcrError."""

    def read(self, pixels: PixelBuffer, progress: Callable[[float], None] = ...) -> OcrResult: ...
    def stop(self) -> None: ...
    def interrupt(self) -> None: ...
