"""Reading a conversation with its workspace from the store."""

from desktop.core.conversation.conversation import Conversation
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store


def stored_conversation(store: Store, conversation_id: str) -> tuple[Conversation, Draft]:
    """Returns a conversation and its draft; without a saved one, the images as they were sent. Raises StorageError."""
    conversation = store.conversation(conversation_id)
    return conversation, store.draft(conversation_id) or _draft_of(store, conversation)


def _draft_of(store: Store, conversation: Conversation) -> Draft:
    stored = [(sent, store.image_bytes(sent.id)) for sent in conversation.images]
    images = [
        AnnotatedImage.new(SourceImage(sent.id, data, sent.width, sent.height, sent.mime))
        for sent, data in stored
        if data
    ]
    return Draft(images=tuple(images))
