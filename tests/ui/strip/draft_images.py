"""Images of a draft that differ in their widths."""

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage


def images(count: int) -> tuple[AnnotatedImage, ...]:
    return tuple(
        AnnotatedImage(str(at), SourceImage(f"{at:064}", b"x", 10 + at, 10, "image/png")) for at in range(count)
    )
