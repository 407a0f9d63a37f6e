"""Before a run: the page that collects pictures, the question, columns and bounds. Nothing is read or asked here."""
