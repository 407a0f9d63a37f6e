"""Images in the workspace, private text and settings, for tests of OCR and of privacy."""

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.settings.settings import Settings
from desktop.core.workspace.draft import Draft
from tests.helpers.images import png
from tests.services.fakes import lines_of
from tests.services.program import Program


async def images(program: Program, *sizes: tuple[int, int]) -> list[AnnotatedImage]:
    """Puts images of these sizes, in pixels, into the workspace and returns them."""
    images = []
    for size in sizes:
        image = await program.image_pipeline.decode(png(*size), f"{size}")
        images.append(AnnotatedImage.new(image))
    program.workspace.set_draft(Draft(images=tuple(images)))
    return images


class EmptyOcrQueue:
    """A queue that knows no annotated image, as after a restart."""

    def image_for_key(self, content_key: str) -> None:
        return None


def private(size: tuple[int, int]) -> OcrResult:
    """Returns the OCR result of an image that shows a password."""
    return lines_of("password: hunter2!", size=size)


INSISTS = Settings(private_text="insist")
