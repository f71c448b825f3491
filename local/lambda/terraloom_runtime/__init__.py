"""The parts of bootstrap.py, under a name that no function takes."""
