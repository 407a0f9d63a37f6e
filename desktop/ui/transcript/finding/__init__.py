"""Finding words in the conversation that is shown; the search of all conversations is elsewhere."""
