"""Files of images beside the history, and which of them stay."""
