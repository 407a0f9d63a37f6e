"""Palettes of systems in high contrast: those that Windows brings."""

from PySide6.QtGui import QColor, QPalette

OF_WINDOWS = {  # ground, words, what is chosen, words on it, links, what cannot be used
    "aquatic": ("#202020", "#ffffff", "#8ee3f0", "#263b50", "#75e9fc", "#a6a6a6"),
    "desert": ("#fffaef", "#3d3d3d", "#903909", "#fff5e3", "#1c5e75", "#676767"),
    "dusk": ("#2d3236", "#ffffff", "#a1bfde", "#212d3b", "#70ebde", "#a6a6a6"),
    "night sky": ("#000000", "#ffffff", "#d6b4fd", "#2b2b2b", "#8080ff", "#a6a6a6"),
    "black": ("#000000", "#ffffff", "#1aebff", "#000000", "#ffff00", "#3ff23f"),
    "white": ("#ffffff", "#000000", "#37006e", "#ffffff", "#00009f", "#600000"),
    "number 1": ("#000000", "#ffff00", "#008000", "#ffffff", "#0000ff", "#00ff00"),
}


def contrast_palette(name: str) -> QPalette:
    """Returns one of these palettes as Qt has it."""
    ground, words, chosen, on_chosen, link, off = OF_WINDOWS[name]
    result, roles = QPalette(), QPalette.ColorRole
    for color, of_it in (
        (ground, (roles.Window, roles.Base, roles.Button)),
        (words, (roles.WindowText, roles.Text, roles.ButtonText)),
        (chosen, (roles.Highlight,)),
        (on_chosen, (roles.HighlightedText,)),
        (link, (roles.Link,)),
    ):
        for role in of_it:
            result.setColor(role, QColor(color))
    result.setColor(QPalette.ColorGroup.Disabled, roles.WindowText, QColor(off))
    return result
