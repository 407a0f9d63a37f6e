"""All sentences and formats shared by the window and the command line, as plain text. No Qt, no decisions."""
