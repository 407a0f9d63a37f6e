"""Words of saved prompts: those that come with Askance, and what is said about each."""
