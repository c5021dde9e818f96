"""What may come next, and what other rules would have done: pure, on the types of the engine."""
