"""Where the history and what it cannot keep lie."""
