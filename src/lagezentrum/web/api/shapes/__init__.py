"""The shapes of answers: what each field means, in which unit, and which words it can hold."""
