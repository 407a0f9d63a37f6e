"""The page of the settings on which saved prompts are edited."""
