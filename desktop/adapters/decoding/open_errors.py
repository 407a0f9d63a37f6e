"""Failures of decoding, each as the kind of problem that it is: the file's, one of an unread variant, or our own.

Runs in the decoder's child process only.
"""

import re
import traceback
from pathlib import Path
from types import TracebackType

from desktop.core.errors import ImageFault, ProblemKind
from desktop.core.image_formats import BY_MIME

_UNREAD = re.compile(
    r"unsupported|not supported|unknown|unrecogni[sz]ed|not implemented|cannot handle|unhandled|unable to determine",
    re.IGNORECASE,
)
_OURS = str(Path(__file__).parents[2])
_OPTIONAL = ("pypdfium2", "pypdfium2_raw")
NOT_INSTALLED = "(its library is not installed)"
_NEVER_OF_A_FILE = (ImportError, NameError, RecursionError)


class ImageOpenError(Exception):
    """Raised for bytes that are not shown.

    `detail` completes the sentence of `fault`; `trace` are the places in the code, for the log, of an error of ours.
    """

    def __init__(self, kind: ProblemKind, fault: ImageFault | None = None, detail: str = "", trace: str = "") -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.fault = fault
        self.detail = detail
        self.trace = trace


def unread_variant(mime: str, with_what: str = "") -> ImageOpenError:
    """Returns the error for a file of a known format that is not read `with_what` it has, such as “with 16 bits”."""
    name = BY_MIME[mime].name
    words = f"{name} {with_what}" if with_what else f"{name} of a kind that is rarely used"
    return ImageOpenError(ProblemKind.NOT_A_IMAGE, ImageFault.UNREAD_VARIANT, words)


def open_error(error: Exception, mime: str) -> ImageOpenError:
    """Returns the error that stands for any exception of a library."""
    if isinstance(error, ImageOpenError):
        return error
    if isinstance(error, MemoryError):
        return ImageOpenError(ProblemKind.TOO_MANY_PIXELS)
    if isinstance(error, ImportError) and error.name in _OPTIONAL:
        return unread_variant(mime, NOT_INSTALLED)
    if isinstance(getattr(error, "kind", None), ProblemKind):  # of a PDF
        return ImageOpenError(error.kind)  # type: ignore[attr-defined]
    if _is_ours(error):
        return ImageOpenError(ProblemKind.IMAGE_INTERNAL_ERROR, trace=_trace(error))
    if isinstance(error, NotImplementedError) or _UNREAD.search(str(error)):
        return unread_variant(mime)
    if isinstance(error, SyntaxError) and not BY_MIME[mime].is_sure:
        # by which the plugins say that they do not know the file: its first bytes were so by chance
        return ImageOpenError(ProblemKind.NOT_A_IMAGE)
    return ImageOpenError(ProblemKind.TRUNCATED)


def _is_ours(error: Exception) -> bool:
    """Returns True if no file should cause this: it was raised in our own code, or the system refused something."""
    if isinstance(error, OSError) and error.errno is not None:
        return True
    return isinstance(error, _NEVER_OF_A_FILE) or _innermost(error.__traceback__).startswith(_OURS)


def _innermost(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return frames[-1].filename if frames else ""


def _trace(error: Exception) -> str:
    """Returns the places in the code, without the error's message, which may contain bytes of the file."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-6:]))
    return f"{type(error).__name__} at {places}"
