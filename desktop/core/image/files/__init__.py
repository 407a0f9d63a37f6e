"""What is known of image files before and beside their pixels: kinds that are not read, and remarks."""
