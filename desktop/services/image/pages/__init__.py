"""What is done to pages of documents beyond their pictures. Decoding and encoding do not belong here."""
