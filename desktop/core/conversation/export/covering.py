"""Puts today's covers on the images of a bundle, so that no export shows what was covered after it had been sent."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage


def has_later_covers(bundle: ExportBundle) -> bool:
    """Returns True if something was covered on any image after it had been sent."""
    return bool(covers_by_id(bundle))


def covered(bundle: ExportBundle) -> ExportBundle:
    """Returns the bundle with the bytes of its images under their covers, and with the ids of those bytes.

    An image that carries covers in one turn carries them in every turn, and so does the text beside it there. Its new
    id tells nothing of what is covered; where its bytes are gone, it keeps its own.
    """
    covers, covered_images = covers_by_id(bundle), dict[str, tuple[EncodedImage, tuple[Rect, ...]]]()
    sent = [image for conversation in bundle.conversations for turn in conversation.all_turns for image in turn.images]
    for image in sent:
        if image.id in covers and image.id in bundle.images and image.id not in covered_images:
            covered_images[image.id] = EncodedImage.as_sent(image, bundle.images[image.id]).covered(covers[image.id])
    if not covers:
        return bundle

    def now(image: SentImage) -> SentImage:
        if image.id not in covers:
            return image
        if image.id not in covered_images:
            return replace(image, covers=covers[image.id])
        encoded, filled = covered_images[image.id]
        origin = None if image.origin is None else image.origin.with_covers(filled, image.size)
        same = replace(encoded.to_sent_image(), badges=image.badges, resend_policy=image.resend_policy)
        return replace(same, detail=image.detail, covers=filled, origin=origin)

    def covered_turn(turn: Turn) -> Turn:
        return replace(turn, images=tuple(now(image) for image in turn.images))

    def covered_conversation(conversation: Conversation) -> Conversation:
        branches = (conversation.turns, conversation.other_branches)
        turns, others = (tuple(covered_turn(turn) for turn in branch) for branch in branches)
        return replace(conversation, turns=turns, other_branches=others)

    images = _WithCovered(bundle.images, {name: encoded for name, (encoded, _) in covered_images.items()})
    texts = {covered_images[key][0].id if key in covered_images else key: text for key, text in bundle.texts.items()}
    conversations = tuple(map(covered_conversation, bundle.conversations))
    return replace(bundle, conversations=conversations, images=images, texts=texts)


class _WithCovered(Mapping[str, bytes]):
    """The images of a bundle, with covered ones in the place of those that they were made of."""

    def __init__(self, images: Mapping[str, bytes], covered_images: Mapping[str, EncodedImage]) -> None:
        """`covered_images` are by the ids of what they were made of."""
        self._images = images
        self._bare = frozenset(covered_images)
        self._covered = {image.id: image.data for image in covered_images.values()}

    def __getitem__(self, image_id: str) -> bytes:
        if image_id in self._covered:
            return self._covered[image_id]
        if image_id in self._bare:
            raise KeyError(image_id)
        return self._images[image_id]

    def __contains__(self, image_id: object) -> bool:
        return image_id in self._covered or (image_id not in self._bare and image_id in self._images)

    def __iter__(self) -> Iterator[str]:
        yield from (name for name in self._images if name not in self._bare and name not in self._covered)
        yield from self._covered

    def __len__(self) -> int:
        return sum(1 for _ in self)


def covers_by_id(bundle: ExportBundle) -> dict[str, tuple[Rect, ...]]:
    """Returns what was covered on images after they had been sent, in sent pixels."""
    found: dict[str, dict[Rect, None]] = {}
    for conversation in bundle.conversations:
        for turn in conversation.all_turns:
            for image in turn.images:
                if image.covers:
                    found.setdefault(image.id, {}).update(dict.fromkeys(image.covers))
    return {image_id: tuple(covers) for image_id, covers in found.items()}
