"""What tests of runs over many pictures share: the endpoint, the pictures, the command."""
