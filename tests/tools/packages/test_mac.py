"""What the bundle for macOS says of itself. It was not built: this is read and checked as far as any system can."""

import plistlib
from pathlib import Path

from tools.packages.facts import ROOT, Facts
from tools.packages.mac import ENTITLEMENTS, IDENTIFIER, info_plist

FACTS = Facts.of_this_tree()


def test_the_bundle_says_its_version_and_opens_pictures() -> None:
    plain = info_plist(FACTS)
    assert plistlib.loads(plistlib.dumps(plain)) == plain
    assert plain["CFBundleShortVersionString"] == FACTS.version
    assert plain["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == ["public.image", "com.adobe.pdf"]


def test_the_identifier_is_that_of_the_managed_preferences() -> None:
    assert f"`{IDENTIFIER}`" in (ROOT / "docs" / "admin.md").read_text(encoding="utf-8")
    spec = Path(ROOT, "build.spec").read_text(encoding="utf-8")
    assert "bundle_identifier=IDENTIFIER" in spec and "entitlements_file=" in spec


def test_the_entitlements_are_these_two() -> None:
    allowed = plistlib.loads(ENTITLEMENTS.read_bytes())
    assert allowed == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }
