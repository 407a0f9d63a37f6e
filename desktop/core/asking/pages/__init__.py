"""The texts of pages that go beside their pictures. Texts that are typed or attached do not belong here."""
