"""The words of runs over many pictures: of cells, of states and of what rows wait for."""
