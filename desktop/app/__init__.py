"""The program around the window: application, event loop, start and end. Actions of users belong to controllers.

Importing this package takes out a layer that PySide6 puts around every import, for `from __feature__ import …`: it
reads the source of each module that is imported afterwards and keeps the text, 11 MB of it after the start. Askance
uses no such feature.
"""

import builtins

import PySide6.QtCore  # noqa: F401  # puts the layer there

_without_features = getattr(builtins, "__orig_import__", None)
if _without_features is not None:
    builtins.__import__ = _without_features
