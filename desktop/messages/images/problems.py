"""The sentences of problems with images that have several reasons, by kind and reason."""

from desktop.core.errors import ImageFault, ProblemKind
from desktop.messages.endpoint_problems import ProblemWords

IMAGE_WORDS: dict[tuple[ProblemKind, str], ProblemWords] = {
    (ProblemKind.CLIPBOARD, ImageFault.DROP): (
        "There is nothing in what you dropped that Askance can use{detail_words}.",
    ),
    (ProblemKind.NOT_A_IMAGE, ImageFault.OTHER_FORMAT): (
        "“{name}” is {detail}, which Askance can't read. Paste a screenshot of it, or save it as PNG.",
    ),
    (ProblemKind.NOT_A_IMAGE, ImageFault.UNREAD_VARIANT): (
        "“{name}” is a picture in the format {detail}, which Askance can't read. Save it in another format, such as "
        "PNG.",
    ),
    (ProblemKind.TOO_MANY_PIXELS, ImageFault.LOW_PIXEL_LIMIT): (
        "“{name}” has more than {detail} million pixels, the most in its format.",
    ),
}
