"""Constructor calls and files of settings: the parts are put together here, and nothing is decided."""
