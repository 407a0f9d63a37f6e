"""The turns of the transcript as rows with places and heights. Nothing here knows of mouse, keyboard or painting."""
