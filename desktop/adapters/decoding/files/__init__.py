"""Image files that are not as their format wants them: damaged ones, odd variants, pixels that are not square."""
