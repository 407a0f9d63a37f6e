"""Images, turns and drafts' images as tests of the storage save them."""

from desktop.core.conversation.turn import Turn, Usage
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.source_image import SourceImage
from desktop.services.ports.store import Store
from tests.helpers.images import png, prepared, quarters


def image(width: int = 40) -> EncodedImage:
    """Returns an image in four colours, 30 pixels high; another width is another image."""
    return prepared(quarters(width, 30))


def turn(conversation: str, prompt: str, at: float, *images: EncodedImage, answer: str = "yes") -> Turn:
    """Returns a turn that has ended. `at` is when it was asked, in Unix seconds."""
    sent = tuple(image.to_sent_image() for image in images)
    return (
        Turn.new(conversation, prompt, "gpt-4o", "h", at)
        .as_waiting(sent)
        .as_streaming(answer, 0.5)
        .done(Usage(10, 2, 1))
    )


def sheet(name: str = "a.png") -> AnnotatedImage:
    """Returns an image of a draft."""
    return AnnotatedImage.new(SourceImage(sha256_hex(png()), png(), 80, 60, "image/png", name))


def save(store: Store, *turns: Turn) -> None:
    store.save_turns(turns)
