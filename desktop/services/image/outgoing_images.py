"""Images as they leave for other programs: by the clipboard, as files, or dragged out.

Nothing is asked and no key is needed. Redactions are burnt in and annotations painted; nothing that came with the
source goes along, its name neither.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace

from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.encoding import EncodedImage
from desktop.core.settings.settings import Settings
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.tasks import Tasks

MOST_BYTES = 100_000_000  # of remembered images; chosen
SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg"}
"""The suffixes of files, by the types that images leave in."""


@dataclass(frozen=True, slots=True)
class OutgoingImage:
    """The bytes of an image and their type, `image/png` or `image/jpeg`."""

    data: bytes
    mime: str

    @property
    def suffix(self) -> str:
        """The suffix of a file with these bytes, with its dot."""
        return SUFFIXES[self.mime]


class OutgoingImages:
    """Encodes images for other programs, and remembers the latest within a bound. Used on the loop's thread."""

    def __init__(self, tasks: Tasks, image_pipeline: ImagePipeline) -> None:
        self._tasks = tasks
        self._image_pipeline = image_pipeline
        self._encoded: OrderedDict[tuple[AnnotatedImage, str], OutgoingImage] = OrderedDict()

    async def full_size(self, image: AnnotatedImage, mime: str = "image/png") -> OutgoingImage:
        """Returns the image at the size of its view. Raises ImageRejectedError."""
        key = replace(image, detail=None, resend_policy=ResendPolicy.FULL), mime
        if key not in self._encoded:
            self._encoded[key] = OutgoingImage(await self._image_pipeline.encode_full_size(image, mime), mime)
            while len(self._encoded) > 1 and sum(len(known.data) for known in self._encoded.values()) > MOST_BYTES:
                self._encoded.popitem(last=False)
        return self._encoded[key]

    async def as_sent(self, image: AnnotatedImage, settings: Settings) -> OutgoingImage:
        """Returns the very bytes that a question with these settings would send. Raises ImageRejectedError."""
        encoded = await self._encode(image, settings)
        return OutgoingImage(encoded.data, encoded.mime)

    async def as_sent_in_types(self, image: AnnotatedImage, settings: Settings) -> dict[str, bytes]:
        """Returns the same, and if that is a JPEG the same pixels as a PNG, which every program takes, by their types.

        Raises ImageRejectedError.
        """
        encoded = await self._encode(image, settings)
        return {encoded.mime: encoded.data, "image/png": await self._tasks.run_blocking(encoded.png)}

    async def _encode(self, image: AnnotatedImage, settings: Settings) -> EncodedImage:
        return await self._image_pipeline.encode(image, settings.model, image.detail or settings.detail)
