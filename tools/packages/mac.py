"""The bundle for macOS: what its Info.plist says. build.spec makes the bundle on macOS."""

from typing import Any

from .facts import FILES, SUMMARY, Facts

ENTITLEMENTS = FILES / "askance.entitlements"
IDENTIFIER = "org.askance.Askance"
"""Also the name of the managed preferences in which macOS has a policy. It never changes."""


def info_plist(facts: Facts) -> dict[str, Any]:
    """Returns what the bundle's Info.plist adds to what PyInstaller writes."""
    opened = {
        "CFBundleTypeName": "Picture",
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": ["public.image", "com.adobe.pdf"],
    }
    return {
        "CFBundleShortVersionString": facts.version,
        "CFBundleVersion": facts.version,
        "CFBundleGetInfoString": SUMMARY,
        "CFBundleDocumentTypes": [opened],
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": "13.0",  # Qt 6.11's own floor
        "NSHighResolutionCapable": True,
        "NSSupportsAutomaticGraphicsSwitching": True,
    }
