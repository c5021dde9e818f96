"""Who may do what: roles, deputies, one permission function."""
