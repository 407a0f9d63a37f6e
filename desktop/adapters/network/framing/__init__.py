"""How the objects of an answer stand in the bytes of its body: events, JSON, lines; nothing of what they mean."""
