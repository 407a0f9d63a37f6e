"""What the user reads about pictures on which something was covered after they had gone."""

SEND_AS_BEFORE = "Send as before, uncovered"
GOES_COVERED = "Your picture goes with what you have covered since it was sent."
GOES_UNCOVERED = "Your picture goes as before, uncovered."
COVERED_MEANWHILE = (
    "You covered something while the question waited, so it was not tried again. Ask again to send it covered."
)
CONTINUE_AS_BEFORE = "Continue the answer, pictures uncovered as before"
EXPORT_AS_SENT = "Export as sent"
PRINT_AS_SENT = "Print as sent"
PRINTED_COVERED = "Printed. What you covered after sending is covered on paper, too."
PRINT_WOULD_BE_BARE = "The pages would show what you have covered since. Print them all the same?"


def written_covered(name: str) -> str:
    """Returns the sentence after an export with covers that were drawn later."""
    return f"“{name}” is written. What you covered after sending is covered in it, too."


def would_be_bare(name: str) -> str:
    """Returns the question before an export of pictures as they went."""
    return f"“{name}” would show what you have covered since. Export it all the same?"
