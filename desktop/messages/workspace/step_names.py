"""The names of steps that undo and redo show. They stand untranslated in the history of steps, which compares them."""

from desktop.messages.language.catalogue import N_, _
from desktop.messages.notices.offer_labels import undo

PASTE, DROP, OPEN, DOWNLOAD = N_("Paste"), N_("Drop"), N_("Open"), N_("Download")
ADD_PAGE_TEXT, REMOVE_TEXT, REPLACE = N_("Add text of page"), N_("Remove text"), N_("Replace private text")
REMOVE_PICTURE, MOVE_PICTURE, BRING_BACK = N_("Remove picture"), N_("Move picture"), N_("Bring picture back")
TURN, CROP, REMOVE_CROP, SPLIT = N_("Turn"), N_("Crop"), N_("Remove crop"), N_("Split into parts")
COVER, DETAIL, FOLLOW_UPS = N_("Cover"), N_("Detail"), N_("Change follow-ups")


def undo_words(step: str = "") -> str:
    """Returns “Undo Turn”, the label of the action that reverts a step; without a step, that of the button alone."""
    return _("Undo {step}").format(step=_(step)) if step else undo()


def redo_words(step: str = "") -> str:
    """Returns the same for repeating a step."""
    return _("Redo {step}").format(step=_(step)) if step else _("Redo")
