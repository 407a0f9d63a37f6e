"""The look that all widgets share: the style sheet and the menus. Colours and fonts are in `desktop.ui.theme`."""
