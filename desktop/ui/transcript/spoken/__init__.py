"""The transcript for screen readers: a part for each question, paragraph, table, formula and link in view."""
