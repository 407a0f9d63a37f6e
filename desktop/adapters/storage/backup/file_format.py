"""The form of a backup: a ZIP with a manifest, a history, pictures named by their hashes, and runs; never a key."""

import re

VERSION = 1
MANIFEST = "askance.json"
HISTORY = "history.sqlite"
WHOLE = "backup.zip"
"""The name of a backup while it is being made."""
PICTURE = re.compile(r"pictures/([0-9a-f]{2})/(\1[0-9a-f]{62})")
"""The names of pictures; the second group is the SHA-256 of the bytes."""
RUN = re.compile(r"runs/[0-9a-f]{32}\.sqlite")
"""The names of runs over many pictures; a backup of an older program has none."""
