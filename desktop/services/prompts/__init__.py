"""The saved prompts as the program keeps them."""
