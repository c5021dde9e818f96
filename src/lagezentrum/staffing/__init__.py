"""The pool of seconded people: what offices need, who goes where, what it does. No clock, no files, no database."""
