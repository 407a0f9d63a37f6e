"""The saved prompts as the program keeps them, and handing them on as a file; choosing one is for controllers."""
