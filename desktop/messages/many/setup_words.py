"""The words of the page on which a run is put together: where it goes, its sources, and what is missing."""

from desktop.core.many.run import RunSummary
from desktop.messages.formatting import counted_images
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, number


def goes_to(host: str, model: str) -> str:
    """Returns who would answer."""
    return _("To {host} · {model}").format(host=host, model=model)


def computer_would_answer() -> str:
    """Returns that nobody is there who could fill a table, before it is wanted."""
    return _("This computer would answer, and it can't fill a table. Choose a model in the settings first.")


def computer_cannot() -> str:
    """Returns the same when a table is wanted."""
    return _("Choose a model in the settings first: this computer can't fill a table.")


def nothing_asked() -> str:
    """Returns that there is neither a question nor a column."""
    return _("Type a question, or add a column.")


def nothing_sent_yet() -> str:
    """Returns that the conversation has no pictures."""
    return _("No picture was sent in this conversation yet.")


def add_pictures_title() -> str:
    """Returns the title of the dialog that adds files."""
    return _("Add pictures")


def add_folder_title() -> str:
    """Returns the title of the dialog that adds a folder."""
    return _("Add folder")


def save_sent_title() -> str:
    """Returns the title of the dialog that chooses where the pictures of a conversation are put."""
    return _("Save the conversation's pictures to")


def save_run_title() -> str:
    """Returns the title of the dialog that keeps a run in a file."""
    return _("Save the run in a new file")


def open_run_title() -> str:
    """Returns the title of the dialog that opens such a file."""
    return _("Open a run from a file")


def folder_source(name: str) -> str:
    """Returns the name of a folder among the sources."""
    return _("{name} (folder)").format(name=name)


def reading_files(count: int | None = None) -> str:
    """Returns that files are being listed, and how many so far."""
    if count is None:
        return _("Reading files…")
    return counted("Reading files: {count} so far…", "Reading files: {count} so far…", count)


def earlier_run(run: RunSummary, name: str) -> str:
    """Returns the line of an earlier run, which is shown by this name."""
    state = _("{ended} of {rows}").format(ended=number(run.totals.ended), rows=number(run.totals.cells))
    return " · ".join((name, counted_images(run.totals.cells), run.model, state))
