"""What tests may do with a clock, on a machine that is busy, or that was paused so that every clock has jumped."""
