"""Reading a conversation with its workspace from the store."""

from desktop.core.asking.pages.page_texts import texts_of_turn
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.covers.brought_back import brought_back
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store


def read_conversation(store: Store, conversation_id: str) -> Conversation:
    """Returns a conversation; the texts of its pages, which may take seconds, are known from then on."""
    conversation = store.conversation(conversation_id)
    for turn in conversation.all_turns:
        texts_of_turn(turn)
    return conversation


def stored_conversation(store: Store, conversation_id: str) -> tuple[Conversation, Draft]:
    """Returns a conversation and its draft; without a saved one, the images as they were sent. Raises StorageError."""
    conversation = read_conversation(store, conversation_id)
    return conversation, store.draft(conversation_id) or _draft_of(store, conversation)


def _draft_of(store: Store, conversation: Conversation) -> Draft:
    stored = [(sent, store.image_bytes(sent.id)) for sent in conversation.images]
    return Draft(images=tuple(brought_back(sent, data) for sent, data in stored if data))
