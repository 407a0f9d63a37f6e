"""Writers of Markdown into QTextDocuments, piece by piece with a cursor. No widget and no page is here."""
