"""The words of the window “Many pictures”: its title, its values, and a table that is kept nowhere."""

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted


def window_title(run_name: str = "") -> str:
    """Returns the title, with the name of the run that is open."""
    return _("{name} – Many pictures").format(name=run_name) if run_name else _("Many pictures")


def page_row(name: str, page: int) -> str:
    """Returns the name of a row that is one page of a file."""
    return _("{name}, page {page}").format(name=name, page=page)


def yes_or_no(value: bool) -> str:
    """Returns a value of the type “Yes or no”."""
    return _("yes") if value else _("no")


def pictures_added(count: int) -> str:
    """Returns how many pictures came to an open run."""
    if not count:
        return _("These pictures are in the run already.")
    return counted("{count} picture was added.", "{count} pictures were added.", count)


def only_files() -> str:
    """Returns what can be dropped."""
    return _("Only files and folders can be dropped here.")


def lost_if_changed() -> str:
    """Returns what becomes of a table that is in memory alone when another run takes its place."""
    return _("This table isn't saved: history is off. Export it before you go on, or discard it.")


def lost_if_closed() -> str:
    """Returns what becomes of it when the window is closed."""
    return _("This table isn't saved: history is off. Export it, or close it for good.")


def export_label() -> str:
    """Returns the offer to export the table."""
    return _("Export…")


def drop_label() -> str:
    """Returns the offer to let it go."""
    return _("Discard")


def export_title() -> str:
    """Returns the title of the dialog that exports the table."""
    return _("Export table")


def batch_label() -> str:
    """Returns the name of the fact about a file of questions at a service."""
    return _("Batch")


def edited_value() -> str:
    """Returns that a value was typed by the user."""
    return _("You edited this value.")


def unchecked_value() -> str:
    """Returns what can be done with a value that was not looked for yet."""
    return _("Type to correct it.")


def checked_value(shown: str, is_found: bool) -> str:
    """Returns that a value was found on its picture, or was not."""
    if is_found:
        return _("✓ Found in the picture: “{value}”. Type to correct it.").format(value=shown)
    return _("? Not found in the picture. Check it, and type to correct it.")


def lit_value(column: str) -> str:
    """Returns that the place of a column's value is lit."""
    return _("{column}, lit on the picture").format(column=column)
