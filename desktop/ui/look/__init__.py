"""The look that all widgets share: the style sheet, the menus, the colours that the system wants.

The colours themselves and fonts are in `desktop.ui.theme`.
"""
