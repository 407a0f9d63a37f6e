"""Puts today's covers on the images of a bundle, so that no export shows what was covered after it had been sent."""

from dataclasses import replace

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage


def has_later_covers(bundle: ExportBundle) -> bool:
    """Returns True if something was covered on any image after it had been sent."""
    return bool(_covers_by_id(bundle))


def covered(bundle: ExportBundle) -> ExportBundle:
    """Returns the bundle with the bytes of its images under their covers, and with the ids of those bytes.

    An image that carries covers in one turn carries them in every turn. Its new id tells nothing of what is covered.
    """
    covers, covered_images = _covers_by_id(bundle), dict[str, EncodedImage]()
    sent = [image for conversation in bundle.conversations for turn in conversation.all_turns for image in turn.images]
    for image in sent:
        if image.id in covers and image.id in bundle.images and image.id not in covered_images:
            carried = replace(image, covers=covers[image.id])
            covered_images[image.id] = EncodedImage.from_sent(carried, bundle.images[image.id])
    if not covered_images:
        return bundle

    def now(image: SentImage) -> SentImage:
        encoded = covered_images.get(image.id)
        if encoded is None:
            return image
        same = replace(encoded.to_sent_image(), badges=image.badges, resend_policy=image.resend_policy)
        return replace(same, detail=image.detail, covers=covers[image.id])

    def covered_turn(turn: Turn) -> Turn:
        return replace(turn, images=tuple(now(image) for image in turn.images))

    def covered_conversation(conversation: Conversation) -> Conversation:
        branches = (conversation.turns, conversation.other_branches)
        turns, others = (tuple(covered_turn(turn) for turn in branch) for branch in branches)
        return replace(conversation, turns=turns, other_branches=others)

    images = {image_id: data for image_id, data in bundle.images.items() if image_id not in covered_images}
    images |= {image.id: image.data for image in covered_images.values()}
    return replace(bundle, conversations=tuple(map(covered_conversation, bundle.conversations)), images=images)


def _covers_by_id(bundle: ExportBundle) -> dict[str, tuple[Rect, ...]]:
    found: dict[str, dict[Rect, None]] = {}
    for conversation in bundle.conversations:
        for turn in conversation.all_turns:
            for image in turn.images:
                if image.covers:
                    found.setdefault(image.id, {}).update(dict.fromkeys(image.covers))
    return {image_id: tuple(covers) for image_id, covers in found.items()}
