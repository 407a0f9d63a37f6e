"""The page of the settings on which saved prompts are edited; choosing one is for the composer."""
