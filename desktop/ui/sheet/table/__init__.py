"""The table itself: what a row shows, in which order, and how it is painted. What is asked is not decided here."""
