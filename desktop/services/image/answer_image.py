"""Opens the images of answers.

They are a stranger's, so they pass through the decoder like any other, and only what this program has encoded of their
pixels is kept and shown.
"""

from desktop.core.data_url import decode_data_url
from desktop.core.image.encoding import EncodedImage, encode_received
from desktop.services.ports.decoder import ImageDecoder

MAX_BYTES = 10_000_000  # of one image; chosen


def open_answer_image(decoder: ImageDecoder, address: str) -> EncodedImage:
    """Returns the image inside a `data:` URL, newly encoded. Blocks. Raises ImageRejectedError."""
    data = decode_data_url(address, MAX_BYTES)
    return encode_received(decoder.decode(data, "the answer").pixels)
