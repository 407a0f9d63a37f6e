"""Writes values that waited into the store, and names what stood in the way."""

from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.workspace.draft import Draft
from desktop.services.image.draft_redactor import DraftRedactor
from desktop.services.pending_writes import Writes
from desktop.services.ports.store import Store


def write_values(store: Store, writes: Writes, covering: DraftRedactor | None) -> None:
    """Writes images, turns and drafts; `covering` burns redactions into drafts. Raises StorageError."""
    store.save_images(writes.images.values())
    store.save_turns(writes.turns.values())
    for conversation_id, draft in writes.drafts.items():
        _write_draft(store, conversation_id, draft, covering)


def _write_draft(store: Store, conversation_id: str, draft: Draft, covering: DraftRedactor | None) -> None:
    """Writes a draft whose redactions are burnt in; until that is done, one with its redactions as annotations."""
    if covering is not None:
        meanwhile = covering.interim_draft(draft)
        if meanwhile is not None:
            store.save_draft(conversation_id, meanwhile)
        draft = covering(draft)
    store.save_draft(conversation_id, draft)


def problem_of(failed: Exception) -> Problem:
    """Returns the store's own problem, or an internal error."""
    return failed.problem if isinstance(failed, StorageError) else Problem(ProblemKind.STORE_INTERNAL_ERROR)
