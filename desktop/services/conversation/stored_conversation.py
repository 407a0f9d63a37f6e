"""Reading a conversation with its workspace from the store."""

from desktop.core.conversation.conversation import Conversation
from desktop.core.image.covers.brought_back import brought_back
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store


def stored_conversation(store: Store, conversation_id: str) -> tuple[Conversation, Draft]:
    """Returns a conversation and its draft; without a saved one, the images as they were sent. Raises StorageError."""
    conversation = store.conversation(conversation_id)
    return conversation, store.draft(conversation_id) or _draft_of(store, conversation)


def _draft_of(store: Store, conversation: Conversation) -> Draft:
    stored = [(sent, store.image_bytes(sent.id)) for sent in conversation.images]
    return Draft(images=tuple(brought_back(sent, data) for sent, data in stored if data))
