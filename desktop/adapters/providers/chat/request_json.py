"""The bytes of a request in OpenAI's API. Images are put in as they are encoded, without a detour through text."""

import base64
import json
import secrets

from desktop.adapters.providers.openai_body import openai_body
from desktop.core.asking.request import Request
from desktop.core.image.encoding import EncodedImage


def request_json(request: Request, with_usage: bool = True, limit_name: str = "") -> bytes:
    """Returns the body as `openai_body` has it, in JSON.

    The JSON of the standard library looks at each letter of an image, which takes longer than all else of a request.
    """
    images: dict[bytes, EncodedImage] = {}

    def mark_of(image: EncodedImage) -> str:
        mark = secrets.token_hex(16)  # nothing that a text could have in it
        images[mark.encode()] = image
        return mark

    body = openai_body(request, with_usage, limit_name, mark_of)
    rest = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    pieces: list[bytes] = []
    for mark, image in images.items():
        before, _, rest = rest.partition(mark)
        kind = json.dumps(f"data:{image.mime};base64,")[1:-1].encode()
        pieces += (before, kind, base64.b64encode(image.data))
    return b"".join((*pieces, rest))
