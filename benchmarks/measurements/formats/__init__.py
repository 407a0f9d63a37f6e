"""What a picture costs by its format."""
