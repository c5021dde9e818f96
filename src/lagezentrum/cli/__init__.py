"""The command `lage`: what the other parts find out, shown to people and to programs."""
