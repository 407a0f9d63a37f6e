"""A picture with a secret that is covered only after it has gone."""

from PIL import Image

from desktop.ui.main_window import MainWindow
from tests.helpers.images import encoded
from tests.loopback import Endpoint
from tests.services.qt_loop import until
from tests.stories.requests import images
from tests.stories.window_steps import answered, ask, cover, paste_image

SECRET = (1, 99, 201)


def secret_image() -> bytes:
    """A white picture with a blue secret where `cover` covers."""
    image = Image.new("RGB", (300, 200), "white")
    image.paste(SECRET, (100, 50, 200, 100))
    return encoded(image)


def shows_secret(image: Image.Image) -> bool:
    return SECRET in {color for _, color in image.convert("RGB").getcolors(1 << 24) or []}


async def asked_bare(window: MainWindow, endpoint: Endpoint) -> None:
    """A question with the secret in sight, and then a cover over it."""
    await paste_image(window, secret_image())
    await ask(window, "what?")
    await answered(window, "All well.")
    assert [shows_secret(image) for image in images(endpoint.posts[0])] == [True]
    cover(window)
    await until(lambda: window.transcript.items[0].turn.images[0].covers)
