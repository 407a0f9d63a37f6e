"""Stories of asking: questions, refusals, what is shown before it is sent, and what it costs."""
