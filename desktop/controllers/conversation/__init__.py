"""Controllers of conversations: the list, the transcript, files and paper. Asking is in `asking`."""
